/** Checksums that device protocols use, for generating valid inputs. Parameters as in the catalogue of CRC algorithms (reveng). */

export const checksums = ['sum8', 'xor8', 'negated-sum8', 'crc8', 'crc8-maxim', 'crc16-ccitt-false', 'crc16-modbus', 'crc16-xmodem', 'crc32'] as const;
export type Checksum = (typeof checksums)[number];

/** Value of the checksum and its width in bytes. */
export function checksum(kind: Checksum, bytes: Uint8Array): { readonly value: number; readonly width: 1 | 2 | 4 } {
  switch (kind) {
    case 'sum8': return { value: sum(bytes) & 0xff, width: 1 };
    case 'negated-sum8': return { value: -sum(bytes) & 0xff, width: 1 };
    case 'xor8': return { value: bytes.reduce((all, byte) => all ^ byte, 0), width: 1 };
    case 'crc8': return { value: forward(bytes, 8, 0x07, 0), width: 1 };
    case 'crc8-maxim': return { value: reflected(bytes, 0x8c, 0, 0), width: 1 };
    case 'crc16-ccitt-false': return { value: forward(bytes, 16, 0x1021, 0xffff), width: 2 };
    case 'crc16-xmodem': return { value: forward(bytes, 16, 0x1021, 0), width: 2 };
    case 'crc16-modbus': return { value: reflected(bytes, 0xa001, 0xffff, 0), width: 2 };
    case 'crc32': return { value: reflected(bytes, 0xedb88320, 0xffffffff, 0xffffffff), width: 4 };
  }
}

function sum(bytes: Uint8Array): number {
  return bytes.reduce((all, byte) => all + byte, 0);
}

function forward(bytes: Uint8Array, width: 8 | 16, polynomial: number, start: number): number {
  const top = 1 << (width - 1);
  const mask = width === 8 ? 0xff : 0xffff;
  let crc = start;
  for (const byte of bytes) {
    crc ^= byte << (width - 8);
    for (let bit = 0; bit < 8; bit++) crc = (crc & top) !== 0 ? ((crc << 1) ^ polynomial) & mask : (crc << 1) & mask;
  }
  return crc;
}

function reflected(bytes: Uint8Array, polynomial: number, start: number, final: number): number {
  let crc = start >>> 0;
  for (const byte of bytes) {
    crc = (crc ^ byte) >>> 0;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) !== 0 ? ((crc >>> 1) ^ polynomial) >>> 0 : crc >>> 1;
  }
  return (crc ^ final) >>> 0;
}
