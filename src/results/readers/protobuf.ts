/** A field of a message of Protocol Buffers: its number, and what it holds. */
export interface Field {
  readonly number: number;
  /** A whole number (`varint`), four or eight bytes, or bytes of any length. */
  readonly value: number | Uint8Array;
}

const VARINT = 0;
const EIGHT_BYTES = 1;
const BYTES = 2;
const FOUR_BYTES = 5;

/** The fields of a message in its wire format, in order. @throws RangeError where it is none. */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  const reader = { message, at: 0 };
  while (reader.at < message.length) {
    const tag = varint(reader);
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case VARINT:
        yield { number, value: varint(reader) };
        break;
      case EIGHT_BYTES:
        yield { number, value: take(reader, 8) };
        break;
      case BYTES:
        yield { number, value: take(reader, varint(reader)) };
        break;
      case FOUR_BYTES:
        yield { number, value: take(reader, 4) };
        break;
      default:
        throw new RangeError('no type of a field');
    }
  }
}

interface Reader {
  readonly message: Uint8Array;
  at: number;
}

/** Seven bits a byte, the lowest first; as a number, which has 53 of its 64 bits exactly. */
function varint(reader: Reader): number {
  let value = 0;
  for (let place = 1; ; place *= 128) {
    const byte = reader.message[reader.at];
    if (byte === undefined || place > 2 ** 63) throw new RangeError('a number without an end');
    reader.at += 1;
    value += (byte & 127) * place;
    if (byte < 128) return value;
  }
}

function take(reader: Reader, length: number): Uint8Array {
  const end = reader.at + length;
  if (end > reader.message.length) throw new RangeError('a field without an end');
  const bytes = reader.message.subarray(reader.at, end);
  reader.at = end;
  return bytes;
}
