import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { identify, isAlive } from '../../src/host/system/process.ts';
import { attemptFolder, readEnding, readStart, readTerminal } from '../../src/launch/folder.ts';
import { membersOf } from '../../src/launch/local/processes.ts';
import { type Job, jobId } from '../../src/model/plan.ts';
import type { ProcessId } from '../../src/model/process-id.ts';
import { seconds } from '../../src/model/units.ts';
import { liveJob, type LiveSketch, Site } from '../rig/attempts.ts';
import { inLong, someOf } from '../rig/cases.ts';
import { keepWithoutRunner, layOut, see } from '../rig/keeper.ts';
import { until, written } from '../rig/until.ts';

let site: Site;
beforeEach(() => {
  site = new Site();
});
afterEach(() => {
  vi.unstubAllEnvs();
  return site.clear();
});

/** Says that the job is ready for what is to come. */
const READY = 'echo ready > ready';
/** Does not mind a terminal that hangs up, nor being told to end. */
const STUBBORN = "trap '' TERM HUP";
const FOREVER = 'while :; do sleep 0.2; done';

function begin(sketch: LiveSketch, executor = site.executor()): Job {
  const job = liveJob({ tty: true, ...sketch });
  executor.launch(site.order(job));
  return job;
}

async function run(sketch: LiveSketch) {
  const job = begin(sketch);
  const { outcome, error } = await site.ended(job);
  return { outcome, error, job, log: logOf(job) };
}

function logOf(job: Job): string {
  return readFileSync(site.file(job, 1, 'out.log'), 'utf8');
}

/** Such a job under a limit: on a machine on which it was not ready when that came, it is tried again under a longer one. */
async function limited(command: string, limit: NonNullable<LiveSketch['limit']>) {
  for (let { after } = limit; ; after *= 2) {
    const ended = await run({ id: `job-${after}`, command: command, limit: { ...limit, after } });
    if (existsSync(site.path('ready'))) return ended;
  }
}

async function keeperOf(job: Job): Promise<ProcessId> {
  const folder = attemptFolder(site.runFolder, job.id, 1);
  const pid = await until('its beginning', () => {
    const start = readStart(folder);
    return start.kind === 'begun' && start.record.pid;
  });
  return identify(pid)!;
}

describe('a job with a terminal', () => {
  test('has one of 24 lines and 80 columns on all three streams', async () => {
    const { outcome, log } = await run({
      command: 'stty size; [ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo yes "$SHELL"',
      env: { SHELL: '/bin/some' },
    });
    expect(outcome).toEqual({ cause: 'exit', code: 0 });
    expect(log).toBe('24 80\r\nyes /bin/some\r\n');
  });

  test.each([
    ['SHELL is set', '/bin/some'],
    ['SHELL is not set', undefined],
  ])('has the environment that it has without one where %s', async (_, shell) => {
    vi.stubEnv('SHELL', shell);
    const command = 'env | grep -Ev "^(_|SWEEP_TOKEN)=" | sort > "environment-$SWEEP_JOB"';
    const lines = async (id: string, tty: boolean) => {
      await run({ id, command, tty, env: { SWEEP_JOB: id } });
      return readFileSync(site.path(`environment-${id}`), 'utf8').replaceAll(id, 'JOB');
    };
    expect(await lines('with', true)).toBe(await lines('without', false));
  });

  test.each<[string, string, object]>([
    ['by itself', 'exit 3', { cause: 'exit', code: 3 }],
    ['by a signal', 'kill -SEGV $$', { cause: 'exit', code: 139 }],
    ['by KILL', 'kill -KILL $$', { cause: 'exit', code: 137 }],
    ['by an error', 'echo no; false; echo never', { cause: 'exit', code: 1 }],
    ['with the code of timeout(1)', 'exit 124', { cause: 'exit', code: 124 }],
  ])('ends as without one: %s', async (_, command, outcome) => {
    const { log, job, ...end } = await run({ command });
    expect(end.outcome).toEqual(outcome);
    expect(log).not.toContain('never\r\n');
    expect(existsSync(site.file(job, 1, 'keys'))).toBe(false);
  });

  test('reads what is written to its FIFO, which is its user’s alone', async () => {
    const job = begin({ command: `${READY}; read -r line; echo "got $line"` });
    await written(site.path('ready'));
    const keys = site.file(job, 1, 'keys');
    expect(statSync(keys).isFIFO()).toBe(true);
    expect(statSync(keys).mode & 0o777).toBe(0o600);
    writeFileSync(keys, 'hello\r');
    expect((await site.ended(job)).outcome).toEqual({ cause: 'exit', code: 0 });
    expect(logOf(job)).toBe('hello\r\ngot hello\r\n');
  });

  test('goes on though nobody ever looks at it', async () => {
    expect((await run({ command: 'seq 20000; read -t 0.1 -r line || echo none' })).log).toMatch(/20000\r\nnone\r\n$/);
  });

  test('is niced as without one', async () => {
    expect((await run({ command: 'nice', nice: 7 })).log.trim()).toBe(String(Math.min(19, 7 + getPriority())));
  });
});

describe('the limit of a job with a terminal', () => {
  test('sends it the signal, and it may end by itself', async () => {
    const { outcome, log } = await limited(`trap 'echo got it; exit 7' USR1; ${READY}; ${FOREVER}`, {
      ...{ after: 1, grace: 60, signal: 'USR1' },
    });
    expect(outcome).toMatchObject({ cause: 'timeout', code: 124 });
    expect(log).toContain('got it\r\n');
  });

  test.each(
    someOf(
      [
        ['itself', `${STUBBORN}; ${READY}; ${FOREVER}`],
        ['a child of it', `sh -c '${STUBBORN.replaceAll("'", '"')}; ${READY}; ${FOREVER}' & wait`],
        ['a group of its own within it', `${STUBBORN}; set -m; sh -c '${READY}; ${FOREVER}' & wait; ${FOREVER}`],
      ],
      2,
    ),
  )('kills all of its session though TERM does not end %s', async (_, command) => {
    const { outcome } = await limited(command, { after: 1, grace: 0.5 });
    expect(outcome).toMatchObject({ cause: 'timeout' });
    expect(site.living()).toEqual([]);
  });

  inLong(() => {
    test('holds though no runner lives', async () => {
      const job = liveJob({ tty: true, command: `${STUBBORN}; ${READY}; ${FOREVER}`, limit: { after: 1, grace: 0.5 } });
      const folder = keepWithoutRunner(site, site.order(job));
      await until('its record', () => readEnding(folder));
      await until('all of it to be gone', () => site.living().length === 0);
    });
  });
});

describe('a job with a terminal that is told to stop', () => {
  test('hears of it', async () => {
    const executor = site.executor();
    const job = begin({ command: `trap 'echo bye; exit 5' TERM; ${READY}; ${FOREVER}` }, executor);
    await written(site.path('ready'));
    executor.stop(job.id, 1, seconds(60));
    const { outcome } = await site.ended(job);
    expect(outcome).toMatchObject({ cause: 'exit', code: 5 });
    expect(logOf(job)).toContain('bye\r\n');
    expect(site.living()).toEqual([]);
  });

  test.each(
    someOf(
      [
        ['that ignores it', `${STUBBORN}; ${READY}; ${FOREVER}`],
        ['whose child holds the terminal', `(${STUBBORN}; ${READY}; ${FOREVER}) & wait`],
      ],
      1,
    ),
  )('is killed with all of its session when the grace is over, %s', async (_, command) => {
    const executor = site.executor();
    const job = begin({ command }, executor);
    await written(site.path('ready'));
    executor.stop(job.id, 1, seconds(0.5));
    await site.ended(job);
    expect(site.living()).toEqual([]);
  });

  test('is killed though nothing of its environment is left', async () => {
    const executor = site.executor();
    const bare = `exec env -i "$BASH" -c '${STUBBORN.replaceAll("'", '"')}; echo $$ > ready; ${FOREVER}'`;
    const job = begin({ command: bare }, executor);
    const pid = Number(await written(site.path('ready')));
    executor.stop(job.id, 1, seconds(0.5));
    await site.ended(job);
    expect(see(pid)?.state ?? 'Z').toBe('Z');
  });
});

describe('what a job with a terminal leaves behind is killed and named', () => {
  test.each(
    someOf(
      [
        ['in its session', `(${STUBBORN}; echo $BASHPID > left; ${FOREVER}) & until [ -s left ]; do sleep 0.01; done`],
        [
          'in its session, with nothing in its environment',
          `${STUBBORN}; env -i "$BASH" -c 'echo $$ > left; ${FOREVER}' & until [ -s left ]; do sleep 0.01; done`,
        ],
        [
          'in a session of its own',
          `setsid sh -c 'echo $$ > left; ${FOREVER}' & until [ -s left ]; do sleep 0.01; done`,
        ],
      ],
      2,
    ),
  )('%s', async (_, command) => {
    const { outcome } = await run({ command });
    expect(outcome).toEqual({ cause: 'exit', code: 0 });
    const pid = Number(await written(site.path('left')));
    const named = await until('leftovers', () => site.signals.find((one) => one.signal === 'leftovers'));
    expect(named).toMatchObject({ survivors: [] });
    expect(see(pid)?.state ?? 'Z').toBe('Z');
  });
});

describe('a job with a terminal whose runner is gone', () => {
  const waits = `${READY}; until [ -e go ]; do sleep 0.1; done; read -r line; echo "got $line"; exit 3`;

  test('is adopted, reads on, and ends as it does', async () => {
    const order = site.order(liveJob({ tty: true, command: waits }));
    const { keys } = keepWithoutRunner(site, order);
    await written(site.path('ready'));
    const keeper = await keeperOf(order.job);
    const settled = await site.executor().settle(site.settleOrder(order, keeper));
    expect(settled).toEqual({ kind: 'alive', process: keeper });
    writeFileSync(keys, 'more\n');
    writeFileSync(site.path('go'), '');
    expect(await site.ended(order.job)).toMatchObject({ outcome: { cause: 'exit', code: 3 } });
    expect(logOf(order.job)).toContain('got more\r\n');
  });

  test('counts as alive as long as the session of its terminal has a member, and can be stopped then', async () => {
    const order = site.order(liveJob({ tty: true, command: `${STUBBORN}; ${READY}; ${FOREVER}` }));
    const folder = keepWithoutRunner(site, order);
    await written(site.path('ready'));
    const keeper = await keeperOf(order.job);
    const terminal = readTerminal(folder)!;
    for (const pid of site.living().filter((one) => see(one)?.session === keeper.pid)) process.kill(pid, 'SIGKILL');
    await until('the keeper to be dead', () => isAlive(keeper) === 'dead');
    const next = site.executor();
    expect(await next.settle(site.settleOrder(order, keeper))).toEqual({ kind: 'alive', process: keeper });
    expect(see(terminal.pid)?.session).toBe(terminal.pid);
    next.stop(order.job.id, 1, seconds(0.1));
    expect((await site.ended(order.job)).outcome).toEqual({ cause: 'lost' });
    expect(site.living()).toEqual([]);
  });
});

describe('the session of a terminal', () => {
  const keeper = { ...identify(process.pid)!, pid: 100, startTicks: '1000' };
  const one = (pid: number, session: number, startTicks = '2000') => ({ pid, session, startTicks });

  /** Who counts as of an attempt whose `pid` says this. */
  function members(said: string, living: ReturnType<typeof one>[], hasTerminal = true): number[] {
    writeFileSync(site.path('pid'), `100 (bash) S\nboot\n1 1\n${said}`);
    const trace = { job: jobId('job'), attempt: 1, keeper, token: 't', log: site.path('out.log'), hasTerminal };
    return membersOf(trace, living).map(({ pid }) => pid);
  }

  test.each<[string, string, ReturnType<typeof one>[], number[]]>([
    ['counts', 'session 200 2000\n', [one(101, 100), one(200, 200), one(201, 200), one(300, 300)], [101, 200, 201]],
    ['counts without its leader', 'session 200 2000\n', [one(201, 200)], [201]],
    ['is no other’s that has its number now', 'session 200 2000\n', [one(200, 200, '3000'), one(201, 200, '3000')], []],
    ['is none that is older than the keeper', 'session 200 900\n', [one(200, 200, '900'), one(201, 200)], []],
    ['is not that of who looks', 'session 200 2000\n', [one(200, 200), one(process.pid, 200)], []],
    ['is not known before it is whole', 'session 200 2000', [one(200, 200)], []],
  ])('%s', (_, said, living, expected) => {
    expect(members(said, living)).toEqual(expected);
  });

  test('is not looked for where there is none', () => {
    expect(members('session 200 2000\n', [one(101, 100), one(200, 200)], false)).toEqual([101]);
  });
});

describe('a script of a job with a terminal', () => {
  test('run by hand has the terminal, or none, that it is run in, and records nothing', () => {
    const folder = layOut(site, site.order(liveJob({ tty: true, command: '[ -t 0 ] || echo none; exit 3' })));
    const run = spawnSync('bash', [folder.script], { encoding: 'utf8' });
    expect(run).toMatchObject({ status: 3, stdout: 'none\n', stderr: '' });
    expect(readdirSync(folder.path).sort()).toEqual(['out.log', 'run.sh']);
  });

  test('is another only for what concerns the terminal', () => {
    const plain = site.script(liveJob({ command: 'true' }));
    for (const word of ['--tty', 'script', 'keys', 'session']) expect(plain).not.toContain(word);
  });
});
