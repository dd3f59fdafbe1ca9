/** Declares `plumbline variance` and its parts. */
import type { Argument, CommandGroup, Option } from '../command-line.ts';
import { codebook, date } from '../options.ts';

const path: Argument = { name: 'path', about: 'the folder of the device', otherwise: '.' };
const asOf: Option = { name: 'as-of', value: 'date', about: 'the day that is spoken of (default: today, UTC)', read: date };
const edition: Option = { name: 'edition', value: 'id', about: "edition of the code (default: the manifest's, else the newest)" };
const out: Option = { name: 'out', value: 'file', about: 'where to write it (default: plumbline-variances/ID.yaml in the device)' };
const json: Option = { name: 'json', about: 'as JSON, for a program' };
const codes = `Exit codes:
  0 every record is in force or renewed · 1 one is malformed, expired, lapsed, refused or covers nothing · 64 usage · 70 our fault`;

const group: CommandGroup = {
  name: 'variance',
  about: 'Accepted departures from the code: write, check, list and renew their records. A variance changes the standing, never a verdict.',
  order: 20,
  commands: [
    {
      name: 'variance new',
      about: 'Writes a record with what is known filled in; it counts only once a person has completed and approved it.',
      order: 20,
      arguments: [path],
      options: [
        { name: 'fingerprint', value: 'id', many: true, about: 'a breach, as reports name it; may be given several times' },
        { name: 'component', value: 'name', about: 'the component, where several have a breach of that fingerprint' },
        { name: 'id', value: 'name', about: 'name of the record, for example VAR-2026-001' },
        { name: 'kind', value: 'kind', about: 'variance, alternative-means, existing-device or tool-correction (default: variance)' },
        edition, asOf, out, codebook,
      ],
      more: 'Example:\n  plumbline variance new . --fingerprint 3f2a… --id VAR-2026-001',
      run: async ([given = ''], values) => (await import('../variance/new.ts')).newCommand(given, values),
    },
    {
      name: 'variance check',
      about: 'Fails when a record is malformed, expired, lapsed, refused or covers nothing; a gate for pipelines.',
      order: 21,
      arguments: [path],
      options: [edition, asOf, json, codebook],
      more: codes,
      run: async ([given = ''], values) => (await import('../variance/list.ts')).checkCommand(given, values),
    },
    {
      name: 'variance list',
      about: 'Shows every record with its state on that day, what it covers and when it ends.',
      order: 22,
      arguments: [path],
      options: [edition, asOf, json, codebook],
      more: 'Example:\n  plumbline variance list . --as-of 2027-01-01',
      run: async ([given = ''], values) => (await import('../variance/list.ts')).listCommand(given, values),
    },
    {
      name: 'variance renew',
      about: 'Writes a record that prolongs another one and points at it; it must be approved anew.',
      order: 23,
      arguments: [{ name: 'id', about: 'the record to prolong' }, path],
      options: [{ name: 'as', value: 'name', about: 'name of the new record' }, edition, asOf, out, codebook],
      more: 'Example:\n  plumbline variance renew VAR-2026-001 . --as VAR-2027-001',
      run: async ([id = '', given = ''], values) => (await import('../variance/renew.ts')).renewCommand(id, given, values),
    },
  ],
  more: 'plumbline explain variance shows the members of a record; schema/variance.schema.json is its schema.',
};

export default group;
