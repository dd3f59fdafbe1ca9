/** Types of single bytes, and names by which a byte parameter shows that it is not a message from outside. */

export const byteTypes: ReadonlySet<string> = new Set([
  'uint8_t', 'u8_t', 'u8', 'u_char', 'unsigned char', 'u_int8_t', '__u8', 'UINT8', 'uint8', 'BYTE', 'byte', 'Byte', 'UCHAR', 'uchar', 'guint8',
  'octet', 'u8t', 'std::byte', 'U8', 'CPU_INT08U', 'uint8',
]);

/** The words of `byteTypes` that a lexer can watch for. */
export const byteWords: readonly string[] = [...new Set([...byteTypes].filter((type) => /^\w+$/u.test(type)))];

/** Output, keys and tables: what is written to or chosen by the program is not parsed. */
export const ownBytes =
  /^(?:out|output|dst|dest|destination|to|result|res|ret|digest|hash|mac|tag|key|iv|nonce|seed|rk|ctr|state|table|tab|lut|map|font|glyph|bitmap|sbox|image_out|reply|response|resp|answer|result\w*|tx\w*|\w*_?out|\w*_?dst|\w*[_]?key|\w*_?dest|\w*_?tx|\w*[Oo]ut|\w*Dst|\w*Key|\w*_?mac|\w*_?addr\w*|color\w*|\w*palette\w*|\w*mask\w*|state\w*)$/iu;
