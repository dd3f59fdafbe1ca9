/** Tells from message, author and shape what sort of change a commit was. It reads what people wrote, and people write loosely. */

export interface CommitText {
  readonly author: string;
  readonly email: string;
  readonly message: string;
}

export interface CommitShape {
  readonly files: number;
  readonly sources: number;
  readonly added: number;
  readonly removed: number;
}

export type CommitSort = 'change' | 'bot' | 'formatting' | 'drop';

/** `no`, or how a defect was mended: `defect`, `memory`; `broad` when too much was touched to say which file was wrong. */
export type Mended = 'no' | 'defect' | 'memory' | 'broad';

const bot = /\[bot\]|\bbot@|(?:^|[-_ .])(?:bot|ci)$|dependabot|renovate|greenkeeper|snyk-|github-actions|jenkins|travis|buildbot|semantic-release|pre-commit-ci/i;
const formatting = /clang-?format|\breformat|re-?indent|\bindentation\b|\bwhite ?space|\bastyle\b|uncrustify|\bprettier\b|rustfmt|cargo fmt|\btabs? (?:to|into|by|with) spaces|trailing (?:space|white)|line endings?|\bCRLF\b|copyright (?:year|date|notice|header|statement)|updated? copyright|licen[cs]e headers?|spdx|coding style|code style|fix(?:ed)? typos?|spelling/i;
const drop = /\b(?:import(?:ed)?|vendor(?:ed)?|bundl(?:e|ed)|add(?:ed)?|updat(?:e|ed)|upgrad(?:e|ed)|bump(?:ed)?)\b.{0,40}(?:\b(?:sdk|hal|cmsis|library|libraries|sources?|upstream|submodule|third[- ]party|vendor|dependenc(?:y|ies))\b|\bv?\d+\.\d+)/i;

/** More files than this were not changed one by one. */
const massFiles = 150;

export function sortOf({ author, email, message }: CommitText, { files, added, removed }: CommitShape): CommitSort {
  if (bot.test(author) || bot.test(email)) return 'bot';
  const subject = subjectOf(message);
  if (isFormatting(subject) || files > massFiles && added < 50 * files && removed > 0.3 * added) return 'formatting';
  const isOneWay = removed < 0.1 * added;
  if ((added > 10_000 && isOneWay) || (added > 3000 && files >= 10 && drop.test(subject))) return 'drop';
  return files > massFiles ? 'formatting' : 'change';
}

export function isFormatting(subject: string): boolean {
  return formatting.test(subject);
}

/** Names of errors that only memory-unsafe code makes (members of CWE-1399 in people's words). */
const memory = /(?:buffer|heap|stack|array|bounds?|memory|global)[- ]?(?:over|under)[- ]?(?:flow|run|read|write)s?\b|\bover-?(?:read|run|write)s?\b|out[- ]of[- ](?:array[- ])?bounds?\b|\bOOB\b|\bUAF\b|use[- ]after[- ](?:free|scope|return)|double[- ]free|free\w* twice|invalid (?:read|write|memory access)|(?:read|write|memory) access violation|memory (?:corruption|safety|access error)|dangling (?:pointer|reference)|wild pointer|uninitiali[sz]ed (?:memory|variable|read|value|pointer|data)|off[- ]by[- ]one|segfault|seg(?:mentation)?[- ]fault|stack[- ]smash|integer (?:over|under)flow|\b(?:size|length|allocation) overflow|overflows? (?:when|in|while|on) (?:allocat|the buffer|buffer)|length check|bounds? check|address ?sanitizer|\bASAN\b|CWE-(?:11[89]|12[0-9]|131|170|190|191|415|416|457|476|590|761|763|78[5678]|805|806|822|823|824|825|843|908)\b/i;
const cve = /\bCVE-\d{4}-\d{4,7}\b/gi;
const mending = /\b(?:fix(?:e[sd]|ing)?|correct(?:s|ed|ing)?|prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?|check(?:s|ed|ing)?|guard(?:s|ed)?|validat(?:e[sd]?|ing)|repair(?:s|ed)?|resolv(?:e[sd]?|ing)|patch(?:ed|es)?|mitigat(?:e[sd]?|ing)|address(?:es|ed)|handl(?:e[sd]?|ing)|bug|possible|potential|crash)\b/i;
const defect = /\b(?:fix(?:e[sd])?|bug|bugfix|defect|crash(?:e[sd])?|hang|regression|fault)\b/i;
const noDefect = /\bfix(?:e[sd])?\b.{0,30}\b(?:warning|typo|comment|doc|documentation|readme|build|compil|makefile|cmake|ci|lint|format|spelling|link error|indent)/i;
/** A warning silenced or a test added names the error without mending one. */
const noMemory = /\b(?:suppress|silenc|disabl)\w*\b.{0,40}\bwarning|\bwarnings?\b.{0,30}\b(?:overflow|bounds|uninitiali[sz]ed)|^(?:revert|merge)\b|\b(?:enable|add|run|use|set up)\w*\b.{0,20}\b(?:valgrind|asan|address ?sanitizer)/i;
/** A CVE id alone may stand for any weakness; these are none of memory. */
const otherWeakness = /traversal|injection|\bXSS\b|cross[- ]site|\bCSRF\b|authenticat|authoriz|privilege|permission|certificate|password|timing|side[- ]channel|redirect/i;
/** Beyond this, a mending does not say which file was wrong. */
const mostMended = { sources: 10, lines: 800 };

export function mendedBy({ message }: CommitText, { sources, added, removed }: CommitShape): { readonly mended: Mended; readonly cves: readonly string[] } {
  const text = message.slice(0, 4000);
  const subject = subjectOf(text);
  const cves = [...new Set((text.match(cve) ?? []).map((id) => id.toUpperCase()))].sort();
  // The subject says what was done; the body may tell of anything, so there only a mending sentence counts.
  const sentences = [subject, ...text.slice(subject.length).split(/[.\n]\s/)];
  const isMemory = mending.test(subject) && ((cves.length > 0 && !otherWeakness.test(text)) || sentences.some((sentence) => memory.test(sentence) && mending.test(sentence) && !noMemory.test(sentence)));
  if (isMemory && !noMemory.test(subject) && sources > 0) {
    return { mended: sources > mostMended.sources || added + removed > mostMended.lines ? 'broad' : 'memory', cves };
  }
  return { mended: sources > 0 && defect.test(subject) && !noDefect.test(subject) ? 'defect' : 'no', cves };
}

export function subjectOf(message: string): string {
  return (message.trimStart().split('\n', 1)[0] ?? '').slice(0, 300);
}

const sourceEnding = /\.(?:c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx|inl|ino|m|mm|s|asm|pyx|d|zig|rs|go|adb|ads)$/i;

/** Whether a path is one that lines of code can be counted in; changes to others are no code churn. */
export function isSourcePath(path: string): boolean {
  return sourceEnding.test(path);
}
