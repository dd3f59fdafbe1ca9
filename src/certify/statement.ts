/** The in-toto Statement v1 (in-toto/attestation, spec/v1/statement.md): what is said, of which bytes. It signs nothing. */
import { list, members, oneOf, text, type Of } from './shape.ts';
import { anything } from './shape.ts';

export const statementType = 'https://in-toto.io/Statement/v1';
export const sha256Text = text(/^[0-9a-f]{64}$/, 'a SHA-256 digest in lower-case hexadecimal');

/** Only SHA-256, and a git commit beside it: a weaker digest would let other bytes pass. */
const digestShape = members({ sha256: sha256Text }, { gitCommit: text(/^[0-9a-f]{40,64}$/, 'a git commit') });
export const resourceShape = members({ name: text(), digest: digestShape });
export const statementShape = members({ _type: oneOf(statementType), subject: list(resourceShape, 1), predicateType: text(), predicate: anything });

export type Resource = Of<typeof resourceShape>;
export type Statement = Of<typeof statementShape>;

export function resource(name: string, sha256: string): Resource {
  return { name, digest: { sha256: sha256.replace(/^sha256:/, '') } };
}

export function statementOf(subject: readonly Resource[], predicateType: string, predicate: unknown): Statement {
  return { _type: statementType, subject, predicateType, predicate };
}
