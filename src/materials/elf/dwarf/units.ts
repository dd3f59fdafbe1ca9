/** Compile units of an image: name, language, producer and where their code lies. Only the root of each unit is read, so it costs a step a unit. */
import type { Elf } from '../material.ts';
import { cursorOver, type Cursor } from './cursor.ts';
import { debugSection } from './debug-sections.ts';
import { readForm, type FormValue, type UnitShape } from './forms.ts';
import languages from './languages.json' with { type: 'json' };
import { rangesOf, type CodeRange, type RangeSections } from './unit-ranges.ts';

export interface CompileUnit {
  readonly name: string;
  readonly language: string;
  readonly producer: string;
  readonly ranges: readonly CodeRange[];
  readonly split: boolean;
}

/** `troubles` say what of the debug information was not read; with any of them, silence about a unit means nothing. */
export interface Units {
  readonly units: readonly CompileUnit[];
  readonly troubles: readonly string[];
}

const mostUnits = 200_000;
const mostAttributes = 200;
const attribute = { name: 0x03, low: 0x11, high: 0x12, language: 0x13, producer: 0x25, ranges: 0x55, stringBase: 0x72, addressBase: 0x73, rangesBase: 0x74, dwoName: 0x76, gnuDwoName: 0x2130, gnuRangesBase: 0x2132, gnuAddressBase: 0x2133 } as const;
const wanted: ReadonlySet<number> = new Set(Object.values(attribute));
const languageNames: Readonly<Record<string, string>> = languages;

/** Nothing when the image has no debug information. Never throws on foreign bytes. */
export function compileUnits(elf: Elf): Units | undefined {
  const troubles: string[] = [];
  const section = (name: string): Uint8Array => {
    const found = debugSection(elf, name);
    if (found === undefined) return new Uint8Array();
    if ('trouble' in found) {
      troubles.push(found.trouble);
      return new Uint8Array();
    }
    return found;
  };
  const info = section('info');
  if (info.length === 0) return troubles.length === 0 ? undefined : { units: [], troubles };
  const { little } = elf.numbers;
  const data: Data = {
    little, info, abbreviations: section('abbrev'), strings: section('str'), lineStrings: section('line_str'), stringOffsets: section('str_offsets'),
    ranges: { little, addresses: section('addr'), ranges: section('ranges'), lists: section('rnglists') },
  };
  const units: CompileUnit[] = [];
  const tables = new Map<number, Map<number, Abbreviation>>();
  for (let at = 0; at + 11 < info.length; ) {
    if (units.length >= mostUnits) {
      troubles.push(`more than ${mostUnits} compile units: the rest was not read`);
      break;
    }
    const c = cursorOver(info, little, at);
    let length = c.u32();
    const offsetSize = length === 0xffffffff ? 8 : 4;
    if (offsetSize === 8) length = c.u64();
    const next = c.at + length;
    if (length <= 0 || next > info.length) {
      troubles.push('a unit of the debug information leaves its section: damaged or cut short');
      break;
    }
    const unit = readUnit(c, next, offsetSize, data, tables);
    if (typeof unit === 'string') troubles.push(unit);
    else if (unit !== undefined) units.push(unit);
    at = next;
  }
  return { units, troubles: [...new Set(troubles)] };
}

interface Data {
  readonly little: boolean;
  readonly info: Uint8Array;
  readonly abbreviations: Uint8Array;
  readonly strings: Uint8Array;
  readonly lineStrings: Uint8Array;
  readonly stringOffsets: Uint8Array;
  readonly ranges: RangeSections;
}

interface Abbreviation {
  readonly tag: number;
  readonly attributes: readonly (readonly [name: number, form: number, implicit: number])[];
}

/** Units other than those of source (types, partial ones of DW_FORM_ref_addr) have no code of their own. */
function readUnit(c: Cursor, end: number, offsetSize: number, data: Data, tables: Map<number, Map<number, Abbreviation>>): CompileUnit | string | undefined {
  const version = c.u16();
  if (version < 2 || version > 5) return `a unit of DWARF version ${version}, which is not read`;
  const kind = version >= 5 ? c.u8() : 1;
  const addressSize = version >= 5 ? c.u8() : 0;
  const abbreviations = c.sized(offsetSize);
  const shape: UnitShape = { version, offsetSize, addressSize: version >= 5 ? addressSize : c.u8() };
  if (kind === 2 || kind === 6) return undefined;
  if (kind === 4 || kind === 5) c.skip(8);
  const table = tables.get(abbreviations) ?? readAbbreviations(data, abbreviations);
  tables.set(abbreviations, table);
  const root = table.get(c.uleb());
  if (root === undefined) return 'a unit names an abbreviation that is not there';
  // Compile and skeleton units; partial and type units carry no code.
  if (root.tag !== 0x11 && root.tag !== 0x4a) return undefined;
  const found = new Map<number, FormValue>();
  for (const [name, form, implicit] of root.attributes) {
    const value = readForm(c, form, shape, implicit);
    if (value === undefined) return `attribute form 0x${form.toString(16)} is not known`;
    if (c.at > end) return 'the root of a unit leaves it';
    if (wanted.has(name)) found.set(name, value);
  }
  const base = (name: number, otherwise: number): number => found.get(name)?.number ?? otherwise;
  const stringBase = base(attribute.stringBase, offsetSize === 8 ? 16 : 8);
  const text = (name: number): string => textOf(found.get(name), data, stringBase, offsetSize);
  const language = found.get(attribute.language)?.number ?? 0;
  return {
    // What stays of a split unit names the file of the rest.
    name: (text(attribute.name) || text(attribute.dwoName) || text(attribute.gnuDwoName)).slice(0, 300),
    language: languageNames[String(language)] ?? (language === 0 ? '?' : `language 0x${language.toString(16)}`),
    producer: text(attribute.producer),
    split: found.has(attribute.dwoName) || found.has(attribute.gnuDwoName),
    ranges: rangesOf(data.ranges, shape, {
      low: found.get(attribute.low), high: found.get(attribute.high), ranges: found.get(attribute.ranges),
      addressBase: base(attribute.addressBase, base(attribute.gnuAddressBase, version >= 5 ? 8 : 0)), listsBase: base(attribute.rangesBase, offsetSize === 8 ? 20 : 12), rangesBase: base(attribute.gnuRangesBase, 0),
    }),
  };
}

/** DWARF 5 §7.5.3. A table that goes on for ever ends with its section. */
function readAbbreviations({ abbreviations, little }: Data, from: number): Map<number, Abbreviation> {
  const table = new Map<number, Abbreviation>();
  if (from < 0 || from >= abbreviations.length) return table;
  const c = cursorOver(abbreviations, little, from);
  while (c.at < abbreviations.length && table.size < 100_000) {
    const code = c.uleb();
    if (code === 0) break;
    const tag = c.uleb();
    c.u8();
    const attributes: [number, number, number][] = [];
    for (;;) {
      const [name, form] = [c.uleb(), c.uleb()];
      const implicit = form === 0x21 ? c.sleb() : 0;
      if ((name === 0 && form === 0) || c.at > abbreviations.length) break;
      if (attributes.length < mostAttributes) attributes.push([name, form, implicit]);
    }
    if (!table.has(code)) table.set(code, { tag, attributes });
  }
  return table;
}

function textOf(value: FormValue | undefined, data: Data, stringBase: number, offsetSize: number): string {
  if (value === undefined) return '';
  if (value.sort === 'text') return value.text;
  if (value.sort === 'strp') return at(data.strings, value.number);
  if (value.sort === 'line-strp') return at(data.lineStrings, value.number);
  if (value.sort !== 'strx') return '';
  const c = cursorOver(data.stringOffsets, data.little, stringBase + value.number * offsetSize);
  return c.at + offsetSize > data.stringOffsets.length ? '' : at(data.strings, c.sized(offsetSize));
}

function at(section: Uint8Array, offset: number): string {
  return offset < 0 || offset >= section.length ? '' : cursorOver(section, true, offset).text();
}
