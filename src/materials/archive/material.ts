/** Archives and compressed files that acquisition opens: here they only get a name, what lies inside is looked at file by file. */
import { carries } from '../../core/head.ts';
import type { Material } from '../../core/material.ts';
import signatures from './signatures.json' with { type: 'json' };

/** Office documents are zip files, yet one document for a person, not a folder of files; they are recognised by extension elsewhere. */
const documents = new Set(signatures.documents);

/** A zlib stream has two bytes of header, too few to believe without the name (RFC 1950 section 2.2). */
function isZlib(path: string, head: Uint8Array): boolean {
  return head[0] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(head[1] ?? 0) && /\.(?:zz|zlib)$/i.test(path);
}

function isArchive(head: Uint8Array): boolean {
  return carries(head, signatures.archives);
}

export default {
  name: 'archive',
  nature: 'other',
  recognise: ({ path, head }) => {
    if (!isArchive(head) && !isZlib(path, head)) return undefined;
    const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
    return documents.has(extension) ? undefined : 'content';
  },
  parse: () => null,
} satisfies Material<null>;
