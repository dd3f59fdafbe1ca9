/** Says which format a settings file has and whether it is well formed in it. It does not say whether its settings are wise. */
import type { Probe } from '../../core/material.ts';
import { settingsFile } from '../../facts/settings-file.ts';
import { readers } from './formats.ts';
import type { Settings } from './material.ts';
import { readJson, readJsonLines, readJsonWithComments } from './read-json.ts';
import { readIni, readPem } from './read-lines.ts';
import { readXml } from './read-xml.ts';
import { readYaml } from './read-yaml.ts';
import { bad, unchecked, type Reading, type Refusal } from './reading.ts';

const byReader: Readonly<Record<string, (text: string) => Reading | Refusal>> = {
  json: readJson,
  'json-lines': readJsonLines,
  'json-with-comments': readJsonWithComments,
  yaml: readYaml,
  xml: readXml,
  ini: readIni,
  pem: readPem,
};

/** No reader takes more; what is larger is data. */
const mostBytes = 128 * 1024 * 1024;

const format: Probe<Settings> = {
  name: 'format',
  revision: 2,
  states: [settingsFile],
  look: ({ format: named, bytes }) => {
    const read = byReader[readers.get(named) ?? ''];
    if (read === undefined) return [settingsFile.state({ format: named, well_formed: 'not-checked', schema: '' })];
    const reading = bytes.length > mostBytes ? { refused: 'too large to be read' } : decoded(bytes, read);
    if ('refused' in reading) return [settingsFile.blank(`not checked whether it is well formed: ${reading.refused}`)];
    const { wellFormed, schema, line } = reading;
    return [settingsFile.state({ format: named, well_formed: wellFormed, schema }, line === undefined ? {} : { line })];
  },
};

export default format;

/** UTF-8 must be UTF-8; with a byte order mark UTF-16 is read too. XML may declare another encoding and is then read by byte. */
function decoded(bytes: Uint8Array, read: (text: string) => Reading | Refusal): Reading | Refusal {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return read(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    if (read === readXml) return read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'));
    return read === readIni || read === readPem ? unchecked : bad(undefined);
  }
}
