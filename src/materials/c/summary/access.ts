/** How a body touches what it shares with others: variables of the file, and names that only a header declares. Elements and members are not told apart. */
import type { SummedAccess } from '../../../facts/function-summary.ts';
import { Mark } from '../structure.ts';
import type { Walked } from './walked.ts';
import { changing, isCapital, type Reading, Sign } from './reading.ts';

export function accessAt({ reading, critical, endless }: Walked, at: number, name: string, asked: boolean): SummedAccess | undefined {
  const variable = reading.variables.get(name);
  if (variable !== undefined && (variable.flags.includes('k') || variable.flags.includes('['))) return undefined;
  const how = kindOfAccess(reading, at);
  if (how === '') return undefined;
  // A name nobody declared here: only a statement that writes it, or a condition that asks it, shows a variable.
  if (variable === undefined && (isCapital(name) || name.length < 3 || (how === 'r' ? !asked : !isStatement(reading, at)))) return undefined;
  return { name, flags: (critical > 0 ? how.toUpperCase() : how) + (endless.length > 0 ? 'e' : ''), line: reading.line(at) };
}

/** `r`, `w`, `m`, or nothing where an element, a member or the address is meant. */
function kindOfAccess(reading: Reading, at: number): '' | 'r' | 'w' | 'm' {
  const { mark, isName, isNumber, text } = reading;
  const before = mark(at - 1);
  const after = mark(at + 1);
  if (after === Mark.bracketOpen || after === Sign.dot || after === Sign.arrow || after === Mark.colon || after === Sign.scope || before === Sign.scope) return '';
  if (before === Sign.ampersand && !isName(at - 2) && !isNumber(at - 2) && mark(at - 2) !== Mark.parenClose && mark(at - 2) !== Mark.bracketClose) return '';
  if (changing.has(after) || after === Sign.increment || after === Sign.decrement || before === Sign.increment || before === Sign.decrement) return 'm';
  if (after !== Mark.assign) return 'r';
  const name = text(at);
  for (let p = at + 2; p < at + 40 && mark(p) !== Mark.semicolon; p++) if (isName(p) && text(p) === name && mark(p - 1) !== Sign.dot && mark(p - 1) !== Sign.arrow) return 'm';
  return 'w';
}

function isStatement({ mark }: Reading, at: number): boolean {
  let before = mark(at - 1);
  if (before === Sign.increment || before === Sign.decrement) before = mark(at - 2);
  return before === Mark.semicolon || before === Mark.braceOpen || before === Mark.braceClose || before === Mark.parenClose;
}
