/** The DSSE envelope (secure-systems-lab/dsse, protocol 1.0.2): what exactly is signed. It knows nothing of keys. */
import { joined, utf8 } from './bytes.ts';

export const payloadType = 'application/vnd.in-toto+json';

/** The pre-authentication encoding: type and payload with their lengths, so that neither can pass for the other. */
export function preAuthEncoding(type: string, payload: Uint8Array): Uint8Array {
  return joined(utf8(`DSSEv1 ${utf8(type).length} ${type} ${payload.length} `), payload);
}
