/** Licence texts by file name. It recognises the licence; it does not say what follows from it. */
import type { Material } from '../../core/material.ts';

/** Whole names, with or without an ending of a text file, and with a licence's own name attached (`LICENSE-MIT`). */
const named = /^(?:licen[cs]es?|copying(?:\.lesser|\.lib|v\d)?|copyright|unlicense|eula|notice|patents|third[-_]?party[-_]?(?:licen[cs]es?|notices?(?:text)?))(?:[-_.][a-z0-9][\w.+-]{0,40})?$/;
const text = /^(?:|txt|md|markdown|rst|html?|adoc|rtf|pdf|old|orig)$/;

/** Endings that make it a program or data about licences, not a licence. */
const ending = /\.([a-z]\w*)$/;

const licence: Material<Uint8Array> = {
  name: 'licence',
  nature: 'other',
  recognise: ({ path }) => (isLicence(path) ? 'name' : undefined),
  parse: (bytes) => bytes,
};

export default licence;

function isLicence(path: string): boolean {
  const parts = path.toLowerCase().split('/');
  const name = parts.at(-1) ?? '';
  // The REUSE convention keeps texts as LICENSES/<SPDX id>.txt.
  if (parts.at(-2) === 'licenses' && /^[\w.+-]{2,60}\.txt$/.test(name) && name !== 'cmakelists.txt' && name !== 'readme.txt') return true;
  if (!named.test(name)) return false;
  const last = ending.exec(name)?.[1];
  return last === undefined || text.test(last) || /^(?:mit|apache|bsd|gpl\w*|lgpl\w*|agpl\w*|mpl|isc|lesser|lib|boost|zlib|openssl)$/.test(last);
}
