/** What a watched word means to the outline of a file. Words that only rules care about have no role here. */
import { wordNumber } from './words.ts';

export const Role = {
  /** An ordinary name: it may be a function's. */
  name: 0,
  /** A built-in type: never a function's name, and what follows in parentheses may be a declarator. */
  type: 1,
  /** May stand between a parameter list and its body. */
  qualifier: 2,
  /** Storage and the like: stands before a declaration, is no type. */
  specifier: 3,
  /** Takes parentheses of its own that are no parameters. */
  attribute: 4,
  aggregate: 5,
  enum: 6,
  namespace: 7,
  extern: 8,
  template: 9,
  operator: 10,
  access: 11,
} as const;

const members: Readonly<Record<Exclude<keyof typeof Role, 'name'>, readonly string[]>> = {
  type: ['void', 'int', 'char', 'unsigned', 'auto'],
  qualifier: ['const', 'volatile', 'override', 'final', 'try'],
  specifier: ['static', 'inline', 'register', 'typedef', 'constexpr', 'consteval', 'mutable', 'explicit', 'virtual', 'friend', 'using', 'export', '__extension__', 'typename'],
  attribute: [
    '__attribute__', '__attribute', '__declspec', '_Alignas', 'alignas', 'decltype', 'noexcept', 'throw', 'requires', 'asm', '__asm', '__asm__',
    'if', 'for', 'while', 'switch', 'return', 'sizeof', 'catch', 'defined', 'else', 'do', 'case', 'typeof', '__typeof__', '__typeof',
  ],
  aggregate: ['struct', 'union', 'class'],
  enum: ['enum'],
  namespace: ['namespace'],
  extern: ['extern'],
  template: ['template'],
  operator: ['operator'],
  access: ['public', 'private', 'protected'],
};

/** Role by number of the watched word; 0 (a name) for every other. */
export const roles: Uint8Array = tableOf();

function tableOf(): Uint8Array {
  const table = new Uint8Array(1 << 12);
  for (const [role, names] of Object.entries(members)) {
    for (const name of names) table[wordNumber(name)] = Role[role as keyof typeof Role];
  }
  table[0] = Role.name;
  return table;
}
