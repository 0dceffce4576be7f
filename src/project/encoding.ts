import { isUtf8 } from 'node:buffer';
import { REPLACEMENT } from '../model/text/replacement.ts';

/** Why bytes are no text in UTF-8, as in "the file …", with the line and the column of the first fault; null if they are. */
export function encodingFault(bytes: Buffer): string | null {
  const encoding = foreignEncoding(bytes);
  if (encoding !== null) return `is written in ${encoding}`;
  return isUtf8(bytes) ? null : `is not UTF-8: ${firstFault(bytes)}`;
}

/** What a byte order mark that is not UTF-8's tells. */
function foreignEncoding(bytes: Buffer): string | null {
  if (bytes.length >= 4 && [0x0000feff, 0xfffe0000].includes(bytes.readUInt32BE(0))) return 'UTF-32';
  if (bytes.length >= 2 && [0xfeff, 0xfffe].includes(bytes.readUInt16BE(0))) return 'UTF-16';
  return null;
}

/** Where the first byte that is no UTF-8 stands. */
function firstFault(bytes: Buffer): string {
  let good = 0;
  let line = 1;
  for (let end = bytes.indexOf(0x0a); end >= 0 && isUtf8(bytes.subarray(good, end)); end = bytes.indexOf(0x0a, good)) {
    good = end + 1;
    line += 1;
  }
  const end = bytes.indexOf(0x0a, good);
  const column = faultyColumn(bytes.subarray(good, end < 0 ? bytes.length : end));
  return `line ${line}, column ${column} has a byte sequence that no character has`;
}

/** The column, in characters from 1, of the first byte of a line that is no UTF-8. */
function faultyColumn(line: Buffer): number {
  let offset = 0;
  let column = 1;
  for (const char of line.toString('utf8')) {
    const spelled = Buffer.from(char, 'utf8');
    if (char === REPLACEMENT && !spelled.equals(line.subarray(offset, offset + spelled.length))) break;
    offset += spelled.length;
    column += 1;
  }
  return column;
}
