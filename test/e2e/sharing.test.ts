import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cases, inLong } from '../rig/cases.ts';
import { HostOfRuns } from '../rig/host-of-runs.ts';
import { Project, crash, type Running } from '../rig/project.ts';
import { until } from '../rig/until.ts';

/** A job that fails when another job has one of its GPUs at the same time. */
const EXCLUSIVE = (name: string, jobs: number, gpus: number): string => `name: ${name}
matrix: {n: {from: 1, count: ${jobs}}}
command: |
  for gpu in \${CUDA_VISIBLE_DEVICES//,/ }; do mkdir "$MARKS/gpu-$gpu"; done
  sleep 0.0$((RANDOM % 6))
  for gpu in \${CUDA_VISIBLE_DEVICES//,/ }; do rmdir "$MARKS/gpu-$gpu"; done
  echo ${name} {{n}} >> "$MARKS/log"
gpus: ${gpus}
`;

/** A job that says that it has begun, and waits until it may end. */
const WAITING = (name: string, keys = ''): string => `name: ${name}
command: |
  echo ${name} >> "$MARKS/log"
  until [ -e "$MARKS/go-${name}" ]; do sleep 0.1; done
gpus: 1
${keys}`;

describe('runs on one host', () => {
  inLong(() => {
    it('never share a whole GPU, whoever wants how many, and bring all their jobs to the end', async () => {
      const host = new HostOfRuns();
      const [narrow, wide] = [cases(40), cases(20)];
      const runs = [EXCLUSIVE('a', narrow, 1), EXCLUSIVE('b', wide, 2), EXCLUSIVE('c', narrow, 1)].map((sweep) =>
        host.run(host.project(sweep), 2),
      );
      const ends = await Promise.all(runs.map((run) => run.ended));
      expect(ends.map(({ code, stdout }) => (code === 0 ? 0 : stdout))).toEqual([0, 0, 0]);
      expect(host.log()).toHaveLength(narrow + wide + narrow);
    });
  });

  inLong(() => {
    it('start by the order of their submission', async () => {
      const host = new HostOfRuns();
      const names = ['first', 'second', 'third'];
      const runs: Running[] = [];
      for (const [at, name] of names.entries()) {
        runs.push(host.run(host.project(WAITING(name)), 1));
        if (at === 0) await until('the first job', () => host.log().length === 1);
        else await host.wanting(at);
      }
      for (const name of names) host.mark(`go-${name}`);
      await Promise.all(runs.map((run) => run.ended));
      expect(host.log()).toEqual(names);
    });

    it('start by priority before that', async () => {
      const host = new HostOfRuns();
      const holder = host.run(host.project(WAITING('holder')), 1);
      await until('the first job', () => host.log().length === 1);
      const low = host.run(host.project(WAITING('low')), 1);
      await host.wanting(1);
      const high = host.run(host.project(WAITING('high', 'priority: 5\n')), 1);
      await host.wanting(2);
      for (const name of ['holder', 'low', 'high']) host.mark(`go-${name}`);
      await Promise.all([holder, low, high].map((run) => run.ended));
      expect(host.log()).toEqual(['holder', 'high', 'low']);
    });
  });

  it('leave the GPUs of living jobs alone after kill -9 of their runner, and take them when the jobs have ended', async () => {
    const host = new HostOfRuns();
    const project = host.project(WAITING('orphan'));
    const killed = host.run(project, 1);
    await until('the first job', () => host.log().length === 1);
    await project.eventually('orphan', 'attempt-started');
    await crash(killed);
    const other = host.project(WAITING('other'));
    const waits = host.run(other, 1);
    await host.wanting(1);
    const why = await other.start(['why', 'main', '--sweep', 'other'], host.environment).ended;
    expect(why.stdout).toContain('gpu 0: held by main (orphan of ');
    host.mark('go-orphan');
    host.mark('go-other');
    expect((await waits.ended).code).toBe(0);
    expect(host.log()).toEqual(['orphan', 'other']);
  });

  inLong(() => {
    it.each([
      ['slots', 'slots: 1'],
      ['memory', 'memory: 1GiB'],
      ['named resources', 'resources: {license: 1}'],
    ])('hand out %s by the same order, and say who holds them', async (_, keys) => {
      const host = new HostOfRuns();
      const job = (name: string) => WAITING(name, `${keys}\n`).replace('gpus: 1\n', '');
      const file = { '.sweep-host.yaml': 'slots: 1\nmemory: 1GiB\nresources: {license: 1}\n' };
      const runs: Running[] = [];
      const projects = ['first', 'second', 'third'].map((name) => new Project({ ...file, 's.yaml': job(name) }));
      for (const [at, project] of projects.entries()) {
        runs.push(host.run(project, 1));
        if (at === 0) await until('the first job', () => host.log().length === 1);
        else await host.wanting(at);
      }
      const why = await projects[2]!.start(['why', 'main', '--sweep', 'third'], host.environment).ended;
      expect(why.stdout).toContain('held by main (first of ');
      for (const name of ['first', 'second', 'third']) host.mark(`go-${name}`);
      expect((await Promise.all(runs.map((run) => run.ended))).map(({ code }) => code)).toEqual([0, 0, 0]);
      expect(host.log()).toEqual(['first', 'second', 'third']);
    });

    it('go by one number of slots, however many each is told to take', async () => {
      const host = new HostOfRuns();
      const file = { '.sweep-host.yaml': 'slots: 2\n' };
      const job = (name: string, slots: number) => WAITING(name, `slots: ${slots}\n`).replace('gpus: 1\n', '');
      const holder = host.run(new Project({ ...file, 's.yaml': job('holder', 1) }), 1);
      await until('the first job', () => host.log().length === 1);
      const wide = host.run(new Project({ ...file, 's.yaml': job('wide', 2) }), 1);
      await host.wanting(1);
      const narrow = host.run(new Project({ ...file, 's.yaml': job('narrow', 1) }), 1, { args: ['--slots', '99'] });
      await host.wanting(2);
      for (const name of ['holder', 'wide', 'narrow']) host.mark(`go-${name}`);
      await Promise.all([holder, wide, narrow].map((run) => run.ended));
      expect(host.log()).toEqual(['holder', 'wide', 'narrow']);
    });

    it('are not kept waiting by a run that is suspended', async () => {
      const host = new HostOfRuns();
      const holder = host.run(host.project(WAITING('holder')), 1);
      await until('the first job', () => host.log().length === 1);
      const suspended = host.run(host.project(WAITING('suspended')), 1);
      await host.wanting(1);
      const next = host.run(host.project(WAITING('next')), 1);
      await host.wanting(2);
      suspended.child.kill('SIGSTOP');
      for (const name of ['holder', 'next', 'suspended']) host.mark(`go-${name}`);
      await Promise.all([holder.ended, next.ended]);
      expect(host.log()).toEqual(['holder', 'next']);
      suspended.child.kill('SIGCONT');
      expect((await suspended.ended).code).toBe(0);
    });

    it('name a file in the host folder that does not count, once', async () => {
      const host = new HostOfRuns();
      writeFileSync(
        join(host.first.hostFolder, 'run-0-0123456789abcdef0123456789abcdef.json'),
        '{"version":1,"holds":',
      );
      writeFileSync(join(host.first.hostFolder, 'notes.txt'), 'hello');
      const project = host.project(EXCLUSIVE('a', 3, 1));
      const { code, stdout, stderr } = await host.run(project, 1).ended;
      expect(code).toBe(0);
      expect(`${stdout}${stderr}`.match(/run-0-[0-9a-f]{32}\.json is ignored: it is no JSON/g)).toHaveLength(1);
      expect(`${stdout}${stderr}`.match(/notes\.txt is ignored/g)).toHaveLength(1);
    });

    it.runIf(process.geteuid?.() === 0)('of different users never share a whole GPU, and take turns', async () => {
      const host = new HostOfRuns();
      const users = [0, 65_534, 60_001].map((uid) => {
        const project = host.project(EXCLUSIVE(`user${uid}`, 8, 1), { uid });
        return { project, uid };
      });
      const ends = await Promise.all(users.map(({ project, uid }) => host.run(project, 2, { uid }).ended));
      expect(ends.map(({ code, stdout, stderr }) => (code === 0 ? 0 : stdout + stderr))).toEqual([0, 0, 0]);
      expect(host.log()).toHaveLength(24);
    });
  });
});

inLong(() => {
  describe('a host file', () => {
    const SLOW =
      'matrix: {n: [1, 2, 3]}\ncommand: |\n  touch began-{{n}}\n  until [ -e go-{{n}} ]; do sleep 0.1; done\n';

    it('takes effect in a run that goes on: no slots hold, more of them let start', async () => {
      const project = new Project({ 's.yaml': SLOW, '.sweep-host.yaml': 'slots: 1\n' });
      const runner = project.start(['run', 's.yaml']);
      await project.appears('began-1');
      project.write('.sweep-host.yaml', 'slots: 0\n');
      await until('the reason that nothing starts', async () =>
        (await project.sweep('why', 'n-2')).stdout.includes('no slots'),
      );
      project.write('go-1', '');
      await project.eventually('s', 'attempt-ended');
      expect(project.has('began-2')).toBe(false);
      project.write('.sweep-host.yaml', 'slots: 2\n');
      await Promise.all([project.appears('began-2'), project.appears('began-3')]);
      for (const n of [2, 3]) project.write(`go-${n}`, '');
      expect((await runner.ended).code).toBe(0);
    });

    it('that is wrong is told with its place, and what it said before goes on to count', async () => {
      const project = new Project({ 's.yaml': SLOW, '.sweep-host.yaml': 'slots: 1\n' });
      const runner = project.start(['run', 's.yaml', '--json']);
      await project.appears('began-1');
      let said = '';
      runner.child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
      project.write('.sweep-host.yaml', 'slots: many\n');
      await until('the complaint', () => said.includes('goes by what the host file said before'));
      expect(said).toContain('.sweep-host.yaml:1:8');
      for (const n of [1, 2, 3]) project.write(`go-${n}`, '');
      expect((await runner.ended).code).toBe(0);
      const alone = project.events('s', 'attempt-planned').map(({ job }) => job);
      expect(alone).toEqual(['n-1', 'n-2', 'n-3']);
    });
  });
});

inLong(() => {
  describe('caution', () => {
    it('lets one job of each class go first, and holds the others when it fails', async () => {
      const project = new Project({
        's.yaml':
          'matrix: {mode: [good, bad], n: {from: 1, count: 4}}\ncommand: "echo {{mode}} {{n}} >> log; test {{mode}} = good || { echo ValueError: no such mode >&2; exit 3; }"\nrules: [{when: {mode: bad}, timeout: 9m}]\n',
      });
      const { code, stdout } = await project.sweep('run', 's.yaml', '--canary', '--slots', '4');
      expect(code).toBe(1);
      const first = project.events('s', 'attempt-planned').slice(0, 2);
      expect(first.map(({ job }) => job).toSorted()).toEqual(['mode-bad+n-1', 'mode-good+n-1']);
      const lines = project.read('log').trimEnd().split('\n');
      expect(lines.filter((line) => line.startsWith('bad'))).toEqual(['bad 1']);
      expect(lines.filter((line) => line.startsWith('good'))).toHaveLength(4);
      expect(stdout.match(/went first/g)).toHaveLength(1);
      expect(stdout).toContain('3 held');
      expect((await project.sweep('why', 'bad_2')).stdout).toContain('would run (new)');
    });

    it('holds a class of which many fail alike, says so once, and goes on with the others', async () => {
      const project = new Project({
        's.yaml':
          'stages:\n  bad: {command: "echo KeyError: {{n}} >&2; exit 1"}\n  good: {command: "true"}\nmatrix: {n: {from: 1, count: 30}}\n',
      });
      const { code, stdout } = await project.sweep('run', 's.yaml', '--slots', '1');
      expect(code).toBe(1);
      expect(stdout.match(/5 jobs alike failed with/g)).toHaveLength(1);
      const summary = stdout.split('\n').find((line) => line.startsWith('s: '));
      for (const told of ['25 held', '30 succeeded', '5 failed']) expect(summary).toContain(told);
      const again = await project.sweep('run', 's.yaml', '--slots', '1', '--fail-alike', '0');
      expect(again.stdout).toMatch(/30 failed/);
    });

    it('starts nothing new after as many failures as it is told', async () => {
      const project = new Project({ 's.yaml': 'matrix: {n: {from: 1, count: 9}}\ncommand: exit 1\n' });
      const { code, stdout } = await project.sweep('run', 's.yaml', '--slots', '1', '--max-fails', '3');
      expect(code).toBe(1);
      expect(stdout).toMatch(/3 failed/);
      expect(project.events('s', 'attempt-planned')).toHaveLength(3);
      expect((await project.sweep('run', 's.yaml', '--max-fails', '2', '--fail-fast')).code).toBe(2);
    });
  });
});
