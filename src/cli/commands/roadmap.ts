/** Declares `plumbline roadmap`. */
import type { Command } from '../command-line.ts';
import { codebook, count, date } from '../options.ts';

const command: Command = {
  name: 'roadmap',
  about: 'Says which units to move to memory-safe code, onto what, and what a plan would bring.',
  order: 40,
  arguments: [{ name: 'path', about: 'the device', otherwise: '.' }],
  options: [
    { name: 'revision', value: 'rev', about: 'a revision of the git repository at PATH instead of its files' },
    { name: 'format', value: 'name', about: 'text, json, html or pdf (default: by the ending of --out, else text)' },
    { name: 'out', value: 'file', about: 'a file, or - for standard output' },
    { name: 'overrides', value: 'file', about: 'corrections with reasons (YAML, schema/roadmap-overrides.schema.json)' },
    { name: 'plan', value: 'file', about: "the maker's plan (YAML, schema/roadmap.schema.json) instead of the drafted one" },
    { name: 'draft', value: 'file', about: 'write a first plan to correct, and nothing else' },
    { name: 'status', value: 'plan', about: 'compare a plan with the device as it is; exit 1 when it is behind, 2 when that cannot be told' },
    { name: 'seed', value: 'n', about: 'seed of the simulation (default: 1)', read: count },
    { name: 'as-of', value: 'date', about: 'the day the roadmap speaks of (default: today, UTC)', read: date },
    codebook,
    { name: 'no-history', about: 'ask git nothing' },
    { name: 'no-cache', about: 'look at every byte and every change again and keep nothing' },
    { name: 'quiet', about: 'no progress' },
  ],
  more: `Examples:
  plumbline roadmap firmware/
  plumbline roadmap . --draft roadmap.yaml
  plumbline roadmap . --plan roadmap.yaml --out roadmap.html
  plumbline roadmap . --status roadmap.yaml`,
  run: async ([path = ''], values) => (await import('../roadmap/run.ts')).roadmapCommand(path, values),
};

export default command;
