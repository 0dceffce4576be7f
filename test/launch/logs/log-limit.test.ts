import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compressLog } from '../../../src/launch/logs/compress.ts';
import { readLogEnd } from '../../../src/launch/logs/compressed.ts';
import { cutName, readCut, tellCut, writeCut } from '../../../src/launch/logs/cut.ts';
import { type LogFile, openLogFile } from '../../../src/launch/logs/log-file.ts';
import { LogLimit } from '../../../src/launch/logs/log-limit.ts';
import { bytes } from '../../../src/model/units.ts';
import { liveJob, Site } from '../../rig/attempts.ts';
import { cases } from '../../rig/cases.ts';
import { until } from '../../rig/until.ts';

const KIB = 1024;
const MOST = bytes(256 * KIB);

let folder: string;
let log: string;
let said: string[];
let limit: LogLimit;
const { PATH } = process.env;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-test-'));
  log = join(folder, 'out.log');
  said = [];
  limit = new LogLimit((message) => said.push(message));
});
afterEach(() => {
  process.env.PATH = PATH;
  rmSync(folder, { recursive: true, force: true });
});

const taken = (path = log) => statSync(path).blocks * 512;

async function read(lines: number | null = null): Promise<string> {
  const file = await openLogFile(log);
  if (lines !== null) await file.skipToLast(lines);
  return await rest(file);
}

async function rest(file: LogFile): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of file.rest()) parts.push(Buffer.from(chunk));
  await file.close();
  return Buffer.concat(parts).toString();
}

/** So many bytes of numbered lines. */
function text(size: number, from = 0): string {
  return Array.from({ length: Math.ceil(size / 16) }, (_, index) => `line ${String(from + index).padStart(10, '0')}\n`)
    .join('')
    .slice(0, size);
}

/** A program of this name is found before all others. */
function shadow(name: string, script: string): void {
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', name), script, { mode: 0o755 });
  process.env.PATH = `${join(folder, 'bin')}:${PATH ?? ''}`;
}

describe('a log that grows over its limit', () => {
  test('keeps its beginning and its end, and is read with what is missing in between', async () => {
    const parts = fc.array(fc.integer({ min: 1, max: 900 * KIB }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(parts, async (sizes) => {
        rmSync(cutName(log), { force: true });
        writeFileSync(log, '');
        let whole = '';
        for (const size of sizes) {
          const more = text(size, whole.length);
          whole += more;
          appendFileSync(log, more);
          await limit.keepWithin(log, MOST);
          expect(taken()).toBeLessThanOrEqual(MOST);
          const cut = readCut(log);
          if (cut === null) {
            expect(whole.length).toBeLessThanOrEqual(MOST);
            expect(await read()).toBe(whole);
            continue;
          }
          expect(cut.from).toBe(64 * KIB);
          expect(whole.length - cut.to).toBeGreaterThanOrEqual(128 * KIB);
          expect(await read()).toBe(
            `${whole.slice(0, cut.from)}${tellCut(cut.to - cut.from).toString()}${whole.slice(cut.to)}`,
          );
        }
        expect(said).toEqual([]);
      }),
      { numRuns: cases(15) },
    );
  });

  test('has last lines, and more of them than are left begin with what is missing', async () => {
    writeFileSync(log, text(1024 * KIB));
    await limit.keepWithin(log, MOST);
    expect(await read(2)).toBe(text(1024 * KIB).slice(-32));
    expect(await read(60_000)).toMatch(/^\n\[sweep: [\d.]+ KiB are cut out here, for max_log\]\n/);
    expect(readLogEnd(log, 100).bytes.toString()).toBe(text(1024 * KIB).slice(-100));
  });

  test('is compressed as it is read', async () => {
    writeFileSync(log, text(1024 * KIB));
    await limit.keepWithin(log, MOST);
    const before = await read();
    await compressLog(log, new AbortController().signal);
    expect(gunzipSync(readFileSync(`${log}.gz`)).toString()).toBe(before);
    expect(existsSync(cutName(log))).toBe(false);
  });

  test('is read as before by whoever reads it when it is compressed', async () => {
    writeFileSync(log, text(1024 * KIB));
    await limit.keepWithin(log, MOST);
    const before = await read();
    const [fromStart, fromEnd] = [await openLogFile(log), await openLogFile(log)];
    await fromEnd.skipToLast(60_000);
    await compressLog(log, new AbortController().signal);
    expect(await rest(fromStart)).toBe(before);
    expect(before.endsWith(await rest(fromEnd))).toBe(true);
  });

  test('keeps what was cut out before, when its limit is raised', async () => {
    writeFileSync(log, text(1024 * KIB));
    await limit.keepWithin(log, MOST);
    const most = bytes(2 * MOST);
    appendFileSync(log, text(1024 * KIB, 1));
    await limit.keepWithin(log, most);
    expect(readCut(log)).toEqual({ from: 64 * KIB, to: (2048 - 256) * KIB });
    expect(await read()).not.toContain('\0');
    expect(taken()).toBeLessThanOrEqual(most);
  });

  test('is read whole once its job has written it anew', async () => {
    writeFileSync(log, text(1024 * KIB));
    await limit.keepWithin(log, MOST);
    writeFileSync(log, 'anew\n');
    await limit.keepWithin(log, MOST);
    expect([readCut(log), await read()]).toEqual([null, 'anew\n']);
  });

  test('is kept within it while its job writes, by whoever runs it', async () => {
    const site = new Site();
    const most = 1024 * KIB;
    const command = `yes 'a line of the output' | head -c ${8 * most} || :; until [ -e go ]; do sleep 0.1; done; echo last`;
    const job = liveJob({ command, maxLog: most });
    site.executor().launch(site.order(job));
    const path = site.file(job, 1, 'out.log');
    await until('the whole output', () => existsSync(path) && statSync(path).size === 8 * most);
    await until('the log to be short', () => taken(path) <= most);
    writeFileSync(site.path('go'), '');
    expect((await site.ended(job)).outcome).toEqual({ cause: 'exit', code: 0 });
    expect(readLogEnd(path, 5).bytes.toString()).toBe('last\n');
    await site.clear();
  });
});

describe('where a log cannot be cut', () => {
  test.each([
    [
      'the file system has no holes',
      'echo "fallocate: fallocate failed: Operation not supported" >&2; exit 1',
      () => 'logs grow beyond max_log: fallocate: fallocate failed: Operation not supported',
    ],
    ['fallocate fails without a word', 'exit 3', () => `${log} grows beyond max_log: fallocate exited with 3`],
  ])('since %s, it stays whole, which is said once', async (_, script, message) => {
    shadow('fallocate', `#!/bin/sh\n${script}\n`);
    writeFileSync(log, text(1024 * KIB));
    await limit.keepWithin(log, MOST);
    await limit.keepWithin(log, MOST);
    expect(said).toEqual([message()]);
    expect(await read()).toBe(text(1024 * KIB));
  });

  test('since there is no fallocate, it stays whole, which is said', async () => {
    process.env.PATH = folder;
    writeFileSync(log, text(1024 * KIB));
    await limit.keepWithin(log, MOST);
    expect(said).toEqual([expect.stringMatching(/^logs grow beyond max_log: .*fallocate/)]);
    expect(await read()).toBe(text(1024 * KIB));
  });

  test('no other is looked at where the file system has no holes', async () => {
    const other = join(folder, 'err.log');
    shadow('fallocate', '#!/bin/sh\necho "fallocate: fallocate failed: keep size mode is unsupported" >&2; exit 1\n');
    for (const path of [log, other]) {
      writeFileSync(path, text(1024 * KIB));
      await limit.keepWithin(path, MOST);
    }
    expect(said).toHaveLength(1);
    expect(existsSync(cutName(other))).toBe(false);
  });

  test('for a reason of its own, all others are cut', async () => {
    const other = join(folder, 'err.log');
    mkdirSync(cutName(log));
    for (const path of [log, other]) {
      writeFileSync(path, text(1024 * KIB));
      await limit.keepWithin(path, MOST);
    }
    expect(said).toEqual([expect.stringMatching(/out\.log grows beyond max_log: /)]);
    expect([taken() > MOST, taken(other) <= MOST]).toEqual([true, true]);
    await limit.keepWithin(log, MOST);
    expect(said).toHaveLength(1);
  });
});

describe('what says what was cut out', () => {
  test.each(['', '5 5\n', '9 5\n', 'x 5\n', '1 2', '1 2\n0 0\n'])('is %j: nothing', (content) => {
    writeFileSync(cutName(log), content);
    expect(readCut(log)).toBeNull();
  });

  test('is its last whole line', () => {
    writeCut(log, { from: 1, to: 20 });
    writeCut(log, { from: 1, to: 30 });
    appendFileSync(cutName(log), '1 4');
    expect(readCut(log)).toEqual({ from: 1, to: 30 });
  });
});
