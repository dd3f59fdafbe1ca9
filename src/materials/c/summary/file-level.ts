/** What a file says outside of functions: variables with their qualifiers, unions, vector tables and registrations; types are not resolved. */
import { Mark } from '../structure.ts';
import { wordNumber } from '../words.ts';
import { type Reading, Sign } from './reading.ts';
import { register } from './register.ts';
import { doingOf, vectorTable } from './tables.ts';

const number = (name: string): number => wordNumber(name);
const [unionWord, structWord, enumWord, classWord, typedefWord, namespaceWord, externWord, staticWord, volatileWord, constWord, usingWord, templateWord] = [
  'union', 'struct', 'enum', 'class', 'typedef', 'namespace', 'extern', 'static', 'volatile', 'const', 'using', 'template',
].map(number) as [number, number, number, number, number, number, number, number, number, number, number, number];

/** A file with more variables than this is a table of registers or constants; further ones are not told. */
const mostVariables = 5_000;
/** No declaration that matters is longer before its name ends. */
const headReach = 64;

export function readFileLevel(reading: Reading): number {
  const { file, mark, word, close } = reading;
  let next = 0;
  let from = 0;
  let unions = 0;
  for (let at = 0; at < file.count; at++) {
    const span = file.functions[next];
    if (span !== undefined && at >= span.parametersOpen) {
      at = Math.max(at, span.bodyClose);
      next++;
      from = at + 1;
      continue;
    }
    const here = mark(at);
    if (here === 0) {
      if (word(at) === unionWord && mark(at + 1) !== Mark.semicolon && (mark(at + 1) === Mark.braceOpen || mark(at + 2) === Mark.braceOpen)) unions++;
      continue;
    }
    if (here === Mark.parenOpen || here === Mark.bracketOpen) {
      if (here === Mark.parenOpen && reading.isName(at - 1)) {
        const doing = doingOf(reading.text(at - 1));
        if (doing === 'task' || doing === 'interrupt') register(reading, at - 1, doing);
      }
      // Heads of functions hold parentheses too; the walk meets their spans only at the parentheses themselves.
      if (span === undefined || close(at) < span.parametersOpen) at = close(at);
    } else if (here === Mark.semicolon) {
      declare(reading, from, at);
      from = at + 1;
    } else if (here === Mark.braceOpen) {
      const opens = entersScope(reading, from, at);
      if (opens) {
        from = at + 1;
        continue;
      }
      const end = close(at);
      if (mark(at - 1) === Mark.assign) vectors(reading, from, at, end);
      // Unions and methods stand inside of types: those are walked, initialisers are not.
      if (mark(at - 1) !== Mark.assign && end > at) {
        unions += insideType(reading, at, end);
        while ((file.functions[next]?.bodyOpen ?? Infinity) < end) next++;
      }
      at = end;
    } else if (here === Mark.braceClose) from = at + 1;
  }
  return unions;
}

function insideType({ word, mark }: Reading, from: number, to: number): number {
  let unions = 0;
  for (let at = from; at < to; at++) if (word(at) === unionWord && (mark(at + 1) === Mark.braceOpen || mark(at + 2) === Mark.braceOpen)) unions++;
  return unions;
}

/** `namespace x {` and `extern "C" {` hold declarations; every other brace holds a type or an initialiser. */
function entersScope({ word, isName }: Reading, from: number, brace: number): boolean {
  for (let at = from; at < brace && at < from + 4; at++) {
    if (word(at) === namespaceWord) return true;
    if (word(at) === externWord) return brace - at === 2 && !isName(at + 1);
  }
  return false;
}

const atomics = /^(?:_Atomic|atomic\w*|std::atomic\w*|sig_atomic_t|atomic_t)$/u;
const volatiles: ReadonlySet<string> = new Set(['volatile', '__volatile__', '__volatile', '__IO', '__O', '__I', '__IOM', '__IM', '__OM', 'vu8', 'vu16', 'vu32', 'vuint8', 'vuint16', 'vuint32']);
const constants: ReadonlySet<string> = new Set(['const', 'constexpr', 'CONST', '__flash', 'PROGMEM', '__rom', '__code']);

/** Reads `static volatile uint8_t flag, other = 0;`: one variable for each declarator. */
function declare(reading: Reading, from: number, to: number): void {
  const { mark, word, text, isName, close, variables, line } = reading;
  let flags = '';
  let type = '';
  let names = 0;
  let at = from;
  const first = word(from);
  if (first === typedefWord || first === usingWord || first === templateWord || variables.size >= mostVariables) return;
  let aggregate = false;
  for (; at < to && at < from + headReach; at++) {
    const here = mark(at);
    if (isName(at)) {
      const number = word(at);
      const name = text(at);
      const after = mark(at + 1);
      if (number === staticWord) flags += 's';
      else if (number === externWord) flags += 'e';
      else if (volatiles.has(name)) {
        flags += 'v';
        if (number !== volatileWord && /^vu/u.test(name)) type = name;
      } else if (constants.has(name) || number === constWord) flags += 'k';
      else if (atomics.test(name)) [flags, type] = [`${flags}a`, name];
      else if (number === structWord || number === unionWord || number === classWord) aggregate = true;
      else if (number === enumWord) {
        type = 'enum';
        names++;
        if (isName(at + 1)) at++;
      }
      else if (/^(?:__attribute__|__declspec|_Alignas|alignas)$/u.test(name) && after === Mark.parenOpen) at = close(at + 1);
      else if (type !== '' && (after === Mark.semicolon || after === Mark.assign || after === Mark.bracketOpen || after === Mark.comma || after === Mark.braceOpen || isAttribute(text(at + 1)))) break;
      else if (after === Mark.semicolon || after === Mark.assign) return;
      else {
        type = type === '' || type === 'unsigned' || type === 'signed' || type === 'long' || type === 'short' ? `${type} ${name}`.trim() : type === 'enum' ? 'enum' : name;
        names++;
      }
    } else if (here === Mark.less) {
      if (/^(?:std::)?atomic/u.test(type) && !flags.includes('a')) flags += 'a';
      while (at < to && mark(at) !== Mark.greater) at++;
    } else if (here === Mark.braceOpen) at = close(at);
    else if (here === Mark.star) flags += flags.includes('k') && !flags.includes('*') ? '*' : flags.includes('*') ? '' : '*';
    else if (here === Mark.parenOpen || here === Sign.ampersand) return;
  }
  if (at >= to || names === 0) return;
  if (aggregate) flags += '{';
  // `const char *p` is a pointer that may change; only `k` behind the star, or without one, makes a constant.
  const pointer = flags.indexOf('*');
  const base = pointer >= 0 && flags.indexOf('k') < pointer && flags.indexOf('k') >= 0 ? flags.replace('k', '') : flags;
  for (let p = at; p < to; p++) {
    if (!isName(p)) continue;
    const own = mark(p + 1) === Mark.bracketOpen ? `${base}[` : base;
    variables.set(text(p), { name: text(p), flags: own, type, line: line(p) });
    while (p < to && mark(p) !== Mark.comma) {
      const here = mark(p);
      p = here === Mark.braceOpen || here === Mark.parenOpen || here === Mark.bracketOpen ? Math.max(p, close(p)) + 1 : p + 1;
    }
  }
}

function isAttribute(name: string): boolean {
  return name === '__attribute__' || name === '__attribute' || name === 'PROGMEM' || name === '__aligned' || name === '__at' || name === 'IRAM_ATTR' || name === 'RTC_DATA_ATTR';
}

/** Every name of a list that is a vector table by its own name or section starts an interrupt. */
function vectors(reading: Reading, from: number, open: number, end: number): void {
  const { text, isName, file, entries } = reading;
  let isTable = false;
  for (let at = from; at < open && at < from + headReach && !isTable; at++) {
    const token = file.tokens[at] ?? 0;
    const length = (file.lexed.end[token] ?? 0) - (file.lexed.start[token] ?? 0);
    isTable = length > 4 && length < 40 && vectorTable.test(text(at));
  }
  if (!isTable) return;
  for (let at = open + 1; at < end && at < open + 4096; at++) {
    if (isName(at) && /^[A-Za-z_]\w{3,}$/u.test(text(at)) && !/^(?:uint\w*|void|unsigned|intvec_elem|pFunc|DEVICE_VECTOR|__\w+)$/u.test(text(at))) entries.add(`${text(at)} vector table`);
  }
}

