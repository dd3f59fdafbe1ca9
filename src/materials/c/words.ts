/** The watched words of C and C++: identifiers the kernel numbers, shared by all probes of this material. */
import { wordTable } from '../../scan/lex.ts';
import { answers } from './hazards/tables/answers.ts';
import { byteWords } from './hazards/tables/bytes.ts';
import { converters } from './hazards/tables/converters.ts';
import { allocationMacros, allocations, copies, receivers } from './hazards/tables/copies.ts';
import { senders, sourceWords } from './hazards/tables/foreign.ts';
import {
  boundedAppends, boundedCopies, formatted, numberReaders, scans, unboundedCopies, unboundedFormats, unboundedReads,
} from './hazards/tables/strings.ts';

/** Words the outline needs to tell structure from expressions. */
const structure = [
  'if', 'else', 'for', 'while', 'do', 'switch', 'case', 'default', 'return', 'goto', 'break', 'continue', 'sizeof', 'typedef',
  'struct', 'union', 'enum', 'class', 'namespace', 'template', 'typename', 'extern', 'static', 'inline', 'const', 'volatile',
  'register', 'auto', 'operator', 'using', 'public', 'private', 'protected', 'virtual', 'friend', 'try', 'catch', 'throw',
  'noexcept', 'override', 'final', 'constexpr', 'consteval', 'mutable', 'explicit', 'nullptr', 'static_cast',
  'reinterpret_cast', 'const_cast', 'dynamic_cast', 'new', 'delete', 'asm', '__asm', '__asm__', '__attribute__', '__attribute',
  '__declspec', '_Alignas', 'alignas', 'decltype', 'requires', 'concept', 'export', 'defined', '__extension__', 'this', 'typeof', '__typeof__', '__typeof',
] as const;

/** Calls and types the hazard rules look at: the keys of their tables, and what rules name themselves. */
const hazards: readonly string[] = [
  ...unboundedCopies.keys(), ...unboundedReads, ...unboundedFormats.keys(), ...scans.keys(), ...boundedCopies, ...boundedAppends,
  ...formatted.keys(), ...numberReaders, ...copies.keys(), ...allocations.keys(), ...allocationMacros, ...receivers.keys(), ...converters.keys(), ...byteWords, ...sourceWords, ...senders, 'copy',
  'alloca', '__builtin_alloca', '_alloca', '_malloca', 'ALLOCA', 'setjmp', 'longjmp', '_setjmp', '_longjmp', 'sigsetjmp', 'siglongjmp',
  '__builtin_setjmp', '__builtin_longjmp', 'fgets', 'strlcpy', 'strlcat', 'strncmp', 'memcmp', 'getcwd', 'strftime', 'calloc', 'free',
  'char', 'unsigned', 'void', 'int', ...answers.keys(), 'pvPortCalloc', 'k_calloc', 'strdup', 'strndup', 'fopen', 'fdopen', 'opendir', 'getenv', 'gethostbyname',
  'pbuf_alloc', 'netbuf_new', 'net_buf_alloc', 'xQueueCreate', 'xSemaphoreCreateMutex', 'xSemaphoreCreateBinary', 'nothrow', 'strlen', 'wcslen', 'strcmp', 'strcasecmp',
  'strchr', 'strrchr', 'strstr', 'strnlen', 'AsciiStrLen', 'StrLen', 'ftell', 'ftello', 'lseek', 'strtok', 'strpbrk', 'strspn', 'strcspn', 'strtod', 'puts',
];

export const words = wordTable([...structure, ...hazards]);

/** The number of a watched word as it stands in `code` of an identifier; 0 when it is not watched. */
export function wordNumber(name: string): number {
  return words.numbers.get(name) ?? 0;
}

/** Hazard words that tell nothing by themselves, and structure words that rules and constants look for. */
const passedOver: ReadonlySet<string> = new Set(['void', 'int', 'unsigned', 'free']);
const noted: readonly string[] = [...hazards.filter((name) => !passedOver.has(name)), 'goto', 'sizeof', 'enum', 'return', 'new', 'reinterpret_cast'];

/** Set at the numbers of the words that `skeletonOf` notes: all that can wake a rule. */
export const noting: Uint8Array = new Uint8Array(words.names.length + 1);
for (const name of noted) noting[wordNumber(name)] = 1;
