/** Holds the hazard rules to the labelled set: labels stand at their code, every rule has twins, targets are reached. It prints what was measured. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { z } from 'zod';
import { slidLabels } from '../../bench/truth/labels.ts';
import { shares } from '../../bench/truth/match.ts';
import { labelledHome, measureOwn, measuresFile, ownMeasures, ownPage } from '../../bench/truth/own.ts';

const targets = z
  .strictObject({ precision: z.number(), recall: z.number(), insists: z.boolean() })
  .parse(parse(readFileSync(join(labelledHome, 'targets.yaml'), 'utf8')));
const truth = await measureOwn();
const rules = Array.from({ length: 27 }, (_, index) => `C${String(index + 1).padStart(2, '0')}`);
const labels = truth.folders.flatMap((folder) => folder.labels);

describe('the labelled set', () => {
  it('has its labels where their code is', () => assert.deepEqual(truth.folders.flatMap(slidLabels), []));

  it('holds at least 400 sites, and three bad and three good ones of each rule', () => {
    assert.ok(labels.filter(({ is }) => is !== 'may').length >= 400);
    const few = rules.flatMap((rule) =>
      (['bad', 'good'] as const).filter((is) => labels.filter((label) => label.rule === rule && label.is === is).length < 3).map((is) => `${rule} ${is}`),
    );
    assert.deepEqual(few, []);
  });

  it('keeps its labels out of the code', () => {
    const telling = truth.folders.flatMap(({ name, lines }) => [...lines].filter(([, text]) => /\/\/@|\bbad C\d\d|\bgood C\d\d/.test(text.join('\n'))).map(([file]) => `${name}/${file}`));
    assert.deepEqual(telling, []);
  });

  it('is told right and wrong by the rules as often as asked', (context) => {
    for (const line of ownPage(truth).split('\n')) context.diagnostic(line);
    const { precision = 0, recall = 0 } = shares(truth.scores);
    if (!targets.insists) return;
    assert.ok(precision >= targets.precision, `precision ${precision.toFixed(2)}, at least ${targets.precision}`);
    assert.ok(recall >= targets.recall, `recall ${recall.toFixed(2)}, at least ${targets.recall}`);
  });

  it('reads the same in bench/truth/own.md', () => {
    const written = readFileSync(join(labelledHome, '..', '..', 'bench', 'truth', 'own.md'), 'utf8');
    assert.equal(written, ownPage(truth), 'run node bench/truth/own.ts --write and review what changed');
    assert.equal(readFileSync(measuresFile, 'utf8'), ownMeasures(truth), 'plumbline explain would show other figures: run node bench/truth/own.ts --write');
  });
});
