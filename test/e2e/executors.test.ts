import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { PlanJson } from '../../src/report/plan/plan.ts';
import { inLong, someOf } from '../rig/cases.ts';
import { Project } from '../rig/project.ts';

const SCHEMA = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/plan.schema.json'), 'utf8')) as object;

const HOST = 'executors:\n  cluster: { kind: slurm }\n';

/** A project with a host file, and no Slurm that would answer. */
const projectWith = (sweep: string, host: string): Project =>
  new Project({ 'sweep.yaml': `name: s\n${sweep}`, '.sweep-host.yaml': host });

const run = (project: Project, ...words: readonly string[]) =>
  project.start(['run', 'sweep.yaml', ...words], { SLURM_CONF: '/nowhere/slurm.conf' }).ended;

describe('where jobs go', () => {
  it.each(
    someOf([
      [['--on', 'clutser'], HOST, '--on names `clutser`, and the host file has cluster\nhint: did you mean `cluster`?'],
      [['--on', 'alps'], '', '--on names `alps`, and no host file names any executor'],
      [[], 'default_executor: alps\n', '`default_executor` of the host file names `alps`, and no host file names any'],
    ]),
  )('must be named in the host file: %j', async (words, host, message) => {
    const project = projectWith('command: "true"\n', host);
    const { code, stderr } = await run(project, ...words);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(project.journal('s')).toEqual([]);
  });

  it('must have all that jobs ask for, and all that it has not is told at once', async () => {
    const project = projectWith(
      'stages:\n  a: { gpus: 0.5, command: "true", timeout: 1h }\n  b: { tty: true, stagger: 5s, command: "true" }\n',
      HOST,
    );
    const { code, stderr } = await run(project, '--on', 'cluster');
    expect(code).toBe(2);
    for (const key of ['gpu (a part of one)', 'tty', 'stagger'])
      expect(stderr).toContain(`\`${key}\`, which \`cluster\` cannot be asked for yet`);
    expect(stderr).toContain('b has no `timeout`, and the executor no `time`');
    expect(project.journal('s')).toEqual([]);
  });

  it('must be such that nobody need stay, where all is left to the cluster: what cannot is told at once, with its place', async () => {
    const project = projectWith(
      `matrix: { n: [1, 2] }
on_failure: stop
timeout: 1h
stages:
  here: { over: [], on: local, command: "true" }
  part: { gpus: 0.5, command: "echo {{n}}" }
  more:
    gpus: 1
    chain: { over: n, gpu: same }
    retry: { max: 1, on: [oom], escalate: { gpus: [2], on: [oom] } }
    limits: [{ max: 2 }, { max: 3, by: [n] }]
    begin: 22:00
    command: "true"
`,
      HOST,
    );
    const { code, stderr } = await run(project, '--on', 'cluster', '--detach');
    expect(code).toBe(2);
    expect(project.journal('s')).toEqual([]);
    expect(stderr.replaceAll(/\d+ \|.*\n/g, '')).toMatchInlineSnapshot(`
      "error: \`on_failure: stop\`, and with --detach nobody stays to see to that
      hint: leave it out, or stay: \`-d\` in place of \`--detach\` has a runner see the jobs through

      sweep.yaml:6:25: error: here has \`on: local\`, and with --detach nobody stays here to run that
                |                         ^^^^^
      hint: \`--skip\` or \`--stage\` leaves these jobs out; \`sweep run\` does them when the others have ended

      sweep.yaml:7:17: error: part_1, part_2 have a part of a GPU, which Slurm does not give out
                |                 ^^^
      hint: ask for whole GPUs

      sweep.yaml:10:28: error: more_2 has \`gpu: same\`, and Slurm chooses the GPUs of each job anew
               |                            ^^^^
      hint: leave it out

      sweep.yaml:11:27: error: more_1, more_2 have \`retry.on\` with one of \`exit\` and \`oom\`, which a node cannot tell from each other
               |                           ^^^
      hint: name both, or neither

      sweep.yaml:11:52: error: more_1, more_2 have \`retry.escalate\`, and Slurm starts a job anew as it was submitted
               |                                                    ^
      hint: leave it out, or stay: \`-d\` in place of \`--detach\` has a runner see the jobs through

      sweep.yaml:12:26: error: more_1, more_2 have two limits, and Slurm keeps one for each job
               |                          ^^^^^^^^^^^^^^^^^^^
      hint: leave it out, or stay: \`-d\` in place of \`--detach\` has a runner see the jobs through

      sweep.yaml:13:12: error: more_1, more_2 have \`begin\`, for which a runner waits
               |            ^^^^^
      hint: leave it out, or stay: \`-d\` in place of \`--detach\` has a runner see the jobs through

      8 errors in sweep.yaml
      "
    `);
    const said = await run(project, '--on', 'cluster', '--detach', '--canary', '--fail-fast', '--fail-alike', '3');
    expect(said.code).toBe(2);
    expect(said.stderr).toContain('--canary, --fail-fast, --fail-alike: with --detach nobody stays to see to that');
  });

  inLong(() => {
    it('must be no more than the cluster takes, where all is left to it', async () => {
      const host = 'executors:\n  cluster: { kind: slurm, time: 1h, max_submitted: 2 }\n';
      const project = projectWith('matrix: { n: [1, 2, 3] }\ncommand: "true"\n', host);
      const { code, stderr } = await run(project, '--on', 'cluster', '--detach');
      expect(stderr).toContain('--detach would submit 3 jobs at once, and `cluster` takes 2\nhint: ');
      expect(code).toBe(2);
      expect(project.journal('s')).toEqual([]);
    });
  });

  // Where Slurm is installed without a controller its commands try for some twenty seconds.
  inLong(() => {
    it('must answer, or nothing is begun', async () => {
      const project = projectWith('timeout: 1h\ncommand: "true"\n', HOST);
      const { code, stderr } = await run(project, '--on', 'cluster');
      expect(stderr).toContain('`cluster` is not there: scontrol ');
      expect(code).toBe(75);
      expect(project.journal('s')).toEqual([]);
    });

    it('is this machine where the command says so, whatever the host file says', async () => {
      const project = projectWith('command: echo here\n', `${HOST}default_executor: cluster\n`);
      expect((await run(project, '--on', 'local')).code).toBe(0);
    });
  });
});

/** A project in whose PATH the commands of Slurm say these. */
function projectWithSlurm(sweep: string, says: Readonly<Record<string, string>>) {
  const project = projectWith(sweep, 'executors:\n  cluster: { kind: slurm, time: 1h, gpu_type: a100 }\n');
  for (const [command, text] of Object.entries(says)) {
    project.write(`bin/${command}`, `#!/bin/sh\ncat <<'END'\n${text}\nEND\n`);
    chmodSync(project.path('bin', command), 0o755);
  }
  const env = { PATH: `${project.path('bin')}:${process.env['PATH'] ?? ''}` };
  return { project, sweep: (...words: readonly string[]) => project.start(words, env).ended };
}

const SLURM = {
  scontrol: 'ClusterName = alps\nMaxArraySize = 1001\nMaxJobCount = 10000\nSLURM_VERSION = 22.05.8',
  sinfo: 'gpu*|up|30:00|2|gpu:a100:4',
  sbatch: '',
};

describe('a plan for a cluster', () => {
  const SWEEP = `matrix: { n: [1, 2] }
stages:
  fetch: { over: [], on: local, command: fetch }
  train: { needs: fetch, gpus: 1, timeout: 10m, command: 'train {{n}}' }
  long: { over: [], command: long }
`;

  it('tells what would be submitted, what stays here, and what the cluster does not take; it is valid by its schema', async () => {
    const { project, sweep } = projectWithSlurm(SWEEP, SLURM);
    const { stdout, code } = await sweep('plan', 'sweep.yaml', '--on', 'cluster', '--json');
    const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
    expect(ajv.validate(SCHEMA, JSON.parse(stdout)), ajv.errorsText()).toBe(true);
    const { cluster } = JSON.parse(stdout) as PlanJson;
    expect(cluster).toMatchObject({ name: 'cluster', jobs: 3, here: 1 });
    expect(cluster?.requests.map(({ stages, jobs, first, arrays }) => [stages, jobs, first, arrays])).toEqual([
      [['train'], 2, 0, 0],
      [['long'], 1, 1, 1],
    ]);
    expect(cluster?.problems).toEqual([
      'cluster takes none of the 1 like long: they ask for 1h, and the partition gives 30m',
    ]);
    expect(code).toBe(0);
    expect(project.journal('s')).toEqual([]);
  });

  it.each(
    someOf([
      [['--on', 'clutser'], 'did you mean `cluster`?'],
      [['--on', 'cluster', '--format', 'dot'], '--on is told as a table or as json, and not as dot'],
    ]),
  )('is refused with %j', async (words, message) => {
    const { sweep } = projectWithSlurm(SWEEP, {});
    const { code, stderr } = await sweep('plan', 'sweep.yaml', ...words);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

inLong(() => {
  it('a host file is told all that is wrong with its clusters', async () => {
    const project = projectWith(
      'command: "true"\n',
      'executors:\n  local: { kind: slurm }\n  a: { kind: pbs }\n  b: { kind: slurm, partitoin: gpu }\n',
    );
    const { code, stderr } = await project.sweep('check', '.sweep-host.yaml');
    expect(code).toBe(2);
    expect(stderr).toMatch(/\.sweep-host\.yaml:3:\d+/);
    expect(stderr).toContain('partition');
    project.write(
      '.sweep-host.yaml',
      'executors:\n  local: { kind: slurm, poll: 0.1s, sbatch: [--array=0-3, -p gpu] }\n',
    );
    const second = await project.sweep('check', '.sweep-host.yaml');
    expect(second.stderr).toContain('`local` is this machine itself');
    expect(second.stderr).toContain('`--array` is said by sweep itself');
    expect(second.stderr).toContain('`-p gpu` is no long option');
    expect(second.stderr).toContain('`poll` must be at least 1s');
  });
});
