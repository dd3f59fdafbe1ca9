/** Every mistake planted in the example pump is found where it is, by what should find it, and none is left in its mended twin. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { inspectDevice, root } from './devices.ts';

interface Planted {
  readonly path: string;
  readonly line: number | undefined;
  readonly what: string;
  /** A hazard rule (C03) or the id of a breach. */
  readonly by: string;
  readonly element: string;
}

/** Rows of the table headed "place in as-found/". */
function plantedIn(page: string): readonly Planted[] {
  const table = page.slice(page.indexOf('| place in as-found/')).split('\n');
  const end = table.findIndex((line) => !line.startsWith('|'));
  return table.slice(2, end).map((row): Planted => {
    const [, place = '', what = '', by = '', element = ''] = row.split('|').map((cell) => cell.trim().replaceAll('`', ''));
    const [, path = '', line] = /^(.*?)(?::(\d+))?$/.exec(place) ?? [];
    return { path, line: line === undefined ? undefined : Number(line), what, by, element };
  });
}

const planted = plantedIn(readFileSync(join(root, 'examples', 'infusion-pump', 'README.md'), 'utf8'));
const [found, mended] = [await inspectDevice('examples/infusion-pump/as-found'), await inspectDevice('examples/infusion-pump/as-mended')];

function proofsOf(inspection: typeof found, { by, element }: Planted): readonly { readonly path: string; readonly line: number | undefined }[] {
  return inspection.findings
    .filter((finding) => finding.element === element)
    .flatMap((finding) => finding.breaches.map((breach) => ({ breach, component: finding.component })))
    .filter(({ breach }) => {
      const rule = (breach.fact?.value as { readonly rule?: string } | null | undefined)?.rule;
      return rule === by || breach.id === by;
    })
    .map(({ breach, component }) => ({ path: breach.fact?.place.path ?? component, line: breach.fact?.place.line }));
}

describe('the planted mistakes of the example pump', () => {
  it('are many', () => assert.ok(planted.length >= 25, `${planted.length} rows`));
  for (const mistake of planted) {
    it(`${mistake.path}${mistake.line === undefined ? '' : `:${mistake.line}`} ${mistake.what}`, () => {
      const proofs = proofsOf(found, mistake);
      assert.ok(proofs.length > 0, `${mistake.by} of ${mistake.element} found nothing at all`);
      if (mistake.line !== undefined) {
        const there = proofs.some((proof) => proof.path.endsWith(mistake.path) && proof.line === mistake.line);
        assert.ok(there, `not found there; found at ${proofs.map((proof) => `${proof.path}:${proof.line}`).join(', ')}`);
      }
      const left = proofsOf(mended, mistake).filter((proof) => mistake.line === undefined || proof.path.endsWith(mistake.path));
      assert.deepEqual(left, [], 'still there in the mended device');
    });
  }

  it('make the device nonconforming; its mended twin conforms, with nothing unknown', () => {
    assert.equal(found.standing.value, 'nonconforming');
    assert.equal(mended.standing.value, 'conforming', JSON.stringify(mended.requirements.filter((r) => r.verdict !== 'met' && r.verdict !== 'not-applicable'), null, 1));
    assert.equal(mended.standing.totals.unknown, 0);
  });
});
