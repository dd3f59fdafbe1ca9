/** Calls and macros that turn foreign bytes into a number: what they yield came from outside, and is this many bits wide. */

export interface Conversion {
  readonly bits: number;
  /** Place of the argument that receives the number; absent when it is the result. */
  readonly output?: number;
}

function widths(names: string, bits: number, output?: number): [string, Conversion][] {
  return names.split(' ').map((name) => [name, output === undefined ? { bits } : { bits, output }]);
}

/** BSD sockets, Linux, lwIP, uIP and Contiki, FreeRTOS+TCP, Zephyr, picoTCP, EDK II, OpenSSL, Mbed TLS, libpng, PPP. */
export const converters: ReadonlyMap<string, Conversion> = new Map([
  ...widths('net_buf_pull_u8 net_buf_simple_pull_u8', 8),
  ...widths(
    'ntohs lwip_ntohs PP_NTOHS be16toh le16toh betoh16 letoh16 be16_to_cpu le16_to_cpu be16_to_cpup le16_to_cpup get_unaligned_be16 get_unaligned_le16 ' +
      'NTOHS Ntohs FreeRTOS_ntohs uip_ntohs UIP_NTOHS uip_htons UIP_HTONS sys_be16_to_cpu sys_le16_to_cpu sys_get_be16 sys_get_le16 short_be ' +
      'net_buf_pull_le16 net_buf_pull_be16 net_buf_simple_pull_le16 net_buf_simple_pull_be16 ReadUnaligned16 MBEDTLS_GET_UINT16_BE ' +
      'MBEDTLS_GET_UINT16_LE png_get_uint_16 SwapBytes16 __builtin_bswap16 bswap_16 AV_RB16 AV_RL16',
    16,
  ),
  ...widths('net_buf_pull_le24 net_buf_pull_be24 MBEDTLS_GET_UINT24_BE sys_get_le24 sys_get_be24', 24),
  ...widths(
    'ntohl lwip_ntohl PP_NTOHL be32toh le32toh betoh32 letoh32 be32_to_cpu le32_to_cpu be32_to_cpup le32_to_cpup get_unaligned_be32 get_unaligned_le32 ' +
      'NTOHL Ntohl FreeRTOS_ntohl uip_ntohl UIP_NTOHL sys_be32_to_cpu sys_le32_to_cpu sys_get_be32 sys_get_le32 long_be net_buf_pull_le32 ' +
      'net_buf_pull_be32 net_buf_simple_pull_le32 net_buf_simple_pull_be32 ReadUnaligned32 MBEDTLS_GET_UINT32_BE MBEDTLS_GET_UINT32_LE ' +
      'png_get_uint_32 SwapBytes32 __builtin_bswap32 bswap_32 AV_RB32 AV_RL32',
    32,
  ),
  ...widths('be64toh le64toh be64_to_cpu le64_to_cpu sys_get_le64 sys_get_be64 MBEDTLS_GET_UINT64_BE', 64),
  ...widths('GETCHAR', 8, 0),
  ...widths('GETSHORT', 16, 0),
  ...widths('GETLONG', 32, 0),
  ...widths('n2s c2s', 16, 1),
  ...widths('n2l3 c2l3', 24, 1),
  ...widths('n2l c2l', 32, 1),
]);

/** A helper of the device's own by its name, `little32`, `read_u16_le`, `GetWord`: believed only when it is handed foreign bytes. */
export const readerName =
  /^(?:\w*_)?(?:get|read|rd|load|ld|peek|pull|parse|unpack|decode|fetch|next|extract|to|make|little|big|le|be|u|uint|bytes|buf|word|short)\w*?(8|16|24|32|64|short|word|long)(?!\d)\w*$/iu;

export const readerBits: ReadonlyMap<string, number> = new Map([
  ['8', 8], ['16', 16], ['24', 24], ['32', 32], ['64', 64], ['short', 16], ['word', 32], ['long', 32],
]);
