import { someOf } from '../../model/text/some-of.ts';
import { count } from '../text/phrases.ts';

/** What a run would give a cluster, in `sweep plan --on NAME --json`. */
export interface ClusterPlanJson {
  /** As the host file calls it. */
  readonly name: string;
  /** Jobs that would go there, and those that would run on this machine. */
  readonly jobs: number;
  readonly here: number;
  /** As many of them are queued or run at once. */
  readonly maxSubmitted: number;
  /** That they take at the most by the limits that Slurm is given, if each runs once. */
  readonly gpuHours: number;
  readonly requests: readonly ClusterRequestJson[];
  /** Why the cluster would not take some of them, or could not be asked. */
  readonly problems: readonly string[];
}

/** Jobs that ask for the same, and so are tasks of the same arrays. */
export interface ClusterRequestJson {
  readonly stages: readonly string[];
  readonly jobs: number;
  /** Those that are submitted when the run begins, and in how many arrays; the others are when they can start. */
  readonly first: number;
  readonly arrays: number;
  /** What sbatch is told that they ask for. */
  readonly options: readonly string[];
}

/** Lines for people. */
export function clusterPlanText({
  name,
  jobs,
  here,
  maxSubmitted,
  gpuHours,
  requests,
  problems,
}: ClusterPlanJson): string {
  const hours = gpuHours === 0 ? '' : `, ${Math.ceil(10 * gpuHours) / 10} GPU-hours at the most`;
  const most = jobs > maxSubmitted ? `, no more than ${maxSubmitted} at once` : '';
  return [
    `On ${name}: ${count(jobs, 'job')}${most}${hours}`,
    ...requests.map(tellRequest),
    ...(here === 0 ? [] : [`On this machine: ${count(here, 'job')}`]),
    ...problems,
  ].join('\n');
}

const STAGES_TOLD = 3;

function tellRequest({ stages, jobs, first, arrays, options }: ClusterRequestJson): string {
  const of = someOf(stages.slice(0, STAGES_TOLD), stages.length);
  const when =
    first === 0 ? 'as they can start' : `${first === jobs ? 'all' : first} at once in ${count(arrays, 'array')}`;
  return `  ${jobs} of ${of}, ${when}: ${options.join(' ')}`;
}
