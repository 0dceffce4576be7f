import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readKernelFile } from '../../src/disk/kernel-file.ts';

describe('a file of the kernel', () => {
  test('is read whole, though nothing says how large it is', () => {
    expect(readKernelFile('/proc/self/environ', 'utf8')).toBe(readFileSync('/proc/self/environ', 'utf8'));
    expect(readKernelFile('/proc/sys/kernel/random/boot_id')).toMatch(/^[0-9a-f-]{36}\n$/);
  });

  test('may be longer than all that were read before, and a shorter one comes after it whole', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sweep-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const size of [100_000, 3, 0, 1_000_000, 16_384, 32_768]) {
      const text = 'é'.repeat(size / 2);
      writeFileSync(join(folder, 'file'), text);
      expect(readKernelFile(join(folder, 'file'), 'utf8')).toBe(text);
    }
  });

  test('that is not there is an error of the file system', () => {
    expect(() => readKernelFile('/proc/0/stat')).toThrow('ENOENT');
  });
});
