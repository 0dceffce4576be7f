import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { Project, crash } from '../rig/project.ts';

const SWEEP = 'command: |\n  echo "$$" > began\n  until [ -e go ]; do sleep 0.1; done\n  exit 4\n';

interface Status {
  readonly runner: object | null;
  readonly jobs: readonly { readonly status: string; readonly exit: object | null }[];
}

async function statusOf(project: Project): Promise<Status> {
  return JSON.parse((await project.sweep('status', 's', '--json')).stdout) as Status;
}

describe('the status of a run without a runner', () => {
  it('tells what still runs, and then how it ended, and writes nothing', async () => {
    const project = new Project({ 's.yaml': SWEEP });
    const runner = project.start(['run', 's.yaml']);
    await project.appears('began');
    await project.eventually('s', 'attempt-started');
    await crash(runner);
    expect(await statusOf(project)).toMatchObject({ runner: null, jobs: [{ status: 'running' }] });
    project.write('go', '');
    await project.hasEnded('s', 'main');
    const before = listing(project);
    expect(await statusOf(project)).toMatchObject({
      runner: null,
      jobs: [{ status: 'failed', exit: { cause: 'exit', code: 4 } }],
    });
    expect(listing(project)).toBe(before);
  });
});

describe('the status of a sweep whose file has changed', () => {
  it('does not repeat the warnings of the copy that ran, as if they were of the file', async () => {
    const project = new Project({ 's.yaml': 'matrix: {a: [1]}\ncommand: bash -c "echo {{a}}"\n' });
    expect((await project.sweep('run', 's.yaml')).stderr).toContain('warning');
    project.write('s.yaml', 'matrix: {a: [1]}\ncommand: echo {{a}}\n');
    expect(await project.sweep('status', 's')).toMatchObject({ code: 0, stderr: '' });
  });
});

/** Every file of the run folder with its size and its time. */
function listing(project: Project): string {
  return spawnSync('ls', ['-lR', '--time-style=full-iso', project.path('.sweep')]).stdout.toString();
}

describe('what programs are told', () => {
  const SWEEP_WITH_ALL = `
matrix: {mode: [good, bad, slow], seed: [1, 2]}
command: |
  case {{mode}} in bad) exit 3 ;; slow) sleep 60 ;; esac
timeout: 1h
gpus: 1
chain: seed
rules:
  - {when: {mode: slow}, timeout: 1s}
  - {when: {mode: good, seed: 2}, command: [echo, a b]}
`;

  it.each(['plan', 'status'])('is valid by schemas/%s.schema.json', async (command) => {
    const project = new Project({ 's.yaml': SWEEP_WITH_ALL });
    const valid = validator(command);
    const ask = () => project.sweep(command, command === 'plan' ? 's.yaml' : 's', '--json');
    if (command === 'plan') expect(valid((await ask()).stdout)).toBe('');
    await project.sweep('run', 's.yaml', '--gpus', 'virtual:3');
    expect(valid((await ask()).stdout)).toBe('');
  });

  it('is refused by the schemas when a field is missing', () => {
    expect(validator('plan')('{"version":1,"sweep":"s","jobs":[]}')).toContain('orphaned');
    expect(validator('status')('{"version":1,"sweep":"s","jobs":[]}')).toContain('counts');
  });
});

/** Says what is wrong with a document, or nothing. */
function validator(name: string): (document: string) => string {
  const schema = join(import.meta.dirname, '..', '..', 'schemas', `${name}.schema.json`);
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
  return (document) => (validate(JSON.parse(document)) ? '' : ajv.errorsText(validate.errors));
}
