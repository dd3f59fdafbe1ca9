/** Reads the inputs that a comparison is given: corpora as fuzzers keep them, single files, and recorded traffic. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { payloadsOf } from '../../compare/traffic.ts';
import { UsageError } from '../../core/trouble.ts';

const mostFiles = 100_000;
const largestTraffic = 1 << 28;

/** Files of the folders in order of their names, each cut at `most` bytes; empty files count. */
export function corpusOf(folders: readonly string[], most: number): readonly Uint8Array[] {
  return folders.flatMap((folder) => {
    const stats = statSync(folder, { throwIfNoEntry: false });
    if (stats === undefined) throw new UsageError('no-corpus', `there is no corpus at ${folder}`, 'name a folder of input files, or one file');
    if (stats.isFile()) return [readFileSync(folder).subarray(0, most)];
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .slice(0, mostFiles)
      .map((file) => readFileSync(file).subarray(0, most));
  });
}

/** Payloads of recorded traffic, each once. Throws `UsageError` for a file that is no capture. */
export function trafficOf(files: readonly string[], most: number): readonly Uint8Array[] {
  const seen = new Map<string, Uint8Array>();
  for (const file of files) {
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    if (size === undefined) throw new UsageError('no-traffic', `there is no file ${file}`, 'name a capture in pcap or pcapng format');
    if (size > largestTraffic) throw new UsageError('large-traffic', `${file} is larger than ${largestTraffic >> 20} MB`, 'cut it, for example with editcap');
    const recorded = payloadsOf(readFileSync(file));
    if (recorded === undefined) throw new UsageError('no-traffic', `${file} is no capture that can be read`, 'name a capture in pcap or pcapng format');
    for (const payload of recorded.payloads) {
      const cut = payload.subarray(0, most);
      seen.set(Buffer.from(cut).toString('latin1'), cut);
    }
  }
  return [...seen.values()];
}
