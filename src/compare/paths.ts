/** Reads which paths a run took from the file that a build for coverage leaves behind: gcc's, LLVM's (clang, Rust), or a sanitizer's. It names no line. */
import type { LeftFile } from './observation.ts';

/** What makes the builds write into the private folder. Values are set for every covered program; each build knows its own. */
export const coverageVariables = {
  GCOV_PREFIX: '.',
  LLVM_PROFILE_FILE: 'plumbline.profraw',
  UBSAN_OPTIONS: 'coverage=1:coverage_dir=.',
  ASAN_OPTIONS: 'coverage=1:coverage_dir=.:detect_leaks=0',
} as const;

export function isCoverage({ name }: LeftFile): boolean {
  return /\.(?:gcda|profraw|sancov)$/.test(name);
}

/** Called for every counter that is not zero: a key that is the same in every run of the same build, and how often it was passed. */
export type Passed = (counter: string, times: number) => void;

export function readPaths(file: LeftFile, passed: Passed): void {
  const view = new DataView(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
  if (file.name.endsWith('.gcda')) readGcda(view, file.name, passed);
  else if (file.name.endsWith('.profraw')) readWords(view, passed);
  else readAddresses(view, file.name, passed);
}

const gcdaMagic = 0x67636461;
const functionTag = 0x01000000;
const arcsTag = 0x01a10000;

/** Records of libgcov: a function by its number, then the counters of its arcs; those that are all zero have a negative length. */
function readGcda(view: DataView, name: string, passed: Passed): void {
  if (view.byteLength < 16 || view.getUint32(0, true) !== gcdaMagic) return;
  // The version is four letters, "B22*" for gcc 12.2: A is 0, B is 10, then a digit. Since 12 lengths are in bytes, before in words.
  const version = view.getUint32(4, true);
  const major = ((version >>> 24) - 0x41) * 10 + (((version >>> 16) & 0xff) - 0x30);
  const unit = major >= 12 ? 1 : 4;
  let of = 0;
  for (let at = major >= 12 ? 16 : 12; at + 8 <= view.byteLength; ) {
    const [tag, length] = [view.getUint32(at, true), view.getInt32(at + 4, true) * unit];
    at += 8;
    if (length < 0) continue;
    if (tag === functionTag && length >= 4 && at + 4 <= view.byteLength) of = view.getUint32(at, true);
    if (tag === arcsTag) for (let arc = 0; arc + 8 <= length && at + arc + 8 <= view.byteLength; arc += 8) note(`${name} ${of} ${arc}`, view, at + arc, passed);
    at += length;
  }
}

/** LLVM's raw profile lies the same way in every run of a build; what differs are its counters, and addresses, which are larger. */
function readWords(view: DataView, passed: Passed): void {
  for (let at = 0; at + 8 <= view.byteLength; at += 8) note(`${at}`, view, at, passed);
}

/** Offsets of the places passed, each once. */
function readAddresses(view: DataView, name: string, passed: Passed): void {
  for (let at = 8; at + 8 <= view.byteLength; at += 8) passed(`${name.replace(/\.\d+\.sancov$/, '')} ${view.getBigUint64(at, true)}`, 1);
}

function note(key: string, view: DataView, at: number, passed: Passed): void {
  const low = view.getUint32(at, true);
  if (low !== 0 && view.getUint32(at + 4, true) === 0) passed(key, low);
}
