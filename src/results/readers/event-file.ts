import { MOST_ROWS, NO_NUMBERS, TOO_MANY_ROWS, unreadable, type Found } from '../numbers.ts';
import { fieldsOf } from './protobuf.ts';
import { inOrder } from './rows.ts';

/** The length of a record and its checksum, before it, and the checksum of its content, behind it. */
const HEAD = 12;
const TAIL = 4;

/** What a tag has been, event by event. */
interface Points {
  readonly steps: number[];
  readonly values: number[];
}

/**
 * Reads the scalars of an event file of TensorBoard: records (`record_writer.h`), each an `Event` (`event.proto`) with values of a step. A
 * last record that was not written whole does not count.
 */
export function readEventFile(bytes: Uint8Array): Found {
  const tags = new Map<string, Points>();
  let count = 0;
  try {
    for (const record of recordsOf(bytes)) {
      const { step, values } = eventIn(record);
      for (const [tag, value] of values) {
        const points = tags.get(tag);
        if (points === undefined) tags.set(tag, { steps: [step], values: [value] });
        else {
          points.steps.push(step);
          points.values.push(value);
        }
        count += 1;
        if (count > MOST_ROWS) return unreadable(TOO_MANY_ROWS);
      }
    }
  } catch (error) {
    if (error instanceof RangeError) return unreadable('is no event file of TensorBoard');
    throw error;
  }
  const curves = new Map([...tags].map(([tag, { steps, values }]) => [tag, inOrder(steps, values)]));
  return { numbers: { ...NO_NUMBERS, curves }, problem: null };
}

/** The contents of records of TensorFlow. @throws RangeError where the first is none. */
function* recordsOf(bytes: Uint8Array): Generator<Uint8Array> {
  const view = viewOf(bytes);
  for (let at = 0; at + HEAD + TAIL <= bytes.length;) {
    const length = Number(view.getBigUint64(at, true));
    const end = at + HEAD + length + TAIL;
    if (end > bytes.length) {
      if (at === 0) throw new RangeError('no record');
      return;
    }
    yield bytes.subarray(at + HEAD, end - TAIL);
    at = end;
  }
}

const EVENT = { step: 2, summary: 5 };
const SUMMARY = { value: 1 };
const VALUE = { tag: 1, simple: 2, tensor: 8 };

interface ScalarsOfStep {
  readonly step: number;
  readonly values: readonly (readonly [tag: string, value: number])[];
}

function eventIn(record: Uint8Array): ScalarsOfStep {
  let step = 0;
  const values: (readonly [string, number])[] = [];
  for (const { number, value } of fieldsOf(record)) {
    if (number === EVENT.step && typeof value === 'number') step = value;
    if (number !== EVENT.summary || typeof value === 'number') continue;
    for (const entry of fieldsOf(value)) {
      const scalar = entry.number === SUMMARY.value && typeof entry.value !== 'number' ? scalarIn(entry.value) : null;
      if (scalar !== null) values.push(scalar);
    }
  }
  return { step, values };
}

/** A value of a summary that is one number, as which either kind of writer has it; null for an image, a text and the like. */
function scalarIn(message: Uint8Array): readonly [tag: string, value: number] | null {
  let tag = '';
  let scalar: number | null = null;
  for (const { number, value } of fieldsOf(message)) {
    if (typeof value === 'number') continue;
    if (number === VALUE.tag) tag = new TextDecoder().decode(value);
    if (number === VALUE.simple && value.length === 4) scalar = floatIn(value);
    if (number === VALUE.tensor) scalar = numberInTensor(value);
  }
  return scalar === null ? null : [tag, scalar];
}

const TENSOR = { type: 1, content: 4, floats: 5, doubles: 6 };
const TYPES = { float: 1, double: 2 };

/** The number of a tensor of one `float` or `double`; null for any other. */
function numberInTensor(message: Uint8Array): number | null {
  let type = 0;
  let bytes: Uint8Array | null = null;
  for (const { number, value } of fieldsOf(message)) {
    if (typeof value === 'number') {
      if (number === TENSOR.type) type = value;
    } else if (number === TENSOR.content || number === TENSOR.floats || number === TENSOR.doubles) bytes = value;
  }
  if (type === TYPES.float && bytes?.length === 4) return floatIn(bytes);
  if (type === TYPES.double && bytes?.length === 8) return viewOf(bytes).getFloat64(0, true);
  return null;
}

/** The shortest decimal number that four bytes are, as people would write it: 0.1 and not 0.10000000149. */
function floatIn(bytes: Uint8Array): number {
  const exact = viewOf(bytes).getFloat32(0, true);
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(exact.toPrecision(digits));
    if (Math.fround(short) === exact) return short;
  }
  return exact;
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
