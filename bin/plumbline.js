#!/usr/bin/env node
/** Starts Plumbline from a checkout or an installed package; finds a recent enough Node first. Plain JavaScript. */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync } from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const beside = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  const compiled = compiledCode();
  if (compiled !== undefined) module.enableCompileCache?.(compiled);
  // A checkout runs its sources; an installed package has only the compiled form.
  const main = existsSync(beside('src/cli/main.ts')) ? '../src/cli/main.ts' : '../dist/cli/main.js';
  await import(main);
} else {
  const node = beside(`scripts/node/node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(node)) {
    const done = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
    process.exitCode = done.status ?? 70;
  } else {
    console.error(`plumbline needs Node 22.18 or newer; this is ${process.version}`);
    console.error('install Node 24 from https://nodejs.org; in a checkout, `npm start` brings it along on Linux');
    process.exitCode = 69;
  }
}

/**
 * Where V8 keeps what it compiled of our own code: within the cache folder (as src/acquire/store.ts finds it), because
 * Node's own choice is a folder of /tmp that anybody may have made before us. Undefined when others may write there.
 */
function compiledCode() {
  try {
    const { PLUMBLINE_CACHE: own, XDG_CACHE_HOME: base } = process.env;
    const folder = own ? own : join(base !== undefined && isAbsolute(base) ? base : join(homedir(), '.cache'), 'plumbline');
    // The store makes the folders above when it first keeps something; a start does without.
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
    const { uid, mode } = lstatSync(folder);
    const isOurs = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    return isOurs ? join(folder, 'code') : undefined;
  } catch {
    return undefined;
  }
}
