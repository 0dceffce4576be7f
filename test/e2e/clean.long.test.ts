import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { Project } from '../rig/project.ts';

/** What is wrong with a document of `sweep clean --json`, or nothing. */
function complaints(document: string): string {
  const path = join(import.meta.dirname, '..', '..', 'schemas', 'clean.schema.json');
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')) as object);
  return validate(JSON.parse(document)) ? '' : ajv.errorsText(validate.errors);
}

const sweepOf = (values: string): string => `
matrix: {i: ${values}}
command: |
  echo {{i}}
  [ "$SWEEP_ATTEMPT" = 2 ]
retry: 1
`;

describe('sweep clean', () => {
  it('removes old attempts and jobs that have left the sweep, once it is told to; nothing that a result, a job or a link needs', async () => {
    const project = new Project({ 's.yaml': sweepOf('[a, gone]'), 'precious/file': 'x' });
    await project.sweep('run', 's.yaml');
    symlinkSync(project.path('precious'), project.path('.sweep/s/jobs/i-a/1/link'));
    // A job may keep folders of its own that are named like attempts.
    mkdirSync(project.path('.sweep/s/jobs/i-a/7'));
    project.write('s.yaml', sweepOf('[a]'));
    await project.sweep('run', 's.yaml');
    const asked = await project.sweep('clean', 's');
    expect(asked).toMatchObject({ code: 2, stdout: '' });
    expect(asked.stderr).toMatch(/ {2}1 old attempt \(.*\): i-a\n {2}1 job that has left the sweep \(.*\): i-gone\n/);
    expect(project.has('.sweep/s/jobs/i-a/1')).toBe(true);
    const { code, stdout } = await project.sweep('clean', '--yes', '--logs', '--json');
    expect([code, complaints(stdout)]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      removed: true,
      sweeps: [
        { attempts: [{ job: 'i-a', attempt: 1 }], orphans: [{ job: 'i-gone' }], logs: [{ job: 'i-a', attempt: 2 }] },
      ],
    });
    const there = ['i-a/1', 'i-gone', 'i-a/2/out.log', 'i-a/2/run.sh', 'i-a/7'].filter((path) =>
      project.has(`.sweep/s/jobs/${path}`),
    );
    expect(there).toEqual(['i-a/2/run.sh', 'i-a/7']);
    expect(project.read('precious/file')).toBe('x');
    expect((await project.sweep('run', 's.yaml')).stdout).toBe('nothing to do: the only job is fresh\n');
    expect((await project.sweep('clean', 's')).stdout).toBe('nothing to clean up\n');
  });
});
