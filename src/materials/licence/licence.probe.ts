/** States which licence a licence file holds, by its SPDX identifier. What it does not recognise it leaves unnamed. */
import type { Probe } from '../../core/material.ts';
import { licence } from '../../facts/licence.ts';
import { licenceOf } from './phrases.ts';

const licenceProbe: Probe<Uint8Array> = {
  name: 'licence',
  revision: 1,
  states: [licence],
  look: (bytes) => [licence.state({ id: licenceOf(bytes) })],
};

export default licenceProbe;
