import { execFileSync } from 'node:child_process';
import { rmSync, utimesSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { StatusJson } from '../../src/report/status/status.ts';
import { crash, Project } from '../rig/project.ts';

async function statusOf(project: Project): Promise<StatusJson['jobs']> {
  return (JSON.parse((await project.sweep('status', 'm', '--json')).stdout) as StatusJson).jobs;
}

describe('the numbers that jobs leave', () => {
  it('are read where the sweep says, and what cannot be read is told beside the job, which has succeeded', async () => {
    const project = new Project({
      'sweep.yaml': String.raw`name: m
matrix: { x: [ok, gone, failed] }
command: |
  mkdir -p out/{{x}}/version_0 out/{{x}}/version_1
  printf 'step,val_acc,loss\n1,0.5,0.3\n2,0.75,0.4\n3,0.25,nan\n' > out/{{x}}/version_1/metrics.csv
  printf '50%%: acc=0.5\r100%%: acc=1e-3\n'
  [ {{x}} = gone ] || echo '{"test": {"acc": NaN}, "best": "b.pt"}' > out/{{x}}/test.json
  [ {{x}} != failed ]
metrics:
  - { file: 'out/{{x}}/version_*/metrics.csv', pick: { max: val_acc } }
  - { file: 'out/{{x}}/test.json' }
  - { log: 'acc={log_acc}' }
`,
      // Both match, and are none of these attempts'.
      'out/ok/version_0/metrics.csv': 'step,val_acc,loss\n1,1,1\n',
      'out/gone/test.json': '{"test": {"acc": 1}}',
    });
    const long = new Date('2020-01-01');
    // What is written now counts as new by the time of its last change, so that it must have been there before.
    utimesSync(project.path('out/ok/version_0/metrics.csv'), long, long);
    const { code, stdout } = await project.sweep('run', 'sweep.yaml');
    expect(code).toBe(1);
    expect(stdout).toContain(
      'gone: metrics: out/gone/test.json is from before this attempt began, and does not count\n',
    );
    const left = { val_acc: 0.75, loss: 0.4, log_acc: 0.001 };
    const [ok, gone, failed] = await statusOf(project);
    expect(ok).toMatchObject({ metrics: { ...left, 'test.acc': 'NaN' }, texts: { best: 'b.pt' } });
    expect(gone).toMatchObject({ status: 'succeeded', metrics: left });
    expect(failed).toMatchObject({ status: 'failed', metrics: { ...left, 'test.acc': 'NaN' } });
    expect(JSON.parse(project.read('.sweep/m/jobs/x-ok/1/curves.json'))).toEqual({
      val_acc: { steps: [1, 2, 3], values: [0.5, 0.75, 0.25] },
      loss: { steps: [1, 2, 3], values: [0.3, 0.4, 'NaN'] },
      log_acc: { steps: [0, 1], values: [0.5, 0.001] },
    });
    expect((await project.sweep('show', 'x-ok')).stdout).toContain('  metrics  val_acc  0.75\n           loss  0.4\n');
    expect((await project.sweep('show', 'x-gone')).stdout).toMatch(
      /^ {2}note +metrics: out\/gone\/test\.json is from/m,
    );
    expect(project.events('m', 'metrics-read')).toHaveLength(3);
  });

  it('are read by the next run of a job that ended while no runner lived', async () => {
    const project = new Project({
      'sweep.yaml': `name: m
command: until [ -e go ]; do sleep 0.1; done; echo acc=0.5
metrics: { log: 'acc={acc}' }
`,
    });
    const run = project.start(['run', 'sweep.yaml']);
    await project.eventually('m', 'attempt-started');
    await crash(run);
    project.write('go', '');
    await project.hasEnded('m', project.events('m', 'attempt-planned')[0]!.job);
    expect((await project.sweep('run', 'sweep.yaml')).code).toBe(0);
    expect((await statusOf(project))[0]).toMatchObject({ status: 'succeeded', metrics: { acc: 0.5 } });
  });

  it('are read of a job that runs in a copy of the code, where it has written them', async () => {
    const project = new Project({
      'sweep.yaml': `name: m
command: |
  mkdir logs && echo '{"acc": 0.5}' > logs/1.json && echo '{"f1": 0.25}' > here.json
metrics: [{ file: 'logs/*.json' }, { file: here.json }]
snapshot: true
`,
    });
    rmSync(project.path('.git'), { recursive: true });
    execFileSync('git', ['init', '-q', project.root]);
    expect((await project.sweep('run', 'sweep.yaml')).code).toBe(0);
    expect((await statusOf(project))[0]).toMatchObject({ status: 'succeeded', metrics: { acc: 0.5, f1: 0.25 } });
  });
});
