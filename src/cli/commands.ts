/** Finds the commands: each is a file of `commands/`, and only its declaration is loaded until it is asked for. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rowsOf, type Command, type CommandGroup } from './command-line.ts';

const folder = fileURLToPath(new URL('commands', import.meta.url));
const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

export function commandNames(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending) && !file.endsWith('.d.ts'))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

/** The declaration of a command, or nothing when there is none of that name. */
export async function commandNamed(name: string): Promise<Command | CommandGroup | undefined> {
  if (!/^[a-z]+$/.test(name) || !existsSync(join(folder, name + ending))) return undefined;
  const { default: command } = (await import(pathToFileURL(join(folder, name + ending)).href)) as { readonly default: Command | CommandGroup };
  if (command.name !== name) throw new Error(`commands/${name}${ending} calls itself "${command.name}"; name it after its file`);
  return command;
}

/** One row a command. The package carries them written out by its build, so that its help loads no declaration. */
export async function overview(): Promise<string> {
  const built = fileURLToPath(new URL('overview.txt', import.meta.url));
  return existsSync(built) ? readFileSync(built, 'utf8') : overviewFromDeclarations();
}

export async function overviewFromDeclarations(): Promise<string> {
  const found = await Promise.all(commandNames().map(commandNamed));
  return rowsOf(found.filter((command) => command !== undefined), [['--version', 'print the version']]);
}
