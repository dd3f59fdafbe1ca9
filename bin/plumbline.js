#!/usr/bin/env node
/** Starts Plumbline from a checkout or an installed package; finds a recent enough Node first. Plain JavaScript. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const beside = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  module.enableCompileCache?.();
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
