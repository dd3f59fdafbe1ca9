/** One thread of the counting benchmark: lines of C, lines and unsafe sites of Rust. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import rust from '../src/materials/rust/material.ts';
import hatches from '../src/materials/rust/escape-hatch.probe.ts';
import { isUnreadable } from '../src/core/material.ts';
import { countLines, kernelInput } from '../src/scan/lex.ts';

const head = new Uint8Array();

function read(path: string): Uint8Array {
  const file = openSync(path, 'r');
  const view = kernelInput(fstatSync(file).size);
  let at = 0;
  for (let got = -1; at < view.length && got !== 0; at += Math.max(got, 0)) got = readSync(file, view, at, view.length - at, null);
  closeSync(file);
  return view;
}

parentPort?.on('message', (paths: readonly string[]) => {
  let lines = 0;
  let sites = 0;
  for (const path of paths) {
    const bytes = read(path);
    if (path.endsWith('.rs')) {
      const sight = { path, size: bytes.length, head };
      const form = rust.parse(bytes, sight);
      if (isUnreadable(form)) continue;
      lines += form.lexed.lines.physical;
      for (const _site of hatches.look(form, sight)) sites++;
    } else lines += countLines(bytes, 'c').physical;
  }
  parentPort?.postMessage({ result: { lines, sites } });
});
