import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
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
  // So that what is told is told by an event, and not found by the next look, unless a test has it look.
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

/** How many watches this process has on a file or folder, as fdinfo of its inotify instances tells (proc_pid_fdinfo(5)). */
function inotifyWatchesOn(path: string): number {
  const inode = statSync(path).ino.toString(16);
  return readdirSync('/proc/self/fdinfo')
    .map(readInfo)
    .flatMap((info) => info.split('\n'))
    .filter((line) => line.startsWith('inotify ') && line.includes(` ino:${inode} `)).length;
}

/** Of a descriptor that is closed meanwhile, nothing. */
function readInfo(descriptor: string): string {
  try {
    return readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8');
  } catch {
    return '';
  }
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
  });

  it('tells within two seconds of a file that is made, whose folders may not be there yet', async () => {
    const path = join(folder, 'a', 'b', 'host.yaml');
    const watch = watching(path);
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    writeFileSync(path, 'new');
    vi.advanceTimersByTime(2000);
    expect(watch.seen).toEqual(['new']);
    expect(await watch.next()).toBe('new');
    writeFileSync(path, 'newer');
    expect(await watch.next()).toBe('newer');
  });

  it('looks every two seconds, and tells only what it finds', () => {
    const path = join(folder, 'host.yaml');
    const watch = watching(path);
    vi.advanceTimersByTime(2000);
    expect(watch.seen).toEqual([]);
    writeFileSync(path, 'a');
    vi.advanceTimersByTime(2000);
    expect(watch.seen).toEqual(['a']);
  });

  it('does not take a file for removed that is missing for a moment while it is replaced', () => {
    vi.useFakeTimers();
    const path = join(folder, 'host.yaml');
    writeFileSync(path, 'a');
    const watch = watching(path);
    renameSync(path, `${path}~`);
    vi.advanceTimersByTime(2000);
    writeFileSync(path, 'bb');
    vi.advanceTimersByTime(100);
    expect(watch.seen).toEqual(['bb']);
    unlinkSync(path);
    vi.advanceTimersByTime(2100);
    expect(watch.seen).toEqual(['bb', '-']);
  });

  it('is not woken by what else is written into their folders', () => {
    const path = join(folder, 'host.yaml');
    writeFileSync(path, 'a');
    watching(path, join(folder, 'missing.yaml'));
    expect(inotifyWatchesOn(folder)).toBe(0);
    expect(inotifyWatchesOn(path)).toBe(1);
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
    for (const one of [path, other]) writeFileSync(one, '');
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
    for (const path of paths) writeFileSync(path, '');
    const watch = watching(...paths);
    for (const path of paths) writeFileSync(path, 'x');
    expect(await watch.next()).toBe('x,x');
    expect(watch.seen).toHaveLength(1);
  });
});
