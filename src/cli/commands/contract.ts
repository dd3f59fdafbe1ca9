/** Declares `plumbline contract`. */
import type { Command } from '../command-line.ts';

const command: Command = {
  name: 'contract',
  about: 'Turns a policy into contract language to paste, each clause tied to the check that will verify it.',
  order: 34,
  arguments: [],
  options: [{ name: 'policy', value: 'file', about: 'a file, or contract-terms or isolated-ward, which come with Plumbline' }],
  more: 'Example:\n  plumbline contract --policy contract-terms > terms.md',
  run: async (_given, values) => (await import('../accept/accept.ts')).contractCommand(values),
};

export default command;
