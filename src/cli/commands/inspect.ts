/** Declares `plumbline inspect`. */
import type { Command } from '../command-line.ts';
import { codebook, codes, count, date } from '../options.ts';

const command: Command = {
  name: 'inspect',
  about: 'Judges a device: a folder, a file, or a revision of a git repository.',
  order: 10,
  arguments: [{ name: 'path', about: 'the device', otherwise: '.' }],
  options: [
    { name: 'revision', value: 'rev', about: 'a revision of the git repository at PATH instead of its files' },
    { name: 'edition', value: 'id', about: "edition of the code (default: the manifest's, else the newest)" },
    { name: 'level', value: 'n', about: 'level of the edition instead of the derived one', read: count },
    { name: 'format', value: 'name', many: true, about: 'text, json, sarif, markdown, html, cyclonedx-1.6, cyclonedx-1.7, oscal-ar or oscal-poam; may be given several times (default: by the ending of --out, else text)' },
    { name: 'out', value: 'target', about: 'a folder, a file, or - for standard output' },
    { name: 'baseline', value: 'file', about: 'an earlier inspection (JSON); report and gate only what is new' },
    { name: 'as-of', value: 'date', about: 'the day the inspection speaks of (default: today, UTC)', read: date },
    codebook,
    { name: 'record', value: 'file', about: 'write what the verdicts rest on as well, so that plumbline code impact can judge it again' },
    { name: 'no-variances', about: 'list the variances and apply none' },
    { name: 'jobs', value: 'n', about: 'worker threads (default: one per core, at most 8)', read: count },
    { name: 'no-cache', about: 'look at every byte again and keep nothing' },
    { name: 'quiet', about: 'no progress and no summary' },
  ],
  more: `Examples:
  plumbline inspect firmware/ --edition ieee-2015
  plumbline inspect . --format json --out - | jq .standing
  plumbline inspect . --format sarif --format html --out report/
  plumbline inspect . --revision v2.1 --as-of 2026-06-30

${codes}`,
  run: async ([path = ''], values) => (await import('../inspect.ts')).inspectCommand(path, values),
};

export default command;
