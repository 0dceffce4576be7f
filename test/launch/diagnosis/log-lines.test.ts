import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countOomKills } from '../../../src/launch/diagnosis/oom-kills.ts';
import { outputOf, readOutput } from '../../../src/launch/diagnosis/log-lines.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function read(content: string | Buffer): string[] {
  const log = join(folder, 'out.log');
  writeFileSync(log, content);
  return readOutput({ log, script: '/run/run.sh' }).map(({ text }) => text);
}

describe('the end of a log', () => {
  test('is its last 64 KiB, from a whole line on', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index}`);
    const found = read(lines.join('\n'));
    expect(found.at(-1)).toBe('line 19999');
    expect(lines.slice(-found.length)).toEqual(found);
    expect(found.join('\n').length).toBeLessThanOrEqual(64 * 1024);
    expect(found.join('\n').length).toBeGreaterThan(64 * 1024 - 20);
  });

  test('is not lost when it is one endless line', () => {
    expect(read('x'.repeat(200_000))).toEqual(['x'.repeat(2000)]);
  });

  test('that is not UTF-8 is read for what it is worth', () => {
    expect(read(Buffer.from([0x61, 0xff, 0xfe, 0x62, 0x0a]))).toEqual(['a\ufffd\ufffdb', '']);
  });

  test('that cannot be read is empty', () => {
    expect(readOutput({ log: join(folder, 'none'), script: '' })).toEqual([]);
    mkdirSync(join(folder, 'folder'));
    expect(readOutput({ log: join(folder, 'folder'), script: '' })).toEqual([]);
  });

  test('tells what the shell says without the name of the wrapper script', () => {
    expect(read('/run/run.sh: line 57: foo: command not found')).toEqual(['foo: command not found']);
  });
});

describe('a line', () => {
  test.each([
    ['[rank3]:   File "a.py"', 'rank3', '  File "a.py"'],
    ['2024-11-20 14:37:16 [rank3]: x', 'rank3', 'x'],
    ['[default3]:x', 'rank3', 'x'],
    ['(EngineCore_0 pid=7) ERROR 09-28 15:47:24 [core.py:718]   y', 'EngineCore_0', '  y'],
    ['(VllmWorker rank=1 pid=2445156) y', 'VllmWorker rank=1', 'y'],
    ['(train_fn pid=3, ip=10.0.0.1) y', 'train_fn', 'y'],
    ['[1,0]<stderr>: y', '[1,0]', 'y'],
    ['[rank of 3]: (x) y', '', '[rank of 3]: (x) y'],
  ])('is told from the mark of whoever passed it on: %s', (line, speaker, text) => {
    expect(outputOf(line)).toEqual([{ speaker, text }]);
  });
});

test('the kernel tells how often it killed for lack of memory', () => {
  expect(countOomKills()).toBeGreaterThanOrEqual(0);
});
