import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { lastLinesFrom } from '../../disk/last-lines.ts';
import { WARY } from '../../disk/plain-file.ts';
import { type Cut, readCut, tellCut } from './cut.ts';

/** A log that is open for reading, from its beginning on. */
export interface LogFile {
  /** Passes over all but its last `count` lines. */
  skipToLast(count: number): Promise<void>;
  /** What is there now and has not been read yet; a chunk is valid until the next is asked for. */
  rest(): AsyncGenerator<Buffer, void>;
  close(): Promise<void>;
}

/** Opens a log, by its present path, and never waits. @throws Error of open(2), such as ENOENT. */
export async function openLogFile(path: string): Promise<LogFile> {
  const file = await open(path, constants.O_RDONLY | WARY);
  return path.endsWith('.gz') ? new CompressedLog(file) : new PlainLog(file, path);
}

const CHUNK = 64 * 1024;

class PlainLog implements LogFile {
  readonly #file: FileHandle;
  readonly #path: string;
  #at = 0;
  /** The last that was known: who still reads a log that has been compressed learns of none any more. */
  #cut: Cut | null = null;

  constructor(file: FileHandle, path: string) {
    this.#file = file;
    this.#path = path;
    this.#readCut();
  }

  async skipToLast(count: number): Promise<void> {
    const cut = this.#readCut();
    const at = await lastLinesFrom(this.#file, count, cut?.to ?? 0);
    this.#at = at === cut?.to ? cut.from : at;
  }

  async *rest(): AsyncGenerator<Buffer, void> {
    const chunk = Buffer.alloc(CHUNK);
    for (let cut = this.#readCut(); ;) {
      if (cut !== null && cut.from <= this.#at && this.#at < cut.to) {
        const told = tellCut(cut.to - this.#at);
        this.#at = cut.to;
        yield told;
      }
      const most = cut !== null && this.#at < cut.from ? Math.min(CHUNK, cut.from - this.#at) : CHUNK;
      const { bytesRead } = await this.#file.read(chunk, 0, most, this.#at);
      if (bytesRead === 0) return;
      const bytes = chunk.subarray(0, bytesRead);
      const now = bytes.includes(0) ? this.#readCut() : cut;
      if (now !== null && now.to !== cut?.to && now.from < this.#at + bytesRead && this.#at < now.to) {
        // It was cut while it was read.
        cut = now;
        continue;
      }
      this.#at += bytesRead;
      yield bytes;
    }
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #readCut(): Cut | null {
    return (this.#cut = readCut(this.#path, this.#cut));
  }
}

const NEWLINE = 0x0a;

/** It grows no more, and is read from its beginning each time. */
class CompressedLog implements LogFile {
  readonly #file: FileHandle;
  #at = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async skipToLast(count: number): Promise<void> {
    /** Where the last lines begin, the oldest overwritten by the newest. */
    const begins: number[] = [0];
    let lines = 1;
    let size = 0;
    for await (const chunk of this.#chunks()) {
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) {
        begins[lines % (count + 1)] = size + at + 1;
        lines += 1;
      }
      size += chunk.length;
    }
    // A newline at the very end ends the last line, and begins none.
    const isEnded = begins[(lines - 1) % (count + 1)] === size;
    const first = lines - count - (isEnded ? 1 : 0);
    this.#at = count === 0 ? size : first <= 0 ? 0 : (begins[first % (count + 1)] ?? 0);
  }

  async *rest(): AsyncGenerator<Buffer, void> {
    let at = 0;
    const from = this.#at;
    for await (const chunk of this.#chunks()) {
      const skipped = Math.min(chunk.length, Math.max(0, from - at));
      at += chunk.length;
      this.#at = Math.max(this.#at, at);
      if (skipped < chunk.length) yield chunk.subarray(skipped);
    }
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #chunks(): AsyncIterable<Buffer> {
    const compressed = this.#file.createReadStream({ start: 0, autoClose: false });
    const plain = createGunzip();
    compressed.on('error', (error) => plain.destroy(error));
    return compressed.pipe(plain);
  }
}
