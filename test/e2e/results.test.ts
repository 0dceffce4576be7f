import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inLong } from '../rig/cases.ts';
import { Project } from '../rig/project.ts';

const SWEEP = `
name: beam
matrix: { method: [greedy, beam], seed: [1, 2, 3] }
command: |
  echo acc=0.{{seed}}
  test {{method}}-{{seed}} != beam-3
metrics: { log: 'acc={acc}' }
goals: { acc: max }
`;

it('shows what jobs have left as a table, and as JSON that is valid by its schema', async () => {
  const project = new Project({ 'beam.yaml': SWEEP });
  expect((await project.sweep('run', 'beam.yaml', '--slots', '2', '--gpus', 'none')).code).toBe(1);

  const table = await project.sweep('results');
  expect(table).toEqual({
    code: 0,
    stdout: [
      'mean ± sd over 3 seeds',
      'method    n/N        acc ↑',
      'greedy    3/3  0.20 ± 0.10',
      'beam    2/3 a  0.15 ± 0.07',
      'a  1 job has failed',
      '',
    ].join('\n'),
    stderr: '',
  });

  const { stdout } = await project.sweep('results', 'beam', '--json', '--only', 'method=beam');
  const schema = readFileSync(join(import.meta.dirname, '../../schemas/results.schema.json'), 'utf8');
  const ajv = new Ajv2020({ allowUnionTypes: true });
  const validate = ajv.compile(JSON.parse(schema) as object);
  validate(JSON.parse(stdout));
  expect(validate.errors).toBeNull();
  const { results } = JSON.parse(stdout) as { results: { state: string; value: number }[] };
  expect(results.map(({ state, value }) => [state, value])).toEqual([
    ['fresh', 0.1],
    ['fresh', 0.2],
    ['failed', 0.3],
  ]);
});

inLong(() => {
  it('refuses an unknown name, with those that there are', async () => {
    const project = new Project({ 'beam.yaml': SWEEP });
    await project.sweep('run', 'beam.yaml', '--gpus', 'none');
    const refused = await project.sweep('results', 'beam', '--by', 'metod', '--sort', 'loss');
    expect(refused).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'sweep: --by metod: there is no axis `metod`; did you mean `method`?\n--sort loss: there is no metric `loss`; known: acc\n',
    });
  });
});
