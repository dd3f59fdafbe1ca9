/** Mutation testing of the parts that must be perfect: changes one thing at a time and asks the tests. It changes nothing here. `npm run mutate -- certify --sample 100 --seed 1 --jobs 2`. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { mutantsOf, mutated, type Mutant } from './mutants.ts';

const root = join(import.meta.dirname, '..', '..');

/** The tests of each part, those that answer soonest first. */
const suites: Readonly<Record<string, readonly string[]>> = {
  certify: ['test/certify/statements.test.ts', 'test/certify/verify.test.ts', 'test/certify/edition-seal.test.ts', 'test/certify/parsers.test.ts', 'test/certify/tampered.test.ts', 'test/certify/timestamp.test.ts', 'test/certify/transparency.test.ts', 'test/certify/schemas.test.ts', 'test/certify/independent.test.ts'],
  judge: ['test/judge/judge.test.ts', 'test/judge/standing.test.ts', 'test/judge/shown.test.ts', 'test/judge/variances/validity.test.ts', 'test/judge/variances/record.test.ts', 'test/judge/variances/apply.test.ts', 'test/judge/statements.test.ts', 'test/judge/revision/trials.test.ts', 'test/judge/stored.test.ts', 'test/house/elements.test.ts', 'test/devices/goldens.test.ts', 'test/devices/laws.test.ts'],
  codebook: ['test/codebook/law.test.ts', 'test/codebook/schemas.test.ts', 'test/codebook/revision/build.test.ts', 'test/codebook/revision/diff.test.ts', 'test/codebook/revision/docket.test.ts', 'test/codebook/published.test.ts', 'test/judge/judge.test.ts', 'test/house/elements.test.ts', 'test/devices/goldens.test.ts'],
};
/** A change that makes a test hang is noticed, too. */
const mostSeconds = 180;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { sample: { type: 'string' }, seed: { type: 'string' }, jobs: { type: 'string' } } });
const parts = positionals.length > 0 ? positionals : Object.keys(suites);
const folder = mkdtempSync(join(tmpdir(), 'plumbline-mutation-'));
const environment = { ...process.env, PLUMBLINE_TEST_WORLD: join(folder, 'world.json') };

function sourcesOf(part: string): readonly string[] {
  return readdirSync(join(root, 'src', part), { recursive: true }).map(String).filter((name) => name.endsWith('.ts')).sort().map((name) => join(root, 'src', part, name));
}

/** The same sample for the same seed, spread over all files (a linear congruential generator, Numerical Recipes). */
function chosen(all: readonly Mutant[], count: number, seed: number): readonly Mutant[] {
  let state = seed >>> 0;
  const keyed = all.map((mutant) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return { mutant, key: state };
  });
  return keyed.sort((a, b) => a.key - b.key).slice(0, count).map(({ mutant }) => mutant);
}

/** True when the test file passes. */
function passes(test: string, more: Readonly<Record<string, string>>): Promise<boolean> {
  const hook = more['MUTANT_URL'] === undefined ? [] : ['--import', pathToFileURL(join(import.meta.dirname, 'hook.ts')).href];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...hook, join(root, test)], { cwd: root, env: { ...environment, ...more }, stdio: ['ignore', 'pipe', 'ignore'] });
    const clock = setTimeout(() => child.kill('SIGKILL'), mostSeconds * 1000);
    child.stdout.setEncoding('utf8');
    // The first failure is enough.
    child.stdout.on('data', (text: string) => {
      if (/^\s*(?:✖|not ok)/m.test(text)) child.kill('SIGKILL');
    });
    child.on('close', (code) => {
      clearTimeout(clock);
      resolve(code === 0);
    });
  });
}

async function survives(mutant: Mutant, tests: readonly string[], slot: number): Promise<boolean> {
  const text = join(folder, `mutant-${slot}.ts`);
  writeFileSync(text, mutated(readFileSync(mutant.file, 'utf8'), mutant));
  for (const test of tests) if (!(await passes(test, { MUTANT_URL: pathToFileURL(mutant.file).href, MUTANT_TEXT: text }))) return false;
  return true;
}

async function scored(part: string): Promise<void> {
  const tests = suites[part];
  if (tests === undefined) throw new Error(`there is no part "${part}"; choose from ${Object.keys(suites).join(', ')}`);
  for (const test of tests) if (!(await passes(test, {}))) throw new Error(`${test} fails without any change`);
  const all = sourcesOf(part).flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')));
  const sample = values.sample === undefined ? all : chosen(all, Number(values.sample), Number(values.seed ?? 1));
  const waiting = [...sample];
  const alive: Mutant[] = [];
  let done = 0;
  const work = async (slot: number): Promise<void> => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      if (await survives(mutant, tests, slot)) {
        alive.push(mutant);
        console.log(`  alive: ${relative(root, mutant.file)}:${mutant.line}: ${mutant.was.split('\n')[0]?.slice(0, 70)} → ${mutant.becomes.slice(0, 40)}`);
      }
      done++;
      if (done % 25 === 0) console.log(`  ${part}: ${done} of ${sample.length}, ${alive.length} alive`);
    }
  };
  await Promise.all(Array.from({ length: Number(values.jobs ?? 2) }, (_, slot) => work(slot)));
  const killed = sample.length - alive.length;
  console.log(`${part}: ${killed} of ${sample.length} changes noticed (${((100 * killed) / sample.length).toFixed(1)} %)${sample.length < all.length ? `, a sample of ${all.length}` : ''}`);
}

try {
  for (const part of parts) await scored(part);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
