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
  let sum = 0xff_ff_ff_ff;
  for (const byte of Buffer.from(text, 'utf8')) sum = (sum >>> 8) ^ (TABLE[(sum ^ byte) & 0xff] ?? 0);
  return (~sum >>> 0).toString(16).padStart(8, '0');
}
