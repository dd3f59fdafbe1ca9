/** The watched words of C and C++: identifiers the kernel numbers, shared by all probes of this material. */
import { wordTable } from '../../scan/lex.ts';

/** Words the outline needs to tell structure from expressions. */
const structure = [
  'if', 'else', 'for', 'while', 'do', 'switch', 'case', 'default', 'return', 'goto', 'break', 'continue', 'sizeof', 'typedef',
  'struct', 'union', 'enum', 'class', 'namespace', 'template', 'typename', 'extern', 'static', 'inline', 'const', 'volatile',
  'register', 'auto', 'operator', 'using', 'public', 'private', 'protected', 'virtual', 'friend', 'try', 'catch', 'throw',
  'noexcept', 'override', 'final', 'constexpr', 'consteval', 'mutable', 'explicit', 'nullptr', 'static_cast',
  'reinterpret_cast', 'const_cast', 'dynamic_cast', 'new', 'delete', 'asm', '__asm', '__asm__', '__attribute__', '__attribute',
  '__declspec', '_Alignas', 'alignas', 'decltype', 'requires', 'concept', 'export', 'defined', '__extension__', 'this',
] as const;

/** Calls and types the hazard rules look at. */
const hazards = [
  'gets', 'strcpy', 'strcat', 'sprintf', 'vsprintf', 'scanf', 'fscanf', 'sscanf', 'strncpy', 'strncat', 'printf', 'fprintf',
  'snprintf', 'vsnprintf', 'syslog', 'alloca', 'setjmp', 'longjmp', 'atoi', 'atol', 'atoll', 'atof', 'memcpy', 'memmove',
  'memset', 'malloc', 'calloc', 'realloc', 'free', 'uint8_t', 'char', 'unsigned', 'void', 'int',
] as const;

export const words = wordTable([...structure, ...hazards]);

/** The number of a watched word as it stands in `code` of an identifier; 0 when it is not watched. */
export function wordNumber(name: string): number {
  return words.numbers.get(name) ?? 0;
}
