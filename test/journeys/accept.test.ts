/** A hospital's way: a package is accepted by one policy and refused by another, an update is compared, a contract is written. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { casesOf } from '../house/pages.ts';
import { plumbline, root, scratch } from './command.ts';

const folder = scratch('accept');
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const [key, trust] = [join(folder, 'maker.pem'), join(folder, 'maker.pub')];
writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
writeFileSync(trust, publicKey.export({ type: 'spki', format: 'pem' }));
const day = ['--as-of', '2026-11-20'];
for (const state of ['as-found', 'as-mended']) {
  const { status, err } = plumbline(['certify', join(root, 'examples', 'infusion-pump', state), '--key', key, '--out', join(folder, `${state}.zip`), ...day]);
  assert.ok(status === 0 || status === 1, err);
}
const [found, mended] = ['as-found', 'as-mended'].map((state) => join(folder, `${state}.zip`)) as [string, string];

describe('the buyer', () => {
  it('accepts the mended pump under common terms, and not the pump as it was found', () => {
    const good = plumbline(['accept', mended, '--policy', 'contract-terms', '--trust', trust, ...day]);
    assert.deepEqual([good.status, good.err], [0, '']);
    assert.match(good.out, /✓ ACCEPT\n/u);
    const bad = plumbline(['accept', found, '--policy', 'isolated-ward', '--trust', trust, ...day]);
    assert.equal(bad.status, 1);
    assert.match(bad.out, /✗ REFUSE/u);
    assert.match(bad.out, /WHAT THE BUYER MUST PROVIDE/u);
  });
  it('accepts nothing without a trust file, nothing that a stranger signed, and nothing under a policy that is not there', () => {
    assert.equal(plumbline(['accept', mended, '--policy', 'contract-terms', ...day]).status, 64);
    const stranger = join(folder, 'stranger.pub');
    writeFileSync(stranger, generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }));
    const refused = plumbline(['accept', mended, '--policy', 'contract-terms', '--trust', stranger, ...day]);
    assert.deepEqual([refused.status, /does not verify/u.test(refused.out)], [1, true]);
    const told = JSON.parse(plumbline(['accept', mended, '--policy', 'contract-terms', '--trust', stranger, '--format', 'json', ...day]).out) as { readonly decision: string; readonly reasons: readonly { readonly code: string }[] };
    assert.deepEqual([told.decision, told.reasons.length > 0], ['refuse', true]);
    assert.equal(plumbline(['accept', mended, '--policy', 'no-such', '--trust', trust, ...day]).status, 64);
  });
  it('refuses the same package under stricter rules of their own', () => {
    const own = join(folder, 'own.yaml');
    writeFileSync(own, "policy: 1\nid: two-signers\ntitle: two signers\nabout: what this house asks for\nrules:\n  - id: inspected-by-another\n    title: an inspector signed\n    reason: the maker is not its own inspector\n    require: 'signed_by.size() >= 2'\n    otherwise: 'signed by {signed_by.size()}'\n    outcome: refuse\n    clause: An independent inspector shall sign.\n    verified_by: the signatures\n");
    const { status, out } = plumbline(['accept', mended, '--policy', own, '--trust', trust, ...day]);
    assert.equal(status, 1);
    assert.match(out, /✗ REFUSE/u);
  });
  it('is told when what a package holds is no inspection', () => {
    const hollow = join(folder, 'hollow');
    mkdirSync(hollow);
    for (const text of ['{}', 'null', '[]', '{"schema":"plumbline-inspection-1","findings":[null]}', 'x']) {
      writeFileSync(join(hollow, 'inspection.json'), text);
      const { status, err } = plumbline(['diff', mended, hollow]);
      assert.equal(status, 64, text);
      assert.match(err, /inspection\.json in .*hollow/u);
    }
  });
  it('adds what it found out alone, whole or not at all', () => {
    const page = (material: string, probe: string, file: string): string => casesOf(readFileSync(join(root, 'src', 'materials', material, `${probe}.probe.md`), 'utf8')).find((one) => one.file === file)?.text ?? '';
    const put = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const ward = ['accept', mended, '--policy', 'isolated-ward', '--trust', trust, ...day];
    const clean = put('clean.csv', 'plumbline-findings,1\ntest,penetration-test\ntester,our own people\ncompleted,yes\ndate,2026-11-19\nid,title,severity,status\n');
    assert.match(plumbline(ward).out, /~ ACCEPT WITH CONDITIONS\n/u);
    const good = plumbline([...ward, '--own', clean]);
    assert.match(good.out, /✓ ACCEPT\n/u, good.err);
    assert.match(good.out, /THE BUYER'S OWN EVIDENCE\n\n {2}· clean\.csv: our own people, penetration-test of 2026-11-19: 0 results/u);
    const scan = put('pump.nessus', page('nessus', 'report', 'pump.nessus'));
    assert.match(plumbline([...ward, '--own', clean, '--own', scan]).out, /of 2 tests from outside, 2 ended and 1 left\s+something grave open/u);
    // A vulnerability that a scan finds, and that is known to be exploited, is the business of the common terms as well.
    assert.equal(plumbline(['accept', mended, '--policy', 'contract-terms', '--trust', trust, '--own', scan, ...day]).status, 1);
    const told = JSON.parse(plumbline([...ward, '--own', clean, '--format', 'json']).out) as { readonly own_evidence: readonly { readonly name: string; readonly sha256: string }[] };
    assert.deepEqual(told.own_evidence.map(({ name, sha256 }) => [name, sha256.length]), [['clean.csv', 64]]);
    for (const [file, says] of [[put('cut.xml', page('nmap', 'scan', 'cut.xml')), /cannot be read to its end/u], [put('bill.cdx.json', '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[]}'), /no result of a test/u], [put('notes.txt', 'all is well\n'), /no result of a test/u], [join(folder, 'no-such'), /cannot be read/u]] as const) {
      const { status, err } = plumbline([...ward, '--own', file]);
      assert.equal(status, 64, file);
      assert.match(err, says);
    }
  });
  it('gets the same package accepted by common terms and refused by rules of their own, each on a sheet of one printed page', { skip: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].some((file) => existsSync(file)) ? false : 'no browser is here that could print' }, () => {
    const strict = join(folder, 'strict.yaml');
    writeFileSync(strict, [
      'policy: 1', 'id: intensive-care', 'title: rules of an intensive care unit', 'about: what this house asks of a device that patients depend on', 'reads: [analysis-run]', 'rules:',
      '  - id: memory-is-safe', '    title: no memory error can reach the drive', '    reason: a patient depends on it', '    require: held(findings, ["lengths-agree-with-the-record", "code-is-memory-safe"])', '    otherwise: code that is not memory-safe is left',
      '    outcome: refuse', '    clause: The supplier shall deliver memory-safe code.', '    verified_by: the elements named', '    mds2: [{ question: RDMP-1, about: whether a secure development process was followed }]',
      '  - id: tested-by-others', '    title: others tried to get in', '    reason: the maker does not see its own mistakes', "    require: 'analysis_run.exists(r, r.sort == \"penetration-test\" && r.completed == \"yes\")'", '    otherwise: no penetration test that ended is in the evidence',
      '    outcome: refuse', '    clause: The supplier shall hand in a penetration test.', '    verified_by: runs of that sort in the evidence', '',
    ].join('\n'));
    const printed = (policy: string): readonly [status: number | null, out: string, pages: number] => {
      const file = join(folder, 'printed.pdf');
      const { status, out } = plumbline(['accept', mended, '--policy', policy, '--trust', trust, '--format', 'pdf', '--out', file, ...day]);
      const bytes = readFileSync(file).toString('latin1');
      assert.ok(bytes.startsWith('%PDF-'));
      return [status, out, [...bytes.matchAll(/\/Type\s*\/Page\b/gu)].length];
    };
    const [good, goodText, goodPages] = printed('contract-terms');
    const [bad, badText, badPages] = printed(strict);
    assert.deepEqual([good, goodPages, bad, badPages], [0, 1, 1, 1]);
    assert.match(goodText, /✓ ACCEPT\n/u);
    assert.match(badText, /✗ REFUSE/u);
    assert.match(badText, /no penetration test that ended is in the evidence/u);
    assert.match(badText, /MDS2\s+RDMP-1/u);
  });
  it('gets a page that runs nothing, and data', () => {
    const page = join(folder, 'sheet.html');
    plumbline(['accept', mended, '--policy', 'contract-terms', '--trust', trust, '--format', 'html', '--out', page, ...day]);
    assert.doesNotMatch(readFileSync(page, 'utf8'), /<script|src=/u);
    const data = JSON.parse(plumbline(['accept', mended, '--policy', 'contract-terms', '--trust', trust, '--format', 'json', ...day]).out) as { readonly decision: string };
    assert.equal(data.decision, 'accept');
  });
  it('sees what an update changed', () => {
    const { status, out } = plumbline(['diff', found, mended]);
    assert.equal(status, 1);
    assert.match(out, /standing: nonconforming → conforming/u);
    assert.match(out, /^ {2}bill +/mu);
    assert.match(out, /^ {2}ledger +memory-safe code that ships: [\d,]+ of [\d,]+ lines \([^)]+ %\) → [\d,]+ of [\d,]+ lines \([^)]+ %\)$/mu);
    assert.match(out, /^ {4}gone +high: firmware\/.*:\d+: .* \([0-9a-f]{8}\)$/mu);
    const data = JSON.parse(plumbline(['diff', found, mended, '--format', 'json']).out) as { readonly before: { readonly version: string }; readonly verified: boolean; readonly changes: readonly { readonly sort: string; readonly breaches?: { readonly new: readonly object[]; readonly gone: readonly { readonly fingerprint: string }[] } }[] };
    assert.equal(data.verified, false);
    assert.match(out, /not verified: give a trust file/u);
    assert.match(plumbline(['diff', found, mended, '--trust', trust, ...day]).out, /both packages were verified\n$/u);
    const other = join(folder, 'other.pub');
    writeFileSync(other, generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }));
    const refused = plumbline(['diff', found, mended, '--trust', other, ...day]);
    assert.deepEqual([refused.status, /as-found\.zip does not verify: /u.test(refused.err)], [64, true]);
    for (const sort of ['device', 'verdict', 'breaches', 'bill', 'ledger', 'statement']) assert.ok(data.changes.some((one) => one.sort === sort), sort);
    assert.ok(data.changes.some(({ breaches }) => (breaches?.gone.length ?? 0) > 8), 'as data every breach is named');
    assert.equal(plumbline(['diff', found, mended, '--format', 'yaml']).status, 64);
    assert.deepEqual([plumbline(['diff', mended, mended]).status, plumbline(['diff', mended, folder]).status], [0, 64]);
  });
  it('pastes terms, each with its check', () => {
    const { status, out } = plumbline(['contract', '--policy', 'contract-terms']);
    assert.equal(status, 0);
    assert.equal([...out.matchAll(/^\d+\. /gmu)].length, [...out.matchAll(/\*Verified by:\*/gu)].length);
  });
});
