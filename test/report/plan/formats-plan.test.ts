import { describe, expect, it } from 'vitest';
import type { Job, JobId, Plan } from '../../../src/model/plan.ts';
import type { Verdict } from '../../../src/model/verdict.ts';
import { planDot } from '../../../src/report/plan/plan-dot.ts';
import { planMermaid } from '../../../src/report/plan/plan-mermaid.ts';
import { planSh } from '../../../src/report/export/plan-sh.ts';
import { planSbatch } from '../../../src/report/export/plan-sbatch.ts';
import { planTsp } from '../../../src/report/export/plan-tsp.ts';
import { bytes } from '../../../src/model/units.ts';
import { sketchPlan, type JobSketch } from '../../rig/plan.ts';

function verdicts(plan: Plan, given: Readonly<Record<string, Verdict>> = {}): Map<JobId, Verdict> {
  return new Map(plan.jobs.map((job) => [job.id, given[job.id] ?? { state: 'new', because: null }]));
}

const FAN: readonly JobSketch[] = [
  { id: 'prepare', stage: 'prepare' },
  { id: 'eval-a', stage: 'eval', gpus: 2, slots: 4, timeout: 90, needs: ['prepare'] },
  {
    id: 'eval-b',
    stage: 'eval',
    gpus: 1,
    timeout: 3600,
    needs: ['prepare', { on: 'eval-a', when: 'always', via: 'chain' }],
  },
  { id: 'report', stage: 'report', needs: ['eval-a', 'eval-b'] },
  { id: 'publish', stage: 'publish', needs: [{ on: 'report', when: 'always' }] },
  {
    id: 'alarm',
    stage: 'alarm',
    needs: [
      { on: 'eval-a', when: 'failure' },
      { on: 'eval-b', when: 'failure' },
    ],
  },
];

describe('the graph of a plan', () => {
  it('is for Graphviz a box a job by its state, an arrow a need by its kind, a cluster a stage', () => {
    const plan = sketchPlan(FAN);
    const dot = planDot(plan, verdicts(plan, { prepare: { state: 'fresh', because: null } }));
    expect(dot).toContain('  subgraph cluster_1 {\n    label="eval";\n');
    expect(dot).toContain('    "prepare" [label="prepare", fillcolor="#c8e6c9"];\n');
    expect(dot).toContain('"eval-a" [label="eval-a\\n2 GPUs, at most 1m 30s", fillcolor="#ffffff"];');
    expect(dot).toContain('  "prepare" -> "eval-a";\n');
    expect(dot).toContain('  "report" -> "publish" [style=dashed];\n');
    expect(dot).toContain('  "eval-a" -> "alarm" [style=dotted, color="#c62828", label="failure"];\n');
  });

  it('is for Mermaid the same', () => {
    const plan = sketchPlan(FAN);
    const lines = planMermaid(plan, verdicts(plan, { prepare: { state: 'fresh', because: null } })).split('\n');
    expect(lines.slice(0, 7)).toEqual([
      'flowchart LR',
      '  subgraph s0["prepare"]',
      '    j0["prepare"]:::fresh',
      '  end',
      '  subgraph s1["eval"]',
      '    j1["eval-a<br>2 GPUs, at most 1m 30s"]:::new',
      '    j2["eval-b<br>1 GPU, at most 1h"]:::new',
    ]);
    expect(lines).toContain('  j0 --> j1');
    expect(lines).toContain('  j3 -.-> j4');
    expect(lines).toContain('  j1 -.->|failure| j5');
    expect(lines.filter((line) => line.startsWith('  classDef'))).toHaveLength(2);
  });

  it('needs no clusters when there is one stage', () => {
    const plan = sketchPlan([{ id: 'a' }]);
    expect(planDot(plan, verdicts(plan))).not.toContain('subgraph');
    expect(planMermaid(plan, verdicts(plan))).not.toContain('subgraph');
  });
});

/** The lines that queue jobs, without those that make folders. */
const queueing = (script: string) => script.split('\n').filter((line) => /^j\d+/.test(line));
const folderOf = (job: Job) => `/p/jobs/${job.id}`;

describe('the commands for the GPU task-spooler', () => {
  it('ask for GPUs and slots, wait for success or for any end, and carry label and limit', () => {
    expect(queueing(planTsp(sketchPlan(FAN), folderOf))).toEqual([
      'j0=$(CUDA_VISIBLE_DEVICES= SWEEP_GPU_COUNT=0 tsp -G 0 -L prepare bash "$scripts"/prepare.sh --job)',
      'j1=$(SWEEP_GPU_COUNT=2 tsp -G 2 -N 4 -W "$j0" -L eval-a timeout -s TERM -k 0.001 90 bash "$scripts"/eval-a.sh --job)',
      'j2_ended=$(tsp -G 0 -L j2_ended -D "$j1" true)',
      'j2=$(SWEEP_GPU_COUNT=1 tsp -G 1 -W "$j0,$j2_ended" -L eval-b timeout -s TERM -k 0.001 3600 bash "$scripts"/eval-b.sh --job)',
      'j3=$(CUDA_VISIBLE_DEVICES= SWEEP_GPU_COUNT=0 tsp -G 0 -W "$j1,$j2" -L report bash "$scripts"/report.sh --job)',
      'j4=$(CUDA_VISIBLE_DEVICES= SWEEP_GPU_COUNT=0 tsp -G 0 -D "$j3" -L publish bash "$scripts"/publish.sh --job)',
      `j5_failure0=$(tsp -G 0 -L j5_failure0 -D "$j1,$j2" bash -c 'for id; do tsp -w "$id" || exit 0; done; exit 1' - $j1 $j2)`,
      'j5=$(CUDA_VISIBLE_DEVICES= SWEEP_GPU_COUNT=0 tsp -G 0 -W "$j5_failure0" -L alarm bash "$scripts"/alarm.sh --job)',
    ]);
  });

  it('carry the niceness of a job over', () => {
    const plan = sketchPlan([{ id: 'a', nice: 5, timeout: 60 }, { id: 'b' }]);
    const nices = [...planTsp(plan, folderOf).matchAll(/nice.*/g)].map(([found]) => found);
    expect(nices).toEqual(['nice -n 5 bash "$scripts"/a.sh --job)']);
  });

  it('say to Slurm when a job may begin, in its own words, and that others cannot', () => {
    const plan = sketchPlan([{ id: 'a', begin: '22:00' }, { id: 'b', begin: 'now+1h30m' }, { id: 'c' }]);
    const begins = [...planSbatch(plan, folderOf).matchAll(/--begin=(\S+)/g)].map(([, found]) => found);
    expect(begins).toEqual(['22:00', 'now+5400']);
    expect(planTsp(plan, folderOf)).toContain('\n# Not carried over: begin (2 jobs).\n');
  });

  it('say what they cannot carry over', () => {
    const plan = sketchPlan([
      { id: 'a', gpuIds: ['0'], retry: { max: 2 }, priority: 3 },
      { id: 'b', priority: -1 },
    ]);
    expect(planTsp(plan, folderOf)).toContain(
      '\n# Not carried over: gpu_ids (1 job), retry (1 job), priority (2 jobs).\n',
    );
  });
});

describe('a script for another queue, or for bash alone', () => {
  const SCRIPTS: readonly (readonly [format: string, write: (plan: Plan) => string])[] = [
    ['tsp', (plan) => planTsp(plan, folderOf)],
    ['sbatch', (plan) => planSbatch(plan, folderOf)],
    ['sh', (plan) => planSh(plan, (job) => ({ script: 'true', folder: folderOf(job), outputs: [] }))],
  ];
  const SPAN = { file: 's.yaml', start: 0, end: 0 };

  it.each(SCRIPTS)('says in its head what of the sweep it leaves out: %s', (_, write) => {
    const { jobs, ...rest } = sketchPlan([{ id: 'a', retry: { max: 1 } }, { id: 'b' }]);
    const kept = { split: true, compress: true, maxLog: bytes(2 ** 20) };
    const plan: Plan = {
      ...rest,
      jobs: jobs.map((job) => ({ ...job, ...kept })),
      onFailure: 'stop',
      snapshot: { link: [], span: SPAN },
      hooks: { run_end: 'true' },
    };
    expect(write(plan)).toContain(
      '\n# Not carried over: retry (1 job), split (2 jobs), compress (2 jobs), max_log (2 jobs), on_failure (the other jobs go on), snapshot (jobs run in the project itself), hooks.\n',
    );
  });

  it.each(SCRIPTS)(
    'says nothing of the kind where it leaves nothing out, and counts a single job as one: %s',
    (_, write) => {
      const script = write(sketchPlan([{ id: 'a' }]));
      expect(script).not.toContain('Not carried over');
      expect(script).toMatch(/\b1 job\b/);
      expect(script).not.toContain('1 jobs');
    },
  );
});

/** FAN, but `alarm` has no partner that could fail, and `cheer` waits for it. */
function withoutPartner(): Plan {
  const plan = sketchPlan([...FAN.slice(0, 5), { id: 'alarm' }, { id: 'cheer', needs: ['alarm'] }]);
  return { ...plan, jobs: plan.jobs.map((job) => (job.id === 'alarm' ? { ...job, moot: 'eval' } : job)) };
}

describe('a job that can never run', () => {
  it('is queued nowhere, nor is what waits for its success', () => {
    for (const script of [planTsp(withoutPartner(), folderOf), planSbatch(withoutPartner(), folderOf)]) {
      expect(queueing(script)).toHaveLength(script.includes('sbatch') ? 5 : 6);
      expect(script).not.toMatch(/alarm|cheer/);
    }
  });
});

describe('the commands for Slurm', () => {
  it('ask for one node with that many GPUs, round limits up to minutes, and wait for success or for any end', () => {
    const always = '--kill-on-invalid-dep=yes --export=ALL';
    const of = (id: string, gpus: number, asks: string) =>
      `$(SWEEP_GPU_COUNT=${gpus} sbatch --parsable --job-name=test.${id} --nodes=1 --ntasks=1 ${asks} ${always} --output="$logs"/${id}.log "$scripts"/${id}.sh)`;
    expect(queueing(planSbatch(sketchPlan(FAN), folderOf))).toEqual([
      `j0=${of('prepare', 0, '--cpus-per-task=1')}`,
      `j1=${of('eval-a', 2, '--cpus-per-task=4 --gres=gpu:2 --time=2 --dependency="afterok:$j0"')}`,
      `j2=${of('eval-b', 1, '--cpus-per-task=1 --gres=gpu:1 --time=60 --dependency="afterok:$j0,afterany:$j1"')}`,
      `j3=${of('report', 0, '--cpus-per-task=1 --dependency="afterok:$j1:$j2"')}`,
      `j4=${of('publish', 0, '--cpus-per-task=1 --dependency="afterany:$j3"')}`,
      `j5_failure0=$(sbatch --parsable --job-name=test.alarm.failure0 --nodes=1 --ntasks=1 --time=1 --dependency="afternotok:$j1?afternotok:$j2" ${always} --output=/dev/null --wrap=true)`,
      `j5=${of('alarm', 0, '--cpus-per-task=1 --dependency="afterok:$j5_failure0,afterany:$j1:$j2"')}`,
    ]);
  });

  it('ask for all nodes of a job that is spread, and for the CPUs of its steps', () => {
    expect(planSbatch(sketchPlan([{ id: 'a', nodes: 2, slots: 8, gpus: 4 }]), folderOf)).toContain(
      'j0=$(SWEEP_GPU_COUNT=4 SRUN_CPUS_PER_TASK=8 sbatch --parsable --job-name=test.a --nodes=2 --ntasks-per-node=1 --cpus-per-task=8 --gres=gpu:4 ',
    );
  });

  it('take a job whose failure is allowed for done when it has ended', () => {
    const plan = sketchPlan([{ id: 'a' }, { id: 'b', needs: ['a'], allowFailure: true }, { id: 'c', needs: ['b'] }]);
    expect(planSbatch(plan, folderOf)).toContain('--dependency="afterok:$j0,afterany:$j1"');
  });
});
