/** Feeds bytes that nobody would write to every material of this area: each answers in words of the schema, and soon. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { isCouldNotTell } from '../../../src/core/fact.ts';
import { isUnreadable } from '../../../src/core/material.ts';
import { loadMaterials } from '../../../src/core/shelf.ts';
import { readXml } from '../../../src/materials/settings/read-xml.ts';
import { readYaml } from '../../../src/materials/settings/read-yaml.ts';

const area = new Set(['other-language', 'script', 'settings', 'prose', 'licence']);
const materials = (await loadMaterials()).filter(({ material }) => area.has(material.name));

function look(path: string, bytes: Uint8Array): void {
  const sight = { path, size: bytes.length, head: bytes.subarray(0, 4096) };
  for (const { material, probes } of materials) {
    if (material.recognise(sight) === undefined) continue;
    const form = material.parse(bytes, sight);
    if (isUnreadable(form)) continue;
    for (const probe of probes) {
      for (const seen of probe.look(form, sight)) {
        if (!isCouldNotTell(seen)) probe.states.find(({ word }) => word === seen.word)?.schema.parse(seen.value);
      }
    }
  }
}

const paths = ['a.py', 'a.go', 'A.java', 'a.js', 'a.cs', 'a.s', 'a.sh', 'Makefile', 'a.json', 'a.jsonl', 'a.yaml', 'a.xml', 'a.ini', 'a.pem', 'a.md', 'a.rst', 'a.tex', 'LICENSE', 'noending', 'a.ml', 'a.m'];

test('arbitrary bytes are answered', () => {
  fc.assert(fc.property(fc.constantFrom(...paths), fc.uint8Array({ maxLength: 300 }), look), { numRuns: 600 });
});

const pieces = ['{', '}', '[', ']', '<', '>', '</', '/>', '<!--', '-->', '<![CDATA[', '<!DOCTYPE', '<?xml', '&', '"', "'", ':', '- ', '? ', '*a', '&a ', '!!', '|', '\n', '  ', '# ', '//', '/*', '*/', 'a', '=', '-----BEGIN A-----', '-----END A-----', '\t', '---', '`', '\\'];

test('pieces of many formats in any order are answered', () => {
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.array(fc.constantFrom(...pieces), { maxLength: 80 }), (path, parts) => look(path, Buffer.from(parts.join('')))),
    { numRuns: 1500 },
  );
});

test('deep, wide and unfinished text costs no more than its size', () => {
  const repeated = ['[', '{"a":', '<a>', '<a b="c">', '- ', 'a:\n ', '/*', '"', '`', 'native a ', 'unsafe ', 'require("', '&a [*a,', '(*', '\n', ' ', '#', 'import a,', '{{', '-----BEGIN A-----\n', '=\n', '\\title{'];
  for (const text of repeated) {
    const bytes = Buffer.from(text.repeat(40_000 / text.length));
    for (const path of paths) {
      const started = process.cpuUsage();
      look(path, bytes);
      assert.ok(process.cpuUsage(started).user < 4_000_000, `${JSON.stringify(text)} in ${path} took ${Math.round(process.cpuUsage(started).user / 1000)} ms`);
    }
  }
});

test('XML beyond a limit is not judged', () => {
  const reading = readXml(`${'<a>'.repeat(10_001)}${'</a>'.repeat(10_001)}`);
  assert.match('refused' in reading ? reading.refused : '', /elements nested more than 10000 deep/);
  const named = readXml('<a xmlns="urn:x"><b xmlns="urn:y"/></a>');
  assert.equal('schema' in named ? named.schema : '', 'urn:x');
});

test('XML is judged strictly, YAML bombs are not expanded', () => {
  for (const text of ['<a/>', '<a b="c" d=\'e\'><!-- x --><b>&amp;&#10;&#xA;</b><![CDATA[<]]></a>', '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]>\n<a xmlns:c="d"/>\n']) {
    const reading = readXml(text);
    assert.equal('wellFormed' in reading ? reading.wellFormed : '', 'yes', text);
  }
  for (const text of ['', '<a>', '</a>', '<a></b>', '<a b=c/>', '<a b="1" b="2"/>', '<a/><b/>', '<a>&</a>', '<a b="<"/>', 'text<a/>', '<a/>text', '<a><!-- </a>', '<1/>', '<a', '<a/><!DOCTYPE a>']) {
    const reading = readXml(text);
    assert.equal('wellFormed' in reading ? reading.wellFormed : '', 'no', text);
  }
  const bomb = `a: &a [x,x,x,x,x,x,x,x]\n${'bcdefghij'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefghi'[index]},`.repeat(8)}]`).join('\n')}\n`;
  const reading = readYaml(bomb);
  assert.equal('wellFormed' in reading ? reading.wellFormed : '', 'yes');
});
