/** `plumbline accept`: verifies a package, holds it against a buyer's policy, and prints the sheet. A package that does not verify is refused. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decide } from '../../accept/decide.ts';
import { readPolicy, type Policy, type RuleLaw } from '../../accept/policy.ts';
import { reasonOf } from '../../acquire/walk.ts';
import { writeWhole } from '../../acquire/write.ts';
import type { Verification } from '../../certify/verify.ts';
import { canonicalJson } from '../../core/canonical.ts';
import { loadWords, shelfRoot } from '../../core/shelf.ts';
import { UsageError } from '../../core/trouble.ts';
import { print } from '../print.ts';
import { plain, widthOf } from '../terminal.ts';
import { versionOf } from '../version.ts';
import { openVerified } from './open.ts';
import { ownEvidence } from './own-evidence.ts';
import { sheetPage, sheetText, type Sheet } from './sheet.ts';

const status = { accept: 0, refuse: 1, 'accept-with-conditions': 0 } as const;

/** A file, or the name of a policy that comes with Plumbline. */
export async function policyFrom(name: string): Promise<Policy> {
  const own = join(shelfRoot, '..', 'codebook', 'policies', `${name}.yaml`);
  const file = existsSync(name) ? name : /^[a-z-]+$/u.test(name) && existsSync(own) ? own : name;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError('no-policy', `${name} cannot be read: ${reasonOf(error)}`, 'name a policy file, or one that comes with Plumbline: contract-terms, isolated-ward');
  }
  return readPolicy(text, name, await loadWords());
}

export async function acceptCommand(path: string, given: Record<string, unknown>): Promise<number> {
  const { policy: name, trust, out, format = 'text', own = [] } = given as { readonly policy?: string; readonly trust?: string; readonly out?: string; readonly format?: string; readonly own?: readonly string[] };
  if (name === undefined) throw new UsageError('no-policy', 'nothing says what is acceptable', 'name a policy with --policy FILE, or --policy contract-terms');
  if (!['text', 'json', 'html', 'pdf'].includes(format)) throw new UsageError('no-such-format', `there is no format "${format}" of an acceptance`, 'choose text, json, html or pdf');
  if (format === 'pdf' && out === undefined) throw new UsageError('no-place', 'a PDF cannot go to a terminal', 'name a file with --out FILE');
  const asOf = typeof given['asOf'] === 'string' ? given['asOf'] : new Date().toISOString().slice(0, 10);
  const policy = await policyFrom(name);
  const evidence = await ownEvidence(own);
  const { verification, held } = await openVerified(path, trust, asOf);
  if (held === undefined) {
    await refuseUnread(verification, policy.law.id, asOf, format, out);
    return status.refuse;
  }
  const { inspection } = held;
  const facts = [...held.facts, ...evidence.flatMap((one) => one.facts)];
  const signedBy = verification.signers.filter(({ isGood }) => isGood).map(({ trusted, hint, role }) => `${trusted?.name ?? hint} as ${role}`);
  const acceptance = decide(policy, { inspection, facts, signedBy, asOf });
  const sheet: Sheet = { evidence, acceptance, policy: policy.law, inspection, signedBy, asOf, plumbline: versionOf() };
  await deliver(sheet, format, out);
  return status[acceptance.decision];
}

/** Says why a package was refused unread: in the format asked for where a program reads it, else as text; a sheet is of what was verified. */
async function refuseUnread(verification: Verification, policy: string, asOf: string, format: string, out: string | undefined): Promise<void> {
  const reasons = verification.reasons.map(({ code, what }) => ({ code, what }));
  const because = 'the package does not verify';
  const data = `${canonicalJson({ decision: 'refuse', because, reasons, answers: [], variances: [], controls: [], support_ends: '', policy, as_of: asOf }, 2)}\n`;
  const text = `  ✗ REFUSE\n    ${because}:\n${reasons.map(({ code, what }) => `    · ${code}: ${plain(what)}`).join('\n')}\n`;
  const whole = format === 'json' ? data : text;
  if (out === undefined) return print(whole);
  if (format === 'html' || format === 'pdf') return print(`${text}\nno sheet was written\n`);
  writeWhole(out, whole);
  await print(`${text}\nwrote ${plain(out)}\n`);
}

async function deliver(sheet: Sheet, format: string, out: string | undefined): Promise<void> {
  if (out === undefined) return print(textIn(sheet, format));
  if (format === 'pdf') writePdf(sheetPage(sheet), out);
  else writeWhole(out, textIn(sheet, format));
  await print(`${sheetText(sheet, widthOf(process.stdout))}\nwrote ${plain(out)}\n`);
}

function textIn(sheet: Sheet, format: string): string {
  if (format === 'html') return sheetPage(sheet);
  if (format !== 'json') return `${sheetText(sheet, widthOf(process.stdout))}\n`;
  const answers = sheet.acceptance.answers.map(({ rule, holds, because }) => ({ rule: rule.id, holds, because }));
  return `${canonicalJson({ ...sheet.acceptance, answers, own_evidence: sheet.evidence.map(({ name, sha256, says }) => ({ name, sha256, says })), policy: sheet.policy.id, as_of: sheet.asOf }, 2)}\n`;
}

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Printed by a browser of this machine, from a private folder and without a network. */
function writePdf(page: string, out: string): void {
  const browser = browsers.find((file) => existsSync(file));
  if (browser === undefined) throw new UsageError('no-browser', 'no browser is here that could print a PDF', 'write --format html and print it from a browser');
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-sheet-'));
  try {
    const [html, pdf] = [join(folder, 'sheet.html'), join(folder, 'sheet.pdf')];
    writeFileSync(html, page);
    const done = spawnSync(browser, ['--headless', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--host-resolver-rules=MAP * ~NOTFOUND', `--user-data-dir=${join(folder, 'profile')}`, '--no-pdf-header-footer', `--print-to-pdf=${pdf}`, `file://${html}`], { timeout: 60_000, stdio: 'ignore' });
    if (done.status !== 0 || !existsSync(pdf)) throw new UsageError('not-printed', 'the browser did not print the sheet', 'write --format html and print it from a browser');
    writeWhole(out, readFileSync(pdf));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const questionText = (asked: RuleLaw['mds2'][number]): string => (typeof asked === 'string' ? asked : `${asked.question}, ${asked.about}`);

/** `plumbline contract`: the policy as language to paste, each clause tied to the check that will verify it. */
export async function contractCommand(given: Record<string, unknown>): Promise<number> {
  const { policy: name } = given as { readonly policy?: string };
  if (name === undefined) throw new UsageError('no-policy', 'no policy was named', 'name one with --policy FILE, or --policy contract-terms');
  const { law } = await policyFrom(name);
  const clauses = law.rules.flatMap((rule, index) => [
    `${index + 1}. ${rule.clause}`, `   *Verified by:* ${rule.verified_by}.${rule.outcome === 'refuse' ? ' The device is refused where this does not hold.' : ' Where this does not hold, the parties agree on the control.'}${rule.mds2.length > 0 ? ` *MDS2:* ${rule.mds2.map(questionText).join('; ')}.` : ''}${rule.sources.length > 0 ? ` *After:* ${rule.sources.join('; ')}.` : ''}`, '',
  ]);
  await print(`# ${law.title}\n\n${law.about}\n\n${clauses.join('\n')}`);
  return 0;
}
