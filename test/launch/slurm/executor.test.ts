import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArrayPlanner } from '../../../src/launch/slurm/arrays.ts';
import { Controller } from '../../../src/launch/slurm/controller.ts';
import { SlurmExecutor } from '../../../src/launch/slurm/executor.ts';
import { peekOnCluster } from '../../../src/launch/slurm/task.ts';
import type { ClusterSignal, LaunchOrder } from '../../../src/model/attempt.ts';
import type { ArrayTask, SlurmSettings } from '../../../src/model/executor.ts';
import type { Job } from '../../../src/model/plan.ts';
import { seconds } from '../../../src/model/units.ts';
import { liveJob, Site, type LiveSketch } from '../../rig/attempts.ts';
import { FakeSlurm } from '../../rig/fake-slurm.ts';
import { textOf, until } from '../../rig/until.ts';

type Order = LaunchOrder & { readonly on: ArrayTask };

let site: Site;
let slurm: FakeSlurm;
let signals: ClusterSignal[];
let said: string[];
const executors: SlurmExecutor[] = [];

beforeEach(() => {
  site = new Site();
  slurm = new FakeSlurm();
  signals = [];
  said = [];
});

afterEach(async () => {
  for (const executor of executors.splice(0)) await executor.close();
  await site.clear();
});

const SETTINGS: SlurmSettings = {
  ...{ kind: 'slurm', partition: null, account: null, sbatch: [], driver: [], gpuType: null, memory: 'per-node' },
  ...{ time: seconds(600), maxSubmitted: 8, poll: seconds(0.02), latency: seconds(0.1), setup: null, wrap: null },
};

let planner = new ArrayPlanner('cluster', SETTINGS, 'test', 1001);

function executor(settings: Partial<SlurmSettings> = {}, problem: string | null = null): SlurmExecutor {
  const { root, runFolder } = site;
  const whole = { ...SETTINGS, ...settings };
  planner = new ArrayPlanner('cluster', whole, 'test', 1001);
  const made = new SlurmExecutor({
    ...{ name: 'cluster', cluster: 'fake', settings: whole, place: { root, runFolder } },
    script: (job) => site.script(job),
    bringHome: () => Promise.resolve(problem),
    controller: new Controller(slurm.run, whole),
    submits: () => planner.close(),
    report: (signal) => {
      signals.push(signal);
      // As the loop does, once it has recorded that.
      if (signal.signal === 'submitted') made.release(signal.array);
    },
    say: (message) => said.push(message),
  });
  executors.push(made);
  return made;
}

const orderOf = (sketch: LiveSketch, attempt = 1): Order => {
  const job = liveJob(sketch);
  return { ...site.order(job, attempt), on: planner.next(job) };
};

const of = <Name extends ClusterSignal['signal']>(name: Name) =>
  signals.filter((one): one is Extract<ClusterSignal, { readonly signal: Name }> => one.signal === name);

const ended = (job: Job) => until(`the end of ${job.id}`, () => of('ended').find((one) => one.job === job.id));
const started = (job: Job) => until(job.id, () => of('started').find((one) => one.job === job.id));
const stopped = { cause: 'stopped', reason: 'outside' };

const WAITS = 'echo run >> ran; until [ -e go ]; do sleep 0.05; done';
const letGo = (): void => writeFileSync(site.path('go'), '');
const settled = (order: Order) => site.settleOrder(order, null);

describe('attempts that a cluster is given', () => {
  it('are one array where they are ordered together and ask for the same, and tell how they ended', async () => {
    const cluster = executor();
    const [a, b, c] = [
      orderOf({ id: 'a', command: 'exit 3' }),
      orderOf({ id: 'b', command: 'echo $SWEEP_ATTEMPT' }),
      orderOf({ id: 'c', command: 'echo c', gpus: 1 }),
    ];
    for (const order of [a, b, c]) cluster.launch(order);
    expect(await ended(a.job)).toMatchObject({ outcome: { cause: 'exit', code: 3 } });
    expect(await ended(b.job)).toMatchObject({ outcome: { cause: 'exit', code: 0 } });
    await ended(c.job);
    expect(slurm.arrays.map(({ tasks }) => tasks.length)).toEqual([2, 1]);
    expect(of('submitted').map(({ tasks, cluster: name }) => [tasks, name])).toEqual([
      [2, 'fake'],
      [1, 'fake'],
    ]);
    expect(textOf(site.file(b.job, 1, 'out.log'))).toBe('1\n');
    expect(of('started')).toHaveLength(3);
  });

  it('that were not seen to leave their hold are released again, and none that was seen to', async () => {
    slurm.hasRoom = slurm.remembersReleases = false;
    executor().launch(orderOf({ id: 'a', command: 'true' }));
    await until('another release', () => slurm.count('scontrol', 'release') > 1);
    slurm.remembersReleases = true;
    await until('that it is held no more', () => slurm.array.tasks[0]?.reason === 'Resources');
    const looks = async (): Promise<void> => {
      const asked = slurm.count('squeue');
      await until('further looks', () => slurm.count('squeue') > asked + 2);
    };
    await looks();
    const released = slurm.count('scontrol', 'release');
    slurm.holdAll();
    await looks();
    expect(slurm.count('scontrol', 'release')).toBe(released);
  });

  it('ordered later are another array', async () => {
    const cluster = executor();
    const first = orderOf({ id: 'a', command: 'true' });
    cluster.launch(first);
    await ended(first.job);
    const second = orderOf({ id: 'b', command: 'true' });
    cluster.launch(second);
    await ended(second.job);
    expect(first.on.array).not.toBe(second.on.array);
    expect(slurm.arrays).toHaveLength(2);
  });

  it('that sbatch refuses for now are not started, and half as many are tried', async () => {
    slurm.sbatch = { refuses: 'sbatch: error: Batch job submission failed: Resource temporarily unavailable' };
    const cluster = executor();
    const orders = Array.from({ length: 8 }, (_, at) => orderOf({ id: `job-${at}`, command: 'true' }));
    for (const order of orders) cluster.launch(order);
    await until('all of them', () => of('unstarted').length === 8);
    expect(of('unstarted')[0]?.because).toContain('Resource temporarily unavailable');
    expect(cluster.places).toBe(4);
    expect(existsSync(site.file(orders[0]!.job, 1, 'run.sh'))).toBe(false);
    slurm.sbatch = 'takes';
    const next = orderOf({ id: 'job-9', command: 'true' });
    cluster.launch(next);
    await ended(next.job);
    expect(cluster.places).toBe(8);
  });

  it('that sbatch will never take have failed, and say what it says', async () => {
    slurm.sbatch = { refuses: 'sbatch: error: invalid partition specified: x\n' };
    const cluster = executor();
    const order = orderOf({ command: 'true' });
    cluster.launch(order);
    const message = 'sbatch says: invalid partition specified: x';
    expect(await ended(order.job)).toMatchObject({ outcome: { cause: 'spawn', message } });
  });

  it('are found in the queue where sbatch has taken them and did not say so', async () => {
    slurm.sbatch = 'takes and says nothing';
    const cluster = executor();
    const order = orderOf({ command: WAITS });
    cluster.launch(order);
    await started(order.job);
    letGo();
    await ended(order.job);
    expect(textOf(site.path('ran'))).toBe('run\n');
    expect(slurm.count('sbatch')).toBe(1);
  });

  it('that are not found there never begin, also where they come later', async () => {
    slurm.sbatch = 'says nothing';
    const cluster = executor();
    const order = orderOf({ command: WAITS });
    cluster.launch(order);
    await until('that it is given up', () => of('unstarted').length === 1);
    slurm.sbatch = 'takes';
    // It comes now: as Slurm has it, from the script that was given to it.
    const words = slurm.calls.find(([command]) => command === 'sbatch')!;
    await slurm.run(words);
    await until('that it is cancelled', () => slurm.array.tasks.every(({ state }) => state === 'CANCELLED'));
    expect(existsSync(site.path('ran'))).toBe(false);
  });

  it('have not succeeded where what they should produce does not appear, or cannot be brought home', async () => {
    const cluster = executor();
    const order = orderOf({ id: 'a', command: 'true', produces: ['out'] });
    cluster.launch(order);
    expect((await ended(order.job)).outcome).toMatchObject({ cause: 'missing-output', paths: ['out'] });
    const other = executor({}, 'the disk is full');
    const next = { ...orderOf({ id: 'b', command: 'true', split: true }), needs: [] };
    other.launch(next);
    expect(await ended(next.job)).toMatchObject({ outcome: { cause: 'missing-output' }, error: 'the disk is full' });
  });

  it('show whoever only looks that they have succeeded, and of nothing else how they ended', async () => {
    const cluster = executor();
    const [good, bad] = [orderOf({ id: 'good', command: 'true' }), orderOf({ id: 'bad', command: 'exit 1' })];
    for (const order of [good, bad]) cluster.launch(order);
    await Promise.all([ended(good.job), ended(bad.job)]);
    const whereabouts = { root: site.root, runFolder: site.runFolder };
    expect(peekOnCluster(settled(good), good.on, whereabouts)).toMatchObject({ kind: 'ended' });
    expect(peekOnCluster(settled(bad), bad.on, whereabouts)).toBeNull();
  });

  it('whose wrapper script cannot be made have failed', async () => {
    const cluster = executor();
    const order = orderOf({ command: 'true' });
    mkdirSync(dirname(dirname(site.file(order.job, 1, 'run.sh'))), { recursive: true });
    writeFileSync(dirname(site.file(order.job, 1, 'run.sh')), 'in the way');
    cluster.launch(order);
    expect((await ended(order.job)).outcome.cause).toBe('spawn');
    expect(slurm.count('sbatch')).toBe(0);
  });
});

describe('an attempt that is told to stop', () => {
  it('while it runs gets its signal, and has ended as it says', async () => {
    const cluster = executor();
    const order = orderOf({ command: `trap 'echo bye > bye; exit 0' TERM; ${WAITS}` });
    cluster.launch(order);
    await started(order.job);
    await until('its trap', () => textOf(site.path('ran')));
    cluster.stop(order.job.id, 1, seconds(5));
    await ended(order.job);
    expect(textOf(site.path('bye'))).toBe('bye\n');
    expect(slurm.count('scancel', '--quiet', '--signal=TERM')).toBe(1);
  });

  it('before it has begun never begins, and leaves the queue', async () => {
    slurm.hasRoom = false;
    const cluster = executor();
    const order = orderOf({ command: WAITS });
    cluster.launch(order);
    await until('the queue', () => of('submitted').length === 1);
    cluster.stop(order.job.id, 1, seconds(5));
    expect((await ended(order.job)).outcome).toMatchObject(stopped);
    await until('that it is cancelled', () => slurm.array.tasks[0]?.state === 'CANCELLED');
    expect(of('started')).toEqual([]);
  });

  it('while it is submitted never begins, and all of it leaves the queue', async () => {
    let answer: () => void = () => undefined;
    slurm.sbatchWaits = new Promise((resolve) => (answer = resolve));
    const cluster = executor();
    const order = orderOf({ command: WAITS });
    cluster.launch(order);
    await until('sbatch', () => slurm.count('sbatch') === 1);
    cluster.stop(order.job.id, 1, seconds(5));
    expect((await ended(order.job)).outcome).toMatchObject(stopped);
    answer();
    await until('that it is cancelled', () => slurm.arrays[0]?.tasks[0]?.state === 'CANCELLED');
    expect(of('submitted')).toEqual([]);
  });

  it('is told so when the controller answers again', async () => {
    const cluster = executor();
    const order = orderOf({ command: `trap 'exit 0' TERM; ${WAITS}` });
    cluster.launch(order);
    await started(order.job);
    slurm.answers = false;
    cluster.stop(order.job.id, 1, seconds(60));
    const asked = slurm.count('squeue');
    await until('that it is told', () => slurm.count('squeue') > asked + 1);
    slurm.answers = true;
    await ended(order.job);
  });

  it('before it is submitted is not submitted', async () => {
    const cluster = executor();
    const order = orderOf({ command: WAITS });
    cluster.launch(order);
    cluster.stop(order.job.id, 1, seconds(5));
    expect((await ended(order.job)).outcome).toMatchObject(stopped);
    await cluster.close();
    expect(slurm.count('sbatch')).toBe(0);
  });
});

describe('an attempt that is taken out of the queue', () => {
  it('never begins, and counts as if it had not been submitted', async () => {
    slurm.hasRoom = false;
    const cluster = executor();
    const [held, other] = [orderOf({ id: 'held', command: WAITS }), orderOf({ id: 'other', command: WAITS })];
    for (const order of [held, other]) cluster.launch(order);
    await until('the queue', () => of('submitted').length === 1);
    cluster.withdraw(held.job.id, 1);
    expect(of('withdrawn')).toEqual([{ signal: 'withdrawn', job: held.job.id, attempt: 1 }]);
    await until('that it is cancelled', () => slurm.array.tasks[0]?.state === 'CANCELLED');
    expect(slurm.array.tasks[1]?.state).toBe('PENDING');
    expect(cluster.has(held.job.id, 1)).toBe(false);
    // Though Slurm starts it all the same.
    await slurm.runsAnyway(slurm.array, 0);
    expect(existsSync(site.path('ran'))).toBe(false);
    expect(of('ended')).toEqual([]);
  });

  it('goes on where it has begun', async () => {
    const cluster = executor();
    const order = orderOf({ command: WAITS });
    cluster.launch(order);
    await until('that it runs', () => textOf(site.path('ran')));
    cluster.withdraw(order.job.id, 1);
    expect(of('withdrawn')).toEqual([]);
    letGo();
    expect((await ended(order.job)).outcome).toEqual({ cause: 'exit', code: 0 });
    expect(slurm.count('scancel')).toBe(0);
  });

  it('before it is submitted is not submitted', async () => {
    const cluster = executor();
    const order = orderOf({ command: WAITS });
    cluster.launch(order);
    cluster.withdraw(order.job.id, 1);
    await cluster.close();
    expect(of('withdrawn')).toHaveLength(1);
    expect(slurm.count('sbatch')).toBe(0);
  });
});

it('what waits in the queue is put in the order that is asked for, once', async () => {
  slurm.hasRoom = false;
  const cluster = executor();
  const orders = ['first', 'second', 'third'].map((id) => orderOf({ id, command: WAITS }));
  for (const order of orders) cluster.launch(order);
  await until('the queue', () => of('submitted').length === 1);
  const [first, second, third] = orders.map(({ job }) => job.id);
  cluster.order(new Map([first!, second!, third!].map((id) => [id, id === third ? 0 : 1])));
  await until('the order', () => slurm.count('scontrol', 'update') > 0);
  expect(slurm.array.tasks.map(({ nice }) => nice)).toEqual([1, 1, 0]);
  const asked = slurm.count('squeue');
  await until('another look', () => slurm.count('squeue') > asked + 1);
  expect(slurm.count('scontrol', 'update')).toBe(1);
});

describe('an attempt of an earlier runner', () => {
  /** Leaves an attempt to the next runner. */
  async function left(sketch: LiveSketch, when: (order: Order) => Promise<unknown>): Promise<Order> {
    const cluster = executor();
    const order = orderOf(sketch);
    cluster.launch(order);
    await when(order);
    await cluster.close();
    signals.length = 0;
    return order;
  }

  it('that runs goes on, and its end is told', async () => {
    const order = await left({ command: WAITS }, ({ job }) => started(job));
    const cluster = executor();
    expect(await cluster.settle(settled(order), order.on)).toMatchObject({ kind: 'alive' });
    letGo();
    expect((await ended(order.job)).outcome).toEqual({ cause: 'exit', code: 0 });
    expect(textOf(site.path('ran'))).toBe('run\n');
  });

  it('that waits in the queue goes on waiting', async () => {
    slurm.hasRoom = false;
    const order = await left({ command: WAITS }, () => until('the queue', () => of('submitted').length === 1));
    slurm.hasRoom = true;
    const cluster = executor();
    expect(await cluster.settle(settled(order), order.on)).toEqual({ kind: 'queued' });
    await slurm.run(['scontrol', 'release', `jobname=${order.on.array}`]);
    letGo();
    await ended(order.job);
  });

  it('of which a controller that died has forgotten that they may start are let start again', async () => {
    slurm.hasRoom = false;
    const order = await left({ command: WAITS }, () =>
      until('the release', () => slurm.count('scontrol', 'release') === 1),
    );
    slurm.holdAll();
    slurm.hasRoom = true;
    letGo();
    const cluster = executor();
    expect(await cluster.settle(settled(order), order.on)).toEqual({ kind: 'queued' });
    await ended(order.job);
    expect(said).toEqual([
      expect.stringMatching(/^cluster has forgotten that array \d+ may start, and is told again$/),
    ]);
  });

  it('that was submitted and not let start is let start', async () => {
    slurm.sbatch = 'takes and says nothing';
    slurm.answers = false;
    const order = await left({ command: WAITS }, () => until('sbatch', () => slurm.arrays.length === 1));
    slurm.answers = true;
    letGo();
    const cluster = executor();
    expect(await cluster.settle(settled(order), order.on)).toEqual({ kind: 'queued' });
    await ended(order.job);
    expect(textOf(site.path('ran'))).toBe('run\n');
  });

  it('that has succeeded meanwhile has ended', async () => {
    letGo();
    const order = await left({ command: WAITS }, async () => {
      await until('its end', () => textOf(site.path('ran')));
      await until('that', () => slurm.array.tasks[0]?.state === 'COMPLETED');
    });
    signals.length = 0;
    const found = await executor().settle(settled(order), order.on);
    expect(found).toMatchObject({ kind: 'ended', outcome: { cause: 'exit', code: 0 } });
  });

  it('that was never submitted is given up', async () => {
    const order = orderOf({ command: WAITS });
    mkdirSync(dirname(site.file(order.job, 1, 'run.sh')), { recursive: true });
    expect(await executor().settle(settled(order), order.on)).toEqual({ kind: 'abandoned' });
    expect(textOf(site.file(order.job, 1, 'pid'))).toBe('given up\n');
  });

  it('is left as it is while the controller does not answer', async () => {
    const order = orderOf({ command: WAITS });
    mkdirSync(dirname(site.file(order.job, 1, 'run.sh')), { recursive: true });
    slurm.answers = false;
    expect(await executor().settle(settled(order), order.on)).toEqual({ kind: 'queued' });
    expect(existsSync(site.file(order.job, 1, 'pid'))).toBe(false);
  });
});

describe('what Slurm says', () => {
  const runs = async (): Promise<Order> => {
    const cluster = executor();
    const order = orderOf({ command: WAITS });
    cluster.launch(order);
    await started(order.job);
    return order;
  };

  it.each(['NODE_FAIL', 'PREEMPTED'])('%s has an attempt made anew', async (state) => {
    await runs();
    slurm.fail(slurm.array, 0, state);
    await until('that it is taken', () => of('taken').length === 1);
    expect(of('taken')[0]?.how).toBe(state);
  });

  it('that an attempt which had begun is queued again has it made anew, and leave the queue', async () => {
    await runs();
    slurm.fail(slurm.array, 0, 'PENDING');
    await until('that it is taken', () => of('taken').length === 1);
    expect(of('taken')[0]?.how).toBe('REQUEUED');
    await until('that it is cancelled', () => slurm.array.tasks[0]?.state === 'CANCELLED');
  });

  it('of a failure without an end in its folder makes it lost', async () => {
    const { job } = await runs();
    slurm.fail(slurm.array, 0, 'FAILED');
    expect((await ended(job)).outcome).toEqual({ cause: 'lost' });
  });

  it('of memory counts before what the folder says', async () => {
    const { job } = await runs();
    slurm.fail(slurm.array, 0, 'OUT_OF_MEMORY');
    expect((await ended(job)).outcome).toEqual({ cause: 'oom', of: 'host', code: 137 });
  });

  it('is asked of its accounts where the queue has forgotten a task', async () => {
    const order = await runs();
    slurm.fail(slurm.array, 0, 'FAILED');
    slurm.accounts = `100_0|NODE_FAIL|${order.on.array}\n`;
    slurm.forget();
    await until('that it is taken', () => of('taken').length === 1);
  });

  it('in the output of a task counts where there are no accounts', async () => {
    const order = await runs();
    writeFileSync(
      `${dirname(slurm.array.script)}/0.log`,
      'slurmstepd: error: *** JOB 100 ON n1 CANCELLED AT 2026-01-01T00:00:00 DUE TO PREEMPTION ***\n',
    );
    slurm.fail(slurm.array, 0, 'PREEMPTED');
    slurm.forget();
    await until('that it is taken', () => of('taken').length === 1);
    expect(of('taken')[0]).toMatchObject({ job: order.job.id, how: 'PREEMPTED' });
  });

  it('of a task that never came to its wrapper script is told with what that said', async () => {
    const cluster = executor({ setup: 'exit 9' });
    const order = orderOf({ command: WAITS });
    cluster.launch(order);
    const { outcome } = await ended(order.job);
    expect(outcome).toMatchObject({ cause: 'spawn' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('did not come to its wrapper script (FAILED)'));
  });

  it('may be nothing: then all goes on, and people are told once', async () => {
    const { job } = await runs();
    slurm.answers = false;
    await until('that it is told', () => said.length > 0);
    letGo();
    expect((await ended(job)).outcome).toEqual({ cause: 'exit', code: 0 });
    expect(said).toEqual(['cluster does not answer; its jobs are taken to go on until it does']);
  });

  it('of a task that waits in vain is told once', async () => {
    slurm.hasRoom = false;
    const cluster = executor();
    cluster.launch(orderOf({ command: WAITS }));
    await until('the queue', () => of('submitted').length === 1);
    for (const task of slurm.array.tasks) task.reason = 'PartitionTimeLimit';
    await until('that it is told', () => said.length > 0);
    const asked = slurm.count('squeue');
    await until('another look', () => slurm.count('squeue') > asked + 1);
    expect(said).toEqual(['100 waits on cluster for what does not come by itself: PartitionTimeLimit']);
  });
});

it('a cluster tells its name and how large arrays may be, or why it does not', async () => {
  const controller = new Controller(slurm.run, SETTINGS);
  expect(await controller.facts()).toMatchObject({ name: 'fake', maxArraySize: 1001 });
  slurm.answers = false;
  expect(await controller.facts()).toBe('scontrol does not answer');
});

it('an array has no more tasks than it may', () => {
  const small = new ArrayPlanner('cluster', SETTINGS, 'test', 2);
  const job = liveJob({ command: 'true' });
  const tasks = Array.from({ length: 5 }, () => small.next(job));
  expect(tasks.map(({ index }) => index)).toEqual([0, 1, 0, 1, 0]);
  expect(new Set(tasks.map(({ array }) => array)).size).toBe(3);
});
