/** Every edition as an OSCAL catalog and a profile a level: valid by the official schema, the same each time, and with nothing of the edition left out. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adoptedBy } from '../../../src/codebook/adopted.ts';
import { loadCodebook } from '../../../src/codebook/load.ts';
import { loadWords, readCodebookText, shelfRoot } from '../../../src/core/shelf.ts';
import results from '../../../src/report/oscal-ar/exporter.ts';
import { renderCatalog, renderProfile } from '../../../src/report/oscal/catalog.ts';
import { sample } from '../samples.ts';
import { acceptsOscal } from './schema.ts';

const load = async (): Promise<ReturnType<typeof loadCodebook>> => loadCodebook([{ name: 'codebook', files: readCodebookText(`${shelfRoot}/../codebook`) }], await loadWords());
const codebook = await load();
const valid = (text: string): void => assert.ok(acceptsOscal(JSON.parse(text)), JSON.stringify(acceptsOscal.errors?.slice(0, 2)));

/** Every property anywhere in a document. */
function propsIn(value: unknown): readonly { readonly ns?: string; readonly name: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'props' in value && Array.isArray(value.props) ? (value.props as readonly { readonly name: string }[]) : [];
  return [...own, ...Object.values(value).flatMap(propsIn)];
}

interface Catalog { readonly catalog: { readonly groups: readonly { readonly controls: readonly { readonly id: string }[] }[] } }
interface Profile { readonly profile: { readonly uuid: string; readonly imports: readonly [{ readonly href: string; readonly 'include-controls': readonly [{ readonly 'with-ids': readonly string[] }] }]; readonly 'back-matter': { readonly resources: readonly [{ readonly uuid: string }] } } }

for (const edition of codebook.editions.values()) {
  describe(edition.law.id, () => {
    const text = renderCatalog(edition, codebook);
    const controls = (JSON.parse(text) as Catalog).catalog.groups.flatMap((group) => group.controls.map(({ id }) => id));
    it('is a catalog of every element that it adopts', () => {
      valid(text);
      assert.deepEqual([...controls].sort(), edition.law.adopts.map(({ element }) => element).sort());
      assert.equal(renderCatalog(edition, codebook), text);
    });
    it('has identifiers that occur once, and links that lead somewhere', () => {
      const ids = [...text.matchAll(/"(?:id|uuid)": "([^"]+)"/gu)].map(([, id = '']) => id);
      assert.equal(new Set(ids).size, ids.length);
      for (const [, id = ''] of text.matchAll(/"href": "#([^"]+)"/gu)) assert.ok(ids.includes(id), id);
    });
    it('keeps to the names that OSCAL allows in its own namespaces (Metaschema, oscal_catalog_metaschema.xml)', () => {
      const parts = new Set([...text.matchAll(/"name": "((?:statement|guidance|assessment|[a-z]+-object)[a-z-]*)"/gu)].map(([, name = '']) => name));
      assert.deepEqual([...parts].sort(), ['assessment-method', 'assessment-objective', 'assessment-objects', 'guidance', 'statement']);
      const props: readonly { readonly ns?: string; readonly name: string }[] = propsIn(JSON.parse(text));
      assert.deepEqual([...new Set(props.filter(({ ns }) => ns !== 'urn:plumbline:oscal').map(({ ns = '', name }) => `${ns} ${name}`))], ['http://csrc.nist.gov/ns/rmf method']);
    });
    it('is a profile for each level, of controls in the catalog', () => {
      const seen = new Set<string>();
      for (const { level } of edition.law.levels) {
        const profile = renderProfile(edition, level, 'catalog.json');
        valid(profile);
        const { uuid, imports: [{ href, 'include-controls': [{ 'with-ids': ids }] }], 'back-matter': { resources: [resource] } } = (JSON.parse(profile) as Profile).profile;
        assert.deepEqual([...ids].sort(), adoptedBy(edition.law, level).map(({ element }) => element).sort());
        assert.ok(ids.every((id) => controls.includes(id)));
        assert.equal(href, `#${resource.uuid}`);
        seen.add(uuid);
      }
      assert.equal(seen.size, edition.law.levels.length);
    });
  });
}

it('what an inspection targets are objectives of the catalog of its edition', () => {
  const edition = codebook.editions.get('2026.1');
  assert.ok(edition !== undefined);
  const text = renderCatalog(edition, codebook);
  const inspection = sample('nonconforming');
  const known = inspection.findings.filter(({ element, verdict }) => edition.law.adopts.some((row) => row.element === element) && verdict !== 'not-applicable');
  assert.ok(known.length > 0);
  const rendered = results.render(inspection);
  for (const { element } of known) assert.ok(text.includes(`"id": "${element}_obj"`) && rendered.includes(`"target-id": "${element}_obj"`), element);
});
