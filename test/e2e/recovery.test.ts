import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inLong } from '../rig/cases.ts';
import { isLiving } from '../rig/living.ts';
import { Project, crash } from '../rig/project.ts';
import { until } from '../rig/until.ts';

/** Jobs that begin, wait for a file `go`, and end; each leaves a line for each time that it began. */
const WAITING = `
matrix: {i: [a, b]}
command: |
  echo "$$" >> began-{{i}}
  until [ -e go ]; do sleep 0.1; done
  exit {{code}}
vars: {code: "0"}
`;

describe('after kill -9 of the runner', () => {
  it('adopts the jobs that run: same process, true exit status, nothing twice', async () => {
    const project = new Project({ 's.yaml': WAITING });
    const first = project.start(['run', 's.yaml', '--slots', '2']);
    await Promise.all([project.appears('began-a'), project.appears('began-b')]);
    await project.eventually('s', 'attempt-started', 2);
    await crash(first);
    const second = project.start(['run', 's.yaml', '--slots', '2']);
    await project.eventually('s', 'run-started', 2);
    project.write('go', '');
    expect((await second.ended).code).toBe(0);
    expect(project.read('began-a').trim().split('\n')).toHaveLength(1);
    expect(project.read('began-b').trim().split('\n')).toHaveLength(1);
    const keepers = project.events('s', 'attempt-started').map((event) => event.process.pid);
    expect(project.events('s', 'attempt-ended').map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, { cause: 'exit', code: 0 }],
      [1, { cause: 'exit', code: 0 }],
    ]);
    expect(new Set(keepers).size).toBe(2);
  });

  inLong(() => {
    it('records the true end of jobs that ended while no runner lived', async () => {
      const project = new Project({ 's.yaml': WAITING.replace('code: "0"', 'code: "7"') });
      const first = project.start(['run', 's.yaml', '--slots', '2']);
      await project.eventually('s', 'attempt-started', 2);
      await crash(first);
      project.write('go', '');
      await Promise.all([project.hasEnded('s', 'i-a'), project.hasEnded('s', 'i-b')]);
      expect((await project.sweep('plan', 's.yaml', '--check')).code).toBe(3);
      const second = await project.sweep('run', 's.yaml', '--no-failed');
      expect(second.code).toBe(1);
      expect(project.events('s', 'attempt-ended').map((event) => event.outcome)).toEqual([
        { cause: 'exit', code: 7 },
        { cause: 'exit', code: 7 },
      ]);
      expect(project.events('s', 'attempt-planned')).toHaveLength(2);
    });

    it('reads what a keeper of an earlier version wrote, which had the end in a file of its own', async () => {
      const project = new Project({ 's.yaml': WAITING.replace('[a, b]', '[a]').replace('code: "0"', 'code: "7"') });
      const first = project.start(['run', 's.yaml']);
      await project.eventually('s', 'attempt-started', 1);
      await crash(first);
      project.write('go', '');
      await project.hasEnded('s', 'i-a');
      const pid = '.sweep/s/jobs/i-a/1/pid';
      const lines = project.read(pid).split('\n');
      project.write(pid, `${lines.slice(0, 3).join('\n')}\n`);
      project.write('.sweep/s/jobs/i-a/1/exit', lines.slice(3).join('\n'));
      expect(JSON.parse((await project.sweep('status', 's', '--json')).stdout)).toMatchObject({
        jobs: [{ status: 'failed', exit: { cause: 'exit', code: 7 } }],
      });
      expect((await project.sweep('logs', '-f', 'i-a')).code).toBe(7);
      expect((await project.sweep('run', 's.yaml', '--no-failed')).code).toBe(1);
      expect(project.events('s', 'attempt-ended').map((event) => event.outcome)).toEqual([{ cause: 'exit', code: 7 }]);
    });

    it('has nothing left of it once a run finds nothing to do: no open run, and no file in the host folder', async () => {
      const project = new Project({ 's.yaml': `gpus: 1${WAITING.replace('[a, b]', '[a]')}` });
      const first = project.start(['run', 's.yaml', '--gpus', 'virtual:1']);
      await project.eventually('s', 'attempt-started', 1);
      await crash(first);
      project.write('go', '');
      await project.hasEnded('s', 'i-a');
      const keeper = project.events('s', 'attempt-started')[0]?.process.pid ?? 0;
      await until('the keeper to leave', () => !isLiving(keeper));
      expect(await project.sweep('run', 's.yaml', '--gpus', 'virtual:1')).toMatchObject({
        code: 0,
        stdout: 'nothing to do: the only job is fresh\n',
      });
      expect((await project.sweep('status')).stdout).toContain('s: finished after');
      expect(readdirSync(project.hostFolder)).toEqual([]);
    });

    it('goes on after being killed at any instant, with every job done exactly once', async () => {
      const project = new Project({
        's.yaml': 'matrix: {i: {from: 1, count: 12}}\ncommand: echo {{i}} >> done-{{i}}; sleep 0.05\n',
      });
      for (let kills = 0; kills < 6; kills += 1) {
        const runner = project.start(['run', 's.yaml', '--slots', '2']);
        await project.eventually('s', 'attempt-planned', Math.min(12, 2 * kills + 1));
        await crash(runner);
      }
      expect((await project.sweep('run', 's.yaml', '--slots', '2')).code).toBe(0);
      const counts = Array.from(
        { length: 12 },
        (_, index) =>
          project
            .read(`done-${index + 1}`)
            .trim()
            .split('\n').length,
      );
      expect(counts).toEqual(Array.from({ length: 12 }, () => 1));
    });

    it('does a lost attempt again, once', async () => {
      const project = new Project({ 's.yaml': WAITING.replace('[a, b]', '[a]') });
      const first = project.start(['run', 's.yaml']);
      await project.appears('began-a');
      await project.eventually('s', 'attempt-started');
      await crash(first);
      const [started] = project.events('s', 'attempt-started');
      process.kill(-(started?.process.pid ?? 0), 'SIGKILL');
      const inner = Number(project.read('began-a').trim());
      process.kill(inner, 'SIGKILL');
      project.write('go', '');
      expect((await project.sweep('run', 's.yaml')).code).toBe(0);
      expect(project.events('s', 'attempt-ended').map((event) => event.outcome.cause)).toEqual(['lost', 'exit']);
    });

    it('goes on from a journal whose last line is torn', async () => {
      const project = new Project({ 's.yaml': 'command: "true"\n' });
      await project.sweep('run', 's.yaml');
      const path = '.sweep/s/journal.jsonl';
      project.write(path, `${project.read(path)}{"at":"2026-01-01T00:0`);
      const again = await project.sweep('run', 's.yaml', '--fresh');
      expect(again.code).toBe(0);
      expect(project.events('s', 'run-ended')).toHaveLength(2);
    });

    it('names the line of a journal that is damaged in the middle, and what to do', async () => {
      const project = new Project({ 's.yaml': 'command: "true"\n' });
      await project.sweep('run', 's.yaml');
      const path = '.sweep/s/journal.jsonl';
      const lines = project.read(path).split('\n');
      lines[2] = 'damaged';
      project.write(path, lines.join('\n'));
      const again = await project.sweep('run', 's.yaml', '--fresh');
      expect(again.code).toBe(75);
      expect(again.stderr).toContain('journal.jsonl:3: cannot be read');
    });

    it('names the line of a journal that is damaged where it tells the file, and goes on without that line', async () => {
      const project = new Project({ 's.yaml': 'command: "true"\n' });
      await project.sweep('run', 's.yaml');
      const path = '.sweep/s/journal.jsonl';
      const whole = project.read(path);
      project.write(path, whole.replace('"s.yaml"', '"t.yaml"'));
      for (const command of [['status'], ['status', 's.yaml'], ['why', 'main'], ['logs', 'none'], ['resume']]) {
        const refused = await project.sweep(...command);
        expect([refused.code, refused.stderr]).toEqual([
          75,
          expect.stringMatching(/journal\.jsonl:2: cannot be read: it is damaged.* Delete that line to go on/),
        ]);
      }
      project.write(path, whole.split('\n').toSpliced(1, 1).join('\n'));
      expect((await project.sweep('status')).stderr).toContain('give the sweep file to sweep run again');
      expect((await project.sweep('run', 's.yaml')).stdout).toContain('the only job is fresh');
      expect((await project.sweep('status')).stdout).toContain('s: finished');
    });

    it('says what stands in the place of a journal, and waits for no pipe', async () => {
      const project = new Project({ 's.yaml': 'command: "true"\n' });
      await project.sweep('run', 's.yaml');
      rmSync(project.path('.sweep/s/journal.jsonl'));
      spawnSync('mkfifo', [project.path('.sweep/s/journal.jsonl')]);
      for (const command of [['status'], ['status', 's.yaml'], ['why', 'main'], ['logs', 'none'], ['resume']]) {
        const refused = await project.sweep(...command);
        expect([refused.code, refused.stderr]).toEqual([
          75,
          expect.stringMatching(/journal\.jsonl is no plain file: it is a pipe/),
        ]);
      }
    });
  });
});

inLong(() => {
  describe('one runner at a time', () => {
    it('is not taken over unasked: a second one that wants it otherwise exits with 75, and names the owner', async () => {
      const project = new Project({ 's.yaml': WAITING });
      const first = project.start(['run', 's.yaml']);
      await project.appears('began-a');
      const second = await project.sweep('run', 's.yaml', '--fail-fast');
      expect(second.code).toBe(75);
      expect(second.stderr).toContain('s has been running for ');
      expect(second.stderr).toContain(`(pid ${first.child.pid})`);
      project.write('go', '');
      expect((await first.ended).code).toBe(0);
    });

    it('is not stopped by the lock of a dead one', async () => {
      const project = new Project({ 's.yaml': 'command: "true"\n' });
      const first = project.start(['run', 's.yaml']);
      await project.eventually('s', 'run-started');
      await crash(first);
      expect((await project.sweep('run', 's.yaml')).code).toBe(0);
    });
  });
});

describe('asked to stop', () => {
  it('lets running jobs end after one Ctrl-C, starts no other, and exits 130', async () => {
    const project = new Project({ 's.yaml': WAITING });
    const runner = project.start(['run', 's.yaml', '--slots', '1']);
    await project.appears('began-a');
    runner.child.kill('SIGINT');
    await project.eventually('s', 'draining');
    project.write('go', '');
    const { code, stdout } = await runner.ended;
    expect(code).toBe(130);
    expect(stdout).toContain('Ctrl-C');
    expect(project.has('began-b')).toBe(false);
  });

  inLong(() => {
    it('stops running jobs after a second Ctrl-C, and does them again next time', async () => {
      const project = new Project({ 's.yaml': WAITING });
      const runner = project.start(['run', 's.yaml', '--slots', '2']);
      await project.eventually('s', 'attempt-started', 2);
      runner.child.kill('SIGINT');
      await project.eventually('s', 'draining');
      runner.child.kill('SIGINT');
      expect((await runner.ended).code).toBe(130);
      expect(project.events('s', 'attempt-ended').map((event) => event.outcome.cause)).toEqual(['stopped', 'stopped']);
      const plan = JSON.parse((await project.sweep('plan', 's.yaml', '--json')).stdout) as {
        jobs: { state: string }[];
      };
      expect(plan.jobs.map((job) => job.state)).toEqual(['interrupted', 'interrupted']);
      project.write('go', '');
      expect((await project.sweep('run', 's.yaml')).code).toBe(0);
    });

    it('stops running jobs at SIGTERM and exits 143', async () => {
      const project = new Project({ 's.yaml': WAITING });
      const runner = project.start(['run', 's.yaml', '--slots', '2']);
      await project.eventually('s', 'attempt-started', 2);
      runner.child.kill('SIGTERM');
      expect((await runner.ended).code).toBe(143);
      const [started] = project.events('s', 'attempt-started');
      expect(isLiving(started?.process.pid ?? 0)).toBe(false);
    });

    it('goes on when its terminal goes away', async () => {
      const project = new Project({ 's.yaml': WAITING });
      const runner = project.start(['run', 's.yaml', '--slots', '2']);
      await project.eventually('s', 'attempt-started', 2);
      runner.child.kill('SIGHUP');
      project.write('go', '');
      expect((await runner.ended).code).toBe(0);
      expect(project.events('s', 'run-ended')).toMatchObject([{ reason: 'finished' }]);
    });

    it('keeps what it writes to a file when its terminal goes away', async () => {
      const project = new Project({ 's.yaml': WAITING });
      const runner = project.start(['run', 's.yaml', '--slots', '1']);
      await project.appears('began-a');
      runner.child.kill('SIGHUP');
      project.write('go', '');
      expect((await runner.ended).stdout).toContain('2 succeeded');
    });
  });
});

describe('a run folder', () => {
  inLong(() => {
    it('that is deleted during a run ends the run with exit code 75, and it says so', async () => {
      const project = new Project({ 's.yaml': WAITING });
      const runner = project.start(['run', 's.yaml', '--slots', '1']);
      await project.appears('began-a');
      rmSync(project.path('.sweep/s'), { recursive: true });
      project.write('go', '');
      const { code, stderr } = await runner.ended;
      expect(code).toBe(75);
      expect(stderr).toContain('.sweep/s was deleted during the run: nothing more was started');
      expect(project.has('began-b')).toBe(false);
    });

    it('that is moved with its project is followed, and a job that names it by its old path is not started', async () => {
      const project = new Project({
        'before/.git/HEAD': '',
        'before/s.yaml': `
matrix: {i: [a, b, c]}
command: |
  touch began
  until [ -e go ]; do sleep 0.1; done
  echo done {{i}}
rules:
  - {when: {i: c}, command: 'echo x > {{job.dir}}/x'}
`,
      });
      const runner = project.start(['run', 's.yaml', '--slots', '1'], {}, undefined, 'before');
      await project.appears('before/began');
      renameSync(project.path('before'), project.path('after'));
      project.write('after/go', '');
      const { code, stdout, stderr } = await runner.ended;
      const folder = project.path('after', '.sweep', 's');
      expect([code, project.has('before')]).toEqual([1, false]);
      expect(`${stdout}${stderr}`).toContain(
        `the run folder is ${realpathSync(folder)} now, and the run goes on there`,
      );
      for (const job of ['a', 'b'])
        expect(project.read(`after/.sweep/s/jobs/i-${job}/1/out.log`)).toBe(`done ${job}\n`);
      expect(stdout).toContain('2 succeeded');
      expect(stdout).toContain('names it as');
      expect(await project.sweepIn('after', 'run', 's.yaml')).toMatchObject({ code: 0 });
      expect(project.read('after/.sweep/s/jobs/i-c/x')).toBe('x\n');
      expect(readdirSync(project.hostFolder)).toEqual([]);
    });
  });

  it('that cannot be made is no bug: exit code 75, with the reason of the system', async () => {
    const project = new Project({ 's.yaml': 'command: "true"\n', '.sweep': 'a file' });
    const { code, stderr } = await project.sweep('run', 's.yaml');
    expect(code).toBe(75);
    expect(stderr).toMatch(/the run folder .*\.sweep\/s cannot be made: E/);
  });

  inLong(() => {
    it('is not taken by another file of the same name, wherever in the project that is', async () => {
      const project = new Project({ 'one/s.yaml': 'command: echo 1\n', 'two/s.yaml': 'command: echo 2\n' });
      expect((await project.sweep('run', 'one/s.yaml')).code).toBe(0);
      const second = await project.sweep('run', 'two/s.yaml');
      expect(second.code).toBe(2);
      expect(second.stderr).toContain('the name `s` is also that of one/s.yaml');
      expect(second.stderr).toContain('give this one a `name` of its own');
    });

    it('stays with the file that ran though there is a copy beside it, and goes along when the file is renamed', async () => {
      const project = new Project({
        's.yaml': 'name: mine\ncommand: "true"\n',
        'old.yaml': 'name: mine\ncommand: "true"\n',
      });
      const first = await project.sweep('run', 's.yaml');
      expect([first.code, first.stderr]).toEqual([
        0,
        expect.stringContaining('the name `mine` is also that of old.yaml'),
      ]);
      for (const command of ['run', 'resume', 'check', 'plan', 'status']) {
        expect(await project.sweep(command, 's.yaml')).toMatchObject({ code: 0, stderr: '' });
      }
      const taken = 'the name `mine` is also that of s.yaml, whose results are kept under it';
      for (const command of ['check', 'plan']) {
        const stderr = expect.stringContaining(`warning: ${taken}, so \`sweep run\` refuses this file`) as string;
        expect(await project.sweep(command, 'old.yaml')).toMatchObject({ code: 0, stderr });
        expect(await project.sweep(command, 'old.yaml', '--strict')).toMatchObject({ code: 2 });
      }
      expect((await project.sweep('status', 'old.yaml')).stderr).toBe('sweep: old.yaml has not run yet\n');
      expect(await project.sweep('diff', 's.yaml', 'old.yaml')).toMatchObject({ code: 0, stderr: '' });
      expect(await project.sweep('why', 'main', '--sweep', 'old.yaml')).toMatchObject({ code: 0, stderr: '' });
      expect(await project.sweep('run', 'old.yaml')).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(taken) as string,
      });
      rmSync(project.path('old.yaml'));
      renameSync(project.path('s.yaml'), project.path('new.yaml'));
      expect(await project.sweep('run', 'new.yaml')).toEqual({
        code: 0,
        stdout: 'nothing to do: the only job is fresh\n',
        stderr: '',
      });
    });

    it('is found by the sweep file from wherever one is', async () => {
      const project = new Project({ 's.yaml': 'command: "true"\n' });
      await project.sweep('run', 's.yaml');
      const elsewhere = new Project();
      const status = await elsewhere.sweep('status', project.path('s.yaml'));
      expect(status.stdout).toContain('1 succeeded');
    });
  });
});

inLong(() => {
  describe('a run folder that became read-only', () => {
    it('while its last job ran spoils no success, and with nothing to do it stays as it is', async () => {
      const project = new Project({ 's.yaml': 'command: touch began; until [ -e go ]; do sleep 0.1; done\n' });
      // File modes do not bind root.
      const uid = process.geteuid?.() === 0 ? 65_534 : undefined;
      if (uid !== undefined) {
        for (const path of [project.root, project.path('.git'), project.path('s.yaml')]) chownSync(path, uid, uid);
      }
      const hostFolder = mkdtempSync(join(tmpdir(), 'sweep-test-'));
      onTestFinished(() => {
        chmodSync(project.path('.sweep', 's'), 0o700);
        rmSync(hostFolder, { recursive: true });
      });
      chmodSync(hostFolder, 0o1777);
      const env = { HOME: project.root, SWEEP_HOST_DIR: hostFolder };
      const runner = project.start(['run', 's.yaml'], env, uid);
      await project.eventually('s', 'attempt-started', 1);
      chmodSync(project.path('.sweep', 's'), 0o500);
      project.write('go', '');
      expect(await runner.ended).toMatchObject({ code: 0, stderr: '' });
      const again = await project.start(['run', 's.yaml'], env, uid).ended;
      expect(again).toEqual({ code: 0, stdout: 'nothing to do: the only job is fresh\n', stderr: '' });
      const forced = await project.start(['run', 's.yaml', '--fresh'], env, uid).ended;
      expect([forced.code, forced.stderr]).toEqual([
        75,
        expect.stringMatching(/s cannot be written: E[A-Z]+: [a-z ]+$/m),
      ]);
    });
  });
});
