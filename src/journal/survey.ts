import { isAscii, isUtf8 } from 'node:buffer';
import { fstatSync, readSync } from 'node:fs';
import { isSweepName } from '../model/text/sweep-name.ts';
import { checkHeader } from './codec.ts';

/**
 * Takes one line in, header excepted; the first line of the file is number 1. Returns null, or why the line is bad:
 * then it has changed nothing.
 */
export type TakeLine = (line: string, number: number) => string | null;

/** What a journal holds from its first byte to its last. */
export type Survey =
  /** Not even a whole header: the runner that began it died at once. */
  | { readonly kind: 'empty' }
  /** `end` is the offset behind the last good line; behind it there is nothing, or a torn line. */
  | { readonly kind: 'good'; readonly sweep: string; readonly lines: number; readonly end: number }
  /** From line `bad` on, no line is good; `end` is where that line begins. */
  | {
      readonly kind: 'bad-tail';
      readonly sweep: string;
      readonly lines: number;
      readonly end: number;
      readonly bad: number;
      readonly why: string;
    }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Reads the whole of an open journal; `path` is how messages name it. With `about`, only lines that hold one of these texts are taken in:
 * the others count as good.
 */
export function survey(fd: number, path: string, take: TakeLine, about: readonly string[] = []): Survey {
  const seen: Seen = { number: 0, header: null, good: 0, bad: null, goodAfterBad: false };
  const end = readBlocks(fd, (block, start) => {
    let at = 0;
    if (seen.number === 0) {
      seen.number = 1;
      at = block.indexOf(NEWLINE) + 1;
      seen.header = readHeader(block.subarray(0, at - 1));
    }
    if (seen.header?.ok === true) takeBlock(seen, block.subarray(at), start + at, take, about);
  });
  const { header, good: lines, bad } = seen;
  if (header === null) return { kind: 'empty' };
  if (!header.ok) return { kind: 'refused', message: refusal(path, header.why) };
  const { sweep } = header;
  if (bad === null) return { kind: 'good', sweep, lines, end };
  if (seen.goodAfterBad) return { kind: 'refused', message: badLine(path, bad.number, bad.why) };
  return { kind: 'bad-tail', sweep, lines, end: bad.start, bad: bad.number, why: bad.why };
}

interface Seen {
  /** Of the line read last. */
  number: number;
  header: Header | null;
  good: number;
  /** The first bad line. */
  bad: { readonly number: number; readonly start: number; readonly why: string } | null;
  goodAfterBad: boolean;
}

/** Takes in whole lines. Those of long journals are looked at together, as far as that tells enough. */
function takeBlock(seen: Seen, block: Buffer, start: number, take: TakeLine, about: readonly string[]): void {
  if (!isUtf8(block)) {
    return eachLine(block, (from, to) => {
      const line = block.subarray(from, to);
      const isWanted = about.length === 0 || about.some((text) => line.includes(text));
      note(
        seen,
        start + from,
        isUtf8(line) ? (isWanted ? take(line.toString('utf8'), seen.number + 1) : null) : NOT_UTF8,
      );
    });
  }
  if (about.length > 0) return takeAbout(seen, block, start, take, about);
  // Of ASCII both are the same, and this is read several times as fast.
  const encoding = isAscii(block) ? 'latin1' : 'utf8';
  eachLine(block, (from, to) => {
    note(seen, start + from, take(block.toString(encoding, from, to), seen.number + 1));
  });
}

const NOT_UTF8 = 'it is not UTF-8';

/** Takes in those lines of a block that hold one of the texts `about`; the others are but counted. */
function takeAbout(seen: Seen, block: Buffer, start: number, take: TakeLine, about: readonly string[]): void {
  const hits = about.map((text) => block.indexOf(text));
  let at = 0;
  while (at < block.length) {
    for (const [index, text] of about.entries()) {
      const hit = hits[index] ?? -1;
      if (hit >= 0 && hit < at) hits[index] = block.indexOf(text, at);
    }
    const next = hits.reduce((least, hit) => (hit < 0 ? least : Math.min(least, hit)), block.length);
    const from = next === block.length ? next : block.lastIndexOf(NEWLINE, next) + 1;
    eachLine(block.subarray(at, from), (skipped) => {
      note(seen, start + at + skipped, null);
    });
    if (from === block.length) return;
    const to = block.indexOf(NEWLINE, next);
    note(seen, start + from, take(block.toString('utf8', from, to), seen.number + 1));
    at = to + 1;
  }
}

/** Notes what has become of the next line. */
function note(seen: Seen, start: number, why: string | null): void {
  seen.number += 1;
  if (why !== null) seen.bad ??= { number: seen.number, start, why };
  else if (seen.bad === null) seen.good += 1;
  else seen.goodAfterBad = true;
}

/** What to say of a line that cannot be read, and how to go on. */
export function badLine(path: string, number: number, why: string): string {
  return (
    `${path}:${number}: cannot be read: ${why}. ` +
    'Delete that line to go on (what it recorded may be done again), or move the file aside to begin anew'
  );
}

export type Header = { readonly ok: true; readonly sweep: string } | { readonly ok: false; readonly why: string };

/** Reads the first line of a journal. */
export function readHeader(line: Buffer): Header {
  const text = line.toString('utf8');
  const why = checkHeader(text);
  if (why !== null) return { ok: false, why };
  const { sweep } = JSON.parse(text) as { readonly sweep?: unknown };
  // What is no name could steer the terminal on which it is told.
  return typeof sweep === 'string' && isSweepName(sweep)
    ? { ok: true, sweep }
    : { ok: false, why: 'it names no sweep' };
}

/** What to say of a file whose first line is none of a journal of ours. */
export function refusal(path: string, why: string): string {
  return `${path}:1: cannot be read: ${why}. Use the sweep that wrote it, or move the file aside to begin anew`;
}

const CHUNK = 1 << 20;
const NEWLINE = 0x0a;

/**
 * Calls `each` with every complete line of an open file, without its newline, and with the offset of its first byte.
 * The bytes are valid during the call only. Comes back as `readBlocks` does.
 *
 * @param from  The offset of the first line to read.
 */
export function readLines(fd: number, each: (line: Buffer, start: number) => void, from = 0): number {
  return readBlocks(
    fd,
    (block, start) => {
      eachLine(block, (begin, end) => {
        each(block.subarray(begin, end), start + begin);
      });
    },
    from,
  );
}

/** Calls `each` with where every line of a block begins and where its newline stands. */
function eachLine(block: Buffer, each: (from: number, to: number) => void): void {
  let at = 0;
  for (let to = block.indexOf(NEWLINE); to >= 0; to = block.indexOf(NEWLINE, at)) {
    each(at, to);
    at = to + 1;
  }
}

/**
 * Calls `each` with all complete lines of an open file, one or several at a time, each with its newline, and with the offset of the first
 * byte. The bytes are valid during the call only. Comes back with the offset behind the last newline: what follows it is
 * torn, or is just being written. Reads in chunks, so that the size of the file does not matter, and no further than the file
 * reaches now, so that a writer cannot keep a reader for ever.
 */
function readBlocks(fd: number, each: (block: Buffer, start: number) => void, from = 0): number {
  const chunk = Buffer.allocUnsafe(CHUNK);
  let begun: Buffer[] = [];
  let lineStart = from;
  let offset = from;
  const { size: whole } = fstatSync(fd);
  for (;;) {
    const size = readSync(fd, chunk, 0, Math.min(CHUNK, whole - offset), offset);
    if (size === 0) return lineStart;
    const read = chunk.subarray(0, size);
    let at = 0;
    const first = begun.length === 0 ? -1 : read.indexOf(NEWLINE);
    if (first >= 0) {
      each(Buffer.concat([...begun, read.subarray(0, first + 1)]), lineStart);
      begun = [];
      at = first + 1;
      lineStart = offset + at;
    }
    const end = read.lastIndexOf(NEWLINE) + 1;
    if (end > at) {
      each(read.subarray(at, end), lineStart);
      at = end;
      lineStart = offset + at;
    }
    if (at < size) begun.push(Buffer.from(read.subarray(at)));
    offset += size;
  }
}
