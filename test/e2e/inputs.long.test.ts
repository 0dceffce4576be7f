import { describe, expect, it } from 'vitest';
import { Project } from '../rig/project.ts';

/** Two jobs, one after the other, of which the first waits for a file `go`. */
const SWEEP = `name: made
matrix: { job: [first, second] }
inputs: [src/train.sh]
command: '{ [ {{job}} = second ] || until [ -e go ]; do sleep 0.1; done; sh src/train.sh; } > {{job}}.txt'
produces: ['{{job}}.txt']
`;

function project(): Project {
  return new Project({ 'sweep.yaml': SWEEP, 'src/train.sh': 'echo good\n' });
}

describe('an input that is edited during a run and changed back', () => {
  it('leaves the result that was made meanwhile stale, and the run says which input it is', async () => {
    const files = project();
    const run = files.start(['run', 'sweep.yaml', '--slots', '1']);
    await files.eventually('made', 'attempt-started');
    files.write('src/train.sh', 'echo wrong\n');
    files.write('go', '');
    const { code, stdout } = await run.ended;
    expect(code).toBe(0);
    expect(stdout.match(/src\/train\.sh changed since the run began/g)).toHaveLength(1);
    files.write('src/train.sh', 'echo good\n');
    expect(files.read('second.txt')).toBe('wrong\n');

    const plan = await files.sweep('plan', 'sweep.yaml');
    expect(plan.stdout).toContain('stale  inputs changed since: src/train.sh');
    expect(plan.stdout).toContain('2 jobs, 1 stale, 1 fresh');
    expect((await files.sweep('why', 'second')).stdout).toContain('inputs changed since: src/train.sh');
    expect((await files.sweep('status')).stdout).toContain('2 succeeded');

    expect((await files.sweep('run', 'sweep.yaml')).code).toBe(0);
    expect(files.events('made', 'attempt-planned').map(({ job }) => job)).toEqual([
      'job-first',
      'job-second',
      'job-second',
    ]);
    expect(files.read('second.txt')).toBe('good\n');
    expect((await files.sweep('run', 'sweep.yaml')).stdout).toContain('nothing to do');
  });
});

it('a large input that a job before made is read before the next starts, and then known', async () => {
  const files = new Project({
    'sweep.yaml': `name: large
stages:
  make: { command: 'head -c 30000000 /dev/zero > model.pt', produces: [model.pt] }
  use: { needs: make, inputs: [model.pt], command: wc -c < model.pt > size.txt }
`,
  });
  expect((await files.sweep('run', 'sweep.yaml')).code).toBe(0);
  const used = files.events('large', 'attempt-planned').at(-1);
  expect(used?.inputs).toEqual([{ name: 'model.pt', digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string }]);
  expect((await files.sweep('plan', 'sweep.yaml')).stdout).toContain('2 jobs, 2 fresh');
  files.write('model.pt', 'other');
  expect((await files.sweep('plan', 'sweep.yaml')).stdout).toContain('inputs changed since: model.pt');
});
