import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { arrayFolder, endsFolder, makeArrayFolder } from '../../../../src/launch/slurm/arrays.ts';
import { type AwaitedEnd, fileOfTerms, termsOf } from '../../../../src/launch/slurm/detached/script.ts';
import { makeTaskFolder, type Order, scriptOf } from '../../../../src/launch/slurm/order.ts';
import { slurmRequest } from '../../../../src/launch/slurm/request.ts';
import { attemptFolder, readEnding } from '../../../../src/launch/folder.ts';
import { jobId } from '../../../../src/model/plan.ts';
import { plainAllocation } from '../../../../src/model/resources.ts';
import { seconds } from '../../../../src/model/units.ts';
import { digestsNow } from '../../../../src/project/facts.ts';
import { keeperHalf } from '../../../../src/render/keeper.ts';
import { type JobSketch, sketchPlan } from '../../../rig/plan.ts';
import { until } from '../../../rig/until.ts';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'sweep-detached-')));
  for (const name of ['bin', 'run']) mkdirSync(join(root, name));
  // What Slurm would do is to start the script anew, later.
  writeFileSync(join(root, 'bin', 'scontrol'), `#!/bin/bash\necho "$*" >> ${root}/asked\nkill -KILL $PPID\n`, {
    mode: 0o755,
  });
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const SETTINGS = { setup: null, wrap: null } as const;

/** A task as it has been submitted, whose batch script can be started as Slurm starts it. */
class Task {
  readonly #script: string;
  readonly #folder: ReturnType<typeof arrayFolder>;

  constructor(sketch: Omit<JobSketch, 'id'> & { readonly command: string }, awaited: readonly AwaitedEnd[] = []) {
    const [job] = sketchPlan([{ id: 'job', ...sketch }]).jobs;
    if (job === undefined) throw new Error('no job');
    const on = { executor: 'cluster', array: 'a.1', index: 3, detached: true } as const;
    const order: Order = { job, attempt: 1, token: 'token', allocation: plainAllocation(0), on };
    const making = {
      name: 'cluster',
      settings: SETTINGS as never,
      place: { root, runFolder: join(root, 'run') },
      script: () => `${keeperHalf('Job', job)}cd ${root}\n${sketch.command}\n`,
    };
    writeFileSync(fileOfTerms(makeTaskFolder(order, making)), termsOf(job, awaited));
    this.#folder = arrayFolder(join(root, 'run'), 'cluster', on.array);
    const request = slurmRequest(job, { time: seconds(60) });
    if (request === null) throw new Error('no request');
    makeArrayFolder(this.#folder, scriptOf([order], this.#folder, making, { request, isDetached: true }));
    mkdirSync(endsFolder(this.#folder));
    this.#script = this.#folder.script;
  }

  get #environment(): NodeJS.ProcessEnv {
    const path = `${join(root, 'bin')}:${process.env['PATH'] ?? ''}`;
    return { PATH: path, HOME: root, SLURM_ARRAY_TASK_ID: '3', SLURM_JOB_ID: '77' };
  }

  /** Starts it, and comes back with its exit code; null where Slurm was asked to start it anew. */
  run(): number | null {
    const { status, stderr } = spawnSync('bash', [this.#script], {
      env: this.#environment,
      encoding: 'utf8',
      cwd: '/',
    });
    if (stderr !== '') throw new Error(stderr);
    return status;
  }

  start() {
    return spawn('bash', [this.#script], { env: this.#environment, cwd: '/', stdio: 'ignore' });
  }

  /** How it has said that it ended. */
  get ends(): readonly string[] {
    return readdirSync(endsFolder(this.#folder));
  }

  of(attempt: number) {
    return attemptFolder(join(root, 'run'), jobId('job'), attempt);
  }
}

it('a job that succeeds ends with 0, and tells so', () => {
  const task = new Task({ command: 'echo "$SWEEP_ATTEMPT $SWEEP_DIR"' });
  expect(task.run()).toBe(0);
  expect(task.ends).toEqual(['3.succeeded']);
  expect(readEnding(task.of(1))?.code).toBe(0);
  expect(readFileSync(task.of(1).log, 'utf8')).toBe(`1 ${join(root, 'run', 'jobs', 'job')}\n`);
});

it.each([
  ['that fails ends as it did', { command: 'exit 3' }, 3, '3.failed'],
  ['that may fail ends with 0, so that what needs it begins', { command: 'exit 3', allowFailure: true }, 0, '3.failed'],
  ['that does not produce what it is to has failed', { command: 'true', produces: ['out'] }, 1, '3.failed'],
  ['that leaves an empty file has failed', { command: ': > out', produces: ['out'] }, 1, '3.failed'],
  ['that produces it has succeeded', { command: 'mkdir -p d; echo 1 > d/x', produces: ['d', 'd/x'] }, 0, '3.succeeded'],
])('a job %s', (_, sketch, code, end) => {
  const task = new Task(sketch);
  expect([task.run(), task.ends]).toEqual([code, [end]]);
});

it('a failure is tried again as often as the job says, each time in a folder of its own, by asking Slurm to start it anew', () => {
  const task = new Task({ command: 'echo $SWEEP_ATTEMPT; [ $SWEEP_ATTEMPT = 3 ]', retry: { max: 2 } });
  expect([task.run(), task.ends]).toEqual([null, []]);
  expect([task.run(), task.ends]).toEqual([null, []]);
  expect([task.run(), task.ends]).toEqual([0, ['3.succeeded']]);
  expect([1, 2, 3].map((attempt) => readFileSync(task.of(attempt).log, 'utf8'))).toEqual(['1\n', '2\n', '3\n']);
  expect(readFileSync(join(root, 'asked'), 'utf8')).toBe('requeue 77\nrequeue 77\n');
});

it('is tried again also where the controller is too busy at first; where it stays so it has failed', () => {
  const program = (name: string, lines: string): void =>
    writeFileSync(join(root, 'bin', name), `#!/bin/bash\n${lines}\n`, { mode: 0o755 });
  // Nobody waits here.
  program('sleep', 'exit 0');
  program('scontrol', `echo "$*" >> ${root}/asked\n[ "$(wc -l < ${root}/asked)" = 3 ] || exit 1\nkill -KILL $PPID`);
  const task = new Task({ command: 'exit 3', retry: { max: 2 } });
  expect(task.run()).toBeNull();
  expect(readFileSync(join(root, 'asked'), 'utf8')).toBe('requeue 77\n'.repeat(3));
  expect(task.run()).toBe(3);
  expect(readFileSync(join(root, 'asked'), 'utf8')).toBe('requeue 77\n'.repeat(9));
});

it('a failure that is no reason for another attempt is final, and so is the last', () => {
  const final = new Task({ command: 'exit 1', retry: { max: 2, on: ['timeout'] } });
  expect([final.run(), final.ends]).toEqual([1, ['3.failed']]);
});

it('a time that is over is one of the reasons', () => {
  const task = new Task({ command: 'sleep 60', timeout: 1, retry: { max: 1, on: ['timeout'] } });
  expect(task.run()).toBe(null);
  // It has no grace: what is slow to heed TERM is killed.
  expect([124, 137]).toContain(task.run());
  expect(task.ends).toEqual(['3.failed']);
});

it('what was taken from it before it ended costs no retry', () => {
  const task = new Task({ command: 'exit 1', retry: { max: 1 } });
  // As where a node goes down: its keeper has begun, and has not told any end.
  writeFileSync(task.of(1).pid, '1 (bash) S\n\n\n');
  expect(task.run()).toBe(null);
  expect(task.run()).toBe(1);
  expect([1, 2, 3, 4].map((attempt) => existsSync(task.of(attempt).path))).toEqual([true, true, true, false]);
});

it('what was given up never begins', () => {
  const task = new Task({ command: 'touch began' });
  writeFileSync(task.of(1).pid, 'given up\n');
  expect(task.run()).toBe(125);
  expect(existsSync(join(root, 'began'))).toBe(false);
});

const path = (name: string): string => join(root, name);

it.each([
  ['a success that came', [{ when: 'success', stage: '', path: 'a' }], ['a.succeeded'], true],
  ['a success that did not come', [{ when: 'success', stage: '', path: 'a' }], ['a.failed'], false],
  ['a success of what was skipped', [{ when: 'success', stage: '', path: 'a' }], ['a.skipped'], false],
  ['one that may fail, and did', [{ when: 'allowed', stage: '', path: 'a' }], ['a.failed'], true],
  ['one that may fail, and was taken out of the queue', [{ when: 'allowed', stage: '', path: 'a' }], [], false],
  [
    'a failure of a stage that came',
    [
      { when: 'failure', stage: 's', path: 'a' },
      { when: 'failure', stage: 's', path: 'b' },
    ],
    ['a.succeeded', 'b.failed'],
    true,
  ],
  [
    'a failure of each of two stages, of which one came',
    [
      { when: 'failure', stage: 's', path: 'a' },
      { when: 'failure', stage: 't', path: 'b' },
    ],
    ['a.succeeded', 'b.failed'],
    false,
  ],
] as const)('a job looks itself for %s', (_, awaited, there, begins) => {
  for (const name of there) writeFileSync(path(name), '');
  const task = new Task(
    { command: 'true' },
    awaited.map((one) => ({ ...one, path: path(one.path) })),
  );
  expect([task.run(), task.ends]).toEqual(begins ? [0, ['3.succeeded']] : [1, ['3.skipped']]);
});

it('a job that is told to stop has its time to clean up, and is not tried again', async () => {
  const task = new Task({
    command: "trap 'echo cleaned; exit 7' TERM\necho > began\nwhile :; do sleep 0.1; done",
    retry: { max: 1 },
  });
  const running = task.start();
  await until('its beginning', () => existsSync(path('began')));
  running.kill('SIGTERM');
  await once(running, 'exit');
  expect(task.ends).toEqual(['3.stopped']);
  expect(readFileSync(task.of(1).log, 'utf8')).toContain('cleaned');
});

it('what its inputs hold as it begins is noted as whoever plans would say it', () => {
  mkdirSync(path('data/deep/empty'), { recursive: true });
  writeFileSync(path('data/deep/ä'), 'one');
  writeFileSync(path('data/.b c'), 'two');
  writeFileSync(path('file'), 'three');
  const inputs = ['file', 'data', 'data/deep/', 'absent', '*.txt'];
  const task = new Task({ command: 'true', inputs: Object.fromEntries(inputs.map((name) => [name, ''])) });
  expect(task.run()).toBe(0);
  const noted = readFileSync(join(task.of(1).path, 'inputs'), 'utf8').split('\n');
  expect(noted).toEqual([...digestsNow(root, inputs.slice(0, 4)), '', '']);
});
