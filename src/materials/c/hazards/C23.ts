/** C23: jumps that leave the structure of the code: non-local ones, and goto into a block; plain forward goto is not told. */
import { TokenKind } from '../../../scan/lexed.ts';
import { Mark } from '../structure.ts';
import { wordNumber } from '../words.ts';
import { isNameAt, markAt, noteInBody, type Raw, sameText, wordAt } from './raw.ts';
import { rangeOf } from './reading/calls.ts';
import type { Statement } from './reading/statements.ts';
import type { Rule, Sighting } from './rule.ts';
import type { Code, Range } from './reading/code.ts';
import type { FunctionView } from './reading/function-view.ts';

const calls: ReadonlySet<string> = new Set(['setjmp', 'longjmp', '_setjmp', '_longjmp', 'sigsetjmp', 'siglongjmp', '__builtin_setjmp', '__builtin_longjmp']);

const rule: Rule = {
  id: 'C23',
  words: [...calls, 'goto'],
  shapes: [],
  // A goto alone is of no interest: it has to lead to a label inside a block from outside of it, or there is a non-local jump.
  suspects: (raw) => noteInBody(raw, (at) => numbers.has(wordAt(raw, at))) >= 0 || entersBlock(raw),
  *look(view) {
    for (const call of view.calls()) {
      if (!calls.has(call.name) || call.isMethod) continue;
      const saves = call.name.includes('setjmp');
      const detail = saves ? `${call.name} makes a place that other functions can jump to` : `${call.name} leaves functions without running what stands after their calls`;
      yield { at: rangeOf(call), detail, confidence: 'high', cwe: [] };
    }
    yield* jumpsIntoBlocks(view);
  },
};

export default rule;

const other = wordNumber('default');
const gotoWord = wordNumber('goto');
const numbers: ReadonlySet<number> = new Set([...calls].map(wordNumber));

/** Whether some label within a block is the aim of a jump outside of that block. */
function entersBlock(raw: Raw): boolean {
  const { file, span } = raw;
  const { tokens, partner } = file;
  const { kind, code } = file.lexed;
  const blocks: number[] = [];
  for (let at = span.bodyOpen; at < span.bodyClose; at++) {
    const token = tokens[at] ?? 0;
    // Every function with a goto is walked here: nothing is called for tokens of no interest.
    if (kind[token] !== TokenKind.punctuator) continue;
    const mark = code[token] ?? 0;
    if (mark === Mark.braceOpen) blocks.push(at);
    else if (mark === Mark.braceClose) blocks.pop();
    else if (mark === Mark.parenOpen) {
      const close = partner[at] ?? -1;
      if (close >= at + 40) at = close;
    } else if (mark === Mark.colon && blocks.length > 1 && isLabel(raw, at - 1)) {
      const open = blocks.at(-1) ?? 0;
      const close = partner[open] ?? -1;
      if (noteInBody(raw, (jump) => wordAt(raw, jump) === gotoWord && sameText(raw, jump + 1, at - 1) && (jump < open || jump > close)) >= 0) return true;
    }
  }
  return false;
}

function isLabel(raw: Raw, at: number): boolean {
  return isNameAt(raw, at) && wordAt(raw, at) !== other && isStatementEnd(markAt(raw, at - 1));
}

function isStatementEnd(mark: number): boolean {
  return mark === Mark.semicolon || mark === Mark.braceOpen || mark === Mark.braceClose || mark === Mark.colon;
}

interface Around {
  readonly id: number;
  /** Entered from outside, a loop or a switch goes on without what leads into it. */
  readonly isLoop: boolean;
  /** A declaration with a value stands before the place: jumped over, it leaves the variable without one (C11 6.2.4 p6). */
  readonly hasValue: boolean;
}

interface Spot {
  readonly name: string;
  readonly at: number;
  /** The blocks around it, outermost first. */
  readonly blocks: readonly Around[];
}

/** A label is entered from outside when one of the blocks around it is not around the jump; the bare body of an `if` is told by style guides. */
function* jumpsIntoBlocks(view: FunctionView): Iterable<Sighting> {
  const jumps: Spot[] = [];
  const labels = new Map<string, Spot>();
  let blocks = 0;
  const visit = (statement: Statement | undefined, around: readonly Around[], isLoop = false): void => {
    if (statement === undefined) return;
    if (statement.sort === 'goto') jumps.push({ name: statement.name, at: statement.at, blocks: around });
    else if (statement.sort === 'label') labels.set(statement.name, { name: statement.name, at: statement.at, blocks: around });
    else if (statement.sort === 'block') {
      const id = ++blocks;
      let hasValue = false;
      for (const each of statement.body) {
        visit(each, [...around, { id, isLoop, hasValue }]);
        hasValue ||= each.sort === 'declaration' && setsValue(view, each.value);
      }
    } else if (statement.sort === 'if') {
      for (const arm of statement.arms) visit(arm.body, around);
      visit(statement.otherwise, around);
    } else if ('body' in statement) visit(statement.body, around, true);
  };
  for (const statement of view.statements()) visit(statement, []);
  const told = new Set<string>();
  for (const jump of jumps) {
    const label = labels.get(jump.name);
    const entered = label?.blocks.filter(({ id }) => !jump.blocks.some((block) => block.id === id)) ?? [];
    if (told.has(jump.name) || label === undefined || !entered.some(({ isLoop, hasValue }) => isLoop || hasValue)) continue;
    if (restoresAll(view, jump.at, label.at)) continue;
    told.add(jump.name);
    const passed = entered.some(({ isLoop }) => isLoop) ? 'what leads into it' : 'the first value of a variable';
    yield { at: { from: jump.at, to: jump.at + 2 }, detail: `goto ${jump.name} enters a block from outside and passes by ${passed}`, confidence: 'high', cwe: [] };
  }
}

/**
 * Work that goes on where it was left: before the jump, in the same run of statements, everything is set that the passed stretch
 * sets and that is read behind the label before it is set there. Loops that were passed by are none the worse for it.
 */
function restoresAll({ code, body }: FunctionView, jump: number, label: number): boolean {
  if (label < jump) return false;
  const restored = new Set<string>();
  for (let at = jump - 1; at > body.from && !/^[{}]$/u.test(code.text(at)); at--) if (isSet(code, at)) restored.add(code.text(at));
  if (restored.size === 0) return false;
  const passed = new Set<string>();
  for (let at = jump; at < label; at++) if (isSet(code, at)) passed.add(code.text(at));
  for (const name of restored) passed.delete(name);
  for (let at = label + 2; at < body.to && passed.size > 0; at++) {
    if (!code.isName(at) || !passed.has(code.text(at)) || /^(\.|->)$/u.test(code.text(at - 1))) continue;
    if (!isSet(code, at) && !(code.text(at - 1) === '&' && /^[(,]$/u.test(code.text(at - 2)))) return false;
    passed.delete(code.text(at));
  }
  return true;
}

/** `name = …`, alone or with its type in front. */
function isSet(code: Code, at: number): boolean {
  return code.isName(at) && code.text(at + 1) === '=' && !/^(\.|->|\])$/u.test(code.text(at - 1));
}

function setsValue({ code }: FunctionView, { from, to }: Range): boolean {
  for (let at = from; at < to; at++) if (code.text(at) === '=') return true;
  return false;
}
