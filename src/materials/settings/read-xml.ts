/** Asks whether a text is well-formed XML 1.0, and which schema it names. It fetches nothing and expands no entity. */
import { readXmlText } from '../../scan/xml.ts';
import { bad, good, schemaName, type Reading, type Refusal } from './reading.ts';

export function readXml(text: string): Reading | Refusal {
  let schema: string | undefined;
  for (const event of readXmlText(text, { texts: false, strict: true })) {
    if (event.event === 'trouble') return event.refused ? { refused: event.reason } : bad(event.line);
    if (event.event === 'open') schema ??= schemaOf(event.attributes);
  }
  return good(schema);
}

/** What the root says: the last default name space, or else the first schema that is named without one. */
function schemaOf(attributes: ReadonlyMap<string, string>): string {
  const located = [...attributes].find(([key]) => key.endsWith(':noNamespaceSchemaLocation'))?.[1];
  return schemaName(attributes.get('xmlns') ?? located);
}
