import { leastNice } from '../../host/system/niceness.ts';
import { hidingVariable } from '../../host/gpus/gpu-selection.ts';
import { createHost, type MachineHost, type MachineView } from '../../host/host.ts';
import { mayGetGpus, requestsOf, type Job, type Plan } from '../../model/plan.ts';
import { NO_GPUS, type ResourceRequest } from '../../model/resources.ts';
import { impossible, ONLY_ON_CLUSTER, type HostMakeup } from '../../schedule/decide/feasibility.ts';
import type { HostFile } from '../../language/host-file.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { POLICY_FILE } from './policy.ts';
import { gpusOf, limitsOf, type MachineFiles, type MachineFlags } from './limits.ts';

/** Why a command that looks at the GPUs takes so long. */
export const DRIVER_IS_SLOW =
  'the driver of the GPUs is slow to answer and is waited for; it answers at once with persistence mode on';

/**
 * The machine that jobs are to run on, as the command line says, else as the host file does. Refuses a choice of GPUs that
 * makes no sense or that the machine does not have.
 * @param plan  Of one to which jobs may be added the GPUs are looked at whatever it has by now.
 * @param slow called when the driver is slow, which is then waited for for a while; left out, it is not.
 */
export async function hostFor(
  { jobs, isOpen = false }: Pick<Plan, 'jobs' | 'isOpen'>,
  said: MachineFlags,
  { hostFile, policy }: MachineFiles,
  slow?: () => void,
): Promise<MachineHost> {
  const created = await createHost({
    limits: limitsOf(said, hostFile, policy),
    environment: process.env,
    needsGpus: isOpen || jobs.some(mayGetGpus),
    ...(slow === undefined ? {} : { slow }),
  });
  if (!created.ok) throw new Refusal(EXIT.invalid, created.message);
  return created.host;
}

/**
 * The requests of jobs that this host can never meet, each told once, with how many jobs make it; empty when it can meet all.
 *
 * @param least  The lowest `nice` that this user may give to a job.
 */
export function unmeetable(jobs: readonly Job[], view: MachineView, least = leastNice): readonly string[] {
  // GPUs that cannot be looked at now are taken to be there.
  const isKnown = view.probeFailure === null;
  const requests = unmeetableOn(jobs, view, (request) => (isKnown ? request : { ...request, ...NO_GPUS }));
  const needsGpus = jobs.some(mayGetGpus);
  const hidden = isKnown && needsGpus && view.gpus.length === 0 ? gpusHidden() : null;
  return [...requests, ...(hidden === null ? [] : [hidden]), ...tooLittleNice(jobs, least)];
}

/** That the environment of this command hides all GPUs, if it does; else null. */
export function gpusHidden(): string | null {
  const variable = hidingVariable(process.env);
  return variable === null ? null : `${variable} in the environment hides all GPUs from this command`;
}

/** The niceness that this user may not give to jobs here. */
function tooLittleNice(jobs: readonly Job[], leastOfUser: () => number): readonly string[] {
  if (jobs.every(({ nice }) => nice >= 0)) return [];
  const least = leastOfUser();
  const why = (nice: number) => `${NICE} of ${nice}, and this user may go no lower than ${least} (\`ulimit -e\`)`;
  return told(tally(jobs, ({ nice }) => (nice < least ? why(nice) : null)));
}

function unmeetableOn(
  jobs: readonly Job[],
  host: HostMakeup,
  counted: (request: ResourceRequest) => ResourceRequest,
): readonly string[] {
  const needs = tally(jobs, (job) => {
    const [first, ...escalated] = requestsOf(job).map((request) => impossible(counted(request), host));
    const later = escalated.find((problem) => problem !== null);
    return first ?? (later === undefined ? null : `after a failure ${later}`);
  });
  return told(needs);
}

/** Refuses jobs that ask for what cannot be met, as `unmeetable` tells it. */
export function refuseUnmeetable(problems: readonly string[]): void {
  if (problems.length > 0) throw new Refusal(EXIT.invalid, [...problems, `hint: ${hintFor(problems)}`].join('\n'));
}

/** The jobs of which one thing is to be said: the label of the first, and how many. */
type Tally = ReadonlyMap<string, { readonly first: string; readonly count: number }>;

function told(needs: Tally): string[] {
  return [...needs].map(([why, { first, count }]) => {
    if (count === 1) return `${first} needs ${why}`;
    return `${first} and ${count - 1} more ${count === 2 ? 'job' : 'jobs'} need ${why}`;
  });
}

/** The jobs of which `say` says something, by what it says. */
function tally(jobs: readonly Job[], say: (job: Job) => string | null): Tally {
  const said = new Map<string, { readonly first: string; count: number }>();
  for (const job of jobs) {
    const one = say(job);
    if (one === null) continue;
    const known = said.get(one);
    if (known === undefined) said.set(one, { first: job.label, count: 1 });
    else known.count += 1;
  }
  return said;
}

/** What to do about requests that cannot be met. */
function hintFor(problems: readonly string[]): string {
  if (problems.every((problem) => problem.includes(NICE))) return NICE_HINT;
  if (problems.every((problem) => problem.includes(OVER_QUOTA))) return QUOTA_HINT;
  if (problems.every((problem) => problem.endsWith(ONLY_ON_CLUSTER))) return CLUSTER_HINT;
  return problems.every((problem) => NAMED.test(problem)) ? NAMED_HINT : UNMEETABLE_HINT;
}

const OVER_QUOTA = ', over the quota of ';
const QUOTA_HINT = `ask for less: whoever keeps this machine has laid down what one user may hold at once (${POLICY_FILE})`;
const CLUSTER_HINT =
  'give it to one that the host file names, with --on NAME; leave it out for now with --skip or --stage; or ask for 1 node';
const NICE = 'a `nice`';
const NICE_HINT = 'only root may make a job less nice than others: leave `nice` out, or set it from 0 to 19';
/** What is said of a resource that has a name, of which only a host file tells how much there is. */
const NAMED = / of `[^`]+`, and (?:this host has|no host file says) /;
const NAMED_HINT =
  'ask for less, or say in the host file how much of it there is, as `resources: { licence: 2 }` in `.sweep-host.yaml`';
const UNMEETABLE_HINT = 'ask for less, give the run more with --slots or --gpus, or rehearse with --gpus virtual:N';

/** What a host that a file describes can never meet of what jobs ask for. Says nothing of what the file says nothing of. */
export function unmeetableBy(jobs: readonly Job[], hostFile: HostFile): readonly string[] {
  const selection = gpusOf(hostFile);
  const gpus =
    selection?.kind === 'listed'
      ? selection.wanted.map((name) =>
          name.by === 'uuid' ? { index: -1, uuid: name.prefix, memory: null } : { ...name, uuid: '', memory: null },
        )
      : [];
  const { slots, memory, resources } = hostFile;
  const makeup = { slots: slots ?? Infinity, slotsOfUser: slots ?? Infinity, memory, resources, gpus };
  // Where it names a cluster, jobs of several nodes are for that.
  const areThere = hostFile.executors.size > 0;
  return unmeetableOn(jobs, makeup, (request) => ({
    ...request,
    ...(areThere ? { nodes: 1 } : {}),
    ...(selection === null ? NO_GPUS : {}),
  }));
}

/** What a host that is made of no more than this can never meet of what jobs ask for. */
export function unmeetableIn(jobs: readonly Job[], makeup: HostMakeup): readonly string[] {
  return unmeetableOn(jobs, makeup, (request) => request);
}
