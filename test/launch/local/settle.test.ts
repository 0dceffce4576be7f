import { spawn } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { identify, isAlive } from '../../../src/host/system/process.ts';
import { attemptFolder, readEnding, readStart, type AttemptFolder } from '../../../src/launch/folder.ts';
import type { LaunchOrder, Settlement } from '../../../src/model/attempt.ts';
import type { ProcessId } from '../../../src/model/process-id.ts';
import { seconds } from '../../../src/model/units.ts';
import { Site, liveJob, type LiveSketch } from '../../rig/attempts.ts';
import { cases, inLong, someOf } from '../../rig/cases.ts';
import { keep, keepWithoutRunner, layOut, see } from '../../rig/keeper.ts';
import { textOf, until, written } from '../../rig/until.ts';

let site: Site;
beforeEach(() => {
  site = new Site();
});
afterEach(() => site.clear());

/** Runs until a file `go` is there. */
const WAITS = 'echo up > up; until [ -e go ]; do sleep 0.1; done; echo done >> done';

function letGo(): void {
  writeFileSync(site.path('go'), '');
}

/** The command in a session of its own, whose leader stays and has said its pid in `left`. */
const LEAVES = "setsid sh -c 'echo $$ > left; sleep 300; :' &";

/** A PATH whose timeout(1) begins to count when a file `go` is there. */
function pathOfLateTimeout(): string {
  const bin = site.path('bin');
  mkdirSync(bin);
  const script = '#!/bin/sh\nuntil [ -e go ]; do sleep 0.1; done\nPATH=${PATH#*:}\nexec timeout "$@"\n';
  writeFileSync(join(bin, 'timeout'), script, { mode: 0o755 });
  return `${bin}:${process.env['PATH'] ?? ''}`;
}

/** What the next runner finds out. */
function settle(order: LaunchOrder, keeper: ProcessId | null = null): Promise<Settlement> {
  return site.executor().settle(site.settleOrder(order, keeper));
}

function folderOf({ job, attempt }: LaunchOrder): AttemptFolder {
  return attemptFolder(site.runFolder, job.id, attempt);
}

/** An attempt whose runner died before it spawned the keeper. */
function laidOut(sketch: LiveSketch = { command: 'echo ran > ran' }): LaunchOrder {
  const order = site.order(liveJob(sketch));
  layOut(site, order);
  return order;
}

/** When the keeper has written how it ended, and is gone. */
async function over(folder: AttemptFolder): Promise<void> {
  await until('its record', () => readEnding(folder));
  const start = readStart(folder);
  if (start.kind === 'begun') await until('the keeper to go', () => identify(start.record.pid) === null);
}

async function keeperOf(order: LaunchOrder): Promise<ProcessId> {
  const record = await until('its beginning', () => {
    const start = readStart(folderOf(order));
    return start.kind === 'begun' ? start.record : null;
  });
  return identify(record.pid)!;
}

describe('an attempt that lives', () => {
  test.each(['with', 'without'])('is adopted with the same pid, %s its keeper in the journal', async (journaled) => {
    const order = site.order(liveJob({ command: `${WAITS}; exit 3` }));
    keepWithoutRunner(site, order);
    await written(site.path('up'));
    const keeper = await keeperOf(order);
    expect(await settle(order, journaled === 'with' ? keeper : null)).toEqual({ kind: 'alive', process: keeper });
    expect(site.signals).toEqual([]);
    letGo();
    expect(await site.ended(order.job)).toMatchObject({ outcome: { cause: 'exit', code: 3 } });
    expect(readFileSync(site.path('done'), 'utf8')).toBe('done\n');
  });

  inLong(() => {
    test('is adopted after its first executor is forgotten', async () => {
      const first = site.executor();
      const order = site.order(liveJob({ command: WAITS, produces: ['done'] }));
      first.launch(order);
      await written(site.path('up'));
      await first.close();
      const keeper = await keeperOf(order);
      expect(await settle(order, keeper)).toEqual({ kind: 'alive', process: keeper });
      letGo();
      expect((await site.ended(order.job)).outcome).toEqual({ cause: 'exit', code: 0 });
    });
  });

  test('is not adopted by an executor that is closed meanwhile', async () => {
    const order = site.order(liveJob({ command: WAITS }));
    keepWithoutRunner(site, order);
    await written(site.path('up'));
    const keeper = await keeperOf(order);
    const executor = site.executor();
    const watches = (): number => process.getActiveResourcesInfo().filter((kind) => kind.startsWith('FSEvent')).length;
    const before = watches();
    const settled = executor.settle(site.settleOrder(order, keeper));
    await executor.close();
    expect(await settled).toEqual({ kind: 'alive', process: keeper });
    expect(watches()).toBe(before);
  });

  test('is held to its limit and to what it must produce, and its time is told', async () => {
    const env = { PATH: pathOfLateTimeout() };
    const late = site.order(liveJob({ id: 'late', command: 'sleep 300', env, limit: { after: 0.5 } }));
    const poor = site.order(liveJob({ id: 'poor', command: WAITS, produces: ['out.txt'] }));
    for (const order of [late, poor]) {
      keepWithoutRunner(site, order);
      expect(await settle(order, await keeperOf(order))).toMatchObject({ kind: 'alive' });
    }
    letGo();
    const timedOut = await site.ended(late.job);
    expect(timedOut.outcome).toEqual({ cause: 'timeout', after: 0.5, code: 124 });
    expect(timedOut.seconds).toBeGreaterThan(0.45);
    expect((await site.ended(poor.job)).outcome).toEqual({ cause: 'missing-output', paths: ['out.txt'] });
  });

  test('can be stopped', async () => {
    const order = site.order(liveJob({ command: `trap '' TERM; ${WAITS}` }));
    keepWithoutRunner(site, order);
    await written(site.path('up'));
    const next = site.executor();
    await next.settle(site.settleOrder(order, null));
    next.stop(order.job.id, 1, seconds(0.1));
    await site.ended(order.job);
    expect(site.living()).toEqual([]);
  });

  test('though its keeper was killed is adopted, and over when its session is empty', async () => {
    const order = site.order(liveJob({ command: WAITS }));
    keepWithoutRunner(site, order);
    await written(site.path('up'));
    const keeper = await keeperOf(order);
    process.kill(keeper.pid, 'SIGKILL');
    await until('the keeper to be dead', () => isAlive(keeper) === 'dead');
    expect(await settle(order, keeper)).toEqual({ kind: 'alive', process: keeper });
    letGo();
    expect((await site.ended(order.job)).outcome).toEqual({ cause: 'lost' });
    expect(readFileSync(site.path('done'), 'utf8')).toBe('done\n');
  });

  inLong(() => {
    test('and loses its keeper later is over when its session is empty', async () => {
      const order = site.order(liveJob({ command: WAITS }));
      keepWithoutRunner(site, order);
      await written(site.path('up'));
      const keeper = await keeperOf(order);
      expect(await settle(order, keeper)).toEqual({ kind: 'alive', process: keeper });
      process.kill(keeper.pid, 'SIGKILL');
      letGo();
      expect((await site.ended(order.job)).outcome).toEqual({ cause: 'lost' });
      expect(readFileSync(site.path('done'), 'utf8')).toBe('done\n');
    });
  });
});

describe('an attempt that a copied project names', () => {
  test.each(['lives', 'has only left something'])(
    'is not adopted, and nothing of it killed, while it %s',
    async (how) => {
      const order = site.order(liveJob({ command: `${LEAVES} ${WAITS}` }));
      keepWithoutRunner(site, order);
      await written(site.path('up'));
      const keeper = await keeperOf(order);
      const left = Number(await written(site.path('left')));
      if (how !== 'lives') {
        letGo();
        await over(folderOf(order));
      }
      const sessions = () => new Set(site.living().flatMap((pid) => see(pid)?.session ?? []));
      const itsOwn = new Set(how === 'lives' ? [keeper.pid, left] : [left]);
      expect(sessions()).toEqual(itsOwn);
      const copy = new Site();
      try {
        cpSync(site.runFolder, copy.runFolder, { recursive: true });
        const { pid } = attemptFolder(copy.runFolder, order.job.id, 1);
        writeFileSync(pid, readFileSync(pid, 'utf8').split('\n').slice(0, 3).join('\n').concat('\n'));
        for (const process of [keeper, null]) {
          const settled = await copy.executor().settle(copy.settleOrder(order, process));
          expect(settled).toMatchObject({ kind: 'ended', outcome: { cause: 'lost' } });
        }
      } finally {
        await copy.clear();
      }
      expect(sessions()).toEqual(itsOwn);
    },
  );

  inLong(() => {
    test('is adopted when the project was moved', async () => {
      const order = site.order(liveJob({ command: `${WAITS}; exit 3` }));
      keepWithoutRunner(site, order);
      await written(site.path('up'));
      const keeper = await keeperOf(order);
      const moved = new Site();
      try {
        rmSync(moved.runFolder, { recursive: true });
        renameSync(site.runFolder, moved.runFolder);
        expect(await moved.executor().settle(moved.settleOrder(order, keeper))).toEqual({
          kind: 'alive',
          process: keeper,
        });
      } finally {
        await moved.clear();
      }
    });
  });
});

describe('a `pid` that the job has', () => {
  test.each(
    someOf([
      ['removed', 'rm pid', true],
      ['said to be given up', 'echo given up > pid', true],
      ["made another process's", 'cp /proc/1/stat pid; cat /proc/sys/kernel/random/boot_id /proc/uptime >> pid', true],
      [
        "made another process's, where the journal names none",
        'cp /proc/1/stat pid; cat /proc/sys/kernel/random/boot_id /proc/uptime >> pid',
        false,
      ],
      ['emptied', ': > pid', true],
      ['emptied, where the journal names no keeper', ': > pid', false],
      ['filled with something else', 'echo -1 > pid', false],
      ['made a pipe', 'rm pid; mkfifo pid', true],
      ['made a pipe, where the journal names no keeper', 'rm pid; mkfifo pid', false],
      ['made a link to nowhere', 'rm pid; ln -s nowhere pid', true],
      ['made a folder', 'rm pid; mkdir pid', false],
    ]),
  )('%s changes nothing: its keeper is adopted', async (_, act, isJournaled) => {
    const order = site.order(
      liveJob({ command: `cp "$SWEEP_DIR/1/pid" kept; (cd "$SWEEP_DIR/1"; ${act}); ${WAITS}; exit 3` }),
    );
    keepWithoutRunner(site, order);
    await written(site.path('up'));
    const keeper = identify(Number.parseInt(readFileSync(site.path('kept'), 'utf8')))!;
    expect(await settle(order, isJournaled ? keeper : null)).toEqual({ kind: 'alive', process: keeper });
    letGo();
    expect(await site.ended(order.job)).toMatchObject({ outcome: { cause: 'exit', code: 3 } });
  });
});

const LOST = { outcome: { cause: 'lost' }, error: null, seconds: null, endedAt: null } as const;

describe('an attempt that has ended', () => {
  test('has the outcome that its keeper wrote, and when that was', async () => {
    const order = site.order(liveJob({ command: 'sleep 0.2; exit 5' }));
    await keep(site, order).exited;
    const at = new Date('2020-02-02T02:02:02Z');
    utimesSync(folderOf(order).pid, at, at);
    const settled = await settle(order);
    expect(settled).toMatchObject({ kind: 'ended', outcome: { cause: 'exit', code: 5 }, endedAt: at.getTime() });
    expect(settled.kind === 'ended' ? settled.seconds : null).toBeGreaterThanOrEqual(0.19);
  });

  test('over its limit is a timeout', async () => {
    const order = site.order(liveJob({ command: 'sleep 300', limit: { after: 0.2 } }));
    const folder = keepWithoutRunner(site, order);
    await over(folder);
    expect(await settle(order)).toMatchObject({ kind: 'ended', outcome: { cause: 'timeout', after: 0.2, code: 124 } });
  });

  test('under a keeper of an earlier version has the end that this wrote beside `pid`, by the times of both where they say no more', async () => {
    const order = laidOut({ command: 'true', limit: { after: 60 } });
    const { pid, exit } = folderOf(order);
    writeFileSync(pid, `${readFileSync('/proc/self/stat', 'latin1').replace(/^\d+/, String(2 ** 29))}\n\n`);
    writeFileSync(exit, 'exit 143\n');
    utimesSync(pid, 1_000_000, 1_000_000);
    utimesSync(exit, 1_000_060, 1_000_060);
    expect(await settle(order)).toMatchObject({ outcome: { cause: 'timeout', code: 143 }, seconds: 60 });
    utimesSync(exit, 1_000_059, 1_000_059);
    expect(await settle(order)).toMatchObject({ outcome: { cause: 'exit', code: 143 }, seconds: 59 });
  });

  test('and was told to stop by somebody else is told as that', async () => {
    const order = site.order(liveJob({ command: WAITS }));
    const kept = keep(site, order);
    await written(site.path('up'));
    process.kill(kept.pid, 'SIGTERM');
    await kept.exited;
    expect(await settle(order)).toMatchObject({ outcome: { cause: 'stopped', reason: 'outside', code: 143 } });
  });

  test('and left something behind is told only when that is killed', async () => {
    const order = site.order(liveJob({ command: `${LEAVES} ${WAITS}` }));
    const folder = keepWithoutRunner(site, order);
    await written(site.path('left'));
    letGo();
    await over(folder);
    expect(await settle(order)).toMatchObject({ kind: 'ended', outcome: { cause: 'exit', code: 0 } });
    expect(site.living()).toEqual([]);
    expect(site.signals.map((one) => one.signal)).toEqual(['leftovers']);
  });

  test('is not given up because its job has written over how it began', async () => {
    const order = site.order(liveJob({ command: 'echo given up > "$SWEEP_DIR/1/pid"; exit 3' }));
    await keep(site, order).exited;
    for (const keeper of [identify(process.pid)!, null])
      expect(await settle(order, keeper && { ...keeper, pid: 2 ** 29 })).toMatchObject({
        kind: 'ended',
        outcome: { cause: 'exit', code: 3 },
      });
  });

  test.each(
    someOf<readonly [string, string | null]>([
      ['nothing', null],
      ['a torn line', 'exit 0'],
      ['an empty line', '\n'],
    ]),
  )('is lost when all of it is gone and its record ends with %s', async (_, text) => {
    const order = site.order(liveJob({ command: WAITS }));
    const kept = keep(site, order);
    await written(site.path('up'));
    process.kill(kept.pid, 'SIGKILL');
    await kept.exited;
    await site.killAll();
    if (text !== null) appendFileSync(kept.folder.pid, text);
    expect(await settle(order)).toEqual({ kind: 'ended', ...LOST });
  });
});

describe('an attempt of another boot', () => {
  const ANOTHER: Partial<ProcessId> = { bootId: 'another' };

  test('is lost', async () => {
    const order = laidOut();
    const keeper = { ...identify(process.pid)!, ...ANOTHER };
    writeFileSync(folderOf(order).pid, `${readFileSync('/proc/self/stat', 'latin1')}another\n1.00 1.00\n`);
    expect(await settle(order, keeper)).toMatchObject({ kind: 'ended', outcome: { cause: 'lost' } });
    expect(await settle(order)).toMatchObject({ kind: 'ended', outcome: { cause: 'lost' } });
  });

  test('is lost when the power failed before its `pid` was on the disk', async () => {
    const order = laidOut();
    const keeper = { ...identify(process.pid)!, ...ANOTHER };
    expect(await settle(order, keeper)).toMatchObject({ kind: 'ended', outcome: { cause: 'lost' } });
    writeFileSync(folderOf(order).pid, '');
    expect(await settle(order, keeper)).toMatchObject({ kind: 'ended', outcome: { cause: 'lost' } });
  });

  test('has the outcome that its keeper wrote', async () => {
    const order = site.order(liveJob({ command: 'exit 5' }));
    await keep(site, order).exited;
    const keeper = { ...identify(process.pid)!, ...ANOTHER };
    expect(await settle(order, keeper)).toMatchObject({ kind: 'ended', outcome: { cause: 'exit', code: 5 } });
  });
});

test('a session number that others use now is no sign of life, and they are left alone', async () => {
  const order = laidOut();
  const env = { PATH: process.env['PATH'] };
  const stranger = spawn('bash', ['-c', 'sleep 300 & echo $!'], {
    detached: true,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = new Promise((resolve) => stranger.once('exit', resolve));
  const output = new Promise<string>((resolve) =>
    stranger.stdout.once('data', (data: Buffer) => resolve(data.toString())),
  );
  const sleeper = Number(await output);
  await exited;
  await until('it to sleep', () => see(sleeper)?.name === 'sleep');
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1').split(' ');
    const early = [String(stranger.pid), ...stat.slice(1, 21), '1', ...stat.slice(22)].join(' ');
    writeFileSync(folderOf(order).pid, `${early}${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')}1.00 1.00\n`);
    expect(readStart(folderOf(order))).toMatchObject({ kind: 'begun', record: { pid: stranger.pid, startTicks: '1' } });
    expect(await settle(order)).toMatchObject({ kind: 'ended', outcome: { cause: 'lost' } });
    expect(see(sleeper)?.name).toBe('sleep');
  } finally {
    process.kill(sleeper, 'SIGKILL');
  }
});

describe('an attempt that never began', () => {
  test('is given up, for good, and however often one asks', async () => {
    const order = laidOut();
    expect(await settle(order)).toEqual({ kind: 'abandoned' });
    expect(await settle(order)).toEqual({ kind: 'abandoned' });
    const kept = spawn('bash', [folderOf(order).script], {
      env: { ...process.env, SWEEP_RUN: folderOf(order).script },
    });
    expect(await new Promise((resolve) => kept.once('exit', resolve))).toBe(125);
    expect(existsSync(site.path('ran'))).toBe(false);
  });

  test('is given up when not even its folder was made', async () => {
    expect(await settle(site.order(liveJob({ command: 'true' })))).toEqual({ kind: 'abandoned' });
  });

  test('is lost, not given up, when it had begun and somebody removed its folder', async () => {
    const order = site.order(liveJob({ command: WAITS }));
    const kept = keep(site, order);
    await written(site.path('up'));
    const keeper = await keeperOf(order);
    rmSync(folderOf(order).path, { recursive: true });
    expect(await settle(order, keeper)).toEqual({ kind: 'alive', process: keeper });
    letGo();
    await kept.exited;
    expect(await settle(order, keeper)).toMatchObject({ kind: 'ended', outcome: { cause: 'lost' } });
  });

  test('is given up when its keeper left `pid` empty and is gone', async () => {
    const order = laidOut();
    writeFileSync(folderOf(order).pid, '');
    expect(await settle(order)).toEqual({ kind: 'abandoned' });
  });

  test('is waited for while its keeper is about to write `pid`', async () => {
    const order = site.order(liveJob({ command: `${WAITS}; exit 3` }));
    const folder = keepWithoutRunner(site, order);
    await written(site.path('up'));
    const whole = await written(folder.pid);
    writeFileSync(folder.pid, whole.slice(0, 20));
    const settling = settle(order);
    writeFileSync(folder.pid, whole);
    expect(await settling).toMatchObject({ kind: 'alive' });
    letGo();
    expect((await site.ended(order.job)).outcome).toEqual({ cause: 'exit', code: 3 });
  });

  test('is given up when its keeper hangs before it begins: it is killed', async () => {
    const order = laidOut();
    writeFileSync(folderOf(order).pid, '');
    const hanging = spawn('sleep', ['300'], { detached: true, env: { ...process.env, SWEEP_TOKEN: order.token } });
    const exited = new Promise((resolve) => hanging.once('exit', (_, signal) => resolve(signal)));
    await until('it to bear the token', () => site.living().includes(hanging.pid!));
    expect(await settle(order)).toEqual({ kind: 'abandoned' });
    expect(await exited).toBe('SIGKILL');
  });

  test('is either given up or runs once, in every race of its keeper with the next runner', async () => {
    const kinds = new Set<string>();
    // Milliseconds that the keeper has the start of the runner: whoever came first has it harder the next time.
    let lead = 2;
    // However slow the machine is, there is no race before both sides have come first.
    const isRace = () => kinds.has('abandoned') && kinds.has('alive');
    for (let race = 0; race < cases(120) || !isRace(); race += 1) {
      const ran = site.path(`ran-${race}`);
      const order = site.order(liveJob({ id: `job-${race}`, command: `echo ran >> ${ran}` }));
      const kept = keep(site, order);
      const due = performance.now() + lead;
      while (performance.now() < due);
      const settled = await settle(order, race % 2 === 0 ? null : identify(kept.pid));
      const { code } = await kept.exited;
      kinds.add(settled.kind);
      lead *= settled.kind === 'abandoned' ? 1.5 : 0.75;
      if (settled.kind === 'abandoned') {
        expect([code, textOf(ran), textOf(kept.folder.pid)]).toEqual([125, null, 'given up\n']);
        continue;
      }
      const { outcome } = settled.kind === 'alive' ? await site.ended(order.job) : settled;
      expect([code, textOf(ran), outcome]).toEqual([0, 'ran\n', { cause: 'exit', code: 0 }]);
    }
  });
});
