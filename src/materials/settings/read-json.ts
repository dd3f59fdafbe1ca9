/** Reads JSON strictly (RFC 8259). It accepts no comments; where a format allows them it says that it did not check. */
import { bad, good, lineAt, schemaName, unchecked, type Reading, type Refusal } from './reading.ts';

/** A file of this size becomes ten times as many bytes of values; larger ones are data, not settings. */
const mostBytes = 24 * 1024 * 1024;

export function readJson(text: string): Reading | Refusal {
  if (text.length > mostBytes) return { refused: `larger than ${mostBytes >> 20} MiB, too large to be read as JSON` };
  try {
    const value: unknown = JSON.parse(text);
    const named = typeof value === 'object' && value !== null && '$schema' in value ? value.$schema : '';
    return good(schemaName(named));
  } catch (error) {
    if (error instanceof RangeError) return { refused: 'nested too deep to be read as JSON' };
    const at = /position (\d+)/.exec(String(error))?.[1];
    return bad(at === undefined ? undefined : lineAt(text, Number(at)));
  }
}

/** One value a line. */
export function readJsonLines(text: string): Reading | Refusal {
  if (text.length > mostBytes) return { refused: `larger than ${mostBytes >> 20} MiB, too large to be read as JSON` };
  let number = 0;
  for (const line of text.split('\n')) {
    number++;
    if (line.trim() === '') continue;
    const reading = readJson(line);
    if ('refused' in reading) return reading;
    if (reading.wellFormed === 'no') return bad(number);
  }
  return good();
}

/** Strict JSON is also JSON with comments; anything beyond it is not checked. */
export function readJsonWithComments(text: string): Reading | Refusal {
  const reading = readJson(text);
  return 'refused' in reading || reading.wellFormed === 'yes' ? reading : unchecked;
}
