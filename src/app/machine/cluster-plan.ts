import { largestArray } from '../../launch/slurm/arrays.ts';
import type { Controller } from '../../launch/slurm/controller.ts';
import { longestOf, type Partition, partitionsMeant } from '../../launch/slurm/partitions.ts';
import { requestWords, signatureOf, type SlurmRequest, slurmRequest } from '../../launch/slurm/request.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Job } from '../../model/plan.ts';
import type { SlurmSettings } from '../../model/executor.ts';
import { nearest } from '../../model/text/nearest.ts';
import { spellDuration } from '../../model/text/duration.ts';
import { seconds } from '../../model/units.ts';
import type { ClusterPlanJson, ClusterRequestJson } from '../../report/plan/cluster-plan.ts';
import type { ChosenExecutor } from './executors.ts';

/** What a run would give a cluster, and what it would keep. */
export interface ClusterPart extends ChosenExecutor {
  /** In the order of the plan; each of them has a request. */
  readonly there: readonly Job[];
  readonly here: readonly Job[];
}

/** Requests that sbatch is asked about; of more kinds the first ones. */
const MOST_ASKED = 16;

/** What arrays of jobs would be submitted, and what the cluster has against them. Submits nothing. */
export async function clusterPlanOf(
  { name, settings, there, here }: ClusterPart,
  controller: Controller,
): Promise<ClusterPlanJson> {
  const [facts, partitions] = await Promise.all([controller.facts(), controller.partitions()]);
  const kinds = kindsOf(there, settings);
  const first = firstSubmitted({ there, here }, settings.maxSubmitted);
  const size = largestArray(typeof facts === 'string' ? Infinity : facts.maxArraySize);
  return {
    ...{ name, jobs: there.length, here: here.length, maxSubmitted: settings.maxSubmitted },
    gpuHours: kinds.reduce(
      (sum, { jobs, request }) => sum + (jobs.length * request.nodes * request.gpus * request.minutes) / 60,
      0,
    ),
    requests: kinds.map(({ jobs, request }): ClusterRequestJson => {
      const atOnce = jobs.filter((job) => first.has(job)).length;
      return {
        stages: [...new Set(jobs.map(({ stage }) => stage))],
        ...{ jobs: jobs.length, first: atOnce, arrays: Math.ceil(atOnce / size) },
        options: requestWords(request, settings),
      };
    }),
    problems:
      typeof facts === 'string' || typeof partitions === 'string'
        ? [
            `${name} could not be asked about its limits: ${[facts, partitions].find((answer) => typeof answer === 'string') ?? ''}`,
          ]
        : await problemsOf(kinds, { name, settings }, partitions, controller),
  };
}

/** Jobs that ask for the same. */
interface Kind {
  readonly jobs: readonly Job[];
  readonly request: SlurmRequest;
}

function kindsOf(jobs: readonly Job[], settings: SlurmSettings): readonly Kind[] {
  const known = jobs.flatMap((job) => {
    const request = slurmRequest(job, settings);
    return request === null ? [] : [{ job, request }];
  });
  return [...groupBy(known, ({ request }) => signatureOf(request)).values()].flatMap((alike) => {
    const [one] = alike;
    return one === undefined ? [] : [{ jobs: alike.map(({ job }) => job), request: one.request }];
  });
}

/** Those that need no other job of the run, as many as may be submitted at once. */
function firstSubmitted({ there, here }: Pick<ClusterPart, 'there' | 'here'>, most: number): ReadonlySet<Job> {
  const ids = new Set([...there, ...here].map(({ id }) => id));
  return new Set(there.filter(({ needs }) => !needs.some(({ job }) => ids.has(job))).slice(0, most));
}

/** What the cluster has against jobs, a sentence each: by its partitions, and by what sbatch says of those that these would take. */
async function problemsOf(
  kinds: readonly Kind[],
  { name, settings }: ChosenExecutor,
  all: readonly Partition[],
  controller: Controller,
): Promise<readonly string[]> {
  const partitions = partitionsMeant(all, settings.partition);
  if (partitions.length === 0) return [noPartition(name, settings.partition, all)];
  const longest = longestOf(partitions);
  const isTooLong = ({ request }: Kind): boolean => longest !== null && 60 * request.minutes > longest;
  const told = await Promise.all(
    kinds
      .filter((kind) => !isTooLong(kind))
      .slice(0, MOST_ASKED)
      .map(async ({ jobs, request }) => {
        const objection = await controller.objection(request);
        return objection === null
          ? []
          : [`${name} takes none of the ${jobs.length} like ${labelOf(jobs)}: ${objection}`];
      }),
  );
  return [
    ...kinds.filter(isTooLong).map(({ jobs, request }) => {
      const asked = spellDuration(seconds(60 * request.minutes));
      return `${name} takes none of the ${jobs.length} like ${labelOf(jobs)}: they ask for ${asked}, and the partition gives ${spellDuration(longest ?? seconds(0))}`;
    }),
    ...told.flat(),
  ];
}

function labelOf([job]: readonly Job[]): string {
  return job?.label ?? '';
}

/** That a cluster has no partition which jobs would go to, in words. */
export function noPartition(name: string, partition: string | null, all: readonly Partition[]): string {
  const names = all.map((one) => one.name);
  if (partition === null)
    return `${name} has no partition for jobs that name none: \`partition\` must be one of ${names.join(', ')}`;
  const near = nearest(partition, names);
  return `${name} has no partition ${partition}${near === null ? '' : `; did you mean ${near}?`}`;
}
