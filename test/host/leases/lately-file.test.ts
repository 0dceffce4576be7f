import { execFileSync } from 'node:child_process';
import {
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type GpusSeen, LatelyFile, latelyInFile } from '../../../src/host/leases/lately-file.ts';
import { latelyName, latelyText, parseLately } from '../../../src/host/leases/lately-text.ts';
import { surveyHostFolder } from '../../../src/host/leases/lease-survey.ts';
import type { Leases } from '../../../src/host/leases/leases.ts';
import type { UserHold } from '../../../src/model/sharing/held-lately.ts';
import { clock } from '../../../src/host/system/clock.ts';
import { instant, type Moment, tick, type Tick } from '../../../src/model/units.ts';
import { hold, HostRig, SELF, statement, UID } from '../../rig/leases.ts';

const asRoot = test.runIf(UID === 0);
const STRANGER = 4242;

const START = clock.now().tick;
const after = (seconds: number): Tick => tick(START + seconds * 1000);
const moment = (seconds: number): Moment => ({ at: instant(seconds * 1000), tick: after(seconds) });
const seen = (holds: readonly UserHold[], idle = 0): GpusSeen => ({ holds, idle });
const one = [{ uid: STRANGER, shares: 1000 }];
const NAME = latelyName(UID);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lately-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const open = (at: Tick = START): LatelyFile => new LatelyFile(folder, SELF, at);
const text = (): string => readFileSync(join(folder, NAME), 'utf8');
const seconds = (file: LatelyFile, uid = STRANGER): number => (file.hours.get(uid) ?? 0) * 3600;

function plant(hours: Record<number, number>, at: Tick = START): void {
  const gpuSeconds = new Map(Object.entries(hours).map(([uid, amount]) => [Number(uid), amount * 3600]));
  writeFileSync(join(folder, NAME), latelyText({ held: { at, gpuSeconds }, idle: new Map() }, SELF));
}

describe('what was held lately', () => {
  test('is kept in one file of a user, for him alone, and known to his next run', () => {
    const file = open();
    expect([file.isDue(after(59)), file.isDue(after(60))]).toEqual([false, true]);
    file.bringUp(seen(one), moment(60));
    expect(seconds(file)).toBeCloseTo(60, 1);
    expect(readdirSync(folder)).toEqual([NAME]);
    expect(statSync(join(folder, NAME)).mode & 0o777).toBe(0o600);
    const next = new LatelyFile(folder, SELF, after(61));
    expect([...next.hours]).toEqual([...file.hours]);
    expect([...latelyInFile(folder, after(61)).hours]).toEqual([...file.hours]);
  });

  test('has the time for which GPUs were idle, by the hour, which a reboot leaves as it was', () => {
    const file = open();
    file.bringUp(seen([], 2), moment(60));
    file.bringUp(seen([], 1), moment(3660));
    // What nobody has looked at for an hour is taken to have been so for two minutes.
    const known = { 0: expect.closeTo(120, 6) as number, 1: expect.closeTo(120, 6) as number };
    expect(JSON.parse(text())).toMatchObject({ gpuSeconds: {}, idle: known });
    writeFileSync(join(folder, NAME), text().replace(SELF.bootId, 'before'));
    const next = open(after(0));
    next.bringUp(seen(one, 1), moment(60));
    expect(JSON.parse(text())).toMatchObject({ bootId: SELF.bootId, idle: { 0: expect.closeTo(180, 6) as number } });
    expect(latelyInFile(folder, after(61)).idle.get(0)).toBeCloseTo(180, 6);
  });

  test('is written by nobody where nobody holds GPUs', () => {
    open().bringUp(seen([]), moment(60));
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is counted once by two runs of a user: who comes within the minute leaves it', () => {
    const [first, second] = [open(), open()];
    first.bringUp(seen(one), moment(60));
    const before = text();
    second.bringUp(seen(one), moment(61));
    expect(text()).toBe(before);
    expect(seconds(second)).toBe(seconds(first));
    second.bringUp(seen(one), moment(120));
    first.bringUp(seen(one), moment(121));
    expect([seconds(first), seconds(second)]).toEqual([expect.closeTo(120, 1), expect.closeTo(120, 1)]);
  });

  test('is counted once also where both reckon at the same moment, from what stood there', () => {
    plant({ [STRANGER]: 1 });
    const before = text();
    const [first, second] = [open(), open()];
    first.bringUp(seen(one), moment(60));
    writeFileSync(join(folder, NAME), before);
    second.bringUp(seen(one), moment(60.5));
    expect(seconds(open(after(61)))).toBeCloseTo(3660.5 - 0.6, 0);
    expect(seconds(second)).toBeLessThan(3661);
  });

  test('does not grow by the time before a run was there to see it', () => {
    plant({ [STRANGER]: 2 });
    const late = open(after(3600));
    late.bringUp(seen(one), moment(3607));
    const faded = 7200 * 2 ** (-3607 / (3 * 86_400));
    expect(seconds(late) - faded).toBeCloseTo(7, 2);
  });

  test('goes on in a run to which the disk gives no room, and is written once it does', () => {
    const file = open();
    rmSync(folder, { recursive: true });
    file.bringUp(seen(one), moment(60));
    file.bringUp(seen(one), moment(120));
    expect(seconds(file)).toBeCloseTo(120, 1);
    mkdirSync(folder);
    file.bringUp(seen(one), moment(180));
    expect([...latelyInFile(folder, after(180)).hours]).toEqual([...file.hours]);
    expect(seconds(file)).toBeCloseTo(180, 1);
  });
});

describe('a file that does not count costs nothing but the memory', () => {
  const other = (part: object): string => JSON.stringify({ ...(JSON.parse(valid()) as object), ...part });
  const valid = (at: Tick = START): string =>
    latelyText({ held: { at, gpuSeconds: new Map([[STRANGER, 7200]]) }, idle: new Map() }, SELF);

  test.each<[string, string]>([
    ['that is empty', ''],
    ['that is no JSON', '{"version":1,'],
    ['that is a list', '[]'],
    ['of another version', other({ version: 2 })],
    ['of another boot', other({ bootId: 'before' })],
    ['of another machine', other({ machineId: 'elsewhere' })],
    ['of a time to come', valid(after(3600))],
    ['with less than nothing', other({ gpuSeconds: { 1: -1 } })],
    ['with more than there can be', `${valid().slice(0, -3)},"7":1e999}}`],
    ['of no user', other({ gpuSeconds: { ada: 1 } })],
    ['that is huge', `${valid()}${' '.repeat(70_000)}`],
  ])('%s', (_, planted) => {
    writeFileSync(join(folder, NAME), valid());
    expect(seconds(open())).toBe(7200);
    writeFileSync(join(folder, NAME), planted);
    const file = open();
    expect(file.hours.size).toBe(0);
    file.bringUp(seen(one), moment(60));
    expect(parseLately(text())?.held.gpuSeconds.get(STRANGER)).toBeCloseTo(60, 1);
  });

  test.each<[string, (path: string) => void]>([
    ['a folder', (path) => mkdirSync(path)],
    ['a link', (path) => symlinkSync('/dev/zero', path)],
    ['a pipe', (path) => execFileSync('mkfifo', [path])],
  ])('that is %s', (_, make) => {
    make(join(folder, NAME));
    const file = open();
    expect(file.hours.size).toBe(0);
    file.bringUp(seen(one), moment(60));
    expect(seconds(file)).toBeCloseTo(60, 1);
    expect(readdirSync(folder)).toEqual([NAME]);
  });

  asRoot('that is another user’s', () => {
    writeFileSync(join(folder, NAME), valid());
    chownSync(join(folder, NAME), STRANGER, STRANGER);
    expect(open().hours.size).toBe(0);
  });
});

describe('a run', () => {
  let rig: HostRig;

  beforeEach(() => {
    rig = new HostRig();
  });

  afterEach(() => {
    vi.useRealTimers();
    rig.close();
  });

  const tell = (leases: Leases, ...gpus: readonly string[]): void => {
    const holds = gpus.map((uuid) => hold({ keeper: SELF, gpus: [uuid] }));
    leases.exclusively(() => expect(leases.publish(statement({ holds }))).toBeNull());
  };

  asRoot('takes in once a minute what all hold, and its file is no stranger to anybody', () => {
    const keeper = rig.process({ uid: STRANGER, gid: STRANGER });
    rig.plant('theirs', { runner: keeper, holds: [hold({ keeper, gpus: ['GPU-0'] })] }, STRANGER);
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'hrtime'] });
    const [leases, other] = [rig.join('one'), rig.join('other')];
    tell(leases, 'GPU-1', 'GPU-2');
    expect(leases.neighbours().lately.size).toBe(0);
    vi.advanceTimersByTime(55_000);
    expect(leases.neighbours().lately.size).toBe(0);
    // What is due is done within five seconds.
    vi.advanceTimersByTime(10_000);
    const hours = leases.neighbours().lately;
    const theirs = hours.get(STRANGER) ?? 0;
    expect([59, 66].map((bound) => Math.sign(theirs * 3600 - bound))).toEqual([1, -1]);
    expect([...hours]).toEqual([
      [UID, expect.closeTo(2 * theirs, 9)],
      [STRANGER, theirs],
    ]);
    expect(other.neighbours().lately).toEqual(hours);
    expect(surveyHostFolder(rig.folder).ignored).toEqual([]);
    expect(rig.warnings).toEqual([]);
  });

  test('writes nothing where no GPU is held', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'hrtime'] });
    tell(rig.join('one'));
    vi.advanceTimersByTime(125_000);
    expect(readdirSync(rig.folder).filter((name) => !name.endsWith('.json'))).toEqual([]);
  });
});
