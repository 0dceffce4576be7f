import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { markOf } from '../../../src/model/sharing/mark.ts';
import { leaseFileName } from '../../../src/host/leases/lease-file.ts';
import { surveyHostFolder } from '../../../src/host/leases/lease-survey.ts';
import type { Leases } from '../../../src/host/leases/leases.ts';
import { identify, startOf } from '../../../src/host/system/process.ts';
import { ALONE, type Neighbours, type Claims } from '../../../src/model/sharing/neighbours.ts';
import { bytes, seconds, share, tick } from '../../../src/model/units.ts';
import { hold, HostRig, leaseTextIn, SELF, statement, UID, want } from '../../rig/leases.ts';
import { until } from '../../rig/until.ts';

let rig: HostRig;

beforeEach(() => {
  rig = new HostRig();
});

afterEach(() => {
  vi.useRealTimers();
  rig.close();
});

const asRoot = test.runIf(UID === 0);
const STRANGER = 4242;

/** What a run sees from within the section. */
function look(leases: Leases): Neighbours {
  const seen: Neighbours[] = [];
  expect(leases.exclusively(() => seen.push(leases.neighbours()))).toBe(true);
  return seen[0]!;
}

function tell(leases: Leases, part: Partial<Claims>): void {
  expect(leases.exclusively(() => expect(leases.publish(statement(part))).toBeNull())).toBe(true);
}

const jobsHeld = ({ holds }: Neighbours): string[] => holds.map(({ job }) => job).sort();
const files = (): string[] => readdirSync(rig.folder).sort();

describe('runs on one host', () => {
  test('know what the others hold and want, and each other by name', () => {
    const [one, other] = [rig.join('one'), rig.join('other')];
    const holds = [
      hold({
        ...{ job: 'lr=1', keeper: SELF, gpus: ['GPU-0'], share: share(500), gpuMemory: bytes(2 ** 30) },
        ...{ slots: 2, memory: bytes(2 ** 31), resources: { licence: 1 }, until: tick(77.5) },
      }),
    ];
    const wants = [want({ job: 'lr=2', jobs: 3, priority: -1, gpuMemory: bytes(5), bound: seconds(60) })];
    tell(one, { sweep: 'beam', submitted: tick(5), slotsOfUser: 8, holds, wants });
    const { self, ...seen } = look(other);
    const by = look(one).self!;
    expect(by).toMatchObject({ uid: UID, sweep: 'beam', pid: process.pid, submitted: 5, since: startOf(SELF) });
    const { keeper: _keeper, attempt: _attempt, mark: _mark, ...held } = holds[0]!;
    expect(seen).toEqual({
      bookings: [],
      lately: new Map(),
      holds: [{ ...held, by }],
      wants: [{ ...wants[0]!, by, serial: expect.any(String) as string }],
      slotsOfUser: 8,
      failure: null,
    });
    expect(self).toMatchObject({ sweep: 'other', uid: UID });
    expect(self!.key).not.toBe(by.key);
  });

  test('of earlier versions want GPUs alone, and go by no number of slots', () => {
    const { slots: _s, memory: _m, resources: _r, keptByUser: _k, ...older } = want();
    const { slotsOfUser: _n, voids: _v, ...rest } = statement({ sweep: 'one' });
    const lease = { version: 1, runner: SELF, user: 'ada', ...rest, wants: [older] };
    rig.plantText('one', `${JSON.stringify(lease)}\n`);
    const seen = look(rig.join('other'));
    expect(seen.wants).toMatchObject([{ ...older, slots: 0, memory: null, resources: {}, keptByUser: false }]);
    expect(seen.slotsOfUser).toBe(0);
  });

  asRoot('hear of another user’s wants only what they have to share with him', () => {
    const runner = rig.process({ uid: STRANGER, gid: STRANGER });
    const gpu = want({ job: 'gpu', slots: 4, resources: { license: 1 } });
    const memory = want({ job: 'memory', gpus: 0, allowed: [], memory: bytes(5) });
    const slots = want({ job: 'slots', gpus: 0, allowed: [], slots: 4 });
    const wants = [gpu, memory, slots, want({ job: 'kept', keptByUser: true })];
    rig.plant('theirs', { runner, slotsOfUser: 99, wants }, STRANGER);
    const seen = look(rig.join('ours'));
    expect(seen.wants).toMatchObject([
      { job: 'gpu', gpus: 1, slots: 0, resources: {} },
      { job: 'memory', memory: 5, slots: 0 },
    ]);
    expect(seen.slotsOfUser).toBe(0);
  });

  test('keep the serial of a want as long as its run tells nothing new of what it holds and wants', () => {
    const one = rig.join('one');
    const [first, second] = [['x'], ['y']].map((voids) => {
      tell(one, { wants: [want()], voids });
      return look(rig.join('other')).wants[0]?.serial;
    });
    expect(second).toBe(first);
  });

  test('know for how long another has waited, which is not before its runner began', () => {
    const runner = rig.process();
    const late = tick(startOf(runner) + 3_600_000);
    rig.plant('one', { runner, submitted: tick(0), wants: [want()] });
    rig.plant('other', { runner, submitted: late, wants: [want()] });
    const since = look(rig.join('self')).wants.map(({ by }) => by.since);
    expect(since.sort()).toEqual([startOf(runner), late].sort());
  });

  test('see a want with another serial whenever its run has told something new', () => {
    const [one, other] = [rig.join('one'), rig.join('other')];
    const serial = (): string | undefined => look(other).wants[0]?.serial;
    tell(one, { wants: [want()] });
    const first = serial();
    tell(one, { wants: [want()] });
    expect(serial()).toBe(first);
    tell(one, { wants: [want()], pending: 2 });
    expect(serial()).not.toBe(first);
  });

  test('see each change of many in a row', () => {
    const [one, other] = [rig.join('one'), rig.join('other')];
    for (let round = 0; round < 300; round += 1) {
      const gpus = [`GPU-${round % 2}`];
      tell(one, { holds: [hold({ gpus, keeper: SELF })] });
      expect(look(other).holds[0]?.gpus).toEqual(gpus);
    }
  });

  test('do not decide while another does', () => {
    const [one, other] = [rig.join('one'), rig.join('other')];
    const entered: boolean[] = [];
    one.exclusively(() => entered.push(other.exclusively(() => undefined)));
    expect(entered).toEqual([false]);
  });

  test('hear when the section is worth another try', async () => {
    const [one, other] = [rig.join('one'), rig.join('other')];
    const heard = new Promise<void>((resolve) => other.onChange(resolve));
    one.exclusively(() => other.exclusively(() => undefined));
    await heard;
  });

  test('hear of what others have told, as it comes, and of nothing else', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const [one, other] = [rig.join('one'), rig.join('other')];
    let heard = 0;
    other.neighbours();
    other.onChange(() => (heard += 1));
    other.watch(true);
    expect(heard).toBe(0);
    tell(other, { pending: 7 });
    tell(one, { holds: [hold({ job: 'first', keeper: SELF })] });
    await until('the first change', () => heard === 1);
    expect(jobsHeld(other.neighbours())).toEqual(['first']);
    tell(one, { holds: [] });
    await until('the second change', () => heard === 2);
    expect(other.neighbours().holds).toEqual([]);
  });

  test('see within five seconds that another has died, though nothing tells of it', async () => {
    const runner = rig.process();
    rig.plant('one', { runner, wants: [want()] });
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const other = rig.join('other');
    other.watch(true);
    expect(other.neighbours().wants).toHaveLength(1);
    let heard = 0;
    other.onChange(() => (heard += 1));
    await rig.kill(runner);
    vi.advanceTimersByTime(5000);
    expect(heard).toBe(1);
    expect(other.neighbours().wants).toEqual([]);
  });

  test('do not trust a folder that somebody has removed until all had the time to tell again', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const [one, other] = [rig.join('one'), rig.join('other')];
    tell(one, { holds: [hold({ keeper: SELF })] });
    look(other);
    rmSync(rig.folder, { recursive: true });
    const seen = look(other);
    expect(seen.failure).toMatch(/^what other runs hold cannot be read: ENOENT/);
    expect(jobsHeld(seen)).toEqual(['train']);
    vi.advanceTimersByTime(5000);
    expect(look(other)).toMatchObject({ holds: [{ job: 'train' }], failure: null });
    expect(statSync(rig.folder).mode & 0o7777).toBe(0o1777);
  });

  test('go on when the folder was removed and nobody else is there', () => {
    const one = rig.join('one');
    rmSync(rig.folder, { recursive: true });
    expect([look(one).failure, look(one).failure]).toEqual([expect.stringContaining('ENOENT'), null]);
  });

  test('write their file again before it is so old that it is cleared away', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    tell(rig.join('one'), {});
    const path = join(rig.folder, files()[0]!);
    utimesSync(path, new Date(0), new Date(0));
    vi.advanceTimersByTime(5000);
    expect(Date.now() - statSync(path).mtimeMs).toBeLessThan(3_600_000);
  });
});

describe('the file of a run', () => {
  test('is readable for all, named by user and run folder, and written only when it says something else', () => {
    const one = rig.join('one');
    tell(one, { pending: 3 });
    expect(files()).toEqual([expect.stringMatching(new RegExp(`^run-${UID}-[0-9a-f]{32}\\.json$`))]);
    const path = join(rig.folder, files()[0]!);
    const before = statSync(path);
    expect(before.mode & 0o7777).toBe(0o644);
    expect(JSON.parse(leaseTextIn(path))).toMatchObject({ version: 1, runner: SELF, pending: 3 });
    const bytes = readFileSync(path);
    tell(one, { pending: 3 });
    expect(readFileSync(path)).toEqual(bytes);
    tell(one, { pending: 4 });
    expect(JSON.parse(leaseTextIn(path))).toMatchObject({ pending: 4 });
  });

  test('is written in place as long as it has room, and made anew with more where it has not', () => {
    const one = rig.join('one');
    const holds = (count: number) =>
      Array.from({ length: count }, (_, n) => hold({ job: `job-${n}`, keeper: SELF, mark: `mark-${n}` }));
    tell(one, { holds: holds(1) });
    const path = join(rig.folder, files()[0]!);
    const { ino } = statSync(path);
    const other = rig.join('other');
    for (let count = 2; count < 5; count += 1) {
      tell(one, { holds: holds(count) });
      expect(statSync(path).ino).toBe(ino);
      expect(look(other).holds).toHaveLength(count);
    }
    tell(one, { holds: holds(500) });
    expect(statSync(path).ino).not.toBe(ino);
    expect(look(other).holds).toHaveLength(500);
  });

  test('counts as it was before while what was written last is not whole', () => {
    const one = rig.join('one');
    tell(one, { holds: [hold({ job: 'before', keeper: SELF })] });
    tell(one, { holds: [hold({ job: 'after', keeper: SELF })] });
    const path = join(rig.folder, files()[0]!);
    const bytes = readFileSync(path);
    const other = rig.join('other');
    expect(jobsHeld(look(other))).toEqual(['after']);
    bytes.write('A', bytes.indexOf('after'));
    writeFileSync(path, bytes);
    expect(jobsHeld(look(other))).toEqual(['before']);
  });

  test('of an earlier version, which is JSON and nothing else, counts', () => {
    const path = rig.plant('one', { holds: [hold({ job: 'train', keeper: SELF })] });
    writeFileSync(path, leaseTextIn(path));
    expect(jobsHeld(look(rig.join('other')))).toEqual(['train']);
  });

  test('is made anew when its folder was moved away', () => {
    const one = rig.join('one');
    tell(one, { holds: [hold({ job: 'train', keeper: SELF })] });
    renameSync(rig.folder, `${rig.folder}.away`);
    onTestFinished(() => rmSync(`${rig.folder}.away`, { recursive: true }));
    tell(one, { holds: [hold({ job: 'train', keeper: SELF })] });
    expect(jobsHeld(look(rig.join('other')))).toEqual(['train']);
  });

  test('is the one of the earlier runner of the same run folder, which never is a neighbour', async () => {
    const keeper = rig.process();
    rig.plant('one', { runner: await rig.dead(), holds: [hold({ keeper, gpus: ['GPU-0'] })] });
    const one = rig.join('one');
    expect(look(one).holds).toEqual([]);
    expect(jobsHeld(look(rig.join('other')))).toEqual(['train']);
    tell(one, {});
    expect(files()).toHaveLength(1);
    expect(look(rig.join('other')).holds).toEqual([]);
  });

  test('that cannot be written leaves what was told before, and the reason is told', () => {
    const [one, other] = [rig.join('one'), rig.join('other')];
    tell(one, { holds: [hold({ job: 'before', keeper: SELF })] });
    mkdirSync(join(rig.folder, `${files()[0]!}.new`, 'in the way'), { recursive: true });
    const holds = Array.from({ length: 500 }, () => hold({ job: 'after', keeper: SELF }));
    expect(one.publish(statement({ holds }))).toMatch(
      /^the other runs of this host cannot be told what this one holds: /,
    );
    expect(jobsHeld(look(other))).toEqual(['before']);
  });

  test('is not written if others would ignore it', () => {
    const one = rig.join('one');
    expect(one.publish(statement({ pending: -1 }))).toMatch(/: pending is out of bounds$/);
    const quarantined = Object.fromEntries(Array.from({ length: 9000 }, (_, index) => [`${index}`, 'x'.repeat(200)]));
    expect(one.publish(statement({ quarantined }))).toMatch(/: it is too large$/);
    expect(files()).toEqual([]);
  });

  test('tells of more jobs than others would read, some of them in one', () => {
    const [one, other] = [rig.join('one'), rig.join('other')];
    tell(one, {
      holds: Array.from({ length: 6000 }, (_, index) => hold({ job: 'j'.repeat(200), keeper: SELF, mark: `${index}` })),
    });
    const { holds } = look(other);
    expect(holds.length).toBeLessThan(6000);
    expect(holds.reduce((slots, { slots: held }) => slots + held, 0)).toBe(6000);
  });

  test('goes with the run when nothing of it holds any more, and stays while a job lives', async () => {
    const [one, other] = [rig.join('one'), rig.join('other')];
    const keeper = rig.process();
    tell(one, { sweep: 'ended', holds: [hold({ keeper: await rig.dead() })] });
    tell(other, { sweep: 'lives', holds: [hold({ keeper })] });
    one.close();
    other.close();
    expect(files()).toHaveLength(1);
    expect(surveyHostFolder(rig.folder).runs.map(({ name }) => name.sweep)).toEqual(['lives']);
  });

  test("stays when it is another runner's by now", () => {
    const one = rig.join('one');
    tell(one, {});
    rig.plant('one', { pending: 99 });
    one.close();
    expect(files()).toHaveLength(1);
  });
});

describe('of a run whose runner is dead', () => {
  test('a hold counts for as long as its keeper lives, and no want does', async () => {
    const keeper = rig.process();
    rig.plant('one', { runner: await rig.dead(), holds: [hold({ keeper })], wants: [want()] });
    const other = rig.join('other');
    expect(look(other)).toMatchObject({ holds: [{ job: 'train' }], wants: [] });
    await rig.kill(keeper);
    expect(look(other).holds).toEqual([]);
  });

  test('a hold counts while the session of its keeper has a living member', async () => {
    const leader = spawn('bash', ['-c', 'sleep 300 & echo $!; wait'], { detached: true });
    const member = identify(Number(await new Promise<Buffer>((resolve) => leader.stdout.once('data', resolve))))!;
    const founder = identify(leader.pid!)!;
    const holds = [hold({ job: 'left', keeper: founder }), hold({ job: 'gone', keeper: await rig.dead() })];
    rig.plant('one', { runner: await rig.dead(), holds });
    const other = rig.join('other');
    await rig.kill(founder);
    expect(jobsHeld(look(other))).toEqual(['left']);
    await rig.kill(member);
    await until('the next look at all processes', () => look(other).holds.length === 0);
  });

  test('a hold counts while a process bears the token of its job, in whatever session', async () => {
    const [keeper, worker] = [rig.process(), rig.process({ detached: true, env: { SWEEP_TOKEN: 'one' } })];
    const holds = [
      hold({ job: 'left', keeper, mark: markOf('one') }),
      hold({ job: 'gone', mark: markOf('two'), keeper }),
    ];
    rig.plant('one', { runner: await rig.dead(), holds });
    const other = rig.join('other');
    await rig.kill(keeper);
    expect(jobsHeld(look(other))).toEqual(['left']);
    const next = rig.process({ detached: true, env: { SWEEP_TOKEN: 'one' } });
    await rig.kill(worker);
    expect(jobsHeld(look(other))).toEqual(['left']);
    await rig.kill(next);
    expect(look(other).holds).toEqual([]);
  });

  test.runIf(UID === 0)(
    "a hold of root counts while a process that has become another user's bears the token",
    async () => {
      const worker = rig.process({ detached: true, uid: STRANGER, env: { SWEEP_TOKEN: 'one' } });
      rig.plant('one', { runner: await rig.dead(), holds: [hold({ keeper: await rig.dead(), mark: markOf('one') })] });
      const other = rig.join('other');
      expect(jobsHeld(look(other))).toEqual(['train']);
      await rig.kill(worker);
      expect(look(other).holds).toEqual([]);
    },
  );

  test('a hold whose keeper nobody was told of counts while a process bears the token of its job', async () => {
    const worker = rig.process({ env: { SWEEP_TOKEN: 'one' } });
    rig.plant('one', { runner: await rig.dead(), holds: [hold({ mark: markOf('one') })] });
    vi.useFakeTimers({ toFake: ['hrtime'] });
    const other = rig.join('other');
    look(other);
    vi.advanceTimersByTime(20_000);
    expect(jobsHeld(look(other))).toEqual(['train']);
    await rig.kill(worker);
    expect(look(other).holds).toEqual([]);
  });

  test('a hold without a keeper counts for 10 seconds after it was first seen dead', async () => {
    rig.plant('one', { runner: await rig.dead(), holds: [hold()] });
    vi.useFakeTimers({ toFake: ['hrtime'] });
    const other = rig.join('other');
    expect(jobsHeld(look(other))).toEqual(['train']);
    vi.advanceTimersByTime(9900);
    expect(jobsHeld(look(other))).toEqual(['train']);
    vi.advanceTimersByTime(200);
    expect(look(other).holds).toEqual([]);
  });

  test('the file is removed by a run of the same user once nothing lives', async () => {
    rig.plant('one', { runner: await rig.dead(), holds: [hold({ keeper: await rig.dead() })] });
    const other = rig.join('other');
    other.neighbours();
    expect(files()).toHaveLength(1);
    look(other);
    expect([files(), rig.warnings]).toEqual([[], []]);
  });

  test('the file goes with the next run of the same run folder, though that has nothing to tell, unless a job lives', async () => {
    const keeper = rig.process();
    rig.plant('one', { runner: await rig.dead(), holds: [hold({ keeper })] });
    rig.join('one').close();
    expect(files()).toHaveLength(1);
    await rig.kill(keeper);
    rig.join('other').close();
    expect(files()).toHaveLength(1);
    rig.join('one').close();
    expect([files(), rig.warnings]).toEqual([[], []]);
  });

  test('the file of a job that may be on its way goes with the next run of the same run folder only once that has settled it', async () => {
    rig.plant('one', { runner: await rig.dead(), holds: [hold({ keeper: null })] });
    rig.join('one').close();
    expect(files()).toHaveLength(1);
    const next = rig.join('one');
    next.settled();
    next.close();
    expect(files()).toEqual([]);
  });

  test('the file is removed too when the machine has booted since', () => {
    rig.plant('one', {
      runner: { ...SELF, bootId: 'before' },
      holds: [hold({ keeper: { ...SELF, bootId: 'before' } })],
    });
    expect(look(rig.join('other')).holds).toEqual([]);
    expect([files(), rig.warnings]).toEqual([[], []]);
  });
});

describe('of a run whose runner lives and does not tell that its jobs have ended', () => {
  test('a hold counts for three seconds longer than its job', async () => {
    const [keeper, worker, lives] = [rig.process(), rig.process({ env: { SWEEP_TOKEN: 'left' } }), rig.process()];
    const ended = hold({ job: 'ended', keeper, mark: markOf('ended') });
    const left = hold({ job: 'left', keeper: { ...keeper }, mark: markOf('left') });
    rig.plant('one', { holds: [ended, left, hold({ job: 'lives', keeper: lives }), hold({ job: 'begins' })] });
    vi.useFakeTimers({ toFake: ['hrtime'] });
    const other = rig.join('other');
    expect(jobsHeld(look(other))).toEqual(['begins', 'ended', 'left', 'lives']);
    await rig.kill(keeper);
    vi.advanceTimersByTime(1100);
    expect(jobsHeld(look(other))).toEqual(['begins', 'ended', 'left', 'lives']);
    vi.advanceTimersByTime(3000);
    expect(jobsHeld(look(other))).toEqual(['begins', 'left', 'lives']);
    await rig.kill(worker);
    expect(jobsHeld(look(other))).toEqual(['begins', 'lives']);
  });
});

describe('of a run whose runner is stopped', () => {
  test('holds count while their jobs live, and no want does until it goes on', async () => {
    const [runner, keeper, ended] = [rig.process(), rig.process(), rig.process()];
    const holds = [hold({ job: 'lives', keeper }), hold({ job: 'ended', keeper: ended }), hold({ job: 'begins' })];
    rig.plant('one', { runner, holds, wants: [want()] });
    const other = rig.join('other');
    await rig.kill(ended);
    expect(jobsHeld(look(other))).toEqual(['begins', 'ended', 'lives']);
    process.kill(runner.pid, 'SIGSTOP');
    await until('it to stop', () => look(other).wants.length === 0);
    expect(jobsHeld(look(other))).toEqual(['begins', 'lives']);
    expect(surveyHostFolder(rig.folder).runs).toMatchObject([{ runner: 'stopped', wants: [] }]);
    process.kill(runner.pid, 'SIGCONT');
    await until('it to go on', () => look(other).wants.length === 1);
  });
});

describe('a job that two files of a user claim', () => {
  test('counts once, for the run whose runner lives', async () => {
    const keeper = rig.process();
    rig.plant('a', { sweep: 'old', runner: await rig.dead(), holds: [hold({ keeper, gpus: ['GPU-0'] })] });
    rig.plant('b', { sweep: 'new', holds: [hold({ keeper, gpus: ['GPU-0'] })] });
    rig.plant('c', { sweep: 'old', runner: await rig.dead(), holds: [hold({ keeper, gpus: ['GPU-0'] })] });
    expect(look(rig.join('other')).holds.map(({ by }) => by.sweep)).toEqual(['new']);
  });

  test("is not a neighbour's if one of them is ours", async () => {
    const keeper = rig.process();
    rig.plant('a', { runner: await rig.dead(), holds: [hold({ keeper })] });
    const one = rig.join('one');
    expect(jobsHeld(look(one))).toEqual(['train']);
    tell(one, { holds: [hold({ keeper })] });
    expect(look(one).holds).toEqual([]);
  });

  asRoot('counts for both if they are not of one user', () => {
    const keeper = rig.process();
    rig.plant('a', { holds: [hold({ job: 'ours', keeper })] });
    rig.plant('b', { runner: rig.process({ uid: STRANGER }), holds: [hold({ job: 'theirs', keeper })] }, STRANGER);
    expect(jobsHeld(look(rig.join('other')))).toEqual(['ours', 'theirs']);
  });
});

describe("of another user's run", () => {
  asRoot('GPUs and memory count, slots and named resources do not', () => {
    const runner = rig.process({ uid: STRANGER });
    const holds = [hold({ gpus: ['GPU-0'], memory: bytes(9), slots: 4, resources: { licence: 1 } })];
    rig.plant('one', { runner, holds, wants: [want()], user: 'grace' }, STRANGER);
    const { holds: held, wants } = look(rig.join('other'));
    expect(held).toMatchObject([{ gpus: ['GPU-0'], memory: 9, slots: 0, resources: {} }]);
    expect(held[0]!.by).toMatchObject({ uid: STRANGER, user: 'grace' });
    expect(wants).toHaveLength(1);
  });

  asRoot('the name is not taken on trust where the host knows better', () => {
    rig.plant('one', { runner: rig.process({ uid: STRANGER }), holds: [hold()], user: 'root' }, STRANGER);
    rig.plant('two', { runner: SELF, holds: [hold()], user: 'grace' });
    const users = look(rig.join('other')).holds.map(({ by }) => by.user);
    expect(users.sort()).toEqual([String(STRANGER), 'root']);
  });

  asRoot('a stale file is left, and named once', async () => {
    const path = rig.plant('one', { runner: await rig.dead(), holds: [hold({ keeper: SELF })] }, STRANGER);
    const other = rig.join('other');
    expect([look(other).holds, look(other).holds]).toEqual([[], []]);
    const because = 'nothing of its run lives any more, and only its owner can remove it';
    expect(rig.warnings).toEqual([`${path} is ignored: ${because}`]);
    expect(files()).toEqual([basename(path)]);
  });

  asRoot('a file that names a process of somebody else is ignored, and named once', () => {
    const path = rig.plant('one', { runner: SELF, holds: [hold()], wants: [want()] }, STRANGER);
    const other = rig.join('other');
    expect([look(other).holds, look(other).wants]).toEqual([[], []]);
    expect(rig.warnings).toEqual([`${path} is ignored: its run is not its owner's`]);
  });

  asRoot('a file that is named after its victim is ignored', () => {
    const path = rig.plant('one', { runner: rig.process({ uid: STRANGER }), holds: [hold()] });
    chownSync(path, STRANGER, STRANGER);
    expect(look(rig.join('other')).holds).toEqual([]);
    expect(rig.warnings).toEqual([`${path} is ignored: it belongs to user ${STRANGER}, unlike its name`]);
  });
});

describe('is ignored, and named once for each content:', () => {
  const WHOLE = {
    version: 1,
    runner: SELF,
    user: 'ada',
    ...statement({ holds: [hold({ keeper: SELF })], wants: [want()] }),
  };
  const holding = (part: object): string => JSON.stringify({ ...WHOLE, holds: [{ ...WHOLE.holds[0], ...part }] });
  const wanting = (part: object): string => JSON.stringify({ ...WHOLE, wants: [{ ...WHOLE.wants[0], ...part }] });

  test.each([
    ['no JSON', '{"version":1', 'it is no JSON'],
    ['an empty file', '', 'it is no JSON'],
    ['a list', '[]', 'it is no object'],
    ['null', 'null', 'it is no object'],
    ['no version', '{}', 'version is no number'],
    ['a later version', JSON.stringify({ ...WHOLE, version: 2 }), 'its version is 2, and this sweep knows 1'],
    ['no runner', JSON.stringify({ ...WHOLE, runner: null }), 'runner is no object'],
    ['a pid of 0', JSON.stringify({ ...WHOLE, runner: { ...SELF, pid: 0 } }), 'runner.pid is out of bounds'],
    ['a pid of 1.5', JSON.stringify({ ...WHOLE, runner: { ...SELF, pid: 1.5 } }), 'runner.pid is no whole number'],
    [
      'odd start ticks',
      JSON.stringify({ ...WHOLE, runner: { ...SELF, startTicks: '-1' } }),
      'runner.startTicks is no count of clock ticks',
    ],
    ['no user', JSON.stringify({ ...WHOLE, user: undefined }), 'user is no text'],
    ['an endless name', JSON.stringify({ ...WHOLE, sweep: 'x'.repeat(5000) }), 'sweep is too long'],
    ['a time before boot', JSON.stringify({ ...WHOLE, submitted: -1 }), 'submitted is out of bounds'],
    [
      'an infinite time',
      JSON.stringify(WHOLE).replace('"submitted":5', '"submitted":1e999'),
      'submitted is out of bounds',
    ],
    ['holds that are no list', JSON.stringify({ ...WHOLE, holds: {} }), 'holds is no list'],
    ['negative slots', holding({ slots: -1 }), 'holds[0].slots is out of bounds'],
    ['slots in words', holding({ slots: '1' }), 'holds[0].slots is no number'],
    ['all of a GPU as a part', holding({ share: 1000 }), 'holds[0].share is out of bounds'],
    ['no GPUs', holding({ gpus: null }), 'holds[0].gpus is no list'],
    ['a GPU by index', holding({ gpus: [0] }), 'holds[0].gpus[0] is no text'],
    ['too much memory', holding({ memory: 1e30 }), 'holds[0].memory is out of bounds'],
    ['negative counters', holding({ resources: { disk: -1 } }), 'holds[0].resources.disk is out of bounds'],
    ['a keeper without a start', holding({ keeper: { pid: 1 } }), 'holds[0].keeper.startTicks is no text'],
    ['jobs without end', wanting({ jobs: 1e10 }), 'wants[0].jobs is out of bounds'],
    ['a priority in words', wanting({ priority: 'high' }), 'wants[0].priority is no number'],
    ['a bound in words', wanting({ bound: '1h' }), 'wants[0].bound is no number'],
    [
      'quarantine without a reason',
      JSON.stringify({ ...WHOLE, quarantined: { 'GPU-0': 1 } }),
      'quarantined.GPU-0 is no text',
    ],
  ])('%s', (_, text, because) => {
    const path = rig.plantText('one', text);
    const other = rig.join('other');
    expect(look(other)).toMatchObject({ holds: [], wants: [], failure: null });
    other.neighbours();
    utimesSync(path, 1, 1);
    look(other);
    expect(rig.warnings).toEqual([`${path} is ignored: ${because}`]);
  });

  test('another content once more', () => {
    const other = rig.join('other');
    for (const text of ['{', '{', '[', '{']) {
      rig.plantText('one', text);
      look(other);
    }
    expect(rig.warnings).toHaveLength(2);
  });

  test('what is neither JSON nor a copy', () => {
    const path = rig.plant('one', { holds: [hold()] });
    writeFileSync(path, 'hello');
    look(rig.join('other'));
    expect(rig.warnings).toEqual([`${path} is ignored: it is neither JSON nor a whole copy of what a run says`]);
  });

  test.each([
    ['another machine', { machineId: 'another' }],
    ['another container', { pidNamespace: 'pid:[1]' }],
  ])('a run of %s', (_, place) => {
    const path = rig.plant('one', { runner: { ...SELF, ...place }, holds: [hold()] });
    const other = rig.join('other');
    expect([look(other).holds, look(other).holds]).toEqual([[], []]);
    expect(rig.warnings).toEqual([`${path} is ignored: its run is in another container or on another machine`]);
    expect(files()).toHaveLength(1);
  });

  test('a symbolic link, a folder and a file without end', () => {
    const [link, folder, huge] = ['link', 'folder', 'huge'].map((run) => rig.plant(run, { holds: [hold()] })) as [
      string,
      string,
      string,
    ];
    renameSync(link, join(rig.folder, 'elsewhere.new'));
    symlinkSync(join(rig.folder, 'elsewhere.new'), link);
    rmSync(folder);
    mkdirSync(folder);
    writeFileSync(huge, ' '.repeat(16 * 1024 * 1024));
    const other = rig.join('other');
    expect(look(other)).toMatchObject({ holds: [], failure: null });
    look(other);
    expect(rig.warnings.sort()).toEqual(
      [
        `${link} is ignored: it is no plain file`,
        `${folder} is ignored: it is no plain file`,
        `${huge} is ignored: it is too large`,
      ].sort(),
    );
  });

  test('what is no file of a run; one that is just being written is none either, and is not named', () => {
    rig.plant('one', { holds: [hold()] });
    writeFileSync(join(rig.folder, 'notes.txt'), 'hello');
    writeFileSync(join(rig.folder, `${files()[1]!}.new`), '{');
    expect(look(rig.join('other')).holds).toHaveLength(1);
    expect(rig.warnings).toEqual([`${join(rig.folder, 'notes.txt')} is ignored: its name is not that of a run`]);
  });

  test('beyond fifty, which nobody would read', () => {
    for (let run = 0; run < 60; run += 1) rig.plantText(`run-${run}`, '{');
    look(rig.join('other'));
    expect(rig.warnings).toHaveLength(50);
  });
});

test.runIf(UID === 0)('what another user puts under names that a run would take keeps it from nothing', () => {
  const name = leaseFileName(UID, '/runs/one');
  for (const taken of [name, `${name}.new`]) {
    const path = join(rig.folder, taken);
    mkdirSync(path);
    chownSync(path, 1501, 1501);
  }
  const [one, other] = [rig.join('one'), rig.join('other')];
  tell(one, { holds: [hold({ job: 'train' })] });
  expect(jobsHeld(look(other))).toEqual(['train']);
  expect(jobsHeld(look(one))).toEqual([]);
  expect(rig.warnings).toHaveLength(2);
});

test('the name of a file cannot steer a terminal', () => {
  writeFileSync(join(rig.folder, 'x\u001B]52;c;ZXZpbA==\u0007\nline\u202E'), '');
  look(rig.join('one'));
  const shown = 'x\u{fffd}]52;c;ZXZpbA==\u{fffd}\u{fffd}line\u{fffd}';
  expect(rig.warnings).toEqual([`${join(rig.folder, shown)} is ignored: its name is not that of a run`]);
  expect(surveyHostFolder(rig.folder).ignored.map((one) => one.name)).toEqual([shown]);
});

test('what others say cannot steer a terminal', () => {
  rig.plant('one', { sweep: 'a\u001b[2Jb', holds: [hold({ job: 'c\r\n\u202ed' })] });
  expect(look(rig.join('other')).holds).toMatchObject([{ job: 'c\ufffd\ufffd\ufffdd', by: { sweep: 'a\ufffd[2Jb' } }]);
});

describe('a run shares with nobody, is warned once, and goes on', () => {
  const alone = (folder: string, message: string): void => {
    const one = rig.join('one', folder);
    expect(look(one)).toEqual(ALONE);
    expect(one.publish(statement())).toBeNull();
    one.watch(true);
    const prefix = 'this run cannot come to terms with others on this host, and goes on as if it were alone: ';
    expect(rig.warnings).toEqual([prefix + message]);
  };

  test('when the host folder is a symbolic link', () => {
    const link = join(rig.folder, 'link');
    symlinkSync(rig.folder, link);
    alone(link, `${link} is no folder`);
  });

  test('when it is a file', () => {
    const file = join(rig.folder, 'file');
    writeFileSync(file, '');
    alone(file, `${file} is no folder`);
  });

  asRoot('when it belongs to another user', () => {
    chownSync(rig.folder, STRANGER, STRANGER);
    const because = "who could change what runs tell each other; it must be root's or your own";
    alone(rig.folder, `${rig.folder} belongs to user ${STRANGER}, ${because}`);
  });

  test('when it cannot be made', () => {
    const path = join(rig.folder, 'no', 'such');
    alone(path, `ENOENT: no such file or directory, mkdir '${path}'`);
  });
});

test("a host folder that is not there is made for all, and one of one's own is left as it is", () => {
  const made = join(rig.folder, 'made');
  const before = process.umask(0o077);
  rig.join('one', made);
  process.umask(before);
  expect(statSync(made).mode & 0o7777).toBe(0o1777);
  chmodSync(made, 0o700);
  rig.join('two', made);
  expect(statSync(made).mode & 0o7777).toBe(0o700);
  expect(rig.warnings).toEqual([]);
});

describe('a survey', () => {
  test('tells of every run, what it holds and wants, and changes nothing', async () => {
    const keeper = rig.process();
    rig.plant('one', { holds: [hold({ keeper })], wants: [want()], quarantined: { 'GPU-1': 'hot' }, pending: 12 });
    rig.plant('two', { runner: await rig.dead(), holds: [hold({ keeper: rig.process() })], wants: [want()] });
    rig.plant('three', { runner: await rig.dead() });
    const bad = rig.plantText('bad', '{');
    const before = files();
    const { runs, ignored, ...rest } = surveyHostFolder(rig.folder);
    expect(rest).toEqual({ folder: rig.folder, failure: null, idle: new Map(), lately: new Map(), bookings: [] });
    const byName = Object.fromEntries(runs.map((run) => [run.name.sweep, run]));
    expect(Object.keys(byName).sort()).toEqual(['one', 'two']);
    expect(byName['one']).toMatchObject({
      process: SELF,
      runner: 'alive',
      pending: 12,
      quarantined: { 'GPU-1': 'hot' },
    });
    expect(byName['one']?.holds).toEqual([hold({ keeper })]);
    expect(byName['one']?.wants).toHaveLength(1);
    expect(byName['two']).toMatchObject({ runner: 'dead', holds: [{ job: 'train' }], wants: [] });
    expect(ignored.map(({ name }) => name)).toEqual([basename(bad)]);
    expect(files()).toEqual(before);
  });

  test('of no folder is empty, and makes none', () => {
    const folder = join(rig.folder, 'none');
    expect(surveyHostFolder(folder)).toEqual({
      folder,
      failure: null,
      idle: new Map(),
      lately: new Map(),
      runs: [],
      bookings: [],
      ignored: [],
    });
    expect(files()).toEqual([]);
  });

  test('of a folder that cannot be trusted fails', () => {
    const link = join(rig.folder, 'link');
    symlinkSync(rig.folder, link);
    expect(surveyHostFolder(link)).toMatchObject({ failure: `${link} is no folder`, runs: [] });
  });
});
