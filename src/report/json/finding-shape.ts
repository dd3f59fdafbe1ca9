/** The shape of findings and of the facts that prove them. The value of a fact is described by the schema of its word. */
import { z } from 'zod';
import { evidenceModes, strengths, verdicts } from '../../core/verdict.ts';
import { count, text } from './parts.ts';

const placeShape = z
  .strictObject({
    component: text,
    path: text.describe('relative to the folder of the device; never absolute'),
    inside: text.exactOptional().describe('path within an archive; nested archives are joined by !/'),
    line: count.exactOptional(),
    column: count.exactOptional(),
    endLine: count.exactOptional(),
    offset: count.exactOptional(),
    length: count.exactOptional(),
  })
  .meta({ id: 'Place' });

export const factShape = z
  .strictObject({
    word: text,
    value: z.unknown().describe('as the schema of the word says'),
    place: placeShape,
    excerpt: text.exactOptional().describe('the line, or the bytes in hexadecimal'),
    sha256: text.exactOptional().describe('digest of the artifact it was seen in'),
  })
  .meta({ id: 'Fact' });

const breachShape = z
  .strictObject({
    id: text,
    message: text,
    remedy: text,
    cwe: z.array(z.number().int()),
    severity: z.enum(['high', 'moderate', 'low']),
    fact: factShape.exactOptional().describe('absent for a breach by absence'),
    fingerprint: text.describe('survives moved lines'),
    state: z.enum(['new', 'known']).exactOptional().describe('present when a baseline was given'),
  })
  .meta({ id: 'Breach' });

const gapShape = z
  .strictObject({
    sort: z.enum(['unanswered', 'blank', 'unrecognised', 'nothing-to-ask', 'unreadable']),
    word: text,
    material: text,
    reason: text,
    count,
    examples: z.array(text),
  })
  .meta({ id: 'Gap' });

export const settlementShape = z.strictObject({ hand_in: text, how: text });

export const findingShape = z
  .strictObject({
    element: text,
    title: text,
    category: text,
    component: text.describe('empty for the device as a whole'),
    verdict: z.enum(verdicts),
    because: text,
    mode: z.enum(evidenceModes),
    strength: z.enum(strengths),
    breaches: z.array(breachShape),
    gaps: z.array(gapShape),
    settles: z.array(settlementShape),
    supports: z.array(factShape),
  })
  .meta({ id: 'Finding' });
