/** The analysers that may be asked for: how each is started for one file, and how its answer is read. Files are given by absolute path, so that none can pass for an option. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Ran } from '../../acquire/analyser-run.ts';
import { isCouldNotTell } from '../../core/fact.ts';
import { isUnreadable, type Material, type Probe } from '../../core/material.ts';
import { analysedFiles, type ToolResult } from '../../facts/analysed-files.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import clangPlist from '../../materials/clang-plist/material.ts';
import clangPlistProbe from '../../materials/clang-plist/runs.probe.ts';
import clangTidy from '../../materials/clang-tidy/material.ts';
import clangTidyProbe from '../../materials/clang-tidy/runs.probe.ts';
import cppcheck from '../../materials/cppcheck/material.ts';
import cppcheckProbe from '../../materials/cppcheck/runs.probe.ts';
import gcc from '../../materials/gcc-diagnostics/material.ts';
import gccProbe from '../../materials/gcc-diagnostics/runs.probe.ts';
import sarif from '../../materials/sarif/material.ts';
import sarifProbe from '../../materials/sarif/runs.probe.ts';
import type { Unit } from './units.ts';

export type Result = Omit<ToolResult, 'at'>;

/** What became of one file. `failure` is empty when the tool got through. */
export interface Answer {
  readonly results: readonly Result[];
  readonly failure: string;
}

export interface Start {
  readonly program: string;
  readonly words: readonly string[];
  /** Words that go first, by the version of the program. */
  readonly before?: (version: string) => readonly string[];
}

export interface Tool {
  readonly name: string;
  readonly programs: readonly string[];
  readonly install: string;
  readonly sort: string;
  /** Options that say how it looks, the same for all files. */
  readonly options: readonly string[];
  readonly version: (said: string) => string;
  /** Why this file is left out, or how it is analysed. `folder` is private and empty. */
  readonly start: (unit: Unit, folder: string) => Start | string;
  readonly read: (ran: Ran, unit: Unit, folder: string) => Answer;
}

/** What packagers put in brackets has numbers of its own. */
const firstNumber = (said: string): string => /\d+(?:\.\d+)+/.exec(said.replace(/\([^)]*\)/g, ''))?.[0] ?? '';

/** What `unit` was made with, when that is a compiler of this family on a cross target; else the plain one. */
function targetOf(unit: Unit): readonly string[] {
  const prefix = /^((?:[a-z0-9_]+-){1,4})(?:gcc|g\+\+|cc|c\+\+)/.exec(unit.compiler)?.[1];
  return prefix === undefined || unit.flags.some((flag) => flag.startsWith('--target=')) ? [] : [`--target=${prefix.slice(0, -1)}`];
}

/** Options that only the compiler they were written for may know. */
const forCompilers = /^-(?:m|f|O|std=|ansi|pthread|nostdinc|-target)/;

export const tools: Readonly<Record<string, Tool>> = {
  cppcheck: {
    name: 'cppcheck', programs: ['cppcheck'], install: 'install Cppcheck (Debian: apt-get install cppcheck)', sort: 'memory-safety',
    options: ['--xml', '--enable=warning,portability'], version: firstNumber,
    start: ({ flags, file, language }, folder) => ({
      program: 'cppcheck',
      words: ['--xml', '--xml-version=2', '--quiet', '--enable=warning,portability', `--cppcheck-build-dir=${folder}`, `--language=${language === 'C' ? 'c' : 'c++'}`, ...standard(flags), ...headersAndNames(flags), file],
    }),
    read: (ran) => answerOf(ran, ran.stderr, cppcheck, cppcheckProbe),
  },
  misra: {
    name: 'cppcheck', programs: ['cppcheck'], install: 'install Cppcheck with its addons, and Python', sort: 'coding-standard',
    options: ['--xml', '--addon=misra', '--enable=style'], version: firstNumber,
    start: ({ flags, file, path, language }, folder) => {
      if (language !== 'C') return 'the rules that Cppcheck knows of MISRA are for C';
      if (!/^[\w./+-]+$/.test(path)) return "its name holds characters that Cppcheck would hand to a shell on the way to its addon";
      return { program: 'cppcheck', words: ['--xml', '--xml-version=2', '--quiet', '--addon=misra', '--enable=style', `--cppcheck-build-dir=${folder}`, '--language=c', ...standard(flags), ...headersAndNames(flags), file] };
    },
    // newer versions (2.17, 2.22) tell the rules only where style is asked for, and style has findings of its own
    read: (ran) => {
      const answer = answerOf(ran, ran.stderr, cppcheck, cppcheckProbe);
      const lost = /^.*(?:Did not find addon|Failed to execute addon).*$/m.exec(ran.stdout.toString('utf8'))?.[0] ?? '';
      return { failure: answer.failure || lost.slice(0, 300), results: answer.results.filter(({ rule, level }) => rule.startsWith('misra') || level === 'error') };
    },
  },
  gcc: {
    name: 'gcc', programs: ['gcc'], install: 'install GCC 10 or newer (Debian: apt-get install gcc)', sort: 'memory-safety',
    options: ['-fanalyzer'], version: firstNumber,
    start: ({ flags, file, language, compiler }) => {
      if (language !== 'C') return "GCC's analyser is for C";
      return { program: /gcc/.test(compiler) ? compiler : 'gcc', before: gccFormat, words: ['-fanalyzer', '-Wno-psabi', ...flags.filter((flag) => !flag.startsWith('--target=')), '-S', '-o', '/dev/null', file] };
    },
    read: (ran) => {
      const isSarif = ran.stderr[0] === 0x7b;
      const answer = isSarif ? answerOf(ran, ran.stderr, sarif, sarifProbe) : answerOf(ran, ran.stderr, gcc, gccProbe);
      return { ...answer, results: answer.results.filter(({ rule }) => rule.startsWith('-Wanalyzer-')) };
    },
  },
  clang: {
    name: 'Clang Static Analyzer', programs: ['clang'], install: 'install Clang (Debian: apt-get install clang)', sort: 'memory-safety',
    options: ['--analyze'], version: firstNumber,
    start: (unit, folder) => ({ program: 'clang', words: ['--analyze', '-Xanalyzer', '-analyzer-output=plist', '-w', ...targetOf(unit), ...unit.flags, '-o', join(folder, 'result.plist'), unit.file] }),
    read: (ran, _unit, folder) => {
      const [written] = readdirSync(folder).filter((name) => name.endsWith('.plist'));
      return answerOf(ran, written === undefined ? Buffer.alloc(0) : readFileSync(join(folder, written)), clangPlist, clangPlistProbe);
    },
  },
  'clang-tidy': {
    name: 'clang-tidy', programs: ['clang-tidy'], install: 'install clang-tidy (Debian: apt-get install clang-tidy)', sort: 'coding-standard',
    options: ['-checks=-*,bugprone-*,cert-*'], version: firstNumber,
    // the device's own .clang-tidy is not read: it may load code
    start: (unit) => ({ program: 'clang-tidy', words: ['--quiet', '-checks=-*,bugprone-*,cert-*', '--config={}', unit.file, '--', ...targetOf(unit), ...unit.flags] }),
    read: (ran) => (ran.status === 0 && ran.stdout.length === 0 ? { results: [], failure: '' } : answerOf(ran, ran.stdout, clangTidy, clangTidyProbe)),
  },
};

/** GCC 15 dropped the format that GCC 10 to 14 share. */
function gccFormat(version: string): readonly string[] {
  return [`-fdiagnostics-format=${Number.parseInt(version, 10) >= 15 ? 'sarif-stderr' : 'json'}`];
}

function standard(flags: readonly string[]): readonly string[] {
  const name = flags.findLast((flag) => flag.startsWith('-std='))?.slice(5).replace(/^gnu/, 'c').replace('c1x', 'c11').replace('c2x', 'c23') ?? '';
  return /^c(?:89|99|11|\+\+(?:03|11|14|17|20))$/.test(name) ? [`--std=${name}`] : [];
}

/** What Cppcheck takes of a compiler's options. */
function headersAndNames(flags: readonly string[]): readonly string[] {
  const words: string[] = [];
  for (let at = 0; at < flags.length; at++) {
    const flag = flags[at] ?? '';
    const next = flags[at + 1] ?? '';
    if (flag === '-include') words.push(`--include=${next}`);
    else if (flag === '-isystem' || flag === '-iquote' || flag === '-idirafter') words.push(`-I${next}`);
    else if (/^-[DUI]./.test(flag)) words.push(flag);
    if (/^-(?:include|imacros|isystem|iquote|idirafter|isysroot)$/.test(flag)) at++;
    else if (forCompilers.test(flag)) continue;
  }
  return words;
}

const endings: Readonly<Record<string, string>> = { time: 'it took longer than it was given', output: 'it said more than is kept', signal: 'it was ended from outside, or crashed', 'not-started': 'it could not be started' };

/** The tool's own format, read as an inspection reads it. */
function answerOf<Form>(ran: Ran, bytes: Buffer, material: Material<Form>, probe: Probe<Form>): Answer {
  const sight = { path: 'result', size: bytes.length, head: bytes.subarray(0, 4096) };
  const form = material.parse(new Uint8Array(bytes), sight);
  const results: Result[] = [];
  let failure = typeof ran.status === 'string' ? (endings[ran.status] ?? ran.status) : '';
  if (isUnreadable(form)) return { results, failure: failure || complaintOf(ran) || form.unreadable };
  for (const seen of probe.look(form, sight)) {
    if (isCouldNotTell(seen)) failure ||= seen.reason;
    else if (seen.word === analysisResult.word) {
      const { tool: _tool, ...result } = analysisResult.schema.parse(seen.value);
      results.push(result);
    } else if (seen.word === analysedFiles.word) failure ||= analysedFiles.schema.parse(seen.value).files.find(({ state }) => state === 'failed')?.because ?? '';
  }
  return { results, failure: failure || (ran.status !== 0 && !results.some(({ level }) => level === 'error') ? complaintOf(ran) || `it ended with ${ran.status}` : '') };
}

/** The first line that speaks of an error, without the path in front. */
function complaintOf({ status, stderr }: Ran): string {
  if (status === 0) return '';
  const lines = stderr.subarray(0, 100_000).toString('utf8').split('\n');
  return (lines.find((line) => /\berror\b/i.test(line)) ?? lines[0] ?? '').replace(/^\S*:\d+:\d+: /, '').slice(0, 300);
}
