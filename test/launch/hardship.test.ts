import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { identify, isAlive } from '../../src/host/system/process.ts';
import { attemptFolder, readEnding, readStart } from '../../src/launch/folder.ts';
import { Site, liveJob } from '../rig/attempts.ts';
import { NEVER_REAPS, NEVER_REAPS_ORPHANS, PRCTL, childOf, keepWithoutRunner, layOut, see } from '../rig/keeper.ts';
import { until, written } from '../rig/until.ts';

const WAITS = 'echo up > up; until [ -e go ]; do sleep 0.1; done; exit 6';

describe('an init that never reaps', () => {
  let site: Site;
  beforeEach(() => {
    site = new Site();
  });
  afterEach(() => site.clear());

  test('does not make a dead keeper look alive to the next runner', async () => {
    const order = site.order(liveJob({ command: 'exit 6' }));
    const folder = keepWithoutRunner(site, order, NEVER_REAPS);
    await until('its record', () => readEnding(folder));
    const keeper = await zombie(folder.pid);
    expect(await site.executor().settle(site.settleOrder(order, keeper))).toMatchObject({
      ...{ kind: 'ended', outcome: { cause: 'exit', code: 6 } },
    });
    expect(see(keeper.pid)?.state).toBe('Z');
  });

  test('does not keep an adopted attempt from ending', async () => {
    const order = site.order(liveJob({ command: WAITS }));
    const folder = keepWithoutRunner(site, order, NEVER_REAPS);
    await written(site.path('up'));
    expect(await site.executor().settle(site.settleOrder(order, null))).toMatchObject({ kind: 'alive' });
    writeFileSync(site.path('go'), '');
    expect((await site.ended(order.job)).outcome).toEqual({ cause: 'exit', code: 6 });
    await zombie(folder.pid);
  });

  test.skipIf(spawnSync('perl', ['-v']).status !== 0 || PRCTL[process.arch] === undefined)(
    'does not make its keeper wait for what is dead, nor an attempt that has lost its keeper',
    async () => {
      const [late, lost] = [
        site.order(liveJob({ id: 'late', command: 'sleep 300 & sleep 300', limit: { after: 0.2, grace: 300 } })),
        site.order(liveJob({ id: 'lost', command: 'echo up > up; until [ -e go ]; do sleep 0.1; done' })),
      ];
      const folder = keepWithoutRunner(site, late, NEVER_REAPS_ORPHANS);
      expect(await until('its record', () => readEnding(folder))).toMatchObject({ code: 124, left: false });
      keepWithoutRunner(site, lost, NEVER_REAPS_ORPHANS);
      await written(site.path('up'));
      const executor = site.executor();
      const settled = await executor.settle(site.settleOrder(lost, null));
      if (settled.kind !== 'alive') throw new Error(`it is ${settled.kind}`);
      const timeout = childOf(settled.process.pid, 'timeout')!.pid;
      process.kill(settled.process.pid, 'SIGKILL');
      writeFileSync(site.path('go'), '');
      expect((await site.ended(lost.job)).outcome).toEqual({ cause: 'lost' });
      expect(see(timeout)?.state).toBe('Z');
    },
  );

  async function zombie(pidFile: string): Promise<NonNullable<ReturnType<typeof identify>>> {
    const pid = Number.parseInt(await written(pidFile), 10);
    await until('the keeper to be a zombie', () => see(pid)?.state === 'Z');
    const keeper = identify(pid)!;
    expect(isAlive(keeper)).toBe('dead');
    return keeper;
  }
});

/** Seconds since the machine booted. */
function uptime(): number {
  return Number.parseFloat(readFileSync('/proc/uptime', 'utf8'));
}

/** Where a small disk may be mounted, the disk is really full; test/launch/keeper.test.ts has the start everywhere, by /dev/full. */
const mountable = ((): boolean => {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-test-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'sweep-test', folder]).status === 0;
  if (mounted) spawnSync('umount', [folder]);
  rmdirSync(folder);
  return mounted;
})();

describe.runIf(mountable)('a disk that is full', () => {
  let disk: string;
  let site: Site;
  beforeEach(() => {
    disk = mkdtempSync(join(tmpdir(), 'sweep-test-'));
    // Without the small disk, the tests would fill the real one.
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'sweep-test', disk]).status).toBe(0);
    site = new Site(disk);
  });
  afterEach(async () => {
    await site.clear();
    spawnSync('umount', [disk]);
    rmdirSync(disk);
  });

  const filler = (): string => site.path('filler');

  /** Whether so many bytes more, or the first of them, found room. */
  function adds(size: number): boolean {
    try {
      appendFileSync(filler(), Buffer.alloc(size));
      return true;
    } catch {
      return false;
    }
  }

  function fill(): void {
    for (let size = 65_536; size >= 1; size /= 2) while (adds(size));
    expect(statSync(filler()).size).toBeGreaterThan(100_000);
  }

  test('does not keep the end of an attempt out of the record that its keeper has begun', async () => {
    const job = liveJob({ command: WAITS });
    site.executor().launch(site.order(job));
    await written(site.path('up'));
    fill();
    writeFileSync(site.path('go'), '');
    expect((await site.ended(job)).outcome).toEqual({ cause: 'exit', code: 6 });
    expect(readEnding(attemptFolder(site.runFolder, job.id, 1))).toMatchObject({ code: 6 });
  });

  test('delays the end of an attempt that has removed its record until there is room, and loses nothing of it', async () => {
    // The job has to be over before its limit is: the limit is longer on a machine on which it was not.
    for (let after = 3; ; after *= 2) {
      for (const name of ['up', 'go']) rmSync(site.path(name), { force: true });
      const job = liveJob({ id: `job-${after}`, command: `rm "$SWEEP_DIR/1/pid"; ${WAITS}`, limit: { after } });
      const limit = uptime() + after;
      const told = site.signals.length + 1;
      const executor = site.executor();
      executor.launch(site.order(job));
      await written(site.path('up'));
      const started = site.signals.at(-1);
      const keeper = started?.signal === 'started' ? started.process.pid : 0;
      fill();
      writeFileSync(site.path('go'), '');
      await until('the keeper to try again', () => childOf(keeper, 'sleep'));
      const isInTime = uptime() < limit;
      await until('the limit to pass', () => uptime() > limit + 0.1);
      expect(site.signals).toHaveLength(told);
      rmSync(filler());
      const { outcome } = await site.ended(job);
      if (!isInTime) continue;
      expect(outcome).toEqual({ cause: 'exit', code: 6 });
      return;
    }
  });

  test('keeps an attempt from being started, says so, and leaves nothing of it', () => {
    fill();
    const job = liveJob({ command: 'echo ran > ran' });
    site.executor().launch(site.order(job));
    expect(site.signals).toEqual([
      {
        ...{ signal: 'unstarted', job: 'job', attempt: 1 },
        because: 'there is no room left on the disk, be it for data or for more files (ENOSPC)',
      },
    ]);
    expect(existsSync(site.path('.sweep', 'test', 'jobs', 'job', '1'))).toBe(false);
    expect(site.living()).toEqual([]);
  });

  test('keeps a keeper that cannot record its start from beginning, and the next runner gives it up', async () => {
    const order = site.order(liveJob({ command: 'echo ran > ran' }));
    const folder = layOut(site, order);
    fill();
    const run = spawnSync('bash', [folder.script], { env: { ...process.env, SWEEP_RUN: folder.script } });
    expect(run.status).toBe(125);
    expect(readStart(folder)).toEqual({ kind: 'torn' });
    expect(await site.executor().settle(site.settleOrder(order, null))).toEqual({ kind: 'abandoned' });
    expect(existsSync(site.path('ran'))).toBe(false);
  });

  test('does not keep an attempt from being given up', async () => {
    const order = site.order(liveJob({ command: 'echo ran > ran' }));
    const folder = layOut(site, order);
    fill();
    expect(await site.executor().settle(site.settleOrder(order, null))).toEqual({ kind: 'abandoned' });
    const run = spawnSync('bash', [folder.script], { env: { ...process.env, SWEEP_RUN: folder.script } });
    expect(run.status).toBe(125);
    expect(await site.executor().settle(site.settleOrder(order, null))).toEqual({ kind: 'abandoned' });
  });
});
