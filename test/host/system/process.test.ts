import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  identify,
  isAlive,
  isOfContainer,
  isOfHere,
  isOfThisKernel,
  isSessionAlive,
  isSuspended,
  livingProcesses,
  startOf,
  uidOf,
} from '../../../src/host/system/process.ts';
import { until } from '../../rig/until.ts';

const self = identify(process.pid)!;

/** No system counts so far. */
const NOBODY = 2 ** 29;

function state(pid: number): string | undefined {
  return /\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1];
}

describe('a process is identified', () => {
  test('by its start, this boot, this namespace and this machine', () => {
    expect(self).toEqual(identify(process.pid));
    expect(self.startTicks).toMatch(/^\d+$/);
    expect(self.bootId).toBe(readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
    expect(self.pidNamespace).toMatch(/^pid:\[\d+\]$/);
    expect(self.machineId).toMatch(/^[0-9a-f]{32}$/);
  });

  test('whatever it is called', async () => {
    const odd = spawn('bash', ['-c', `printf ') S 1 2 (' > /proc/$$/comm; echo up; read -r _`]);
    await new Promise((resolve) => odd.stdout.once('data', resolve));
    expect(readFileSync(`/proc/${odd.pid}/comm`, 'utf8')).toBe(') S 1 2 (\n');
    const id = identify(odd.pid!)!;
    expect(Number(id.startTicks)).toBeGreaterThanOrEqual(Number(self.startTicks));
    expect(isAlive(id)).toBe('alive');
    odd.kill('SIGKILL');
  });

  test('only if there is one', () => {
    expect(identify(NOBODY)).toBeNull();
  });
});

describe('a process is', () => {
  test('alive while it runs, and dead once it is a zombie or gone', async () => {
    const parent = spawn('bash', ['-c', 'sleep 300 & echo $!; exec sleep 300']);
    const child = Number(await new Promise<Buffer>((resolve) => parent.stdout.once('data', resolve)));
    const id = identify(child)!;
    expect(isAlive(id)).toBe('alive');
    expect(livingProcesses().map(({ pid }) => pid)).toContain(child);
    await until('bash to turn into sleep', () => readFileSync(`/proc/${parent.pid}/comm`, 'utf8') === 'sleep\n');
    process.kill(child, 'SIGKILL');
    await until('the zombie', () => state(child) === 'Z');
    expect(isAlive(id)).toBe('dead');
    expect(livingProcesses().map(({ pid }) => pid)).not.toContain(child);
    parent.kill('SIGKILL');
    await until('the zombie to be reaped', () => identify(child) === null);
    expect(isAlive(id)).toBe('dead');
  });

  test.each([
    ['dead when its number was taken anew', { startTicks: '1' }, 'dead'],
    ['dead when it was of another boot of this machine', { bootId: 'another' }, 'dead'],
    ['unknown when it is of another machine', { machineId: 'another', bootId: 'another' }, 'unknown'],
    ['unknown when it is of another namespace', { pidNamespace: 'pid:[1]' }, 'unknown'],
  ])('%s', (_, other, liveness) => {
    expect(isAlive({ ...self, ...other })).toBe(liveness);
  });
});

test('the living are told with their session', () => {
  const leader = spawn('sleep', ['300'], { detached: true });
  const found = livingProcesses().find(({ pid }) => pid === leader.pid);
  expect(found).toEqual({ pid: leader.pid, session: leader.pid, startTicks: identify(leader.pid!)?.startTicks });
  leader.kill('SIGKILL');
});

test.each([
  ['here', {}, true],
  ['here before the last boot', { bootId: 'another', pidNamespace: 'pid:[1]' }, true],
  ['on another machine', { machineId: 'another' }, false],
  ['in another namespace', { pidNamespace: 'pid:[1]' }, false],
])('a process is told to be %s', (_, other, isHere) => {
  expect(isOfHere({ ...self, ...other })).toBe(isHere);
});

test.each([
  ['of this kernel', {}, true],
  ['of this kernel, in another namespace', { pidNamespace: 'pid:[1]' }, true],
  ['of another boot', { bootId: 'another' }, false],
  ['of another machine', { machineId: 'another' }, false],
  ['of a kernel that does not say which boot it is', { bootId: '' }, false],
])('a process is told to be %s', (_, other, isOfIt) => {
  expect(isOfThisKernel({ ...self, ...other })).toBe(isOfIt);
});

test('the pid namespace that a machine boots with is of no container, and every other is', () => {
  expect(isOfContainer({ pidNamespace: 'pid:[4026531836]' })).toBe(false);
  expect(isOfContainer({ pidNamespace: 'pid:[4026532204]' })).toBe(true);
});

test('a process is suspended while it is stopped, and not once it goes on or is gone', async () => {
  const child = spawn('sleep', ['300']);
  expect(isSuspended(child.pid!)).toBe(false);
  child.kill('SIGSTOP');
  await until('it to stop', () => isSuspended(child.pid!));
  child.kill('SIGCONT');
  await until('it to go on', () => !isSuspended(child.pid!));
  child.kill('SIGKILL');
  await until('it to be reaped', () => identify(child.pid!) === null);
  expect(isSuspended(child.pid!)).toBe(false);
});

test("a process is its user's, and nobody's when it is not there", () => {
  expect(uidOf(process.pid)).toBe(process.geteuid?.());
  expect(uidOf(NOBODY)).toBeNull();
});

test.runIf(process.geteuid?.() === 0)("a process is another user's if that one runs it", () => {
  const child = spawn('sleep', ['300'], { uid: 4242 });
  expect(uidOf(child.pid!)).toBe(4242);
  child.kill('SIGKILL');
});

test('a process began when its clock ticks say, in milliseconds since boot', () => {
  expect(startOf({ startTicks: '150' })).toBe(1500);
  const uptime = () => 1000 * Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
  const before = uptime();
  const child = spawn('sleep', ['300']);
  const after = uptime();
  const began = startOf(identify(child.pid!)!);
  child.kill('SIGKILL');
  // Ticks are of 10 ms.
  expect(began).toBeGreaterThanOrEqual(before - 10);
  expect(began).toBeLessThanOrEqual(after + 10);
});

describe('a session is', () => {
  const founder = { ...self, pid: 50, startTicks: '100' };

  test.each([
    ['alive with a member', [{ pid: 51, session: 50, startTicks: '110' }], true],
    ['alive with its founder', [{ pid: 50, session: 50, startTicks: '100' }], true],
    ['dead without any', [{ pid: 51, session: 49, startTicks: '110' }], false],
    ['dead when its members are older than its founder', [{ pid: 51, session: 50, startTicks: '90' }], false],
    [
      'dead when its number was taken anew',
      [
        { pid: 50, session: 50, startTicks: '120' },
        { pid: 51, session: 50, startTicks: '130' },
      ],
      false,
    ],
  ])('%s', (_, living, isThere) => {
    expect(isSessionAlive(founder, living)).toBe(isThere);
  });
});
