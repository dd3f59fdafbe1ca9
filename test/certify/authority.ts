/** Timestamp authorities made on the spot with openssl. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fromPem } from '../../src/certify/public-key.ts';

export const skip = existsSync('/usr/bin/openssl') ? false : 'no openssl on this machine';
const folder = mkdtempSync(join(tmpdir(), 'plumbline-tsa-'));
after(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
const run = (...args: readonly string[]): Buffer => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });

function authority(name: string, key: readonly string[]): string {
  run('req', '-x509', '-newkey', ...key, '-nodes', '-keyout', at(`${name}.key`), '-out', at(`${name}.crt`), '-days', '3000', '-subj', `/CN=${name}`, '-addext', 'extendedKeyUsage=critical,timeStamping');
  writeFileSync(at(`${name}.cnf`), `[tsa]\ndefault_tsa=t\n[t]\nserial=${at('serial')}\ndefault_policy=1.2.3.4\ndigests=sha256,sha512\nsigner_digest=sha256\nsigner_cert=${at(`${name}.crt`)}\nsigner_key=${at(`${name}.key`)}\nordering=no\ntsa_name=no\ness_cert_id_chain=no\n`);
  return readFileSync(at(`${name}.crt`), 'utf8');
}

export function stampOf(name: string, bytes: Uint8Array, hash = 'sha256'): Uint8Array {
  writeFileSync(at('stamped'), bytes);
  run('ts', '-query', '-data', at('stamped'), `-${hash}`, '-cert', '-out', at('query'));
  run('ts', '-reply', '-config', at(`${name}.cnf`), '-section', 't', '-queryfile', at('query'), '-out', at('reply'));
  return new Uint8Array(readFileSync(at('reply')));
}

export const certificates = skip === false ? { rsa: authority('rsa', ['rsa:2048']), curve: authority('curve', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']) } : { rsa: '', curve: '' };
export const der = (pem: string): Uint8Array => fromPem(pem, 'CERTIFICATE') ?? new Uint8Array(0);
