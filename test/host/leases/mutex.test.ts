import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addressOf, Mutex } from '../../../src/host/leases/mutex.ts';
import { until } from '../../rig/until.ts';

const PEER = process.env['SWEEP_PEER_NODE'] ?? process.execPath;

let what: string;
let news: number;
const open: Mutex[] = [];
const holders: ChildProcess[] = [];

beforeEach((context) => {
  what = `/nowhere/${process.pid}/${context.task.id}`;
  news = 0;
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  for (const mutex of open.splice(0)) mutex.close();
  for (const holder of holders.splice(0)) holder.kill('SIGKILL');
});

function mutexOf(about = what): Mutex {
  const mutex = new Mutex(about, () => (news += 1));
  open.push(mutex);
  return mutex;
}

/** Another process that is in, and stays. */
async function holder(then = ''): Promise<ChildProcess> {
  const script = `const server = require('net').createServer(${then});
    server.listen({ path: '\\0' + process.argv[1] }, () => console.log('in'));`;
  const child = spawn(PEER, ['-e', script, addressOf(what).slice(1)], { stdio: ['ignore', 'pipe', 'inherit'] });
  holders.push(child);
  await once(child.stdout, 'data');
  return child;
}

/** The sockets of this name, as the kernel lists them. */
function sockets(): readonly string[] {
  const name = `@${addressOf(what).slice(1)}`;
  const lines = readFileSync('/proc/net/unix', 'latin1').split('\n');
  return lines.map((line) => line.split(' ').at(-1) ?? '').filter((path) => path.startsWith(name));
}

const enter = (mutex: Mutex): boolean => mutex.tryEnter(() => undefined);

/** What the tries so far have led to is known once the events of this turn are out. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the section', () => {
  test('is held by a socket whose address has NUL and exactly 107 characters, and nothing but those', () => {
    let within: readonly string[] = [];
    expect(mutexOf().tryEnter(() => (within = sockets()))).toBe(true);
    expect(addressOf(what)).toMatch(/^\0sweep-[0-9a-f]{101}$/);
    expect(within).toEqual([`@${addressOf(what).slice(1)}`]);
    expect(sockets()).toEqual([]);
  });

  test('is free again at once, also when what was done in it fails', () => {
    const mutex = mutexOf();
    const failing = (): boolean =>
      mutex.tryEnter(() => {
        throw new Error('within');
      });
    expect(failing).toThrow('within');
    expect(failing).toThrow('within');
    expect(enter(mutex)).toBe(true);
  });

  test('keeps out all who would enter the same, and nobody else', () => {
    const [one, same, other] = [mutexOf(), mutexOf(), mutexOf(`${what}/other`)];
    const entered: boolean[] = [];
    one.tryEnter(() => entered.push(enter(same), enter(other)));
    expect(entered).toEqual([false, true]);
  });

  test('is not entered from within', () => {
    const mutex = mutexOf();
    expect(() => mutex.tryEnter(() => enter(mutex))).toThrow('entered from within');
  });

  test('keeps out another process, and is free once that is killed', async () => {
    const mutex = mutexOf();
    const child = await holder();
    let isIn = false;
    expect(mutex.tryEnter(() => (isIn = true))).toBe(false);
    expect(isIn).toBe(false);
    await settled();
    expect(news).toBe(0);
    child.kill('SIGKILL');
    await until('news of it', () => news === 1);
    // Whoever waits may hear that a process dies before the kernel has let go of all it had.
    await until('the section', () => enter(mutex));
  });

  test('that was let go between the try and the wait is news, too', async () => {
    const [one, other] = [mutexOf(), mutexOf()];
    one.tryEnter(() => enter(other));
    await until('news of it', () => news === 1);
  });
});

describe('who cannot enter', () => {
  test('is told so after 10 seconds, until it can', async () => {
    const child = await holder();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const mutex = mutexOf();
    enter(mutex);
    await settled();
    vi.advanceTimersByTime(9990);
    expect([mutex.failure, news]).toEqual([null, 0]);
    vi.advanceTimersByTime(20);
    expect([mutex.failure, news]).toEqual([`another process has kept ${what} to itself for 10 s`, 1]);
    vi.useRealTimers();
    child.kill('SIGKILL');
    await until('news of it', () => news === 2);
    await until('the section', () => enter(mutex));
    expect(mutex.failure).toBeNull();
  });

  test('is told so as well if the socket accepts, and turns away at once', async () => {
    await holder('(socket) => socket.destroy()');
    const mutex = mutexOf();
    let now = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const failures: (string | null)[] = [];
    for (let round = 0; round < 13; round += 1) {
      enter(mutex);
      await until('the next try', () => news > round);
      failures.push(mutex.failure);
      now += 900;
    }
    expect(failures.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => null));
    expect(failures.at(-1)).toBe(`another process has kept ${what} to itself for 10 s`);
  });

  test('is not blamed for a wait that it gave up', async () => {
    const mutex = mutexOf();
    const child = await holder();
    enter(mutex);
    await settled();
    child.kill('SIGKILL');
    await until('news of it', () => news === 1);
    const now = performance.now();
    const later = vi.spyOn(performance, 'now').mockReturnValue(now + 20_000);
    expect(mutex.failure).toBeNull();
    expect(enter(mutex)).toBe(true);
    later.mockReturnValue(now + 40_000);
    expect(mutex.failure).toBeNull();
  });

  test('is told at once, and once, if the system has no such sockets, and tries again later', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const error = Object.assign(new Error('listen ENOTSUP'), { code: 'ENOTSUP' });
    const listen = vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server) {
      process.nextTick(() => this.emit('error', error));
      return this;
    });
    const mutex = mutexOf();
    expect([enter(mutex), enter(mutex)]).toEqual([false, false]);
    await settled();
    const failure = `no other run can be kept out of ${what}: the system refuses a Unix socket (ENOTSUP)`;
    expect([mutex.failure, news]).toEqual([failure, 1]);
    vi.advanceTimersByTime(5000);
    expect(news).toBe(2);
    enter(mutex);
    await settled();
    expect([mutex.failure, news]).toEqual([failure, 2]);
    listen.mockRestore();
    expect(enter(mutex)).toBe(true);
    expect(mutex.failure).toBeNull();
  });

  test('leaves no descriptor behind', async () => {
    const mutex = mutexOf();
    await holder();
    enter(mutex);
    await settled();
    const before = readdirSync('/proc/self/fd').length;
    for (let round = 0; round < 100; round += 1) enter(mutex);
    await settled();
    expect(readdirSync('/proc/self/fd').length).toBe(before);
    mutex.close();
    await until('the waiting connection to close', () => readdirSync('/proc/self/fd').length < before);
  });
});

test('neither a wait nor a section that was left keeps a process from its end', async () => {
  await holder();
  const folder = mkdtempSync(join(tmpdir(), 'mutex-'));
  try {
    const outfile = join(folder, 'brief.mjs');
    const contents = `import { Mutex } from './mutex.ts';
      const [held, free] = process.argv.slice(2).map((what) => new Mutex(what, () => {}));
      console.log(free.tryEnter(() => {}), held.tryEnter(() => {}));`;
    const resolveDir = fileURLToPath(new URL('../../../src/host/leases', import.meta.url));
    await build({ stdin: { contents, resolveDir }, outfile, bundle: true, platform: 'node', format: 'esm' });
    const brief = spawnSync(process.execPath, [outfile, what, `${what}/free`], { timeout: 20_000, encoding: 'utf8' });
    expect(brief).toMatchObject({ stdout: 'true false\n', status: 0, signal: null });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
