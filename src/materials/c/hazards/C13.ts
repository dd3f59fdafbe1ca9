/** C13: the answer of a call that can fail, dropped; a cast to void says that somebody meant it and is left alone. */
import { type Call, rangeOf } from './reading/calls.ts';
import { type Code, written } from './reading/code.ts';
import type { FunctionView } from './reading/function-view.ts';
import { usesOf } from './reading/uses.ts';
import type { Rule } from './rule.ts';
import { answers } from './tables/answers.ts';

const rule: Rule = {
  id: 'C13',
  words: answers.keys(),
  shapes: [],
  *look(view) {
    const told = new Set<string>();
    for (const call of view.calls()) {
      const harm = answers.get(call.name);
      // A method of the same name takes other arguments; a call that waits without end answers nothing new.
      if ((descriptors.get(call.name) ?? call.arguments.length) !== call.arguments.length) continue;
      if (call.arguments.some((argument) => argument.to === argument.from + 1 && forever.has(view.code.text(argument.from)))) continue;
      if (harm === undefined || call.isMethod || told.has(call.name) || !isDropped(view.code, call.at, call.close)) continue;
      if (saysItself(view, call)) continue;
      // One a function: whoever looks at one sees the others.
      told.add(call.name);
      yield { at: rangeOf(call), detail: `nothing looks at what ${call.name} answers; ${harm} and the program goes on`, confidence: isToOperator(view.code, call) ? 'low' : 'high', cwe: [252, 253] };
    }
  },
};

export default rule;

/** POSIX functions whose short names devices like to use too, with the number of their arguments. */
const descriptors: ReadonlyMap<string, number> = new Map([['read', 3], ['write', 3], ['send', 4], ['sendto', 6], ['sendmsg', 3]]);
/** Waiting times without an end in FreeRTOS, CMSIS-RTOS, Zephyr, ThreadX and RT-Thread. */
const forever: ReadonlySet<string> = new Set(['portMAX_DELAY', 'osWaitForever', 'K_FOREVER', 'TX_WAIT_FOREVER', 'RT_WAITING_FOREVER']);

/** FatFs tells how much it read or wrote at an address as well; whoever uses that number looks at the answer. */
const tellers: ReadonlyMap<string, number> = new Map([['f_read', 3], ['f_write', 3]]);

function saysItself({ code, body }: FunctionView, call: Call): boolean {
  const place = call.arguments[tellers.get(call.name) ?? -1];
  if (place === undefined || code.text(place.from) !== '&' || place.to !== place.from + 2) return false;
  return usesOf(code, { from: call.close, to: body.to }, code.text(place.from + 1)).length > 0;
}

/** What a console shows is seen, or not, by whoever stands before it: little hangs on it. */
function isToOperator(code: Code, { name, arguments: given }: Call): boolean {
  const stream = name === 'fwrite' ? given[3] : name === 'write' ? given[0] : undefined;
  return stream !== undefined && /^(?:stdout|stderr|1|2|STDOUT_FILENO|STDERR_FILENO|fileno\((?:stdout|stderr)\))$/u.test(written(code, stream));
}

/** The call is a statement of its own: behind `;`, `{`, `}`, a label or a condition, and before `;`. */
function isDropped(code: Code, at: number, close: number): boolean {
  if (code.text(close + 1) !== ';') return false;
  const before = code.text(at - 1) === '::' ? code.text(at - 3) : code.text(at - 1);
  if (/^[;{}]$/u.test(before) || before === 'else' || before === 'do') return true;
  if (before === ':') return code.text(at - 2) === 'default' || !inTernary(code, at);
  // `if (x) f();` but not `(void)f();`
  return before === ')' && /^(if|for|while)$/u.test(code.text(code.open(at - 1) - 1));
}

function inTernary(code: Code, at: number): boolean {
  for (let back = at - 1; back > at - 60 && !/^[;{}]$/u.test(code.text(back)); back--) if (code.text(back) === '?') return true;
  return false;
}
