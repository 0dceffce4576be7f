import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { identify, isAlive, livingProcesses } from '../../src/host/process.ts';
import { until } from '../rig/until.ts';

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
