/** C25: a byte buffer seen through a structure pointer with no check of its length; registers, allocators and containers are left alone. */
import { Mark } from '../structure.ts';
import { functionName, parametersOf } from './parameters.ts';
import { isNameAt, markAt, noteInBody, type Raw, wordAt } from './raw.ts';
import { wordNumber } from '../words.ts';
import type { Code } from './reading/code.ts';
import { written } from './reading/code.ts';
import type { Declared } from './reading/declaration.ts';
import type { FunctionView } from './reading/function-view.ts';
import { isCast } from './reading/place.ts';
import type { Rule, Sighting } from './rule.ts';
import { byteTypes, ownBytes } from './tables/bytes.ts';
import { receivers } from './tables/copies.ts';
import { semicolonFrom } from './reading/uses.ts';

/** Types behind which no structure stands, whatever the platform calls them; those of one picture element and of one vector register among them. */
const scalar =
  /^(?:(?:u|s|unsigned|signed)?_?(?:int|char|short|long|word|byte|half)_?\d*(?:_?t)?|[us]\d+(?:_t)?|(?:U|S)?(?:INT|CHAR|WORD|BYTE|SHORT|LONG|DWORD|QWORD|UINT|BOOL)\w*|float\w*|double|void|bool|size_t|ssize_t|wchar_t|guint\w*|gint\w*|gchar|gpointer|uintptr_t|intptr_t|T|\w*Register\w*|\w*_TypeDef|sockaddr\w*|xmlChar|TCHAR|LPSTR|FILE|jbyte|uint|uchar|ushort|ulong|\w*(?:byte|char|octet)_t|unsigned|signed|__[bl]e\d\d|t_[us]\d+|\w*_uc|__m\d+[id]?|u?int\d+x\d+(?:x\d+)?_t|\w*(?:colou?r|pixel|rgba?|argb)\d*\w*)$/u;

/** Memory that a program lays out for itself. */
const layout = /heap|pool|arena|stack|block|alloc|align|slab|chunk|workspace|scratch|nvram|eeprom|regs?$|base$|ctx|context|priv|storage|^(?:arg|args|user\w*|opaque|param|params|cookie|self|this|handle|closure|pv[A-Z]\w*|cb_?data|obj|object)$/iu;

const reinterpreting = wordNumber('reinterpret_cast');

const rule: Rule = {
  id: 'C25',
  words: ['reinterpret_cast'],
  shapes: ['cast'],
  also: { words: [...receivers.keys(), 'char'], shapes: ['bytes'] },
  suspects: (raw) => hasByteCast(raw) && (raw.receives || takesSizedBytes(raw)) && !layout.test(functionName(raw)),
  *look(view) {
    const { code, body } = view;
    if (layout.test(view.name)) return;
    yield* reinterpreted(view);
    for (let at = body.from; at < body.to; at++) {
      if (code.text(at) !== '(' || code.text(code.close(at) - 1) !== '*' || !isCast(code, at)) continue;
      const type = typeOf(code, at + 1, code.close(at) - 1);
      const operand = code.close(at) + 1;
      const base = code.text(operand) === '&' || code.text(operand) === '(' ? operand + 1 : operand;
      if (type === '' || !isBuffer(view, base, code.text(operand) === '&') || !isUsed(code, at) || isBuilt(view, at) || isMeasured(view, type)) continue;
      const to = code.text(base + 1) === '[' ? code.close(base + 1) + 1 : base + 1;
      yield {
        at: { from: at, to },
        detail: `bytes of ${code.text(base)} are read as ${type}; nothing here compares their number with its size`,
        confidence: 'medium',
        cwe: [704, 188],
      };
      at = to;
    }
  },
};

export default rule;

/** `reinterpret_cast<const T *>(data)` of bytes. */
function* reinterpreted(view: FunctionView): Iterable<Sighting> {
  const { code, body } = view;
  for (let at = body.from; at < body.to; at++) {
    if (code.text(at) !== 'reinterpret_cast' || code.text(at + 1) !== '<') continue;
    let close = at + 2;
    while (close < at + 12 && code.text(close) !== '>') close++;
    if (code.text(close - 1) !== '*' || code.text(close + 1) !== '(') continue;
    const type = typeOf(code, at + 2, close - 1);
    if (type === '' || !isBuffer(view, close + 2, false) || isMeasured(view, type)) continue;
    yield { at: { from: at, to: code.close(close + 1) + 1 }, detail: `bytes of ${code.text(close + 2)} are read as ${type}; nothing here compares their number with its size`, confidence: 'medium', cwe: [704, 188] };
  }
}

/** A pointer to bytes and a number that may say how many there are, both as parameters: what `isBuffer` will ask for. */
function takesSizedBytes(raw: Raw): boolean {
  const parameters = parametersOf(raw);
  const isBytes = ({ type, pointers, name }: Declared): boolean =>
    pointers === 1 && (byteTypes.has(type) || type === 'char') && !layout.test(name) && !ownBytes.test(name);
  return parameters.some(isBytes) && (parameters.some(({ pointers, name }) => pointers === 0 && lengthName.test(name)) || parameters.some((each) => isBytes(each) && each.isConst));
}

/** `*)` before a name that is also a parameter or stands after a receiving call: only the former is asked of the numbers. */
function hasByteCast(raw: Raw): boolean {
  return noteInBody(raw, (at) => {
    if (wordAt(raw, at) === reinterpreting) return true;
    if (markAt(raw, at) !== Mark.parenClose || markAt(raw, at - 1) !== Mark.star) return false;
    const name = isNameAt(raw, at + 1) ? at + 1 : at + 2;
    if (markAt(raw, at + 1) === Mark.parenOpen && isNameAt(raw, name)) return true;
    if (!isNameAt(raw, name)) return false;
    const next = markAt(raw, name + 1);
    return next === 0 || ';,)[+'.includes(String.fromCharCode(next & 255));
  }) >= 0;
}

/** The structure that the cast names, or nothing when no structure stands behind the type. */
function typeOf(code: Code, from: number, to: number): string {
  const words = written(code, { from, to }).split(' ').filter((word) => !/^(const|volatile|__packed|PACKED|packed|unaligned|__unaligned)$/u.test(word));
  const [first = '', second] = words;
  if (words.length === 0 || words.length > 2 || (words.length === 2 && first !== 'struct' && first !== 'union')) return '';
  return /\*/u.test(words.join('')) || scalar.test(second ?? first) ? '' : words.join(' ');
}

/** Bytes that came with their number, a parameter beside a length; or an array that this function had filled from outside. */
function isBuffer(view: FunctionView, at: number, addressed: boolean): boolean {
  const { code } = view;
  const name = code.text(at);
  if (!code.isName(at) || layout.test(name) || ownBytes.test(name)) return false;
  const next = code.text(at + 1);
  if (next === '.' || next === '->' || next === '(' || next === '::' || (next === '[' && !addressed)) return false;
  const declared = view.declared().get(name) ?? view.file.arrays().variables.get(name)?.declared;
  if (declared === undefined || !(byteTypes.has(declared.type) || declared.type === 'char' || declared.type === 'void')) return false;
  if (declared.isParameter) return declared.pointers === 1 && declared.type !== 'void' && hasUnaskedLength(view, at);
  // A local pointer may point at anything.
  return (declared.pointers === 0 && declared.sizes.length === 1 && isReceived(view, name, at)) || (declared.pointers === 1 && isReceived(view, name, at));
}

const lengthName = /(?:len|length|size|siz|count|cnt|bytes|nbytes|avail)(?:gth)?(?:_?in)?$|^(?:n|l|sz)$/iu;

/** Where a comparison still comes in time: before the cast, or in the condition that stands right behind its statement. */
function lastChance({ code, body }: FunctionView, cast: number): number {
  const end = semicolonFrom(code, cast, body.to);
  return code.text(end + 1) === 'if' && code.text(end + 2) === '(' ? code.close(end + 2) : cast;
}

/** A parameter says how many bytes there are, and nothing compares it in time. */
function hasUnaskedLength(view: FunctionView, before: number): boolean {
  const { code, body } = view;
  const lengths = [...view.declared().values()].filter(({ isParameter, pointers, name }) => isParameter && pointers === 0 && lengthName.test(name));
  const end = lastChance(view, before);
  // Bytes that may not be changed and come with no number: nobody could look how many there are.
  if (lengths.length === 0) return view.declared().get(code.text(before))?.isConst === true;
  return lengths.every(({ name }) => {
    for (let at = body.from; at < end; at++) {
      if (code.text(at) !== name) continue;
      for (let near = at - 8; near < at + 8; near++) if (/^(<|>|<=|>=|==|!=|%)$/u.test(code.text(near))) return false;
      // Handed to something that may check it.
      if (/assert|check|valid|verify/iu.test(callee(code, at, body.from))) return false;
    }
    return true;
  });
}

/** The function whose argument list the position stands in. */
function callee(code: Code, at: number, from: number): string {
  for (let back = at - 1; back > from && back > at - 12; back--) if (code.text(back) === '(') return code.text(back - 1);
  return '';
}

/** A call that receives was handed this buffer earlier in the function. */
function isReceived(view: FunctionView, name: string, before: number): boolean {
  return view.calls().some((call) => {
    const place = receivers.get(call.name);
    const range = place === undefined ? undefined : call.arguments[place];
    return call.at < before && range !== undefined && view.code.text(range.from) === name;
  });
}

/** Assigned or looked through: handed on as an argument it may only be carried. */
function isUsed(code: Code, open: number): boolean {
  const before = code.text(open - 1);
  if (before === '=' || before === '*' || before === 'return') return true;
  if (before !== '(') return false;
  const after = code.text(code.close(open - 1) + 1);
  return after === '->' || (after === ')' && code.text(code.close(open - 1) + 2) === '->');
}

/** `header = (T *)bytes; header->kind = …`: the first thing done to it is to write. */
function isBuilt({ code, body }: FunctionView, open: number): boolean {
  const name = code.text(open - 2);
  if (code.text(open - 1) !== '=' || !code.isName(open - 2)) return false;
  for (let at = open; at < body.to; at++) {
    if (code.text(at) !== name || code.text(at + 1) !== '->') continue;
    let end = at + 2;
    while (code.text(end + 1) === '.' || code.text(end + 1) === '[') end = code.text(end + 1) === '[' ? code.close(end + 1) : end + 2;
    return code.text(end + 1) === '=';
  }
  return false;
}

/** `sizeof` of the type, or of what some pointer points at, stands in this function: its author counted the bytes. */
function isMeasured(view: FunctionView, type: string): boolean {
  const { code, body } = view;
  for (let at = body.from; at < body.to; at++) {
    if (code.text(at) !== 'sizeof') continue;
    if (code.text(at + 1) === '*' || (code.text(at + 1) === '(' && code.text(at + 2) === '*')) return true;
    if (code.text(at + 1) === '(' && written(code, { from: at + 2, to: code.close(at + 1) }) === type) return true;
  }
  return false;
}
