/** Words by which code of a memory-safe language leaves its guarantees, language by language. Exact words only; nothing is inferred. */

/** Where a pattern is looked for: in code alone, in code with its strings, or in the line as written (directives in comments). */
export type Within = 'code' | 'with-strings' | 'as-written';

export interface Watch {
  readonly what: string;
  readonly within: Within;
  readonly pattern: RegExp;
}

const code = (what: string, pattern: RegExp): Watch => ({ what, within: 'code', pattern });
const quoted = (what: string, pattern: RegExp): Watch => ({ what, within: 'with-strings', pattern });

const jvm: readonly Watch[] = [
  code('native code loaded', /\b(?:System|Runtime(?:\.getRuntime\(\))?)\.(?:loadLibrary|load)\s*\(/g),
  code('Unsafe', /\b(?:sun\.misc|jdk\.internal\.misc)\.Unsafe\b/g),
  code('foreign memory', /\b(?:MemorySegment\.ofAddress|Linker\.nativeLinker|\.reinterpret\s*\()|\bcom\.sun\.jna\b/g),
];
const java = [code('native method', /\bnative\s{1,20}(?:[\w.<>[\],?]+\s{1,20}){1,8}\w+\s*\([^)\n]{0,1000}\)\s*(?:throws[^;\n]{0,400})?;/g), ...jvm];
const clr = [code('platform call', /\[\s*(?:<\s*)?(?:DllImport|LibraryImport)\b/g), code('Marshal', /\b(?:Marshal\.(?:Copy|Read\w*|Write\w*|PtrTo\w+|AllocHGlobal)|MemoryMarshal|CollectionsMarshal)\b/g)];
const script: readonly Watch[] = [
  quoted('native add-on', /(?:\brequire|\bimport|\bprocess\.dlopen|\bfrom)\s{0,20}\(?\s{0,20}["'][^"'\n]{0,300}(?:\.node|\bbindings|\bffi(?:-napi|-rs)?|\bref-napi|node-gyp-build|\bkoffi|bun:ffi)["']/g),
  code('foreign function', /\bDeno\.(?:dlopen|UnsafePointer\w*|UnsafeFnPointer|UnsafeCallback)\b/g),
];

export const watches: ReadonlyMap<string, readonly Watch[]> = new Map<string, readonly Watch[]>([
  ['Java', java], ['AspectJ', java],
  ['Kotlin', [code('native method', /\bexternal\s+fun\b/g), ...jvm]],
  ['Scala', [code('native method', /@native\b/g), ...jvm]],
  ['Groovy', jvm],
  ['C#', [code('unsafe', /\bunsafe\b(?=\s*(?:\{|class\b|struct\b|static\b|public\b|private\b|internal\b|delegate\b|fixed\b|[\w<>[\].*?]+\s+\w+))/g), code('Unsafe', /\bUnsafe\.\w+/g), ...clr]],
  ['Visual Basic .NET', [code('platform call', /\bDeclare\s+(?:Auto\s+|Ansi\s+|Unicode\s+)?(?:Function|Sub)\b|<\s*DllImport\b/gi)]],
  ['Visual Basic 6.0', [code('platform call', /\bDeclare\s+(?:PtrSafe\s+)?(?:Function|Sub)\b/gi)]],
  ['VBA', [code('platform call', /\bDeclare\s+(?:PtrSafe\s+)?(?:Function|Sub)\b/gi)]],
  ['F#', [code('native pointer', /\bNativePtr\.\w+/g), ...clr]],
  ['Go', [
    code('package unsafe', /\bunsafe\.\w+/g),
    quoted('cgo', /^[ \t]*(?:import\s+)?"C"\s*$/gm),
    { what: 'linkname', within: 'as-written', pattern: /^\/\/go:linkname\s/gm },
  ]],
  ['Gno', []],
  ['Python', [
    code('ctypes', /^[ \t]*(?:import\s+(?:[\w.]+\s*,\s*)*(?:ctypes|cffi|_ctypes)\b|from\s+(?:ctypes|cffi|_ctypes)\b)/gm),
    code('foreign memory', /\.from_address\s*\(/g),
  ]],
  ['Ruby', [quoted('foreign function', /\brequire\s{0,20}\(?\s{0,20}["'](?:ffi|fiddle)(?:\/[^"']*)?["']/g)]],
  ['Swift', [
    code('unsafe pointer', /\bUnsafe(?:Mutable)?(?:Raw)?(?:Buffer)?Pointer\b|\bunsafe(?:BitCast|Downcast|Bitcast)\b|\bUnmanaged\b|\bwithUnsafe\w+\b/g),
    code('unchecked ownership', /\b(?:unowned\s*\(\s*unsafe\s*\)|nonisolated\s*\(\s*unsafe\s*\)|@unsafe\b|@_silgen_name\b|@unchecked\s+Sendable)/g),
  ]],
  ['JavaScript', script], ['TypeScript', script], ['TSX', script], ['CoffeeScript', script], ['Svelte', script], ['Vue', script],
  ['Dart', [quoted('foreign function', /^[ \t]*import\s+["']dart:ffi["']/gm)]],
  ['OCaml', [code('unchecked', /\bObj\.(?:magic|repr|obj)\b|\b\w*\.?unsafe_(?:get|set|blit|fill)\b/g), quoted('foreign function', /^[ \t]*external\s+\w+\s*:[^\n]{0,500}=\s{0,20}"/gm)]],
  ['Haskell', [code('unchecked', /\bunsafe(?:PerformIO|Coerce|InterleaveIO|DupablePerformIO|Index|Read|Write|Freeze|Thaw)\b/g), code('foreign function', /^[ \t]*foreign\s+import\b/gm)]],
  ['Lua', [quoted('foreign function', /\brequire\s{0,20}\(?\s{0,20}["']ffi["']/g), code('native code loaded', /\bpackage\.loadlib\s*\(/g)]],
  ['PHP', [code('foreign function', /\bFFI::\w+/g)]],
  ['Perl', [code('foreign function', /^[ \t]*use\s+(?:FFI::\w+|Inline\b|XSLoader|DynaLoader)/gm)]],
  ['R', [code('native call', /(?:^|[^\w.])\.(?:C|Call|Fortran|External)\s*\(/gm)]],
  ['Erlang', [code('native code loaded', /\berlang:load_nif\b/g)]],
  ['Elixir', [code('native code loaded', /:erlang\.load_nif\b|\buse\s+Rustler\b/g)]],
  ['MATLAB', [code('native library', /\b(?:loadlibrary|calllib)\s*\(/g)]],
  ['Common Lisp', [code('unchecked', /\(safety\s+0\)|\bsb-sys:\w+|\bcffi:\w+/gi)]],
]);
