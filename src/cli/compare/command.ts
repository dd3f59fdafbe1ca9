/** `plumbline compare`: sets both sides up, runs the comparison, writes what it found, and answers with the exit code. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { campaign, type Ran, type Standing } from '../../compare/campaign.ts';
import { build } from '../../compare/drive/build.ts';
import type { Oracle } from '../../compare/oracle.ts';
import { planSchema, readPlan, type Plan } from '../../compare/plan.ts';
import { pool, type PoolState } from '../../compare/pool.ts';
import { renderText } from '../../compare/report/text.ts';
import { conclude, type Comparison, type ComparedSide, type Cost } from '../../compare/result.ts';
import { UsageError } from '../../core/trouble.ts';
import { print } from '../print.ts';
import { hasColour, widthOf } from '../terminal.ts';
import { versionOf } from '../version.ts';
import { writeResult } from './deliver.ts';
import { gainOf } from './gain.ts';
import { corpusOf, trafficOf } from './inputs.ts';
import { fileOf, identityOf, setUp, type Sides } from './sides.ts';
import { sizeOf } from './size.ts';
import { readState, saveState } from './state.ts';
import { notCompared } from './not-compared.ts';
import { tell } from './tell.ts';

interface Options {
  readonly plan?: string;
  readonly corpus?: readonly string[];
  readonly time?: number;
  readonly inputs?: number;
  readonly seed?: number;
  readonly machine?: string;
  readonly out?: string;
  readonly resume?: boolean;
  readonly build?: boolean;
  readonly compiler?: string;
  readonly noSandbox?: boolean;
  readonly quiet?: boolean;
}

export async function compareCommand(old: string, replacement: string, given: Record<string, unknown>): Promise<number> {
  const options = given as unknown as Options;
  const { plan, folder } = planOf(old, replacement, options);
  if (options.resume === true && options.out === undefined) throw new UsageError('no-place', '--resume needs the folder of the run', 'name it with --out DIR');
  if (options.build === true) [plan.old, plan.new].forEach((side) => build(side.build ?? [], folder));
  const most = plan.limits.input_bytes;
  const given_ = corpusOf([...plan.corpus.map((path) => resolve(folder, path)), ...(options.corpus ?? [])], most);
  const recorded = trafficOf(plan.traffic.map((path) => resolve(folder, path)), most);
  const before = options.resume === true && options.out !== undefined ? readState(options.out) : undefined;
  const seed = options.seed ?? 1;
  const inputs = pool(plan, [...given_, ...recorded], seed, before?.pool);
  const sides = await setUp({ plan, folder, compiler: options.compiler ?? 'cc', sandbox: options.noSandbox !== true });
  const ran = await runAll(sides, plan, inputs, options, before).finally(() => sides.close());

  const counts = inputs.counts();
  const cases = ran.cases.map((one) => {
    const accepted = plan.accepted.find(({ signature }) => signature === one.signature);
    return accepted === undefined ? one : { ...one, accepted: { reason: accepted.reason, by: accepted.by } };
  });
  const today = new Date().toISOString().slice(0, 10);
  const gain = plan.old.sources === undefined || plan.new.sources === undefined ? undefined : await gainOf(resolve(folder, plan.old.sources), resolve(folder, plan.new.sources), today);
  const comparison: Comparison = {
    schema: 'plumbline-comparison-1', plumbline: versionOf(), title: plan.title, driver: kindOf(plan), ...(sides.emulator === undefined ? {} : { emulator: sides.emulator }),
    ...(sides.missing === undefined ? conclude(cases, { tried: counts.tried, accepted: ran.accepted, rejected: ran.rejected }) : { conclusion: 'undetermined', because: sides.missing } as const),
    old: sideOf(plan, 'old', folder, ran, sides), new: sideOf(plan, 'new', folder, ran, sides),
    oracle: { same: plan.same, normalise: plan.normalise, codes: plan.compare.codes, error: plan.compare.error, files: plan.compare.files },
    inputs: {
      seed, given: given_.length, recorded: recorded.length, ...counts, accepted: ran.accepted, rejected: ran.rejected, both_crashed: ran.bothCrashed,
      environments: sides.pairs.map(({ environment }) => environment).filter((text) => text !== ''), seconds: Math.round(ran.milliseconds / 100) / 10,
    },
    contained: sides.contained, ...(kindOf(plan) === 'process' ? { starts: sides.copied ? 'copied' : 'anew' } as const : {}), sanitized: sides.watched.sanitized !== undefined, cases,
    ...(gain === undefined ? {} : { gain }),
    not_compared: notCompared(plan, sides),
  };
  const written = options.out === undefined ? [] : writeResult(options.out, comparison);
  await print(renderText(comparison, { width: widthOf(process.stdout), colour: hasColour(process.stdout) }));
  if (written.length > 0) await print(`\n${written.map((file) => `wrote ${file}`).join('\n')}\n`);
  return { agrees: 0, differs: 1, undetermined: 2 }[comparison.conclusion];
}

async function runAll(sides: Sides, plan: Plan, inputs: ReturnType<typeof pool>, options: Options, before: { readonly standing: Standing; readonly pool: PoolState } | undefined): Promise<Ran> {
  const now = (): number => performance.now();
  const began = now();
  const seconds = options.time ?? 60;
  let stopped = false;
  const stop = (): void => {
    stopped = true;
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const shown = tell(process.stderr, options.quiet === true, now, seconds, options.inputs);
  try {
    return await campaign({
      pairs: sides.pairs, watched: sides.watched, oracle: oracleOf(plan), pool: inputs, now, told: shown.told,
      isAccepted: (signature) => plan.accepted.some((one) => one.signature === signature),
      batch: Math.min({ process: 128, library: 2048, firmware: 16 }[kindOf(plan)], options.inputs ?? 1_000_000),
      // A run that is to be repeated exactly ends by its inputs; a time that was given ends it too.
      enough: (tried) => stopped || (options.inputs !== undefined && tried >= options.inputs) || ((options.inputs === undefined || options.time !== undefined) && now() - began >= seconds * 1000),
      save: (standing) => (options.out === undefined ? undefined : saveState(options.out, { standing, pool: inputs.state() })),
      ...(before === undefined ? {} : { before: before.standing }),
    });
  } finally {
    shown.done();
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

function oracleOf(plan: Plan): Oracle {
  return { same: plan.same, normalise: plan.normalise, accepts: plan.accepts, ...plan.compare, memoryFactor: plan.memory.factor, memorySlackKb: plan.memory.slack_kb };
}

function kindOf({ old }: Plan): Comparison['driver'] {
  return old.library !== undefined ? 'library' : old.firmware !== undefined ? 'firmware' : 'process';
}

function sideOf(plan: Plan, which: 'old' | 'new', folder: string, ran: Ran, { emulator }: Sides): ComparedSide {
  const side = plan[which];
  const file = fileOf(side, folder);
  const cost: Cost = { ...ran.cost[which], ...sizeOf(side.image === undefined ? file : resolve(folder, side.image)) };
  return { what: side.library ?? side.firmware ?? (side.command ?? []).join(' '), ...identityOf(file), ...(side.covered === undefined && emulator?.counts !== true ? {} : { edges: ran.edges[which] }), cost };
}

/** The plan of the file, with the sides named on the command line in place of its own; or a plan of those sides alone. */
function planOf(old: string, replacement: string, options: Options): { readonly plan: Plan; readonly folder: string } {
  if (options.plan === undefined) {
    if (old === '' || replacement === '') throw new UsageError('nothing-to-compare', 'there is nothing to compare', 'name an original and a replacement, or a plan with --plan');
    const isLibrary = [old, replacement].some((path) => extname(path) === '.so');
    const title = `${old} and ${replacement}`;
    if (isLibrary) throw new UsageError('no-plan', 'shared libraries need a plan that says which functions are called', 'write one and name it with --plan; plumbline compare --help shows an example');
    if (options.machine !== undefined) return { plan: readPlan(JSON.stringify({ comparison: 1, title, machine: options.machine, old: { firmware: resolve(old) }, new: { firmware: resolve(replacement) } }), '--machine'), folder: process.cwd() };
    return { plan: planSchema.parse({ comparison: 1, title, old: { command: [resolveCommand(old)] }, new: { command: [resolveCommand(replacement)] } }), folder: process.cwd() };
  }
  if (!existsSync(options.plan)) throw new UsageError('no-such-file', `there is no plan at ${options.plan}`, 'name a file with --plan');
  const read = readPlan(readFileSync(options.plan, 'utf8'), options.plan);
  const folder = resolve(dirname(options.plan));
  const put = (side: Plan['old'], path: string): Plan['old'] => {
    if (path === '') return side;
    return side.library !== undefined ? { ...side, library: resolve(path) } : side.firmware !== undefined ? { ...side, firmware: resolve(path) } : { ...side, command: [resolveCommand(path)] };
  };
  return { plan: { ...read, ...(options.machine === undefined ? {} : { machine: options.machine }), old: put(read.old, old), new: put(read.new, replacement) }, folder };
}

function resolveCommand(path: string): string {
  return path.includes('/') ? resolve(path) : existsSync(join(process.cwd(), path)) ? resolve(path) : path;
}
