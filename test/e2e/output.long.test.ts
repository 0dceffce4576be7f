import { describe, expect, it } from 'vitest';
import { crash, Project } from '../rig/project.ts';
import { until } from '../rig/until.ts';

describe('a job with `split: true`', () => {
  it('has the end of both streams shown when it fails, and `logs` and `show` know both', async () => {
    const project = new Project({
      's.yaml': 'split: true\ncommand: |\n  echo step 1\n  echo step 2\n  echo no such model >&2\n  exit 3\n',
    });
    const run = await project.sweep('run', 's.yaml');
    expect(run.stdout).toContain('| step 2\n        | no such model\n');
    expect(await project.sweep('logs', 'main')).toEqual({
      code: 0,
      stdout: 'step 1\nstep 2\nno such model\n',
      stderr: 'main: what it wrote to stderr\n',
    });
    expect((await project.sweep('logs', 'main', '-n', '1')).stdout).toBe('step 2\nno such model\n');
    expect(await project.sweep('logs', 'main', '--stderr')).toEqual({ code: 0, stdout: 'no such model\n', stderr: '' });
    const out = { code: 0, stdout: 'step 1\nstep 2\n', stderr: '' };
    expect(await project.sweep('logs', 'main', '--stdout')).toEqual(out);
    expect(await project.sweep('logs', 'main', '--stdout', '-f')).toMatchObject({ code: 3, stdout: out.stdout });
    expect((await project.sweep('logs', 'main', '--stdout', '--stderr')).code).toBe(2);
    const shown = await project.sweep('show', 'main', '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({
      definition: { split: true },
      attempts: [
        { error: 'no such model', log: '.sweep/s/jobs/main/1/out.log', stderr: '.sweep/s/jobs/main/1/err.log' },
      ],
    });
    expect((await project.sweep('show', 'main')).stdout).toContain('  stderr   .sweep/s/jobs/main/1/err.log\n');
  });

  it('is followed on both, whole lines of the one and the other', async () => {
    const project = new Project({
      's.yaml': `split: true
command: |
  printf 'half ' >&2
  echo first
  until [ -e go ]; do sleep 0.1; done
  echo a line >&2
  printf last
`,
    });
    const runner = project.start(['run', 's.yaml']);
    await project.eventually('s', 'attempt-started');
    const follower = project.start(['logs', 'main', '-f']);
    await until('the first line', () => follower.output.stdout === 'first\n');
    project.write('go', '');
    const { code, stdout } = await follower.ended;
    expect([code, stdout.length]).toEqual([0, 'first\nhalf a line\nlast'.length]);
    for (const part of ['half a line\n', 'last']) expect(stdout).toContain(part);
    expect((await runner.ended).code).toBe(0);
  });
});

describe('a job with `compress: true`', () => {
  it('has a compressed log when its run has ended, and all commands read it', async () => {
    const project = new Project({
      's.yaml':
        'compress: true\nsplit: true\ncommand: for i in 1 2 3; do echo step $i; done; echo no such model >&2; exit 3\n',
    });
    const run = await project.sweep('run', 's.yaml');
    expect(run.stdout).toContain('| step 3\n        | no such model\n');
    expect(run.stdout).toContain('.sweep/s/jobs/main/1/out.log.gz\n');
    expect(
      ['out.log', 'err.log', 'out.log.gz', 'err.log.gz'].map((name) => project.has(`.sweep/s/jobs/main/1/${name}`)),
    ).toEqual([false, false, true, true]);
    expect((await project.sweep('logs', 'main', '-n', '1')).stdout).toBe('step 3\nno such model\n');
    expect((await project.sweep('logs', 'main', '-f')).stdout).toContain('step 1\nstep 2\nstep 3\n');
    expect(JSON.parse((await project.sweep('show', 'main', '--json')).stdout)).toMatchObject({
      log: '.sweep/s/jobs/main/1/out.log.gz',
      attempts: [{ error: 'no such model', stderr: '.sweep/s/jobs/main/1/err.log.gz' }],
    });
  });

  it('has its logs compressed by the next run, where a runner was killed before, also if nothing else is left to do', async () => {
    const project = new Project({
      's.yaml': 'compress: true\ncommand: touch began; until [ -e go ]; do sleep 0.1; done; echo said\n',
    });
    const runner = project.start(['run', 's.yaml']);
    await project.eventually('s', 'attempt-started');
    await project.appears('began');
    await crash(runner);
    project.write('go', '');
    await project.hasEnded('s', 'main');
    expect(project.has('.sweep/s/jobs/main/1/out.log')).toBe(true);
    const { code, stdout } = await project.sweep('run', 's.yaml');
    expect([code, stdout]).toEqual([0, expect.stringContaining('nothing to do')]);
    expect(project.has('.sweep/s/jobs/main/1/out.log')).toBe(false);
    expect((await project.sweep('logs', 'main')).stdout).toBe('said\n');
  });

  it('has the logs of its earlier attempts compressed by the next run', async () => {
    const project = new Project({ 's.yaml': 'command: echo attempt $SWEEP_ATTEMPT\n' });
    await project.sweep('run', 's.yaml');
    project.write('s.yaml', 'command: echo attempt $SWEEP_ATTEMPT\ncompress: true\n');
    expect((await project.sweep('run', 's.yaml', '--fresh')).code).toBe(0);
    for (const attempt of [1, 2]) {
      expect(project.has(`.sweep/s/jobs/main/${attempt}/out.log`)).toBe(false);
      const { stdout } = await project.sweep('logs', 'main', '--attempt', String(attempt));
      expect(stdout).toBe(`attempt ${attempt}\n`);
    }
  });
});

describe('a run that has ended and still compresses logs', () => {
  it('says so to whoever asks something of it, and leaves the rest to the next run when it is cancelled', async () => {
    const project = new Project({
      's.yaml': 'compress: true\ncommand: truncate -s 60G {{job.dir}}/1/out.log\n',
    });
    const runner = project.start(['run', 's.yaml']);
    await project.eventually('s', 'run-ended');
    const busy = 'sweep: s: the run has ended, and logs are still being compressed: try again when that is done\n';
    for (const [...asked] of [
      ['set', 'slots=1'],
      ['hold', 'main'],
    ])
      expect(await project.sweep(...asked)).toEqual({ code: 75, stdout: '', stderr: busy });
    expect(await project.sweep('cancel', '--yes')).toMatchObject({ code: 0, stdout: 'the run of s is stopping\n' });
    expect((await runner.ended).code).toBe(0);
    expect(project.has('.sweep/s/jobs/main/1/out.log')).toBe(true);
  });
});

describe('a job without `split`', () => {
  it('has no stderr of its own: `logs --stderr` says where that is, and `logs --stdout` that it is in what it prints', async () => {
    const project = new Project({ 's.yaml': 'command: echo x >&2\n' });
    await project.sweep('run', 's.yaml');
    const { code, stdout, stderr } = await project.sweep('logs', 'main', '--stderr');
    expect([code, stdout]).toEqual([75, '']);
    expect(stderr).toMatch(/main has no stderr of its own without `split: true`: it is in .*out\.log/);
    expect(await project.sweep('logs', 'main', '--stdout')).toEqual({
      code: 0,
      stdout: 'x\n',
      stderr: 'main has no stderr of its own without `split: true`: what it wrote there is in this too\n',
    });
  });
});
