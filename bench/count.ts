/** Counts a folder as a line counter would, and the unsafe sites of Rust with it: the kernel with nothing around it. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defaultJobs, runOnThreads } from '../src/acquire/pool.ts';

const [folder = '.'] = process.argv.slice(2);
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:[ch]|cc|cpp|cxx|hpp|hh|hxx|rs)$/.test(name)).map((name) => join(folder, name));
const batches = Array.from({ length: Math.ceil(names.length / 256) }, (_, index) => names.slice(index * 256, index * 256 + 256));
let lines = 0;
let sites = 0;
const script = new URL(`./count-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
await runOnThreads<readonly string[], { lines: number; sites: number }>(script, {}, batches, defaultJobs(), (counted) => {
  lines += counted.lines;
  sites += counted.sites;
});
console.log(`${names.length} files, ${lines} lines, ${sites} unsafe sites`);
