/** Writes event files of TensorBoard as `record_writer.h` and `event.proto` describe them, for tests of who reads them. */

/** A first event, as every writer writes it. */
export const VERSION_EVENT = message([
  [1, double(1_700_000_000.5)],
  [3, bytes(Buffer.from('brain.Event:2'))],
]);

/** An event with `simple_value`s, as PyTorch and the first version of TensorFlow have them. */
export function scalarEvent(step: number, values: Readonly<Record<string, number>>): Buffer {
  const summary = Object.entries(values).map(([tag, value]): FieldOf => [
    1,
    bytes(
      message([
        [1, bytes(Buffer.from(tag))],
        [2, float(value)],
      ]),
    ),
  ]);
  return event(step, summary);
}

/** An event with a tensor of one float, as the second version of TensorFlow has it. */
export function tensorEvent(step: number, tag: string, value: number): Buffer {
  const metadata = message([[1, bytes(message([[1, bytes(Buffer.from('scalars'))]]))]]);
  const content = Buffer.alloc(4);
  content.writeFloatLE(value);
  const tensor = message([
    [1, varint(1)],
    [2, bytes(Buffer.alloc(0))],
    [4, bytes(content)],
  ]);
  const entry = message([
    [1, bytes(Buffer.from(tag))],
    [9, bytes(metadata)],
    [8, bytes(tensor)],
  ]);
  return event(step, [[1, bytes(entry)]]);
}

function event(step: number, summary: readonly FieldOf[]): Buffer {
  return message([
    [1, double(1_700_000_000.5)],
    [2, varint(step)],
    [5, bytes(message(summary))],
  ]);
}

/** A file of these records, each with its length and their checksums. */
export function eventFile(records: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    records.flatMap((record) => {
      const length = Buffer.alloc(8);
      length.writeBigUInt64LE(BigInt(record.length));
      return [length, checksum(length), record, checksum(record)];
    }),
  );
}

interface Written {
  readonly type: 0 | 1 | 2 | 5;
  readonly content: Buffer;
}
type FieldOf = readonly [number: number, written: Written];

function message(fields: readonly FieldOf[]): Buffer {
  return Buffer.concat(fields.flatMap(([number, { type, content }]) => [varintBytes(number * 8 + type), content]));
}

function varint(value: number): Written {
  return { type: 0, content: varintBytes(value) };
}

function varintBytes(value: number): Buffer {
  const all: number[] = [];
  for (let rest = BigInt(value); ; rest >>= 7n) {
    if (rest < 128n) return Buffer.from([...all, Number(rest)]);
    all.push(Number(rest & 127n) | 128);
  }
}

function bytes(content: Buffer): Written {
  return { type: 2, content: Buffer.concat([varintBytes(content.length), content]) };
}

function float(value: number): Written {
  const content = Buffer.alloc(4);
  content.writeFloatLE(value);
  return { type: 5, content };
}

function double(value: number): Written {
  const content = Buffer.alloc(8);
  content.writeDoubleLE(value);
  return { type: 1, content };
}

/** The masked CRC-32C of TensorFlow's records. */
function checksum(content: Uint8Array): Buffer {
  let crc = 0xffffffff;
  for (const byte of content) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  crc = ~crc >>> 0;
  const masked = Buffer.alloc(4);
  masked.writeUInt32LE((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0);
  return masked;
}
