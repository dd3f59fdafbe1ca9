/** Tells archives by their first bytes. Documents that happen to be zip files stay closed: they are read by people, not run. */
import { isHeader } from './tar.ts';
import { latin } from './text.ts';

export type ArchiveSort = 'zip' | 'tar' | 'gzip' | 'xz' | 'bzip2' | 'zstd' | 'zlib' | 'ar';

/** Zip files that are one document: office, e-book, drawing. Java and Android packages are not: their content runs. */
const documents = /\.(?:docx|docm|dotx|xlsx|xlsm|xltx|pptx|pptm|potx|ppsx|vsdx|odt|ods|odp|odg|odf|odb|ott|ots|otp|epub|pages|numbers|key|sketch|fcstd|fzz|3mf|kmz|drawio)$/i;
/** A first entry `mimetype`, stored: OpenDocument 1.3 part 2 section 3.3, EPUB OCF 3.3. */
const documentStart = /^PK\x03\x04.{26}mimetypeapplication\/(?:vnd\.oasis\.opendocument|epub)/s;

/** First bytes of all magics below but that of tar, which has its `ustar` at 257. */
const firstBytes: ReadonlySet<number> = new Set([0x1f, 0x21, 0x28, 0x42, 0x78, 0xfd, ...Array.from({ length: 16 }, (_, at) => 0x50 + at)]);

/** `head` holds at least 512 bytes where the file has them. */
export function archiveSort(head: Uint8Array, name: string): ArchiveSort | undefined {
  // Nearly every file is none: one look at one or two bytes says so.
  if (!firstBytes.has(head[0] ?? 0) && head[257] !== 0x75) return undefined;
  const start = latin(head, 0, Math.min(head.length, 300));
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return documents.test(name) || documentStart.test(start) ? undefined : 'zip';
  if (start.startsWith('\x1f\x8b\x08')) return 'gzip';
  if (start.startsWith('\xfd7zXZ\0')) return 'xz';
  if (/^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/.test(start)) return 'bzip2';
  // Magic of a frame, or of a skippable frame (RFC 8878 section 3.1.2) in a file of that name.
  if (start.startsWith('(\xb5/\xfd') || (/^[\x50-\x5f]\x2aM\x18/.test(start) && name.endsWith('.zst'))) return 'zstd';
  if (start.startsWith('!<arch>\n')) return 'ar';
  // Two bytes are too few to believe without a name (RFC 1950 section 2.2: method 8, and a header that 31 divides).
  if (/^x[\x01\x5e\x9c\xda]/.test(start) && /\.(?:zz|zlib)$/i.test(name)) return 'zlib';
  return head.length >= 512 && start.slice(257, 262) === 'ustar' && isHeader(head, 0) ? 'tar' : undefined;
}
