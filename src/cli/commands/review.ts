/** Declares `plumbline review` and its parts. */
import type { Argument, CommandGroup, Option } from '../command-line.ts';
import { count, date } from '../options.ts';

const path: Argument = { name: 'path', about: 'the folder of the device', otherwise: '.' };
const key: Argument = { name: 'key', about: 'key of the site, as review list prints it; its first digits are enough' };
const keys: Argument = { ...key, about: `${key.about}; several are parted by commas` };
const asOf: Option = { name: 'as-of', value: 'date', about: 'the day that is spoken of (default: today, UTC)', read: date };
const component: Option = { name: 'component', value: 'name', about: 'only this component' };
const json: Option = { name: 'json', about: 'as JSON, for a program' };

const group: CommandGroup = {
  name: 'review',
  about: 'Escape hatches (unsafe, foreign calls, suppressed checks) and the reviews of each: list, show, record, compare with other tools.',
  order: 25,
  commands: [
    {
      name: 'review list',
      about: 'Lists every escape hatch with its key and whether a review of it still holds, and why not.',
      order: 25,
      arguments: [path],
      options: [component, { name: 'state', value: 'state', many: true, about: 'only reviewed, unsound, stale or unreviewed; may be given several times' }, { name: 'tests', about: 'also sites that are compiled for tests only' }, asOf, json],
      more: 'Examples:\n  plumbline review list .\n  plumbline review list . --component driver --state stale --state unreviewed',
      run: async ([given = ''], values) => (await import('../review/list.ts')).listCommand(given, values),
    },
    {
      name: 'review show',
      about: 'Shows one escape hatch with the code around it, what a review is bound to, and every record that names it.',
      order: 26,
      arguments: [key, path],
      options: [{ name: 'lines', value: 'number', about: 'lines of code before and after it (default: 12)', read: count }, component, asOf],
      more: 'Example:\n  plumbline review show 3f2a91 . --lines 40',
      run: async ([site = '', given = ''], values) => (await import('../review/show.ts')).showCommand(site, given, values),
    },
    {
      name: 'review record',
      about: "Writes the record of a person's verdict about one escape hatch, bound to its code, its function and its module as they are.",
      order: 27,
      arguments: [keys, path],
      options: [
        { name: 'verdict', value: 'verdict', about: 'sound, callers-must-check or unsound' },
        { name: 'condition', value: 'text', many: true, about: 'a safety condition and why it holds, parted by a colon; one option for each' },
        { name: 'reviewer', value: 'name', about: 'who read it' },
        { name: 'role', value: 'role', about: 'in which role' },
        { name: 'independence', value: 'kind', about: 'self, second-party or third-party (default: self, of own work)' },
        { name: 'evidence', value: 'text', many: true, about: 'what shows it and where, parted by a colon' },
        { name: 'date', value: 'date', about: 'the day of the verdict (default: today, UTC)', read: date },
        { name: 'expires', value: 'date', about: 'last day on which it holds (default: two years later)', read: date },
        { name: 'id', value: 'name', about: 'name of the record (default: SR-, the day and the key)' },
        { name: 'note', value: 'text', about: 'anything else' },
        component,
        { name: 'out', value: 'file', about: 'where to write it (default: plumbline-site-reviews/ID.yaml in the device)' },
      ],
      more: 'Example:\n  plumbline review record 3f2a91 . --verdict sound --reviewer "R. Meyer" --role "safety engineer" \\\n    --condition "the pointer is valid for one byte: Ring is only made by new, which allocates" \\\n    --evidence "the tests run under Miri: ci/miri.log"',
      run: async ([site = '', given = ''], values) => (await import('../review/record.ts')).recordCommand(site, given, values),
    },
    {
      name: 'review import',
      about: "Compares another tool's list with the sites here: rustc's unsafe_code lint, cargo-vet's audits, an audit file of cargo-scan. Writes nothing.",
      order: 28,
      arguments: [{ name: 'file', about: 'messages of cargo or rustc as JSON, audits.toml, or an .audit file; - reads standard input' }, path],
      options: [component, asOf, json],
      more: `Examples:
  cargo rustc --lib --message-format=json -- -W unsafe_code > unsafe.json; plumbline review import unsafe.json .
  plumbline review import supply-chain/audits.toml .

Exit codes:
  0 every site that rustc lists is listed here or explained · 1 one is not · 64 usage · 70 our fault`,
      run: async ([file = '', given = ''], values) => (await import('../review/import.ts')).importCommand(file, given, values),
    },
    {
      name: 'review status',
      about: 'Fails when an escape hatch that ships has no review that holds; a gate for pipelines.',
      order: 29,
      arguments: [path],
      options: [component, asOf, json],
      more: 'Exit codes:\n  0 each is reviewed and found sound · 1 one is stale, unreviewed or unsound, or a record is malformed · 2 a source could not be searched · 64 usage · 70 our fault',
      run: async ([given = ''], values) => (await import('../review/list.ts')).statusCommand(given, values),
    },
  ],
  more: 'plumbline explain site-review shows the members of a record; schema/site-review.schema.json is its schema.',
};

export default group;
