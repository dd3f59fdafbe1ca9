/** Reads formats of one entry a line: INI and its kin, and PEM armour. What does not look like them is not called wrong. */
import { bad, good, unchecked, type Reading } from './reading.ts';

/** Dialects differ too much for a verdict of "no": a line that fits none leaves the file unchecked. */
export function readIni(text: string): Reading {
  let continued = false;
  for (const line of text.split(/\r\n?|\n/)) {
    const fits = continued || /^\s*(?:[;#!].*)?$|^\s*\[[^\]\n]*\]\s*(?:[;#].*)?$|^\s*[^=:\s[][^=:]*[=:]|^\s+\S/.test(line);
    if (!fits) return unchecked;
    continued = line.endsWith('\\');
  }
  return good();
}

/** Textual encoding of keys and certificates (RFC 7468): labels agree, what is between is base64 or headers. */
export function readPem(text: string): Reading {
  let label: string | undefined;
  let number = 0;
  let found = false;
  for (const line of text.split(/\r\n?|\n/)) {
    number++;
    const [, edge, name] = /^-----(BEGIN|END) ([^-]+)-----\s*$/.exec(line) ?? [];
    if (edge === undefined) {
      if (label !== undefined && !/^[A-Za-z0-9+/=\s]*$|^[\w-]+: |^\s/.test(line)) return bad(number);
    } else if ((edge === 'BEGIN') !== (label === undefined) || (edge === 'END' && name !== label)) return bad(number);
    else {
      label = edge === 'BEGIN' ? name : undefined;
      found = true;
    }
  }
  if (label !== undefined) return bad(number);
  return found ? good() : unchecked;
}
