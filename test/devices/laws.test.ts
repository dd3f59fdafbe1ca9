/** Breaks the laws of the architecture one by one and sees that nothing passes because of it. */
import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { loadMaterials, loadTallies, loadWords, readCodebookText, type ShelvedMaterial } from '../../src/core/shelf.ts';
import type { Inspection } from '../../src/core/inspection.ts';
import { UsageError } from '../../src/core/trouble.ts';
import { loadCodebook } from '../../src/codebook/load.ts';
import { inspect } from '../../src/inspect.ts';
import { asOf, devices, root } from './devices.ts';

const shelf = { words: await loadWords(), materials: await loadMaterials(), tallies: await loadTallies() };
const temporary = mkdtempSync(join(tmpdir(), 'plumbline-laws-'));
after(() => rmSync(temporary, { recursive: true, force: true }));
const watch = { phase: () => undefined, advance: () => undefined };

function look(path: string, materials: readonly ShelvedMaterial[] = shelf.materials): Promise<Inspection> {
  return inspect({ path, asOf, codebooks: [], version: 'laws', watch, history: false, shelf: { ...shelf, materials } });
}

const met = (inspection: Inspection): ReadonlySet<string> => new Set(inspection.findings.filter((f) => f.verdict === 'met').map((f) => `${f.element} of ${f.component}`));
/** What is met now and was not before, among the components that were there before. */
const newly = (now: Inspection, before: Inspection): readonly string[] => {
  const parts = new Set(['', ...before.device.components.map((component) => component.name)]);
  return [...met(now)].filter((name) => !met(before).has(name) && parts.has(name.slice(name.indexOf(' of ') + 4)));
};

const pump = devices.filter(({ name }) => name.startsWith('infusion-pump'));

describe('law 1: taking away or breaking a probe never makes anything met', () => {
  for (const { name, path } of pump) {
    it(`of ${name}`, async () => {
      const whole = await look(join(root, path));
      for (const { material, probes } of shelf.materials) {
        for (const gone of probes) {
          const less = shelf.materials.map((shelved): ShelvedMaterial => {
            if (shelved.material !== material) return shelved;
            const left = shelved.probes.filter((probe) => probe !== gone);
            return { ...shelved, probes: left, answers: new Set(left.flatMap((probe) => probe.states.map((word) => word.word))) };
          });
          assert.deepEqual(newly(await look(join(root, path), less), whole), [], `without ${material.name}/${gone.name}`);
        }
      }
    });
  }

  it('a parser that gives up is a blank, not silence', async () => {
    const [device] = pump;
    const whole = await look(join(root, device?.path ?? ''));
    for (const { material } of shelf.materials) {
      const broken = shelf.materials.map((shelved) => (shelved.material === material ? { ...shelved, material: { ...material, parse: () => ({ unreadable: 'broken for a test' }) } } : shelved));
      assert.deepEqual(newly(await look(join(root, device?.path ?? ''), broken), whole), [], `with ${material.name} unreadable`);
    }
  });

  it('a probe that throws is our fault: no inspection at all', async () => {
    const broken = shelf.materials.map((shelved) => ({ ...shelved, probes: shelved.probes.map((probe) => ({ ...probe, look: () => { throw new Error('broken for a test'); } })) }));
    await assert.rejects(look(join(root, pump[0]?.path ?? ''), broken), /broken for a test/);
  });
});

describe('law 1: hiding a file never makes anything met', () => {
  const copy = join(temporary, 'mended');
  cpSync(join(root, 'examples', 'infusion-pump', 'as-mended'), copy, { recursive: true });
  const manifest = readFileSync(join(copy, 'plumbline.yaml'), 'utf8');

  it('by leaving its component out of the manifest', async () => {
    const whole = await look(copy);
    writeFileSync(join(copy, 'stray.c'), 'char *gets(char *);\nvoid f(char *b) { gets(b); }\n');
    const stray = await look(copy);
    assert.ok(stray.device.components.some((component) => component.name === '(unassigned)'), 'what nobody claims is still there');
    assert.ok(stray.findings.some((finding) => finding.component === '(unassigned)' && finding.verdict === 'unmet'));
    assert.deepEqual(newly(stray, whole), []);
    rmSync(join(copy, 'stray.c'));
  });

  it('by making it something nobody recognises', async () => {
    const whole = await look(copy);
    writeFileSync(join(copy, 'firmware', 'blob.zzz'), Buffer.from([0, 1, 2, 3, 255, 254, 0, 7]));
    const blob = await look(copy);
    assert.deepEqual(newly(blob, whole), []);
    assert.notEqual(blob.standing.value, 'conforming');
    assert.equal(blob.inventory.unrecognised[0]?.kind, '.zzz');
    rmSync(join(copy, 'firmware', 'blob.zzz'));
  });

  it('by making it unreadable', { skip: process.getuid?.() === 0 ? 'root reads everything' : false }, async () => {
    const whole = await look(copy);
    chmodSync(join(copy, 'firmware', 'src'), 0);
    const closed = await look(copy);
    chmodSync(join(copy, 'firmware', 'src'), 0o755);
    assert.deepEqual(newly(closed, whole), []);
    assert.notEqual(closed.standing.value, 'conforming');
  });

  it('by setting it aside without a reason: the manifest is refused', async () => {
    writeFileSync(join(copy, 'plumbline.yaml'), manifest.replace(/^set_aside:[\s\S]*/m, '') + '\nset_aside:\n  - { glob: "firmware/**", reason: "" }\n');
    await assert.rejects(look(copy), UsageError);
    writeFileSync(join(copy, 'plumbline.yaml'), manifest);
  });

  it('by changing reviewed bytes: the review no longer covers them', async () => {
    const whole = await look(copy);
    for (const file of ['firmware', 'dose-limit', 'gateway'].map((folder) => whole.findings.flatMap((f) => f.supports).find((s) => s.place.path.includes(folder))?.place.path)) {
      if (file !== undefined) appendFileSync(join(copy, file), '\n');
    }
    assert.deepEqual(newly(await look(copy), whole), []);
  });
});

describe('law 2 and 3: verdicts cannot be forged in the law', () => {
  const text = readCodebookText(join(root, 'codebook'));
  const change = (from: RegExp, to: string): (() => unknown) => () =>
    loadCodebook([{ name: 'c', files: text.map((file) => (file.path.includes('data-is-not-executable') ? { ...file, text: file.text.replace(from, to) } : file)) }], shelf.words);
  it('an element that claims a verdict is refused with its line', () => assert.throws(change(/^title:/m, 'verdict: met\ntitle:'), /element\.yaml:\d+:\d+: .*verdict/s));
  it('a typo in a field of a word is refused with its line', () => assert.throws(change(/fact\.writable_executable/, 'fact.writeable_executable'), /element\.yaml:\d+:\d+: .*writeable_executable/s));
  it('a word that does not exist is refused', () => assert.throws(change(/memory-permission/, 'memory-permissions'), /there is no word "memory-permissions"/));
  it('a predicate that yields no yes or no is refused', () => assert.throws(change(/when: .*/, 'when: fact.detail'), /must yield bool/));
});

describe('law 6: published law is frozen', () => {
  // The editions of the repository froze the element too; this one is about the freezing itself.
  const text = readCodebookText(join(root, 'codebook')).filter(({ path }) => !path.startsWith('editions/'));
  const frozen = loadCodebook([{ name: 'c', files: text }], shelf.words).elements.get('data-is-not-executable')?.digest ?? '';
  const edition = {
    path: 'editions/frozen.yaml',
    text: `id: frozen\ntitle: Frozen law\nstatus: published\neffective_on: "2026-01-01"\nabout: an edition that froze one element\nlevels: [{ level: 1, title: one, meaning: asked of every device }]\nadopts: [{ element: data-is-not-executable, digest: "${frozen}" }]\n`,
  };
  it('as it was frozen it loads', () => assert.ok(loadCodebook([{ name: 'c', files: [...text, edition] }], shelf.words).editions.has('frozen')));
  it('a changed element no longer fits the edition that froze it', () => {
    const files = text.map((file) => (file.path.includes('data-is-not-executable') ? { ...file, text: file.text.replace(/^objective: ./m, 'objective: Z') } : file));
    assert.throws(() => loadCodebook([{ name: 'c', files: [...files, edition] }], shelf.words), /published edition "frozen" freezes "data-is-not-executable"/);
  });
});
