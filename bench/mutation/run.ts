/** Mutation testing of the parts that must be perfect: makes one small change at a time and asks the tests that reach it. It changes no source. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { planted, type Mutant } from './mutants.ts';
import { mostMilliseconds, type Measured, type Order, type Trial } from './order.ts';
import { record, type Score } from './results.ts';
import { measure, open, type Place, type Session } from './session.ts';
import { filesBelow, parts, suiteOf } from './suite.ts';

const root = join(import.meta.dirname, '..', '..');
/** In so many test files a change is tried that is reached before their first test begins. */
const mostProcesses = 3;
/** A change that makes tests hang is noticed, too; the machine may be busy. */
const patience = { least: 15_000, times: 20 };

const { values, positionals } = parseArgs({ allowPositionals: true, options: { sample: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' }, minutes: { type: 'string' }, warm: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } } });

interface Asked extends Measured {
  readonly file: string;
}

/** The same sample for the same seed, spread over all files (a linear congruential generator, Numerical Recipes). */
function chosen(all: readonly Mutant[]): ReadonlySet<number> {
  const numbers = [...all.keys()].filter((number) => values.only === undefined || nameOf(all[number]).startsWith(values.only));
  if (values.sample === undefined) return new Set(numbers);
  let state = Number(values.seed ?? 1) >>> 0;
  const keyed = numbers.map((number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return { number, key: state };
  });
  return new Set(keyed.sort((a, b) => a.key - b.key).slice(0, Number(values.sample)).map(({ number }) => number));
}

function nameOf(mutant: Mutant | undefined): string {
  if (mutant === undefined) return '';
  const short = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 80);
  return `${relative(root, mutant.file)}:${mutant.line}: ${short(mutant.was)} → ${short(mutant.becomes)}`;
}

/** Writes every source of the part with all changes in it, and the order by which the hook finds them. */
function prepared(part: string, folder: string): { readonly all: readonly Mutant[]; readonly place: Place } {
  const all: Mutant[] = [];
  const texts: Record<string, string> = {};
  mkdirSync(folder, { recursive: true });
  for (const file of filesBelow(join(root, 'src', part))) {
    const { mutants, text } = planted(file, readFileSync(file, 'utf8'), all.length);
    all.push(...mutants);
    const path = join(folder, `${Object.keys(texts).length}.js`);
    writeFileSync(path, nodeModule.stripTypeScriptTypes(text));
    texts[pathToFileURL(file).href] = path;
  }
  const order: Order = { changes: all.length, texts, tester: new URL('tester.ts', import.meta.url).href };
  writeFileSync(join(folder, 'order.json'), JSON.stringify(order));
  return { all, place: { root, order: join(folder, 'order.json'), folder } };
}

/** What each test file does without a change. */
async function measuredSuite(part: string, place: Place): Promise<readonly Asked[]> {
  const suite: Asked[] = [];
  for (const file of suiteOf(root, part)) {
    const seen = await measure(place, file);
    if (seen.said === 'ended') throw new Error(`${relative(root, file)} ended without a word`);
    const [failure] = seen.failed;
    if (failure !== undefined) throw new Error(`${relative(root, file)} fails without any change: ${failure.name}: ${failure.reason}`);
    for (const name of seen.unsteady) console.log(`  not asked, because it fails when it runs a second time: ${relative(root, file)}: ${name}`);
    const trials = seen.trials.filter(({ name, milliseconds }) => milliseconds <= mostMilliseconds && !seen.unsteady.includes(name)).sort((a, b) => a.milliseconds - b.milliseconds);
    const slow = seen.trials.length - seen.unsteady.length - trials.length;
    if (slow > 0) console.log(`  not asked, because they take longer than ${mostMilliseconds / 1000} s: ${slow} of ${relative(root, file)}`);
    if (trials.some(({ reached }) => reached.length > 0) || seen.early.length > 0) suite.push({ ...seen, trials, file });
  }
  // Many quick tests before few slow ones: what they notice need not be put to the others.
  const middle = ({ trials }: Asked): number => trials[Math.floor(trials.length / 2)]?.milliseconds ?? Infinity;
  return suite.sort((a, b) => middle(a) - middle(b));
}

/** As many of the tests, which stand in order of their time, as one question may take. */
function affordable(trials: readonly Trial[]): readonly Trial[] {
  let sum = 0;
  return trials.filter(({ milliseconds }) => (sum += milliseconds) <= mostMilliseconds);
}

/** Asks one test file about all changes that only its tests reach, not its loading: one process serves them all. */
async function warm(place: Place, suite: Asked, waiting: ReadonlySet<number>, isOver: () => boolean, notice: (number: number, by: string) => void): Promise<ReadonlySet<number>> {
  const early = new Set(suite.early);
  const cold = new Set<number>();
  let session: Session | undefined;
  for (const number of waiting) {
    const tests = affordable(suite.trials.filter(({ reached }) => reached.includes(number)));
    if (early.has(number) || tests.length === 0 || isOver()) continue;
    if (session === undefined) {
      const opened = await open(place, suite.file, -1, 60_000);
      if (!('ask' in opened)) throw new Error(`${relative(root, suite.file)} does not load`);
      session = opened;
    }
    const expected = tests.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    const answer = await session.ask({ made: number, tests: tests.map(({ name }) => name) }, patience.least + patience.times * expected);
    if (answer.said === 'noticed') notice(number, answer.by);
    if (answer.said === 'ended') notice(number, 'it hangs or ends the process');
    if (answer.said === 'spoilt') cold.add(number);
    if (answer.said === 'ended' || answer.said === 'spoilt') {
      await session.end();
      session = undefined;
    }
  }
  await session?.end();
  return cold;
}

/** Asks one test file in a process of its own, in which the change is made from the start. */
async function cold(place: Place, suite: Asked, number: number): Promise<string | undefined> {
  const reaching = affordable(suite.trials.filter(({ reached }) => suite.early.includes(number) || reached.includes(number)));
  const expected = suite.milliseconds + reaching.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const most = patience.least + patience.times * expected;
  const opened = await open(place, suite.file, number, most);
  if (!('ask' in opened)) return opened.said === 'noticed' ? opened.by : 'it hangs or ends the process';
  const answer = await opened.ask({ made: number, tests: reaching.map(({ name }) => name) }, most);
  await opened.end();
  if (answer.said === 'ended') return 'it hangs or ends the process';
  return answer.said === 'noticed' ? answer.by : undefined;
}

async function scored(part: string, folder: string): Promise<Score> {
  const began = performance.now();
  const { all, place } = prepared(part, folder);
  const sample = chosen(all);
  const waiting = new Set(sample);
  const suite = await measuredSuite(part, place);
  const since = (): string => `${((performance.now() - began) / 1000).toFixed(0)} s`;
  console.log(`${part}: ${sample.size} of ${all.length} changes, ${suite.length} test files, ${since()}`);
  const notice = (number: number, by: string): void => {
    waiting.delete(number);
    if (values.only !== undefined) console.log(`  noticed: ${nameOf(all[number])} by ${by}`);
  };
  const isOver = (): boolean => values.minutes !== undefined && performance.now() - began > Number(values.minutes) * 60_000;
  const again: { readonly one: Asked; readonly number: number }[] = [];
  for (const one of suite) {
    const before = waiting.size;
    for (const number of await warm(place, one, new Set(waiting), isOver, notice)) again.push({ one, number });
    if (waiting.size < before) console.log(`  ${relative(root, one.file)}: ${before - waiting.size} noticed, ${waiting.size} left, ${since()}`);
  }
  if (waiting.size > 0 && !values.warm) console.log(`  ${waiting.size} left, to be made from the start where that is what reaches them`);
  // A process for each question is dear: those that are about this folder are asked first, and only so many.
  const own = (one: Asked): number => (one.file.includes(`/test/${part}/`) ? 0 : 1);
  const untried = new Set<number>();
  for (const number of values.warm ? [] : waiting) {
    const reaching = suite.filter((one) => one.early.includes(number) || again.some((spoilt) => spoilt.one === one && spoilt.number === number));
    if (reaching.length > 0 && isOver()) {
      untried.add(number);
      continue;
    }
    for (const one of reaching.sort((a, b) => own(a) - own(b)).slice(0, mostProcesses)) {
      const by = await cold(place, one, number);
      if (by === undefined) continue;
      notice(number, by);
      break;
    }
  }
  console.log(`  changed from the start: ${waiting.size} left, ${since()}`);
  const reached = new Set(suite.flatMap(({ early, trials }) => [...early, ...trials.flatMap((trial) => trial.reached)]));
  const alive = [...waiting].map((number) => ({ name: nameOf(all[number]), remark: untried.has(number) ? 'not tried to the end: the time was up' : reached.has(number) ? '' : 'reached by no test' }));
  return { part, asked: sample.size, of: all.length, seed: values.sample === undefined ? undefined : Number(values.seed ?? 1), alive, seconds: Math.round((performance.now() - began) / 1000), minutes: values.minutes };
}

const folder = mkdtempSync(join(tmpdir(), 'plumbline-mutation-'));
try {
  for (const part of positionals.length > 0 ? positionals : parts) {
    if (!parts.includes(part)) throw new Error(`there is no part "${part}"; choose from ${parts.join(', ')}`);
    const score = await scored(part, join(folder, part));
    for (const { name, remark } of score.alive) console.log(`  alive: ${name}${remark === '' ? '' : ` (${remark})`}`);
    const noticed = score.asked - score.alive.length;
    console.log(`${part}: ${noticed} of ${score.asked} changes noticed (${((100 * noticed) / score.asked).toFixed(1)} %)${score.asked < score.of ? `, a sample of ${score.of}` : ''}, ${score.seconds} s`);
    if (values.write && values.only === undefined && !values.warm) record(score);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
