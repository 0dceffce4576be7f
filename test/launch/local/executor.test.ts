import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAlive, livingProcesses } from '../../../src/host/system/process.ts';
import { seconds } from '../../../src/model/units.ts';
import { Site, liveJob } from '../../rig/attempts.ts';
import { inLong, someOf } from '../../rig/cases.ts';
import { childOf, see } from '../../rig/keeper.ts';
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

/** The keeper of a job, once its start has been heard: the job itself may be ahead of that. */
async function startedPid(id = 'job'): Promise<number> {
  const start = () => site.signals.find((one) => one.signal === 'started' && one.job === id);
  const started = await until(`the start of ${id}`, start);
  if (started.signal !== 'started') throw new Error(`${id} has not started`);
  return started.process.pid;
}

function hasEnded(id = 'job'): boolean {
  return site.signals.some((one) => one.signal === 'ended' && one.job === id);
}

describe('the outcome of a job', () => {
  test.each(someOf([0, 3, 124, 137, 200, 128 + 11], 2, 3))(
    'that exits with %i by itself is exactly that',
    async (code) => {
      const { outcome } = await site.run({ command: `exit ${code}`, limit: { after: 60 } });
      expect(outcome).toEqual({ cause: 'exit', code });
    },
  );

  test.each([
    ['an argv list', ['no-such-program', 'a b'], /no-such-program: not found/],
    ['a shell string', 'no-such-program "a b"', /no-such-program: command not found/],
  ])(
    'whose executable is missing, as %s, is 127 with the word of the shell in the log',
    async (_, command, message) => {
      const { outcome, log } = await site.run({ command });
      expect(outcome).toEqual({ cause: 'exit', code: 127 });
      expect(log).toMatch(message);
    },
  );

  test('whose folder to run in is missing is a failure that says so', async () => {
    const { outcome, log } = await site.run({ command: 'echo no', workdir: 'no/such' });
    expect(outcome).toEqual({ cause: 'exit', code: 1 });
    expect(log).toMatch(/no\/such: No such file or directory/);
  });

  test('over its limit is a timeout, and none of its processes is left', async () => {
    const limit = { after: 0.3, grace: 5 };
    const { outcome } = await site.run({ command: 'sleep 300 & sh -c "sleep 300; :"; echo no', limit });
    expect(outcome).toEqual({ cause: 'timeout', after: 0.3, code: 124 });
    expect(site.living()).toEqual([]);
  });

  test('that ignores TERM is a timeout, and none of its processes is left', async () => {
    const command = `trap '' TERM; : > deaf; sh -c 'while :; do sleep 0.05; done'`;
    let after = 0.3;
    const run = () => site.run({ id: `job-${after}`, command, limit: { after, grace: 0.2 } });
    let ended = await run();
    // On a machine on which the limit came before it ignored TERM, it comes later.
    for (; !existsSync(site.path('deaf')); ended = await run()) after *= 2;
    expect(ended.outcome).toEqual({ cause: 'timeout', after, code: 137 });
    expect(site.living()).toEqual([]);
  });

  test('that SIGINT ends is that, also where timeout(1) leaves ignored signals ignored, as coreutils 9.10 does', async () => {
    const bin = site.path('bin');
    mkdirSync(bin);
    writeFileSync(`${bin}/timeout`, '#!/bin/sh\nshift 3\nexec "$@"\n', { mode: 0o755 });
    const executor = site.executor({ ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` });
    const { outcome } = await site.run({ command: 'kill -INT $$; echo no' }, executor);
    expect(outcome).toEqual({ cause: 'exit', code: 130 });
  });

  test('is told with the time that it took', async () => {
    const { job } = await site.run({ command: 'sleep 0.2' });
    const { seconds: took } = await site.ended(job);
    expect(took).toBeGreaterThanOrEqual(0.2);
  });
});

describe('what a job must produce', () => {
  test('is there after a good end', async () => {
    const { outcome } = await site.run({
      command: 'echo 1 > out/a/b.txt; mkdir d; echo 1 > d/x',
      produces: ['out/a/b.txt', 'd'],
    });
    expect(outcome).toEqual({ cause: 'exit', code: 0 });
  });

  test.each([
    ['missing', 'true', {}],
    ['empty', ': > out.txt', { empty: ['out.txt'] }],
    ['an empty folder', 'mkdir out.txt', { empty: ['out.txt'], kinds: { 'out.txt': 'a folder' } }],
    ['a pipe', 'mkfifo out.txt', { kinds: { 'out.txt': 'a pipe' } }],
    ['a link to a device', 'ln -s /dev/null out.txt', { kinds: { 'out.txt': 'a device' } }],
    ['older than the attempt', 'cat old.txt > new.txt', { old: ['out.txt'] }],
  ])('fails it when it is %s, and says so', async (what, command, told) => {
    for (const name of ['old.txt', 'out.txt']) {
      if (name === 'out.txt' && what !== 'older than the attempt') continue;
      writeFileSync(site.path(name), 'from before');
    }
    await clockTicks();
    const { outcome } = await site.run({ command, produces: ['out.txt'] });
    expect(outcome).toEqual({ cause: 'missing-output', paths: ['out.txt'], ...told });
  });

  test('counts as new when its time is set back, as downloads and copies do', async () => {
    const { outcome } = await site.run({
      command: 'echo 1 > out.txt; touch -d 2001-01-01 out.txt',
      produces: ['out.txt'],
    });
    expect(outcome).toEqual({ cause: 'exit', code: 0 });
  });

  test('counts as new whatever the bytes of its name', async () => {
    mkdirSync(site.path('d/e'), { recursive: true });
    writeFileSync(site.path('d/e/f'), 'old');
    await clockTicks();
    const name = Buffer.concat([Buffer.from(site.path('d/e/')), Buffer.from('caf\u00e9', 'latin1')]);
    writeFileSync(name, 'old');
    await clockTicks();
    const { outcome } = await site.run({ command: `echo 1 > d/e/$'caf\\351'`, produces: ['d'] });
    expect(outcome).toEqual({ cause: 'exit', code: 0 });
  });

  test('counts as new when something deep in a folder of before is', async () => {
    mkdirSync(site.path('d/e'), { recursive: true });
    writeFileSync(site.path('d/e/f'), 'old');
    await clockTicks();
    const { outcome } = await site.run({ command: 'echo new > d/e/f', produces: ['d'] });
    expect(outcome).toEqual({ cause: 'exit', code: 0 });
  });

  test('says nothing of a job that failed anyway', async () => {
    const { outcome } = await site.run({ command: 'exit 2', produces: ['out.txt'] });
    expect(outcome).toEqual({ cause: 'exit', code: 2 });
  });

  /** Until a new file is newer than one of before. */
  async function clockTicks(): Promise<void> {
    const stamp = (): bigint => {
      writeFileSync(site.path('.stamp'), '');
      return statSync(site.path('.stamp'), { bigint: true }).mtimeNs;
    };
    const before = stamp();
    await until('the clock of the file system to tick', () => stamp() > before);
  }
});

describe('the environment of a job', () => {
  async function environment(sketch: Partial<Parameters<typeof liveJob>[0]>): Promise<Record<string, string>> {
    const { log } = await site.run({ command: ['env', '-0'], ...sketch });
    const variables = log.split('\0').map((line): [string, string] => {
      const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(line) ?? [];
      return [name, value];
    });
    return Object.fromEntries(variables);
  }

  test('tells it who it is', async () => {
    const job = await environment({ params: { lr: '1e-4', Data_Set: 'a b' }, env: { MINE: "it's $HOME\n" } });
    expect(job).toMatchObject({
      ...{ SWEEP_NAME: 'test', SWEEP_JOB: 'job', SWEEP_DIR: `${site.runFolder}/jobs/job`, SWEEP_ATTEMPT: '1' },
      ...{ SWEEP_PARAM_LR: '1e-4', SWEEP_PARAM_DATA_SET: 'a b', MINE: "it's $HOME\n", PATH: process.env['PATH'] },
    });
    expect(job['SWEEP_TOKEN']).toMatch(/./);
    expect(job).not.toHaveProperty('SWEEP_RUN');
  });

  test('hides every GPU from a job that was given none', async () => {
    const seen = await environment({});
    expect(seen).toMatchObject({ CUDA_VISIBLE_DEVICES: '', SWEEP_GPUS: '', SWEEP_GPU_COUNT: '0' });
  });

  test('lets a sweep choose GPUs for a job that was given none', async () => {
    expect(await environment({ env: { CUDA_VISIBLE_DEVICES: '7' } })).toMatchObject({ CUDA_VISIBLE_DEVICES: '7' });
  });

  test('shows a job the GPUs that it was given, whatever the sweep says', async () => {
    const env = { CUDA_VISIBLE_DEVICES: '7', CUDA_DEVICE_ORDER: 'FASTEST_FIRST' };
    expect(await environment({ gpus: 2, env })).toMatchObject({
      ...{ CUDA_VISIBLE_DEVICES: '0,1', CUDA_DEVICE_ORDER: 'PCI_BUS_ID', SWEEP_GPUS: '0,1', SWEEP_GPU_COUNT: '2' },
    });
  });

  test('has nothing to read from', async () => {
    const { outcome, log } = await site.run({ command: 'cat; readlink /proc/self/fd/0' });
    expect({ outcome, log }).toEqual({ outcome: { cause: 'exit', code: 0 }, log: '/dev/null\n' });
  });
});

describe('a job that cannot be started', () => {
  async function fails(job = liveJob({ command: 'true' }), executor = site.executor()): Promise<string> {
    executor.launch(site.order(job));
    const { outcome } = await site.ended(job);
    if (outcome.cause !== 'spawn') throw new Error(`it ended otherwise: ${JSON.stringify(outcome)}`);
    expect(site.signals).toHaveLength(1);
    expect(site.living()).toEqual([]);
    return outcome.message;
  }

  test('for want of bash says so', async () => {
    expect(await fails(undefined, site.executor({ PATH: '/nowhere' }))).toBe('bash is not to be found in PATH');
  });

  test('because the environment is too large says so', async () => {
    const huge = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`V${index}`, 'x'.repeat(100_000)]));
    const message = await fails(undefined, site.executor({ ...process.env, ...huge }));
    expect(message).toBe('its environment is too large (E2BIG)');
  });

  test('because its folder is there already touches nothing in it', async () => {
    const job = liveJob({ command: 'true' });
    mkdirSync(site.file(job, 1, 'run.sh').replace('/run.sh', ''), { recursive: true });
    expect(await fails(job)).toMatch(/^EEXIST: .*jobs\/job\/1/);
  });

  test('because a file is in the way of its folder names it', async () => {
    writeFileSync(`${site.runFolder}/jobs`, '');
    expect(await fails()).toMatch(/jobs/);
  });

  test('because its command cannot be written down says why', async () => {
    expect(await fails(liveJob({ command: ['echo', 'a\0b'] }))).toMatch(/NUL/);
  });

  /** The outcome where this script takes the place of a program. */
  async function outcomeWith(program: string, script: string): Promise<unknown> {
    const bin = site.path('bin');
    mkdirSync(bin);
    writeFileSync(`${bin}/${program}`, script, { mode: 0o755 });
    const job = liveJob({ command: 'true' });
    site.executor({ ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` }).launch(site.order(job));
    return (await site.ended(job)).outcome;
  }

  test('because its keeper dies before the job begins says where to look', async () => {
    expect(await outcomeWith('setsid', '#!/bin/sh\nexit 126\n')).toMatchObject({
      cause: 'spawn',
      message: expect.stringMatching(/before the job began; out\.log may say why/) as string,
    });
  });

  test('because bash does not work says so', async () => {
    expect(await outcomeWith('bash', '#!/bin/sh\nexit 126\n')).toEqual({
      cause: 'spawn',
      message: 'bash, which starts the jobs, ended with exit code 126 before it started any',
    });
  });
});

describe('a system that has run out of something', () => {
  test.each(['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'EAGAIN', 'ENOMEM'])(
    'does not fail a job: %s leaves it unstarted, and nothing of the attempt',
    (code) => {
      const job = liveJob({ command: 'true' });
      const executor = site.executor(process.env, () => {
        mkdirSync(`${site.runFolder}/jobs/job/1`, { recursive: true });
        throw Object.assign(new Error(code), { code });
      });
      executor.launch(site.order(job));
      const because = expect.stringContaining(`(${code})`) as string;
      expect(site.signals).toEqual([{ signal: 'unstarted', job: 'job', attempt: 1, because }]);
      expect(existsSync(`${site.runFolder}/jobs/job/1`)).toBe(false);
    },
  );

  test('does not fail a job whose keeper has no room to record its start, and is found out before the next', async () => {
    const bin = site.path('bin');
    mkdirSync(bin);
    const setsid =
      '#!/bin/bash\n[[ $2 != */1/run.sh ]] || ln -s /dev/full "${2%/*}/pid"\nPATH=${PATH#*:}\nexec setsid "$@"\n';
    writeFileSync(`${bin}/setsid`, setsid, { mode: 0o755 });
    const job = liveJob({ command: 'echo ran > ran' });
    const executor = site.executor({ ...process.env, LC_ALL: 'C', PATH: `${bin}:${process.env['PATH'] ?? ''}` });
    executor.launch(site.order(job));
    const told = await until('it to be given up', () => site.signals.find(({ signal }) => signal === 'unstarted'));
    const because = 'there was no room on the disk for its record';
    expect(told).toEqual({ signal: 'unstarted', job: 'job', attempt: 1, because });
    expect(existsSync(`${site.runFolder}/jobs/job/1`)).toBe(false);
    expect(site.signals.filter(({ signal }) => signal === 'ended')).toEqual([]);
    executor.launch(site.order(job, 2));
    expect((await site.ended(job, 2)).outcome).toEqual({ cause: 'exit', code: 0 });
    expect(readdirSync(`${site.runFolder}/jobs/job/2`).sort()).toEqual(['out.log', 'pid', 'run.sh']);
  });

  test('is told apart from a permission that is missing, which is the outcome of the job', async () => {
    const job = liveJob({ command: 'true' });
    const executor = site.executor(process.env, () => {
      throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    });
    executor.launch(site.order(job));
    expect((await site.ended(job)).outcome).toEqual({ cause: 'spawn', message: 'EACCES: permission denied' });
  });
});

describe('stopping', () => {
  test('sends TERM, and what the job makes of it is its end', async () => {
    const executor = site.executor();
    const job = liveJob({ command: "trap 'echo heard; exit 9' TERM; echo up > up; while :; do sleep 0.1; done" });
    executor.launch(site.order(job));
    await written(site.path('up'));
    executor.stop(job.id, 1, seconds(30));
    expect((await site.ended(job)).outcome).toEqual({ cause: 'exit', code: 9 });
  });

  test('kills the whole session when the grace is over', async () => {
    const executor = site.executor();
    const stubborn = `trap '' TERM; set -m; sleep 300 & (sleep 300; :) & echo up > up; while :; do sleep 0.1; done`;
    const job = liveJob({ command: stubborn });
    executor.launch(site.order(job));
    await written(site.path('up'));
    executor.stop(job.id, 1, seconds(0.1));
    await site.ended(job);
    expect(site.living()).toEqual([]);
  });

  test('kills a suspended job too', async () => {
    const executor = site.executor();
    const job = liveJob({ command: WAITS });
    executor.launch(site.order(job));
    await written(site.path('up'));
    const keeper = await startedPid();
    process.kill(-childOf(keeper, 'timeout')!.group, 'SIGSTOP');
    process.kill(keeper, 'SIGSTOP');
    executor.stop(job.id, 1, seconds(0.1));
    await site.ended(job);
    expect(site.living()).toEqual([]);
    expect(existsSync(site.path('done'))).toBe(false);
  });

  inLong(() => {
    test('right after the launch ends it just as well', async () => {
      const executor = site.executor();
      const jobs = Array.from({ length: 20 }, (_, index) => liveJob({ id: `job-${index}`, command: 'sleep 300' }));
      for (const job of jobs) {
        executor.launch(site.order(job));
        executor.stop(job.id, 1, seconds(30));
      }
      for (const job of jobs) await site.ended(job);
      expect(site.living()).toEqual([]);
    });
  });

  test('what has ended, or never was, does nothing', async () => {
    const executor = site.executor();
    const { job } = await site.run({ command: 'true' }, executor);
    executor.stop(job.id, 1, seconds(0));
    executor.stop(job.id, 2, seconds(0));
    expect(site.signals.filter((one) => one.signal === 'ended')).toHaveLength(1);
  });

  test('by somebody else is told as that, whatever the exit code', async () => {
    const executor = site.executor();
    const job = liveJob({ command: "trap 'exit 0' TERM; echo up > up; while :; do sleep 0.1; done" });
    executor.launch(site.order(job));
    await written(site.path('up'));
    process.kill(await startedPid(), 'SIGTERM');
    expect((await site.ended(job)).outcome).toEqual({ cause: 'stopped', reason: 'outside', code: 0 });
  });
});

describe('kill -9', () => {
  test('of the keeper leaves the job running, and it is over only when the job is', async () => {
    const executor = site.executor();
    const job = liveJob({ command: WAITS });
    executor.launch(site.order(job));
    await written(site.path('up'));
    const keeper = await startedPid();
    process.kill(keeper, 'SIGKILL');
    await until('the keeper to be reaped', () => see(keeper) === null);
    await site.run({ id: 'other', command: 'sleep 0.3' }, executor);
    expect(hasEnded()).toBe(false);
    letGo();
    expect((await site.ended(job)).outcome).toEqual({ cause: 'lost' });
    expect(readFileSync(site.path('done'), 'utf8')).toBe('done\n');
    expect(site.living()).toEqual([]);
  });

  test('of the keeper leaves the job stoppable: TERM to all of it, then KILL', async () => {
    const executor = site.executor();
    const command = "trap 'echo heard > heard' TERM; echo up > up; while :; do sleep 0.1; done";
    const job = liveJob({ command });
    executor.launch(site.order(job));
    await written(site.path('up'));
    const keeper = await startedPid();
    process.kill(keeper, 'SIGKILL');
    await until('the keeper to be reaped', () => see(keeper) === null);
    executor.stop(job.id, 1, seconds(1));
    await written(site.path('heard'));
    await site.ended(job);
    expect(site.living()).toEqual([]);
  });

  test.each([
    ['timeout(1)', (keeper: number) => childOf(keeper, 'timeout')?.pid],
    ['the shell of the job', (keeper: number) => childOf(childOf(keeper, 'timeout')?.pid ?? 0, 'bash')?.pid],
  ])('of %s leaves nothing of the job when its end is told', async (_, victim) => {
    const executor = site.executor();
    const job = liveJob({ command: `${WAITS} & wait` });
    executor.launch(site.order(job));
    await written(site.path('up'));
    process.kill(victim(await startedPid())!, 'SIGKILL');
    expect((await site.ended(job)).outcome).toEqual({ cause: 'exit', code: 137 });
    expect(site.living()).toEqual([]);
    expect(existsSync(site.path('done'))).toBe(false);
  });
});

describe('the life of an attempt', () => {
  test('is told as started, with its keeper, and as ended, once each', async () => {
    const { job } = await site.run({ command: 'true' });
    expect(site.signals.map((one) => [one.signal, one.job, one.attempt])).toEqual([
      ['started', job.id, 1],
      ['ended', job.id, 1],
    ]);
  });

  test('knows its keeper beyond the pid', async () => {
    const job = liveJob({ command: WAITS });
    site.executor().launch(site.order(job));
    const started = await until('its start', () => site.signals.find((one) => one.signal === 'started'));
    await written(site.path('up'));
    expect(isAlive(started.process)).toBe('alive');
    expect(livingProcesses().find(({ pid }) => pid === started.process.pid)?.session).toBe(started.process.pid);
    letGo();
    await site.ended(job);
    expect(isAlive(started.process)).toBe('dead');
  });

  test('goes on when its executor is closed', async () => {
    const executor = site.executor();
    const job = liveJob({ command: WAITS });
    executor.launch(site.order(job));
    await written(site.path('up'));
    await executor.close();
    letGo();
    await until('its end', () => textOf(site.file(job, 1, 'pid'))?.includes('\nexit 0\n'));
    expect(readFileSync(site.path('done'), 'utf8')).toBe('done\n');
    expect(hasEnded()).toBe(false);
  });

  test('runs the very bytes that its job renders to', async () => {
    const { job } = await site.run({ command: 'true', params: { seed: '42' } });
    expect(readFileSync(site.file(job, 1, 'run.sh'), 'utf8')).toBe(site.script(job));
  });

  test('keeps what the job wrote when it truncates its own log', async () => {
    const { log } = await site.run({ command: `echo before; : > "$SWEEP_DIR/1/out.log"; echo after` });
    expect(log).toBe('after\n');
  });
});
