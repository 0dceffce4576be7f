import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compressLog } from '../../../src/launch/logs/compress.ts';
import { presentLog, READABLE_END, readLogEnd } from '../../../src/launch/logs/compressed.ts';
import { LogCompressor } from '../../../src/launch/logs/log-compressor.ts';
import { openLogFile } from '../../../src/launch/logs/log-file.ts';
import { cases } from '../../rig/cases.ts';

let folder: string;
let log: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-test-'));
  log = join(folder, 'out.log');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const compress = (path = log) => compressLog(path, new AbortController().signal);

/** The last lines of a log, or all. */
async function read(path: string, lines: number | null): Promise<string> {
  const file = await openLogFile(path);
  const parts: Buffer[] = [];
  if (lines !== null) await file.skipToLast(lines);
  // What has been read is not read again.
  for (let time = 0; time < 2; time += 1) for await (const chunk of file.rest()) parts.push(Buffer.from(chunk));
  await file.close();
  return Buffer.concat(parts).toString('latin1');
}

describe('a compressed log', () => {
  test('is what gunzip(1) makes the log of again, in its place and as old', async () => {
    writeFileSync(log, 'line\n'.repeat(100_000), { mode: 0o600 });
    const { mtimeMs } = statSync(log);
    expect(await compress()).toBe('compressed');
    expect(readdirSync(folder)).toEqual(['out.log.gz']);
    expect(spawnSync('gunzip', ['-c', `${log}.gz`], { encoding: 'utf8' }).stdout).toBe('line\n'.repeat(100_000));
    expect(statSync(`${log}.gz`).mode & 0o777).toBe(0o600);
    expect(Math.abs(statSync(`${log}.gz`).mtimeMs - mtimeMs)).toBeLessThan(1);
    expect(presentLog(log)).toBe(`${log}.gz`);
  });

  test('tells the same as the log did, as a whole, of its end and of its last lines', async () => {
    const line = fc.oneof(fc.string({ maxLength: 30 }), fc.constant('x'.repeat(9000)), fc.constant(''));
    const text = fc
      .tuple(fc.array(line, { maxLength: 40 }), fc.constantFrom('', '\n', '\n\n'))
      .map(([all, end]) => all.join('\n') + end);
    await fc.assert(
      fc.asyncProperty(text, fc.nat(50), fc.integer({ min: 1, max: READABLE_END }), async (content, lines, most) => {
        for (const name of readdirSync(folder)) rmSync(join(folder, name));
        writeFileSync(log, content);
        const told = async () => {
          const path = presentLog(log);
          const { bytes, isWhole } = readLogEnd(log, most);
          return [await read(path, lines), await read(path, null), bytes.toString('latin1'), isWhole];
        };
        const before = await told();
        expect(await compress()).toBe(content === '' ? 'left' : 'compressed');
        expect(await told()).toEqual(before);
      }),
      { numRuns: cases(60) },
    );
  });

  test('has an end that is read without the rest, also of random bytes', async () => {
    const bytes = Buffer.from(
      fc.sample(fc.uint8Array({ minLength: 300_000, maxLength: 300_000 }), { numRuns: 1, seed: 1 })[0] ?? [],
    );
    writeFileSync(log, bytes);
    await compress();
    const whole = readFileSync(`${log}.gz`);
    // Of all before its last member nothing is left but its length.
    writeFileSync(`${log}.gz`, Buffer.concat([Buffer.alloc(whole.length - 70_000), whole.subarray(-70_000)]));
    expect(readLogEnd(log, 1000)).toMatchObject({ bytes: bytes.subarray(-1000), isWhole: false });
    expect(() => gunzipSync(readFileSync(`${log}.gz`))).toThrow();
  });

  test('that somebody else compressed is read too, where it is short', () => {
    writeFileSync(`${log}.gz`, gzipSync('by hand\n'));
    expect(readLogEnd(log, 1000).bytes.toString()).toBe('by hand\n');
  });
});

describe('a log', () => {
  test('of which there is also a compressed one counts, since whoever compressed it was killed', async () => {
    writeFileSync(log, 'all of it\n');
    writeFileSync(`${log}.gz`, gzipSync('half'));
    expect([presentLog(log), readLogEnd(log, 100).bytes.toString()]).toEqual([log, 'all of it\n']);
    expect(await compress()).toBe('compressed');
    expect(readLogEnd(log, 100).bytes.toString()).toBe('all of it\n');
  });

  test('of which the compressing was begun by another is compressed all the same', async () => {
    writeFileSync(log, 'all of it\n');
    writeFileSync(`${log}.gz.part`, 'half');
    expect(await compress()).toBe('compressed');
    expect(readdirSync(folder)).toEqual(['out.log.gz']);
  });

  test('that is not there or empty stays so', async () => {
    expect(await compress()).toBe('left');
    writeFileSync(log, '');
    expect(await compress()).toBe('left');
    expect(readdirSync(folder)).toEqual(['out.log']);
  });

  test('in whose place a job has put a pipe or a folder hangs nobody', async () => {
    spawnSync('mkfifo', [log]);
    expect(await compress()).toBe('left');
    mkdirSync(join(folder, 'folder'));
    expect(await compress(join(folder, 'folder'))).toBe('left');
    symlinkSync('/dev/zero', join(folder, 'link'));
    await expect(compress(join(folder, 'link'))).rejects.toThrow('ELOOP');
  });
});

describe('logs that cannot be compressed', () => {
  test('stay as they are, which is said once, and others are compressed', async () => {
    const said: string[] = [];
    const compressor = new LogCompressor((message) => said.push(message));
    for (const name of ['a', 'b', 'c']) {
      writeFileSync(join(folder, name), name);
      if (name !== 'c') mkdirSync(join(folder, `${name}.gz`, 'in the way'), { recursive: true });
      compressor.add({ log: join(folder, name), errors: join(folder, 'none') });
    }
    await compressor.finished();
    expect(said).toEqual([expect.stringMatching(/\/a cannot be compressed \(.+\); such logs stay as they are$/)]);
    expect(['a', 'b'].map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(['a', 'b']);
    expect([existsSync(join(folder, 'c')), existsSync(join(folder, 'c.gz'))]).toEqual([false, true]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('since there is no time for it stay as they are, and nothing is said', async () => {
    const said: string[] = [];
    const compressor = new LogCompressor((message) => said.push(message));
    for (const name of ['a', 'b']) {
      writeFileSync(join(folder, name), name);
      compressor.add({ log: join(folder, name), errors: join(folder, 'none') });
    }
    await compressor.close();
    expect(readdirSync(folder).sort()).toEqual(['a', 'b']);
    expect(said).toEqual([]);
  });
});
