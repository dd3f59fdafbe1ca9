/** The run of a comparison: inputs go to both sides, disagreements are told apart, made small and kept. It starts no program itself. */
import { createHash } from 'node:crypto';
import type { Driven, Driver } from './drive/driver.ts';
import { minimise } from './minimise.ts';
import { crashed, type Observation } from './observation.ts';
import { disagreement, type Disagreement, type Oracle } from './oracle.ts';
import type { Pool } from './pool.ts';
import { meter } from './meter.ts';
import { random } from './random.ts';
import type { ComparisonCase, Cost, ShownRun } from './result.ts';

/** Both sides in one environment; `watched` are builds of the two that report memory errors or paths. */
export interface Pair {
  readonly environment: string;
  readonly old: Driver;
  readonly new: Driver;
}

export interface Watched {
  readonly sanitized?: Driver;
  readonly coveredOld?: Driver;
  readonly coveredNew?: Driver;
}

export interface Settings {
  readonly pairs: readonly Pair[];
  readonly watched: Watched;
  readonly oracle: Oracle;
  readonly pool: Pool;
  readonly batch: number;
  /** Steady clock in milliseconds. */
  readonly now: () => number;
  /** True when the run should end. Asked between batches. */
  readonly enough: (tried: number) => boolean;
  /** Called between batches, at most once a second, so that an interrupted run loses little. */
  readonly save: (so: Standing) => void;
  /** Differences that the plan accepts; they are not taken for the root of others. */
  readonly isAccepted: (signature: string) => boolean;
  readonly told: (tried: number, kinds: number) => void;
  readonly before?: Standing;
}

/** How far a run is: what is counted and what was found. Plain data. */
export interface Standing {
  readonly accepted: number;
  readonly rejected: number;
  readonly bothCrashed: number;
  readonly edges: { readonly old: number; readonly new: number };
  readonly milliseconds: number;
  readonly cases: readonly ComparisonCase[];
  /** Digests of the outlines of answers that were met, so that the same inputs are kept after an interruption. */
  readonly outlines: readonly string[];
}

export interface Ran extends Standing {
  readonly cost: { readonly old: Cost; readonly new: Cost };
}

const mostKinds = 200;
/** Milliseconds for one case while the run goes on, and after it. */
const smallMs = 2000;
const lateMs = 300;
const shareForCases = 0.4;
const sanitizedEvery = 8;

export async function campaign(settings: Settings): Promise<Ran> {
  const { pairs, oracle, pool, now } = settings;
  const before = settings.before;
  const counts = { accepted: before?.accepted ?? 0, rejected: before?.rejected ?? 0, bothCrashed: before?.bothCrashed ?? 0 };
  const edges = { old: before?.edges.old ?? 0, new: before?.edges.new ?? 0 };
  const cases = new Map((before?.cases ?? []).map((one) => [one.signature, one]));
  const chance = random(1);
  const costs = { old: meter(chance), new: meter(chance) };
  const outlines = new Set<string>(before?.outlines ?? []);
  const began = now() - (before?.milliseconds ?? 0);
  let saved = now();
  const raw: Raw[] = [];
  let onCases = 0;
  const small = async (one: Raw | undefined, budgetMs: number): Promise<number> => {
    const from = now();
    if (one !== undefined) await makeSmall(cases, one, settings, budgetMs);
    return now() - from;
  };
  const standing = (): Standing => ({ ...counts, edges: { ...edges }, milliseconds: Math.round(now() - began), cases: [...cases.values()], outlines: [...outlines] });

  for (let round = 0; !settings.enough(pool.counts().tried); round++) {
    const pair = pairs[round % pairs.length];
    if (pair === undefined) break;
    const tried = pool.counts().tried;
    const inputs = pool.next(settings.batch);
    const [old, now_] = await Promise.all([pair.old.run(inputs), pair.new.run(inputs)]);
    const watched = await watch(settings.watched, inputs, round);
    edges.old += watched.edges.old;
    edges.new += watched.edges.new;
    for (const [index, input] of inputs.entries()) {
      const [a, b] = [old[index], now_[index]];
      if (a === undefined || b === undefined) continue;
      const sanitized = watched.sanitized.get(index);
      const shown = sanitized !== undefined && crashed(sanitized) ? sanitized : a;
      count(counts, shown, b, oracle);
      costs.old.add(a);
      costs.new.add(b);
      if (settings.watched.coveredOld === undefined) edges.old += a.newEdges ?? 0;
      if (settings.watched.coveredNew === undefined) edges.new += b.newEdges ?? 0;
      const isNew = watched.fresh.has(index) || (a.newEdges ?? 0) + (b.newEdges ?? 0) > 0;
      if (isFresh(outlines, a, b) || isNew) pool.keep(input);
      const found = disagreement(shown, b, oracle);
      if (found === undefined) continue;
      const met: Met = { input, after: tried + index + 1, pair, old: shown, new: b, sanitized: shown !== a };
      if (note(cases, found, met)) raw.push({ found, met });
    }
    // Making cases small must not use up the time in which others are found.
    while (raw.length > 0 && onCases < (now() - began) * shareForCases) onCases += await small(raw.shift(), smallMs);
    settings.told(pool.counts().tried, cases.size);
    if (now() - saved > 1000) {
      saved = now();
      settings.save(standing());
    }
  }
  while (raw.length > 0) await small(raw.shift(), lateMs);
  settings.save(standing());
  return { ...standing(), cases: [...cases.values()].sort((a, b) => (a.signature < b.signature ? -1 : 1)), cost: { old: costs.old.cost(), new: costs.new.cost() } };
}

function count(counts: { accepted: number; rejected: number; bothCrashed: number }, old: Observation, now: Observation, oracle: Oracle): void {
  if (crashed(old) && crashed(now)) counts.bothCrashed++;
  if (old.ending !== 'exited' || now.ending !== 'exited' || crashed(old) || crashed(now)) return;
  const [a, b] = [oracle.accepts.includes(old.code), oracle.accepts.includes(now.code)];
  if (a && b) counts.accepted++;
  if (!a && !b) counts.rejected++;
}

interface Watching {
  readonly sanitized: ReadonlyMap<number, Driven>;
  readonly fresh: ReadonlySet<number>;
  readonly edges: { readonly old: number; readonly new: number };
}

/** Sanitized builds are slow and see a share of the inputs; builds with coverage see all. */
async function watch({ sanitized, coveredOld, coveredNew }: Watched, inputs: readonly Uint8Array[], round: number): Promise<Watching> {
  const chosen = inputs.flatMap((_input, index) => (sanitized !== undefined && (index + round) % sanitizedEvery === 0 ? [index] : []));
  const reports = sanitized === undefined ? [] : await sanitized.run(chosen.map((index) => inputs[index] ?? new Uint8Array()));
  const [old, now] = await Promise.all([coveredOld, coveredNew].map(async (driver) => (driver === undefined ? [] : driver.run(inputs))));
  const met = (runs: readonly Driven[] = []): number => runs.reduce((all, run) => all + (run.newEdges ?? 0), 0);
  const fresh = new Set([...(old ?? []).entries(), ...(now ?? []).entries()].filter(([, run]) => run.isNew === true || (run.newEdges ?? 0) > 0).map(([index]) => index));
  return { sanitized: new Map(chosen.flatMap((index, nth) => (reports[nth] === undefined ? [] : [[index, reports[nth]]]))), fresh, edges: { old: met(old), new: met(now) } };
}

/** Without coverage, a new kind of answer is the sign of a new path: status and outline of the output. */
function isFresh(outlines: Set<string>, a: Observation, b: Observation): boolean {
  if (outlines.size > 20_000) return false;
  const head = Buffer.from(a.output.subarray(0, 256)).toString('latin1').replace(/\d+/g, '#').replace(/#[0-9a-f#]{3,}/g, '#');
  const outline = `${a.ending} ${a.code} ${b.ending} ${b.code} ${head.slice(0, 60)} ${Math.min(12, Math.round(Math.log2(a.output.length + 1)))}`;
  const known = outlines.size;
  outlines.add(createHash('sha1').update(outline).digest('base64url').slice(0, 10));
  return outlines.size > known;
}

interface Met {
  readonly input: Uint8Array;
  readonly after: number;
  readonly pair: Pair;
  readonly old: Observation;
  readonly new: Observation;
  readonly sanitized: boolean;
}

interface Raw {
  readonly found: Disagreement;
  readonly met: Met;
}

/** Counts a disagreement, or notes it as it was met. True when it is a new one that can be made small. */
function note(cases: Map<string, ComparisonCase>, found: Disagreement, met: Met): boolean {
  const known = cases.get(found.signature);
  if (known !== undefined) cases.set(found.signature, { ...known, count: known.count + 1 });
  else if (cases.size < mostKinds) cases.set(found.signature, caseOf(met, Buffer.from(met.input), { old: met.old, new: met.new, found }, found.signature));
  return known === undefined && cases.size < mostKinds;
}

/** Replaces a noted case by the smallest input that shows it, and files the root it leads to. A slow program gets fewer tries. */
async function makeSmall(cases: Map<string, ComparisonCase>, { found, met }: Raw, settings: Settings, budgetMs: number): Promise<void> {
  const count = cases.get(found.signature)?.count ?? 1;
  const look = looker(met, settings);
  const same = async (candidates: readonly Uint8Array[]): Promise<readonly boolean[]> => (await look(candidates)).map((one) => one.found?.signature === found.signature);
  const began = settings.now();
  if ((await same([met.input]))[0] !== true) {
    const detail = `${found.detail}; did not show again on the same input`;
    cases.set(found.signature, { ...caseOf(met, Buffer.from(met.input), { old: met.old, new: met.new, found: { ...found, detail } }, found.signature), count });
    return;
  }
  const most = Math.max(20, Math.min(2000, Math.floor(budgetMs / Math.max(1, settings.now() - began))));
  const small = await minimise(met.input, same, most);
  // One cause shows in many ways. The smallest input that still differs in the same class is the root of those that lead to it.
  const any = async (candidates: readonly Uint8Array[]): Promise<readonly boolean[]> => (await look(candidates)).map((one) => one.found?.class === found.class && !settings.isAccepted(one.found.signature));
  const smallest = await minimise(small, any, most);
  const [shown, root] = await look([small, smallest]);
  if (shown === undefined || root?.found === undefined) return;
  cases.set(found.signature, { ...caseOf(met, small, { ...shown, found: shown.found ?? found }, root.found.signature), signature: found.signature, count });
  if (!cases.has(root.found.signature)) cases.set(root.found.signature, caseOf(met, smallest, { ...root, found: root.found }, root.found.signature));
}

interface Look {
  readonly old: Observation;
  readonly new: Observation;
  readonly found: Disagreement | undefined;
}

/** Runs both sides again, in the environment and build where they differed. */
function looker(met: Met, { watched, oracle }: Settings): (inputs: readonly Uint8Array[]) => Promise<readonly Look[]> {
  const oldSide = met.sanitized && watched.sanitized !== undefined ? watched.sanitized : met.pair.old;
  return async (inputs) => {
    const [old, now] = await Promise.all([oldSide.run(inputs), met.pair.new.run(inputs)]);
    return inputs.flatMap((_input, index) => {
      const [a, b] = [old[index], now[index]];
      return a === undefined || b === undefined ? [] : [{ old: a, new: b, found: disagreement(a, b, oracle) }];
    });
  };
}

function caseOf(met: Met, input: Buffer, { old, new: now, found }: Look & { readonly found: Disagreement }, root: string): ComparisonCase {
  return {
    signature: found.signature, root, class: found.class, detail: found.detail, input_hex: input.toString('hex'), first_length: met.input.length, count: 1, after: met.after,
    environment: met.pair.environment, sanitizer: met.sanitized, old: shownRun(old), new: shownRun(now),
  };
}

export function shownRun(run: Observation): ShownRun {
  return { ending: run.ending, code: run.code, output: shownText(run.output), error: shownText(run.error), files: run.files.map(({ name, bytes }) => `${name} (${bytes.length} bytes, sha256 ${createHash('sha256').update(bytes).digest('hex').slice(0, 16)})`) };
}

/** Text where it mostly is text, with other bytes spelt out; hexadecimal where it is none. */
function shownText(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 600));
  const printable = head.filter((byte) => byte === 0x0a || byte === 0x09 || (byte >= 0x20 && byte < 0x7f)).length;
  const text = printable >= head.length * 0.7 ? head.toString('latin1').replace(/[^\t\n\x20-\x7e]/g, (other) => `\\x${other.charCodeAt(0).toString(16).padStart(2, '0')}`) : `hex ${head.toString('hex')}`;
  return bytes.length > head.length ? `${text}… (${bytes.length} bytes)` : text;
}
