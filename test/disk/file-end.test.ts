import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { endOfFile } from '../../src/disk/file-end.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'file-end-'));
  onTestFinished(() => {
    rmSync(path, { recursive: true });
  });
  return path;
}

describe('the end of a file', () => {
  it('is its last bytes, or all that there are', async () => {
    const path = join(folder(), 'log');
    writeFileSync(path, 'one\ntwo\n');
    expect(String(await endOfFile(path, 4))).toBe('two\n');
    expect(String(await endOfFile(path, 100))).toBe('one\ntwo\n');
  });

  it('is not had of what is no plain file, and a pipe is not waited for', async () => {
    const root = folder();
    execFileSync('mkfifo', [join(root, 'pipe')]);
    symlinkSync(join(root, 'log'), join(root, 'link'));
    writeFileSync(join(root, 'log'), 'one\n');
    for (const name of ['pipe', 'link', '.', 'nothing']) expect(await endOfFile(join(root, name), 4)).toBeNull();
  });
});
