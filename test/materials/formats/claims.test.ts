/** One artifact, one material: no two materials claim the same file equally firmly, by its bytes or by its name. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as linguist from 'linguist-languages';
import { claims, type Sight } from '../../../src/core/material.ts';
import { loadMaterials } from '../../../src/core/shelf.ts';
import archive from '../../../src/materials/archive/signatures.json' with { type: 'json' };
import image from '../../../src/materials/flat-image/signatures.json' with { type: 'json' };
import media from '../../../src/materials/media/signatures.json' with { type: 'json' };
import picture from '../../../src/materials/picture/signatures.json' with { type: 'json' };

const materials = (await loadMaterials()).map((shelved) => shelved.material);

/** The firmest claimants of a sight; more than one is a fault. */
function claimants(sight: Sight): { readonly claim: string; readonly names: readonly string[] } {
  const made = materials.map((material) => ({ name: material.name, claim: material.recognise(sight) }));
  for (const claim of claims.toReversed()) {
    const names = made.filter((each) => each.claim === claim).map((each) => each.name);
    if (names.length > 0) return { claim, names };
  }
  return { claim: '', names: [] };
}

const sightOf = (path: string, head: Uint8Array): Sight => ({ path, size: head.length, head });

/** Bytes that hold the signature and, elsewhere, nothing that means anything. */
function bytesWith(signature: { readonly at: number; readonly bytes: readonly number[] }): Uint8Array {
  const head = new Uint8Array(4096).fill(0xfe);
  head.set(signature.bytes, signature.at);
  return head;
}

const extensions = new Set([
  ...image.extensions, ...picture.extensions, ...media.extensions, ...archive.documents,
  ...Object.values(linguist).flatMap((language) => ('extensions' in language ? [...language.extensions] : [])).map((extension) => extension.slice(1).toLowerCase()),
]);

const ours = new Set(['archive', 'flat-image', 'picture', 'media', 'compile-database', 'sarif', 'junit', 'cyclonedx', 'kconfig', 'statement', 'elf', 'nmap', 'nessus', 'findings-table']);

describe('claims', () => {
  test('no extension of these materials is claimed by another, whether the file is empty, text or bytes', () => {
    const twice: string[] = [];
    for (const extension of extensions) {
      for (const head of [new Uint8Array(0), new TextEncoder().encode('one line of text\n'), new Uint8Array([1, 2, 0, 255, 7, 0, 0, 3])]) {
        const { claim, names } = claimants(sightOf(`some/file.${extension}`, head));
        if (names.length > 1 && names.some((name) => ours.has(name))) twice.push(`.${extension} by ${claim}: ${names.join(', ')}`);
      }
    }
    assert.deepEqual([...new Set(twice)], []);
  });

  const owners = { archive: archive.archives, 'flat-image': image.magic, picture: picture.magic, media: media.magic };
  for (const [owner, signatures] of Object.entries(owners)) {
    test(`${owner} is known by its bytes and by nobody else's`, () => {
      for (const signature of signatures) {
        assert.deepEqual(claimants(sightOf('file.dat', bytesWith(signature))), { claim: 'content', names: [owner] }, signature.name);
      }
    });
  }

  test('office documents stay documents, and other zip files are archives', () => {
    const zip = bytesWith({ at: 0, bytes: [0x50, 0x4b, 3, 4] });
    assert.deepEqual(claimants(sightOf('update.zip', zip)).names, ['archive']);
    assert.deepEqual(claimants(sightOf('app.jar', zip)).names, ['archive']);
    assert.notDeepEqual(claimants(sightOf('plan.docx', zip)).names, ['archive']);
  });

  const text = (path: string, content: string): readonly string[] => claimants(sightOf(path, new TextEncoder().encode(content))).names;

  test('text of a narrow form is known by its form', () => {
    assert.deepEqual(text('a.hex', ':100000000020002045000008470000084900000876\n'), ['flat-image']);
    assert.deepEqual(text('a.txt', 'S00F000068656C6C6F202020202000003C\n'), ['flat-image']);
    assert.notDeepEqual(text('a.txt', 'MZ is how programs of DOS begin\n'), ['flat-image']);
    assert.deepEqual(text('a.sch', 'EESchema Schematic File Version 4\n'), ['media']);
    assert.deepEqual(text('board.top', '%FSLAX46Y46*%\n%MOMM*%\n'), ['media']);
    assert.deepEqual(text('a.ppm', 'P3\n# a remark\n2 2\n255\n'), ['picture']);
    assert.deepEqual(text('a', '%!PS-Adobe-3.0 EPSF-3.0\n'), ['picture']);
    assert.deepEqual(text('x.json', '{"bomFormat": "CycloneDX"}'), ['cyclonedx']);
    assert.deepEqual(text('x.json', '{"version": "2.1.0", "runs": []}'), ['sarif']);
    assert.deepEqual(text('x.xml', '<?xml version="1.0"?>\n<!-- made by a runner -->\n<testsuites/>'), ['junit']);
    assert.deepEqual(text('x.xml', '<?xml version="1.0"?>\n<!DOCTYPE nmaprun>\n<?xml-stylesheet href="x"?>\n<!-- Nmap 7.95 scan -->\n<nmaprun scanner="nmap">'), ['nmap']);
    assert.deepEqual(text('scan.anything', '<?xml version="1.0"?>\n<nmaprun scanner="nmap">'), ['nmap']);
    assert.deepEqual(text('x.nessus', '<?xml version="1.0" ?>\n<NessusClientData_v2>'), ['nessus']);
    assert.deepEqual(text('x.txt', 'plumbline-findings,1\r\n'), ['findings-table']);
    assert.notDeepEqual(text('x.csv', 'plumbline-findings,10\n'), ['findings-table']);
    assert.notDeepEqual(text('x.xml', '<notes><nmaprun/></notes>'), ['nmap']);
    assert.deepEqual(text('build/compile_commands.json', '[]'), ['compile-database']);
    assert.deepEqual(text('x.yaml', '# reviews\nplumbline-statement: 1\nkind: review\n'), ['statement']);
    assert.deepEqual(text('gateway/.config', 'CONFIG_SECCOMP=y\n# CONFIG_KEXEC is not set\n'), ['kconfig']);
    assert.deepEqual(text('gateway.conf', 'CONFIG_SECCOMP=y\nCONFIG_KEXEC=n\n'), ['kconfig']);
  });

  test('a device tree is settings, unless it carries images', () => {
    const tree = (node: string): Uint8Array => Uint8Array.from([0xd0, 0x0d, 0xfe, 0xed, ...Array.from({ length: 16 }, () => 0), 0, 0, 0, 17, ...Buffer.from(node.padEnd(24, '\0'), 'latin1')]);
    assert.deepEqual(claimants(sightOf('board.dtb', tree('\u0001cpus\0'))).names, ['settings']);
    assert.deepEqual(claimants(sightOf('board.dtb', tree('\u0001images\0'))).names, ['flat-image']);
  });

  test('a Java class is no Mach-O, and the other way round', () => {
    assert.deepEqual(claimants(sightOf('A', new Uint8Array([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 61]))).names, ['media']);
    assert.deepEqual(claimants(sightOf('A', new Uint8Array([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2]))).names, ['flat-image']);
  });
});
