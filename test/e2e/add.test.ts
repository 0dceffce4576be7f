import { chmodSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inLong } from '../rig/cases.ts';
import { Project, type Ended } from '../rig/project.ts';
import { until } from '../rig/until.ts';

/** A project whose runners of added jobs are gone when the test has finished. */
function projectOf(files: Readonly<Record<string, string>> = {}): Project {
  return new Project({ '.sweep-host.yaml': 'slots: 1\n', ...files });
}

/** A tool that shows one GPU which nobody uses. */
const ONE_GPU = `#!/bin/sh
case "$*" in
  *--query-gpu*)
    echo '0, GPU-11111111-1111-1111-1111-111111111111, 00000000:07:00.0, NVIDIA A100-SXM4-80GB, 81920, 4, 0, Disabled' ;;
  *--query-compute-apps*) ;;
  *) exit 1 ;;
esac
`;

async function add(project: Project, ...args: readonly string[]): Promise<string> {
  const ended = await project.sweep('add', ...args);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return ended.stdout.trim();
}

async function refused(project: Project, ...args: readonly string[]): Promise<Ended> {
  const ended = await project.sweep('add', ...args);
  expect(ended.code).toBe(2);
  return ended;
}

async function statuses(project: Project, name = 'adhoc'): Promise<Record<string, string>> {
  const { stdout } = await project.sweep('list', name, '--json');
  const { jobs } = JSON.parse(stdout) as { jobs: { id: string; status: string }[] };
  return Object.fromEntries(jobs.map(({ id, status }) => [id, status]));
}

/** Waits until so many attempts of added jobs have ended. */
const ended = (project: Project, count: number, name = 'adhoc'): Promise<void> =>
  project.eventually(name, 'attempt-ended', count);

/** Stops the runner of added jobs, and waits until it is gone. */
async function stop(project: Project, name = 'adhoc'): Promise<void> {
  const { code } = await project.sweep('cancel', name, '--yes');
  if (code === 0) await until('the end of the run', () => project.events(name, 'run-ended').length > 0);
}

/** Kills the runner of added jobs as a crash does. */
async function crashRunner(project: Project): Promise<void> {
  const started = project.events('adhoc', 'run-started').at(-1);
  if (started === undefined) throw new Error('no run has begun');
  process.kill(started.runner.pid, 'SIGKILL');
  await until('its death', () => {
    try {
      return readFileSync(`/proc/${started.runner.pid}/stat`, 'utf8').includes(') Z ');
    } catch {
      return true;
    }
  });
}

describe('sweep add', () => {
  it('prints the id at once, starts a runner that outlives it, and runs jobs where and as they were added', async () => {
    const project = projectOf({ 'sub/x': '' });
    expect(await add(project, '--', 'sh', '-c', 'pwd > where; echo "$FROM $1" > said', 'name', 'a b')).toBe('1');
    const { stdout } = await project.start(
      ['add', 'echo $FROM | tr a-z A-Z > loud'],
      { FROM: 'caller' },
      undefined,
      'sub',
    ).ended;
    expect(stdout).toBe('2\n');
    await ended(project, 2);
    expect(project.read('where')).toBe(`${project.root}\n`);
    expect(project.read('said')).toBe(' a b\n');
    expect(project.read('sub/loud')).toBe('CALLER\n');
    await stop(project);
  });

  inLong(() => {
    it('lets jobs wait for others, however, and tells how each has ended', async () => {
      const project = projectOf();
      await add(project, '--label', 'first', '--', 'sh', '-c', 'exit 3');
      await add(project, '--after', '1', 'true');
      await add(project, '--after-ok', '1', 'true');
      await add(project, '--after-fail', '1', 'true');
      await ended(project, 3);
      await until('that 3 is skipped', () => project.events('adhoc', 'job-skipped').length === 1);
      expect(await statuses(project)).toEqual({ 1: 'failed', 2: 'succeeded', 3: 'skipped', 4: 'succeeded' });
      for (const command of ['plan', 'run']) {
        expect((await project.sweep(command, 'adhoc')).stderr).toBe(
          'sweep: adhoc has no sweep file, as its jobs were added one by one: `sweep list adhoc` shows them, and `sweep resume adhoc` goes on with them\n',
        );
      }
      const list = await project.sweep('list', 'adhoc');
      expect(list.stdout).toMatch(/^failed +1 +first +cpu .* exit 3$/m);
      await stop(project);
    });
  });

  inLong(() => {
    it('waits in the foreground, shows the output, and exits as the job did', async () => {
      const project = projectOf();
      expect(await project.sweep('add', '--fg', '--', 'sh', '-c', 'echo out; echo err >&2; exit 4')).toMatchObject({
        code: 4,
        stdout: 'out\nerr\n',
      });
      expect((await project.sweep('add', '--fg', '--timeout', '1s', 'sleep 60')).code).toBe(124);
      await stop(project);
    });
  });

  inLong(() => {
    it('takes a job for each line of a file or of its input, in order', async () => {
      const project = projectOf({ 'jobs.txt': '# two\n\necho a >> out\r\n  echo b >> out' });
      expect(await add(project, '--file', 'jobs.txt')).toBe('1\n2');
      await ended(project, 2);
      expect(project.read('out')).toBe('a\nb\n');
      await stop(project);
    });
  });

  inLong(() => {
    it('says why a file of jobs cannot be read', async () => {
      const project = projectOf({ 'folder/jobs.txt': '' });
      const said = async (file: string) => (await project.sweep('add', '--file', file)).stderr;
      expect(await said('none.txt')).toContain('none.txt does not exist');
      expect(await said('folder')).toContain('folder is a folder, not a file');
      expect(await said('/dev/zero')).toContain('/dev/zero is larger than 64 MiB');
      expect(await said('')).toContain('--file names no file');
    });

    it('gives GPUs also to the first that asks for them in a queue that had no job for them', async () => {
      const project = projectOf({ 'bin/nvidia-smi': ONE_GPU });
      chmodSync(project.path('bin/nvidia-smi'), 0o755);
      const env = { PATH: `${project.path('bin')}:${process.env['PATH'] ?? ''}`, XDG_CONFIG_HOME: project.root };
      expect((await project.start(['add', 'true'], env).ended).code).toBe(0);
      const gpu = await project.start(['add', '--fg', '--gpus', '1', 'echo gpu $CUDA_VISIBLE_DEVICES'], env).ended;
      expect(gpu).toMatchObject({ code: 0, stdout: 'gpu 0\n' });
      expect((await project.start(['add', '--gpus', '2', 'true'], env).ended).stderr).toContain('this run has 1');
      await stop(project);
    });

    it('refuses what can never run, and adds nothing', async () => {
      const project = projectOf({ 'sweeps/f.yaml': 'name: f\ncommand: "true"\n' });
      await project.sweep('run', 'sweeps/f.yaml');
      const said = async (...args: readonly string[]): Promise<string> => (await refused(project, ...args)).stderr;
      expect(await said('--name', 'f', 'true')).toContain('f is the sweep of a file');
      expect(await said('--name', 'A b', 'true')).toContain('a name has only lowercase letters');
      expect(await said('--gpus', 'x', 'true')).toContain('a whole number of GPUs');
      expect(await said('--timeout', '3:00', 'true')).toContain(
        '--timeout 3:00: it must be a duration\nhint: write `3h`',
      );
      expect(await said('--timeout', '40000d', 'true')).toContain('--timeout 40000d: it must be at most 36500d');
      expect(await said('--env', 'CUDA_VISIBLE_DEVICES=0', '--gpus', '1', 'true')).toContain('hint: say --gpu-ids');
      expect(await said('--workdir', 'nowhere', 'true')).toContain('is no folder');
      expect(await said()).toContain('say what to run');
      expect(project.has('.sweep/adhoc')).toBe(false);
      expect(await said('--after', '7', 'true')).toBe('sweep: there is no job 7 to wait for\n');
      expect(await said('--gpus', '9', 'true')).toContain('it asks for 9 GPUs, and this run has 0');
      expect(project.events('adhoc', 'job-added')).toEqual([]);
      await stop(project);
    });

    it('goes on after its runner was killed: what ran is adopted, what waited runs, and what has ended does not', async () => {
      const project = projectOf();
      const wait = 'until [ -e go ]; do sleep 0.1; done';
      await add(project, '--', 'sh', '-c', 'exit 1');
      await add(project, `touch began; ${wait}`);
      await add(project, 'echo $KEPT > third');
      await project.appears('began');
      await crashRunner(project);
      expect(await add(project, 'true')).toBe('4');
      project.write('go', '');
      await ended(project, 4);
      expect(project.events('adhoc', 'attempt-planned').map(({ job }) => job)).toEqual(['1', '2', '3', '4']);
      expect(await statuses(project)).toEqual({ 1: 'failed', 2: 'succeeded', 3: 'succeeded', 4: 'succeeded' });
      await stop(project);
    });

    it('holds a waiting job whose environment has gone with its runner, says so, and keeps what --env has said', async () => {
      const project = projectOf();
      await add(project, 'touch began; until [ -e go ]; do sleep 0.1; done');
      const env = { SECRET: 'of the caller', KEPT: 'yes' };
      await project.start(['add', 'echo $SECRET > second'], env).ended;
      await project.start(['add', '--env', 'KEPT', '--env', 'SECRET=none', 'echo $KEPT > third'], env).ended;
      await project.appears('began');
      await crashRunner(project);
      expect(project.read('.sweep/adhoc/journal.jsonl')).not.toContain('of the caller');
      await add(project, 'true');
      project.write('go', '');
      await ended(project, 3);
      expect(project.read('third')).toBe('yes\n');
      expect((await project.sweep('why', '2')).stdout).toContain('its runner had KEPT, SECRET, and is gone');
      expect((await project.start(['release', '2'], env).ended).code).toBe(0);
      await project.appears('second');
      await ended(project, 4);
      expect(project.read('second')).toBe('of the caller\n');
      await stop(project);
    });

    it('has one runner and loses nothing when many begin at once', async () => {
      const project = projectOf();
      const calls = Array.from({ length: 8 }, () => add(project, 'true'));
      const ids = (await Promise.all(calls)).sort();
      expect(ids).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
      await ended(project, 8);
      expect(project.events('adhoc', 'run-started')).toHaveLength(1);
      await stop(project);
    });

    it('runs an ended job again when it is retried, also when its runner has gone', async () => {
      const project = projectOf();
      await add(project, 'test -e go');
      await ended(project, 1);
      await stop(project);
      project.write('go', '');
      expect((await project.sweep('retry', '1')).code).toBe(0);
      await ended(project, 2);
      expect(await statuses(project)).toEqual({ 1: 'succeeded' });
      await stop(project);
    });
  });
});

inLong(() => {
  describe('a sweep file', () => {
    it('cannot have the name of jobs that were added', async () => {
      const project = projectOf({ 'adhoc.yaml': 'command: "true"\n' });
      await add(project, 'true');
      await ended(project, 1);
      const run = await project.sweep('run', 'adhoc.yaml');
      expect(run.code).toBe(2);
      expect(run.stderr).toContain('is that of jobs that `sweep add` has queued');
      await stop(project);
    });
  });
});
