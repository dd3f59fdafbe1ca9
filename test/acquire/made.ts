/** Makes small archives byte by byte, also such as no honest tool would make. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface Made {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** tar: type letter; zip: compression method. */
  readonly type?: string;
  readonly method?: number;
  readonly link?: string;
  readonly flags?: number;
  readonly mode?: number;
  /** A size to lie about. */
  readonly size?: number;
}

export function tarOf(entries: readonly Made[], end = true): Buffer {
  return Buffer.concat([...entries.flatMap((entry) => tarEntry(entry)), end ? Buffer.alloc(1024) : Buffer.alloc(0)]);
}

function tarEntry({ name, content = '', type = '0', link = '', size }: Made): readonly Buffer[] {
  const body = Buffer.from(content as Uint8Array);
  const head = Buffer.alloc(512);
  head.set(Buffer.from(name as Uint8Array).subarray(0, 100), 0);
  head.write('0000644\x000000000\x000000000\x00', 100, 'latin1');
  head.write(`${(size ?? body.length).toString(8).padStart(11, '0')}\x00`, 124, 'latin1');
  head.write('00000000000\x00        ', 136, 'latin1');
  head.write(type, 156, 'latin1');
  head.write(link, 157);
  head.write('ustar\x0000', 257, 'latin1');
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\x00 `, 148, 'latin1');
  return [head, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
}

/** A pax record counts its own length. */
export function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (String(length).length + rest !== length) length += 1;
  return `${length} ${key}=${value}\n`;
}

export function zipOf(entries: readonly Made[], front: Uint8Array = new Uint8Array(0)): Buffer {
  const locals: Buffer[] = [Buffer.from(front)];
  const records: Buffer[] = [];
  let at = 0;
  for (const { name, content = '', method = 8, flags = 0x800, mode = 0o100644, size } of entries) {
    const plain = Buffer.from(content as Uint8Array);
    const packed = method === 8 ? deflateRawSync(plain) : plain;
    const label = Buffer.from(name as Uint8Array);
    const numbers = Buffer.alloc(26);
    [[20, 0], [flags, 2], [method, 4], [label.length, 22]].forEach(([value = 0, place = 0]) => numbers.writeUInt16LE(value, place));
    [[crc32(plain), 10], [packed.length, 14], [size ?? plain.length, 18]].forEach(([value = 0, place = 0]) => numbers.writeUInt32LE(value, place));
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), numbers, label, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(at, 10);
    records.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), numbers, tail, label]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(records);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length & 0xffff, 8);
  end.writeUInt16LE(entries.length & 0xffff, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

export function arOf(entries: readonly Made[]): Buffer {
  return Buffer.concat([Buffer.from('!<arch>\n'), ...entries.flatMap(({ name, content = '' }) => {
    const body = Buffer.from(content as Uint8Array);
    const head = `${String(name).padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}${String(body.length).padEnd(10)}\`\n`;
    return [Buffer.from(head, 'latin1'), body, Buffer.alloc(body.length % 2, '\n')];
  })]);
}
