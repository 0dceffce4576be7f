import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanJson } from '../../src/report/plan/plan.ts';
import { ClusterProject, linesOf } from '../rig/cluster-project.ts';
import { Slurm } from '../rig/slurm.ts';
import { until } from '../rig/until.ts';

let slurm: Slurm;

beforeAll(async () => {
  slurm = await Slurm.start({ nodes: 2, cpus: 4, gpus: 2, lines: ['MinJobAge=300'] });
});

afterAll(async () => {
  await slurm.stop();
});

const projectOf = (sweep: string): ClusterProject => new ClusterProject(slurm, sweep);

const isEmpty = async (): Promise<boolean> => (await slurm.queue()).length === 0;

/** A rank of a job over two nodes, which notes the signals that it gets and needs a while to end. */
const RANK = `
  cat > rank.sh <<'END'
  trap 'echo USR1 $SLURMD_NODENAME >> heard; sleep 1; echo saved > saved-$SLURM_PROCID; exit 0' USR1
  trap 'echo TERM >> heard; exit 1' TERM
  echo $SLURMD_NODENAME > up-$SLURM_PROCID
  while :; do sleep 0.1; done
  END
`;

const hasBegun = (project: ClusterProject): boolean => project.has('up-0') && project.has('up-1');

/** Each rank heard of it once, and by USR1 alone; each had its grace. */
function expectSaved(project: ClusterProject): void {
  expect([...linesOf(project.read('heard'))].sort()).toEqual(['USR1 n1', 'USR1 n2']);
  expect([project.has('saved-0'), project.has('saved-1')]).toEqual([true, true]);
}

describe('a job over several nodes', () => {
  it('has its command on the first of them, which starts its processes on all by srun: each with the CPUs and GPUs that it asks for', async () => {
    const project = projectOf(`
nodes: 2
slots: 3
gpus: 1
produces: [said-0, said-1]
command: |
  echo "$SWEEP_NODES $SLURM_JOB_NUM_NODES $SWEEP_GPU_COUNT" > first
  srun bash -c 'echo "$SLURMD_NODENAME $SLURM_NTASKS $SLURM_CPUS_PER_TASK $CUDA_VISIBLE_DEVICES $SWEEP_JOB" > said-$SLURM_PROCID'
`);
    const { code, stdout, stderr } = await project.onCluster();
    expect({ code, said: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, said: '' });
    expect(project.read('first')).toBe('2 2 1\n');
    const said = [project.read('said-0'), project.read('said-1')];
    expect(said.map((line) => line.split(' ')[0]).sort()).toEqual(['n1', 'n2']);
    for (const line of said) expect(line).toMatch(/^n[12] 2 3 [01] main\n$/);
  });

  it('has failed where a process of it does', async () => {
    const project = projectOf(
      "nodes: 2\ncommand: srun --kill-on-bad-exit bash -c '[ $SLURM_PROCID = 0 ] || exit 7; sleep 1000'\n",
    );
    expect((await project.onCluster()).code).toBe(1);
    expect(project.events('s', 'attempt-ended')[0]?.outcome).toMatchObject({ cause: 'exit' });
    await until('an empty queue', isEmpty);
  });

  it('gives each process its grace when its time is over', async () => {
    const project = projectOf(`nodes: 2\ntimeout: { after: 5s, grace: 30s }\ncommand: |${RANK}  srun bash rank.sh\n`);
    expect((await project.onCluster()).code).toBe(1);
    expect(project.events('s', 'attempt-ended')[0]?.outcome).toEqual({ cause: 'timeout', after: 5, code: 124 });
    expectSaved(project);
    await until('an empty queue', isEmpty);
  });

  it('gives each process its grace when it is killed, and is recorded as stopped', async () => {
    const project = projectOf(`nodes: 2\ntimeout: { after: 10m, grace: 30s }\ncommand: |${RANK}  srun bash rank.sh\n`);
    const running = project.run('--on', 'cluster');
    await until('its processes', () => hasBegun(project));
    await project.eventually('s', 'attempt-started', 1);
    expect((await project.sweep('kill', 'main', '--yes')).code).toBe(0);
    expect((await running.ended).code).toBe(1);
    expect(project.events('s', 'attempt-ended')[0]?.outcome).toMatchObject({ cause: 'stopped' });
    expectSaved(project);
    await until('an empty queue', isEmpty);
  });

  it('is killed on all nodes when its grace is over', async () => {
    const project = projectOf(`
nodes: 2
timeout: { after: 10m, grace: 1s }
command: |
  srun bash -c 'trap "" USR1; echo up > up-$SLURM_PROCID; while :; do echo >> alive-$SLURM_PROCID; sleep 0.1; done'
`);
    const running = project.run('--on', 'cluster');
    await until('its processes', () => hasBegun(project));
    await project.eventually('s', 'attempt-started', 1);
    expect((await project.sweep('kill', 'main', '--yes')).code).toBe(0);
    expect((await running.ended).code).toBe(1);
    expect(project.events('s', 'attempt-ended')[0]?.outcome).toMatchObject({ cause: 'stopped' });
    await until('an empty queue', isEmpty);
    const lines = () => [0, 1].map((rank) => project.read(`alive-${rank}`).length);
    let before: readonly number[] = [];
    await until('its end', () => {
      const isOver = String(before) === String(lines());
      before = lines();
      return isOver;
    });
  });

  it('is left to Slurm as any other, its retries included', async () => {
    const project = projectOf(`
stages:
  wide: { nodes: 2, retry: 1, command: 'srun bash -c "echo \\$SLURMD_NODENAME >> on; [ \\$SWEEP_ATTEMPT = 2 ]"' }
  after: { needs: wide, command: echo > after }
`);
    expect((await project.onCluster('--detach')).code).toBe(0);
    await until('an empty queue', async () => {
      await slurm.hurry();
      return isEmpty();
    });
    expect([...linesOf(project.read('on'))].sort()).toEqual(['n1', 'n1', 'n2', 'n2']);
    expect(project.has('after')).toBe(true);
  });

  it('is told in a plan with all its GPU-hours, and with what the cluster has against it', async () => {
    const project = projectOf(`
matrix: { n: [2, 3] }
nodes: '{{n}}'
gpus: 2
timeout: 57m
command: srun train
`);
    const { stdout } = await project.start(['plan', '--on', 'cluster', '--json'], slurm.environment).ended;
    const { cluster, jobs } = JSON.parse(stdout) as PlanJson;
    expect(jobs.map(({ nodes }) => nodes)).toEqual([2, 3]);
    expect(cluster?.gpuHours).toBe(10);
    expect(cluster?.problems).toEqual([expect.stringMatching(/^cluster takes none of the 1 like 3: /)]);
  });
});
