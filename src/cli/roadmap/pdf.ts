/** Prints a page to PDF by a browser that the machine has, without a network and in a folder of its own. It brings no browser along. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeWhole } from '../../acquire/write.ts';
import { UsageError } from '../../core/trouble.ts';

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
/** The page holds no script and fetches nothing; the browser is told to reach nobody all the same. */
const flags = ['--headless', '--disable-gpu', '--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--host-resolver-rules=MAP * ~NOTFOUND', '--no-pdf-header-footer'];

export function printPdf(html: string, file: string): void {
  const browser = browsers.find((path) => existsSync(path));
  if (browser === undefined) throw new UsageError('no-browser', 'a PDF needs Chromium, which is not here', 'write HTML with --format html and print it in any browser');
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-pdf-'));
  try {
    const page = join(folder, 'roadmap.html');
    const made = join(folder, 'roadmap.pdf');
    writeFileSync(page, html);
    const answer = spawnSync(browser, [...flags, `--user-data-dir=${join(folder, 'profile')}`, `--print-to-pdf=${made}`, pathToFileURL(page).href], { timeout: 60_000, stdio: 'ignore' });
    if (!existsSync(made)) throw new UsageError('not-printed', `${browser} made no PDF (${answer.error === undefined ? `exit ${answer.status ?? 'by signal'}` : 'it could not run or took more than 60 seconds'})`, 'write HTML with --format html and print it in any browser');
    writeWhole(file, readFileSync(made));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.stderr.write(`wrote ${file}\n`);
}
