/** Runs Plumbline, cppcheck and flawfinder on one folder and brings their findings into one shape. It weighs none of them. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { hazardsIn } from './hazards.ts';

export interface Finding {
  readonly path: string;
  readonly line: number;
  /** Rule of Plumbline, id of cppcheck, name of the function that flawfinder lists. */
  readonly rule: string;
  readonly cwe: readonly number[];
}

export interface Tool {
  readonly name: string;
  readonly version: string;
  readonly run: (folder: string, include: string) => Promise<readonly Finding[]>;
}

const said = (program: string, ...args: readonly string[]): string => spawnSync(program, args, { encoding: 'utf8' }).stdout ?? '';

function cppcheck(folder: string, include: string): readonly Finding[] {
  // No --force, no --library: as a user would start it on code that has no compile database, with every sort of finding that carries a CWE.
  const args = ['-j', '2', '--quiet', '--xml', '--inline-suppr', '--enable=warning,style,portability', ...(include === '' ? [] : ['-I', include]), folder];
  const done = spawnSync('cppcheck', args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  return [...done.stderr.matchAll(/<error id="([^"]*)"[^>]*?(?: cwe="(\d+)")?[^>]*>\s*<location file="([^"]*)" line="(\d+)"/g)].map(([whole, rule = '', , path = '', line]) => ({
    rule,
    cwe: [...whole.matchAll(/ cwe="(\d+)"/g)].map(([, number]) => Number(number)),
    path: relative(folder, path),
    line: Number(line),
  }));
}

function flawfinder(folder: string): readonly Finding[] {
  const out = spawnSync('flawfinder', ['--csv', folder], { encoding: 'utf8', maxBuffer: 1 << 30 }).stdout;
  return out.split('\n').slice(1).flatMap((row) => {
    // File,Line,Column,DefaultLevel,Level,Category,Name,…; only texts are quoted, and CWEs stand in the quoted or plain column of that name.
    const [, path, line, rule = ''] = /^([^,]+),(\d+),\d+,\d,\d,[^,]*,([^,]*),/.exec(row) ?? [];
    if (path === undefined) return [];
    return [{ path: relative(folder, path), line: Number(line), rule, cwe: [...new Set([...row.matchAll(/CWE-(\d+)/g)].map(([, number]) => Number(number)))] }];
  });
}

/** Those that are installed, Plumbline first. */
export function tools(): readonly Tool[] {
  const peers: readonly Tool[] = [
    { name: 'cppcheck', version: /[\d.]+/.exec(said('cppcheck', '--version'))?.[0] ?? '', run: (folder, include) => Promise.resolve(cppcheck(folder, include)) },
    { name: 'flawfinder', version: said('flawfinder', '--version').trim(), run: (folder) => Promise.resolve(flawfinder(folder)) },
  ];
  return [{ name: 'plumbline', version: 'this tree', run: (folder) => hazardsIn(folder) }, ...peers.filter(({ version }) => version !== '')];
}

export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:[ch]|cpp|cc|hpp)$/.test(name)).map((name) => join(folder, name));
}
