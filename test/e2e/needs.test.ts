import { describe, expect, it } from 'vitest';
import { spawnSync } from 'node:child_process';
import { inLong } from '../rig/cases.ts';
import { Project } from '../rig/project.ts';

/** Trains on each dataset by each rate, and gathers the results of each dataset. */
const SWEEP = `
matrix: { dataset: [a, b], lr: [0.1, 0.2] }
stages:
  train:
    command: echo {{dataset}} {{lr}} > {{job.dir}}/out.txt; test {{lr}} != "$(cat bad 2> /dev/null)"
    produces: ['{{job.dir}}/out.txt']
  gather:
    needs: { stage: train, when: always }
    over: dataset
    command: cat {{needs.train.produces}} > {{dataset}}.txt; cp "$SWEEP_NEEDS" {{dataset}}.json
`;

interface Need {
  readonly id: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly dir: string;
  readonly produces: readonly string[];
  readonly outcome: string | null;
}

function needsIn(project: Project, file: string): readonly Need[] {
  return (JSON.parse(project.read(file)) as { readonly needs: readonly Need[] }).needs;
}

const endsIn = (project: Project, file: string): readonly unknown[] =>
  needsIn(project, file).map(({ params, outcome }) => [params['lr'], outcome]);

describe('an aggregation', () => {
  it('sees what the jobs of its own cell have left', async () => {
    const project = new Project({ 's.yaml': SWEEP, bad: '0.2\n' });
    expect((await project.sweep('run', 's.yaml')).code).toBe(1);
    expect(project.read('b.txt')).toBe('b 0.1\nb 0.2\n');
    expect(endsIn(project, 'b.json')).toEqual([
      [0.1, 'succeeded'],
      [0.2, 'failed'],
    ]);
    const folder = project.path('.sweep/s/jobs/train+dataset-b+lr-0.1');
    expect(needsIn(project, 'b.json')[0]).toMatchObject({ dir: folder, produces: [`${folder}/out.txt`] });
  });

  inLong(() => {
    it('sees nothing of jobs that the sweep has no more', async () => {
      const project = new Project({ 's.yaml': SWEEP, bad: '0.2\n' });
      await project.sweep('run', 's.yaml');
      project.write('s.yaml', SWEEP.replace('[0.1, 0.2]', '[0.1, 0.3]'));
      const { code, stderr } = await project.sweep('run', 's.yaml');
      expect(code, stderr).toBe(0);
      expect(project.read('b.txt')).toBe('b 0.1\nb 0.3\n');
      expect(endsIn(project, 'b.json')).toEqual([
        [0.1, 'succeeded'],
        [0.3, 'succeeded'],
      ]);
    });
  });
});

inLong(() => {
  describe('what a job is told of those that it needs', () => {
    it('is the same in the script of a plan', async () => {
      const project = new Project({ 's.yaml': SWEEP, bad: '0.2\n' });
      await project.sweep('run', 's.yaml');
      const told = ['a', 'b'].map((dataset) => needsIn(project, `${dataset}.json`));
      for (const file of ['a.json', 'b.json']) project.write(file, '');
      project.write('script', (await project.sweep('plan', 's.yaml', '--format', 'sh')).stdout);
      const ended = spawnSync('bash', ['script'], { cwd: project.root, encoding: 'utf8' });
      expect(ended.stderr).toBe('');
      expect(ended.status).toBe(1);
      expect(['a', 'b'].map((dataset) => needsIn(project, `${dataset}.json`))).toEqual(told);
    });

    it('leads out of a copy of the code to results that were written there', async () => {
      const sweep = `snapshot: true\n${SWEEP}`
        .replaceAll('{{job.dir}}/out.txt', 'out/{{dataset}}/{{lr}}.txt')
        .replace(
          'cp "$SWEEP_NEEDS" {{dataset}}.json',
          'cat {{needs.train.produces}} | cmp - {{dataset}}.txt; cp "$SWEEP_NEEDS" "$SWEEP_ROOT/{{dataset}}.json"',
        );
      const project = new Project({ 's.yaml': sweep, 'out/code.py': '' });
      spawnSync('git', ['init', '-q'], { cwd: project.root });
      const { code, stdout } = await project.sweep('run', 's.yaml');
      expect(code, stdout).toBe(0);
      expect(needsIn(project, 'b.json').map(({ produces }) => produces)).toEqual([
        [project.path('out/b/0.1.txt')],
        [project.path('out/b/0.2.txt')],
      ]);
      expect(project.read('out/b/0.2.txt')).toBe('b 0.2\n');
      expect(project.read('b.txt')).toBe('b 0.1\nb 0.2\n');
    });

    it('is told of jobs that were added, too', async () => {
      const project = new Project({ '.sweep-host.yaml': 'slots: 1\n' });
      const add = async (...args: readonly string[]): Promise<string> =>
        (await project.sweep('add', ...args)).stdout.trim();
      const first = await add('exit 3');
      await add('--after', first, 'cp "$SWEEP_NEEDS" told.json');
      await project.eventually('adhoc', 'attempt-ended', 2);
      await project.sweep('cancel', 'adhoc', '--yes');
      expect(needsIn(project, 'told.json')).toMatchObject([{ id: first, params: {}, produces: [], outcome: 'failed' }]);
    });
  });
});
