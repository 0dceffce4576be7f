import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  openPlainFile,
  readBeginning,
  readBounded,
  readBoundedText,
  readEnd,
  readOpen,
  WARY_OF_PIPES,
} from '../../src/disk/plain-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-test-'));
  path = join(folder, 'file');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('a plain file', () => {
  test.each([
    [3, 'abc', 'def', false],
    [6, 'abcdef', 'abcdef', true],
    [99, 'abcdef', 'abcdef', true],
    [0, '', '', false],
  ])('is read up to %i bytes, from its beginning or its end', (most, first, last, isWhole) => {
    writeFileSync(path, 'abcdef');
    const [beginning, end] = [readBeginning(path, most), readEnd(path, most)];
    expect([beginning.bytes.toString(), beginning.isWhole]).toEqual([first, isWhole]);
    expect([end.bytes.toString(), end.isWhole]).toEqual([last, isWhole]);
  });
});

describe('what is no plain file is refused at once', () => {
  test.each([
    ['a FIFO', () => spawnSync('mkfifo', [path]), /no plain file/],
    ['a folder', () => mkdirSync(path), /no plain file/],
    ['a link, even to a plain file', () => link('plain'), /ELOOP/],
    ['nothing', () => undefined, /ENOENT/],
  ])('%s', (_, make, message) => {
    make();
    expect(() => readEnd(path, 10)).toThrow(message);
    expect(() => readBeginning(path, 10)).toThrow(message);
  });

  test('a socket, and each is told what it is', async () => {
    const server = createServer().listen(join(folder, 'socket'));
    await once(server, 'listening');
    expect(() => openPlainFile(join(folder, 'socket'))).toThrow(/no plain file: it is a socket$/);
    server.close();
    spawnSync('mkfifo', [path]);
    expect(() => openPlainFile(path)).toThrow(/no plain file: it is a pipe$/);
    expect(() => openPlainFile(folder)).toThrow(/no plain file: it is a folder$/);
    expect(() => openPlainFile('/dev/zero')).toThrow(/no plain file: it is a device$/);
  });

  test('a device, however it is opened', () => {
    expect(() => readEnd('/dev/zero', 10)).toThrow(/no plain file/);
    expect(() => openPlainFile('/dev/zero', constants.O_RDONLY | WARY_OF_PIPES)).toThrow(/no plain file/);
  });
});

test('a link that a person may have made is followed where that is asked for, and a FIFO behind it refused', () => {
  link('plain');
  expect(readBeginning(path, 10, constants.O_RDONLY | WARY_OF_PIPES).bytes.toString()).toBe('plain');
  spawnSync('mkfifo', [join(folder, 'fifo')]);
  rmSync(path);
  symlinkSync('fifo', path);
  expect(() => readBeginning(path, 10, constants.O_RDONLY | WARY_OF_PIPES)).toThrow(/no plain file/);
});

function link(text: string): void {
  writeFileSync(join(folder, 'target'), text);
  symlinkSync('target', path);
}

describe('a file read whole', () => {
  test('has at most as many bytes as are allowed', () => {
    writeFileSync(path, 'abcdef');
    expect(readBounded(path, 6)).toEqual({ ok: true, bytes: Buffer.from('abcdef') });
    expect(readBounded(path, 5)).toEqual({ ok: false, why: 'too-large' });
    expect(readBounded('/dev/zero', 5)).toEqual({ ok: false, why: 'too-large' });
    expect(readBoundedText('/dev/null', 5)).toBe('');
  });

  test('and so is what is open already, such as standard input, to its end', () => {
    writeFileSync(path, 'abcdef');
    const read = (from: string, most: number) => {
      const fd = openSync(from, 'r');
      try {
        return readOpen(fd, most);
      } finally {
        closeSync(fd);
      }
    };
    expect(read(path, 6)).toEqual({ ok: true, bytes: Buffer.from('abcdef') });
    expect([read(path, 5), read('/dev/zero', 5)]).toEqual([
      { ok: false, why: 'too-large' },
      { ok: false, why: 'too-large' },
    ]);
    expect(read(folder, 1_000_000)).toMatchObject({ ok: false, why: 'error', error: { code: 'EISDIR' } });
  });

  test('is no FIFO and no socket, and neither is waited for', async () => {
    spawnSync('mkfifo', [path]);
    const server = createServer().listen(join(folder, 'socket'));
    await once(server, 'listening');
    expect([readBounded(path, 9), readBounded(join(folder, 'socket'), 9)]).toEqual([
      { ok: false, why: 'no-file', kind: 'a pipe' },
      { ok: false, why: 'no-file', kind: 'a socket' },
    ]);
    expect(readBoundedText(path, 9)).toBeNull();
    server.close();
  });
});
