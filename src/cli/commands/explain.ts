/** Declares `plumbline explain`. */
import type { Command } from '../command-line.ts';
import { codebook } from '../options.ts';

const command: Command = {
  name: 'explain',
  about: 'Shows the page of an element, a rule, a word, a probe, a tally or a finding.',
  order: 12,
  arguments: [{ name: 'id', about: "for example C01, hazard, c/hazard, data-is-not-executable, or a finding's fingerprint" }],
  options: [{ name: 'from', value: 'file', about: 'the inspection (JSON) that holds the finding' }, codebook],
  more: 'Examples:\n  plumbline explain C01\n  plumbline explain 3f2a… --from inspection.json',
  run: async ([id = ''], values) => (await import('../explain.ts')).explainCommand(id, values),
};

export default command;
