import { constants, type BigIntStats } from 'node:fs';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { WARY } from '../../disk/plain-file.ts';
import { compressedName, READABLE_END } from './compressed.ts';
import { type Cut, cutName, readCut, tellCut } from './cut.ts';

/** What came of compressing a log. */
export type Compressed =
  /** There is none, it is empty, or it is still written to: it stays as it is. */
  'left' | 'compressed';

/**
 * Puts a compressed log in the place of a log: two gzip members, the second of which is its end. Until that is whole under its own name,
 * the log stays; a process that is killed in between leaves a log that can be read, and perhaps both.
 * @throws Error of the file system, such as ENOSPC; AbortError.
 */
export async function compressLog(log: string, signal: AbortSignal): Promise<Compressed> {
  const source = await openLog(log);
  if (source === null) return 'left';
  const draft = `${compressedName(log)}.part`;
  try {
    const before = await source.stat({ bigint: true });
    const size = Number(before.size);
    if (!before.isFile() || size === 0) return 'left';
    await rm(draft, { force: true, recursive: true });
    const target = await open(draft, 'wx', Number(before.mode) & 0o666);
    try {
      const end = Math.max(0, size - READABLE_END);
      if (end > 0) await compressPart(upTo(source, end, readCut(log)), target, signal);
      await compressPart(bytesOf(source, end, size), target, signal);
      await target.utimes(before.atime, before.mtime);
      await target.datasync();
    } finally {
      await target.close();
    }
    if (!isSame(before, await stat(log, { bigint: true }))) return 'left';
    await rename(draft, compressedName(log));
    await rm(log);
    await rm(cutName(log), { force: true });
    return 'compressed';
  } finally {
    await source.close();
    await rm(draft, { force: true });
  }
}

async function openLog(log: string): Promise<FileHandle | null> {
  try {
    return await open(log, constants.O_RDONLY | WARY);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** The bytes of a log before `end`; what was cut out is told of. */
async function* upTo(source: FileHandle, end: number, cut: Cut | null): AsyncGenerator<Buffer, void> {
  if (cut === null || cut.to > end) return yield* bytesOf(source, 0, end);
  yield* bytesOf(source, 0, cut.from);
  yield tellCut(cut.to - cut.from);
  yield* bytesOf(source, cut.to, end);
}

async function* bytesOf(source: FileHandle, from: number, to: number): AsyncGenerator<Buffer, void> {
  if (from < to) yield* source.createReadStream({ start: from, end: to - 1, autoClose: false, highWaterMark: PIECE });
}

/** Bytes that are read at a time. */
const PIECE = 256 * 1024;

async function compressPart(part: AsyncIterable<Buffer>, target: FileHandle, signal: AbortSignal): Promise<void> {
  const write = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) await target.appendFile(chunk);
  };
  await pipeline(part, createGzip(), write, { signal });
}

/** Whether nothing has been written to it, or put in its place. */
function isSame(before: BigIntStats, now: BigIntStats): boolean {
  return before.ino === now.ino && before.dev === now.dev && before.size === now.size && before.mtimeNs === now.mtimeNs;
}
