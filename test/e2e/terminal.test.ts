import { spawn } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inLong, someOf } from '../rig/cases.ts';
import { PROGRAM } from '../rig/program.ts';
import { Project } from '../rig/project.ts';
import { Terminal } from '../rig/terminal.ts';
import { until, written } from '../rig/until.ts';

const JOBS = `
matrix: {i: [bad, a, b, c]}
command: |
  test {{i}} != bad || exit 3
  until [ -e go ]; do sleep 0.1; done
gpus: 1
`;

const GATED = `
matrix: {i: [1, 2, 3]}
command: until [ -e go.{{i}} ]; do sleep 0.1; done
`;

describe('on a terminal', () => {
  it('shows how far a run is, what runs on which GPU and what failed last, and ends with a summary', async () => {
    const project = new Project({ 's.yaml': JOBS });
    const terminal = new Terminal(project.root, project.hostFolder);
    terminal.type(`node ${PROGRAM} run s.yaml --gpus virtual:2; echo "code $?"`);
    const screen = await terminal.shows('1 failed');
    expect(screen).toContain('1/4');
    expect(screen).toMatch(/gpu 0 .* b\b/);
    expect(screen).toMatch(/gpu 1 .* a\b/);
    expect(screen).toMatch(/failed +bad: exit 3/);
    expect(screen).toContain('.sweep/s/jobs/i-bad/1/out.log');
    project.write('go', '');
    const end = await terminal.shows('code 1');
    expect(end).toContain('3 succeeded, 1 failed');
    expect(end).not.toContain('gpu 0 ');
  });

  inLong(() => {
    it('says after Ctrl-C what still runs and what a second one does', async () => {
      const project = new Project({ 's.yaml': JOBS });
      const terminal = new Terminal(project.root, project.hostFolder);
      terminal.type(`node ${PROGRAM} run s.yaml --gpus virtual:2; echo "code $?"`);
      await terminal.shows('1/4');
      terminal.press('C-c');
      await terminal.shows('waiting for 2 running jobs; Ctrl-C again stops them');
      terminal.press('C-c');
      expect(await terminal.shows('code 130')).toContain('2 interrupted');
    });
  });

  inLong(() => {
    it('goes on without a view when the terminal is closed, and comes to its end', async () => {
      const project = new Project({ 's.yaml': JOBS });
      const terminal = new Terminal(project.root, project.hostFolder);
      terminal.type(`node ${PROGRAM} run s.yaml --gpus virtual:2`);
      await project.eventually('s', 'attempt-started', 3);
      terminal.close();
      project.write('go', '');
      await project.eventually('s', 'run-ended');
      expect(project.events('s', 'run-ended')).toMatchObject([{ reason: 'finished' }]);
      expect(project.events('s', 'attempt-ended')).toHaveLength(4);
    });

    it('goes on while the terminal takes no output, and shows how far it is when that takes some again', async () => {
      const project = new Project({ 's.yaml': GATED });
      const terminal = new Terminal(project.root, project.hostFolder);
      terminal.type(`node ${PROGRAM} run s.yaml --slots 1; echo "code $?"`);
      await terminal.shows('0/3');
      terminal.press('C-s');
      project.write('go.1', '');
      project.write('go.2', '');
      await project.eventually('s', 'attempt-ended', 2);
      terminal.press('C-q');
      await terminal.shows('2/3');
      project.write('go.3', '');
      expect(await terminal.shows('code 0')).toContain('3 succeeded');
    });

    it('fits into the terminal, whatever its size becomes, and leaves nothing in what people scroll back to', async () => {
      const jobs = 24;
      const project = new Project({
        's.yaml': `
matrix: {i: {from: 1, to: ${jobs}}}
command: until [ -e go.{{i}} ]; do sleep 0.02; done
gpus: 1
`,
      });
      const terminal = new Terminal(project.root, project.hostFolder);
      terminal.type(`node ${PROGRAM} run s.yaml --gpus virtual:${jobs}; echo "code $?"`);
      await terminal.shows(`${jobs} running`);
      const release = async (job: number) => {
        project.write(`go.${job}`, '');
        await terminal.shows(`${job}/${jobs}`);
      };
      const framesLeft = () => terminal.history().match(/gpu 1 /g)?.length ?? 0;
      for (let job = 1; job <= 6; job += 1) await release(job);
      expect(framesLeft()).toBeLessThanOrEqual(1);
      terminal.resize(70, 16);
      await until('the view in the smaller window', () => {
        const lines = terminal.screen().split('\n');
        return (
          (lines[0] ?? '').startsWith('s  ') &&
          /^gpu .*jobs: /.test(lines[13] ?? '') &&
          (lines[14] ?? '').startsWith('? help')
        );
      });
      const before = framesLeft();
      for (let job = 7; job <= 10; job += 1) await release(job);
      expect(framesLeft()).toBeLessThanOrEqual(before + 1);
      for (let job = 11; job <= jobs; job += 1) project.write(`go.${job}`, '');
      await terminal.shows('code 0');
    });

    it.each([
      ['SIGTERM', '143'],
      ['the end of the run', '0'],
    ])('ends at %s though the terminal takes no output', async (what, code) => {
      const project = new Project({ 's.yaml': GATED });
      const terminal = new Terminal(project.root, project.hostFolder);
      terminal.type(`(echo $BASHPID > pid; exec node ${PROGRAM} run s.yaml --slots 1); echo $? > code`);
      await terminal.shows('0/3');
      terminal.press('C-s');
      project.write('go.1', '');
      await project.eventually('s', 'attempt-started', 2);
      if (what === 'SIGTERM') process.kill(Number(await written(project.path('pid'))), 'SIGTERM');
      else for (const job of [2, 3]) project.write(`go.${job}`, '');
      expect(await written(project.path('code'))).toBe(`${code}\n`);
      expect(project.events('s', 'run-ended')).toHaveLength(1);
    });
  });
});

inLong(() => {
  describe('into a pipe of which nobody reads', () => {
    it.each(
      someOf<readonly [string, readonly string[], string]>([
        ['goes on to its end', [], '0'],
        ['stops at SIGTERM', ['--json'], '143'],
      ]),
    )('a run %s', async (_, options, code) => {
      const project = new Project({ 's.yaml': GATED });
      const run = `node ${PROGRAM} run s.yaml --slots 1 ${options.join(' ')} & echo $! > pid; wait $!; echo $? > code`;
      // As much as a pipe holds is in it already.
      const fill = 'dd if=/dev/zero bs=4096 count=1024 oflag=nonblock';
      const reader = spawn('bash', ['-c', `{ ${fill}; ${run}; } | sleep infinity`], {
        cwd: project.root,
        env: { ...process.env, ...project.environment },
        stdio: 'ignore',
        detached: true,
      });
      onTestFinished(() => void process.kill(-(reader.pid ?? 0), 'SIGKILL'));
      project.write('go.1', '');
      project.write('go.2', '');
      await project.eventually('s', 'attempt-started', 3);
      if (code === '143') process.kill(Number(await written(project.path('pid'))), 'SIGTERM');
      else project.write('go.3', '');
      expect(await written(project.path('code'))).toBe(`${code}\n`);
      expect(project.events('s', 'run-ended')).toHaveLength(1);
    });
  });
});
