/** The seal: what a party says of a whole package by signing its index, and in which role. The role is signed, so no file name can change it. */
import { day, namedDigest, sha256Text } from './forms.ts';
import { list, members, oneOf, text, whole, type Of } from './shape.ts';
import { resource, statementOf, type Statement } from './statement.ts';

export const sealPredicate = 'urn:plumbline:seal:1';
export const roles = ['maker', 'inspector', 'approver'] as const;
export type Role = (typeof roles)[number];
export const roleForm = oneOf(...roles);

export const indexName = 'index.json';

/** What the index says a file is for. */
export const purposes = ['inspection', 'record', 'law', 'statement', 'evidence'] as const;

/** `index.json`: the list of all files but the signatures, tied to the plan of the inspection. */
export const indexForm = members(
  {
    schema: oneOf('plumbline-package-1'),
    plumbline: text(),
    as_of: day,
    device: members({ name: text(), version: text(), maker: text() }),
    inspection: sha256Text,
    record: sha256Text,
    edition: members({ id: text(), digest: namedDigest }),
    level: whole,
    plan: members({ digest: namedDigest, questions: whole }),
    expects: list(roleForm, 1),
    files: list(members({ path: text(), sha256: sha256Text, size: whole, holds: oneOf(...purposes) }), 1),
  },
  { valid_until: day },
);
export type PackageIndex = Of<typeof indexForm>;

export const sealForm = members({ role: roleForm, as_of: day, inspection: sha256Text });

export function sealOf(role: Role, index: PackageIndex, indexDigest: string): Statement {
  return statementOf([resource(indexName, indexDigest)], sealPredicate, { role, as_of: index.as_of, inspection: index.inspection });
}
