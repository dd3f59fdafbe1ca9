/** C01: string functions that write until their source ends; it stays silent where the file shows that the result fits. */
import { rangeOf } from './reading/calls.ts';
import type { Call } from './reading/calls.ts';
import { type Range, written } from './reading/code.ts';
import type { FunctionView } from './reading/function-view.ts';
import { expansion } from './reading/expansion.ts';
import { capacityOf, mostHeld, mostText, namedText } from './reading/held.ts';
import { type Format, formatOf, guessedFormat, isMacroName, literalOf, longestLiteral } from './reading/literal.ts';
import { measured, roomIsMeasured } from './reading/measured.ts';
import { pointedAt } from './reading/place.ts';
import { longestOfTable } from './reading/text-table.ts';
import type { Confidence, Rule, Sighting } from './rule.ts';
import { scans, type Unbounded, unboundedCopies, unboundedFormats, unboundedReads, characterBytes } from './tables/strings.ts';

const rule: Rule = {
  id: 'C01',
  words: [...unboundedReads, ...unboundedCopies.keys(), ...unboundedFormats.keys(), ...scans.keys()],
  shapes: [],
  *look(view) {
    for (const call of view.calls()) {
      if (call.isMethod) continue;
      const copy = unboundedCopies.get(call.name);
      const format = unboundedFormats.get(call.name);
      const scan = scans.get(call.name);
      const seen =
        unboundedReads.has(call.name) ? sighting(call, 'high', `${call.name} reads a line of any length`, [242, 120])
        : copy !== undefined ? copied(view, call, copy)
        : format !== undefined ? printed(view, call, format)
        : scan !== undefined ? scanned(view, call, scan)
        : undefined;
      if (seen !== undefined) yield seen;
    }
  },
};

export default rule;

function sighting(call: Call, confidence: Confidence, detail: string, cwe: readonly number[] = [120, 676]): Sighting {
  return { at: rangeOf(call), detail, confidence, cwe };
}

/**
 * A copy that provably fits is not told, nor one of a few known bytes into room that nobody here can measure: the rule is
 * about text without an end, not about a name on a list of banned functions.
 */
function copied(view: FunctionView, call: Call, role: Unbounded): Sighting | undefined {
  const to = call.arguments[role.to];
  const from = call.arguments[role.from];
  if (to === undefined || from === undefined) return undefined;
  const capacity = capacityOf(view, to, call.at);
  const what = role.appends ? 'appends' : 'copies';
  if (capacity !== undefined && fits(view, call, role, capacity)) return undefined;
  if (role.appends && roomIsMeasured(view.code, view.body.from, call.at, written(view.code, to), written(view.code, from))) return undefined;
  const literal = longestLiteral(view.code, from) ?? namedText(view, from);
  if (literal !== undefined) {
    if (literal === '') return undefined;
    const needed = (literal.length + 1) * characterBytes(call.name);
    if (capacity === undefined) return undefined;
    if (needed > capacity) return sighting(call, 'high', `${call.name} ${what} ${needed} bytes into ${capacity}`, [120, 787]);
    return role.appends ? sighting(call, 'low', `${call.name} appends ${needed} bytes; what the destination already holds is not consulted`) : undefined;
  }
  if (isMacroName(view.code, from)) return undefined;
  const source = pointedAt(view, from);
  if (!role.appends && capacity !== undefined && source.capacity !== undefined && source.capacity <= capacity) return undefined;
  if (!role.appends && measured(view.code, view.body.from, call.at, written(view.code, from))) return undefined;
  const size = capacity === undefined ? 'the size of the destination is not consulted' : `the destination holds ${capacity} bytes`;
  return sighting(call, 'high', `${call.name} ${what} until a zero character; ${size}`);
}

/** What the destination holds already, what comes and the zero find room. */
function fits(view: FunctionView, call: Call, { to, from, appends }: Unbounded, capacity: number): boolean {
  const [place, source] = [call.arguments[to], call.arguments[from]];
  if (place === undefined || source === undefined) return false;
  const held = appends ? mostHeld(view, pointedAt(view, place).path, call.at) : 0;
  const comes = mostText(view, source, call.at);
  return held !== undefined && comes !== undefined && held + comes < capacity / characterBytes(call.name);
}

/** `vsprintf` is told whatever its format: what it prints stands in a list that nothing here can see. */
function printed(view: FunctionView, call: Call, formatAt: number): Sighting | undefined {
  const to = call.arguments[0];
  const format = call.arguments[formatAt];
  if (to === undefined || format === undefined) return undefined;
  const capacity = capacityOf(view, to, call.at);
  const size = capacity === undefined ? 'the size of the destination is not consulted' : `the destination holds ${capacity} bytes`;
  const exact = literalOf(view.code, format) ?? namedText(view, format);
  const text = exact ?? guessedFormat(view.code, format);
  if (text === undefined && isMacroName(view.code, format)) return undefined;
  if (call.name.startsWith('v') || text === undefined) return sighting(call, 'high', `${call.name} writes what the format asks for; ${size}`);
  const parsed = formatOf(text);
  const values = call.arguments.slice(formatAt + 1);
  const most = expansion(view, parsed, values, (value) => longestOfTable(view, value) ?? mostText(view, value, call.at)) + 1;
  if (capacity !== undefined && most <= capacity) return undefined;
  if (most < Infinity) {
    // What the macros stand for is a guess: no size to hold against another. Nor is what the numbers of a caller's room can be at most.
    if (capacity === undefined || exact === undefined || view.declared().get(pointedAt(view, to).path)?.isParameter === true) return undefined;
    const real = parsed.conversions.some(({ letter }) => /[fFeEgG]/u.test(letter));
    return sighting(call, real ? 'low' : 'medium', `${call.name} may write ${most} bytes; ${size}`, [120, 787]);
  }
  if (stringsAre(view, parsed, values, (value) => measured(view.code, view.body.from, call.at, written(view.code, value)))) return undefined;
  if (stringsAre(view, parsed, values, (value) => isMacroName(view.code, value))) return undefined;
  return sighting(call, 'high', `${call.name} writes a string of any length; ${size}`);
}

/** Whether every string of open length is of a sort, such as measured before. */
function stringsAre(view: FunctionView, format: Format, values: readonly Range[], sort: (value: Range) => boolean): boolean {
  if (format.conversions.length !== values.length) return false;
  return format.conversions.every(({ letter, precision }, index) => {
    const value = values[index];
    if (letter !== 's' || precision !== undefined || value === undefined) return true;
    return longestLiteral(view.code, value) !== undefined || sort(value);
  });
}

/** C11 7.21.6.2 p12: `%s` and `%[` store as many characters as match, and a zero; a width bounds the former only. */
function scanned(view: FunctionView, call: Call, formatAt: number): Sighting | undefined {
  const format = call.arguments[formatAt];
  const text = format === undefined ? undefined : literalOf(view.code, format);
  if (text === undefined) return undefined;
  let next = formatAt + 1;
  for (const conversion of formatOf(text).conversions) {
    if (conversion.suppressed) continue;
    const value = call.arguments[next++];
    if (!/[s[]/u.test(conversion.letter) || conversion.length === 'm') continue;
    if (conversion.width === undefined) {
      const source = call.name === 'sscanf' && call.arguments[0] !== undefined ? pointedAt(view, call.arguments[0]).capacity : undefined;
      const capacity = value === undefined ? undefined : pointedAt(view, value).capacity;
      if (source !== undefined && capacity !== undefined && source <= capacity) continue;
      const letter = conversion.letter === '[' ? '%[' : '%s';
      return sighting(call, 'high', `${call.name} stores ${letter} without a width; ${capacity === undefined ? 'the size of the destination is not consulted' : `the destination holds ${capacity} bytes`}`);
    }
    const capacity = value === undefined ? undefined : pointedAt(view, value).capacity;
    if (capacity !== undefined && Number(conversion.width) + 1 > capacity) {
      return sighting(call, 'high', `${call.name} stores up to ${conversion.width} characters and a zero in ${capacity} bytes`, [120, 193, 787]);
    }
  }
  return undefined;
}
