import { spawnSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { livingProcesses } from '../../src/host/system/process.ts';
import { inLong } from '../rig/cases.ts';
import { PROGRAM } from '../rig/program.ts';
import { crash, Project, type Running } from '../rig/project.ts';
import { until } from '../rig/until.ts';

describe('logs -f', () => {
  const RETRIED = `
command: |
  echo "attempt $SWEEP_ATTEMPT"
  until [ -e "go-$SWEEP_ATTEMPT" ]; do sleep 0.1; done
  [ "$SWEEP_ATTEMPT" = "$(cat good)" ] || exit 1
retry: 1
`;

  it('prints what a job writes while it runs, and ends when it has ended', async () => {
    const project = new Project({
      's.yaml': 'command: |\n  echo first\n  until [ -e go ]; do sleep 0.1; done\n  echo last\n',
    });
    const runner = project.start(['run', 's.yaml']);
    await project.eventually('s', 'attempt-started');
    const follower = project.start(['logs', 'main', '-f']);
    let seen = '';
    follower.child.stdout?.on('data', (chunk: Buffer) => (seen += chunk.toString()));
    await until('the first line of the log', () => seen.includes('first\n'));
    project.write('go', '');
    expect(await follower.ended).toMatchObject({ code: 0, stdout: 'first\nlast\n' });
    expect((await runner.ended).code).toBe(0);
  });

  inLong(() => {
    it('ends when its reader has seen enough, though the job goes on', async () => {
      const project = new Project({
        's.yaml': 'command: |\n  until [ -e go ]; do echo line; sleep 0.02; done\n',
      });
      const runner = project.start(['run', 's.yaml']);
      await project.eventually('s', 'attempt-started');
      const follower = project.start(['logs', 'main', '-f']);
      await until('the first line', () => follower.output.stdout.includes('line\n'));
      follower.child.stdout?.destroy();
      expect((await follower.ended).code).toBe(0);
      project.write('go', '');
      expect((await runner.ended).code).toBe(0);
    });

    it.each([
      ['succeeds at last', '2', 0],
      ['fails for good', 'none', 1],
    ])('follows from attempt to attempt a job that %s, and exits as it did', async (_, good, code) => {
      const project = new Project({ 's.yaml': RETRIED, good });
      const runner = project.start(['run', 's.yaml']);
      await project.eventually('s', 'attempt-started');
      const follower = project.start(['logs', 'main', '-f']);
      await until('the first attempt', () => follower.output.stdout.includes('attempt 1\n'));
      project.write('go-1', '');
      await until('the second attempt', () => follower.output.stdout.includes('attempt 2\n'));
      project.write('go-2', '');
      expect(await follower.ended).toEqual({
        code,
        stdout: 'attempt 1\nattempt 2\n',
        stderr: 'main: attempt 2\n',
      });
      await runner.ended;
      expect(await project.sweep('logs', 'main', '-f', '--attempt', '1')).toMatchObject({
        code: 1,
        stdout: 'attempt 1\n',
      });
      expect(await project.sweep('logs', 'main', '-f', '--attempt', '3')).toMatchObject({ code: 2 });
    });

    it('begins a line of its own with what it says behind a line of the job that has no end, where both go to the same place', async () => {
      const project = new Project({ 's.yaml': "command: printf 'no end'\nproduces: [x]\n" });
      await project.sweep('run', 's.yaml');
      const [said] = /main: .*\n/.exec((await project.sweep('logs', 'main', '-f')).stderr) ?? [];
      expect(await project.sweep('logs', 'main', '-f')).toEqual({ code: 1, stdout: 'no end', stderr: said });
      const line = `exec "$0" "$1" logs main -f > both 2>&1`;
      spawnSync('bash', ['-c', line, process.execPath, PROGRAM], {
        cwd: project.root,
        env: { ...process.env, ...project.environment },
      });
      expect(project.read('both')).toBe(`no end\n${said}`);
    });

    it('waits for the first attempt of a job whose turn has not come', async () => {
      const project = new Project({
        's.yaml': 'matrix: {i: [a, b]}\ncommand: until [ -e go-{{i}} ]; do sleep 0.1; done; echo {{i}}\n',
      });
      const runner = project.start(['run', 's.yaml', '--slots', '1']);
      await project.eventually('s', 'attempt-started');
      const follower = project.start(['logs', 'b', '-f']);
      project.write('go-a', '');
      project.write('go-b', '');
      expect(await follower.ended).toMatchObject({ code: 0, stdout: 'b\n' });
      await runner.ended;
    });

    it('ends when the job is killed with its keeper, and nobody is there to start it again', async () => {
      const project = new Project({ 's.yaml': 'command: echo begun; sleep 1000\n' });
      const runner = project.start(['run', 's.yaml']);
      await project.eventually('s', 'attempt-started');
      const follower = project.start(['logs', 'main', '-f']);
      await until('the output', () => follower.output.stdout === 'begun\n');
      await crash(runner);
      const keeper = project.events('s', 'attempt-started')[0]?.process.pid ?? 0;
      const members = livingProcesses().filter(({ session }) => session === keeper);
      spawnSync('kill', ['-KILL', ...members.map(({ pid }) => String(pid))]);
      expect(await follower.ended).toMatchObject({
        code: 1,
        stdout: 'begun\n',
        stderr:
          'main: lost: its processes are gone and left no exit status, and nothing is there that would start it again\n',
      });
    });

    it('says so when the run folder is deleted', async () => {
      const project = new Project({ 's.yaml': 'command: echo begun; until [ -e go ]; do sleep 0.1; done\n' });
      const runner = project.start(['run', 's.yaml']);
      await project.eventually('s', 'attempt-started');
      const follower = project.start(['logs', 'main', '-f']);
      await until('the output', () => follower.output.stdout === 'begun\n');
      rmSync(project.path('.sweep'), { recursive: true, maxRetries: 5 });
      const { code, stderr } = await follower.ended;
      expect([code, stderr]).toEqual([
        75,
        expect.stringMatching(/^sweep: nothing is known of main any more in .*\.sweep\/s\n$/),
      ]);
      project.write('go', '');
      await runner.ended;
    });
  });
});

/** A run of `a`, which waits for a file, and `b`, which is held and of which it was said so to whoever follows its output. */
async function followingHeld(): Promise<{
  readonly project: Project;
  readonly runner: Running;
  readonly follower: Running;
}> {
  const project = new Project({
    's.yaml': 'matrix: {i: [a, b]}\ncommand: until [ -e go-{{i}} ]; do sleep 0.1; done; echo {{i}}\n',
  });
  const runner = project.start(['run', 's.yaml', '--slots', '1']);
  await project.eventually('s', 'attempt-started');
  expect((await project.sweep('hold', 'b')).code).toBe(0);
  const follower = project.start(['logs', 'b', '-f']);
  await until('what is said of it', () => follower.output.stderr.includes('i-b: it is held until `sweep release`\n'));
  return { project, runner, follower };
}

inLong(() => {
  describe('logs of a job that is held', () => {
    it('say so, and go on waiting while its runner lives', async () => {
      const { project, runner, follower } = await followingHeld();
      expect((await project.sweep('release', 'b')).code).toBe(0);
      project.write('go-a', '');
      project.write('go-b', '');
      expect(await follower.ended).toMatchObject({ code: 0, stdout: 'b\n' });
      expect((await runner.ended).code).toBe(0);
    });
  });

  describe('logs of a job that begins and ends while nobody looks', () => {
    it('show all of it', async () => {
      const { project, runner, follower } = await followingHeld();
      follower.child.kill('SIGSTOP');
      expect((await project.sweep('release', 'b')).code).toBe(0);
      project.write('go-a', '');
      project.write('go-b', '');
      expect((await runner.ended).code).toBe(0);
      follower.child.kill('SIGCONT');
      expect(await follower.ended).toMatchObject({ code: 0, stdout: 'b\n' });
    });
  });

  describe('logs of which nothing can be shown', () => {
    it('say what is the case: a link, no file, an output that was removed, a job that has not run', async () => {
      const project = new Project({ 's.yaml': 'matrix: {i: [a, b, c, d]}\ncommand: echo {{i}}\n' });
      expect((await project.sweep('run', 's.yaml', '--skip', 'i=d')).code).toBe(0);
      const log = (job: string) => project.path('.sweep/s/jobs', job, '1/out.log');
      rmSync(log('i-a'));
      symlinkSync('run.sh', log('i-a'));
      rmSync(log('i-b'));
      rmSync(project.path('.sweep/s/jobs/i-c'), { recursive: true });
      const told = async (...args: string[]) => {
        const { code, stderr } = await project.sweep('logs', ...args);
        return [code, stderr.replaceAll(project.root, '…')];
      };
      const at = (job: string) => `…/.sweep/s/jobs/${job}/1/out.log`;
      expect(await told('a')).toEqual([75, `sweep: ${at('i-a')} is no plain file: it is a link\n`]);
      const gone = (job: string) => [
        75,
        `sweep: ${job} has run, but its output is gone: ${at(job)} is not there any more\n`,
      ];
      expect(await told('b')).toEqual(gone('i-b'));
      expect(await told('c')).toEqual(gone('i-c'));
      expect(await told('c', '-f')).toEqual(gone('i-c'));
      expect(await told('d')).toEqual([75, 'sweep: i-d has not run yet\n']);
      expect(await told('d', '-f')).toEqual([75, 'sweep: i-d has not run yet: nothing is there that would start it\n']);
      expect((await told('b', '--attempt', '2'))[0]).toBe(2);
    });
  });

  it('the output of an earlier attempt is not taken for that of the last, whose folder was removed', async () => {
    const project = new Project({ 's.yaml': 'command: echo $SWEEP_ATTEMPT\n' });
    for (const options of [[], ['--fresh']]) expect((await project.sweep('run', 's.yaml', ...options)).code).toBe(0);
    expect(await project.sweep('logs', 'main')).toEqual({ code: 0, stdout: '2\n', stderr: '' });
    rmSync(project.path('.sweep/s/jobs/main/2'), { recursive: true });
    const said = 'main: the output of attempt 2 is gone; this is that of attempt 1\n';
    expect(await project.sweep('logs', 'main')).toEqual({ code: 0, stdout: '1\n', stderr: said });
    expect(await project.sweep('logs', 'main', '--attempt', '1')).toEqual({ code: 0, stdout: '1\n', stderr: '' });
  });
});

inLong(() => {
  describe('logs without -f', () => {
    const THREE = `
matrix: {i: [a, b, c]}
command: |
  printf '%s\\n' 1 2 3 "{{i}} $SWEEP_ATTEMPT"
  touch began-{{i}}
  [ {{i}} != b ] || exit 3
  [ {{i}} = a ] || until [ -e go ]; do sleep 0.02; done
`;

    it('of no job that is named are those of the one that runs, else of the one that failed last', async () => {
      const project = new Project({ 's.yaml': THREE });
      expect(await project.sweep('logs')).toMatchObject({ code: 75, stderr: 'sweep: no job has run here yet\n' });
      const run = project.start(['run', 's.yaml', '--slots', '1']);
      await project.appears('began-c');
      expect(await project.sweep('logs')).toEqual({ code: 0, stdout: '1\n2\n3\nc 1\n', stderr: 'c of s\n' });
      project.write('go', '');
      await run.ended;
      expect(await project.sweep('logs', '-n', '2')).toEqual({ code: 0, stdout: '3\nb 1\n', stderr: 'b of s\n' });
      // Followed, it exits as that job did.
      expect(await project.sweep('logs', '-f', '--tail', '1')).toMatchObject({ code: 3, stdout: 'b 1\n' });
      expect(await project.sweep('logs', 'c', '-n', '0')).toMatchObject({ code: 0, stdout: '' });
    });
  });
});
