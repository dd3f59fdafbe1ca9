/** Runs the command line as a person or a pipeline would, with a cache and a home of its own. It reads nothing of the tests' surroundings. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Inspection } from '../../src/core/inspection.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every inspection of the journeys speaks of this day. */
export const day = '2026-06-30';

export interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  readonly seconds: number;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** User and group to become; only root can. */
  readonly uid?: number;
  readonly program?: string;
}

/** A folder that goes away after the tests of the file. */
export function scratch(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `plumbline-${name}-`));
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

const home = scratch('home');

export function plumbline(args: readonly string[], { cwd = home, env = {}, input, uid, program = join(root, 'bin', 'plumbline.js') }: Surroundings = {}): Said {
  const started = performance.now();
  const done = spawnSync(process.execPath, [program, ...args], {
    cwd, encoding: 'utf8', maxBuffer: 1 << 28, timeout: 60_000, killSignal: 'SIGKILL', input: input ?? '',
    env: { PATH: process.env['PATH'], HOME: home, PLUMBLINE_CACHE: join(home, 'cache'), ...env },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  return { status: done.status, out: done.stdout, err: done.stderr, seconds: (performance.now() - started) / 1000 };
}

/** A line of shell; `"$0" "$1"` is the command, `"$2"` and on the arguments. */
export function shell(line: string, args: readonly string[]): Omit<Said, 'seconds'> {
  const done = spawnSync('/bin/sh', ['-c', line, process.execPath, join(root, 'bin', 'plumbline.js'), ...args], {
    cwd: home, encoding: 'utf8', timeout: 60_000, env: { PATH: process.env['PATH'], HOME: home, PLUMBLINE_CACHE: join(home, 'cache') },
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

/** The inspection that `--format json --out -` prints; the exit code is one of a verdict. */
export function inspected(args: readonly string[], surroundings: Surroundings = {}): Inspection {
  const { status, out, err } = plumbline(['inspect', '--as-of', day, '--format', 'json', '--out', '-', '--quiet', ...args], surroundings);
  assert.ok(status !== null && status <= 2, `exit ${String(status)}: ${err}`);
  return JSON.parse(out) as Inspection;
}

/** Writes files below a folder; a name ending in `/` is an empty folder. */
export function plant(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(path.endsWith('/') ? join(folder, path) : dirname(join(folder, path)), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(join(folder, path), content);
  }
}

/** Law of one element, small enough that a test decides every verdict: a source file has at most `most` lines of code. */
export function smallLaw(most: number): Readonly<Record<string, string>> {
  return {
    'elements/sources-stay-small/element.yaml': `id: sources-stay-small
title: Source files stay small
category: A
origin: project
objective: a source file can be read in one sitting
addresses: mistakes in files nobody reads
because: a law for tests
mode: rerun-checker
scope: component
of: [source]
rests_on: [source-size]
parameters:
  most: { type: number, default: ${most}, meaning: code lines a file may have }
breaches:
  - id: too-long
    over: source-size
    when: fact.code > params.most
    message: "{fact.code} lines of code, at most {params.most}"
    severity: low
remedy: split the file
settles:
  - { hand_in: source-code, how: hand in the sources }
citations:
  - { document: Plumbline, note: a test }
`,
    'elements/sources-stay-small/element.md': '# Source files stay small\n\nA page of private law.\n',
    'editions/small.yaml': `id: small-1
title: One small element
status: draft
effective_on: "2026-01-01"
about: an edition for tests
levels:
  - { level: 1, title: All devices, meaning: everything }
  - { level: 2, title: The same again, meaning: everything }
adopts:
  - { element: sources-stay-small }
`,
  };
}
