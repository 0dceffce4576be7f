import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inLong, someOf } from '../rig/cases.ts';
import { PROGRAM } from '../rig/program.ts';
import { Project } from '../rig/project.ts';
import { isLiving } from '../rig/living.ts';

interface PlanJson {
  readonly jobs: readonly { readonly id: string; readonly state: string; readonly because: string | null }[];
  readonly orphaned: readonly string[];
}

interface StatusJson {
  readonly jobs: readonly {
    readonly id: string;
    readonly status: string;
    readonly exit: { readonly cause: string; readonly code: number | null } | null;
    readonly gpus: readonly number[];
    readonly log: string;
  }[];
}

async function planOf(project: Project): Promise<PlanJson> {
  return JSON.parse((await project.sweep('plan', 's.yaml', '--json')).stdout) as PlanJson;
}

async function statusOf(project: Project): Promise<StatusJson> {
  return JSON.parse((await project.sweep('status', 's', '--json')).stdout) as StatusJson;
}

describe('GPUs', () => {
  inLong(() => {
    it('start two one-GPU jobs at once on different GPUs, the third when one is free, the last on both', async () => {
      const project = new Project({
        's.yaml': `
matrix: {job: [a, b, c, wide]}
command: |
  echo "$CUDA_VISIBLE_DEVICES" > began-{{job}}
  until [ -e go-{{job}} ]; do sleep 0.1; done
gpus: 1
rules:
  - {when: {job: wide}, gpus: 2}
`,
      });
      const runner = project.start(['run', 's.yaml', '--gpus', 'virtual:2']);
      await Promise.all([project.appears('began-a'), project.appears('began-b')]);
      expect(project.events('s', 'attempt-planned').map((event) => event.job)).toEqual(['job-a', 'job-b']);
      project.write('go-b', '');
      await project.appears('began-c');
      project.write('go-a', '');
      await project.eventually('s', 'attempt-ended', 2);
      expect(project.has('began-wide')).toBe(false);
      project.write('go-c', '');
      project.write('go-wide', '');
      expect((await runner.ended).code).toBe(0);
      expect(['a', 'b', 'c', 'wide'].map((job) => project.read(`began-${job}`).trim())).toEqual(['0', '1', '1', '0,1']);
      const held = new Set<string>();
      for (const event of project.journal('s')) {
        if (event.event === 'attempt-planned') {
          for (const gpu of event.allocation.gpus) {
            expect(held.has(gpu.uuid)).toBe(false);
            held.add(gpu.uuid);
          }
        }
        if (event.event === 'attempt-ended') {
          const planned = project.events('s', 'attempt-planned').find((one) => one.job === event.job);
          for (const gpu of planned?.allocation.gpus ?? []) held.delete(gpu.uuid);
        }
      }
    });
  });

  it('are a clear error of a run that has too few, and nothing is started', async () => {
    const project = new Project({ 's.yaml': 'matrix: {i: [1, 2]}\ncommand: touch ran-{{i}}\ngpus: 3\n' });
    const { code, stderr } = await project.sweep('run', 's.yaml', '--gpus', 'virtual:2');
    expect([code, stderr]).toEqual([
      2,
      'sweep: 1 and 1 more job need 3 GPUs, and this run has 2\n' +
        'hint: ask for less, give the run more with --slots or --gpus, or rehearse with --gpus virtual:N\n',
    ]);
    expect(project.traces()).toEqual(['s.yaml']);
  });
});

inLong(() => {
  describe('a chain over seeds', () => {
    it('never lets the seeds of a cell overlap, keeps their order, and runs cells side by side', async () => {
      const project = new Project({
        's.yaml': `
matrix: {cell: [a, b], seed: [42, 43, 44]}
command: |
  echo "begin {{cell}} {{seed}}" >> log
  if [ {{seed}} = 42 ]; then touch here-{{cell}}; until [ -e here-a ] && [ -e here-b ]; do sleep 0.1; done; fi
  echo "end {{cell}} {{seed}}" >> log
chain: seed
`,
      });
      expect((await project.sweep('run', 's.yaml', '--slots', '4')).code).toBe(0);
      const lines = project.read('log').trim().split('\n');
      for (const cell of ['a', 'b']) {
        expect(lines.filter((line) => line.includes(` ${cell} `))).toEqual(
          [42, 43, 44].flatMap((seed) => [`begin ${cell} ${seed}`, `end ${cell} ${seed}`]),
        );
      }
    });
  });
});

inLong(() => {
  describe('a job over its limit', () => {
    it('gets TERM, then KILL after its grace, with its children, and is reported as a timeout', async () => {
      const project = new Project({
        's.yaml': `
command: |
  trap '' TERM
  bash -c 'trap "" TERM; echo $$ > child; while :; do sleep 1; done' &
  echo $$ > job
  while :; do sleep 1; done
timeout: {after: 5s, grace: 1s}
`,
      });
      const { code, stdout } = await project.sweep('run', 's.yaml');
      expect(code).toBe(1);
      expect(stdout).toContain('timeout after 5s');
      const { jobs } = await statusOf(project);
      expect(jobs[0]?.exit).toMatchObject({ cause: 'timeout' });
      for (const file of ['job', 'child']) {
        expect(isLiving(Number(project.read(file)))).toBe(false);
      }
    });

    it.each([124, 137, 200])('is told from one that exits %i by itself', async (exit) => {
      const project = new Project({ 's.yaml': `command: exit ${exit}\ntimeout: 1h\n` });
      const { code, stdout } = await project.sweep('run', 's.yaml');
      expect(code).toBe(1);
      expect(stdout).toContain(`exit ${exit}`);
      expect((await statusOf(project)).jobs[0]?.exit).toMatchObject({ cause: 'exit', code: exit });
    });
  });

  describe('a missing executable', () => {
    it("is a failure with the shell's own message in the log", async () => {
      const project = new Project({ 's.yaml': 'command: no-such-program --x\n' });
      const { code, stdout } = await project.sweep('run', 's.yaml');
      expect(code).toBe(1);
      expect(stdout).toContain('exit 127');
      expect((await project.sweep('logs', 'main')).stdout).toMatch(/no-such-program: command not found/);
    });
  });
});

describe('a sweep that is edited and run again', () => {
  const SWEEP = `
matrix: {mode: [fast, slow], seed: [1, 2]}
vars: {flag: ""}
command: echo {{mode}} {{seed}} {{flag}} >> ran-{{mode}}-{{seed}}
timeout: 1h
rules:
  - {when: {mode: slow}, vars: {flag: --careful}}
`;

  it('runs only the new cells when an axis grows', async () => {
    const project = new Project({ 's.yaml': SWEEP });
    await project.sweep('run', 's.yaml');
    project.write('s.yaml', SWEEP.replace('[1, 2]', '[3, 1, 2]'));
    expect((await project.sweep('run', 's.yaml')).code).toBe(0);
    expect(project.events('s', 'attempt-planned')).toHaveLength(6);
  });

  inLong(() => {
    it('tells in its plan which cells are new', async () => {
      const project = new Project({ 's.yaml': SWEEP });
      await project.sweep('run', 's.yaml');
      project.write('s.yaml', SWEEP.replace('[1, 2]', '[3, 1, 2]'));
      expect((await planOf(project)).jobs.map((job) => [job.id, job.state])).toEqual([
        ['mode-fast+seed-3', 'new'],
        ['mode-fast+seed-1', 'fresh'],
        ['mode-fast+seed-2', 'fresh'],
        ['mode-slow+seed-3', 'new'],
        ['mode-slow+seed-1', 'fresh'],
        ['mode-slow+seed-2', 'fresh'],
      ]);
    });

    it('reruns just the cells whose rule was edited, and says which field changed', async () => {
      const project = new Project({ 's.yaml': SWEEP });
      await project.sweep('run', 's.yaml');
      project.write('s.yaml', SWEEP.replace('--careful', '--bold'));
      expect((await planOf(project)).jobs.map((job) => [job.state, job.because])).toEqual([
        ['fresh', null],
        ['fresh', null],
        ['stale', 'command changed'],
        ['stale', 'command changed'],
      ]);
    });

    it('reruns nothing for a limit, GPUs, slots, a priority, retries or a label', async () => {
      const project = new Project({ 's.yaml': SWEEP });
      await project.sweep('run', 's.yaml');
      const edits = 'gpus: 1\nslots: 2\npriority: 3\nretry: 2\nlabel: "{{mode}}"\n';
      project.write('s.yaml', `${SWEEP.replace('1h', '9h')}${edits}`);
      const again = await project.sweep('run', 's.yaml', '--gpus', 'virtual:1', '--slots', '2');
      expect([again.code, again.stdout]).toEqual([0, 'nothing to do: 4 of 4 jobs are fresh\n']);
    });

    it('lists a job that has left the sweep as orphaned, and deletes nothing', async () => {
      const project = new Project({ 's.yaml': SWEEP });
      await project.sweep('run', 's.yaml');
      project.write('s.yaml', SWEEP.replace('[1, 2]', '[1]'));
      expect((await planOf(project)).orphaned).toEqual(['mode-fast+seed-2', 'mode-slow+seed-2']);
      await project.sweep('run', 's.yaml');
      expect(project.has('.sweep/s/jobs/mode-fast+seed-2/1/out.log')).toBe(true);
    });

    it('can be resumed as it was, from the copy in its run folder', async () => {
      const project = new Project({ 's.yaml': 'matrix: {i: [1, 2]}\ncommand: test -e ok || exit 5\n' });
      expect((await project.sweep('run', 's.yaml')).code).toBe(1);
      project.write('s.yaml', 'this is no sweep any more');
      project.write('ok', '');
      expect((await project.sweep('resume', 's')).code).toBe(0);
      expect((await statusOf(project)).jobs.map((job) => job.status)).toEqual(['succeeded', 'succeeded']);
    });
  });
});

describe('a wrong file', () => {
  it('exits 2 with all its errors, and leaves no trace', async () => {
    const project = new Project({
      's.yaml': 'matrix: {seed: [1, 1]}\ncommand: echo {{sead}}\ngpu: 2\nchain: sed\n',
    });
    const { code, stdout, stderr } = await project.sweep('run', 's.yaml');
    expect([code, stdout]).toEqual([2, '']);
    for (const place of ['s.yaml:1:', 's.yaml:2:', 's.yaml:3:', 's.yaml:4:']) expect(stderr).toContain(place);
    expect(stderr).toContain('4 errors');
    expect(project.traces()).toEqual(['s.yaml']);
  });

  inLong(() => {
    it('is found missing before anything starts', async () => {
      const project = new Project({
        's.yaml': 'matrix: {c: [a, b]}\ncommand: touch ran\nrequires: ["conf/{{c}}.yaml"]\n',
        'conf/a.yaml': '',
      });
      const { code, stderr } = await project.sweep('run', 's.yaml');
      expect(code).toBe(2);
      expect(stderr).toContain('conf/b.yaml');
      expect(stderr).not.toContain('conf/a.yaml');
      expect(project.has('ran')).toBe(false);
    });
  });
});

describe('hostile values', () => {
  it.each(someOf(['shell', 'argv']))('reach the program unchanged in a %s command', async (kind) => {
    const values = someOf(
      [
        'a b',
        "it's",
        '"quoted"',
        '$(touch hacked)',
        '`touch hacked`',
        'x; touch hacked',
        'two\nlines',
        'ends in newline\n',
        'smørrebrød 漢字 🧪',
        '--leading',
        '-n',
        '$HOME',
        '\\',
        '*',
        '!',
        '~',
        '#no comment',
        '{a,b}',
        '%s%n',
        '\ttab',
      ],
      3,
      10,
    );
    const list = values.map((value) => `  - ${JSON.stringify(value)}`).join('\n');
    const show = `import { appendFileSync } from 'node:fs';
appendFileSync('seen', JSON.stringify([process.argv.slice(2), process.env.SWEEP_PARAM_V]) + '\\n');`;
    const command =
      kind === 'shell'
        ? `node show.mjs {{v}} '{{v}}' "{{v}}" pre{{v}}post`
        : `["node", "show.mjs", "{{v}}", "pre{{v}}post"]`;
    const project = new Project({
      's.yaml': `matrix:\n v:\n${list}\ncommand: ${kind === 'shell' ? `|-\n  ${command}` : command}\n`,
      'show.mjs': show,
    });
    expect((await project.sweep('run', 's.yaml', '--slots', '2')).code).toBe(0);
    const seen = project
      .read('seen')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as [string[], string]);
    const expected = values.map((v) => [kind === 'shell' ? [v, v, v, `pre${v}post`] : [v, `pre${v}post`], v]);
    const order = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    expect(seen.sort(order)).toEqual(expected.sort(order));
    expect(project.has('hacked')).toBe(false);
  });
});

inLong(() => {
  describe('render', () => {
    it('writes the bytes that a run executes', async () => {
      const project = new Project({ 's.yaml': 'matrix: {i: [1, 2]}\ncommand: echo {{i}}\ntimeout: 1m\n' });
      expect((await project.sweep('render', 's.yaml', '--out', 'wrappers')).code).toBe(0);
      await project.sweep('run', 's.yaml');
      for (const id of ['i-1', 'i-2']) {
        expect(project.read(`.sweep/s/jobs/${id}/1/run.sh`)).toBe(project.read(`wrappers/${id}.sh`));
      }
    });
  });
});

describe('the outcome of a run', () => {
  it('is a failure when a job fails, told with its cause, its log and the end of its output', async () => {
    const project = new Project({
      's.yaml': 'matrix: {i: [good, bad]}\ncommand: |\n  echo "about to decide"; test {{i}} = good || exit 3\n',
    });
    const { code, stdout } = await project.sweep('run', 's.yaml');
    expect(code).toBe(1);
    for (const part of ['1 succeeded', '1 failed', 'exit 3', '.sweep/s/jobs/i-bad/1/out.log', 'about to decide']) {
      expect(stdout).toContain(part);
    }
  });

  inLong(() => {
    it('is told to programs as one event a line', async () => {
      const project = new Project({ 's.yaml': 'command: "true"\n' });
      const { stdout } = await project.sweep('run', 's.yaml', '--json');
      const events = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { version: number; event: string; at: string });
      expect(events.map((event) => event.event)).toEqual([
        'run-started',
        'attempt-planned',
        'attempt-started',
        'attempt-ended',
        'run-ended',
      ]);
      for (const event of events) {
        expect(event.version).toBe(1);
        expect(event.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      }
    });

    it('is no success without what the job produces', async () => {
      const project = new Project({ 's.yaml': 'command: "true"\nproduces: [out/a.json]\n' });
      expect((await project.sweep('run', 's.yaml')).stdout).toContain('missing output out/a.json');
    });

    it('says where jobs run, if that is not the folder that it was started in', async () => {
      const project = new Project({ 'sub/s.yaml': 'command: pwd\n', 'sub/t.yaml': 'workdir: sub\ncommand: pwd\n' });
      const place = `jobs run in ${project.root}, the project root; \`workdir\` names another folder in it\n`;
      expect((await project.sweep('plan', 'sub/s.yaml')).stderr).toBe('');
      for (const command of ['plan', 'run']) {
        const { stderr } = await project.sweepIn('sub', command, 's.yaml');
        expect(stderr).toBe(place);
      }
      expect((await project.sweepIn('sub', 'plan', 't.yaml')).stderr).toBe('');
      project.write('sub/f.yaml', "command: '[ {{sweep.root}}/sub != {{sweep.dir}} ]'\n");
      const failed = await project.sweepIn('sub', 'run', 'f.yaml', '--gpus', 'none');
      expect({ code: failed.code, end: failed.stdout.endsWith(`\n${place}`) }).toEqual({ code: 1, end: true });
    });

    it('names the folder to run in that is not there, and the variable that hides all GPUs', async () => {
      const project = new Project({
        's.yaml': 'workdir: no/such\ncommand: pwd\n',
        'g.yaml': 'gpus: 1\ncommand: pwd\n',
      });
      const { code, stderr } = await project.sweep('run', 's.yaml');
      expect(code).toBe(2);
      expect(stderr).toContain('s.yaml:1:10: error: `no/such/` does not exist; main runs in it');
      const hidden = await project.start(['run', 'g.yaml'], { CUDA_VISIBLE_DEVICES: '-1' }).ended;
      expect(hidden.stderr).toContain(
        '\nCUDA_VISIBLE_DEVICES="-1" in the environment hides all GPUs from this command\n',
      );
    });

    it('refuses a folder whose name is not UTF-8, instead of running in another', async () => {
      const project = new Project();
      const folder = Buffer.concat([Buffer.from(`${project.root}/caf`), Buffer.from([0xe9])]);
      mkdirSync(folder);
      writeFileSync(Buffer.concat([folder, Buffer.from('/s.yaml')]), 'command: "true"\n');
      const command = `cd -- ${project.root}/caf* && exec "$0" "$1" run s.yaml`;
      const { status, stderr } = spawnSync('bash', ['-c', command, process.execPath, PROGRAM], { encoding: 'utf8' });
      expect(stderr).toContain('caf\ufffd/s.yaml is not UTF-8');
      expect(status).toBe(2);
      expect(readdirSync(project.root).filter((name) => name !== '.git')).toHaveLength(1);
    });
  });
});
