/** What lies in archives comes out with its bytes and its path; what cannot come out is told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expand, isArchive } from '../../src/acquire/expand.ts';
import { defaultLimits, type Limits } from '../../src/acquire/limits.ts';
import { arOf, paxRecord, tarOf, zipOf } from './made.ts';

/** `inside: content`, `inside -> link` or `inside ! trouble`, one by one. */
export function told(bytes: Uint8Array, name: string, limits: Partial<Limits> = {}): readonly string[] {
  return [...expand(bytes, name, { ...defaultLimits, ...limits })].map((entry) => {
    if (entry.link !== undefined) return `${entry.inside} -> ${entry.link}`;
    const trouble = entry.trouble === undefined ? '' : ` ! ${entry.trouble}`;
    return entry.bytes === undefined ? `${entry.inside}${trouble}` : `${entry.inside}: ${isArchive(entry.bytes, entry.inside) ?? Buffer.from(entry.bytes).toString()}${trouble}`;
  });
}

test('zip: entries, folders, links, stored and deflated, with bytes in front', () => {
  const zip = zipOf([{ name: 'a/' }, { name: 'a/b.c', content: 'int x;' }, { name: 'c', content: 'stored', method: 0 }, { name: 'l', content: 'a/b.c', mode: 0o120777 }]);
  const expected = ['a/b.c: int x;', 'c: stored', 'l -> a/b.c'];
  assert.deepEqual(told(zip, 'x.zip'), expected);
  const shifted = zipOf([{ name: 'c', content: 'stored', method: 0 }], Buffer.from('PK\x03\x04 a program in front'));
  assert.deepEqual(told(shifted, 'x.zip'), ['c: stored']);
});

test('zip: what is encrypted, of a rare method, damaged or cut off is told', () => {
  assert.match(told(zipOf([{ name: 'e', content: 'x', flags: 1 }]), 'x.zip')[0] ?? '', /^e ! the entry is encrypted/);
  assert.match(told(zipOf([{ name: 'e', content: 'x', method: 9 }]), 'x.zip')[0] ?? '', /^e ! compression method 9 is not understood/);
  assert.match(told(zipOf([{ name: 'e', content: 'x', size: 7 }]), 'x.zip')[0] ?? '', /^e ! the entry has 1 bytes, its directory says 7/);
  const zip = zipOf([{ name: 'a', content: 'some content' }]);
  assert.match(told(zip.subarray(0, zip.length - 30), 'x.zip')[0] ?? '', /no directory at its end/);
  const damaged = Buffer.from(zip);
  damaged.writeUInt32LE(1, 14 + zip.indexOf('PK\x01\x02') + 2);
  assert.match(told(damaged, 'x.zip')[0] ?? '', /check sum/);
});

test('tar: ustar, long names of GNU, pax paths and sizes, links and devices', () => {
  const long = `${'d/'.repeat(80)}file.c`;
  const tar = tarOf([
    { name: 'dir/', type: '5' }, { name: 'a.c', content: 'int x;' }, { name: '././@LongLink', type: 'L', content: `${long}\0` }, { name: 'short', content: 'gnu' },
    { name: 'pax', type: 'x', content: paxRecord('path', 'ü/pax.c') + paxRecord('mtime', '1.5') }, { name: 'p', content: 'pax' },
    { name: 'soft', type: '2', link: '../../etc/passwd' }, { name: 'hard', type: '1', link: 'a.c' }, { name: 'dev', type: '3' }, { name: 'sparse', type: 'S', content: 'x' },
  ]);
  assert.deepEqual(told(tar, 'x.tar').map((line) => line.replace(/ \(device.*/, '')), [
    'a.c: int x;', `${long}: gnu`, 'ü/pax.c: pax', 'soft -> ../../etc/passwd', 'hard -> a.c', 'dev ! an entry of type "3"',
    'sparse ! a sparse file, whose holes are not understood: it was not looked at',
  ]);
});

test('tar: damage, a missing end and bytes behind the end are told', () => {
  const tar = tarOf([{ name: 'a', content: 'x' }, { name: 'b', content: 'y' }]);
  assert.match(told(tarOf([{ name: 'a', content: 'x' }], false), 'x.tar').at(-1) ?? '', /no end mark/);
  assert.match(told(Buffer.concat([tar, tarOf([{ name: 'hidden', content: 'z' }])]), 'x.tar').at(-1) ?? '', /bytes follow the end mark/);
  const broken = Buffer.from(tar);
  broken[1024 + 5] = 65;
  assert.match(told(broken, 'x.tar').at(-1) ?? '', /header of a tar entry is damaged/);
  assert.match(told(tarOf([{ name: 'a', size: 0o77777777 }]), 'x.tar')[0] ?? '', /^a ! the tar archive is cut off/);
});

test('gzip: members in a row, header fields, padding; what follows is told', () => {
  const parts = Buffer.concat([gzipSync('one '), gzipSync('two '), gzipSync('three'), Buffer.alloc(20)]);
  assert.deepEqual(told(parts, 'log.txt.gz'), ['log.txt: one two three']);
  const plain = gzipSync('x');
  const named = Buffer.concat([plain.subarray(0, 3), Buffer.from([0x1e]), plain.subarray(4, 10), Buffer.from([2, 0, 9, 9]), Buffer.from('name\0comment\0\x12\x34', 'latin1'), plain.subarray(10)]);
  assert.deepEqual(told(named, 'x.gz'), ['x: x']);
  assert.match(told(Buffer.concat([plain, Buffer.from('hidden')]), 'x.gz')[0] ?? '', /bytes that are no gzip stream follow/);
  assert.match(told(plain.subarray(0, plain.length - 3), 'x.gz')[0] ?? '', /cut off/);
  const wrong = Buffer.from(plain);
  wrong[wrong.length - 6] = (wrong[wrong.length - 6] ?? 0) ^ 1;
  assert.match(told(wrong, 'x.gz')[0] ?? '', /check sum/);
});

test('ar: static libraries and packages with long names of both kinds', () => {
  const ar = arOf([{ name: '/', content: 'index' }, { name: '//', content: 'a_rather_long_name.o/\nother.o/\n' }, { name: '/0', content: 'one' }, { name: '/22', content: 'two' }, { name: 'plain.o/', content: 'three' }, { name: '#1/8', content: 'bsd.o\0\0\0four' }, { name: '__.SYMDEF', content: 'x' }]);
  assert.deepEqual(told(ar, 'lib.a'), ['a_rather_long_name.o: one', 'other.o: two', 'plain.o: three', 'bsd.o: four']);
  assert.match(told(ar.subarray(0, 70), 'lib.a').at(-1) ?? '', /cut off/);
});

test('archives in archives are opened, and their addresses joined', () => {
  const control = gzipSync(tarOf([{ name: './control', content: 'Package: x' }]));
  const data = zstdCompressSync(tarOf([{ name: './usr/lib/a.jar', content: zipOf([{ name: 'A.class', content: 'x' }]) }]));
  const deb = arOf([{ name: 'debian-binary', content: '2.0\n' }, { name: 'control.tar.gz', content: control }, { name: 'data.tar.zst', content: data }]);
  assert.deepEqual(told(deb, 'x.deb'), [
    'debian-binary: 2.0\n', 'control.tar.gz: gzip', 'control.tar.gz!/control.tar: tar', 'control.tar.gz!/control.tar!/control: Package: x', 'data.tar.zst: zstd',
    'data.tar.zst!/data.tar: tar', 'data.tar.zst!/data.tar!/usr/lib/a.jar: zip', 'data.tar.zst!/data.tar!/usr/lib/a.jar!/A.class: x',
  ]);
});

test('names that leave the archive, forge an address or come twice stay data', () => {
  const zip = zipOf([{ name: '../../etc/cron.d/x', content: '1' }, { name: '/abs', content: '2' }, { name: 'C:\\win', content: '3' }, { name: 'a\\..\\..\\b', content: '4' }, { name: 'x.zip!/in', content: '5' }, { name: 'twice', content: '6' }, { name: 'twice', content: '7' }, { name: '', content: '8' }]);
  assert.deepEqual(told(zip, 'x.zip'), [
    '(up)/(up)/etc/cron.d/x: 1 ! the name "../../etc/cron.d/x" leads out of the archive', 'abs: 2 ! the name "/abs" leads out of the archive', 'C:\\win: 3 ! the name "C:\\\\win" leads out of the archive',
    'a\\..\\..\\b: 4 ! the name "a\\\\..\\\\..\\\\b" leads out of the archive', 'x.zip\\x21/in: 5', 'twice: 6', 'twice(2): 7 ! the archive holds a second entry of the same name', '(no name): 8',
  ]);
});

test('documents that are zip files stay closed; packages that run do not', () => {
  const zip = zipOf([{ name: 'word/document.xml', content: '<x/>' }]);
  assert.equal(isArchive(zip, 'manual.docx'), undefined);
  assert.equal(isArchive(zip, 'app.jar'), 'zip');
  assert.equal(isArchive(zipOf([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', method: 0 }]), 'renamed.bin'), undefined);
  assert.equal(isArchive(Buffer.from('just text'), 'x.zip'), undefined);
  assert.equal(isArchive(Buffer.concat([Buffer.alloc(257), Buffer.from('ustar\x0000'), Buffer.alloc(300)]), 'x.tar'), undefined);
  assert.equal(isArchive(deflateRawSync('x'), 'x'), undefined);
});
