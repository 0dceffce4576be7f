import { crc32 } from '../../model/text/crc32.ts';

/**
 * A text that is replaced in place, again and again, in a file that holds two copies of it: the newer one, and the one before,
 * over which the next is written. Each has a serial number and a checksum, so that whoever reads while it is written, or after
 * its writer was killed in the midst of that, finds the newest that is whole. It is how LMDB keeps its meta pages.
 */
export interface Copy {
  /** Greater for the newer one. */
  readonly serial: number;
  readonly text: string;
}

/** The least room of a copy in bytes: a page. */
const LEAST_ROOM = 4096;

const HEAD = /^sweep-copy (\d{1,15}) (\d{1,9}) ([0-9a-f]{8})\n/;
const LONGEST_HEAD = 48;

/** The room in bytes that a file of `size` bytes has for each of its two copies. */
export function roomIn(size: number): number {
  return Math.floor(size / 2);
}

/** The room to give to each copy of a text of so many bytes, with some to grow. */
export function roomFor(bytes: number): number {
  let room = LEAST_ROOM;
  while (room < 2 * (bytes + LONGEST_HEAD)) room *= 2;
  return room;
}

/** What stands in the file for a copy. */
export function copyBytes({ serial, text }: Copy): Buffer {
  return Buffer.from(`sweep-copy ${serial} ${Buffer.byteLength(text)} ${checksum(serial, text)}\n${text}`, 'utf8');
}

/** Of the serial number as well: or the first bytes of one copy, written over another, would make that one the newer. */
function checksum(serial: number, text: string): string {
  return crc32(`${serial} ${text}`);
}

/** Where in the file the copy of this serial number stands. */
export function placeOfCopy(serial: number, room: number): number {
  return serial % 2 === 0 ? 0 : room;
}

/** The newest whole copy among the bytes of a file; null when neither is whole. */
export function newestCopy(bytes: Buffer): Copy | null {
  const room = roomIn(bytes.length);
  const [one, other] = [copyAt(bytes, 0, room), copyAt(bytes, room, room)];
  if (one === null || other === null) return one ?? other;
  return one.serial > other.serial ? one : other;
}

function copyAt(bytes: Buffer, start: number, room: number): Copy | null {
  const head = HEAD.exec(bytes.toString('latin1', start, start + LONGEST_HEAD));
  if (head === null) return null;
  const [{ length }, serial, size, sum] = [head[0], Number(head[1]), Number(head[2]), head[3]];
  if (length + size > room) return null;
  const text = bytes.toString('utf8', start + length, start + length + size);
  return checksum(serial, text) === sum ? { serial, text } : null;
}
