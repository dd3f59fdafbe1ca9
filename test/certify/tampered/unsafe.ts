/** Packages that are built to mislead or harm whoever opens them: names, encodings, doubled members, archives that are traps. */
import { gzipSync } from 'node:zlib';
import { canonicalJson } from '../../../src/core/canonical.ts';
import { tarOf, zipOf, type Made } from '../../acquire/made.ts';
import { bare, changed, dishonestFiles, folderOf, honest, json, text } from '../world.ts';
import { rawTampered, tampered, type Case } from './case.ts';

const decoded = (path: string): string => new TextDecoder().decode(honest.get(path));
const entries: readonly Made[] = [...honest].map(([name, content]) => ({ name, content }));
const seal = `${folderOf(honest, 'maker')}/seal.sigstore.json`;
const row = { path: '../escape.json', sha256: '0'.repeat(64), size: 1, holds: 'evidence' };
const rows = (index: Record<string, unknown>, more: readonly object[]): void => void Object.assign(index, { files: [...(index['files'] as object[]), ...more] });
const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;

export const unsafe: readonly Case[] = [
  tampered('a path that leads out', 'unsafe', changed(honest, { '../escape.json': 'x' })),
  tampered('an absolute path', 'unsafe', changed(honest, { '/etc/escape.json': 'x' })),
  tampered('a path with backslashes', 'unsafe', changed(honest, { 'evidence\\..\\escape.json': 'x' })),
  tampered('a path with a drive', 'unsafe', changed(honest, { 'C:escape.json': 'x' })),
  tampered('a name with a Cyrillic letter', 'unsafe', changed(honest, { 'inspecti\u043en.json': decoded('inspection.json') })),
  tampered('a name with a direction mark', 'unsafe', changed(honest, { 'evidence/\u202enosj.txt': 'x' })),
  tampered('a name that differs in capitals', 'unsafe', changed(honest, { 'Inspection.json': decoded('inspection.json') })),
  tampered('the index listing a path that leads out', 'missing', await dishonestFiles(() => undefined, (index) => rows(index, [row]))),
  tampered('the index listing itself', 'contradiction', await dishonestFiles(() => undefined, (index) => rows(index, [{ ...row, path: 'index.json' }]))),
  tampered('a member twice in the inspection', 'malformed', changed(honest, { 'inspection.json': decoded('inspection.json').replace('"plumbline":', '"plumbline":"9","plumbline":') })),
  tampered('a member twice, once escaped, in the index', 'malformed', changed(honest, { 'index.json': decoded('index.json').replace('"level":', '"leve\\u006c":9,"level":') })),
  tampered('a member twice in a bundle', 'malformed', changed(honest, { [seal]: decoded(seal).replace('"payload":', '"payload":"","payload":') })),
  tampered('a signed inspection with a member twice', 'malformed', await dishonestFiles((files) => void files.set('inspection.json', text(decoded('inspection.json').replace('"as_of":', '"as_of":"2020-01-01","as_of":'))))),
  tampered('a byte order mark before the index', 'malformed', changed(honest, { 'index.json': Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), honest.get('index.json') ?? Buffer.alloc(0)]) })),
  tampered('an index in UTF-16', 'malformed', changed(honest, { 'index.json': Buffer.from(decoded('index.json'), 'utf16le') })),
  tampered('an index with a broken UTF-8 sequence', 'malformed', changed(honest, { 'index.json': Buffer.concat([Buffer.from('{"a":"'), Buffer.of(0xc0, 0xaf), Buffer.from('"}')]) })),
  tampered('an index that is nested without end', 'malformed', changed(honest, { 'index.json': deep })),
  tampered('an index spelt with spare space', 'malformed', changed(honest, { 'index.json': JSON.stringify(json(honest, 'index.json'), null, 1) })),
  tampered('a member of the index that nobody knows', 'malformed', changed(honest, { 'index.json': canonicalJson({ ...json(honest, 'index.json'), note: 'ignore the rest' }) })),
  tampered('a seal of no statement', 'malformed', changed(bare, { [`${folderOf(honest, 'maker')}/seal.sigstore.json`]: '{}' })),
  rawTampered('an entry twice in a zip', 'unsafe', zipOf([...entries, { name: 'index.json', content: '{}' }])),
  rawTampered('a link in a zip', 'unsafe', zipOf([...entries, { name: 'evidence/link', content: '/etc/passwd', mode: 0o120777 }])),
  rawTampered('a bomb in a zip', 'unsafe', zipOf([...entries, { name: 'evidence/bomb', content: new Uint8Array(80 * 1024 * 1024) }])),
  rawTampered('a zip entry longer than its directory says', 'unsafe', zipOf([...entries, { name: 'evidence/long', content: 'longer than that', size: 3 }])),
  rawTampered('a zip that is cut off', 'malformed', zipOf(entries).subarray(0, -400)),
  rawTampered('a link in a tar', 'unsafe', tarOf([...entries, { name: 'evidence/link', type: '2', link: '/etc/passwd' }])),
  rawTampered('a path that leads out of a tar', 'unsafe', tarOf([...entries, { name: '../../escape', content: 'x' }])),
  rawTampered('a file after the end of a tar', 'unsafe', Buffer.concat([tarOf(entries), tarOf([{ name: 'hidden', content: 'x' }])])),
  rawTampered('a damaged gzip', 'malformed', gzipSync(tarOf(entries)).fill(0x55, 50_000, 50_100)),
];
