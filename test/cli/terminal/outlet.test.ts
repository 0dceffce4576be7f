import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Outlet, type Sink } from '../../../src/cli/terminal/outlet.ts';
import { streamSink } from '../../../src/cli/terminal/sinks.ts';
import { leftOutLine } from '../../../src/report/text/backlog.ts';
import { until } from '../../rig/until.ts';

/** Takes as many bytes as it is allowed to. */
class ScriptedSink implements Sink {
  readonly isEmpty = true;
  /** How many more bytes it takes; null when it has gone away. */
  allowance: number | null = 0;
  taken = '';
  isClosed = false;

  offer(bytes: Uint8Array): number | null {
    if (this.allowance === null) return null;
    const part = bytes.subarray(0, this.allowance);
    this.allowance -= part.length;
    this.taken += new TextDecoder().decode(part);
    return part.length;
  }

  close(): void {
    this.isClosed = true;
  }
}

function outletTo(sink: Sink, room = 1000) {
  const heard = { taken: 0 };
  const outlet = new Outlet(sink, { room, tellLeftOut: leftOutLine, onTaken: () => (heard.taken += 1) });
  return { outlet, heard };
}

/** Longer than any test lasts. */
const EVER = 600_000;

describe('an outlet', () => {
  it('hands on at once what is taken, and says that there is room', () => {
    const sink = new ScriptedSink();
    sink.allowance = 100;
    const { outlet, heard } = outletTo(sink);
    expect(outlet.write('one\n')).toBe(true);
    expect(sink.taken).toBe('one\n');
    expect(heard.taken).toBe(0);
  });

  it('keeps what is not taken, goes on in the middle of a line, and tells when nothing waits any more', async () => {
    const sink = new ScriptedSink();
    sink.allowance = 6;
    const { outlet, heard } = outletTo(sink);
    expect(outlet.write('one\n')).toBe(true);
    expect(outlet.write('two\n')).toBe(false);
    expect(outlet.write('three\n')).toBe(false);
    expect(sink.taken).toBe('one\ntw');
    sink.allowance = 1000;
    expect(await outlet.taken(EVER)).toBe(true);
    expect(sink.taken).toBe('one\ntwo\nthree\n');
    expect(heard.taken).toBe(1);
    expect(outlet.write('four\n')).toBe(true);
  });

  it('leaves out the oldest lines of more than there is room for, and not the rest of one that has begun', async () => {
    const sink = new ScriptedSink();
    sink.allowance = 1;
    const { outlet } = outletTo(sink, 20);
    for (let at = 0; at < 100; at += 1) outlet.write(`line ${at}\n`);
    sink.allowance = 1000;
    expect(await outlet.taken(EVER)).toBe(true);
    expect(sink.taken).toBe('line 0\n… 97 lines left out while nobody took them\nline 98\nline 99\n');
  });

  it('gives up when nothing is taken', async () => {
    const { outlet } = outletTo(new ScriptedSink());
    outlet.write('one\n');
    expect(await outlet.taken(1)).toBe(false);
  });

  it('drops everything when nobody will take any more, and waits for nothing', async () => {
    const sink = new ScriptedSink();
    const { outlet } = outletTo(sink);
    outlet.write('one\n');
    sink.allowance = null;
    expect(await outlet.taken(EVER)).toBe(true);
    expect(sink.isClosed).toBe(true);
    expect(outlet.write('two\n')).toBe(true);
    expect(sink.taken).toBe('');
  });

  it('writes to a pipe all that its reader takes, however slowly, and stops waiting when that one goes away', async () => {
    const { writer, reader } = pipe();
    const { outlet } = outletTo(streamSink(writer), 10_000_000);
    const line = `${'x'.repeat(999)}\n`;
    for (let at = 0; at < 300; at += 1) outlet.write(line);
    expect(await outlet.taken(1)).toBe(false);
    let read = 0;
    const bytes = Buffer.alloc(10_000);
    await until('all that was written', () => {
      read += readNow(reader, bytes);
      return read === 300 * line.length;
    });
    expect(await outlet.taken(EVER)).toBe(true);
    for (let at = 0; at < 300; at += 1) outlet.write(line);
    closeSync(reader);
    expect(await outlet.taken(EVER)).toBe(true);
  });
});

/** How many bytes there are to read now. */
function readNow(fd: number, bytes: Uint8Array): number {
  try {
    return readSync(fd, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
    throw error;
  }
}

/** A real pipe; nobody reads from it but who calls `readNow`. */
function pipe(): { readonly writer: Socket; readonly reader: number } {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-pipe-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = new Socket({ fd: openSync(path, 'w'), readable: false, writable: true });
  return { writer, reader };
}
