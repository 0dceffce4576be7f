import { existsSync, renameSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { identify, livingProcesses } from '../../../src/host/system/process.ts';
import { attemptFolder } from '../../../src/launch/folder.ts';
import { Launcher, type LauncherOwner } from '../../../src/launch/local/launcher.ts';
import type { AttemptSignal, Settlement } from '../../../src/model/attempt.ts';
import type { JobId } from '../../../src/model/plan.ts';
import { liveJob, Site } from '../../rig/attempts.ts';
import { see } from '../../rig/keeper.ts';
import { until } from '../../rig/until.ts';

let site: Site;
let signals: AttemptSignal[];

beforeEach(() => {
  site = new Site();
  signals = [];
});
afterEach(() => site.clear());

function spawnersOfThis(): readonly number[] {
  const children = livingProcesses().filter(({ pid }) => see(pid)?.parent === process.pid);
  return children.filter(({ pid, session }) => pid === session).map(({ pid }) => pid);
}

/** Has the spawner killed with a launch under way; `settle` then says what became of that. */
async function launchAndLose(settle: LauncherOwner['settle']): Promise<Launcher> {
  const options = {
    place: site,
    script: () => 'true',
    baseEnv: process.env,
    processes: { identify },
    report: (signal: AttemptSignal) => signals.push(signal),
  };
  let hasStarted = false;
  const begun = (): void => {
    hasStarted = true;
  };
  const ignore = (): void => undefined;
  const launcher = new Launcher(options, { begun, ended: ignore, stop: ignore, settle });
  const launch = (id: string): void => {
    const job = liveJob({ id, command: 'true' });
    launcher.launch(site.order(job), attemptFolder(site.runFolder, job.id, 1), null);
  };
  launch('first');
  await until('the first to start', () => hasStarted || signals.length > 0);
  signals.length = 0;
  const spawners = spawnersOfThis();
  for (const pid of spawners) process.kill(pid, 'SIGSTOP');
  launch('lost');
  for (const pid of spawners) process.kill(pid, 'SIGKILL');
  return launcher;
}

test('what became of a launch whose spawner was killed is asked again until that can be told', async () => {
  let asked = 0;
  const launcher = await launchAndLose(async () => {
    asked += 1;
    if (asked === 1) throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' });
    return Promise.resolve({ kind: 'abandoned' });
  });
  const [signal] = await until('the launch to be given up', () => (signals.length > 0 ? signals : null));
  expect(signal).toMatchObject({ signal: 'unstarted', job: 'lost', attempt: 1 });
  expect(asked).toBe(2);
  await launcher.close();
});

test('nothing is said of it once the launcher is closed', async () => {
  let tell: (settlement: Settlement) => void = () => undefined;
  let asked = false;
  const settlement = new Promise<Settlement>((resolve) => {
    tell = resolve;
  });
  const launcher = await launchAndLose(() => {
    asked = true;
    return settlement;
  });
  await until('it to be asked', () => asked);
  await launcher.close();
  tell({ kind: 'abandoned' });
  await settlement;
  await new Promise((resolve) => setImmediate(resolve));
  expect(signals).toEqual([]);
});

test('a job whose secret variable is not there does not begin, and says which it is', async () => {
  const ignore = (): void => undefined;
  const options = {
    place: site,
    script: () => 'true',
    baseEnv: { PATH: process.env['PATH'], EMPTY: '' },
    processes: { identify },
    report: (signal: AttemptSignal) => signals.push(signal),
  };
  const settle = (): Promise<Settlement> => Promise.resolve({ kind: 'abandoned' });
  const launcher = new Launcher(options, { begun: ignore, ended: ignore, stop: ignore, settle });
  const env = new Map([
    ['HF_TOKEN', null],
    ['EMPTY', null],
    ['PATH', null],
    ['PLAIN', ''],
  ]);
  const job = { ...liveJob({ id: 'a', command: 'true' }), env };
  launcher.launch(site.order(job), attemptFolder(site.runFolder, job.id, 1), null);
  const message = 'no secret value of HF_TOKEN, EMPTY is in the environment of the run';
  expect(signals).toMatchObject([{ signal: 'ended', job: 'a', outcome: { cause: 'spawn', message } }]);
  await launcher.close();
});

test('a job whose folder is moved before its keeper has found the script is unstarted, and leaves nothing there', async () => {
  const place = { root: site.root, runFolder: site.runFolder };
  const ignore = (): void => undefined;
  const report = (signal: AttemptSignal): void => void signals.push(signal);
  const settle = (): Promise<Settlement> => Promise.resolve({ kind: 'abandoned' });
  const options = { place, script: () => 'true', baseEnv: process.env, processes: { identify: () => null }, report };
  const launcher = new Launcher(options, { begun: ignore, ended: ignore, stop: ignore, settle });
  const launch = (id: string): void => {
    const job = liveJob({ id, command: 'true' });
    launcher.launch(site.order(job), attemptFolder(place.runFolder, job.id, 1), null);
  };
  const moved = attemptFolder(`${site.runFolder}-moved`, 'lost' as JobId, 1);
  launch('first');
  await until('the first to be over', () => signals.length > 0);
  for (const pid of spawnersOfThis()) process.kill(pid, 'SIGSTOP');
  launch('lost');
  renameSync(place.runFolder, `${site.runFolder}-moved`);
  place.runFolder = `${site.runFolder}-moved`;
  expect(existsSync(moved.script)).toBe(true);
  for (const pid of spawnersOfThis()) process.kill(pid, 'SIGCONT');
  const told = await until('the launch to be given up', () => signals.find((signal) => signal.signal === 'unstarted'));
  expect(told).toEqual({ signal: 'unstarted', job: 'lost', attempt: 1, because: 'the run folder was moved meanwhile' });
  expect(existsSync(moved.path)).toBe(false);
  await launcher.close();
});

test('a job whose run folder is moved before its own folder is made is unstarted, and no folder is made where that was', async () => {
  const place = { root: site.root, runFolder: site.runFolder };
  const ignore = (): void => undefined;
  const report = (signal: AttemptSignal): void => void signals.push(signal);
  const settle = (): Promise<Settlement> => Promise.resolve({ kind: 'abandoned' });
  const script = (): string => {
    renameSync(site.runFolder, `${site.runFolder}-moved`);
    place.runFolder = `${site.runFolder}-moved`;
    return 'true';
  };
  const options = { place, script, baseEnv: process.env, processes: { identify: () => null }, report };
  const launcher = new Launcher(options, { begun: ignore, ended: ignore, stop: ignore, settle });
  const job = liveJob({ id: 'job', command: 'true' });
  launcher.launch(site.order(job), attemptFolder(site.runFolder, job.id, 1), null);
  const because = 'the run folder was moved meanwhile';
  expect(signals).toEqual([{ signal: 'unstarted', job: 'job', attempt: 1, because }]);
  expect(existsSync(site.runFolder)).toBe(false);
  await launcher.close();
});
