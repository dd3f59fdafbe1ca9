/** A revision of a local git repository as a device. It reads objects only: no work tree, no filters, no submodules, no network. */
import { UsageError } from '../core/trouble.ts';
import { compareText } from '../core/place.ts';
import { operatorTrusts, runGit, type GitAnswer, type GitOptions } from './git-run.ts';
import { crossed, defaultLimits, type Limits } from './limits.ts';
import { nameFromBytes } from './names.ts';
import { openReader } from './reader.ts';
import { batchBytes, batchEntries, type Origin, type Sighting, type Tree } from './sighting.ts';
import { splitZero } from './surroundings.ts';
import { leavesRoot } from './walk.ts';

/** A repository made sure of: the folder git was asked in, and the folders the operator trusts if git insisted on it. */
export interface Repository {
  readonly folder: string;
  readonly safe: readonly string[];
}

/** Files below `folder` as `revision` holds them. `folder` may be a work tree, a folder in one, or a bare repository. */
export function gitRevision(folder: string, revision: string, limits: Limits = defaultLimits): Tree {
  const repository = openRepository(folder);
  const commit = resolveCommit(repository, revision);
  const prefix = prefixOf(repository);
  const tree = ask(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', prefix === '' ? `${commit}^{tree}` : `${commit}:${prefix}`]);
  if (!tree.ok) throw new UsageError('no-such-folder', `the revision ${commit} has no folder ${prefix}`, 'name a folder that this revision holds');
  const id = tree.stdout.toString('ascii').trim();
  const listing = ask(repository, ['ls-tree', '--full-tree', '-r', '-z', '-l', id]);
  if (!listing.ok) throw new UsageError('unreadable-revision', `git could not list ${commit}: ${listing.complaint}`, 'check the repository with git fsck');
  const all = splitZero(listing.stdout).flatMap(entry).sort((a, b) => compareText(a.path, b.path));
  const origin: Origin = { kind: 'git', repository: folder, tree: id, safe: repository.safe };
  return { origin, revision: commit, batches: batched(withTargets(limited(all, limits), origin)), asides: () => [] };
}

/** The text of a link is its blob; all are read at once, since there are few. */
function withTargets(all: readonly Sighting[], origin: Origin): readonly Sighting[] {
  const links = all.filter(({ sort, size }) => sort === 'link' && size <= maxTargetBytes);
  const targets = new Map<Sighting, string>();
  for (const [link, { bytes }] of openReader(origin)(links, (size) => new Uint8Array(size))) if (bytes !== undefined) targets.set(link, nameFromBytes(bytes));
  return all.map((seen) => {
    const target = targets.get(seen);
    return target === undefined ? seen : { ...seen, target, leaves: leavesRoot(seen.path, target) };
  });
}

/** PATH_MAX of Linux: a longer text is no link that could be followed. */
const maxTargetBytes = 4096;

/** Makes sure that git can read here. Where the owner differs, only the operator's own `safe.directory` opens the door. */
export function openRepository(folder: string): Repository {
  const first = runGit(folder, ['rev-parse', '--git-dir']);
  if (first.ok) return { folder, safe: [] };
  if (!first.complaint.includes('dubious ownership')) {
    throw new UsageError('no-repository', `${folder} cannot be read as a git repository: ${first.complaint}`, 'name a folder inside a git repository, or leave the revision out to inspect the folder as it is');
  }
  const safe = operatorTrusts();
  if (runGit(folder, ['rev-parse', '--git-dir'], { safe }).ok) return { folder, safe };
  throw new UsageError('foreign-repository', `${folder} is a git repository of another user, whose settings git will not trust`, `if you trust it, run: git config --global --add safe.directory ${folder}`);
}

/** The full id of the commit a revision names; a revision can never be taken for an option. */
export function resolveCommit(repository: Repository, revision: string): string {
  const answer = revision.includes('\0') ? undefined : ask(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  const id = answer?.stdout.toString('ascii').trim() ?? '';
  if (answer?.ok === true && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id)) return id;
  throw new UsageError('no-such-revision', `the repository has no commit named ${JSON.stringify(revision)}`, 'name a commit, tag or branch that git rev-parse knows');
}

/** Path of the folder within its work tree with `/` at the end; '' at the top and in a bare repository. */
export function prefixOf(repository: Repository): string {
  return ask(repository, ['rev-parse', '--show-prefix']).stdout.toString('utf8').replace(/\n$/, '');
}

export function ask(repository: Repository, args: readonly string[], options: GitOptions = {}): GitAnswer {
  return runGit(repository.folder, args, { ...options, safe: repository.safe });
}

const heading = /^([0-7]{6}) (\w+) ([0-9a-f]+) +(\S+)$/;

/** One record of `ls-tree -l -z`: mode, type, id, size, tab, path. A size that is no number is an object that is absent. */
function entry(record: Uint8Array): readonly Sighting[] {
  const tab = record.indexOf(9);
  const match = heading.exec(Buffer.from(record.subarray(0, Math.max(tab, 0))).toString('latin1'));
  if (match === null) return [];
  const [, octal = '', type = '', objectId = '', size = ''] = match;
  const mode = Number.parseInt(octal, 8);
  const base = { path: nameFromBytes(record.subarray(tab + 1)), size: 0, mtimeMs: 0, ctimeMs: 0, inode: 0, mode, objectId };
  if (type === 'commit') return [{ ...base, sort: 'special', trouble: `submodule pinned to ${objectId}: its content is not in this repository` }];
  if (base.path.toLowerCase().split('/').includes('.git')) return [{ ...base, sort: 'special', trouble: 'a name that a git tree must not hold: it was not read' }];
  if (type !== 'blob' || !/^\d+$/.test(size)) return [{ ...base, sort: 'special', trouble: 'the object is missing from the repository' }];
  // 0120000: a symbolic link, whose text is the blob.
  return [{ ...base, size: Number(size), sort: mode === 0o120000 ? 'link' : 'file' }];
}

function limited(all: readonly Sighting[], limits: Limits): readonly Sighting[] {
  const checked = all.map((seen): Sighting => {
    if (seen.path.length > limits.maxPathLength) return refused(seen, crossed('the path is too long', 'maxPathLength', limits));
    if (seen.path.split('/').length > limits.maxDepth) return refused(seen, crossed('folders lie too deep', 'maxDepth', limits));
    return seen;
  });
  const extra = checked[limits.maxArtifacts];
  if (extra === undefined) return checked;
  return [...checked.slice(0, limits.maxArtifacts), refused(extra, crossed('too many files; this one and all after it were not looked at', 'maxArtifacts', limits))];
}

function refused(seen: Sighting, trouble: string): Sighting {
  return { ...seen, sort: 'special', trouble };
}

function* batched(all: readonly Sighting[]): Generator<readonly Sighting[]> {
  let batch: Sighting[] = [];
  let bytes = 0;
  for (const seen of all) {
    batch.push(seen);
    bytes += seen.size;
    if (batch.length < batchEntries && bytes < batchBytes) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
