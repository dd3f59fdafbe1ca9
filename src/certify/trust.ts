/** The trust root: whose keys count, in which roles, from when until when, and what was revoked. It is data; `signers.ts` decides by it. */
import { parseDocument } from 'yaml';
import { readJson } from './json.ts';
import { day, namedDigest } from './forms.ts';
import { fromPem, hintOf, publicKeyOf, signingKinds, type PublicKey } from './public-key.ts';
import { sha256Hex, type Cryptography } from './cryptography.ts';
import { roleForm, roles, type Role } from './seal.ts';
import { fitted, flag, list, members, oneOf, text, type Of } from './shape.ts';

/** A publisher seals editions of the code; it seals no package. */
export const trustRoles = [...roles, 'publisher'] as const;
export type TrustRole = (typeof trustRoles)[number];

const revocation = members({ because: text() }, { since: day });

/** `plumbline-trust`, format 1 (`schema/trust.schema.json`). */
export const trustForm = members(
  { 'plumbline-trust': oneOf(1), keys: list(members({ name: text(), roles: list(oneOf(...trustRoles), 1), key: text() }, { valid_from: day, valid_until: day, revoked: revocation }), 1) },
  {
    requires: list(roleForm, 1),
    requires_time: flag,
    allow: list(oneOf(...signingKinds), 1),
    timestamp_authorities: list(members({ name: text(), certificate: text() }, { valid_from: day, valid_until: day, revoked: revocation })),
    transparency_logs: list(members({ name: text(), key: text() }, { revoked: revocation })),
    requires_log: flag,
    revoked_packages: list(members({ index: namedDigest, because: text() })),
    editions: list(members({ id: text(), digest: namedDigest })),
  },
);

type Written = Of<typeof trustForm>;

export interface TrustedKey {
  readonly name: string;
  readonly key: PublicKey;
  readonly roles: readonly TrustRole[];
  readonly window: Window;
}

export interface Window {
  readonly from?: string;
  readonly until?: string;
  readonly revoked?: Of<typeof revocation>;
}

export interface Authority {
  readonly name: string;
  /** X.509, DER. */
  readonly certificate: Uint8Array;
  readonly window: Window;
}

/** A transparency log, by the key it signs its checkpoints with. */
export interface TrustedLog {
  readonly name: string;
  /** SHA-256 of the key, in hexadecimal. */
  readonly id: string;
  readonly key: PublicKey;
  readonly window: Window;
}

export interface TrustRoot {
  /** By the hint that bundles carry. */
  readonly keys: ReadonlyMap<string, TrustedKey>;
  readonly requires: readonly Role[];
  readonly requiresTime: boolean;
  readonly allow: readonly PublicKey['kind'][];
  readonly authorities: readonly Authority[];
  readonly logs: readonly TrustedLog[];
  readonly requiresLog: boolean;
  readonly revokedPackages: readonly { readonly index: string; readonly because: string }[];
  readonly editions: readonly { readonly id: string; readonly digest: string }[];
  /** True when it is a bare public key: nothing is known of roles, windows and revocations. */
  readonly isBare: boolean;
}

const largest = 1024 * 1024;

/** From a public key in PEM, or a trust-root document in YAML or JSON. The complaint says what is wrong with it. */
export async function readTrust(bytes: Uint8Array, cryptography: Cryptography): Promise<TrustRoot | { readonly complaint: string }> {
  if (bytes.length > largest) return { complaint: 'it is larger than a trust root can be (1 MiB)' };
  const content = new TextDecoder().decode(bytes);
  if (content.includes('-----BEGIN') && content.includes('PRIVATE KEY-----')) return { complaint: 'it holds a private key: a trust root holds public keys only, and a private key belongs to nobody else' };
  if (content.trimStart().startsWith('-----BEGIN')) return bareKey(content, cryptography);
  const plain = plainOf(bytes, content);
  if ('complaint' in plain) return plain;
  const read = fitted(trustForm, plain.value);
  return 'complaint' in read ? read : rootOf(read.value, cryptography);
}

async function bareKey(pem: string, cryptography: Cryptography): Promise<TrustRoot | { readonly complaint: string }> {
  const root = await rootOf({ 'plumbline-trust': 1, keys: [{ name: 'the key that was given', roles: [...trustRoles], key: pem }] }, cryptography);
  return 'complaint' in root ? root : { ...root, isBare: true };
}

function plainOf(bytes: Uint8Array, content: string): { readonly value: unknown } | { readonly complaint: string } {
  if (content.trimStart().startsWith('{')) {
    const read = readJson(bytes);
    return 'trouble' in read ? { complaint: read.trouble } : read;
  }
  const document = parseDocument(content, { uniqueKeys: true, strict: true });
  const [error] = document.errors;
  if (error !== undefined) return { complaint: error.message.split('\n')[0] ?? 'it is no YAML' };
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) as unknown };
  } catch {
    return { complaint: 'its aliases are too many' };
  }
}

async function rootOf(written: Written, cryptography: Cryptography): Promise<TrustRoot | { readonly complaint: string }> {
  const keys = new Map<string, TrustedKey>();
  for (const entry of written.keys) {
    const spki = fromPem(entry.key, 'PUBLIC KEY');
    const key = spki === undefined ? undefined : publicKeyOf(spki);
    if (key === undefined) return { complaint: `the key "${entry.name}" is no public key in PEM` };
    const hint = await hintOf(key.spki, cryptography);
    if (keys.has(hint)) return { complaint: `the key "${entry.name}" is there twice; give it one entry with all its roles` };
    keys.set(hint, { name: entry.name, key, roles: entry.roles, window: windowOf(entry) });
  }
  const authorities: Authority[] = [];
  for (const entry of written.timestamp_authorities ?? []) {
    const certificate = fromPem(entry.certificate, 'CERTIFICATE');
    if (certificate === undefined) return { complaint: `the certificate of "${entry.name}" is no certificate in PEM` };
    authorities.push({ name: entry.name, certificate, window: windowOf(entry) });
  }
  const logs: TrustedLog[] = [];
  for (const entry of written.transparency_logs ?? []) {
    const spki = fromPem(entry.key, 'PUBLIC KEY');
    const key = spki === undefined ? undefined : publicKeyOf(spki);
    if (key === undefined) return { complaint: `the key of the log "${entry.name}" is no public key in PEM` };
    logs.push({ name: entry.name, id: await sha256Hex(cryptography, key.spki), key, window: windowOf(entry) });
  }
  return {
    keys,
    requires: written.requires ?? ['maker'],
    requiresTime: written.requires_time ?? false,
    allow: written.allow ?? signingKinds,
    authorities,
    logs,
    requiresLog: written.requires_log ?? false,
    revokedPackages: written.revoked_packages ?? [],
    editions: written.editions ?? [],
    isBare: false,
  };
}

function windowOf(entry: { readonly valid_from?: string; readonly valid_until?: string; readonly revoked?: Of<typeof revocation> }): Window {
  return {
    ...(entry.valid_from === undefined ? {} : { from: entry.valid_from }),
    ...(entry.valid_until === undefined ? {} : { until: entry.valid_until }),
    ...(entry.revoked === undefined ? {} : { revoked: entry.revoked }),
  };
}

