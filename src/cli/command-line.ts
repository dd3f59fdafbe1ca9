/** Reads a command line against the declaration of its command, and shows that declaration as help. It runs nothing. */
import { parseArgs } from 'node:util';
import { UsageError } from '../core/trouble.ts';
import { nearest } from './nearest.ts';

export interface Option {
  readonly name: string;
  /** What stands for the value in the help; an option without one is a switch. */
  readonly value?: string;
  /** True when it may be given several times; the values come as a list. */
  readonly many?: boolean;
  readonly about: string;
  readonly read?: (text: string) => string | number | Unfit;
}

export interface Command {
  readonly name: string;
  readonly about: string;
  readonly argument: { readonly name: string; readonly about: string; readonly otherwise?: string };
  readonly options: readonly Option[];
  readonly more: string;
  readonly run: (argument: string, values: Readonly<Record<string, unknown>>) => Promise<number>;
}

/** Said of a text that is no value: what it should be. */
export interface Unfit {
  readonly wanted: string;
}

export interface Asked {
  readonly argument: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The values by their names in camel case, or `'help'` when that was asked for. Throws `UsageError`. */
export function readCommandLine(command: Command, args: readonly string[]): Asked | 'help' {
  const known = new Map(command.options.map((option) => [option.name, option]));
  const types = Object.fromEntries(command.options.map(({ name, value }) => [name, { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: true }]));
  const { tokens } = parseArgs({ args: [...args], options: types, strict: false, allowPositionals: true, tokens: true });
  const values: Record<string, unknown> = {};
  const given: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') given.push(token.value);
    if (token.kind !== 'option') continue;
    if (token.name === 'help' || token.rawName === '-h') return 'help';
    const option = known.get(token.name);
    if (option === undefined || !token.rawName.startsWith('--')) throw unknownOption(command, token.rawName);
    const key = keyOf(option);
    const value = valueOf(command, option, token.value, token.inlineValue === true);
    values[key] = option.many === true ? [...((values[key] as readonly unknown[] | undefined) ?? []), value] : value;
  }
  const [first, ...others] = given;
  if (others.length > 0) throw misuse(command, `too many arguments for "${command.name}": one is taken, ${given.length} are given`);
  const argument = first ?? command.argument.otherwise;
  if (argument === undefined) throw misuse(command, `"${command.name}" needs an argument: ${command.argument.name}`);
  return { argument, values };
}

function valueOf(command: Command, option: Option, text: string | undefined, isInline: boolean): unknown {
  if (option.value === undefined) {
    if (text !== undefined) throw misuse(command, `--${option.name} takes no value`);
    return true;
  }
  // `--out --quiet` forgot the value of the first; `-` alone is one.
  const isForgotten = text === undefined || (!isInline && text.startsWith('-') && text !== '-');
  if (isForgotten) throw misuse(command, `--${option.name} needs a value: <${option.value}>`);
  const value = option.read === undefined ? text : option.read(text);
  if (typeof value === 'object') throw misuse(command, `--${option.name} cannot be "${text}": ${value.wanted}`);
  return value;
}

function keyOf({ name }: Option): string {
  return name.replace(/-(\w)/g, (_whole, letter: string) => letter.toUpperCase());
}

function unknownOption(command: Command, raw: string): UsageError {
  const [near] = nearest(raw.replace(/^-+/, ''), command.options.map(({ name }) => name));
  return misuse(command, `unknown option ${raw}`, near === undefined ? '' : `did you mean --${near}? `);
}

function misuse({ name }: Command, message: string, meant = ''): UsageError {
  return new UsageError('misuse', message, `${meant}plumbline ${name} --help shows what there is`);
}

export function helpOf(command: Command): string {
  const { name, about, argument, options, more } = command;
  const place = argument.otherwise === undefined ? `<${argument.name}>` : `[${argument.name}]`;
  const rows = options.map((option) => [`--${option.name}${option.value === undefined ? '' : ` <${option.value}>`}`, option.about] as const);
  const what = `${argument.about}${argument.otherwise === undefined ? '' : ` (default: ${argument.otherwise})`}`;
  return `Usage: plumbline ${name} [options] ${place}\n\n${about}\n\n${columnsOf([[place, what], ...rows, ['--help', 'show this']])}\n\n${more}\n`;
}

const width = 80;

/** Two columns, the second wrapped. */
export function columnsOf(rows: readonly (readonly [term: string, about: string])[]): string {
  const indent = Math.max(...rows.map(([term]) => term.length)) + 4;
  return rows.map(([term, about]) => `  ${term.padEnd(indent - 2)}${wrapped(about, indent)}`).join('\n');
}

function wrapped(text: string, indent: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || indent + last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}
