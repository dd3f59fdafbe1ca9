/** Packages whose files were changed, dropped, added or swapped after they were signed. */
import { canonicalJson } from '../../../src/core/canonical.ts';
import { changed, dishonest, honest, ingredients, json, text } from '../world.ts';
import { tampered, type Case } from './case.ts';

const flip = (path: string, at: number): Uint8Array => {
  const bytes = Uint8Array.from(honest.get(path) ?? new Uint8Array(0));
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
};
const decoded = (path: string): string => new TextDecoder().decode(honest.get(path));
const bill = [...honest.keys()].find((path) => path.startsWith('evidence/bill/')) ?? '';
const element = [...honest.keys()].find((path) => path.startsWith('law/elements/')) ?? '';
const older = await dishonest({ inspection: { ...(ingredients.inspection as object), as_of: '2026-11-19' }, record: { ...(ingredients.record as object), as_of: '2026-11-19' } });
const index = json(honest, 'index.json');
const rows = index['files'] as readonly { readonly path: string }[];

export const contents: readonly Case[] = [
  tampered('one bit of the inspection', 'altered', changed(honest, { 'inspection.json': flip('inspection.json', 5000) })),
  tampered('a verdict turned to met', 'altered', changed(honest, { 'inspection.json': decoded('inspection.json').replace('"verdict":"unmet"', '"verdict":"met"') })),
  tampered('one bit of the record', 'altered', changed(honest, { 'record.json': flip('record.json', 4000) })),
  tampered('one bit of the bill of materials', 'altered', changed(honest, { [bill]: flip(bill, 100) })),
  tampered('a statement that says passed', 'altered', changed(honest, { 'statements/verification-summary.json': decoded('statements/verification-summary.json').replace('LEVEL_3', 'LEVEL_9') })),
  tampered('a paper emptied', 'altered', changed(honest, { [bill]: '' })),
  tampered('a line end added to the inspection', 'altered', changed(honest, { 'inspection.json': `${decoded('inspection.json')}\n` })),
  tampered('the inspection replaced by an older genuine one', 'altered', changed(honest, { 'inspection.json': older.get('inspection.json') })),
  tampered('the inspection dropped', 'missing', changed(honest, { 'inspection.json': undefined })),
  tampered('the record dropped', 'missing', changed(honest, { 'record.json': undefined })),
  tampered('the bill dropped', 'missing', changed(honest, { [bill]: undefined })),
  tampered('an element of the law dropped', 'missing', changed(honest, { [element]: undefined })),
  tampered('the index dropped', 'missing', changed(honest, { 'index.json': undefined })),
  tampered('a statement dropped', 'missing', changed(honest, { 'statements/test-result.json': undefined })),
  tampered('everything dropped but the signatures', 'missing', new Map([...honest].filter(([path]) => path.startsWith('signatures/')))),
  tampered('a file added', 'extra', changed(honest, { 'evidence/approval.txt': 'approved by everybody' })),
  tampered('a second inspection added', 'extra', changed(honest, { 'inspection-new.json': decoded('inspection.json') })),
  tampered('a file added beside the signatures', 'extra', changed(honest, { 'signatures/note.txt': 'trust me' })),
  tampered('a row of the index changed', 'altered', changed(honest, { 'index.json': decoded('index.json').replace('"size":', '"size":1') })),
  tampered('a row of the index taken out, and its file', 'altered', changed(honest, { [bill]: undefined, 'index.json': canonicalJson({ ...index, files: rows.filter(({ path }) => path !== bill) }) })),
  tampered('the index naming another device', 'altered', changed(honest, { 'index.json': decoded('index.json').replace('2.5.0', '2.6.0') })),
  tampered('two files swapped', 'altered', changed(honest, { 'inspection.json': honest.get('record.json'), 'record.json': honest.get('inspection.json') })),
  tampered('the index of another version put in', 'replayed', changed(older, { 'index.json': honest.get('index.json') })),
  tampered('an index that lists nothing', 'malformed', changed(honest, { 'index.json': text(canonicalJson({ ...index, files: [] })) })),
];
