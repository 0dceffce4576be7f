import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { inLong, someOf } from '../rig/cases.ts';
import { crash, Project, type Ended } from '../rig/project.ts';

/** One job that succeeds, one that fails with 3, one that is skipped. */
const THREE = `
matrix: {i: [a, b, c]}
label: "job-{{i}}"
command: echo {{i}}; [ {{i}} != b ] || exit 3
chain: {over: i, when: success}
`;

function schemaOf(name: string): Record<string, unknown> {
  const path = join(import.meta.dirname, '..', '..', 'schemas', `${name}.schema.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
}

/** Says what is wrong with a document, or nothing. */
function complaints(schema: string, document: string): string {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  const validate = ajv.compile(schemaOf(schema));
  return validate(JSON.parse(document)) ? '' : ajv.errorsText(validate.errors);
}

inLong(() => {
  describe('sweep show', () => {
    it('tells all that is known of a job, with the code that each attempt ran, and is valid by its schema', async () => {
      const project = new Project({ 's.yaml': THREE });
      const git = (...args: string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: project.root });
      rmSync(project.path('.git'), { recursive: true });
      git('init', '-q');
      git('add', 's.yaml');
      git('commit', '-qm', 'first');
      const first = git('rev-parse', 'HEAD').toString().trim();
      await project.sweep('run', 's.yaml');
      git('commit', '-qm', 'second', '--allow-empty');
      const second = git('rev-parse', 'HEAD').toString().trim();
      await project.sweep('run', 's.yaml');
      const { stdout } = await project.sweep('show', 'job-b', '--json');
      expect(complaints('show', stdout)).toBe('');
      expect(JSON.parse(stdout)).toMatchObject({
        id: 'i-b',
        status: 'failed',
        needs: [{ id: 'i-a', when: 'success', status: 'succeeded' }],
        attempts: [
          { attempt: 1, exit: { cause: 'exit', code: 3 }, code: { commit: first, dirty: null } },
          { attempt: 2, log: '.sweep/s/jobs/i-b/2/out.log', code: { commit: second, dirty: null } },
        ],
      });
      const never = (await project.sweep('show', 'job-c', '--json')).stdout;
      expect(complaints('show', never)).toBe('');
      expect((await project.sweep('show', 'job-c')).stdout).toMatch(/^job-c {2}i-c\n {2}skipped for want of job-b\n/);
      expect(await project.sweep('show', 'job-x')).toMatchObject({ code: 2 });
    });
  });
});

describe('sweep list', () => {
  inLong(() => {
    it('shows the jobs of a sweep that are asked for, as a table, as JSON that is valid by its schema, and as lines of fields', async () => {
      const project = new Project({ 's.yaml': THREE });
      expect((await project.sweep('list')).stdout).toBe('no sweep has run here yet\n');
      await project.sweep('run', 's.yaml');
      const table = (await project.sweep('list', 's')).stdout.split('\n');
      expect(table.map((line) => line.split(/ +/).slice(0, 2).join(' '))).toEqual([
        's: 3',
        'state job',
        'succeeded job-a',
        'failed job-b',
        'skipped job-c',
        '',
      ]);
      const json = (await project.sweep('list', 's', '--failed', '--json')).stdout;
      expect(complaints('list', json)).toBe('');
      expect(JSON.parse(json)).toMatchObject({ jobs: [{ id: 'i-b', exit: { cause: 'exit', code: 3 } }] });
      const tsv = (await project.sweep('list', '--skip', 'i=b', '--format', 'tsv')).stdout.trimEnd().split('\n');
      expect(tsv.map((line) => line.split('\t').slice(0, 4))).toEqual([
        ['sweep', 'id', 'label', 'status'],
        ['s', 'i-a', 'job-a', 'succeeded'],
        ['s', 'i-c', 'job-c', 'skipped'],
      ]);
      expect(await project.sweep('list', 's', '--only', 'i=d')).toMatchObject({ code: 2 });
      expect(await project.sweep('list', 't')).toMatchObject({ code: 2 });
    });
  });

  it('tells of a job what the status does: their schemas are the same in that', () => {
    const jobOf = (name: string) => (schemaOf(name)['$defs'] as { job: { properties: object } }).job.properties;
    expect(jobOf('status')).toMatchObject(jobOf('list'));
    expect(jobOf('wait')).toEqual(jobOf('list'));
    expect(schemaOf('show')['properties']).toMatchObject(jobOf('list'));
  });
});

describe('sweep wait', () => {
  /** A job that fails with 3 and then with 4, one that succeeds, one that is killed when its time is over. */
  const SWEEP = `
matrix: {i: [bad, good, slow]}
label: "{{i}}"
command: |
  until [ -e go ]; do sleep 0.1; done
  case {{i}} in bad) exit $((2 + SWEEP_ATTEMPT));; slow) sleep 1000;; esac
retry: 1
rules:
  - {when: {i: slow}, timeout: 0.1s, retry: 0}
`;

  it('blocks until one job has ended for good and exits as it did, or several, or the run', async () => {
    const project = new Project({ 's.yaml': SWEEP });
    const run = project.start(['run', 's.yaml', '--slots', '2']);
    await project.eventually('s', 'attempt-started', 2);
    const late = await project.sweep('wait', 'bad', '--timeout', '0.1s', '--json');
    expect(late.code).toBe(124);
    expect(complaints('wait', late.stdout)).toBe('');
    expect(JSON.parse(late.stdout)).toMatchObject({ end: 'timeout', exit: 124, jobs: [{ id: 'i-bad' }] });
    const bad = expect.stringMatching(/^bad: failed, exit 4 after /) as string;
    const waits = someOf<readonly [words: readonly string[], end: Partial<Ended>]>(
      [
        [['bad'], { code: 4, stderr: bad }],
        [['s', 'slow'], { code: 124 }],
        [['--only', 'i=good,bad'], { code: 1 }],
        [['s'], { code: 1 }],
        [['good'], { code: 0, stdout: '', stderr: '' }],
      ],
      0,
      3,
    ).map(([words, end]) => [project.start(['wait', ...words]), end] as const);
    project.write('go', '');
    for (const [wait, end] of waits) expect(await wait.ended).toMatchObject(end);
    expect((await run.ended).code).toBe(1);
    expect(await project.sweep('wait', 'baad')).toMatchObject({
      code: 2,
      stderr: 'sweep: no job `baad` here; did you mean bad?\n',
    });
  });

  inLong(() => {
    it('names the sweep that is likely meant by a word that is neither a sweep nor a job', async () => {
      const project = new Project({ 'beam.yaml': 'command: echo\n' });
      await project.sweep('run', 'beam.yaml');
      expect(await project.sweep('wait', 'baem')).toMatchObject({
        code: 2,
        stderr: 'sweep: no sweep and no job `baem` here; did you mean beam?\n',
      });
    });

    it('gives up where no runner is there for ten seconds', async () => {
      const project = new Project({ 's.yaml': SWEEP });
      const run = project.start(['run', 's.yaml', '--slots', '1']);
      await project.eventually('s', 'attempt-started');
      await crash(run);
      const waits = [['s'], ['good']].map((words) => project.start(['wait', ...words]));
      for (const wait of waits) {
        expect(await wait.ended).toMatchObject({ code: 75, stderr: 'no runner drives s: run it again\n' });
      }
      project.write('go', '');
    });
  });
});

inLong(() => {
  describe('sweep rerun', () => {
    it('without a runner counts for the next run, which does those jobs again and no others', async () => {
      const project = new Project({ 's.yaml': 'matrix: {i: [a, b]}\ncommand: echo {{i}}\n' });
      await project.sweep('run', 's.yaml');
      expect(await project.sweep('rerun', 'i=a')).toMatchObject({
        code: 0,
        stdout: 'to run again: a (nothing runs now: it counts for the next run)\n',
      });
      expect((await project.sweep('plan', 's.yaml')).stdout).toContain('stale  asked for by `sweep rerun`');
      expect((await project.sweep('wait', 'a', '--timeout', '0.1s')).code).toBe(124);
      const followed = await project.sweep('logs', '-f', 'a');
      expect(followed.code).toBe(1);
      expect(followed.stderr).toContain('somebody has asked for it again, and nothing is there that would start it');
      expect((await project.sweep('wait', 'b')).code).toBe(0);
      expect((await project.sweep('run', 's.yaml')).code).toBe(0);
      expect(project.events('s', 'attempt-planned').map(({ job }) => job)).toEqual(['i-a', 'i-b', 'i-a']);
      expect((await project.sweep('wait', 'a')).code).toBe(0);
      expect((await project.sweep('run', 's.yaml')).stdout).toBe('nothing to do: 2 of 2 jobs are fresh\n');
    });
  });
});
