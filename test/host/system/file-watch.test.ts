import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
  existsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { watchFiles } from '../../../src/host/system/file-watch.ts';

let folder: string;

beforeEach(() => {
  // So that what is told is told by an event, and not found by the next look.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  folder = mkdtempSync(join(tmpdir(), 'sweep-watch-'));
  onTestFinished(() => {
    vi.useRealTimers();
    rmSync(folder, { recursive: true, force: true });
  });
});

/** Watches files; `seen` is their texts as of each change that was told. */
function watching(...paths: readonly string[]): { readonly seen: string[]; next(): Promise<string> } {
  const seen: string[] = [];
  let wake: (() => void) | null = null;
  const watch = watchFiles(paths, () => {
    seen.push(paths.map((path) => (existsSync(path) ? readFileSync(path, 'utf8') : '-')).join());
    wake?.();
  });
  onTestFinished(() => {
    watch.close();
  });
  let told = 0;
  return {
    seen,
    async next() {
      while (seen.length === told) await new Promise<void>((resolve) => (wake = resolve));
      return seen[told++] ?? '';
    },
  };
}

describe('a watch of files', () => {
  it('tells of a file that is written, replaced as editors do, and removed', async () => {
    const path = join(folder, 'host.yaml');
    writeFileSync(path, 'a');
    const watch = watching(path);
    writeFileSync(path, 'bb');
    expect(await watch.next()).toBe('bb');
    writeFileSync(`${path}.new`, 'ccc');
    renameSync(`${path}.new`, path);
    expect(await watch.next()).toBe('ccc');
    unlinkSync(path);
    expect(await watch.next()).toBe('-');
    writeFileSync(path, 'd');
    expect(await watch.next()).toBe('d');
  });

  it('tells of a file whose folders are not there yet', async () => {
    const path = join(folder, 'a', 'b', 'host.yaml');
    const watch = watching(path);
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    writeFileSync(path, 'new');
    expect(await watch.next()).toBe('new');
    writeFileSync(path, 'newer');
    expect(await watch.next()).toBe('newer');
  });

  it('looks every five seconds, and tells only what it finds', () => {
    const path = join(folder, 'host.yaml');
    const watch = watching(path);
    vi.advanceTimersByTime(5000);
    expect(watch.seen).toEqual([]);
    writeFileSync(path, 'a');
    vi.advanceTimersByTime(5000);
    expect(watch.seen).toEqual(['a']);
  });

  it('tells of the target of a link', async () => {
    mkdirSync(join(folder, 'dotfiles'));
    mkdirSync(join(folder, 'config'));
    const target = join(folder, 'dotfiles', 'host.yaml');
    const link = join(folder, 'config', 'host.yaml');
    writeFileSync(target, 'a');
    symlinkSync(target, link);
    const watch = watching(link);
    writeFileSync(target, 'bb');
    expect(await watch.next()).toBe('bb');
  });

  it('tells nothing of other files, nor after its end', async () => {
    const [path, other] = [join(folder, 'host.yaml'), join(folder, 'other.yaml')];
    const quiet = watching(path);
    const watch = watching(other);
    writeFileSync(other, 'x');
    expect(await watch.next()).toBe('x');
    writeFileSync(path, 'a');
    expect(await quiet.next()).toBe('a');
    expect(quiet.seen).toEqual(['a']);
    let calls = 0;
    const closed = watchFiles([path], () => (calls += 1));
    closed.close();
    writeFileSync(path, 'bb');
    expect(await quiet.next()).toBe('bb');
    expect(calls).toBe(0);
  });

  it('tells once of what changes together, of several files', async () => {
    const paths = [join(folder, 'one.yaml'), join(folder, 'two.yaml')];
    const watch = watching(...paths);
    for (const path of paths) writeFileSync(path, 'x');
    expect(await watch.next()).toBe('x,x');
    expect(watch.seen).toHaveLength(1);
  });
});
