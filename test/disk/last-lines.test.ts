import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lastLinesFrom } from '../../src/disk/last-lines.ts';

async function lastOf(text: string, count: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-lines-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, 'log');
  writeFileSync(path, text);
  const file = await open(path);
  try {
    return Buffer.from(text)
      .subarray(await lastLinesFrom(file, count))
      .toString();
  } finally {
    await file.close();
  }
}

describe('the last lines of a file', () => {
  it.each([
    ['the last one', 'a\nb\nc\n', 1, 'c\n'],
    ['the last one though it does not end', 'a\nb\nc', 1, 'c'],
    ['several', 'a\nb\nc\n', 2, 'b\nc\n'],
    ['all of them where there are no more', 'a\nb\n', 5, 'a\nb\n'],
    ['empty ones too', 'a\n\n\n', 2, '\n\n'],
    ['none', 'a\nb\n', 0, ''],
    ['of nothing', '', 3, ''],
  ])('are %s', async (_, text, count, expected) => {
    expect(await lastOf(text, count)).toBe(expected);
  });

  it('are found though the file is read in several pieces', async () => {
    const long = 'x'.repeat(100_000);
    expect(await lastOf(`first\n${long}\n${long}\nlast\n`, 3)).toBe(`${long}\n${long}\nlast\n`);
  });
});
