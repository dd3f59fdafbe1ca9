/** Logs of analysis tools: each is claimed by one material whatever its name, and no bytes make a reader throw, hang or state a malformed value. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isCouldNotTell } from '../../../src/core/fact.ts';
import { claims, isUnreadable, type Sight } from '../../../src/core/material.ts';
import { loadMaterials, loadWords, shelfRoot, type ShelvedMaterial } from '../../../src/core/shelf.ts';
import { readXml } from '../../../src/scan/xml.ts';
import { casesOf } from '../../house/pages.ts';

const materials = await loadMaterials();
const words = await loadWords();
const analyses = materials.filter(({ material }) => material.nature === 'analysis');
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const sightOf = (path: string, bytes: Uint8Array): Sight => ({ path, size: bytes.length, head: bytes.subarray(0, 4096) });

function firmest(sight: Sight): readonly string[] {
  const made = materials.map(({ material }) => ({ name: material.name, claim: material.recognise(sight) }));
  for (const claim of claims.toReversed()) {
    const names = made.filter((each) => each.claim === claim).map((each) => each.name);
    if (names.length > 0) return names;
  }
  return [];
}

function casesFor({ material, probes }: ShelvedMaterial): readonly { readonly file: string; readonly text: string }[] {
  return probes.flatMap((probe) => {
    const page = join(shelfRoot, 'materials', material.name, `${probe.name}.probe.md`);
    return existsSync(page) ? casesOf(readFileSync(page, 'utf8')) : [];
  });
}

function look({ material, probes }: ShelvedMaterial, bytes: Uint8Array): void {
  const sight = sightOf('out/file.gcc.json', bytes);
  material.recognise(sight);
  const form = material.parse(bytes, sight);
  if (isUnreadable(form)) return void assert.ok(form.unreadable.length > 0 && form.unreadable.length < 600);
  for (const probe of probes) {
    for (const seen of probe.look(form, sight)) {
      if (!isCouldNotTell(seen)) words.get(seen.word)?.schema.parse(seen.value);
      else assert.ok(seen.reason.length > 0 && seen.reason.length < 600);
    }
  }
}

const hostile: Readonly<Record<string, string>> = {
  dicts: `<plist><dict><key>clang_version</key><string>c</string>${'<array>'.repeat(90)}`,
  'many keys': `<plist><dict><key>clang_version</key><string>c</string>${'<key>a</key><true/>'.repeat(20_000)}</dict></plist>`,
  'bad indexes': '<plist><dict><key>clang_version</key><string>c</string><key>diagnostics</key><array><dict><key>check_name</key><string>x</string><key>location</key><dict><key>line</key><integer>-1e99</integer><key>file</key><real>NaN</real></dict></dict></array></dict></plist>',
  errors: `<results version="2"><cppcheck version="2"/><errors>${'<error id="a" line="x" cwe="99999999"/>'.repeat(5_000)}`,
  diagnostics: `[${'{"kind":"warning","locations":[{"caret":{"line":1e300}}],"metadata":{"cwe":-5}},'.repeat(2_000)}{"kind":[]}]`,
  lists: '[]\n'.repeat(20_000),
  'long line': `a.c:1:1: warning: ${'x ['.repeat(50_000)}[bugprone-x]\n`,
  colons: `${'a:1:1: warning: '.repeat(20_000)}\n`,
  'tidy brackets': `a.c:1:1: warning: ${'[x '.repeat(1300)}[bugprone-x]!\n`.repeat(500),
  'tidy lines': 'a.c:1:1: warning: x [bugprone-x]\n'.repeat(20_000),
  'flow fixes': `MainSourceFile: x\nDiagnostics:\n  - DiagnosticName: ${'{a: '.repeat(50_000)}`,
  'many fixes': `MainSourceFile: x\nDiagnostics:\n${'  - DiagnosticName: a-b\n'.repeat(3_000)}`,
  'document types': `${'<!DOCTYPE a SYSTEM "x">'.repeat(10_000)}<a/>`,
  'open document type': `<!DOCTYPE ${'a '.repeat(100_000)}`,
  summaries: `SUMMARY: XSanitizer: ${'a in: '.repeat(600)}\n`.repeat(300),
  checks: `Kani Rust Verifier 1\n${'Check 1: a\n - Status: X\n'.repeat(20_000)}`,
  properties: `[{"program":"CBMC 1"},{"result":[${'{"property":"constructor","status":"FAILURE"},'.repeat(3_000)}7]}]`,
  records: `TN:\nSF:a\n${'BRDA:1,0,0,-\nDA:1,999999999999999999\n'.repeat(10_000)}`,
};

describe('logs of analysis tools', () => {
  for (const each of analyses) {
    const cases = casesFor(each);
    test(`${each.material.name}: its cases are claimed by nobody else, under their own name or another`, () => {
      for (const { file, text } of cases) {
        const bytes = bytesOf(text);
        for (const path of [file, 'evidence/report', 'evidence/report.txt', 'evidence/report.xml', 'evidence/report.json']) {
          const names = firmest(sightOf(path, bytes));
          assert.ok(names.length <= 1, `${path} by ${names.join(' and ')}:\n${text.slice(0, 200)}`);
          if (path === file) assert.deepEqual(names, [each.material.name], `${file}:\n${text.slice(0, 200)}`);
        }
      }
    });

    test(`${each.material.name}: hostile shapes in time`, () => {
      for (const [name, text] of Object.entries(hostile)) {
        const start = process.cpuUsage();
        assert.doesNotThrow(() => look(each, bytesOf(text)), name);
        assert.ok(process.cpuUsage(start).user < 5_000_000, `${name} took ${Math.round(process.cpuUsage(start).user / 1000)} ms`);
      }
    });

    test(`${each.material.name}: its cases cut and mutated, and arbitrary bytes`, () => {
      const texts = cases.map(({ text }) => bytesOf(text));
      const change = fc.record({ at: fc.nat(), value: fc.oneof(fc.constantFrom(...bytesOf('{}[]"\\:,<>&\n\0 -/')), fc.integer({ min: 0, max: 255 })) });
      fc.assert(
        fc.property(fc.constantFrom(...texts), fc.array(change, { maxLength: 8 }), fc.nat(), (shown, changes, cut) => {
          const bytes = shown.slice(0, cut % 3 === 0 ? cut % (shown.length + 1) : shown.length);
          for (const { at, value } of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
          look(each, bytes);
        }),
        { numRuns: 300 },
      );
      fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.json().map(bytesOf)), (bytes) => look(each, bytes)), { numRuns: 200 });
    });
  }
});

describe('the XML reader', () => {
  const events = (text: string, texts = true): readonly string[] => [...readXml(bytesOf(text), { texts })].map((event) => (event.event === 'text' ? event.text : event.event === 'trouble' ? event.reason : `${event.event} ${event.name}`));

  test('gives text and sections where asked, and skips a document type that declares nothing', () => {
    assert.deepEqual(events('<!DOCTYPE plist PUBLIC "-//X//Y" "http://x"><a>1 &lt; 2<![CDATA[<b>]]><c/> </a>'), ['open a', '1 < 2', '<b>', 'open c', 'close c', 'close a']);
    assert.deepEqual(events('<a>text</a>', false), ['open a', 'close a']);
  });

  test('declares no entity and reads no second document type', () => {
    assert.match(events('<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>').at(-1) ?? '', /document type/);
    assert.match(events('<a><!DOCTYPE a SYSTEM "x"></a>').at(-1) ?? '', /document type/);
    assert.deepEqual(events('<a>&unknown;</a>'), ['open a', '&unknown;', 'close a']);
  });

  test('answers to any text with events, the last of which may be trouble', () => {
    const piece = fc.constantFrom('<a>', '</a>', '<b x="1">', '<', '>', '<![CDATA[', ']]>', '<!--', '-->', '<?x', '?>', '<!DOCTYPE a SYSTEM "b">', '&amp;', '&#0;', 'text', '"', "'", '/');
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const seen = [...readXml(bytesOf(pieces.join('')), { texts: true })];
      assert.ok(seen.slice(0, -1).every((event) => event.event !== 'trouble'));
    }), { numRuns: 2000 });
  });
});
