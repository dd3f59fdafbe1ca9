/** One tampered package: how it is given to a verifier, and the reason it must be refused for. */
import type { Code } from '../../../src/certify/reasons.ts';
import type { Files } from '../../../src/certify/package.ts';
import { zipOf } from '../../../src/certify/zip.ts';
import { honestTrust } from '../world.ts';

export interface Case {
  readonly name: string;
  readonly code: Code;
  readonly archive: Uint8Array;
  readonly trust: string;
  readonly asOf: string;
  readonly image?: Uint8Array;
  readonly device?: string;
  readonly version?: string;
}

type Rest = Partial<Omit<Case, 'name' | 'code' | 'archive'>>;

export function tampered(name: string, code: Code, files: Files, rest: Rest = {}): Case {
  return { name, code, archive: zipOf(files), trust: honestTrust, asOf: '2026-11-27', ...rest };
}

export function rawTampered(name: string, code: Code, archive: Uint8Array, rest: Rest = {}): Case {
  return { name, code, archive, trust: honestTrust, asOf: '2026-11-27', ...rest };
}
