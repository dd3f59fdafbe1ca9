/** Takes the payloads out of recorded traffic: libpcap files, classic and next generation. It reassembles no streams. */

export interface Recorded {
  readonly payloads: readonly Uint8Array[];
  /** Packets that hold no payload this reader knows: other link types, other protocols, cut short. */
  readonly passed: number;
}

const mostPackets = 200_000;

/** Payloads of UDP and TCP over IPv4 and IPv6 on Ethernet, raw IP or Linux cooked links; nothing when it is no such file. */
export function payloadsOf(bytes: Buffer): Recorded | undefined {
  if (bytes.length < 24) return undefined;
  const packets = bytes.readUInt32BE(0) === 0x0a0d0d0a ? nextGeneration(bytes) : classic(bytes);
  if (packets === undefined) return undefined;
  const payloads = packets.map(([link, packet]) => payload(link, packet)).filter((found) => found !== undefined && found.length > 0);
  return { payloads: payloads as readonly Uint8Array[], passed: packets.length - payloads.length };
}

type Packet = readonly [link: number, bytes: Buffer];

/** draft-ietf-opsawg-pcap, §4: magic tells byte order and resolution. */
function classic(bytes: Buffer): readonly Packet[] | undefined {
  const magic = bytes.readUInt32LE(0);
  const little = magic === 0xa1b2c3d4 || magic === 0xa1b23c4d;
  if (!little && magic !== 0xd4c3b2a1 && magic !== 0x4d3cb2a1) return undefined;
  const word = (at: number): number => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const link = word(20) & 0xffff;
  const packets: Packet[] = [];
  for (let at = 24; at + 16 <= bytes.length && packets.length < mostPackets; ) {
    const size = word(at + 8);
    packets.push([link, bytes.subarray(at + 16, at + 16 + size)]);
    at += 16 + size;
  }
  return packets;
}

/** draft-ietf-opsawg-pcapng, §3–4: blocks with their length at both ends. */
function nextGeneration(bytes: Buffer): readonly Packet[] {
  const packets: Packet[] = [];
  let little = true;
  let links: number[] = [];
  for (let at = 0; at + 12 <= bytes.length && packets.length < mostPackets; ) {
    const kind = bytes.readUInt32BE(at);
    if (kind === 0x0a0d0d0a) {
      little = bytes.readUInt32LE(at + 8) === 0x1a2b3c4d;
      links = [];
    }
    const word = (offset: number): number => (offset + 4 > bytes.length ? 0 : little ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset));
    const half = (offset: number): number => (offset + 2 > bytes.length ? 0 : little ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset));
    const size = word(at + 4);
    if (size < 12) break;
    if (word(at) === 1) links.push(half(at + 8));
    if (word(at) === 6) packets.push([links[word(at + 8)] ?? 0, bytes.subarray(at + 28, at + 28 + word(at + 20))]);
    at += size;
  }
  return packets;
}

function payload(link: number, packet: Buffer): Uint8Array | undefined {
  const offset = link === 1 ? 14 : link === 113 ? 16 : link === 101 || link === 228 || link === 229 ? 0 : -1;
  if (offset < 0 || packet.length < offset + 20) return undefined;
  const network = packet.subarray(offset);
  const version = (network[0] ?? 0) >> 4;
  const header = version === 4 ? ((network[0] ?? 0) & 15) * 4 : version === 6 ? 40 : 0;
  const protocol = network[version === 4 ? 9 : 6];
  const transport = network.subarray(header, version === 4 ? network.readUInt16BE(2) : undefined);
  if (header === 0) return undefined;
  if (protocol === 17) return transport.subarray(8);
  return protocol === 6 && transport.length > 12 ? transport.subarray(((transport[12] ?? 0) >> 4) * 4) : undefined;
}
