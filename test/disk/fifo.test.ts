import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { FifoEnd } from '../../src/disk/fifo.ts';
import { until } from '../rig/until.ts';

const SELF = process.geteuid?.() ?? -1;

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-fifo-'));
  path = join(folder, 'keys');
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  execFileSync('mkfifo', [path]);
});

/** Somebody who reads from the FIFO. */
class Reader {
  readonly #fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);

  /** What is in the FIFO now. */
  read(): Buffer {
    const room = Buffer.alloc(1 << 20);
    try {
      return room.subarray(0, readSync(this.#fd, room));
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('EAGAIN');
      return Buffer.alloc(0);
    }
  }

  leave(): void {
    closeSync(this.#fd);
  }
}

/** The writing end of the FIFO. */
function opened(): FifoEnd {
  const end = FifoEnd.open(path, SELF);
  if (end === null) throw new Error('nobody reads');
  return end;
}

describe('FifoEnd', () => {
  it('is null where there is no FIFO, or nobody reads from it', () => {
    expect(FifoEnd.open(join(folder, 'none'), SELF)).toBeNull();
    expect(FifoEnd.open(path, SELF)).toBeNull();
  });

  it('opens nothing else, and no FIFO of another user', () => {
    const reader = new Reader();
    expect(() => FifoEnd.open(path, SELF + 1)).toThrow(/it is another user’s/);
    reader.leave();
    writeFileSync(join(folder, 'file'), '');
    expect(() => FifoEnd.open(join(folder, 'file'), SELF)).toThrow(/it is a file/);
    symlinkSync(path, join(folder, 'link'));
    expect(() => FifoEnd.open(join(folder, 'link'), SELF)).toThrow(/ELOOP/);
  });

  it('has what does not fit wait, and writes it in order as soon as there is room', async () => {
    const reader = new Reader();
    const end = opened();
    const text = Buffer.from(Array.from({ length: 60_000 }, (_, at) => `${at}\n`).join(''));
    const half = text.length >> 1;
    end.write(text.subarray(0, half));
    end.write(text.subarray(half));
    expect(end.waiting).toBeGreaterThan(0);
    let came = Buffer.alloc(0);
    await until('all of it', () => {
      came = Buffer.concat([came, reader.read()]);
      return came.length >= text.length;
    });
    expect(came.equals(text)).toBe(true);
    expect(end.waiting).toBe(0);
    end.close();
    reader.leave();
  });

  it('drops what nobody reads any more, and what waits when it is closed', () => {
    const reader = new Reader();
    const end = opened();
    reader.leave();
    end.write(Buffer.from('lost'));
    expect(end.waiting).toBe(0);

    const other = new Reader();
    end.write(Buffer.alloc(1 << 20));
    expect(end.waiting).toBeGreaterThan(0);
    end.close();
    end.close();
    end.write(Buffer.from('too late'));
    expect(end.waiting).toBe(0);
    other.leave();
  });
});
