import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { identify, isAlive, livingProcesses } from '../../../src/host/system/process.ts';
import { Leftovers, type Found } from '../../../src/launch/local/leftovers.ts';
import type { LivingProcess, Processes, Trace } from '../../../src/launch/local/processes.ts';
import { jobId } from '../../../src/model/plan.ts';
import { Site, liveJob, type LiveSketch } from '../../rig/attempts.ts';
import { see } from '../../rig/keeper.ts';
import { until, written } from '../../rig/until.ts';

let site: Site;
beforeEach(() => {
  site = new Site();
});
afterEach(() => site.clear());

/** Until the process in `left` is what it turns into: what is about to has no environment for a moment. */
const SETTLED = `until [ -s left ] && [ "$(cat "/proc/$(cat left)/comm")" = sleep ]; do sleep 0.01; done`;
/** Leaves a process behind, in a session of its own, which notes its pid. */
const LEAVES = `setsid sh -c 'echo $$ > left; exec sleep 300' & ${SETTLED}`;
/** The same with nothing in its environment. */
const LEAVES_BARE = `env -i "$(command -v setsid)" sh -c 'echo $$ > left; exec sleep 300' & ${SETTLED}`;

async function leave(sketch: LiveSketch): Promise<number> {
  const job = liveJob(sketch);
  site.executor().launch(site.order(job));
  await site.ended(job);
  return Number(await written(site.path('left')));
}

async function found(): Promise<Found> {
  const [signal] = await until('leftovers', () => {
    const named = site.signals.filter((one) => one.signal === 'leftovers');
    return named.length > 0 && named;
  });
  return { pids: signal?.pids ?? [], survivors: signal?.survivors ?? [] };
}

describe('what a job leaves behind is killed and named', () => {
  test.each([
    ['when it is in the session', `sleep 300 & echo $! > left`],
    ['when it is in another group of the session', `set -m; sleep 300 & echo $! > left`],
    ['when it left the session, by its token', LEAVES],
    ['when it left the session and emptied its environment, by its output', LEAVES_BARE],
  ])('%s', async (_, command) => {
    const pid = await leave({ command });
    expect(await found()).toEqual({ pids: [pid], survivors: [] });
    expect(see(pid)?.state ?? 'Z').toBe('Z');
  });

  test.runIf(process.geteuid?.() === 0)("when it has become another user's, and the job is root's", async () => {
    const other = 'setpriv --reuid 65534 --clear-groups setsid';
    const pid = await leave({ command: `${other} sh -c 'echo $$; exec sleep 300' > left & ${SETTLED}`, gpus: 1 });
    expect(await found()).toEqual({ pids: [pid], survivors: [] });
    expect(site.living()).toEqual([]);
  });

  test.each([
    ['its GPUs are used again', { command: LEAVES, gpus: 1 }],
    ['it is told as timed out', { command: `${LEAVES_BARE}; sleep 300`, limit: { after: 5 } }],
    ['it is told to have ended, if the keeper saw some of it left', { command: 'sleep 300 & echo $! > left' }],
  ])('before %s', async (_, sketch) => {
    await leave(sketch);
    expect(site.signals.map((one) => one.signal)).toEqual(['started', 'leftovers', 'ended']);
    expect(site.living()).toEqual([]);
  });

  test('after its end was told, where nothing waits for it', async () => {
    await leave({ command: LEAVES });
    await found();
    expect(site.signals.map((one) => one.signal)).toEqual(['started', 'ended', 'leftovers']);
  });

  test('at the latest when the executor is closed', async () => {
    const executor = site.executor();
    const job = liveJob({ command: LEAVES });
    executor.launch(site.order(job));
    await site.ended(job);
    await executor.close();
    expect(site.signals.at(-1)?.signal).toBe('leftovers');
    expect(site.living()).toEqual([]);
  });

  test('though it multiplies', async () => {
    const breeds = `setsid bash -c 'while :; do sleep 300 & sleep 0.03; done' & echo up > up`;
    const job = liveJob({ command: breeds, gpus: 1 });
    site.executor().launch(site.order(job));
    await site.ended(job);
    expect((await found()).survivors).toEqual([]);
    expect(site.living()).toEqual([]);
  });
});

test('what is on its way out when it is first seen is not named', async () => {
  const job = liveJob({ command: 'sleep 0.02 & true', gpus: 1 });
  site.executor().launch(site.order(job));
  await site.ended(job);
  expect(site.signals.map((one) => one.signal)).toEqual(['started', 'ended']);
});

test('what other jobs run is left alone', async () => {
  const executor = site.executor();
  const other = liveJob({
    id: 'other',
    command: 'echo up > up; until [ -e go ]; do sleep 0.1; done; echo done > done',
  });
  executor.launch(site.order(other));
  await written(site.path('up'));
  const job = liveJob({ command: LEAVES, gpus: 1 });
  executor.launch(site.order(job));
  await site.ended(job);
  await site.run({ id: 'last', command: 'touch go' }, executor);
  expect((await site.ended(other)).outcome).toEqual({ cause: 'exit', code: 0 });
});

describe('looking at all processes', () => {
  const trace = (token: string): Trace => ({
    ...{ job: jobId('job'), attempt: 1, keeper: null, token, log: '/nowhere' },
    hasTerminal: false,
  });

  /** Processes of which one is always there, whatever is sent to it. */
  function machine(immortal: { pid: number; session: number } | null = null): Processes & { scans: number } {
    return {
      scans: 0,
      identify,
      isAlive,
      livingProcesses() {
        this.scans += 1;
        return immortal === null ? [] : [...livingProcesses(), { ...immortal, startTicks: '1' }];
      },
    };
  }

  test('is done once for all that wait', async () => {
    const processes = machine();
    const leftovers = new Leftovers(processes, () => undefined);
    await Promise.all(Array.from({ length: 200 }, (_, index) => leftovers.clear(trace(`t${index}`))));
    expect(processes.scans).toBe(1);
  });

  test('is put off where nobody waits, and done once at the end', async () => {
    const processes = machine();
    const leftovers = new Leftovers(processes, () => undefined);
    for (let index = 0; index < 200; index += 1) leftovers.clearLater(trace(`t${index}`));
    expect(processes.scans).toBe(0);
    await leftovers.close();
    expect(processes.scans).toBe(1);
  });

  test('names nothing that was seen only once', async () => {
    const keeper = { ...identify(process.pid)!, pid: 2 ** 29, startTicks: '1' };
    const scans = [[1], [2], []];
    const livingProcesses = (): LivingProcess[] =>
      (scans.shift() ?? []).map((which) => ({ pid: keeper.pid + which, session: keeper.pid, startTicks: '1' }));
    const reported: Found[] = [];
    const leftovers = new Leftovers({ identify, isAlive, livingProcesses }, (_, what) => reported.push(what));
    await leftovers.clear({ ...trace('t'), keeper });
    expect(reported).toEqual([]);
    expect(scans).toEqual([]);
  });

  test('gives up on what survives KILL, and names it', async () => {
    const keeper = { ...identify(process.pid)!, pid: 2 ** 29, startTicks: '1' };
    const reported: Found[] = [];
    const processes = machine({ pid: 2 ** 29 + 1, session: keeper.pid });
    const leftovers = new Leftovers(processes, (_, what) => reported.push(what));
    await leftovers.clear({ ...trace('t'), keeper });
    expect(reported).toEqual([{ pids: [2 ** 29 + 1], survivors: [2 ** 29 + 1] }]);
  });
});
