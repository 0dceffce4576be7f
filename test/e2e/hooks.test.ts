import { describe, expect, it } from 'vitest';
import { inLong } from '../rig/cases.ts';
import { crash, Project } from '../rig/project.ts';
import { until, written } from '../rig/until.ts';

const TELL = 'echo "$SWEEP_EVENT ${SWEEP_LABEL-run} $SWEEP_OUTCOME" >> told';

function projectOf(lines: readonly string[], files: Readonly<Record<string, string>> = {}): Project {
  return new Project({ 's.yaml': ['name: s', ...lines].map((line) => `${line}\n`).join(''), ...files });
}

function told(project: Project): readonly string[] {
  return project.has('told') ? project.read('told').trimEnd().split('\n') : [];
}

/** Stops the runner of added jobs, and waits until its last hook has told of that. */
async function stop(project: Project): Promise<void> {
  await project.sweep('cancel', 'adhoc', '--yes');
  await until('the end of the run', () => told(project).some((line) => line.startsWith('run_end')));
}

describe('the hooks of a sweep', () => {
  it('are run when jobs and the run have ended, the latter by the process whose last line that was', async () => {
    const project = projectOf([
      'matrix: {x: [good, bad]}',
      'command: "test {{x}} = good"',
      'hooks:',
      `  job_end: ${TELL}`,
      `  job_failed: ${TELL}; exit 9`,
      `  run_end: ${TELL}; ls .sweep/s; false`,
    ]);
    const { code, stdout, stderr } = await project.sweep('run', 's.yaml', '--slots', '1');
    expect(code).toBe(1);
    expect(told(project)).toEqual([
      'job_end good succeeded',
      'job_end bad failed',
      'job_failed bad failed',
      'run_end run failed',
    ]);
    expect(stdout).toMatch(/^hook failed {2}job_failed of bad: exit 9; hooks\.log in the run folder has its output$/m);
    expect(stderr).toContain('the hook run_end failed: exit 1; .sweep/s/hooks.log has its output\n');
    // The lock was gone by then.
    expect(project.read('.sweep/s/hooks.log')).not.toMatch(/^lock$/m);
    expect(project.read('.sweep/s/hooks.log')).toMatch(/^journal\.jsonl$/m);
  });

  inLong(() => {
    it('are run once, though the runner is killed while one runs, and for what ended meanwhile', async () => {
      const project = projectOf([
        'matrix: {x: [a, b]}',
        'command: "until [ -e {{x}} ]; do sleep 0.05; done"',
        `hooks: {job_end: '${TELL}; until [ -e go ]; do sleep 0.05; done'}`,
      ]);
      const run = project.start(['run', 's.yaml', '--slots', '2']);
      await project.eventually('s', 'attempt-started', 2);
      project.write('a', '');
      await written(project.path('told'));
      await crash(run);
      project.write('b', '');
      await project.hasEnded('s', 'x-b');
      project.write('go', '');
      const next = await project.sweep('run', 's.yaml');
      expect(next).toMatchObject({ code: 0 });
      expect(told(project)).toEqual(['job_end a succeeded', 'job_end b succeeded']);
    });

    it('are not run for what has ended before', async () => {
      const project = projectOf(['command: exit 1', `hooks: {job_failed: '${TELL}'}`]);
      for (const again of [[], ['--no-failed']]) expect((await project.sweep('run', 's.yaml', ...again)).code).toBe(1);
      expect(told(project)).toEqual(['job_failed main failed']);
    });

    it('go on with the run that another process takes over, once each', async () => {
      const lines = ['matrix: {x: [a, b]}', 'command: "until [ -e {{x}} ]; do sleep 0.05; done"'];
      const project = projectOf([...lines, `hooks: {job_end: '${TELL}', run_end: '${TELL}'}`]);
      const first = project.start(['run', 's.yaml', '--slots', '2']);
      await project.eventually('s', 'attempt-started', 2);
      project.write('a', '');
      await project.eventually('s', 'hook-started');
      project.write('s.yaml', project.read('s.yaml').replaceAll('told', 'told; echo anew >> anew'));
      const second = project.start(['run', 's.yaml', '--slots', '2', '--yes']);
      await project.eventually('s', 'run-started', 2);
      project.write('b', '');
      expect((await second.ended).code).toBe(0);
      expect((await first.ended).code).toBe(0);
      expect(told(project)).toEqual(['job_end a succeeded', 'job_end b succeeded', 'run_end run succeeded']);
      expect(project.read('anew')).toBe('anew\nanew\n');
    });

    it('tell of an interrupted run, and leave Ctrl-C to whoever waits for the last one', async () => {
      const project = projectOf([
        'command: "touch began; sleep 600"',
        `hooks: {run_end: '${TELL}; until [ -e go ]; do sleep 0.05; done; echo done >> told'}`,
      ]);
      const run = project.start(['run', 's.yaml']);
      await project.appears('began');
      run.child.kill('SIGTERM');
      await written(project.path('told'));
      run.child.kill('SIGINT');
      expect((await run.ended).code).toBe('SIGINT');
      project.write('go', '');
      await until('the end of the hook', () => told(project).length === 2);
      expect(told(project)).toEqual(['run_end run terminated', 'done']);
    });

    it('are checked as commands are, also those of the host file', async () => {
      const project = projectOf(['command: "true"', `hooks: {job_end: 'echo "it'}`], {
        '.sweep-host.yaml': 'hooks: {job_end: "echo {{job.id}}"}\n',
      });
      const { code, stderr } = await project.sweep('check', 's.yaml', '.sweep-host.yaml');
      expect(code).toBe(2);
      expect(stderr).toContain('opens a quote that is never closed');
      expect(stderr).toContain('`{{job.id}}` cannot stand in a hook');
    });
  });
});

inLong(() => {
  describe('the hooks of the host file', () => {
    it('are run for jobs that were added by hand, but for those that a hook has added', async () => {
      const sweep = `"${process.execPath}" "$SWEEP_PROGRAM"`;
      const project = projectOf([], {
        '.sweep-host.yaml': [
          'slots: 1\nhooks:',
          `  job_failed: ${TELL}; ${sweep} add 'echo "$SWEEP_EVENT" > added; exit 4'`,
          `  run_end: ${TELL}`,
        ].join('\n'),
      });
      const { PROGRAM } = await import('../rig/program.ts');
      const env = { SWEEP_PROGRAM: PROGRAM };
      await project.start(['add', 'exit 3'], env).ended;
      await project.eventually('adhoc', 'attempt-ended', 2);
      await project.start(['add', '--label', 'last', 'exit 5'], env).ended;
      await until('the hook of the last', () => told(project).length === 2);
      await project.eventually('adhoc', 'attempt-ended', 4);
      expect(project.read('added')).toBe('job_failed\n');
      expect(project.events('adhoc', 'job-added').flatMap(({ added }) => added.map(({ ofHook }) => ofHook))).toEqual([
        ...[undefined, true, undefined, true],
      ]);
      await stop(project);
      expect(told(project)).toEqual(['job_failed exit 3 failed', 'job_failed last failed', 'run_end run cancelled']);
    });
  });
});
