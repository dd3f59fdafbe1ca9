/** Loads one test file and runs its tests as it is told: all of them to measure, or some of them with one change made. Started by `run.ts`. */
import { pathToFileURL } from 'node:url';
import { now } from './hook.ts';
import { mostMilliseconds, type Answer, type Measured, type Question, type Trial } from './order.ts';
import { early, gathered, late, tests } from './tester.ts';

const [, , file = '', mode = ''] = process.argv;
const isCold = now.made >= 0;
const began = performance.now();
/** What failed outside of any test: a promise that nobody awaits. */
let stray: unknown;
process.on('uncaughtException', (error) => { stray = error; });
process.on('unhandledRejection', (error) => { stray = error; });

async function failureOf(name: string): Promise<unknown> {
  stray = undefined;
  try {
    await tests.get(name)?.();
    return stray;
  } catch (error) {
    return error ?? new Error('nothing was thrown');
  }
}

async function answerTo({ made, tests: asked }: Question): Promise<Answer> {
  now.made = made;
  for (const name of asked) {
    if ((await failureOf(name)) === undefined) continue;
    if (isCold) return { said: 'noticed', by: name };
    now.made = -1;
    return { said: (await failureOf(name)) === undefined ? 'noticed' : 'spoilt', by: name };
  }
  return { said: 'unnoticed' };
}

const reachedNow = (): number[] => Array.from(now.reached.keys()).filter((number) => now.reached[number] === 1);

async function measured(): Promise<Measured> {
  const seenEarly = reachedNow();
  const milliseconds = performance.now() - began;
  const trials: Trial[] = [];
  const failed: { name: string; reason: string }[] = [];
  for (const name of tests.keys()) {
    now.reached.fill(0);
    const start = performance.now();
    const failure = await failureOf(name);
    trials.push({ name, milliseconds: performance.now() - start, reached: reachedNow() });
    if (failure !== undefined) failed.push({ name, reason: failure instanceof Error ? failure.message : String(failure) });
  }
  const unsteady: string[] = [];
  const warm = new Map<string, number>();
  for (const { name, milliseconds: first } of [...trials].sort((a, b) => a.milliseconds - b.milliseconds)) {
    if (first > mostMilliseconds) continue;
    const start = performance.now();
    if ((await failureOf(name)) !== undefined) unsteady.push(name);
    warm.set(name, performance.now() - start);
  }
  return { said: 'measured', early: seenEarly, milliseconds, trials: trials.map((trial) => ({ ...trial, milliseconds: Math.min(trial.milliseconds, warm.get(trial.name) ?? trial.milliseconds) })), failed, unsteady };
}

function tell(message: Answer | Measured): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}

async function finish(): Promise<never> {
  for (const body of late) await body();
  process.exit(0);
}

try {
  await import(pathToFileURL(file).href);
  await gathered();
  for (const body of early) await body();
} catch (error) {
  await tell(isCold ? { said: 'noticed', by: 'loading' } : { said: 'measured', early: [], milliseconds: 0, trials: [], failed: [{ name: 'loading', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }], unsteady: [] });
  process.exit(0);
}
if (mode === 'measure') {
  await tell(await measured());
  await finish();
}
process.on('message', (question: Question) => void answerTo(question).then(tell));
process.on('disconnect', () => void finish());
process.send?.('ready');
