/** Build attributes of an ARM image (Addenda to the ABI for the Arm Architecture, IHI 0045): the profile and the branch protection used. */
import { textAt, type Numbers } from './numbers.ts';
import { sectionTypes, type Section } from './sections.ts';

export interface ArmAttributes {
  readonly at: number;
  /** `A`, `R`, `M`, `S` or empty. */
  readonly profile: string;
  readonly branchTargets: boolean;
  readonly returnAddresses: boolean;
}

const attribute = { rawName: 4, name: 5, profile: 7, compatibility: 32, branchTargets: 74, returnAddresses: 76 } as const;

export function readArmAttributes(n: Numbers, sections: readonly Section[]): ArmAttributes | undefined {
  const section = sections.find((s) => s.type === sectionTypes.armAttributes && n.holds(s.offset, s.size));
  if (section === undefined || n.u8(section.offset) !== 0x41) return undefined;
  const values = new Map<number, number>();
  const end = section.offset + section.size;
  for (let at = section.offset + 1; at + 4 < end; ) {
    const length = n.u32(at);
    const stop = Math.min(at + length, end);
    if (length < 5) break;
    const vendor = textAt(n.bytes, at + 4, stop);
    if (vendor === 'aeabi') readFileScope(n, at + 4 + vendor.length + 1, stop, values);
    at = stop;
  }
  const profile = values.get(attribute.profile) ?? 0;
  return {
    at: section.offset,
    profile: profile >= 0x41 && profile <= 0x5a ? String.fromCharCode(profile) : '',
    branchTargets: (values.get(attribute.branchTargets) ?? 0) > 0,
    returnAddresses: (values.get(attribute.returnAddresses) ?? 0) > 0,
  };
}

function readFileScope(n: Numbers, start: number, end: number, values: Map<number, number>): void {
  const fileScope = 1;
  for (let at = start; at + 5 <= end; ) {
    const length = n.u32(at + 1);
    if (length < 5) return;
    if (n.u8(at) === fileScope) readValues(n, at + 5, Math.min(at + length, end), values);
    at += length;
  }
}

function readValues(n: Numbers, start: number, end: number, values: Map<number, number>): void {
  for (let at = start; at < end; ) {
    const tag = variable(n, at, end);
    at = tag.next;
    // above 32, odd tags hold text; below, only the two processor names do
    const isText = tag.value === attribute.rawName || tag.value === attribute.name || (tag.value > 32 && tag.value % 2 === 1);
    if (!isText) {
      const value = variable(n, at, end);
      values.set(tag.value, value.value);
      at = value.next;
    }
    if (isText || tag.value === attribute.compatibility) at += textAt(n.bytes, at, end).length + 1;
  }
}

/** ULEB128, of which attributes use the low 28 bits. */
function variable(n: Numbers, start: number, end: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let at = start, shift = 0; at < end; at++, shift += 7) {
    const byte = n.u8(at);
    if (shift < 28) value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return { value, next: at + 1 };
  }
  return { value, next: end };
}
