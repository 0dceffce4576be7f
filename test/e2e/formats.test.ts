import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Job } from '../../src/model/plan.ts';
import { planSh } from '../../src/report/export/plan-sh.ts';
import { inLong, someOf } from '../rig/cases.ts';
import { sketchPlan, type JobSketch } from '../rig/plan.ts';
import { PROGRAM } from '../rig/program.ts';
import { Project } from '../rig/project.ts';

/** Labels that mean something to shells, Graphviz, Mermaid and HTML. */
const ODD = `
matrix: {word: ['a "b" \\ c', "d'e $HOME \`x\`", '<b>&amp;</b> #quot; | {}', "x\\nEND_OF_JOB\\ny"], seed: [1, 2]}
command: printf '%s\\n' {{word}} >> words
chain: seed
timeout: 1m
`;

function bash(project: Project, args: readonly string[], env: Record<string, string> = {}): SpawnSyncReturns<string> {
  return spawnSync('bash', args, {
    cwd: project.root,
    encoding: 'utf8',
    env: { ...process.env, CUDA_VISIBLE_DEVICES: undefined, ...env },
  });
}

async function script(project: Project, format: string, file = 's.yaml'): Promise<string> {
  const { code, stdout, stderr } = await project.sweep('plan', file, '--format', format);
  expect(code, stderr).toBe(0);
  project.write('script', stdout);
  return stdout;
}

inLong(() => {
  describe('the graph of a plan', () => {
    it('is accepted by Graphviz, whatever the labels hold', async () => {
      const project = new Project({ 's.yaml': ODD });
      const dot = await script(project, 'dot');
      const drawn = spawnSync('dot', ['-Tjson'], { input: dot, encoding: 'utf8' });
      expect(drawn.error, 'Graphviz must be installed').toBeUndefined();
      expect(drawn.stderr).toBe('');
      const { objects, edges } = JSON.parse(drawn.stdout) as { objects: unknown[]; edges: unknown[] };
      expect([objects.length, edges.length]).toEqual([8, 4]);
      const svg = spawnSync('dot', ['-Tsvg'], { input: dot, encoding: 'utf8' }).stdout;
      expect(svg).toContain('a &quot;b&quot; \\ c');
      expect(svg).toContain('&lt;b&gt;&amp;amp;&lt;/b&gt; #quot; | {}');
    });
  });
});

describe('the plain script of a plan', () => {
  it('runs every job in order, each under its limit, and exits 0 when all is well', async () => {
    const project = new Project({ 's.yaml': ODD });
    await script(project, 'sh');
    expect(bash(project, ['-n', 'script']).stderr).toBe('');
    const { status, stdout, stderr } = bash(project, ['script']);
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /\[1\/8\] a "b" \\ c_s1\n(.*\n){7}8 succeeded, 0 failed, 0 failed as allowed, 0 skipped, of 8 jobs\n$/,
    );
    expect(status).toBe(0);
    const words = ['a "b" \\ c', "d'e $HOME `x`", '<b>&amp;</b> #quot; | {}', 'x\nEND_OF_JOB\ny'];
    expect(project.read('words')).toBe(words.flatMap((word) => [`${word}\n`, `${word}\n`]).join(''));
  });

  inLong(() => {
    it('needs nothing of sweep, and keeps a log of each job', async () => {
      const project = new Project({
        's.yaml': 'matrix: {i: [1, 2]}\ncommand: echo out {{i}}; echo err >&2; echo {{i}} > {{job.dir}}/made\n',
      });
      await script(project, 'sh');
      expect(bash(project, ['script', 'logs'], { PATH: '/usr/bin:/bin' }).status).toBe(0);
      expect(project.read('logs/i-2.log')).toBe('out 2\nerr\n');
      expect(project.read('.sweep/s/jobs/i-2/made')).toBe('2\n');
    });

    it('goes on after a failure, skips what needs the failed job, and exits 1', async () => {
      const project = new Project({
        's.yaml': `
matrix: {cell: [good, bad, slow, idle], step: [1, 2]}
command: 'case {{cell}}{{step}} in bad1) exit 3 ;; slow1) sleep 60 ;; idle*) true ;; *) echo made > {{cell}}{{step}} ;; esac'
produces: ["{{out}}"]
vars: {out: '{{cell}}{{step}}'}
chain: {over: step, when: success}
timeout: 1m
rules:
  - {when: {cell: slow}, timeout: 1s}
`,
      });
      await script(project, 'sh');
      const { status, stdout } = bash(project, ['script']);
      expect(status).toBe(1);
      expect(stdout).toMatch(/\[3\/8\] bad_1\n {2}failed after \d+ s: exit 3; see .*\/s-logs\/cell-bad\+step-1\.log\n/);
      expect(stdout).toMatch(/\[5\/8\] slow_1\n {2}failed after \d+ s: over its limit; see /);
      expect(stdout).toMatch(/\[7\/8\] idle_1\n {2}failed after \d+ s: it did not make .*\/idle1; see /);
      expect(stdout).toContain('[4/8] bad_2: skipped, cell-bad+step-1 has not succeeded\n');
      expect(stdout).toMatch(/\n2 succeeded, 3 failed, 0 failed as allowed, 3 skipped, of 8 jobs\n$/);
    });

    it('runs what waits for a failure only after one, what waits for an end in any case, and neither after a skip', () => {
      const sketches: JobSketch[] = [
        { id: 'bad', stage: 'eval', command: 'exit 1' },
        { id: 'good', stage: 'eval' },
        { id: 'lenient', command: 'exit 1', allowFailure: true },
        { id: 'alarm', needs: ['bad', 'good'].map((on) => ({ on, when: 'failure' })) },
        { id: 'calm', needs: [{ on: 'good', when: 'failure' }] },
        { id: 'after-calm', needs: ['calm'] },
        { id: 'always', needs: [{ on: 'after-calm', when: 'always' }] },
        { id: 'after-lenient', needs: ['lenient'] },
      ];
      const project = new Project();
      const textOf = (job: Job) => ({
        script: job.command.kind === 'shell' ? job.command.text : '',
        folder: project.path(job.id),
        outputs: [],
      });
      project.write('script', planSh(sketchPlan(sketches), textOf));
      const { status, stdout } = bash(project, ['script']);
      expect(status).toBe(1);
      expect(stdout.replace(/ after \d+ s| see .*/g, '').split('\n')).toEqual([
        '[1/8] bad',
        '  failed: exit 1;',
        '[2/8] good',
        '[3/8] lenient',
        '  failed, which is allowed: exit 1;',
        '[4/8] alarm',
        '[5/8] calm: skipped, none of what it waits for has failed',
        '[6/8] after-calm: skipped, calm has not succeeded',
        '[7/8] always',
        '[8/8] after-lenient',
        '4 succeeded, 1 failed, 1 failed as allowed, 2 skipped, of 8 jobs',
        '',
      ]);
    });

    it('shows a job as many GPUs as it asks for, and none to one that asks for none', async () => {
      const project = new Project({
        's.yaml':
          'matrix: {g: [0, 1, 2]}\ngpus: "{{g}}"\ncommand: echo "$CUDA_VISIBLE_DEVICES,$SWEEP_GPU_COUNT" >> seen\n',
      });
      await script(project, 'sh');
      expect(bash(project, ['script'], { CUDA_VISIBLE_DEVICES: '5,3,1' }).status).toBe(0);
      expect(bash(project, ['script']).status).toBe(0);
      expect(project.read('seen')).toBe(',0\n5,1\n5,3,2\n,0\n0,1\n0,1,2\n');
    });

    it('passes a signal on to the job that runs, and ends with it', async () => {
      const project = new Project({
        's.yaml':
          'matrix: {i: [1, 2]}\ncommand: "trap \'touch stopped; exit 9\' TERM; kill -TERM $(cat pid); sleep 60 & wait"\n',
      });
      await script(project, 'sh');
      const { status, stdout } = bash(project, ['-c', 'echo $$ > pid; exec bash script']);
      expect(status).toBe(143);
      expect(project.has('stopped')).toBe(true);
      expect(stdout).toContain('of 2 jobs\n');
    });
  });
});

/** What the GPU task-spooler has and Debian's has not is taken away; Debian's own parser reads the rest. */
const SHIM = `#!/usr/bin/env bash
words=()
while getopts ':G:N:W:D:L:w:' option; do
  case $option in
    G) ;;
    W) words+=(-D "\${OPTARG##*,}") ;;
    w) exec "$REAL_TSP" -w "$OPTARG" ;;
    D) ;;
    [NL]) words+=("-$option" "$OPTARG") ;;
    *) echo "no such option: $OPTARG" >&2; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
exec "$REAL_TSP" "\${words[@]}" "$@"
`;

inLong(() => {
  describe('the commands for the GPU task-spooler', () => {
    it('are read by a task-spooler, which runs the jobs in their order', async () => {
      const project = new Project({
        's.yaml': `
matrix: {word: ['a "b"', "c'd"], seed: [1, 2]}
command: echo {{word}} {{seed}} >> words
chain: {over: seed, when: success}
slots: 1
gpus: 1
timeout: 1m
`,
      });
      const real = spawnSync('bash', ['-c', 'command -v tsp'], { encoding: 'utf8' }).stdout.trim();
      expect(real, 'task-spooler must be installed').not.toBe('');
      await script(project, 'tsp');
      await project.sweep('render', 's.yaml', '--out', 'wrappers');
      project.write('bin/tsp', SHIM);
      chmodSync(project.path('bin/tsp'), 0o755);
      const env = {
        REAL_TSP: real,
        TS_SOCKET: project.path('socket'),
        TMPDIR: project.root,
        PATH: `${project.path('bin')}:${process.env['PATH'] ?? ''}`,
      };
      try {
        const queued = bash(project, ['script', 'wrappers'], env);
        expect(queued.stderr).toBe('');
        expect(queued.status).toBe(0);
        const ended = bash(project, ['-c', 'for id in 0 1 2 3; do "$REAL_TSP" -w $id || exit; done; "$REAL_TSP"'], env);
        expect(ended.status).toBe(0);
        expect(ended.stdout).toContain('[a "b"_s1]timeout -s TERM -k 30 60 bash ');
      } finally {
        bash(project, ['-c', '"$REAL_TSP" -K'], env);
      }
      expect(project.read('words')).toBe('a "b" 1\na "b" 2\nc\'d 1\nc\'d 2\n');
    });
  });
});

describe('the commands for Slurm', () => {
  it('are bash that submits every job, with the ids that sbatch gave in the dependencies', async () => {
    const project = new Project({
      's.yaml': 'matrix: {seed: [1, 2]}\ncommand: echo {{seed}}\nchain: seed\ngpus: 2\ntimeout: 61s\n',
    });
    await script(project, 'sbatch');
    await project.sweep('render', 's.yaml', '--out', 'wrappers');
    project.write('bin/sbatch', '#!/usr/bin/env bash\nprintf "%s\\n" "$*" >> submitted; wc -l < submitted\n');
    chmodSync(project.path('bin/sbatch'), 0o755);
    const { status, stderr } = bash(project, ['script', 'wrappers'], {
      PATH: `${project.path('bin')}:${process.env['PATH'] ?? ''}`,
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const [first, second] = project.read('submitted').split('\n');
    expect(first).toContain('--gres=gpu:2 --time=2 --kill-on-invalid-dep=yes --export=ALL');
    expect(second).toContain('--dependency=afterany:1');
    expect(second).toContain(`${project.root}/wrappers/seed-2.sh`);
  });
});

inLong(() => {
  describe('sweep check', () => {
    const files = { 'sweeps/a.yaml': 'command: echo\n', 'sweeps/b.yml': 'comand: echo\n', 'sweeps/notes.txt': '' };

    it('takes folders and patterns, and checks each file once', async () => {
      const project = new Project(files);
      const { code, stdout } = await project.sweep(
        'check',
        'sweeps',
        'sweeps/*.y*ml',
        'sweeps/a.yaml',
        '--format',
        'json',
      );
      expect(code).toBe(2);
      expect(JSON.parse(stdout)).toMatchObject({
        version: 1,
        files: [
          { file: 'sweeps/a.yaml', jobs: 1 },
          { file: 'sweeps/b.yml', jobs: null },
        ],
      });
    });

    it('takes a pattern that names nothing for an error', async () => {
      const { code, stderr } = await new Project(files).sweep('check', 'sweeps/*.json');
      expect(code).toBe(2);
      expect(stderr).toContain('no sweep file is named by `sweeps/*.json`');
    });

    it('annotates files as the repository names them', async () => {
      const project = new Project(files);
      const { ended } = project.start(['check', 'sweeps/b.yml', '--format', 'github'], {
        GITHUB_WORKSPACE: project.path('sweeps'),
      });
      const { code, stdout, stderr } = await ended;
      expect(stdout).toMatch(/^::error file=b\.yml,line=1,col=1,endLine=1,endColumn=7,title=sweep%3A unknown-key::/);
      expect([code, stderr]).toEqual([2, '']);
    });

    it('writes SARIF', async () => {
      const { code, stdout } = await new Project(files).sweep('check', 'sweeps', '--format', 'sarif');
      const log = JSON.parse(stdout) as { version: string; runs: { results: unknown[] }[] };
      expect([code, log.version]).toEqual([2, '2.1.0']);
      expect(log.runs[0]?.results.length).toBeGreaterThan(0);
    });
  });
});

describe('a result that cannot be written, since the disk is full', () => {
  const full = (project: Project, command: string) =>
    bash(project, ['-c', `exec "$0" "$1" ${command} > /dev/full`, process.execPath, PROGRAM], {
      SWEEP_HOST_DIR: project.hostFolder,
    });

  it.each(someOf(['plan s.yaml --json', 'check s.yaml --format sarif', 'run s.yaml --dry-run', 'status', 'gpus']))(
    'is said, and is an error: %s',
    (command) => {
      const { status, stderr } = full(new Project({ 's.yaml': ODD }), command);
      expect(stderr).toMatch(/^sweep: cannot write the result: ENOSPC/m);
      expect(status).toBe(75);
    },
  );

  inLong(() => {
    it('does not matter to how the jobs of a run end', () => {
      const project = new Project({ 's.yaml': 'command: echo ran > ran' });
      expect(full(project, 'run s.yaml --gpus none')).toMatchObject({ status: 0 });
      expect(project.read('ran')).toBe('ran\n');
    });
  });
});
