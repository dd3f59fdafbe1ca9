/** Asks git what the history of a device tells of each file: streaming, and only what is new since last time. It runs no hook and no shell. */
import type { FileHistory, History, Mending } from '../core/history.ts';
import { compareText } from '../core/place.ts';
import { UsageError } from '../core/trouble.ts';
import { ask, openRepository, prefixOf, resolveCommit, type Repository } from './git.ts';
import { streamGit } from './git-stream.ts';
import { ageFormat, medianDay, readAges, type Ages } from './history-age.ts';
import { logFormat, readLog, type LogState } from './history-log.ts';

export interface HistoryOptions {
  /** ISO date; the window of recent changes ends here, 24 months long. */
  readonly asOf: string;
  readonly revision?: string;
  /** Where what was read is kept; without it all is read each time. */
  readonly store?: { readonly load: (key: string) => string | undefined; readonly save: (key: string, text: string) => void };
  readonly seconds?: number;
}

/** What is kept between two runs. */
interface Kept {
  readonly head: string;
  readonly log: LogState;
  readonly ages: readonly (readonly [string, readonly number[]])[];
  readonly troubles: readonly string[];
}

/** Raised when messages or shapes are told apart otherwise: what was kept by older rules is read again. */
const revision = 2;
const defaultSeconds = 240;
const maxBytes = 8 * 1024 * 1024 * 1024;
const windowDays = 730;
const plain = ['--no-color', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all', '--no-show-signature', '--no-notes', '--reverse'];
/** Only sources are asked for: a repository may hold gigabytes of other things, and its largest objects may be absent. */
const sources = ['c', 'cc', 'cpp', 'cxx', 'h', 'hh', 'hpp', 'hxx', 'ino', 'm', 'mm', 's', 'S', 'pyx', 'rs', 'go', 'adb', 'ads'].map((ending) => `*.${ending}`);

/** Answers with why there is none when the folder has no history; throws for a revision that does not exist. */
export async function historyOf(folder: string, options: HistoryOptions): Promise<History | string> {
  const repository = openOrSay(folder);
  if (typeof repository === 'string') return repository;
  if (options.revision === undefined && !ask(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', 'HEAD^{commit}']).ok) return 'the repository has no commit yet';
  const head = resolveCommit(repository, options.revision ?? 'HEAD');
  const prefix = prefixOf(repository);
  const top = ask(repository, ['rev-parse', '--absolute-git-dir']).stdout.toString('utf8').trim();
  const key = `history-${revision} ${top} ${prefix}`;
  const kept = keptOf(options.store?.load(key));
  const isShallow = ask(repository, ['rev-parse', '--is-shallow-repository']).stdout.toString('ascii').trim() === 'true';
  const known = kept !== undefined && (kept.head === head || ask(repository, ['merge-base', '--is-ancestor', kept.head, head]).ok) ? kept : undefined;
  const read = known?.head === head ? known : await readOn(repository, known, head, prefix, options.seconds ?? defaultSeconds);
  if (read !== known && read.troubles.length === 0) options.store?.save(key, JSON.stringify(read));
  return summed(read, options.asOf, isShallow ? ['the history is cut off (a shallow clone): counts begin where it begins'] : []);
}

function openOrSay(folder: string): Repository | string {
  try {
    return openRepository(folder);
  } catch (error) {
    if (error instanceof UsageError) return `there is no version history to ask: ${error.message.replaceAll(folder, 'the folder')}`;
    throw error;
  }
}

/** A damaged or foreign text is as good as none: the history is read again. */
function keptOf(text: string | undefined): Kept | undefined {
  if (text === undefined) return undefined;
  try {
    const kept = JSON.parse(text) as Partial<Kept>;
    return typeof kept.head === 'string' && /^[0-9a-f]{40,64}$/.test(kept.head) && Array.isArray(kept.ages) && Array.isArray(kept.log?.commits) ? (kept as Kept) : undefined;
  } catch {
    return undefined;
  }
}

async function readOn(repository: Repository, known: Kept | undefined, head: string, prefix: string, seconds: number): Promise<Kept> {
  const range = known === undefined ? [head] : [head, `^${known.head}`];
  const relative = prefix === '' ? ['--no-relative'] : [`--relative=${prefix}`];
  const fresh = (): LogState => ({ commits: [...(known?.log.commits ?? [])], authors: [...(known?.log.authors ?? [])], paths: [...(known?.log.paths ?? [])] });
  const walk = ['log', '--no-merges', '-z', '-M100%', `--format=${logFormat}`, ...plain, ...relative, ...range];
  let log = fresh();
  const ages: Ages = new Map(known?.ages.map(([path, runs]) => [path, [...runs]]));
  const stream = { seconds, maxBytes, safe: repository.safe };
  const logReader = readLog(log);
  const ageReader = readAges(ages);
  // Two walks at once: git is busier than we are, and each walk keeps one core.
  const [logTrouble, ageTrouble] = await Promise.all([
    streamGit(repository.folder, [...walk, '--numstat', '--', ...sources], stream, logReader.take),
    streamGit(repository.folder, ['log', '--first-parent', '--diff-merges=first-parent', '-p', '-U0', '-M100%', `--format=${ageFormat}`, '--src-prefix=a/', '--dst-prefix=b/', ...plain, ...relative, ...range, '--', ...sources], stream, ageReader.take),
  ]);
  logReader.end();
  ageReader.end();
  let said = '';
  if (logTrouble !== undefined) {
    // Names of files can be had where their contents are absent, as in a partial clone.
    log = fresh();
    const names = readLog(log);
    const trouble = await streamGit(repository.folder, [...walk, '--name-only', '--', ...sources], stream, names.take);
    names.end();
    said = trouble === undefined ? `lines of changes were not counted: ${logTrouble}` : `changes were not all read: ${trouble}`;
  }
  const troubles = [said, ageTrouble === undefined ? '' : `the age of lines was not told: ${ageTrouble}`].filter((one) => one !== '');
  return { head, log, ages: ageTrouble === undefined ? [...ages] : [], troubles };
}

interface Counting {
  changes: number;
  recentLines: number;
  readonly recent: number[];
  readonly authors: Set<number>;
  readonly fixes: number[];
  readonly mendings: Mending[];
}

function summed({ head, log, ages, troubles }: Kept, asOf: string, more: readonly string[]): History {
  const today = Math.floor(Date.parse(asOf.slice(0, 10)) / 86_400_000);
  const counts = new Map<number, Counting>();
  const leftOut = { bots: 0, formatting: 0, drops: 0 };
  let broadMendings = 0;
  log.commits.forEach(({ id, day, author, sort, mended, subject, cves, files }, at) => {
    if (sort === 'bot') leftOut.bots += 1;
    if (sort === 'formatting') leftOut.formatting += 1;
    if (sort === 'drop') leftOut.drops += 1;
    if (mended === 'broad') broadMendings += 1;
    const isRecent = day > today - windowDays && day <= today;
    for (let i = 0; i < files.length; i += 2) {
      const file = files[i] ?? 0;
      const count = counts.get(file) ?? { changes: 0, recentLines: 0, recent: [], authors: new Set(), fixes: [], mendings: [] };
      counts.set(file, count);
      count.changes += 1;
      count.authors.add(author);
      if (isRecent) {
        count.recent.push(at);
        count.recentLines += files[i + 1] ?? 0;
      }
      if (mended !== 'no') count.fixes.push(at);
      if (mended === 'memory') count.mendings.push({ commit: id, day: dayOf(day), subject, cves });
    }
  });
  const byPath = new Map([...counts].map(([number, count]) => [log.paths[number] ?? '', count]));
  const agesByPath = new Map(ages);
  const paths = [...new Set([...byPath.keys(), ...agesByPath.keys()])].sort(compareText);
  const files = new Map(paths.map((path): [string, FileHistory] => {
    const count = byPath.get(path);
    const median = medianDay(agesByPath.get(path) ?? []);
    const years = median === undefined ? {} : { medianYears: Math.round(Math.max(0, today - median) / 36.525) / 10 };
    return [path, { changes: count?.changes ?? 0, recent: count?.recent ?? [], recentLines: count?.recentLines ?? 0, authors: [...(count?.authors ?? [])], fixes: count?.fixes ?? [], mendings: count?.mendings ?? [], ...years }];
  }));
  const last = log.commits.at(-1)?.day ?? 0;
  return { commit: head, day: dayOf(last), windowFrom: dayOf(today - windowDays), commits: log.commits.length, leftOut, broadMendings, files, troubles: [...troubles, ...more] };
}

function dayOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
