import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { inLong, someOf } from '../rig/cases.ts';
import { isSuspended } from '../../src/host/system/process.ts';
import { Project, crash } from '../rig/project.ts';
import { until } from '../rig/until.ts';

const SWEEP = 'command: |\n  echo "$$" > began\n  until [ -e go ]; do sleep 0.1; done\n  exit 4\n';

interface Status {
  readonly runner: object | null;
  readonly jobs: readonly { readonly status: string; readonly exit: object | null }[];
}

async function statusOf(project: Project): Promise<Status> {
  return JSON.parse((await project.sweep('status', 's', '--json')).stdout) as Status;
}

inLong(() => {
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
      const plan = JSON.parse((await project.sweep('plan', 's.yaml', '--json')).stdout) as object;
      expect(plan).toMatchObject({ jobs: [{ state: 'failed', because: 'exit 4' }] });
      expect((await project.sweep('why', 'main')).stdout).toContain('would run (failed: exit 4)');
      expect(listing(project)).toBe(before);
    });
  });

  describe('a sweep of which a part has run, on a host that lacks what the rest needs', () => {
    it('is told of by every command that only looks, and why says what its job lacks', async () => {
      const project = new Project({
        's.yaml': [
          'matrix: {x: [a, b]}',
          'command: echo {{x}}',
          'rules: [{when: {x: b}, env: {DATA: "{{host.data}}"}}]',
          '',
        ].join('\n'),
      });
      expect((await project.sweep('run', 's.yaml', '--only', 'x=a')).code).toBe(0);
      expect((await project.sweep('status', 's')).stdout).toContain('2 jobs: 1 succeeded, 1 not chosen');
      expect((await project.sweep('list', 's')).stdout).toContain('not chosen  b');
      expect((await project.sweep('logs', 'a')).stdout).toBe('a\n');
      expect((await project.sweep('why', 'a')).stdout).toContain('would not run again (fresh)');
      expect((await project.sweep('why', 'b')).stdout).toContain('cannot run here: the host file has no var `data`');
      const all = await project.sweep('run', 's.yaml');
      expect([all.code, all.stderr]).toEqual([2, expect.stringContaining('the host file has no var `data`')]);
    });
  });

  describe('a job of a sweep whose copy gives no plan any more', () => {
    it('is not called unknown by its label: what is wrong with the copy is told', async () => {
      const project = new Project({ 's.yaml': 'matrix: {x: [a]}\ncommand: echo {{x}}\n' });
      await project.sweep('run', 's.yaml');
      project.write('.sweep/s/sweep.yaml', 'matrix: {x: [a]}\ncommando: echo {{x}}\n');
      const byLabel = await project.sweep('logs', 'a');
      expect([byLabel.code, byLabel.stderr]).toEqual([2, expect.stringContaining('`commando`')]);
      expect(byLabel.stderr).not.toContain('no job');
    });
  });

  describe('the status of a run whose runner is suspended', () => {
    it('tells what has ended meanwhile by what the attempts say, and that the runner does not answer', async () => {
      const project = new Project({ 's.yaml': SWEEP });
      const runner = project.start(['run', 's.yaml']);
      await project.appears('began');
      await project.eventually('s', 'attempt-started');
      const pid = runner.child.pid ?? 0;
      runner.child.kill('SIGSTOP');
      await until('the runner to be suspended', () => isSuspended(pid));
      expect(await statusOf(project)).toMatchObject({
        runner: { pid, silent: { seconds: null } },
        jobs: [{ status: 'running' }],
      });
      project.write('go', '');
      await project.hasEnded('s', 'main');
      expect(await statusOf(project)).toMatchObject({
        runner: { pid, silent: { seconds: expect.any(Number) as number } },
        jobs: [{ status: 'failed', exit: { cause: 'exit', code: 4 } }],
      });
      for (const document of [
        ['list', 's', '--json'],
        ['show', 'main', '--json'],
      ]) {
        const { stdout } = await project.sweep(...document);
        expect(JSON.parse(stdout)).toMatchObject({
          runner: { pid, silent: { seconds: expect.any(Number) as number } },
        });
      }
      expect((await project.sweep('status', 's')).stdout).toMatch(
        /s: its runner is suspended and does not answer for .* at least; kill -CONT \d+ lets it go on/,
      );
      runner.child.kill('SIGCONT');
      expect((await runner.ended).code).toBe(1);
      expect(await statusOf(project)).toMatchObject({ runner: null });
    });
  });

  describe('the status of a sweep whose file has changed', () => {
    it('does not repeat the warnings of the copy that ran, as if they were of the file', async () => {
      const project = new Project({ 's.yaml': 'matrix: {a: [x]}\ncommand: bash -c "echo {{a}}"\n' });
      expect((await project.sweep('run', 's.yaml')).stderr).toContain('warning');
      project.write('s.yaml', 'matrix: {a: [x]}\ncommand: echo {{a}}\n');
      expect(await project.sweep('status', 's')).toMatchObject({ code: 0, stderr: '' });
    });
  });

  describe('the status of results that are no longer good', () => {
    const TWO = 'stages:\n  a: {command: echo a, inputs: [data.txt]}\n  b: {command: echo b, needs: [a]}\n';

    interface Stale {
      readonly stale: { readonly count: number; readonly problem: string | null; readonly reasons: readonly object[] };
    }

    async function ran(): Promise<Project> {
      const project = new Project({ 's.yaml': TWO, 'data.txt': 'old\n' });
      expect((await project.sweep('run', 's.yaml')).code).toBe(0);
      return project;
    }

    const staleOf = async (project: Project) =>
      (JSON.parse((await project.sweep('status', 's', '--json')).stdout) as Stale).stale;

    it('names none where nothing has changed', async () => {
      const project = await ran();
      expect(await staleOf(project)).toEqual({ count: 0, problem: null, reasons: [] });
      expect((await project.sweep('status', 's')).stdout).not.toContain('stale');
    });

    it('names none of a run with --set, and judges them by its settings', async () => {
      const project = new Project({ 's.yaml': 'vars: {word: plain}\ncommand: echo {{word}}\n' });
      expect((await project.sweep('run', 's.yaml', '--set', 'vars.word=set')).code).toBe(0);
      expect(await staleOf(project)).toEqual({ count: 0, problem: null, reasons: [] });
      expect((await project.sweep('why', 'main')).stdout).toContain('would not run again (fresh)');
      project.write('s.yaml', 'vars: {word: plain}\ncommand: echo "{{word}}"\n');
      expect(await staleOf(project)).toMatchObject({ count: 1, problem: null });
      expect((await project.sweep('resume')).stdout).toContain('the only job is fresh');
    });

    it('counts them by reason, by the file and its inputs as they are now', async () => {
      const project = await ran();
      project.write('data.txt', 'new\n');
      const { stdout } = await project.sweep('status', 's');
      expect(stdout).toContain(
        [
          'stale  2 results, which a run would make anew',
          '       1: inputs changed (a: inputs changed since: data.txt)',
          '       1: a job that it needs has run since, or is to run (b: a runs again)',
        ].join('\n'),
      );
      project.write('s.yaml', TWO.replace('echo a', 'echo A'));
      expect((await staleOf(project)).reasons[0]).toMatchObject({ reason: 'definition', count: 1 });
      expect((await project.sweep('status', 's', '--format', 'markdown')).stdout).toContain('**Stale**: 2 results');
      await project.sweep('run', 's.yaml');
      expect((await staleOf(project)).count).toBe(0);
    });

    it.each([
      ['is broken', 'matrix: [', 's.yaml has errors now, which sweep check tells'],
      ['has another name', `name: t\n${TWO}`, 's.yaml is of the sweep t now'],
      ['is gone', null, 's.yaml is gone'],
    ])('says in a line that the file %s, and judges by the copy', async (_, text, problem) => {
      const project = await ran();
      if (text === null) rmSync(project.path('s.yaml'));
      else project.write('s.yaml', text);
      project.write('data.txt', 'new\n');
      const { code, stdout, stderr } = await project.sweep('status', 's');
      expect(stdout).toContain(`file   ${problem}: results are judged by the copy that ran last\nstale  2 results`);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(await staleOf(project)).toMatchObject({ count: 2, problem });
    });
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

  inLong(() => {
    it.each(someOf(['plan', 'status']))('is valid by schemas/%s.schema.json', async (command) => {
      const project = new Project({ 's.yaml': SWEEP_WITH_ALL });
      const valid = validator(command);
      const ask = () => project.sweep(command, command === 'plan' ? 's.yaml' : 's', '--json');
      if (command === 'plan') expect(valid((await ask()).stdout)).toBe('');
      await project.sweep('run', 's.yaml', '--gpus', 'virtual:3');
      expect(valid((await ask()).stdout)).toBe('');
      project.write('s.yaml', SWEEP_WITH_ALL.replace('echo, a b', 'echo, c'));
      expect(valid((await ask()).stdout)).toBe('');
    });
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
