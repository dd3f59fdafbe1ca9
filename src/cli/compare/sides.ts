/** Sets both sides of a comparison up: builds, harnesses, runners and homes; and takes all of it down again. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { Pair, Watched } from '../../compare/campaign.ts';
import { workshop, type Workshop } from '../../compare/drive/build.ts';
import { covered } from '../../compare/drive/covered.ts';
import type { Driver } from '../../compare/drive/driver.ts';
import { emulatorName } from '../../compare/drive/emulator.ts';
import { lanes } from '../../compare/drive/lanes.ts';
import { libraryDriver } from '../../compare/drive/library.ts';
import { processDriver } from '../../compare/drive/process.ts';
import { coverageVariables } from '../../compare/paths.ts';
import { callsOf } from '../../compare/harness.ts';
import type { Plan, Side } from '../../compare/plan.ts';
import type { Comparison } from '../../compare/result.ts';
import { findBoard } from './firmware.ts';

export interface Sides {
  readonly pairs: readonly Pair[];
  readonly watched: Watched;
  readonly contained: boolean;
  /** True when inputs run in copies of both programs. */
  readonly copied: boolean;
  readonly emulator?: Comparison['emulator'];
  /** Why neither side could be run at all; then there are no pairs. */
  readonly missing?: string;
  readonly close: () => Promise<void>;
}

interface Setting {
  readonly plan: Plan;
  readonly folder: string;
  readonly compiler: string;
  readonly sandbox: boolean;
}

/** What a side is run from: the file of the program or library. */
export function fileOf(side: Side, folder: string): string {
  return resolve(folder, side.library ?? side.firmware ?? side.command?.[0] ?? '');
}

/** SHA-256 and size of the file that is run; empty for a command that the search path finds. */
export function identityOf(file: string): { readonly sha256: string; readonly bytes: number } {
  if (!existsSync(file)) return { sha256: '', bytes: 0 };
  const bytes = readFileSync(file);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}

/** Starts every driver. Throws `UsageError` when one cannot be started; then nothing is left running. */
export async function setUp(setting: Setting): Promise<Sides> {
  const { plan } = setting;
  const shop = workshop(setting.compiler);
  const started: Driver[] = [];
  const begin = async (make: Promise<Driver>): Promise<Driver> => {
    const driver = await make;
    started.push(driver);
    return driver;
  };
  const close = async (): Promise<void> => {
    await Promise.all(started.map((driver) => driver.close()));
    shop.remove();
  };
  try {
    if (plan.old.firmware !== undefined) return await boards(setting, shop, begin, close);
    const isLibrary = plan.old.library !== undefined;
    const start = isLibrary ? libraries(setting, shop) : programs(setting, shop);
    const environments = plan.environments.length === 0 ? [{}] : plan.environments;
    const pairs: Pair[] = [];
    for (const variables of environments) {
      const [old, now] = await pairOf(start, plan, variables, begin);
      pairs.push({ environment: Object.entries(variables).map(([name, value]) => `${name}=${value}`).join(' '), old, new: now });
    }
    const sanitized = plan.old.sanitized === undefined ? undefined : await begin(start(sanitizedOf(plan.old), {}, { sanitizer: true }));
    const watchPaths = async ({ covered: build }: Side): Promise<Driver | undefined> => {
      if (build === undefined) return undefined;
      return begin(typeof build === 'string' && isLibrary ? start({ library: build }, {}) : start({ command: typeof build === 'string' ? [build] : build }, {}, { paths: true, copy: true }).then(covered));
    };
    const [coveredOld, coveredNew] = [await watchPaths(plan.old), await watchPaths(plan.new)];
    return {
      pairs,
      watched: { ...(sanitized === undefined ? {} : { sanitized }), ...(coveredOld === undefined ? {} : { coveredOld }), ...(coveredNew === undefined ? {} : { coveredNew }) },
      contained: started.every((driver) => driver.contained()),
      copied: pairs.every(({ old, new: now }) => old.copied() && now.copied()),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Firmware under QEMU; without QEMU nothing is run, and that is what is said. */
async function boards(setting: Setting, shop: Workshop, begin: (make: Promise<Driver>) => Promise<Driver>, close: () => Promise<void>): Promise<Sides> {
  const { plan: { old, new: now } } = setting;
  const board = findBoard(setting, shop, (home) => environmentOf(home, {}, false));
  const none = { watched: {}, contained: false, copied: false, close };
  if (board === undefined) return { ...none, pairs: [], missing: `${emulatorName} is not on this machine, so neither image was run` };
  const pair = { environment: '', old: await begin(board.start(old.firmware ?? '')), new: await begin(board.start(now.firmware ?? '')) };
  return { ...none, pairs: [pair], contained: pair.old.contained() && pair.new.contained(), emulator: board.about() };
}

function sanitizedOf(side: Side): Side {
  const { sanitized } = side;
  return typeof sanitized === 'string' ? { library: sanitized } : { command: sanitized };
}

interface How {
  readonly sanitizer?: boolean;
  readonly copy?: boolean;
  /** A build that writes the paths of each run into the private folder. */
  readonly paths?: boolean;
}

type Start = (side: Side, variables: Readonly<Record<string, string>>, how?: How) => Promise<Driver>;

/** Both sides started in the same way: copying one side alone would make the cost of the other look higher. */
async function pairOf(start: Start, plan: Plan, variables: Readonly<Record<string, string>>, begin: (make: Promise<Driver>) => Promise<Driver>): Promise<readonly [Driver, Driver]> {
  if (plan.start === 'copy') {
    const [old, now] = [await begin(start(plan.old, variables, { copy: true })), await begin(start(plan.new, variables, { copy: true }))];
    if (old.copied() === now.copied()) return [old, now];
    await Promise.all([old.close(), now.close()]);
  }
  return [await begin(start(plan.old, variables)), await begin(start(plan.new, variables))];
}

const largestPathsKb = 16_384;
const sanitizerOptions = { ASAN_OPTIONS: 'abort_on_error=1:symbolize=0:detect_leaks=0:allocator_may_return_null=1', UBSAN_OPTIONS: 'halt_on_error=1:abort_on_error=1:print_stacktrace=0' };

/** Nothing of the user's environment reaches a compared program but the search path. */
function environmentOf(home: string, variables: Readonly<Record<string, string>>, sanitizer: boolean): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: home, TMPDIR: home, LC_ALL: 'C.UTF-8', TZ: 'UTC', RUST_BACKTRACE: '0', ...(sanitizer ? sanitizerOptions : {}), ...variables };
}

function programs({ plan, folder, sandbox }: Setting, shop: Workshop): Start {
  const runner = shop.runner();
  const starter = plan.start === 'copy' ? shop.starter() : undefined;
  let homes = 0;
  // Both sides run at once; two of each keep two cores busy when one side is slower.
  const count = Math.min(8, Math.max(2, Math.floor(availableParallelism() / 2)));
  return async (side, variables, { sanitizer = false, copy = false, paths = false } = {}) => {
    const [program = '', ...words] = side.command ?? [];
    const own = join(folder, program);
    const command = [isAbsolute(program) || !(program.includes('/') || existsSync(own)) ? program : own, ...words];
    // A sanitizer reserves terabytes of addresses and never uses them.
    const slow = { ...plan.limits, memory_mb: 0, time_ms: plan.limits.time_ms * 4 };
    const limits = paths ? { ...slow, output_kb: largestPathsKb } : sanitizer ? slow : plan.limits;
    const started = await Promise.all(Array.from({ length: sanitizer ? 1 : count }, async () => {
      const home = shop.home(`home-${homes++}`);
      return processDriver({ runner, starter: copy ? starter : undefined, command, home, input: plan.input, environment: { ...environmentOf(home, variables, sanitizer), ...(paths ? coverageVariables : {}) }, limits, files: paths || plan.compare.files, sandbox });
    }));
    return lanes(started);
  };
}

function libraries({ plan, folder, sandbox }: Setting, shop: Workshop): Start {
  const calls = callsOf(plan);
  const plainHarness = shop.harness(calls, []);
  let homes = 0;
  return (side, variables, { sanitizer = false } = {}) => {
    const home = shop.home(`home-${homes++}`);
    const harness = sanitizer ? shop.harness(calls, ['-fsanitize=address', '-g']) : plainHarness;
    const limits = sanitizer ? { ...plan.limits, memory_mb: 0, time_ms: plan.limits.time_ms * 4 } : plan.limits;
    return libraryDriver({ harness, library: resolve(folder, side.library ?? ''), home, environment: environmentOf(home, variables, sanitizer), limits, sandbox });
  };
}
