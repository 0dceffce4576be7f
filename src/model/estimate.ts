import type { Job, QueueOrder, WideJobs } from './plan.ts';
import type { Allocation, GpuView } from './resources.ts';
import type { Seconds } from './units.ts';

/** What is thought to be known of how long a job takes. */
export interface Expected {
  readonly seconds: Seconds;
  /**
   * `history`: the median of what its cell, else its class took; `timeout`: its limit, which is the longest that it can
   * take; `guess`: the median of the others.
   */
  readonly from: 'history' | 'timeout' | 'guess';
}

/** The least time in which a set of jobs can be done. */
export interface LowerBound {
  readonly seconds: Seconds;
  /** What it is that takes so long: jobs that wait for each other, the GPUs, the CPU slots, or a limit. */
  readonly by: 'chain' | 'gpus' | 'slots' | 'limit';
}

/** A job as it would run. */
export interface EstimatedRun {
  readonly job: Job;
  /** From the beginning of the run; 0 for a job that runs already. */
  readonly from: Seconds;
  readonly to: Seconds;
  readonly allocation: Allocation;
  readonly expected: Expected;
}

/** What a run would come to if every job succeeded at once and took as long as is expected. */
export interface Estimate {
  /** From the beginning of the run to the end of its last job. */
  readonly makespan: Seconds;
  /** Which of equally urgent jobs went first. */
  readonly order: QueueOrder;
  /** What became of jobs that did not fit. */
  readonly wideJobs: WideJobs;
  /** No schedule can be shorter. */
  readonly bound: LowerBound;
  /** In the order of their beginnings. */
  readonly runs: readonly EstimatedRun[];
  readonly gpus: readonly GpuView[];
  readonly slots: number;
  /** GPU time, parts of a GPU counted as such. */
  readonly gpuSeconds: Seconds;
  readonly slotSeconds: Seconds;
  /** The part of the GPUs' time until the last job ends in which they are held; null when nothing runs on GPUs. */
  readonly busy: number | null;
  /** How many of the durations are from where. */
  readonly durations: Readonly<Record<Expected['from'], number>>;
  /** Jobs that would not run, in plan order, with the reason. */
  readonly cannotRun: readonly { readonly job: Job; readonly because: string }[];
}
