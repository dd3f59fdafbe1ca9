/** Declares `plumbline diff`. */
import type { Command } from '../command-line.ts';
import { date } from '../options.ts';

const command: Command = {
  name: 'diff',
  about: 'Says what an update changed: verdicts, breaches by name, bill, ledger, variances and law, from two packages.',
  order: 33,
  arguments: [{ name: 'before', about: 'the earlier package' }, { name: 'after', about: 'the later one' }],
  options: [{ name: 'trust', value: 'file', about: 'verify both first: a public key in PEM, or a trust-root document' }, { name: 'as-of', value: 'date', about: 'the day to verify for (default: today, UTC)', read: date }, { name: 'format', value: 'name', about: 'text or json (default: text)' }],
  more: `Examples:
  plumbline diff pump-2.4.zip pump-2.5.zip
  plumbline diff pump-2.4.zip pump-2.5.zip --format json | jq '.changes[] | select(.sort == "bill")'

Exit codes:
  0 nothing changed · 1 something changed · 64 usage · 70 our fault`,
  run: async ([before = '', after = ''], values) => (await import('../accept/diff.ts')).diffCommand(before, after, values),
};

export default command;
