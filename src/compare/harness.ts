/** Writes the C that calls the functions of a plan. It compiles nothing and takes no name that is not an identifier. */
import type { LibraryFunction, Plan } from './plan.ts';

type OutArgument = Extract<LibraryFunction['arguments'][number], { readonly out: string }>;

const cTypes: Readonly<Record<OutArgument['as'], string>> = {
  bytes: 'unsigned char', text: 'char', u8: 'uint8_t', i8: 'int8_t', u16: 'uint16_t', i16: 'int16_t', u32: 'uint32_t', i32: 'int32_t', u64: 'uint64_t', i64: 'int64_t', float: 'float', double: 'double',
};
const returnTypes: Readonly<Record<LibraryFunction['returns'], string>> = { void: 'void', i32: 'int32_t', u32: 'uint32_t', i64: 'int64_t', u64: 'uint64_t', bool: '_Bool', size: 'size_t' };

/** The text of `calls.h` for a plan with functions. */
export function callsOf({ functions, setup }: Plan): string {
  const lines = functions.flatMap((one, index) => callOf(one, index));
  return [
    '/* Generated from the plan of the comparison. */',
    ...functions.map((one, index) => `static ${returnTypes[one.returns]} (*call_${index})(${parameters(one)});`),
    ...(setup === undefined ? [] : ['static void (*call_setup)(void);']),
    'static void find_all(void *library) {',
    ...functions.map((one, index) => `  *(void **)&call_${index} = required(library, "${one.call}");`),
    ...(setup === undefined ? ['  (void)library;'] : [`  *(void **)&call_setup = required(library, "${setup.call}");`]),
    '}',
    'static void set_up(int each) {',
    setup === undefined ? '  (void)each;' : setup.each ? '  (void)each;\n  call_setup();' : '  if (!each) call_setup();',
    '}',
    'static void call_all(const unsigned char *input, size_t size) {',
    '  (void)input;\n  (void)size;\n  status_code = 0;',
    ...lines,
    '}',
    '',
  ].join('\n');
}

function parameters({ arguments: all }: LibraryFunction): string {
  const types = all.map((argument) => {
    if (argument === 'input') return 'const void *';
    if (argument === 'input-length' || 'size_of' in argument) return 'size_t';
    if ('out' in argument) return 'void *';
    return 'length_out' in argument ? 'size_t *' : Number.isInteger(argument.number) ? 'long' : 'double';
  });
  return types.length === 0 ? 'void' : types.join(', ');
}

/** Buffers are filled with a pattern first, so that what a function leaves unwritten shows and is the same on both sides. */
function callOf(one: LibraryFunction, index: number): string[] {
  const outs = one.arguments.filter((argument): argument is OutArgument => typeof argument === 'object' && 'out' in argument);
  const lengths = one.arguments.flatMap((argument) => (typeof argument === 'object' && 'length_out' in argument ? [argument.length_out] : []));
  const given = one.arguments.map((argument) => {
    if (argument === 'input') return 'input';
    if (argument === 'input-length') return 'size';
    if ('out' in argument) return argument.out;
    if ('size_of' in argument) return `sizeof ${argument.size_of}`;
    return 'length_out' in argument ? `&length_${argument.length_out}` : String(argument.number);
  });
  const call = `call_${index}(${given.join(', ')})`;
  return [
    '  {',
    ...outs.map((out) => `    static ${cTypes[out.as]} ${out.out}[${Math.max(1, Math.floor(out.size / sizeOf(out.as)))}];\n    memset(${out.out}, 0xa5, sizeof ${out.out});`),
    ...lengths.map((name) => `    size_t length_${name} = sizeof ${name};`),
    ...(one.returns === 'void' ? [`    ${call};`] : [`    ${returnTypes[one.returns]} result = ${call};`, ...result(one)]),
    ...outs.flatMap((out) => shown(out, lengths.includes(out.out))),
    '  }',
  ];
}

function result({ call, returns, accepts }: LibraryFunction): string[] {
  const signed = returns === 'i32' || returns === 'i64';
  const accepted = accepts.map((value) => `(long long)result == ${value}LL`).join(' || ');
  return [`    put_${signed ? 'integer' : 'unsigned'}("${call}", ${signed ? '(long long)' : '(unsigned long long)'}result);`, `    if (!(${accepted === '' ? '1' : accepted}) && status_code == 0) status_code = (long long)result == 0 ? 1 : (int32_t)result;`];
}

function shown({ out, as, size }: OutArgument, measured: boolean): string[] {
  if (as === 'bytes') return [`    put_bytes("${out}", ${out}, ${measured ? `length_${out} < sizeof ${out} ? length_${out} : sizeof ${out}` : `sizeof ${out}`});`];
  if (as === 'text') return [`    put_text("${out}=");\n    put(${out}, strnlen(${out}, sizeof ${out}));\n    put_text("\\n");`];
  const put = as === 'float' || as === 'double' ? 'put_real' : as.startsWith('u') ? 'put_unsigned' : 'put_integer';
  return Array.from({ length: Math.max(1, Math.floor(size / sizeOf(as))) }, (_, index) => `    ${put}("${out}${size === sizeOf(as) ? '' : `[${index}]`}", ${out}[${index}]);`);
}

function sizeOf(as: OutArgument['as']): number {
  return as === 'bytes' || as === 'text' ? 1 : as === 'float' ? 4 : as === 'double' ? 8 : Number(as.slice(1)) / 8;
}
