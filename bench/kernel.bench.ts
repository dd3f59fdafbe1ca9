/** Times the scanning kernel over a folder of sources: reading, counting, tokens, outline, in MB/s of one thread. It judges no result. */
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import material, { type CForm } from '../src/materials/c/material.ts';
import { isUnreadable } from '../src/core/material.ts';
import { countLines, kernelInput, lexC, lexRust } from '../src/scan/lex.ts';

const rounds = 3;
const head = new Uint8Array();

const [folder = '.', language = 'c'] = process.argv.slice(2);
const wanted = language === 'rust' ? /\.rs$/ : /\.(?:c|h|cc|cpp|cxx|hpp|hh|hxx)$/;
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => wanted.test(name)).map((name) => join(folder, name));

/** Reads one file straight into the kernel. */
function read(path: string): Uint8Array {
  try {
    const file = openSync(path, 'r');
    const view = kernelInput(fstatSync(file).size);
    let at = 0;
    while (at < view.length) {
      const got = readSync(file, view, at, view.length - at, null);
      if (got === 0) break;
      at += got;
    }
    closeSync(file);
    return view.subarray(0, at);
  } catch {
    return head;
  }
}

/** What the last mode found, so that no work can be left out unseen. */
let found = 0;

const modes: Record<string, (bytes: Uint8Array, path: string) => void> = {
  read: () => undefined,
  count: (bytes) => {
    found += countLines(bytes, language === 'rust' ? 'rust' : 'c').physical;
  },
  tokens: (bytes) => {
    found += (language === 'rust' ? lexRust(bytes) : lexC(bytes)).count;
  },
  ...(language === 'rust'
    ? {}
    : {
        outline: (bytes, path) => {
          const form: CForm | { unreadable: string } = material.parse(bytes, { path, size: bytes.length, head });
          if (!isUnreadable(form)) found += form.view.functions.length;
        },
      }),
};

const units: Record<string, string> = { count: 'lines', tokens: 'tokens', outline: 'functions' };
let size = 0;
for (const name of names) size += read(name).length;
console.log(`${names.length} files, ${(size / 1e6).toFixed(1)} MB`);
for (const [mode, run] of Object.entries(modes)) {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    found = 0;
    const begin = performance.now();
    for (const name of names) run(read(name), name);
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  const median = times[rounds >> 1] ?? 0;
  console.log(`${mode.padEnd(8)} ${(median / 1000).toFixed(2)} s  ${(size / 1e3 / median).toFixed(0)} MB/s  ${found} ${units[mode] ?? ''}`);
}
console.log(`peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
