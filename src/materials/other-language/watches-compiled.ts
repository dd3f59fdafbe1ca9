/** How code of compiled languages leaves what they guarantee: Go, Swift, Ada, and those that guarantee less (Zig, D, Cython, Nim). Exact words only. */
import { code, quoted, written, type Watch } from './watch.ts';

const importsC = /^[ \t]*(?:import\s+)?"C"\s*$/m;

/** Names of C's own types as cgo spells them: `C.int(x)` converts and calls nothing. */
const cType = '(?:u?(?:char|short|int|long|longlong)|schar|float|double|size_t|ssize_t|u?int(?:8|16|32|64)_t|u?intptr_t|bool|_Bool|struct_\\w+|union_\\w+|enum_\\w+|sizeof_\\w+)\\b';

const go: readonly Watch[] = [
  code('unsafe-operation', /\bunsafe\.\w+/g),
  quoted('foreign-import', /^[ \t]*(?:import\s+)?"C"\s*$/gm),
  { ...code('foreign-call', new RegExp(`\\bC\\.(?!${cType})\\w+\\s*\\(`, 'g')), beside: importsC },
  written('linkname', /^\/\/go:linkname\s/gm),
  { ...written('foreign-export', /^\/\/export\s+\w/gm), beside: importsC },
  written('foreign-import', /^\/\/go:(?:noescape|wasmimport)\b/gm),
];

const swift: readonly Watch[] = [
  code('unsafe-operation', /\bUnsafe(?:Mutable)?(?:Raw)?(?:Buffer)?Pointer\b|\bUnmanaged\b|\bwithUnsafe\w+\b/g),
  code('unchecked-conversion', /\bunsafe(?:BitCast|Downcast|Bitcast)\b/g),
  code('unsafe-region', /\b(?:unowned\s*\(\s*unsafe\s*\)|nonisolated\s*\(\s*unsafe\s*\))|@(?:unsafe\b|unchecked\s+Sendable)/g),
  // `unsafe f(p)` acknowledges an unsafe operation (Swift Evolution SE-0458); as the name of something it is followed by none.
  code('unsafe-region', /(?<![\w.@(`])unsafe[ \t]+(?!(?:in|is|as|else|where)\b)(?=[\w([&])/g),
  code('foreign-import', /@(?:_silgen_name|_extern)\b/g),
  code('foreign-export', /@_cdecl\b/g),
];

/** An object at an address is imported too, so that nothing is written to it at start; that is no foreign code. Ada Reference Manual 13.3 (address clauses), 13.9 to 13.11 (unchecked), 11.5 (suppressed checks), B.1 (import). */
const ada: readonly Watch[] = [
  code('unchecked-conversion', /\b(?:new|renames)\s+(?:Ada\s*\.\s*)?Unchecked_Conversion\b|\bUnchecked_Union\b/gi),
  code('unchecked-release', /\b(?:new|renames)\s+(?:Ada\s*\.\s*)?Unchecked_Deallocation\b/gi),
  code('raw-address', /'(?:Unchecked_Access|Unrestricted_Access)\b|\bfor\s+[\w.]+\s*'Address\s+use\b|\bwith\b[^;]{0,300}?\bAddress\s*=>|\bnew\s+System\s*\.\s*Address_To_Access_Conversions\b/gi),
  code('checks-off', /\bpragma\s+Suppress(?:_All)?\b|(?:\bwith|,)\s*Suppress\s*=>/gi),
  code('foreign-import', /\bpragma\s+(?:Import|Interface)\s*\(|(?<!\bAddress\s*=>[^;]{0,300})(?:\bwith|,)\s*Import\b(?=\s*(?:=>\s*True\s*)?[,;])(?![^;]{0,300}\bAddress\s*=>)/gi),
  code('foreign-export', /\bpragma\s+Export\s*\(|(?:\bwith|,)\s*Export\b(?=\s*(?:=>\s*True\s*)?[,;])/gi),
  quoted('inline-asm', /\bAsm\s*\(\s*(?:Template\s*=>\s*)?"/gi),
];

const zig: readonly Watch[] = [
  code('unchecked-conversion', /@(?:ptrCast|bitCast|alignCast|constCast|volatileCast|addrSpaceCast|fieldParentPtr)\b/g),
  code('raw-address', /@(?:ptrFromInt|intToPtr)\b/g),
  code('checks-off', /@setRuntimeSafety\s*\(\s*false\b/g),
  code('foreign-import', /@cImport\b/g),
  quoted('foreign-import', /\bextern\s+(?:"[^"\n]{0,200}"\s+)?fn\b/g),
  code('foreign-export', /\bexport\s+fn\b/g),
  code('inline-asm', /\basm\s*(?:volatile\s*)?\(/g),
];

const d: readonly Watch[] = [
  code('unsafe-region', /@(?:trusted|system)\b/g),
  code('foreign-import', /\bextern\s*\(\s*(?:C\+\+|C|Windows|System|Objective-C)\b[^)\n]{0,200}\)/g),
  code('inline-asm', /\basm\b(?=[^{};\n]{0,80}\{)/g),
];

const cython: readonly Watch[] = [
  code('foreign-import', /^[ \t]*cdef\s+extern\s+from\b/gm),
  code('checks-off', /@(?:cython\.)?(?:boundscheck|wraparound|nonecheck|initializedcheck)\s*\(\s*False\s*\)/g),
  written('checks-off', /^#\s*cython\s*:[^\n]{0,300}\b(?:boundscheck|wraparound|nonecheck|initializedcheck)\s*=\s*False/gm),
  code('unchecked-conversion', /<\s*(?:unsigned\s+|const\s+)*\w+\s*\*+\s*>/g),
  code('unsafe-operation', /\b(?:malloc|calloc|realloc|free|memcpy|memmove|memset)\s*\(/g),
];

const nim: readonly Watch[] = [
  code('unchecked-conversion', /\bcast\s*\[/g),
  code('raw-address', /\bunsafeAddr\b/g),
  code('foreign-import', /\{\.[^}\n]{0,300}\b(?:importc|importcpp|importobjc|dynlib)\b/g),
  code('checks-off', /\{\.\s*push\s+(?:boundChecks|checks|nilChecks)\s*:\s*off\b/g),
];

export const compiled: readonly (readonly [string, readonly Watch[]])[] = [
  ['Go', go], ['Gno', []], ['Swift', swift], ['Ada', ada], ['Zig', zig], ['D', d], ['Cython', cython], ['Nim', nim],
];
