import { lstatSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PlanJson } from '../../src/report/plan/plan.ts';
import { inLong } from '../rig/cases.ts';
import { Project, crash } from '../rig/project.ts';

/** Jobs that wait for a file `go`, one after the other. */
const WAITING = `
matrix: {i: [a, b, c]}
label: "job-{{i}}"
command: |
  touch began-{{i}}
  until [ -e go ]; do sleep 0.1; done
`;

interface Printed {
  readonly version: number;
  readonly request: string;
  readonly runner: boolean;
  readonly jobs: readonly string[];
}

async function ask(project: Project, ...args: readonly string[]): Promise<Printed> {
  const ended = await project.sweep(...args, '--json');
  if (ended.code !== 0) throw new Error(ended.stderr);
  return JSON.parse(ended.stdout) as Printed;
}

async function statuses(project: Project): Promise<Record<string, string>> {
  const { stdout } = await project.sweep('status', 's', '--json');
  const { jobs } = JSON.parse(stdout) as { jobs: { id: string; status: string }[] };
  return Object.fromEntries(jobs.map(({ id, status }) => [id, status]));
}

describe('a run that somebody asks something of', () => {
  it('holds, releases and kills its jobs, each with one line that is in the journal when it is answered', async () => {
    const project = new Project({ 's.yaml': WAITING });
    const run = project.start(['run', 's.yaml', '--slots', '1']);
    await project.appears('began-a');
    expect(await ask(project, 'hold', 'job-b')).toEqual({
      version: 1,
      sweep: 's',
      request: 'hold',
      runner: true,
      jobs: ['i-b'],
    });
    expect(project.events('s', 'jobs-held').map(({ jobs }) => jobs)).toEqual([['i-b']]);
    expect((await ask(project, 'kill', 'i=a')).jobs).toEqual(['i-a']);
    await project.appears('began-c');
    expect((await ask(project, 'release', 'job-*', '--yes')).jobs).toEqual(['i-b']);
    project.write('go', '');
    expect((await run.ended).code).toBe(1);
    expect(project.events('s', 'attempt-planned').map(({ job }) => job)).toEqual(['i-a', 'i-c', 'i-b']);
    expect(project.read('.sweep/s/journal.jsonl')).toMatch(/^\{"journal":"sweep","version":2,/);
  });

  inLong(() => {
    it('retries and reorders its jobs, and why tells which are held', async () => {
      const project = new Project({ 's.yaml': WAITING });
      const run = project.start(['run', 's.yaml', '--slots', '1']);
      await project.appears('began-a');
      await ask(project, 'hold', 'job-b');
      expect((await project.sweep('why', 'job-b')).stdout).toContain('it is held until `sweep release`');
      await ask(project, 'kill', 'i=a');
      await project.appears('began-c');
      expect((await ask(project, 'retry', 'job-a')).jobs).toEqual(['i-a']);
      await ask(project, 'release', 'job-b');
      expect((await ask(project, 'top', 'job-b')).jobs).toEqual(['i-b']);
      expect((await ask(project, 'priority', '7', 'job-a')).jobs).toEqual(['i-a']);
      project.write('go', '');
      expect((await run.ended).code).toBe(0);
      expect(project.events('s', 'attempt-planned').map(({ job }) => job)).toEqual(['i-a', 'i-c', 'i-b', 'i-a']);
    });

    it('ends with 1 when only held jobs are left, and names them', async () => {
      const project = new Project({ 's.yaml': WAITING });
      const run = project.start(['run', 's.yaml', '--slots', '1']);
      await project.appears('began-a');
      await ask(project, 'hold', 'job-b', 'job-c', '--yes');
      project.write('go', '');
      const ended = await run.ended;
      expect(ended.code).toBe(1);
      expect(ended.stdout).toContain('2 jobs, until `sweep release`: job-b, job-c');
      const { jobs } = JSON.parse((await project.sweep('plan', 's.yaml', '--json')).stdout) as PlanJson;
      const why = 'held until `sweep release`';
      expect(jobs.map(({ id, because }) => [id, because])).toEqual([
        ['i-a', null],
        ['i-b', why],
        ['i-c', why],
      ]);
    });

    it('leaves a killed job alone until it is retried', async () => {
      const project = new Project({ 's.yaml': WAITING });
      const run = project.start(['run', 's.yaml', '--slots', '3']);
      await project.appears('began-a');
      await ask(project, 'kill', 'job-a');
      project.write('go', '');
      expect((await run.ended).code).toBe(1);
      const again = await project.sweep('run', 's.yaml');
      expect(again).toMatchObject({ code: 1, stdout: 'nothing to do: 2 of 3 jobs are fresh, and 1 is cancelled\n' });
      expect((await project.sweep('plan', 's.yaml')).stdout).toContain('until `sweep retry`');
      expect(await ask(project, 'retry', 'job-a')).toMatchObject({ runner: false, jobs: ['i-a'] });
      expect((await project.sweep('status', 's')).stdout).toContain('3 jobs: 2 succeeded, 1 to be run\n');
      expect((await project.sweep('run', 's.yaml')).code).toBe(0);
      expect((await project.sweep('why', 'job-a')).stdout).toContain(
        'attempt 2 was made since it was cancelled, and asked for again\n',
      );
    });

    it('that is cancelled stops, and the next one does all of it', async () => {
      const project = new Project({ 's.yaml': WAITING });
      const run = project.start(['run', 's.yaml', '--slots', '3']);
      await project.eventually('s', 'attempt-started', 3);
      expect((await ask(project, 'cancel', 's', '--yes')).jobs).toEqual(['i-a', 'i-b', 'i-c']);
      expect((await run.ended).code).toBe(1);
      project.write('go', '');
      expect((await project.sweep('run', 's.yaml')).code).toBe(0);
    });

    it('is set to other slots and GPUs while it goes on, which `why` and the next jobs go by', async () => {
      const project = new Project({ 's.yaml': `${WAITING}gpus: 1\n` });
      const run = project.start(['run', 's.yaml', '--gpus', 'virtual:2', '--slots', '1']);
      await project.appears('began-a');
      const { stdout } = await project.sweep('set', 's', 'slots=0', 'gpus=1', '--json');
      expect(JSON.parse(stdout)).toEqual({
        ...{ version: 1, sweep: 's', request: 'set', runner: true, jobs: [] },
        ...{ slots: 0, gpus: '1' },
      });
      expect((await project.sweep('why', 'job-b')).stdout).toContain(
        'nothing starts on this host: the run was set to no',
      );
      expect(await project.sweep('set', 'gpus=5')).toMatchObject({
        code: 2,
        stderr: 'sweep: GPU 5 is not on this host, which has GPUs 0, 1\n',
      });
      project.write('go', '');
      await project.eventually('s', 'attempt-ended');
      expect(project.events('s', 'attempt-planned')).toHaveLength(1);
      expect((await project.sweep('set', 'slots=default')).stdout).toBe(
        'set for the run of s: slots=default; what runs now goes on\n',
      );
      expect((await run.ended).code).toBe(0);
      expect(
        project.events('s', 'attempt-planned').map(({ allocation }) => allocation.gpus.map(({ index }) => index)),
      ).toEqual([[0], [1], [1]]);
      expect(await project.sweep('set', 'slots=2')).toMatchObject({
        code: 75,
        stderr: 'sweep: no runner drives s: nothing runs\n',
      });
    });

    it.each([
      [['slots=many'], 'slots=many is no whole number from 0 on, nor `default`'],
      [['gpus=a'], 'gpus= a is no index'],
      [['slotz=1'], '`slotz` cannot be set; did you mean slots?'],
      [['s'], 'say what to set: slots=N or gpus=LIST'],
      [['s', 't', 'slots=1'], 'one sweep at a time: s, t'],
    ])('is not set to what makes no sense: %j', async (words, message) => {
      const ended = await new Project().sweep('set', ...words);
      expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining(message) as string });
    });

    it('asks back where more than one job is concerned, and without a terminal needs --yes', async () => {
      const project = new Project({ 's.yaml': WAITING, go: '' });
      await project.sweep('run', 's.yaml');
      const ended = await project.sweep('hold', 'job-*');
      expect(ended).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('hold 3 jobs of s: job-a, job-b, job-c') as string,
      });
      expect(project.events('s', 'jobs-held')).toEqual([]);
    });
  });
});

inLong(() => {
  describe('without a runner', () => {
    it('a request is noted for the next run, and what makes no sense is refused', async () => {
      const project = new Project({ 's.yaml': WAITING });
      const run = project.start(['run', 's.yaml', '--slots', '1']);
      await project.appears('began-a');
      await crash(run);
      expect(await ask(project, 'hold', 'job-b')).toMatchObject({ runner: false, jobs: ['i-b'] });
      for (const args of [
        ['kill', 'job-c'],
        ['top', 'job-c'],
        ['cancel', 's', '--yes'],
      ]) {
        expect(await project.sweep(...args)).toMatchObject({
          code: 75,
          stderr: 'sweep: no runner drives s: nothing runs\n',
        });
      }
      project.write('go', '');
      expect((await project.sweep('run', 's.yaml')).code).toBe(1);
      expect(await statuses(project)).toEqual({ 'i-a': 'succeeded', 'i-b': 'held', 'i-c': 'succeeded' });
      expect((await project.sweep('release', 'job-b')).stdout).toBe(
        'released: job-b (nothing runs now: it counts for the next run)\n',
      );
      expect((await project.sweep('run', 's.yaml')).code).toBe(0);
    });

    it('the socket of a run that has ended is gone', async () => {
      const project = new Project({ 's.yaml': WAITING });
      const run = project.start(['run', 's.yaml', '--slots', '1']);
      await project.appears('began-a');
      const [lock] = readdirSync(project.path('.sweep/s/lock'));
      const { socket } = JSON.parse(project.read(`.sweep/s/lock/${lock!}`)) as { socket: string };
      expect(lstatSync(socket).isSocket()).toBe(true);
      project.write('go', '');
      await run.ended;
      expect(lstatSync(socket, { throwIfNoEntry: false })).toBeUndefined();
    });
  });
});
