/** The first thing a newcomer runs: inspects the example device (or the one named) and writes its HTML report. */
import { spawnSync } from 'node:child_process';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const example = join(root, 'examples', 'infusion-pump', 'as-found');
// npm moves to the package's folder; INIT_CWD is where the person stands.
const standing = process.env.INIT_CWD ?? process.cwd();
const given = process.argv.slice(2);
// Options alone are meant for the example.
const named = given[0]?.startsWith('-') ? undefined : given[0];
const rest = named === undefined ? given : given.slice(1);
const device = named === undefined ? example : resolve(standing, named);
const report = join(root, 'plumbline-report.html');

// The example's evidence has dates of its own: it is inspected as of a day on which it is current.
const day = named === undefined || device.startsWith(join(root, 'examples')) ? ['--as-of', '2026-11-20'] : [];
const done = spawnSync(
  process.execPath,
  [join(root, 'bin', 'plumbline.js'), 'inspect', device, '--format', 'html', '--out', report, ...day, ...rest],
  { stdio: 'inherit', cwd: standing },
);
const status = done.status ?? 70;
if (status > 2) process.exit(status);
if (named === undefined) {
  console.log(`\nThis was the example device as it was found; it is meant to fail. Its mended state:`);
  console.log(`  npm start -- ${relative(standing, join(root, 'examples', 'infusion-pump', 'as-mended')) || '.'}`);
}
console.log(`\nIn this checkout, \`plumbline\` is \`${relative(standing, join(root, 'bin', 'plumbline'))}\`.`);
