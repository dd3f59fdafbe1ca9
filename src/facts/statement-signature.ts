/** A signature that a statement bears. Whether it is good, and whose key it is, is for the verifier; a fact holds no opinion. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const statementSignature = factKind({
  word: 'statement-signature',
  meaning: 'a signature over a review or declaration, as it stands in the record',
  concerns: [],
  schema: z.strictObject({
    /** Id of the record in the same file. */
    statement: z.string(),
    /** The canonical record without its signature: the payload of the DSSE envelope. */
    payload: z.string(),
    /** Public key (SPKI, base64) that the signer says it is. */
    key: z.string(),
    /** DSSE signature over `application/vnd.plumbline.statement+json`, base64. */
    value: z.string(),
  }),
});

export default statementSignature;
