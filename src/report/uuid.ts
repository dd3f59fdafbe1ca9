/** Name-based identifiers (RFC 9562 version 5), so that the same inspection makes the same document. It draws nothing at random. */
import { createHash } from 'node:crypto';

/** Version 5 of `urn:plumbline:report` under the namespace for URLs (RFC 9562 section 6.6). */
export const reportSpace = 'f421a495-50d2-50f2-99fe-ece95af0e675';

/** SHA-1 is what version 5 asks for; nothing rests on it but that two names differ. Formats that want a UUID accept no newer version yet. */
export function uuidOf(name: string, space: string = reportSpace): string {
  const digest = createHash('sha1').update(Buffer.from(space.replaceAll('-', ''), 'hex')).update(name).digest();
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const h = digest.toString('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20, 32)}`;
}

/** Midnight UTC of an ISO day, or nothing where the text is no day. */
export function midnightOf(day: string): string | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(day) ? undefined : `${day}T00:00:00Z`;
}
