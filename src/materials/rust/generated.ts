/** Tells Rust that a program wrote, by what the common generators leave at the top of their files. It guesses nothing from style. */
import { latin1 } from '../../scan/lexed.ts';

/** Generators say so in their first lines; a licence header may come first. */
const headBytes = 4096;

/** Every mark below holds this word; most files do not. */
const hint = /generated/i;

const marks: readonly RegExp[] = [
  // rust-bindgen, prost-build, cbindgen's tests, flatc, capnpc, tonic, wit-bindgen and the `@generated` convention.
  /@generated\b/,
  /\b(?:auto(?:matically)?[- ]?)generated (?:by|from|file|code|using|with|rust|via)\b/i,
  /\bgenerated (?:by|using|with) (?:rust-bindgen|bindgen|svd2rust|prost|protoc|flatc|capnpc?|tonic|chiptool|cbindgen|stm32-data|form|slint)\b/i,
  /\bgenerated\b[^\n]{0,80}\bdo not (?:edit|modify)\b/i,
  /\bdo not (?:edit|modify)\b[^\n]{0,80}\bgenerated\b/i,
];

/** A register file of svd2rust that was split by module has no header, only this shape. */
const register = /^#\[doc = "[^\n]{0,200}\n\s{0,8}pub (?:type|struct) \w+(?: = crate::(?:Reg|R|W)<|;)/;

export function isGenerated(bytes: Uint8Array): boolean {
  const head = latin1(bytes, 0, Math.min(bytes.length, headBytes));
  return (hint.test(head) && marks.some((mark) => mark.test(head))) || (head.startsWith('#[doc') && register.test(head));
}
