/** Signs with a private key held in memory, through node:crypto. No message of it ever holds a part of a key. */
import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { UsageError } from '../core/trouble.ts';
import { publicKeyOf, signingKinds, type PublicKey, type SigningKind } from './public-key.ts';

/** Whoever can sign: a key in memory, a token or a service behind a command. */
export interface Signer {
  readonly key: PublicKey;
  /** The signature over exactly these bytes; ECDSA as DER. */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
}

const next = 'make one with: openssl genpkey -algorithm ed25519 -out FILE';
const hashes: Readonly<Record<SigningKind, string | null>> = { ed25519: null, p256: 'sha256', p384: 'sha384' };

/** A signer from a private key in PEM (PKCS #8 or SEC 1). `where` is named in errors, the text never is. Throws `UsageError`. */
export function keySigner(pem: string, where: string, passphrase?: string): Signer {
  const secret = privateKeyOf(pem, where, passphrase);
  const key = publicKeyOf(createPublicKey(secret).export({ type: 'spki', format: 'der' }));
  const kind = signingKinds.find((one) => one === key?.kind);
  if (key === undefined || kind === undefined) throw new UsageError('key-kind', `${where} holds a key of a kind that certificates do not use`, `Ed25519, P-256 and P-384 are; ${next}`);
  return { key, sign: async (bytes) => new Uint8Array(sign(hashes[kind], bytes, secret)) };
}

function privateKeyOf(pem: string, where: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    // What the library says may quote what it was given.
    const isLocked = pem.includes('ENCRYPTED');
    const now = isLocked ? 'name the environment variable that holds the passphrase with --passphrase-env NAME' : next;
    throw new UsageError('no-key', `${where} holds no private key that can be read${isLocked ? ': it is locked with a passphrase' : ''}`, now);
  }
}
