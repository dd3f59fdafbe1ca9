/** `plumbline verify`: opens a package, has it verified and says what holds, what does not and what was not checked. It has no way to a network. */
import { createHash, webcrypto } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPackage } from '../../acquire/package-folder.ts';
import { reasonOf } from '../../acquire/walk.ts';
import { readWholeFile } from '../../acquire/whole-file.ts';
import { writeWhole } from '../../acquire/write.ts';
import { cryptographyOf } from '../../certify/cryptography.ts';
import { readTrust, type TrustRoot } from '../../certify/trust.ts';
import { verify } from '../../certify/verify.ts';
import { UsageError } from '../../core/trouble.ts';
import { print } from '../print.ts';
import { hasColour, widthOf } from '../terminal.ts';
import { knownHere } from './known.ts';
import { asJson, asText } from './tell.ts';

interface Options {
  readonly trust?: string;
  readonly asOf?: string;
  readonly image?: readonly string[];
  readonly device?: string;
  readonly deviceVersion?: string;
  readonly deep?: boolean;
  readonly codebook?: readonly string[];
  readonly format?: string;
  readonly page?: string;
}

const cryptography = cryptographyOf(webcrypto.subtle);
const refused = 1;

export async function verifyCommand(path: string, given: Record<string, unknown>): Promise<number> {
  const { page, codebook = [] } = given as unknown as Options;
  if (page !== undefined) {
    const { verifierPage } = await import('./page.ts');
    writeWhole(page, verifierPage(await knownHere(codebook)));
    await print(`wrote ${page}: open it in a browser and drop a package on it\n`);
    if (path === '') return 0;
  }
  const { text, status } = await answerOf(path, given);
  await print(text);
  return status;
}

/** What the command prints and exits with, once the package is verified. Throws `UsageError`. */
export async function answerOf(path: string, given: Record<string, unknown>): Promise<{ readonly text: string; readonly status: number }> {
  const { trust: trustFile, asOf, image = [], device, deviceVersion, deep, codebook = [], format = 'text' } = given as unknown as Options;
  if (path === '') throw new UsageError('no-package', 'no package was named', 'plumbline verify PACKAGE --trust FILE');
  if (format !== 'text' && format !== 'json') throw new UsageError('no-such-format', `there is no format "${format}" of a verification`, 'choose text or json');
  if (trustFile === undefined) throw new UsageError('no-trust', 'nothing says whose signature counts', 'name the signer\'s public key or a trust-root document with --trust FILE; get it by another way than the package');
  const trust = await trustFrom(trustFile);
  const opened = openPackage(path);
  const images = await Promise.all(image.map(async (file) => ({ name: basename(file), sha256: await digestOfFile(file) })));
  const wanted = { images, ...(device === undefined ? {} : { device }), ...(deviceVersion === undefined ? {} : { version: deviceVersion }) };
  const day = asOf ?? new Date().toISOString().slice(0, 10);
  const deeper = deep === true ? (await import('./deep.ts')).judgeAgain : undefined;
  const verification = await verify(opened, { trust, asOf: day, wanted, known: await knownHere(codebook), cryptography }, deeper);
  const text = format === 'json' ? asJson(verification, day) : asText(verification, day, { width: widthOf(process.stdout), colour: hasColour(process.stdout) });
  return { text, status: verification.holds ? 0 : refused };
}

const largestTrust = 1024 * 1024;

async function trustFrom(file: string): Promise<TrustRoot> {
  const got = readWholeFile(file, largestTrust, true);
  const next = 'name a public key in PEM, or a trust-root document (schema/trust.schema.json)';
  if ('trouble' in got) throw new UsageError('no-trust', `${file} cannot be read: ${got.trouble}`, next);
  const trust = await readTrust(got.bytes, cryptography);
  if ('complaint' in trust) throw new UsageError('bad-trust', `${file} is no trust root: ${trust.complaint}`, next);
  return trust;
}

/** Images may be larger than memory. */
async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
  } catch (error) {
    throw new UsageError('no-image', `${file} cannot be read: ${reasonOf(error)}`, 'name the image file');
  }
  return hash.digest('hex');
}
