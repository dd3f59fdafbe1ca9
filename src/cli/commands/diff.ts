/** Declares `plumbline diff`. */
import type { Command } from '../command-line.ts';

const command: Command = {
  name: 'diff',
  about: 'Says what an update changed: verdicts, breaches, components, variances and law, from two packages.',
  order: 33,
  arguments: [{ name: 'before', about: 'the earlier package' }, { name: 'after', about: 'the later one' }],
  options: [{ name: 'json', about: 'as JSON, for a program' }],
  more: `Example:
  plumbline diff pump-2.4.zip pump-2.5.zip

Exit codes:
  0 nothing changed · 1 something changed · 64 usage · 70 our fault`,
  run: async ([before = '', after = ''], values) => (await import('../accept/diff.ts')).diffCommand(before, after, values),
};

export default command;
