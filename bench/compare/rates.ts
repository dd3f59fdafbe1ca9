/** Measures how many input pairs a second each driver runs, and how soon each of thirty planted differences is found. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Comparison } from '../../src/compare/result.ts';

const root = join(import.meta.dirname, '..', '..');
const planted = join(root, 'test', 'compare', 'planted');
const plants = 30;

/** The lines of the table; `work` is a folder that may be filled. */
export async function measureRates(work: string): Promise<readonly string[]> {
  const process_ = compareFor(join(work, 'process'), 'comparison: 1\ntitle: cat\nold: {command: [/bin/cat]}\nnew: {command: [/bin/cat]}\n');
  const library = join(work, 'library');
  mkdirSync(library);
  writeFileSync(join(library, 'sum.c'), '#include <stddef.h>\n#include <stdint.h>\nint32_t sum(const uint8_t *p, size_t n) { int32_t s = 0; for (size_t i = 0; i < n; i++) s += p[i]; return s; }\n');
  spawnSync('cc', ['-O2', '-shared', '-fPIC', '-o', join(library, 'sum.so'), join(library, 'sum.c')]);
  const called = compareFor(library, 'comparison: 1\ntitle: sum\nold: {library: sum.so}\nnew: {library: sum.so}\nlimits: {input_bytes: 64}\nfunctions: [{call: sum, arguments: [input, input-length]}]\n');
  const found = await findPlanted(join(work, 'planted'));
  const times = found.map(({ seconds }) => seconds).filter((seconds) => seconds !== undefined);
  const told = ({ comparison: { inputs }, processor }: Timed): string => {
    const number = (value: number): string => Math.round(value).toLocaleString('en-US');
    return `${number(inputs.tried / inputs.seconds)} input pairs a second; ${number((1e6 * processor) / inputs.tried)} µs of processor time a pair, enough for ${number((availableParallelism() * inputs.tried) / processor)} a second on ${availableParallelism()} free cores`;
  };
  return [
    '## Rates', '', '| what | measured | target |', '|---|---|---|',
    `| process driver, \`/bin/cat\` | ${told(process_)} | at least 1,000 |`,
    `| library driver, a sum over 64 bytes | ${told(called)} | at least 50,000 |`,
    `| planted differences found | ${times.length} of ${plants}, the slowest after ${Math.max(...times).toFixed(1)} s | all within 120 s |`, '',
    ...found.filter(({ seconds }) => seconds === undefined).map(({ plant }) => `Not found: number ${plant}.`),
  ];
}

interface Timed {
  readonly comparison: Comparison;
  /** Seconds of processor time of the command and of everything it started and waited for, compiling included. */
  readonly processor: number;
}

/** On a machine that others load as well, processor time says more than the clock does. */
function compareFor(folder: string, plan: string): Timed {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'plan.yaml'), plan);
  const done = spawnSync('/bin/sh', ['-c', '"$@" > /dev/null; times', 'sh', process.execPath, join(root, 'bin', 'plumbline.js'), 'compare', '--plan', join(folder, 'plan.yaml'), '--time', '20', '--out', join(folder, 'out'), '--quiet'], { encoding: 'utf8' });
  const [, children = ''] = done.stdout.split('\n');
  const processor = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
  return { comparison: JSON.parse(readFileSync(join(folder, 'out', 'comparison.json'), 'utf8')) as Comparison, processor };
}

/** Runs in slices until a disagreement is found, so that the time is known without waiting for two minutes each. */
async function findPlanted(folder: string): Promise<readonly { readonly plant: number; readonly seconds: number | undefined }[]> {
  mkdirSync(folder);
  cpSync(join(planted, 'pump.yaml'), join(folder, 'plan.yaml'));
  const build = (name: string, plant: number): void => void spawnSync('cc', ['-O1', `-DPLANT=${plant}`, '-o', join(folder, name), join(planted, 'pump.c')]);
  build('original', 0);
  return Array.from({ length: plants }, (_, index) => index + 1).map((plant) => {
    build('planted', plant);
    for (let inputs = 1000, spent = 0; spent < 120; inputs *= 2) {
      const out = join(folder, `out-${plant}-${inputs}`);
      spawnSync(process.execPath, [join(root, 'bin', 'plumbline.js'), 'compare', '--plan', join(folder, 'plan.yaml'), '--inputs', String(inputs), '--time', '60', '--out', out, '--quiet'], { stdio: 'ignore' });
      const result = JSON.parse(readFileSync(join(out, 'comparison.json'), 'utf8')) as Comparison;
      spent += result.inputs.seconds;
      if (result.conclusion === 'differs') return { plant, seconds: spent };
    }
    return { plant, seconds: undefined };
  });
}
