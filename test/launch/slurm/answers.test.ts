import { describe, expect, it } from 'vitest';
import {
  accountRows,
  complaintOf,
  configured,
  isHopeless,
  mayPass,
  queueRows,
  stageOf,
  stateInMessages,
  submittedId,
  wasTaken,
} from '../../../src/launch/slurm/answers.ts';

describe('an answer of squeue', () => {
  it('tells each task of an array by the name of that', () => {
    expect(queueRows('12|3|RUNNING|0|5|beam.1f|None\n12|4|PENDING|4294901700|0|beam.1f|Resources\n')).toEqual([
      { id: '12', index: 3, state: 'RUNNING', priority: 0, nice: 5, array: 'beam.1f', reason: 'None' },
      { id: '12', index: 4, state: 'PENDING', priority: 4294901700, nice: 0, array: 'beam.1f', reason: 'Resources' },
    ]);
  });

  it.each([
    ['a job that is no array', '12|N/A|RUNNING|1|0|beam.1f|None\n'],
    ['tasks that it does not split', '12|[0-7]|PENDING|1|0|beam.1f|None\n'],
    ['nothing', ''],
    ['what is no row', 'slurm_load_jobs error: Invalid user\n'],
  ])('leaves out %s', (_, text) => {
    expect(queueRows(text)).toEqual([]);
  });

  it('may hold bars in the reason, which comes last', () => {
    expect(queueRows('1|0|PENDING|1|0|a|(a|b)\n')[0]?.reason).toBe('(a|b)');
  });
});

describe('an answer of sacct', () => {
  it('tells tasks by the same names, whoever cancelled them', () => {
    expect(accountRows('12_3|CANCELLED by 1000|beam.1f\n12_3.batch|CANCELLED|batch\n12|COMPLETED|other\n')).toEqual([
      { id: '12', index: 3, state: 'CANCELLED', priority: 0, nice: 0, array: 'beam.1f', reason: '' },
    ]);
  });
});

describe('a state of Slurm', () => {
  it.each([
    ['PENDING', 'queued'],
    ['CONFIGURING', 'queued'],
    ['REQUEUED', 'queued'],
    ['RUNNING', 'running'],
    ['COMPLETING', 'running'],
    ['SUSPENDED', 'running'],
    ['STAGE_OUT', 'running'],
    ['A_STATE_OF_TOMORROW', 'running'],
    ['COMPLETED', 'over'],
    ['CANCELLED', 'over'],
    ['NODE_FAIL', 'over'],
    ['OUT_OF_MEMORY', 'over'],
    ['TIMEOUT', 'over'],
  ] as const)('%s is %s', (state, stage) => {
    expect(stageOf(state)).toBe(stage);
  });

  it('says of some ends that the node was taken', () => {
    expect(['PREEMPTED', 'NODE_FAIL', 'BOOT_FAIL', 'FAILED', 'CANCELLED', 'TIMEOUT'].map(wasTaken)).toEqual([
      ...[true, true, true],
      ...[false, false, false],
    ]);
  });

  it.each([
    ['Resources', false],
    ['Priority', false],
    ['JobHeldUser', false],
    ['BeginTime', false],
    ['PartitionTimeLimit', true],
    ['BadConstraints', true],
    ['ReqNodeNotAvail, UnavailableNodes:n1', false],
    ['PartitionNodeLimit (more than there are)', true],
  ])('waits in vain for %s: %s', (reason, expected) => {
    expect(isHopeless(reason)).toBe(expected);
  });
});

describe('what Slurm writes into the output of a task', () => {
  it.each([
    ['slurmstepd: error: *** JOB 7 ON n1 CANCELLED AT 2026-01-01T00:00:00 DUE TO TIME LIMIT ***', 'TIMEOUT'],
    ['slurmstepd: error: *** JOB 7 ON n1 CANCELLED AT 2026-01-01T00:00:00 DUE TO PREEMPTION ***', 'PREEMPTED'],
    [
      'slurmstepd: error: *** JOB 7 ON n1 CANCELLED AT 2026-01-01T00:00:00 DUE TO NODE FAILURE, SEE SLURMCTLD LOG FOR DETAILS ***',
      'NODE_FAIL',
    ],
    ['slurmstepd: error: *** JOB 7 ON n1 CANCELLED AT 2026-01-01T00:00:00 ***', 'CANCELLED'],
    ['slurmstepd: error: Detected 1 oom_kill event in StepId=7.batch.', 'OUT_OF_MEMORY'],
    ['sweep: no task 7', null],
    ['', null],
  ])('%s tells %s', (text, state) => {
    expect(stateInMessages(`setup\n${text}\n`)).toBe(state);
  });
});

describe('sbatch', () => {
  it.each([
    ['123\n', { id: '123', cluster: null }],
    ['123;alps\n', { id: '123', cluster: 'alps' }],
    ['sbatch: a greeting of the site\n123\n', { id: '123', cluster: null }],
    ['Submitted batch job 123\n', null],
    ['', null],
  ])('says %j and means %j', (text, expected) => {
    expect(submittedId(text)).toEqual(expected);
  });

  it.each([
    ['sbatch: error: Batch job submission failed: Resource temporarily unavailable', true],
    ['sbatch: error: Slurm temporarily unable to accept job, sleeping and retrying', true],
    ['sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)', true],
    ['sbatch: error: Batch job submission failed: Socket timed out on send/recv operation', true],
    [
      "sbatch: error: Batch job submission failed: Job violates accounting/QOS policy (job submit limit, user's size and/or time limits)",
      true,
    ],
    ['sbatch: error: invalid partition specified: gpus', false],
    ['sbatch: error: Batch job submission failed: Requested node configuration is not available', false],
    ['sbatch: error: Batch job submission failed: Invalid account or account/partition combination specified', false],
    ['sbatch: unrecognized option', false],
  ])('%s may pass: %s', (message, expected) => {
    expect(mayPass(message)).toBe(expected);
  });

  it('is quoted by the line that tells most', () => {
    const text =
      'sbatch: error: invalid partition specified: x\nsbatch: error: Batch job submission failed: Invalid\n\n';
    expect(complaintOf(text)).toBe('Batch job submission failed: Invalid');
    expect(complaintOf('')).toBe('it says nothing');
  });
});

describe('the configuration of a cluster', () => {
  it('is read by name', () => {
    const text = 'Configuration data as of 2026\nClusterName             = alps\nMaxArraySize            = 1001\n';
    expect([configured(text, 'ClusterName'), configured(text, 'MaxArraySize'), configured(text, 'MaxJob')]).toEqual([
      'alps',
      '1001',
      null,
    ]);
  });
});
