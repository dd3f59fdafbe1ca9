/** Asks the person at the terminal about the device, until each answer is one that a manifest accepts. It writes nothing. */
import { createInterface } from 'node:readline';
import { manifestSchema, type Device } from '../core/device.ts';
import { UsageError } from '../core/trouble.ts';
import { plain } from './terminal.ts';

const questions = [
  ['name', 'device name'],
  ['version', 'version'],
  ['maker', 'maker'],
  ['intended_use', 'intended use, in a sentence'],
  ['safety_class', 'IEC 62304 safety class (A, B, C or undetermined)'],
  ['worst_harm', 'worst credible harm (none, minor, serious, death or undetermined)'],
] as const;

/** The answers that were given; an empty one, and the end of input, keep what was inferred. Throws `UsageError` on Ctrl-C. */
export async function ask(about: Device['about']): Promise<Partial<Device['about']>> {
  const answers: Record<string, string> = {};
  const lines = linesOf(process.stdin);
  try {
    for (const [field, question] of questions) {
      const fits = (answer: string): boolean => answer === '' || manifestSchema.shape.device.shape[field].safeParse(answer).success;
      lines.prompt(`${question} [${plain(about[field])}]: `);
      let answer = await lines.next();
      while (answer !== undefined && !fits(answer.trim())) {
        lines.prompt('  that is none of them; again: ');
        answer = await lines.next();
      }
      if (answer === undefined) break;
      if (answer.trim() !== '') answers[field] = answer.trim();
    }
  } finally {
    lines.close();
  }
  return answers as Partial<Device['about']>;
}

interface Lines {
  readonly prompt: (text: string) => void;
  /** The next line, or undefined at the end of input. */
  readonly next: () => Promise<string | undefined>;
  readonly close: () => void;
}

/** Lines are kept until they are asked for: what was pasted at once answers one question after another. */
function linesOf(input: NodeJS.ReadStream): Lines {
  const terminal = createInterface({ input, output: process.stdout });
  const waiting: string[] = [];
  let ending: 'none' | 'closed' | 'stopped' = 'none';
  let wake = (): void => undefined;
  const end = (how: 'closed' | 'stopped'): void => {
    if (ending === 'none') ending = how;
    wake();
  };
  terminal.on('line', (line) => {
    waiting.push(line);
    wake();
  });
  terminal.on('SIGINT', () => end('stopped'));
  terminal.on('close', () => end('closed'));
  return {
    prompt: (text) => {
      if (ending !== 'none') return;
      terminal.setPrompt(text);
      terminal.prompt();
    },
    next: async () => {
      while (waiting.length === 0 && ending === 'none') await new Promise<void>((resolve) => (wake = resolve));
      if (ending === 'stopped') throw new UsageError('stopped', 'stopped with Ctrl-C, nothing was written', 'run it again, or with --yes to be asked nothing');
      return waiting.shift();
    },
    close: () => terminal.close(),
  };
}
