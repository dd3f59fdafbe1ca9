/** Gets a signer from a file, the environment or a command. A key is never printed, and a file that others can read is refused. */
import { spawn } from 'node:child_process';
import { readWholeFile } from '../../acquire/whole-file.ts';
import { fromPem, publicKeyOf, signingKinds } from '../../certify/public-key.ts';
import { keySigner, type Signer } from '../../certify/sign.ts';
import { UsageError } from '../../core/trouble.ts';

export interface KeyOptions {
  readonly key?: string;
  readonly keyEnv?: string;
  readonly passphraseEnv?: string;
  readonly signCommand?: string;
  readonly publicKey?: string;
}

const largestKey = 64 * 1024;
const next = 'name a key with --key FILE, --key-env NAME, or --sign-command LINE with --public-key FILE';

/** Exactly one way to sign must be named. Throws `UsageError`, never with a part of a key in it. */
export function signerOf({ key, keyEnv, passphraseEnv, signCommand, publicKey }: KeyOptions): Signer {
  const ways = [key, keyEnv, signCommand].filter((way) => way !== undefined);
  if (ways.length !== 1) throw new UsageError('one-key', ways.length === 0 ? 'nothing to sign with was named' : 'more than one key was named', next);
  const passphrase = passphraseEnv === undefined ? undefined : variable(passphraseEnv);
  if (key !== undefined) return keySigner(keyText(key), key, passphrase);
  if (keyEnv !== undefined) return keySigner(variable(keyEnv), `the variable ${keyEnv}`, passphrase);
  if (publicKey === undefined) throw new UsageError('no-public-key', '--sign-command needs the public key that belongs to it', 'name it with --public-key FILE');
  return commandSigner(signCommand ?? '', publicKey);
}

function keyText(path: string): string {
  const got = readWholeFile(path, largestKey, true);
  if ('trouble' in got) throw new UsageError('no-key', `${path} cannot be read: ${got.trouble}`, next);
  // Windows has no such bits; there the file's access list is the operator's.
  if (process.platform !== 'win32' && (got.mode & 0o077) !== 0) {
    throw new UsageError('open-key', `${path} can be read or written by others (mode ${got.mode.toString(8).padStart(4, '0')})`, `run: chmod 600 ${path}; if others had access, make a new key`);
  }
  return new TextDecoder().decode(got.bytes);
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new UsageError('no-key', `the environment variable ${name} is not set`, next);
  return value;
}

function commandSigner(line: string, publicKeyFile: string): Signer {
  const got = readWholeFile(publicKeyFile, largestKey, true);
  if ('trouble' in got) throw new UsageError('no-public-key', `${publicKeyFile} cannot be read: ${got.trouble}`, 'name a public key in PEM');
  const spki = fromPem(new TextDecoder().decode(got.bytes), 'PUBLIC KEY');
  const key = spki === undefined ? undefined : publicKeyOf(spki);
  if (key === undefined || !signingKinds.some((kind) => kind === key.kind)) throw new UsageError('no-public-key', `${publicKeyFile} is no public key of kind Ed25519, P-256 or P-384 in PEM`, 'write it with: openssl pkey -in KEY -pubout');
  return { key, sign: (bytes) => answerOf(line, bytes, '--sign-command') };
}

const mostSeconds = 120;

/** What a shell line that the operator typed prints when it is given `bytes`. */
export function answerOf(line: string, bytes: Uint8Array, option: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const failed = (why: string): void => reject(new UsageError('command-failed', `the line of ${option} ${why}`, 'run the line by itself, with a file on its standard input'));
    const child = spawn(line, { shell: true, stdio: ['pipe', 'pipe', 'inherit'], timeout: mostSeconds * 1000 });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stdin.on('error', () => undefined);
    child.on('error', () => failed('could not be run'));
    child.on('close', (code) => {
      if (code !== 0) failed(code === null ? `was stopped after ${mostSeconds} s` : `ended with code ${code}`);
      else if (parts.length === 0) failed('printed nothing');
      else resolve(new Uint8Array(Buffer.concat(parts)));
    });
    child.stdin.end(bytes);
  });
}
