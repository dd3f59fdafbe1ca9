/** Notes functions that are handed to something that starts them: tasks, interrupts, signals. It does not look at how they are started. */
import { Mark } from '../structure.ts';
import { type Reading, Sign } from './reading.ts';

/** No registration has more arguments than fit here. */
const longestList = 200;

/** `name` stands before the parenthesis of the registering call. */
export function register(reading: Reading, name: number, how: 'task' | 'interrupt' | 'signal'): void {
  const { isName, mark, text, entries, close } = reading;
  const end = Math.min(close(name + 1), name + longestList);
  for (let at = name + 2; at < end; at++) {
    if (!isName(at)) continue;
    const [before, after] = [mark(at - 1), mark(at + 1)];
    const whole = (before === Mark.parenOpen || before === Mark.comma || before === Sign.ampersand || before === Mark.parenClose) && (after === Mark.comma || after === Mark.parenClose);
    if (whole && /[a-z]/u.test(text(at)) && text(at).length > 2) entries.add(`${text(at)} ${how} ${text(name)}`);
  }
}
