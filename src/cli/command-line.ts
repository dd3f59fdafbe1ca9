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

/** A positional argument: needed, unless there is a value to take otherwise. */
export interface Argument {
  readonly name: string;
  readonly about: string;
  readonly otherwise?: string;
}

/** One command: what it takes and what carries it out. Default export of `commands/<name>.ts`, or part of a group. */
export interface Command {
  readonly name: string;
  readonly about: string;
  /** Place in the help; commands that belong together have numbers of the same ten. */
  readonly order: number;
  readonly arguments: readonly Argument[];
  readonly options: readonly Option[];
  readonly more: string;
  /** Carries it out; the arguments come in their order, the answer is the exit code. */
  readonly run: (given: readonly string[], values: Readonly<Record<string, unknown>>) => Promise<number>;
}

/** Commands under one word: `plumbline review list`. Default export of `commands/<name>.ts`. */
export interface CommandGroup {
  readonly name: string;
  readonly about: string;
  readonly order: number;
  readonly commands: readonly Command[];
  readonly more: string;
}

export function isGroup(found: Command | CommandGroup): found is CommandGroup {
  return 'commands' in found;
}

/** Said of a text that is no value: what it should be. */
export interface Unfit {
  readonly wanted: string;
}

export interface Asked {
  readonly given: readonly string[];
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
  const most = command.arguments.length;
  if (given.length > most) throw misuse(command, `too many arguments for "${command.name}": ${most === 1 ? 'one is' : `${most} are`} taken, ${given.length} are given`);
  return { given: command.arguments.map((argument, index) => given[index] ?? otherwiseOf(command, argument)), values };
}

function otherwiseOf(command: Command, { name, otherwise }: Argument): string {
  if (otherwise !== undefined) return otherwise;
  throw misuse(command, `"${command.name}" needs an argument: ${name}`);
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

/** The arguments as a usage line shows them: `<needed> [optional]`. */
function placesOf(command: Command): string {
  return command.arguments.map(({ name, otherwise }) => (otherwise === undefined ? `<${name}>` : `[${name}]`)).join(' ');
}

export function helpOf(command: Command): string {
  const options = command.options.map((option) => [`--${option.name}${option.value === undefined ? '' : ` <${option.value}>`}`, option.about] as const);
  const places = command.arguments.map((argument) => {
    const { name, about, otherwise = '' } = argument;
    return argument.otherwise === undefined ? ([`<${name}>`, about] as const) : ([`[${name}]`, otherwise === '' ? about : `${about} (default: ${otherwise})`] as const);
  });
  const usage = `plumbline ${command.name} [options] ${placesOf(command)}`.trimEnd();
  return `Usage: ${usage}\n\n${command.about}\n\n${columnsOf([...places, ...options, ['--help', 'show this']])}\n\n${command.more}\n`;
}

/** The help of a group: its commands, and how each is called. */
export function helpOfGroup({ name, about, commands, more }: CommandGroup): string {
  return `Usage: plumbline ${name} <command> [options]\n\n${wrapped(about, 0)}\n\n${rowsOf(commands)}\n\n${more}\n`;
}

/** One row a command, in their order. The name of a command of a group is shown without that of the group. */
export function rowsOf(commands: readonly (Command | CommandGroup)[], more: readonly Row[] = []): string {
  const inOrder = [...commands].sort((a, b) => a.order - b.order);
  const term = (one: Command | CommandGroup): string => (isGroup(one) ? `${one.name} <command>` : `${one.name.split(' ').at(-1) ?? ''} ${placesOf(one)}`.trimEnd());
  return columnsOf([...inOrder.map((one) => [term(one), one.about] as const), ['--help', 'show this, or the help of a command'], ...more]);
}

const width = 80;

type Row = readonly [term: string, about: string];

/** Two columns, the second wrapped. */
export function columnsOf(rows: readonly Row[]): string {
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
