/** Names of preprocessor directives and their numbers, as the token interface fixes them. */

export const INCLUDE: u32 = 9;

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function is(p: usize, length: u32, text: string): bool {
  if (length != <u32>text.length) return false;
  for (let i: i32 = 0; i < text.length; i++) if (load<u8>(p + i) != text.charCodeAt(i)) return false;
  return true;
}

/** The number of the directive whose name starts at `p`; 0 for any other. */
export function directiveCode(p: usize, length: u32): u32 {
  switch (load<u8>(p)) {
    case 0x69: // i
      if (is(p, length, 'if')) return 1;
      if (is(p, length, 'ifdef')) return 2;
      if (is(p, length, 'ifndef')) return 3;
      if (is(p, length, 'include') || is(p, length, 'include_next') || is(p, length, 'import')) return INCLUDE;
      return 0;
    case 0x65: // e
      if (is(p, length, 'elif') || is(p, length, 'elifdef') || is(p, length, 'elifndef')) return 4;
      if (is(p, length, 'else')) return 5;
      if (is(p, length, 'endif')) return 6;
      if (is(p, length, 'error')) return 11;
      return 0;
    case 0x64: // d
      return is(p, length, 'define') ? 7 : 0;
    case 0x75: // u
      return is(p, length, 'undef') ? 8 : 0;
    case 0x70: // p
      return is(p, length, 'pragma') ? 10 : 0;
    case 0x6c: // l
      return is(p, length, 'line') ? 12 : 0;
    default:
      return 0;
  }
}
