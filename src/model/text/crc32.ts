const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xed_b8_83_20 : value >>> 1;
  return value;
});

/**
 * The CRC-32 of a text's UTF-8 bytes (ISO 3309, as zlib and gzip have it), as eight digits in hexadecimal. It tells damage, not
 * malice.
 */
export function crc32(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  const { length } = bytes;
  let sum = 0xff_ff_ff_ff;
  // By index: the iterator of a buffer takes twice as long.
  for (let at = 0; at < length; at += 1) sum = (sum >>> 8) ^ (TABLE[(sum ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  return (~sum >>> 0).toString(16).padStart(8, '0');
}
