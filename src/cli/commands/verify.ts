/** Declares `plumbline verify`. It carries nothing out. */
import type { Command } from '../command-line.ts';
import { codebook, date } from '../options.ts';

const command: Command = {
  name: 'verify',
  about: 'verify a package, without a network',
  order: 31,
  arguments: [{ name: 'package', about: 'a folder, a zip or a tar archive; not needed with --page', otherwise: '' }],
  options: [
    { name: 'trust', value: 'file', about: 'a public key in PEM, or a trust-root document with keys, roles, windows and revocations' },
    { name: 'as-of', value: 'date', about: 'the day to verify for (default: today, UTC)', read: date },
    { name: 'image', value: 'file', many: true, about: 'an image at hand that the package must be about; may be given several times' },
    { name: 'device', value: 'name', about: 'the device that the package must be about' },
    { name: 'device-version', value: 'version', about: 'the version of the device that the package must be about' },
    { name: 'deep', about: 'judge the record again under the law in the package, and compare' },
    codebook,
    { name: 'format', value: 'name', about: 'text or json (default: text)' },
    { name: 'page', value: 'file', about: 'write the same verifier as one HTML page that works offline' },
  ],
  more: `Examples:
  plumbline verify pump-1.2.zip --trust maker.pub
  plumbline verify pump-1.2.zip --trust trust.yaml --image pump.bin --as-of 2027-03-01
  plumbline verify --page verifier.html

It reads the package, the trust file, the images and the codebook, and nothing else.
Exit codes:
  0 all of it holds · 1 refused · 64 usage · 70 our fault`,
  run: async ([path = ''], values) => (await import('../verify/verify.ts')).verifyCommand(path, values),
};

export default command;
