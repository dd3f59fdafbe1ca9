/** An edition of the code as an OSCAL catalog (NIST OSCAL 1.1.3): one group a category, one control an element. The YAML stays the law; this is a view of it. */
import { adoptedBy } from '../../codebook/adopted.ts';
import type { Codebook, Edition, Element } from '../../codebook/codebook.ts';
import type { EditionLaw } from '../../codebook/schema.ts';
import { compareText } from '../../core/place.ts';
import { objectiveOf } from './assessed.ts';
import { dayOf, idOf, line, markup, oscalVersion, prop, rendered, some, token } from './spelling.ts';

/** The namespace in which OSCAL defines the method of an assessment since 1.0.1. */
const rmf = 'http://csrc.nist.gov/ns/rmf';

type Row = EditionLaw['adopts'][number];

export const catalogId = ({ digest }: Edition): string => idOf('catalog', digest);
export const parameterId = (element: string, name: string): string => token(`${element}_${name}`);

/** Every element that the edition adopts at any level, with the parameters that it sets. */
export function renderCatalog(edition: Edition, codebook: Codebook): string {
  const rows = edition.law.adopts.map((row) => ({ row, element: elementOf(codebook, row.element) })).sort((a, b) => compareText(a.row.element, b.row.element));
  const groups = [...Map.groupBy(rows, ({ element }) => element.law.category)].sort(([a], [b]) => compareText(a, b));
  const sources = new Map<string, string>();
  for (const { element } of rows) for (const { document } of element.law.citations) sources.set(document, idOf('document', document));
  return rendered('catalog', {
    uuid: catalogId(edition),
    metadata: editionMetadata(edition, edition.law.title, edition.law.about),
    groups: groups.map(([category, members]) => ({
      id: token(`category-${category}`), class: 'category', title: markup(`Category ${category}`),
      controls: members.map(({ row, element }) => control(edition, row, element, sources)),
    })),
    'back-matter': { resources: [...sources].sort(([a], [b]) => compareText(a, b)).map(([document, uuid]) => ({ uuid, title: markup(document), description: 'cited by number; its text is not here' })) },
  });
}

/** The day from which an edition binds is the only time that it knows. */
export function editionMetadata({ law, digest }: Edition, title: string, about: string): object {
  return {
    title: markup(title),
    'last-modified': dayOf(law.effective_on) ?? '1970-01-01T00:00:00Z',
    version: line(law.id),
    'oscal-version': oscalVersion,
    props: [prop('edition', digest), prop('status', law.status), prop('effective-on', law.effective_on), ...(law.supersedes === '' ? [] : [prop('supersedes', law.supersedes)])],
    remarks: markup(`${about} A view of the edition, whose digest is among the properties; its time is the day from which it binds.`),
  };
}

function elementOf(codebook: Codebook, id: string): Element {
  const element = codebook.elements.get(id);
  if (element === undefined) throw new Error(`an edition that was loaded adopts ${id}, which was not`);
  return element;
}

function control({ law: edition }: Edition, row: Row, { law, digest }: Element, sources: ReadonlyMap<string, string>): object {
  const part = (name: string, prose: string, more: object = {}): object => ({ id: token(`${law.id}_${name}`), name, prose: markup(prose), ...more });
  const groups = edition.alternatives.filter(({ any_of }) => any_of.flat().includes(law.id));
  return {
    id: token(law.id),
    class: law.origin === 'project' ? 'element' : 'recalled',
    title: markup(law.title),
    props: [
      prop('digest', digest), prop('evidence-mode', law.mode), prop('scope', law.scope), prop('from-level', String(row.from_level)),
      ...law.rests_on.map((rest) => prop('rests-on', typeof rest === 'string' ? rest : rest.word)),
    ],
    ...some('params', Object.entries(law.parameters).map(([name, { default: otherwise, meaning }]) => ({ id: parameterId(law.id, name), label: markup(name), usage: markup(meaning), values: valuesOf(row.with[name] ?? otherwise) }))),
    ...some('links', [...new Set(law.citations.map(({ document }) => sources.get(document) ?? ''))].map((uuid) => ({ href: `#${uuid}`, rel: 'reference' }))),
    parts: [
      part('statement', law.objective),
      part('guidance', [`addresses ${law.addresses}`, law.because, `remedy: ${law.remedy}`, ...law.citations.map(({ document, clause, note }) => [document, clause, note].filter((text) => text !== '').join(', ')), ...groups.map(({ title, any_of }) => `one of several ways to hold "${title}": ${any_of.map((means) => means.join(' and ')).join(', or ')}`)].filter((text) => text !== '').join('; ')),
      {
        id: objectiveOf(law.id), name: 'assessment-objective', prose: markup('none of these breaches is found, and everything concerned was looked at'),
        parts: law.breaches.map((breach) => ({ id: token(`${law.id}_obj.${breach.id}`), name: 'assessment-objective', prose: markup(breach.remedy === '' ? breach.id : breach.remedy), props: [prop('breach', breach.id), prop('severity', breach.severity), prop('predicate', breach.when), ...breach.cwe.map((number) => prop('cwe', String(number)))] })),
      },
      { id: token(`${law.id}_method`), name: 'assessment-method', props: [{ ns: rmf, name: 'method', value: law.mode === 'inspect-image' || law.mode === 'verify-signature' || law.mode === 'human-review' ? 'EXAMINE' : 'TEST' }], parts: law.settles.map(({ hand_in, how }) => ({ name: 'assessment-objects', prose: markup(`${hand_in}: ${how}`) })) },
    ],
  };
}

export function valuesOf(value: number | string | boolean | readonly string[]): readonly string[] {
  const all = typeof value === 'object' ? value : [String(value)];
  return all.length === 0 ? ['none'] : all.map(line);
}

/** One profile a level: the controls that bind at it, those of alternative means among them. */
export function renderProfile(edition: Edition, level: number, catalog: string): string {
  const { law, digest } = edition;
  const found = law.levels.find((one) => one.level === level);
  const rows = [...adoptedBy(law, level)].sort((a, b) => compareText(a.element, b.element));
  const set = rows.flatMap(({ element, with: given }) => Object.entries(given).map(([name, value]) => ({ 'param-id': parameterId(element, name), values: valuesOf(value) })));
  const resource = idOf('catalog-of-profile', digest);
  return rendered('profile', {
    uuid: idOf('profile', digest, String(level)),
    metadata: editionMetadata(edition, `${law.title}: level ${level}, ${found?.title ?? ''}`, found?.meaning ?? ''),
    imports: [{ href: `#${resource}`, 'include-controls': [{ 'with-ids': rows.map(({ element }) => token(element)) }] }],
    merge: { 'as-is': true },
    ...(set.length === 0 ? {} : { modify: { 'set-parameters': set } }),
    'back-matter': {
      resources: [{
        uuid: resource, title: markup(`the catalog of ${law.id}`), rlinks: [{ href: encodeURIComponent(catalog.toWellFormed()), 'media-type': 'application/oscal+json' }],
        props: [prop('catalog', catalogId(edition))],
        remarks: markup(law.alternatives.filter(({ from_level }) => from_level <= level).map(({ title, any_of }) => `"${title}" is held by one of: ${any_of.map((means) => means.join(' and ')).join(', or ')}`).join('; ') || 'every control is asked by itself'),
      }],
    },
  });
}

