/** Rules of the run: one per element and breach that occurs, one per element that is open, with help, and the weaknesses they name. */
import type { Breach, Finding } from '../../core/finding.ts';
import type { CitedElement, Inspection } from '../../core/inspection.ts';
import { compareText } from '../../core/place.ts';
import { markdownText, message } from './message.ts';

export interface Rules {
  readonly descriptors: readonly Descriptor[];
  readonly indexOf: (id: string) => number;
  /** CWE numbers, ascending. */
  readonly weaknesses: readonly number[];
}

interface Text {
  readonly text: string;
  readonly markdown?: string;
}

export interface Descriptor {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: Text;
  readonly fullDescription: Text;
  readonly help: Text;
  readonly defaultConfiguration: { readonly level: string };
  readonly relationships?: readonly unknown[];
  readonly properties: { readonly tags: readonly string[] };
}

export const levelOf: Readonly<Record<Breach['severity'], string>> = { high: 'error', moderate: 'warning', low: 'note' };

/** `element/breach` for what fails, `element` for what is open. */
export function ruleId(finding: Finding, breach?: Breach): string {
  return breach === undefined ? finding.element : `${finding.element}/${breach.id}`;
}

export function collect(inspection: Inspection): Rules {
  const cited = new Map(inspection.elements.map((element) => [element.id, element]));
  const breaches = inspection.findings.flatMap((finding) => finding.breaches);
  const weaknesses = [...new Set(breaches.flatMap((breach) => breach.cwe))].filter((id) => id > 0).sort((a, b) => a - b);
  const found = new Map<string, Descriptor>();
  for (const finding of inspection.findings) {
    const element = cited.get(finding.element);
    for (const breach of finding.breaches) {
      const id = ruleId(finding, breach);
      if (!found.has(id)) found.set(id, describe(id, finding, element, weaknesses, breach));
    }
    if (finding.verdict === 'unknown' && !found.has(finding.element)) {
      found.set(finding.element, describe(finding.element, finding, element, weaknesses));
    }
  }
  const descriptors = [...found.values()].sort((a, b) => compareText(a.id, b.id));
  const index = new Map(descriptors.map((descriptor, position) => [descriptor.id, position]));
  return { descriptors, indexOf: (id) => index.get(id) ?? -1, weaknesses };
}

function describe(id: string, finding: Finding, element: CitedElement | undefined, weaknesses: readonly number[], breach?: Breach): Descriptor {
  const objective = element?.objective ?? finding.title;
  const remedies = [breach?.remedy ?? '', element?.remedy ?? ''].filter((text) => text !== '');
  const sources = (element?.citations ?? []).map((one) => [one.document, one.clause].filter((part) => part !== '').join(', '));
  const cwe = breach?.cwe.filter((number) => weaknesses.includes(number)) ?? [];
  const explain = `plumbline explain ${finding.element}`;
  return {
    id: id,
    name: pascal(id),
    shortDescription: { text: message(finding.title) },
    fullDescription: { text: message(objective) },
    help: {
      text: message([objective, ...remedies.map((text) => `Remedy: ${text}`), ...sources.map((source) => `See ${source}`), `More: ${explain}`].join(' ')),
      markdown: [markdownText(objective), ...remedies.map((text) => `**Remedy.** ${markdownText(text)}`), ...sources.map((source) => `- ${markdownText(source)}`), `Run \`${explain.replaceAll('`', '')}\` for worked cases.`].join('\n\n'),
    },
    defaultConfiguration: { level: breach === undefined ? 'none' : levelOf[breach.severity] },
    ...(cwe.length === 0 ? {} : { relationships: cwe.map((number) => ({ target: { id: String(number), index: weaknesses.indexOf(number), toolComponent: { name: 'CWE', index: 0 } }, kinds: ['superset'] })) }),
    properties: { tags: ['security', `category-${finding.category}`, ...cwe.map((number) => `external/cwe/cwe-${number}`)] },
  };
}

/** SARIF asks for a name that reads as an identifier (§3.49.7): `unsafe-is-confined/site` is `UnsafeIsConfinedSite`. */
function pascal(id: string): string {
  return id.split(/[^a-zA-Z0-9]+/).filter((word) => word !== '').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}
