/** What a call does to what is known: it may bring foreign values in, bound them, copy by them or allocate by them. */
import { type Call, callAt } from '../reading/calls.ts';
import { type Range, written } from '../reading/code.ts';
import { byteTypes } from '../tables/bytes.ts';
import { converters, readerBits, readerName } from '../tables/converters.ts';
import { allocations, copies, receivers } from '../tables/copies.ts';
import { takesCommandLine } from '../reading/function-view.ts';
import { mostHeld } from '../reading/held.ts';
import { pointedAt, withoutCasts } from '../reading/place.ts';
import { holdsOnlyLiterals } from '../reading/written-text.ts';
import { readingName } from '../tables/foreign.ts';
import { scans } from '../tables/strings.ts';
import { assume, boundAll } from './assume.ts';
import { allocatedBy, copiedBy } from './moved.ts';
import { evaluate } from './evaluate.ts';
import type { Flow } from './flow.ts';
import { put } from './state.ts';
import { either, foreign, trusted, type Value } from './value.ts';

export interface Argument {
  readonly range: Range;
  readonly value: Value;
  /** The place it names, with `&` in front when its address is handed over. */
  readonly path: string;
}

/** Reads a call whose parenthesis is next; `path` is what stands before it. */
export function called(flow: Flow, path: string): Value {
  const { code, at: open } = flow;
  const close = Math.min(code.close(open), flow.to);
  const call = code.isName(open - 1) ? callAt(code, open - 1) : undefined;
  const ranges = call?.arguments ?? [{ from: open + 1, to: close }];
  const given: Argument[] = ranges.map((range) => {
    flow.path = '';
    const value = evaluate(flow, range);
    return { range, value, path: flow.path };
  });
  flow.at = close + 1;
  flow.path = '';
  if (call === undefined || path === '') return trusted;
  return effect(flow, call, given);
}

/** `memcpy(&header, packet, 4)`: what was copied from outside is as foreign as where it came from. */
function carry(flow: Flow, to: Argument | undefined, from: Argument | undefined): void {
  if (to === undefined || from === undefined || from.value.points === '') return;
  const place = to.path.replace(/^&/u, '');
  if (place === '' || place.includes('[') || place.startsWith('*')) return;
  const declared = flow.view.declared().get(place);
  const how = `${place}, copied from ${from.value.points}`;
  if (to.path.startsWith('&') && declared !== undefined) put(flow.state, place, { ...foreign(how, Infinity), points: how });
  else if (declared !== undefined && declared.sizes.length > 0 && !declared.isParameter) put(flow.state, place, { ...trusted, points: how });
}

const least = /(?:^|_)(?:min|MIN|Min)(?:_t|imum|3|U?INT\w*)?$|^(?:MIN|min)[A-Z_]|clamp|CLAMP|Clamp|constrain|saturate|(?:^|_)LIMIT|^bound/u;
const greatest = /(?:^|_)(?:max|MAX|Max)(?:_t|imum)?$/u;

/** Tables first, then helpers by their names; what is left may change what it was given the address of. */
function effect(flow: Flow, call: Call, given: readonly Argument[]): Value {
  const { name } = call;
  const copy = copies.get(name);
  if (copy !== undefined && !call.isMethod) {
    copiedBy(flow, call, copy, given);
    handOver(flow, call, given);
    carry(flow, given[copy.to], given[copy.from]);
    return trusted;
  }
  const allocation = allocations.get(name);
  if (allocation !== undefined && !call.isMethod) return allocatedBy(flow, call, given[allocation]);
  // It checks its product itself; what matters is how large the block is.
  if (/calloc$/iu.test(name) && !call.isMethod) {
    flow.allocated = given.map(({ range }) => written(flow.code, range, 120)).join(' * ');
    return trusted;
  }
  // A project's own allocator by its name: how large the block is, is all that is taken from it.
  if (/_(?:m|re|z)alloc$/iu.test(name) && !call.isMethod) {
    const size = given.at(-1);
    flow.allocated = size === undefined ? '' : written(flow.code, size.range, 120);
    return trusted;
  }
  const conversion = converters.get(name);
  if (conversion !== undefined) {
    const spelling = written(flow.code, { from: call.at, to: call.close + 1 }, 80);
    const value = foreign(spelling, 2 ** conversion.bits - 1);
    if (conversion.output === undefined) return known(flow, spelling, value);
    const target = given[conversion.output];
    const source = given[1 - conversion.output];
    if (target !== undefined) put(flow.state, target.path, source !== undefined && flow.peeked.has(source.path) ? trusted : value);
    return trusted;
  }
  if (least.test(name)) return smallest(given);
  if (greatest.test(name)) return given.reduce((all, each) => either(all, each.value), trusted);
  const reader = readerName.exec(name);
  const pointed = given.find(({ value }) => value.points !== '' && value.origin === '');
  if (reader !== null && pointed !== undefined) {
    const bits = readerBits.get((reader[1] ?? '').toLowerCase()) ?? 32;
    const spelling = written(flow.code, { from: call.at, to: call.close + 1 }, 80);
    return known(flow, spelling, foreign(`${spelling}, bytes of ${pointed.value.points}`, 2 ** bits - 1));
  }
  if (/^(atoi|atol|atoll|strtou?ll?|strtol|strtoul|wcstou?ll?|_wtoi|_wtol)$/u.test(name)) return takesCommandLine(flow.view) || isOwnText(flow, given[0]) ? trusted : foreign(written(flow.code, { from: call.at, to: call.close + 1 }, 80), 0xffff_ffff, true);
  copiedUpTo(flow, call, given);
  readInto(flow, call, given);
  sentFrom(flow, call, given);
  handOver(flow, call, given);
  return trusted;
}

/** `conf_read_timeout`, `set_recv_callback`: they set how reading is done, and read nothing. */
const notReading = /timeout|(?:^|_)(?:set|get|find|conf|config|init|register|is|has)_|_state(?:_|$)|callback|_cb$/iu;

/** A driver of the device's own by its name, `twi_read(…, buffer, size)`: a known array with a number behind it. */
function readInto(flow: Flow, call: Call, given: readonly Argument[]): void {
  if (call.isMethod || !readingName.test(call.name) || notReading.test(call.name)) return;
  const to = given.findIndex(({ range, path }, index) => index + 1 < given.length && (path.startsWith('&') || isArray(flow, range)));
  const place = given[to]?.path.replace(/^&/u, '') ?? '';
  if (to < 0 || place === '') return;
  copiedBy(flow, call, { to, from: -1, length: to + 1 }, given);
  const how = `${place}, filled by ${call.name}`;
  put(flow.state, place, given[to]?.path.startsWith('&') === true && !place.includes('[') ? { ...foreign(how, 255), points: how } : { ...trusted, points: how });
}

/** `std::copy(from, from + n, to)`: the length is what is added to the beginning. */
function copiedUpTo(flow: Flow, call: Call, given: readonly Argument[]): void {
  const { code } = flow;
  const [first, last, to] = given;
  if (call.name !== 'copy' || code.text(call.at - 1) !== '::' || first === undefined || last === undefined || to === undefined) return;
  const step = last.range.from + (first.range.to - first.range.from);
  if (code.text(step) !== '+' || written(code, { from: last.range.from, to: step }) !== written(code, first.range)) return;
  const range = { from: step + 1, to: last.range.to };
  const { path } = flow;
  const value = evaluate(flow, range);
  copiedBy(flow, call, { to: 2, from: 0, length: 3 }, [first, last, to, { range, value, path: flow.path }]);
  flow.path = path;
}

/** A driver of the device's own by its name, `ep0_send(array, count)`: more than the array holds would be sent. */
function sentFrom(flow: Flow, call: Call, given: readonly Argument[]): void {
  if (call.isMethod || !/(?:^|_)(?:send|transmit|tx|write)(?:_|$)|(?:Send|Transmit|Write)$/u.test(call.name) || notReading.test(call.name)) return;
  const from = given.findIndex(({ range }, index) => index + 1 < given.length && pointedAt(flow.view, range).capacity !== undefined);
  const length = given[from + 1];
  if (from < 0 || length === undefined || length.value.handed || length.value.origin === '') return;
  copiedBy(flow, call, { to: -1, from, length: from + 1 }, given);
}

/** An array of this function or file, whether its size is known or not. */
function isArray(flow: Flow, range: Range): boolean {
  const { path, capacity } = pointedAt(flow.view, range);
  return capacity !== undefined || (flow.view.declared().get(path)?.sizes.length ?? 0) > 0 || flow.view.arraySize(path) !== undefined || flow.view.file.arrays().unsized.has(path);
}

/** The same call spelled again reads the same bytes: what a comparison said of it still holds. */
function known(flow: Flow, spelling: string, value: Value): Value {
  const found = flow.state.get(spelling) ?? value;
  if (found.origin !== '') flow.reads?.set(spelling, found);
  return found;
}

/** `MIN(n, LIMIT)`: one trusted argument bounds the result. */
function smallest(given: readonly Argument[]): Value {
  const free = given.find(({ value }) => value.origin === '');
  if (free !== undefined) return { ...trusted, max: Math.min(...given.map(({ value }) => value.max)) };
  return given.reduce((all, each) => (each.value.max < all.max ? each.value : all), given[0]?.value ?? trusted);
}

/** What the callee may write: filled buffers become foreign, other addresses may hold anything the program made. */
function handOver(flow: Flow, call: Call, given: readonly Argument[]): void {
  const receiver = receivers.get(call.name);
  const scanned = scans.get(call.name);
  const isAssertion = /assert/iu.test(call.name);
  const isCheck = !isAssertion && /chk|check|verify|valid|ensure|require|guard|bound/iu.test(call.name);
  given.forEach((argument, index) => {
    const place = argument.path.replace(/^&/u, '');
    const addressed = argument.path.startsWith('&');
    if (receiver === index && place !== '') {
      const how = `${place}, filled by ${call.name}`;
      // An address of a plain variable: the variable itself is what arrived.
      const type = flow.view.declared().get(place)?.type ?? '';
      const unit = type === '' || byteTypes.has(type) || type === 'char' || type === 'void' ? 255 : Infinity;
      put(flow.state, place, addressed && !place.includes('[') ? { ...foreign(how, Infinity), points: how, unit } : { ...trusted, points: how, unit });
    } else if (scanned !== undefined && index > scanned && addressed && isOwnText(flow, given[0])) put(flow.state, place, trusted);
    else if (scanned !== undefined && index > scanned && addressed) {
      put(flow.state, place, foreign(`text scanned by ${call.name}`, 0xffff_ffff, true));
    } else if (addressed && !place.includes('[') && flow.state.get(place)?.origin && !/filled by/u.test(flow.state.get(place)?.origin ?? '')) put(flow.state, place, trusted);
    if (isCheck && argument.value.origin !== '') boundAll(flow, argument.range);
    if (isAssertion) noteAssertion(flow, argument.range);
    // CHECK(n <= m) and LWIP_ERROR("…", n <= m, return): a macro that acts on a condition is a guard; an assertion builds out.
    else if (hasRelation(flow, argument.range)) assume(flow, argument.range, true, false);
  });
}

/** Characters that no number of weight finds room in, as far as how often something is done goes. */
const fewDigits = 4;

/** A text of this function that nothing but literals was copied into, or too short a one to be a large number. */
function isOwnText({ view, code }: Flow, given: Argument | undefined): boolean {
  const range = given === undefined ? undefined : withoutCasts(code, given.range);
  if (range !== undefined && range.to === range.from + 1 && (mostHeld(view, code.text(range.from), range.from) ?? Infinity) <= fewDigits) return true;
  return range !== undefined && range.to === range.from + 1 && view.declared().get(code.text(range.from))?.isParameter === false && holdsOnlyLiterals(view, code.text(range.from));
}

function hasRelation({ code }: Flow, range: Range): boolean {
  for (let at = range.from; at < range.to; at++) if (/^(<|>|<=|>=|==)$/u.test(code.text(at))) return true;
  return false;
}

function noteAssertion(flow: Flow, range: Range): void {
  for (let at = range.from; at < range.to; at++) if (flow.code.isName(at)) flow.asserted.add(flow.code.text(at));
}
