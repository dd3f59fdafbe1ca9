/** Declares `plumbline certify`. It carries nothing out. */
import type { Command } from '../command-line.ts';
import { codebook, count, date } from '../options.ts';

const command: Command = {
  name: 'certify',
  about: 'inspect, and sign the result as a package that anyone can verify',
  order: 30,
  arguments: [{ name: 'path', about: 'the device, as for inspect; with --countersign, a package' }],
  options: [
    { name: 'out', value: 'target', about: 'a new folder, or a file ending in .zip' },
    { name: 'key', value: 'file', about: 'private key in PEM: Ed25519, P-256 or P-384' },
    { name: 'key-env', value: 'name', about: 'environment variable that holds the private key in PEM' },
    { name: 'passphrase-env', value: 'name', about: 'environment variable that holds the passphrase of the key' },
    { name: 'sign-command', value: 'line', about: 'a shell line that signs for a token or a key service: it gets the bytes to sign on standard input and prints the signature; needs --public-key' },
    { name: 'public-key', value: 'file', about: 'public key in PEM that belongs to --sign-command' },
    { name: 'timestamp-command', value: 'line', about: 'a shell line that gets a signature on standard input and prints an RFC 3161 response' },
    { name: 'role', value: 'role', about: 'maker, inspector or approver (default: maker)' },
    { name: 'expect', value: 'role', many: true, about: 'a role without whose seal the package is not complete; may be given several times (default: maker)' },
    { name: 'valid-until', value: 'date', about: 'last day on which the package is to be relied on', read: date },
    { name: 'with', value: 'what', many: true, about: 'files to copy into the package: bill, evidence, image, source or none; may be given several times (default: bill and evidence)' },
    { name: 'countersign', about: 'add the signatures of another party to a package that is there' },
    { name: 'revision', value: 'rev', about: 'inspect this git revision instead of the working tree' },
    { name: 'edition', value: 'id', about: 'edition of the code to inspect against' },
    { name: 'level', value: 'n', about: 'inspect at this level instead of the derived one', read: count },
    { name: 'as-of', value: 'date', about: 'the day the inspection speaks of (default: today, UTC)', read: date },
    codebook,
    { name: 'quiet', about: 'no progress and no summary' },
  ],
  more: `Examples:
  openssl genpkey -algorithm ed25519 -out maker.pem && chmod 600 maker.pem
  plumbline certify . --key maker.pem --out pump-1.2.zip
  plumbline certify pump-1.2.zip --countersign --key inspector.pem --role inspector
  plumbline certify . --sign-command 'pkcs11-tool --sign …' --public-key maker.pub --out package/

A package is signed whatever was found: it says what is so, good or bad.
Exit codes:
  0 the package was written · 64 usage · 70 our fault`,
  run: async ([path = ''], values) => (await import('../certify/certify.ts')).certifyCommand(path, values),
};

export default command;
