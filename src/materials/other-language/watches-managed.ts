/** How code of languages with managed memory leaves it: the Java and .NET families, scripts, functional languages. Exact words only. */
import { code, quoted, type Watch } from './watch.ts';

const jvm: readonly Watch[] = [
  code('foreign-load', /\b(?:System|Runtime(?:\.getRuntime\(\))?)\.(?:loadLibrary|load)\s*\(/g),
  code('unsafe-operation', /\b(?:sun\.misc|jdk\.internal\.misc)\.Unsafe\b/g),
  code('foreign-memory', /\b(?:MemorySegment\.ofAddress|Linker\.nativeLinker|\.reinterpret\s*\()|\bcom\.sun\.jna\b/g),
];
const nativeMethod = code('foreign-import', /\bnative\s{1,20}(?:[\w.<>[\],?]+\s{1,20}){1,8}\w+\s*\([^)\n]{0,1000}\)\s*(?:throws[^;\n]{0,400})?;/g);
const java = [nativeMethod, ...jvm];

const clr: readonly Watch[] = [
  code('foreign-import', /\[\s*(?:<\s*)?(?:DllImport|LibraryImport)\b/g),
  code('foreign-export', /\[\s*(?:<\s*)?UnmanagedCallersOnly\b/g),
  code('foreign-load', /\bNativeLibrary\.(?:Load|TryLoad)\b/g),
  code('unsafe-operation', /\b(?:Marshal\.(?:Copy|Read\w*|Write\w*|PtrTo\w+|AllocHGlobal)|MemoryMarshal|CollectionsMarshal|NativeMemory\.\w+)\b/g),
];
const csharp: readonly Watch[] = [
  code('unsafe-region', /\bunsafe\b(?=\s*(?:\{|class\b|struct\b|static\b|public\b|private\b|internal\b|delegate\b|fixed\b|[\w<>[\].*?]+\s+\w+))/g),
  code('unsafe-operation', /\bUnsafe\.\w+/g),
  ...clr,
];
const declared = (pattern: RegExp): readonly Watch[] => [code('foreign-import', pattern)];

const script: readonly Watch[] = [
  quoted('foreign-load', /(?:\brequire|\bimport|\bfrom)\s{0,20}\(?\s{0,20}["'][^"'\n]{0,300}(?:\.node|\bbindings|\bffi(?:-napi|-rs)?|\bref-napi|node-gyp-build|\bkoffi|bun:ffi)["']/g),
  code('foreign-load', /\bprocess\.dlopen\s*\(/g),
  code('foreign-memory', /\bDeno\.(?:dlopen|UnsafePointer\w*|UnsafeFnPointer|UnsafeCallback)\b/g),
];
const basic = declared(/\bDeclare\s+(?:PtrSafe\s+)?(?:Function|Sub)\b/gi);

/** The names of ctypes and cffi say something only in a file that takes them in. */
const usesForeign = /\b(?:import|from)\b[^\n]{0,300}\b(?:ctypes|cffi)\b/;

export const managed: readonly (readonly [string, readonly Watch[]])[] = [
  ['Java', java], ['AspectJ', java],
  ['Kotlin', [code('foreign-import', /\bexternal\s+fun\b/g), code('foreign-memory', /\bkotlinx\.cinterop\b/g), ...jvm]],
  ['Scala', [code('foreign-import', /@native\b/g), ...jvm]],
  ['Groovy', jvm],
  ['C#', csharp],
  ['Visual Basic .NET', declared(/\bDeclare\s+(?:Auto\s+|Ansi\s+|Unicode\s+)?(?:Function|Sub)\b|<\s*DllImport\b/gi)],
  ['Visual Basic 6.0', basic], ['VBA', basic],
  ['F#', [code('unsafe-operation', /\bNativePtr\.\w+/g), ...clr]],
  ['Python', [
    code('foreign-load', /^[ \t]*(?:import\s+(?:[\w.]+\s*,\s*)*(?:ctypes|cffi|_ctypes)\b|from\s+(?:ctypes|cffi|_ctypes)\b)/gm),
    { ...code('foreign-load', /\b(?:CDLL|WinDLL|OleDLL|PyDLL)\s*\(|\b(?:cdll|windll|oledll|pydll)\s*\.\s*LoadLibrary\s*\(|\bffi\w{0,20}\s*\.\s*dlopen\s*\(/gi), beside: usesForeign },
    code('foreign-memory', /\.from_address\s*\(/g),
    { ...code('foreign-memory', /\b(?:memmove|memset|string_at|wstring_at)\s*\(/g), beside: usesForeign },
    { ...code('unchecked-conversion', /\b(?:ctypes|ffi)\s*\.\s*cast\s*\(/g), beside: usesForeign },
    code('foreign-import', /\b(?:ext_modules|cffi_modules)\s*=/g),
  ]],
  ['Ruby', [quoted('foreign-load', /\brequire\s{0,20}\(?\s{0,20}["'](?:ffi|fiddle)(?:\/[^"']*)?["']/g)]],
  ['JavaScript', script], ['TypeScript', script], ['TSX', script], ['CoffeeScript', script], ['Svelte', script], ['Vue', script],
  ['Dart', [quoted('foreign-load', /^[ \t]*import\s+["']dart:ffi["']/gm)]],
  ['OCaml', [
    code('unchecked-conversion', /\bObj\.(?:magic|repr|obj)\b/g),
    code('unsafe-operation', /\b\w*\.?unsafe_(?:get|set|blit|fill)\b/g),
    quoted('foreign-import', /^[ \t]*external\s+\w+\s*:[^\n]{0,500}=\s{0,20}"/gm),
  ]],
  ['Haskell', [
    code('unsafe-operation', /\bunsafe(?:PerformIO|InterleaveIO|DupablePerformIO|Index|Read|Write|Freeze|Thaw)\b/g),
    code('unchecked-conversion', /\bunsafeCoerce\b/g),
    code('foreign-import', /^[ \t]*foreign\s+import\b/gm),
  ]],
  ['Lua', [quoted('foreign-load', /\brequire\s{0,20}\(?\s{0,20}["']ffi["']/g), code('foreign-load', /\bpackage\.loadlib\s*\(/g)]],
  ['PHP', [code('foreign-load', /\bFFI::\w+/g)]],
  ['Perl', [code('foreign-load', /^[ \t]*use\s+(?:FFI::\w+|Inline\b|XSLoader|DynaLoader)/gm)]],
  ['R', [code('foreign-call', /(?:^|[^\w.])\.(?:C|Call|Fortran|External)\s*\(/gm)]],
  ['Erlang', [code('foreign-load', /\berlang:load_nif\b/g)]],
  ['Elixir', [code('foreign-load', /:erlang\.load_nif\b|\buse\s+Rustler\b/g)]],
  ['MATLAB', [code('foreign-load', /\b(?:loadlibrary|calllib)\s*\(/g)]],
  ['Common Lisp', [code('checks-off', /\(safety\s+0\)/gi), code('unsafe-operation', /\bsb-sys:\w+|\bcffi:\w+/gi)]],
];
