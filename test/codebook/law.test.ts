/** Holds the habits of the law that its shapes cannot: pages readable, marks honest, no false credit, levels that only grow. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { manifestSchema, type Device } from '../../src/core/device.ts';
import { loadWords, readCodebookText, shelfRoot } from '../../src/core/shelf.ts';
import { editionOf, loadCodebook } from '../../src/codebook/load.ts';
import { levelOf } from '../../src/judge/level.ts';
import topics from '../../src/materials/statement/topics.json' with { type: 'json' };

const home = join(shelfRoot, '..', 'codebook');
const codebook = loadCodebook([{ name: 'codebook', files: readCodebookText(home) }], await loadWords());
const elements = [...codebook.elements.values()];
const editions = [...codebook.editions.values()];
const text = (id: string, file: string): string => readFileSync(join(home, 'elements', id, file), 'utf8');

describe('each element', () => {
  it('lies alone in its folder, with its page', () => {
    assert.deepEqual(readdirSync(join(home, 'elements')).sort(), elements.map(({ law }) => law.id).sort());
  });

  for (const { law } of elements) {
    it(`${law.id}: its page says what is asked, why, how it is judged, what cannot be seen and how to mend`, () => {
      const headings = text(law.id, 'element.md').split('\n').filter((line) => /^##? /.test(line));
      assert.deepEqual(headings, [`# ${law.title}`, '## What it asks', '## Why', '## How it is judged', '## What cannot be seen', '## How to mend', '## Worked cases']);
    });
  }

  it('of the 2015 text has a number and is marked as read or recalled; of the project says what led to it', () => {
    for (const { law } of elements) {
      if (law.origin === 'project') assert.ok(law.because.length > 20, `${law.id} does not say which incident or rule led to it`);
      else assert.match(law.citations[0]?.note ?? '', /\((V|V2|R)\)/, `${law.id} does not say how far its source was checked`);
      assert.equal(law.origin === 'ieee-2015', law.number !== '', law.id);
    }
    assert.equal(elements.filter(({ law }) => law.origin === 'ieee-2015').length, 17);
  });

  it('speaks of hazard rules the table knows and of topics statements may have', () => {
    const rules = z.looseObject({ rules: z.record(z.string(), z.unknown()) }).parse(codebook.tables.get('hazard-rules')?.value).rules;
    for (const { law } of elements) {
      const named = Object.values(law.parameters).flatMap((p) => (Array.isArray(p.default) ? p.default.filter((value) => /^C\d\d$/.test(value)) : []));
      assert.deepEqual(named.filter((rule) => !(rule in rules)), [], law.id);
      const asked = [...text(law.id, 'element.yaml').matchAll(/topic (?:==|in) (?:"([a-z-]+)"|\[([^\]]*)\])/g)];
      const spoken = asked.flatMap(([, one, many]) => (one === undefined ? [...(many ?? '').matchAll(/"([a-z-]+)"/g)].map((m) => m[1] ?? '') : [one]));
      assert.deepEqual(spoken.filter((topic) => !(topic in topics)), [], law.id);
    }
  });

  it('says the same about the same paper, so that one entry settles several unknowns', () => {
    const said = new Map<string, Set<string>>();
    for (const { law } of elements) {
      for (const { hand_in, how } of law.settles) said.set(hand_in, (said.get(hand_in) ?? new Set()).add(how));
    }
    assert.deepEqual([...said].filter(([, ways]) => ways.size > 1).map(([paper, ways]) => [paper, ...ways]), []);
  });

  it('never exempts because a hazard or an escape hatch was not found, unless the manifest says so first', () => {
    for (const { law } of elements) {
      const bold = law.exempt.filter(({ when }) => /!(hazard|escape_hatch|analysis_result)\.exists/.test(when) && !/component\.|device\./.test(when));
      assert.deepEqual(bold, [], law.id);
    }
  });
});

describe('the crosswalks', () => {
  it('name every weakness that a breach names', () => {
    const walk = codebook.crosswalks.find(({ document }) => document === 'Common Weakness Enumeration');
    const rows = new Set(walk?.rows.map((row) => `${row.element} ${row.clause}`));
    const named = elements.flatMap(({ law }) => law.breaches.flatMap((breach) => breach.cwe.map((id) => `${law.id} CWE-${id}`)));
    assert.deepEqual(named.filter((row) => !rows.has(row)), []);
  });

  it('give no row twice', () => {
    for (const walk of codebook.crosswalks) {
      const rows = walk.rows.map((row) => `${row.element} ${row.clause}`);
      assert.deepEqual(rows.filter((row, index) => rows.indexOf(row) !== index), [], walk.document);
    }
  });
});

describe('each edition', () => {
  it('that is published says what it was built from', () => assert.deepEqual(editions.filter(({ law }) => law.status === 'published' && law.made_of === undefined).map(({ law }) => law.id), []));

  it('lets nothing that only impedes stand in for what removes a flaw', () => {
    for (const { law } of editions) {
      const stray = law.alternatives.flatMap((group) => group.any_of.flat()).filter((id) => codebook.elements.get(id)?.law.category !== 'A');
      assert.deepEqual(stray, [], law.id);
    }
  });

  it('together adopt every element', () => {
    const adopted = new Set(editions.flatMap(({ law }) => law.adopts.map((row) => row.element)));
    assert.deepEqual(elements.map(({ law }) => law.id).filter((id) => !adopted.has(id)), []);
  });

  it('of 2015 holds its seventeen and shows what it leaves open', () => {
    const { law } = editionOf(codebook, 'ieee-2015');
    assert.deepEqual(law.adopts.map((row) => row.element).sort(), elements.filter((e) => e.law.origin === 'ieee-2015').map((e) => e.law.id).sort());
    assert.deepEqual(law.open.map((open) => open.category), ['F', 'G', 'H', 'I', 'X']);
  });
});

describe('the level of 2026.1', () => {
  const edition = editionOf(codebook, '2026.1');
  const small = manifestSchema.shape.device.parse({
    name: 'thermometer', version: '1', maker: 'm', intended_use: 'reads a temperature', safety_class: 'A', connectivity: [], worst_harm: 'minor', patient_data: false, update_path: 'none',
  });
  const at = (change: Partial<Device['about']>): number =>
    levelOf(edition, { about: { ...small, ...change }, components: [], setAside: [], inferred: [], declared: true }, '2026-06-30').value;
  const lan = { name: 'lan', kind: 'ethernet', reaches_network: true } as const;
  const radio = { name: 'ble', kind: 'bluetooth', reaches_network: false } as const;

  it('is 1 for a small device', () => assert.equal(at({}), 1));
  it('grows with harm, network, radio and reach', () => {
    for (const change of [{ safety_class: 'B' }, { worst_harm: 'serious' }, { connectivity: [lan] }, { connectivity: [radio] }, { update_path: 'remote' }, { multi_patient: true }] as const) {
      assert.equal(at({ ...change, connectivity: 'connectivity' in change ? [...change.connectivity] : [] }), 2, JSON.stringify(change));
    }
  });
  it('is 3 where serious harm can be reached', () => {
    assert.equal(at({ safety_class: 'C' }), 2);
    assert.equal(at({ safety_class: 'C', connectivity: [lan] }), 3);
    assert.equal(at({ worst_harm: 'death', connectivity: [radio] }), 3);
    assert.equal(at({ safety_class: 'C', update_path: 'remote' }), 3);
  });
  it('takes what is not determined for the worst', () => {
    assert.equal(at({ safety_class: 'undetermined', worst_harm: 'undetermined', update_path: 'undetermined' }), 3);
    assert.equal(at({ safety_class: 'undetermined', connectivity: [lan] }), at({ safety_class: 'C', connectivity: [lan] }));
  });
});
