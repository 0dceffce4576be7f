import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inLong, someOf } from '../rig/cases.ts';
import { Project } from '../rig/project.ts';

const STAGES = `
matrix: {dataset: [a, b], scorer: [x, y], seed: [42, 43]}
stages:
  prepare: {over: [dataset], command: "echo prepare {{dataset}} >> log"}
  eval:
    needs: prepare
    command: "test ! -e bad-{{dataset}}-{{scorer}}-{{seed}} && echo eval {{dataset}} {{scorer}} {{seed}} >> log"
  report:  {needs: eval, over: [dataset], command: "echo report {{dataset}} >> log"}
  publish: {needs: {stage: report, when: always}, over: [], command: echo publish >> log}
`;

describe('stages', () => {
  it('fan out, fan in and wait for all, in the right order', async () => {
    const project = new Project({ 's.yaml': STAGES });
    expect((await project.sweep('run', 's.yaml', '--slots', '4')).code).toBe(0);
    const lines = project.read('log').trim().split('\n');
    const at = (line: string) => lines.indexOf(line);
    expect(lines).toHaveLength(13);
    for (const dataset of ['a', 'b']) {
      for (const cell of ['x 42', 'x 43', 'y 42', 'y 43']) {
        expect(at(`eval ${dataset} ${cell}`)).toBeGreaterThan(at(`prepare ${dataset}`));
        expect(at(`eval ${dataset} ${cell}`)).toBeLessThan(at(`report ${dataset}`));
      }
    }
    expect(lines.at(-1)).toBe('publish');
  });

  inLong(() => {
    it('skip what a failure leaves without its needs, run what waits for any end, and redo only what must be', async () => {
      const project = new Project({ 's.yaml': STAGES, 'bad-a-x-42': '' });
      const first = await project.sweep('run', 's.yaml', '--slots', '2');
      expect(first.code).toBe(1);
      const before = project.read('log').trim().split('\n');
      expect(before).not.toContain('report a');
      expect(before).toEqual(expect.arrayContaining(['report b', 'publish']));
      const { rmSync } = await import('node:fs');
      rmSync(project.path('bad-a-x-42'));
      expect((await project.sweep('run', 's.yaml')).code).toBe(0);
      expect(project.read('log').trim().split('\n').slice(before.length)).toEqual([
        'eval a x 42',
        'report a',
        'publish',
      ]);
    });

    it('with a need of a failure succeed as a whole when nothing fails, and then there is nothing to do', async () => {
      const project = new Project({
        's.yaml':
          'stages:\n  a: {command: "true"}\n  rescue: {needs: {stage: a, when: failure}, command: touch rescued}\n',
      });
      expect((await project.sweep('run', 's.yaml')).code).toBe(0);
      expect(project.has('rescued')).toBe(false);
      expect((await project.sweep('run', 's.yaml')).stdout).toBe('nothing to do: 2 of 2 jobs are fresh\n');
    });
  });
});

describe('a part of a sweep', () => {
  const SWEEP = 'matrix: {mode: [fast, slow], seed: {from: 42, count: 3}}\ncommand: touch ran-{{mode}}-{{seed}}\n';

  inLong(() => {
    it('is run by --only and --skip, with lists and ranges', async () => {
      const project = new Project({ 's.yaml': SWEEP });
      const { code } = await project.sweep('run', 's.yaml', '--only', 'seed=42..43', '--skip', 'mode=slow');
      expect(code).toBe(0);
      expect(project.traces().filter((name) => name.startsWith('ran-'))).toEqual(['ran-fast-42', 'ran-fast-43']);
    });

    it('is planned and rendered alike', async () => {
      const project = new Project({ 's.yaml': SWEEP });
      const planned = await project.sweep('plan', 's.yaml', '--json', '--only', 'seed=44');
      expect((JSON.parse(planned.stdout) as { jobs: { id: string }[] }).jobs.map((job) => job.id)).toEqual([
        'mode-fast+seed-44',
        'mode-slow+seed-44',
      ]);
      const rendered = await project.sweep('render', 's.yaml', '--out', 'w', '--skip', 'seed=42,43');
      expect(rendered.stdout).toBe('2 wrapper scripts in w\n');
    });
  });

  it('that does not exist is an error with the known values, and nothing is started', async () => {
    const project = new Project({ 's.yaml': SWEEP });
    const { code, stderr } = await project.sweep('run', 's.yaml', '--only', 'seed=41');
    expect([code, stderr]).toEqual([2, 'sweep: --only seed=41: no job has seed 41; known: 42, 43, 44\n']);
    expect(project.traces()).toEqual(['s.yaml']);
  });

  inLong(() => {
    it('is a stage, and what needs another that is not done is reported and not run', async () => {
      const project = new Project({ 's.yaml': STAGES });
      const part = await project.sweep('run', 's.yaml', '--stage', 'prepare');
      expect(part.code).toBe(0);
      expect(part.stdout).toMatch(
        /^s: 2 succeeded, (\d+) not chosen, in .*\n\1 jobs were not chosen: the same command without .* runs them too\.\n*$/m,
      );
      expect(lines(project)).toEqual(['prepare a', 'prepare b']);
      const { code, stdout } = await project.sweep('run', 's.yaml', '--stage', 'report');
      expect(code).toBe(1);
      expect(stdout).toContain('skipped');
      expect(lines(project)).toEqual(['prepare a', 'prepare b']);
    });
  });

  const TWO_STAGES =
    'matrix: {lr: [1, 2]}\nstages:\n  prepare: {over: [], command: echo prepared >> log}\n  train: {needs: prepare, command: "echo train {{lr}} >> log"}\n';

  inLong(() => {
    it('of which a need is not chosen says so and how to have it run, and --with-needs runs it', async () => {
      const project = new Project({ 's.yaml': TWO_STAGES });
      const why = 'prepare is not chosen, and not fresh (--with-needs runs it too)';
      const without = await project.sweep('run', 's.yaml', '--only', 'lr=1');
      expect(without.code).toBe(1);
      expect(without.stdout).toContain(`skipped   train_1: ${why}`);
      expect(without.stdout).toContain(`skipped 1 job, since ${why}:`);
      expect((await project.sweep('status', 's')).stdout).toContain(why);
      const planned = await project.sweep('plan', 's.yaml', '--json', '--only', 'lr=1', '--with-needs');
      expect((JSON.parse(planned.stdout) as { jobs: { id: string }[] }).jobs).toHaveLength(2);
      expect((await project.sweep('run', 's.yaml', '--only', 'lr=1', '--with-needs')).code).toBe(0);
      expect(project.read('log')).toBe('prepared\ntrain 1\n');
    });

    it('runs again alone with --fresh, what it needs being fresh', async () => {
      const project = new Project({ 's.yaml': TWO_STAGES });
      expect((await project.sweep('run', 's.yaml', '--slots', '1')).code).toBe(0);
      expect((await project.sweep('run', 's.yaml', '--fresh', '--only', 'lr=1')).code).toBe(0);
      expect(project.read('log')).toBe('prepared\ntrain 1\ntrain 2\ntrain 1\n');
    });

    it('asks only for what it takes to run it, for a plan as for a run', async () => {
      const project = new Project({ 's.yaml': 'matrix: {tp: [1, 8]}\ngpus: "{{tp}}"\ncommand: touch ran-{{tp}}\n' });
      const small = (...args: readonly string[]) => project.sweep(...args, 's.yaml', '--gpus', 'virtual:2');
      for (const command of ['plan', 'run']) {
        const all = await small(command);
        expect([all.code, all.stderr]).toEqual([2, expect.stringContaining('8 needs 8 GPUs, and this run has 2')]);
        expect((await small(command, '--only', 'tp=1')).code).toBe(0);
      }
      expect((await project.sweep('run', 's.yaml', '--gpus', 'virtual:8', '--only', 'tp=8')).code).toBe(0);
      for (const command of ['plan', 'run']) {
        expect((await small(command)).code).toBe(0);
        expect((await small(command, '--fresh', '--skip', 'tp=8')).code).toBe(0);
        expect((await small(command, '--fresh')).code).toBe(2);
      }
    });

    it('asks for the files and the vars of the host that its jobs want, and a fresh job for none, for a plan as for a run', async () => {
      const project = new Project({
        's.yaml': [
          'matrix: {x: [a, b, c]}',
          'command: "true {{x}}"',
          'rules:',
          '  - {when: {x: b}, requires: [b.bin]}',
          '  - {when: {x: c}, command: "true {{host.data}} {{x}}"}',
          '',
        ].join('\n'),
        'b.bin': 'b',
        '.sweep-host.yaml': 'vars: {data: here}\n',
      });
      for (const command of ['plan', 'render', 'run']) {
        expect((await project.sweep(command, 's.yaml', '--only', 'x=b')).code).toBe(0);
      }
      rmSync(project.path('b.bin'));
      project.write('.sweep-host.yaml', 'vars: {}\n');
      for (const command of ['plan', 'run']) {
        const all = await project.sweep(command, 's.yaml');
        expect([all.code, all.stderr]).toEqual([2, expect.stringContaining('the host file has no var `data`')]);
        expect(all.stderr).not.toContain('b.bin');
        const again = await project.sweep(command, 's.yaml', '--fresh', '--only', 'x=b');
        expect([again.code, again.stderr]).toEqual([
          2,
          expect.stringContaining('`b.bin` does not exist; b requires it'),
        ]);
        expect((await project.sweep(command, 's.yaml', '--skip', 'x=c')).code).toBe(0);
      }
      expect((await project.sweep('render', 's.yaml', '--only', 'x=c')).code).toBe(2);
      const checked = await project.sweep('check', 's.yaml');
      expect(checked.stderr).toContain('`b.bin` does not exist; b requires it');
      expect(checked.stderr).toContain('the host file has no var `data`');
    });
  });
});

/** What the jobs have written, in the order of the alphabet: they run side by side. */
function lines(project: Project): string[] {
  return project.read('log').trimEnd().split('\n').toSorted();
}

inLong(() => {
  describe('--preset', () => {
    it('stands for what it says of --only, --skip and --set, and what is set stays in the copy that a resume goes by', async () => {
      const project = new Project({
        's.yaml':
          'matrix: {i: [1, 2, 3]}\nvars: {word: one}\ncommand: echo {{word}} {{i}} >> log\n' +
          'presets: {quick: {only: "i=1,2", set: vars.word=two}, late: {skip: i=1}}\n',
      });
      expect((await project.sweep('run', 's.yaml', '--preset', 'quick', '--preset', 'late')).code).toBe(0);
      expect(project.read('log')).toBe('two 2\n');
      expect((await project.sweep('resume', 's')).code).toBe(0);
      expect(project.read('log').trim().split('\n').toSorted()).toEqual(['two 1', 'two 2', 'two 3']);
    });
  });

  describe('--set', () => {
    it('is merged over the file, and stays in the copy that a resume goes by', async () => {
      const project = new Project({
        's.yaml': 'matrix: {i: [1]}\nvars: {word: one}\ncommand: echo {{word}} {{i}} >> log\n',
      });
      await project.sweep('run', 's.yaml', '--set', 'vars.word=two', '--set', 'matrix.i=[7, 8]');
      expect(project.read('log').trim().split('\n').toSorted()).toEqual(['two 7', 'two 8']);
      const resumed = await project.sweep('resume', 's', '--fresh');
      expect(resumed.code).toBe(0);
      expect(project.read('log').trim().split('\n')).toHaveLength(4);
    });

    it('of an axis that nothing uses names the axis that may be meant', async () => {
      const project = new Project({ 's.yaml': 'matrix: {model: [1, 2]}\ncommand: echo {{model}}\n' });
      const { stderr } = await project.sweep('check', 's.yaml', '--set', 'matrix.modle=[3]');
      expect(stderr).toContain('no template uses the axis `modle`');
      expect(stderr).toContain('\nhint: did you mean `model`?\n');
    });

    it('that is wrong is told where in it', async () => {
      const project = new Project({ 's.yaml': 'command: "true"\n' });
      const { code, stderr } = await project.sweep('run', 's.yaml', '--set', 'timout=1h');
      expect(code).toBe(2);
      expect(stderr).toContain('--set timout=1h:1:1: error');
      expect(stderr).toContain('did you mean `timeout`');
    });
  });
});

it.each(
  someOf([
    [['render'], "error: missing required argument 'file'\n(sweep render --help tells how)\n"],
    [
      ['logs', 'x', '--folow'],
      "error: unknown option '--folow'\n(Did you mean --follow?)\n(sweep logs --help tells how)\n",
    ],
    [['gpus', 'pause', '--all'], "error: unknown option '--all'\n(sweep gpus pause --help tells how)\n"],
    [['gpus', 'pasue', '0'], "error: unknown command 'pasue'\n(Did you mean pause?)\n(sweep gpus --help tells how)\n"],
    [
      ['status', 'one', 'two'],
      "error: too many arguments for 'status'. Expected 1 argument but got 2.\n(sweep status --help tells how)\n",
    ],
    [['help', 'lsit'], "error: unknown command 'lsit'\n(Did you mean list?)\n(sweep --help lists the commands)\n"],
    [
      ['plan', '--format', 'tabel'],
      "error: option '--format <format>' argument 'tabel' is invalid. Allowed choices are table, json, dot, mermaid, sh, tsp, sbatch. Did you mean table?\n(sweep plan --help tells how)\n",
    ],
    [['rum'], "error: unknown command 'rum'\n(Did you mean run?)\n(sweep --help lists the commands)\n"],
  ]),
)('a mistake in %j names the help of that very command', async (words, stderr) => {
  expect(await new Project({}).sweep(...words)).toMatchObject({ code: 2, stderr });
});

inLong(() => {
  describe('a file that builds on others', () => {
    const FILES = {
      's.yaml': 'extends: lib/models.yaml\nmatrix: {model: [small, large]}\ncommand: echo {{model}} {{share}} >> log\n',
      'lib/models.yaml':
        'rules:\n  - {when: {model: small}, vars: {share: "1"}}\n  - {when: {model: large}, vars: {share: "2"}, gpus: 2}\n',
    };

    it('runs with what they say, and is resumed without them', async () => {
      const project = new Project(FILES);
      expect((await project.sweep('run', 's.yaml', '--gpus', 'virtual:2')).code).toBe(0);
      expect(project.read('log').trim().split('\n').toSorted()).toEqual(['large 2', 'small 1']);
      project.write('lib/models.yaml', 'nonsense');
      expect((await project.sweep('resume', 's', '--gpus', 'virtual:2')).stdout).toContain('nothing to do');
    });

    it('is told its mistakes where they stand', async () => {
      const project = new Project({ ...FILES, 'lib/models.yaml': 'rules:\n  - {when: {model: small}, gpu: 1}\n' });
      const { code, stderr } = await project.sweep('check', 's.yaml');
      expect(code).toBe(2);
      expect(stderr).toContain('lib/models.yaml:2:28: error');
    });

    it('may be a library, which is checked and cannot be run', async () => {
      const project = new Project(FILES);
      expect(await project.sweep('check', 'lib/models.yaml')).toMatchObject({
        code: 0,
        stdout: 'lib/models.yaml: a library for others to extend, no errors\n',
      });
      expect((await project.sweep('run', 'lib/models.yaml')).code).toBe(2);
    });
  });
});

inLong(() => {
  describe('the host file', () => {
    it('says what differs between machines', async () => {
      const project = new Project({
        's.yaml': 'command: echo {{host.data}} > log\n',
        '.sweep-host.yaml': 'vars: {data: /mnt/data}\nslots: 1\n',
      });
      expect((await project.sweep('run', 's.yaml')).code).toBe(0);
      expect(project.read('log')).toBe('/mnt/data\n');
      expect(project.events('s', 'run-started')).toMatchObject([{ slots: 1 }]);
    });

    it('of another machine can be checked against', async () => {
      const project = new Project({ 's.yaml': 'command: "true"\ngpus: 4\n', 'small.yaml': 'gpus: [0-1]\n' });
      const { code, stderr } = await project.sweep('check', 's.yaml', '--host', 'small.yaml');
      expect(code).toBe(2);
      expect(stderr).toContain('main needs 4 GPUs, and this run has 2, by small.yaml');
      expect((await project.sweep('check', 's.yaml')).code).toBe(0);
    });
  });

  it('several nodes are refused on a single machine, by a run, and by a check against a host file that names no cluster; the other jobs run', async () => {
    const project = new Project({
      's.yaml': 'matrix: {n: [1, 2, 4]}\nnodes: \'{{n}}\'\ncommand: echo "$SWEEP_NODES" > ran\n',
      'alone.yaml': 'slots: 4\n',
      'cluster.yaml': 'executors: {cluster: {kind: slurm}}\n',
    });
    const problems = ['2 needs 2 nodes, and only a cluster has them (--on)', '4 needs 4 nodes, and only a'];
    const run = await project.sweep('run', 's.yaml');
    expect([run.code, project.has('ran')]).toEqual([2, false]);
    for (const problem of problems) expect(run.stderr).toContain(problem);
    expect(run.stderr).toContain('hint: give it to one that the host file names, with --on NAME');
    const planned = await project.sweep('plan', 's.yaml');
    expect([planned.code, planned.stderr]).toEqual([0, expect.stringContaining('this machine cannot run the plan:')]);
    const checked = await project.sweep('check', 's.yaml', '--host', 'alone.yaml');
    expect([checked.code, checked.stderr]).toEqual([2, expect.stringContaining('(--on), by alone.yaml')]);
    expect((await project.sweep('check', 's.yaml', '--host', 'cluster.yaml')).code).toBe(0);
    expect((await project.sweep('run', 's.yaml', '--only', 'n=1')).code).toBe(0);
    expect(project.read('ran')).toBe('1\n');
  });

  describe('what a job asks for', () => {
    /** Two jobs of which the first ends only when the second has begun, or a while after it was asked whether that has. */
    const PAIR = `matrix: {n: [1, 2]}
command: |
  touch began-{{n}}
  until [ -e "began-$((3 - SWEEP_PARAM_N))" ] || [ -e alone ]; do sleep 0.1; done
`;

    it.each(someOf(['gpus: 0.5', 'gpus: 0.5\ngpu_memory: 40GiB', 'memory: 1MiB', 'limits: [{max: 2, by: []}]']))(
      'is given to as many jobs at once as there is enough of it for: %s',
      async (request) => {
        const project = new Project({ 's.yaml': `${PAIR}${request}\n` });
        const { code } = await project.sweep('run', 's.yaml', '--gpus', 'virtual:1@80GiB', '--slots', '2');
        expect(code).toBe(0);
      },
    );

    it.each(
      someOf(
        [
          'gpus: 0.501',
          'gpus: 0.5\ngpu_memory: 41GiB',
          'gpus: 1',
          'memory: 3GiB',
          'resources: {license: 2}',
          'limits: [{max: 1, by: []}]',
        ],
        0,
        6,
      ),
    )('is given to one job after the other where there is enough for one: %s', async (request) => {
      const project = new Project({
        's.yaml': `${PAIR}${request}\n`,
        '.sweep-host.yaml': 'memory: 5GiB\nresources: {license: 3}\n',
      });
      const runner = project.start(['run', 's.yaml', '--gpus', 'virtual:1@80GiB', '--slots', '2']);
      await project.appears('began-1');
      const why = await project.sweep('why', 'n-2', '--sweep', 's');
      expect(why.stdout).toMatch(/waits:\n +(it asks for|limits\[0\]|it is not its turn)/);
      expect(project.has('began-2')).toBe(false);
      project.write('alone', '');
      expect((await runner.ended).code).toBe(0);
    });

    it.each(
      someOf(
        [
          ['gpus: 3', 'needs 3 GPUs, and this run has 1'],
          ['gpus: 1\ngpu_memory: 81GiB', 'needs 1 GPU with 81 GiB, and this run has 0'],
          ['memory: 6GiB', 'needs 6 GiB of memory, and this host has 5 GiB'],
          ['slots: 3', 'needs 3 slots, and this run has 2'],
          ['resources: {license: 4}', 'needs 4 of `license`, and this host has 3'],
          ['resources: {seats: 1}', 'needs 1 of `seats`, and no host file says how much of it there is'],
          ['retry: {max: 1, on: [oom], escalate: 2}', 'needs after a failure 2 GPUs, and this run has 1'],
        ],
        0,
        10,
      ),
    )('is an error of the plan where there will never be enough of it: %s', async (request, message) => {
      const project = new Project({
        's.yaml': `command: touch ran\n${request}\n`,
        '.sweep-host.yaml': 'memory: 5GiB\nresources: {license: 3}\n',
      });
      const { code, stderr } = await project.sweep('run', 's.yaml', '--gpus', 'virtual:1@80GiB', '--slots', '2');
      expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
      expect(project.has('ran')).toBe(false);
    });
  });
});

inLong(() => {
  describe('why', () => {
    it('says which part of the file set each key, with its line, and why the job would run', async () => {
      const project = new Project({
        's.yaml':
          'matrix: {mode: [fast, slow]}\ncommand: echo {{mode}}\ntimeout: 1h\nrules:\n  - {when: {mode: slow}, timeout: 9h}\n',
      });
      const { stdout } = await project.sweep('why', 'slow', '--sweep', 's.yaml');
      expect(stdout).toContain('would run (new)');
      expect(stdout).toMatch(/timeout\.after +9h +rules\[0\] +s\.yaml:5/);
      expect(stdout).toMatch(/command +echo slow +top level +s\.yaml:2/);
      await project.sweep('run', 's.yaml');
      expect((await project.sweep('why', 'slow')).stdout).toContain('would not run again (fresh)');
    });
  });

  inLong(() => {
    it('says what failed before it, and what of the file is another than when a job ran', async () => {
      const project = new Project({
        's.yaml': 'stages:\n  a: {command: "echo one two three; false"}\n  b: {needs: a, command: "true"}\n',
      });
      await project.sweep('run', 's.yaml');
      const { stdout } = await project.sweep('why', 'b');
      expect(stdout).toContain('skipped, since a failed\n  needs a (success): failed\n');
      project.write('s.yaml', project.read('s.yaml').replace('three', 'four'));
      expect((await project.sweep('why', 'a')).stdout).toMatch(
        / {2}would run \(failed: exit 1\)\n {2}command: three; → four; {2}s\.yaml:2\n( {2}error: .*\n)? {2}log: \.sweep\/s\/jobs\/a\/1\/out\.log\n/,
      );
    });

    it('says of a job that has changed its own input that it has, which check warns of where the file tells', async () => {
      const project = new Project({
        'in/a.txt': 'a\n',
        's.yaml': 'inputs: [in]\nproduces: [in/b.txt]\ncommand: echo b > in/b.txt\n',
      });
      const run = await project.sweep('run', 's.yaml');
      expect(run.stderr).toContain('`in`, an input of main, overlaps with `in/b.txt` of its `produces`');
      expect((await project.sweep('why', 'main')).stdout).toContain(
        '  would run (stale: inputs changed since: in)\n  attempt 1, or what ran beside it, changed in: ',
      );
      project.write('in/a.txt', 'c');
      expect((await project.sweep('why', 'main')).stdout).not.toContain('ran beside it');
    });
  });
});
