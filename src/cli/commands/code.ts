/** Declares `plumbline code` and its parts. */
import type { Argument, Command, CommandGroup, Option } from '../command-line.ts';
import { codebook, count, date } from '../options.ts';

const asOf: Option = { name: 'as-of', value: 'date', about: 'the day that is spoken of (default: today, UTC)', read: date };
const json: Option = { name: 'json', about: 'as JSON, for a program' };
const proposal: Argument = { name: 'proposal', about: 'id of the proposal' };
const by: Option = { name: 'by', value: 'role', about: 'who says so, by role' };
const text: Option = { name: 'text', value: 'words', about: 'what is said' };
const key: Option = { name: 'key', value: 'file', about: 'private key in PEM, readable by nobody else' };

type Part = Omit<Command, 'order' | 'name'>;
const part = (name: string, order: number, declared: Part): Command => ({ ...declared, name: `code ${name}`, order });

const group: CommandGroup = {
  name: 'code',
  about: 'The law itself: read it, compare editions, and change it in the open.',
  order: 30,
  commands: [
    part('list', 30, { about: 'Lists editions, proposals and errata with where they stand.', arguments: [], options: [asOf], more: '', run: async (_given, values) => (await import('../code/show.ts')).listCommand(values) }),
    part('show', 31, { about: 'Shows an edition or a proposal with everything on record.', arguments: [{ name: 'id', about: 'an edition or a proposal' }], options: [asOf], more: 'Example:\n  plumbline code show 2026.1', run: async ([id = ''], values) => (await import('../code/show.ts')).showCommand(id, values) }),
    part('lint', 32, {
      about: 'Checks the law: editions build again to the same bytes, patches fit, fixtures do what they are there for, errata loosen.',
      arguments: [], options: [{ name: 'quick', about: 'without inspecting the incidents' }, { name: 'trust', value: 'file', about: 'a public key in PEM or a trust-root document: published editions must bear the seal of a publisher in it' }, asOf], more: 'Exit codes:\n  0 nothing to mend · 1 faults · 64 usage · 70 our fault',
      run: async (_given, values) => (await import('../code/lint.ts')).lintCommand(values),
    }),
    part('diff', 33, {
      about: 'What an edition changes: tightened, loosened, editorial, new, retired, split, merged, moved. Generated, never typed.',
      arguments: [{ name: 'from', about: 'an edition' }, { name: 'to', about: 'another one' }], options: [json], more: 'Example:\n  plumbline code diff 2026.1 2026.2',
      run: async ([from = '', to = ''], values) => (await import('../code/show.ts')).diffCommand(from, to, values),
    }),
    part('site', 45, {
      about: 'Writes the code as a web site: editions, elements with their worked cases, proposals, crosswalks. It needs no network.',
      arguments: [], options: [{ name: 'out', value: 'dir', about: 'the folder to write into' }, asOf],
      more: 'Example:\n  plumbline code site --out site/', run: async (_given, values) => (await import('../code/site.ts')).siteCommand(values),
    }),
    part('export', 34, {
      about: 'Writes an edition as an OSCAL catalog, or as one OSCAL profile for each of its levels.', arguments: [{ name: 'edition', about: 'id of the edition' }],
      options: [{ name: 'format', value: 'name', about: 'oscal-catalog (default) or oscal-profile' }, { name: 'level', value: 'n', about: 'the profile of one level alone', read: count }, { name: 'out', value: 'dir', about: 'the folder to write into (default: standard output)' }, codebook],
      more: 'Examples:\n  plumbline code export 2026.1 --out oscal/\n  plumbline code export 2026.1 --format oscal-profile --out oscal/', run: async ([id = ''], values) => (await import('../code/export.ts')).exportCommand(id, values),
    }),
    part('impact', 34, {
      about: 'Judges stored records under another edition and says what would change for each device. Nothing is scanned.',
      arguments: [{ name: 'folder', about: 'records written by plumbline inspect --record' }],
      options: [{ name: 'draft', value: 'id', about: 'the edition to try' }, { name: 'against', value: 'id', about: 'the edition to compare with (default: the one it supersedes)' }, asOf, json],
      more: 'Example:\n  plumbline code impact records/ --draft 2026.2', run: async ([folder = ''], values) => (await import('../code/impact.ts')).impactCommand(folder, values),
    }),
    part('propose', 35, {
      about: 'Writes a proposal to complete.', arguments: [proposal],
      options: [{ name: 'edition', value: 'id', about: 'the edition it is for' }, { name: 'base', value: 'id', about: 'the edition its patch supposes' }, { name: 'title', value: 'words', about: 'what it does, in a line' }, asOf],
      more: 'Example:\n  plumbline code propose P-2026.2-04 --edition 2026.2 --base 2026.1 --title "…"', run: async ([id = ''], values) => (await import('../code/docket.ts')).proposeCommand(id, values),
    }),
    part('comment', 36, {
      about: 'Comments on a proposal, or disposes of a comment. Nothing closes while one has no disposition.', arguments: [proposal],
      options: [{ name: 'position', value: 'word', about: 'support, oppose or modify' }, by, text, { name: 'wording', value: 'words', about: 'the words proposed instead' }, { name: 'dispose', value: 'comment', about: 'the comment to dispose of; --text is the reason' }, { name: 'outcome', value: 'word', about: 'accepted, accepted-in-part, rejected or noted' }, asOf],
      more: 'Example:\n  plumbline code comment P-2026.2-01 --position oppose --by "maker of pumps" --text "…"', run: async ([id = ''], values) => (await import('../code/docket.ts')).commentCommand(id, values),
    }),
    part('action', 37, {
      about: 'Records what the committee did with a proposal, and why.', arguments: [proposal],
      options: [{ name: 'outcome', value: 'word', about: 'as-submitted, as-modified or disapproved' }, text, { name: 'for', value: 'n', about: 'members for it' }, { name: 'against', value: 'n', about: 'members against it' }, { name: 'abstaining', value: 'n', about: 'members abstaining' }, { name: 'recused', value: 'role', many: true, about: 'a member who stood aside; may be given several times' }, asOf],
      more: '', run: async ([id = ''], values) => (await import('../code/docket.ts')).actionCommand(id, values),
    }),
    part('ballot', 38, {
      about: 'Opens a ballot, takes a vote or the answer to an objection. Who blocks must be answered.', arguments: [{ name: 'proposal', about: 'id of the proposal; with --reaffirm an edition' }],
      options: [
        { name: 'opened', value: 'date', about: 'first day', read: date }, { name: 'closed', value: 'date', about: 'last day', read: date },
        { name: 'vote', value: 'role', about: 'the member who votes' }, { name: 'position', value: 'word', about: 'approve, object, abstain or recuse' }, { name: 'blocking', about: 'nothing may be published before this is answered' },
        { name: 'answer', value: 'role', about: 'the member whose objection is answered' }, { name: 'settled', about: 'the member takes the answer as settling it' },
        { name: 'reaffirm', about: 'ask everybody again about all proposals of an edition whose texts were mended' }, by, text, key, asOf,
      ],
      more: 'Examples:\n  plumbline code ballot P-2026.2-01 --opened 2027-01-10 --closed 2027-01-24\n  plumbline code ballot P-2026.2-01 --vote "hospital engineer" --position approve', run: async ([id = ''], values) => (await import('../code/docket.ts')).ballotCommand(id, values),
    }),
    part('publish', 39, {
      about: 'Builds an edition from the one before and its accepted proposals, freezes it by digest and signs it.', arguments: [{ name: 'edition', about: 'id of the edition' }],
      options: [{ name: 'draft', about: 'build it as a draft from all proposals, accepted or not' }, { name: 'effective-on', value: 'date', about: 'the day from which it binds', read: date }, key, asOf],
      more: 'Exit codes:\n  0 written · 1 something is open, and nothing was written · 64 usage · 70 our fault', run: async ([id = ''], values) => (await import('../code/publish.ts')).publishCommand(id, values),
    }),
    part('erratum', 40, {
      about: 'Proves that an erratum only loosens, by trying every worked case before and after.', arguments: [{ name: 'erratum', about: 'a file of codebook/errata/ without its ending' }], options: [], more: '',
      run: async ([id = '']) => (await import('../code/lint.ts')).erratumCommand(id),
    }),
  ],
  more: 'codebook/README.md tells how the law is changed.',
};

export default group;
