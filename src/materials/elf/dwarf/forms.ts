/** Attribute forms of DWARF 2 to 5 (DWARF 5 §7.5.6) and the GNU ones: reads what is asked for, steps over the rest. */
import type { Cursor } from './cursor.ts';

export interface UnitShape {
  readonly version: number;
  readonly addressSize: number;
  /** 4 or 8: the size of section offsets. */
  readonly offsetSize: number;
}

/** A value with what it refers to; strings and addresses by index are resolved later. */
export interface FormValue {
  readonly sort: 'number' | 'address' | 'text' | 'strp' | 'line-strp' | 'strx' | 'addrx' | 'rnglistx' | 'offset' | 'other';
  readonly number: number;
  readonly text: string;
}

const other: FormValue = { sort: 'other', number: 0, text: '' };
const valued = (sort: FormValue['sort'], number: number): FormValue => ({ sort, number, text: '' });

/** Nothing for a form that is not known: then nothing behind it can be read. */
export function readForm(c: Cursor, form: number, shape: UnitShape, implicit: number, depth = 0): FormValue | undefined {
  switch (form) {
    case 0x01: return valued('address', c.sized(shape.addressSize));
    case 0x03: return step(c, c.u16());
    case 0x04: return step(c, c.u32());
    case 0x05: return valued('number', c.u16());
    case 0x06: return valued('number', c.u32());
    case 0x07: return valued('number', c.u64());
    case 0x08: return { sort: 'text', number: 0, text: c.text() };
    case 0x09: return step(c, c.uleb());
    case 0x0a: return step(c, c.u8());
    case 0x0b: return valued('number', c.u8());
    case 0x0c: return valued('number', c.u8());
    case 0x0d: return valued('number', c.sleb());
    case 0x0e: return valued('strp', c.sized(shape.offsetSize));
    case 0x0f: return valued('number', c.uleb());
    // DW_FORM_ref_addr is an address in DWARF 2 and an offset since (DWARF 3 §7.5.4).
    case 0x10: return step(c, 0, shape.version <= 2 ? shape.addressSize : shape.offsetSize);
    case 0x11: return step(c, 0, 1);
    case 0x12: return step(c, 0, 2);
    case 0x13: return step(c, 0, 4);
    case 0x14: case 0x20: return step(c, 0, 8);
    case 0x15: return (c.uleb(), other);
    case 0x16: return depth > 4 ? undefined : readForm(c, c.uleb(), shape, implicit, depth + 1);
    case 0x17: return valued('offset', c.sized(shape.offsetSize));
    case 0x18: return step(c, c.uleb());
    case 0x19: return valued('number', 1);
    case 0x1a: return valued('strx', c.uleb());
    case 0x1b: return valued('addrx', c.uleb());
    case 0x1c: return step(c, 0, 4);
    case 0x1d: return step(c, 0, shape.offsetSize);
    case 0x1e: return step(c, 16);
    case 0x1f: return valued('line-strp', c.sized(shape.offsetSize));
    case 0x21: return valued('number', implicit);
    case 0x22: return (c.uleb(), other);
    case 0x23: return valued('rnglistx', c.uleb());
    case 0x24: return step(c, 0, 8);
    case 0x25: case 0x26: case 0x27: case 0x28: return valued('strx', c.sized([1, 2, 3, 4][form - 0x25] ?? 1));
    case 0x29: case 0x2a: case 0x2b: case 0x2c: return valued('addrx', c.sized([1, 2, 3, 4][form - 0x29] ?? 1));
    case 0x1f01: return valued('addrx', c.uleb());
    case 0x1f02: return valued('strx', c.uleb());
    case 0x1f20: case 0x1f21: return step(c, 0, shape.offsetSize);
    default: return undefined;
  }
}

function step(c: Cursor, length: number, more = 0): FormValue {
  c.skip(length + more);
  return other;
}
