import { createHost, type MachineHost } from '../host/host.ts';
import { parseGpuSelection, type GpuSelection } from '../host/gpu-selection.ts';
import type { Job, Plan } from '../model/plan.ts';
import { ALONE } from '../model/neighbours.ts';
import type { HostView } from '../model/resources.ts';
import type { HostFile } from '../spec/host-file.ts';
import { impossible } from '../schedule/fit.ts';
import { EXIT, Refusal } from './exit-code.ts';

/** What a command says about the machine to use. */
export interface HostChoice {
  /** As `--slots` says; undefined for as many as the machine has. */
  readonly slots?: number | undefined;
  /** As `--gpus` says; undefined for all that the machine shows. */
  readonly gpus?: string | undefined;
}

/**
 * The machine that a plan is to run on, as the command line says, else as the host file does. Refuses a choice of GPUs that
 * makes no sense or that the machine does not have.
 */
export async function hostFor(plan: Plan, choice: HostChoice, hostFile: HostFile): Promise<MachineHost> {
  const created = await createHost({
    slots: choice.slots ?? hostFile.slots,
    gpus: choice.gpus === undefined ? gpusOf(hostFile) : selectionOf(choice.gpus),
    ...(hostFile.freeMemory === null ? {} : { freeMemory: hostFile.freeMemory }),
    visibleDevices: process.env['CUDA_VISIBLE_DEVICES'],
    needsGpus: plan.jobs.some((job) => job.request.gpus > 0),
  });
  if (!created.ok) throw new Refusal(EXIT.invalid, created.message);
  return created.host;
}

/** The requests of a plan that this host can never meet, each told once, with how many jobs make it; empty when it can meet all. */
export function unmeetable(plan: Plan, view: HostView): readonly string[] {
  if (view.probeFailure !== null) return [];
  const needs = tally(plan, (job) => impossible(job.request, view) ?? []);
  return [...needs].map(([why, { first, count }]) => {
    if (count === 1) return `${first} needs ${why}`;
    return `${first} and ${count - 1} more ${count === 2 ? 'job' : 'jobs'} need ${why}`;
  });
}

/** Refuses a plan that asks for what cannot be met, as `unmeetable` tells it. */
export function refuseUnmeetable(problems: readonly string[]): void {
  if (problems.length > 0) throw new Refusal(EXIT.invalid, [...problems, `hint: ${UNMEETABLE_HINT}`].join('\n'));
}

/** The jobs of which `say` says something, by what it says: the label of the first, and how many. */
function tally(
  plan: Plan,
  say: (job: Job) => string | readonly string[],
): ReadonlyMap<string, { readonly first: string; readonly count: number }> {
  const said = new Map<string, { readonly first: string; count: number }>();
  for (const job of plan.jobs) {
    for (const one of [say(job)].flat()) {
      const known = said.get(one);
      if (known === undefined) said.set(one, { first: job.label, count: 1 });
      else known.count += 1;
    }
  }
  return said;
}

/** What to do about requests that cannot be met. */
const UNMEETABLE_HINT = 'ask for less, give the run more with --slots or --gpus, or rehearse with --gpus virtual:N';

/** The GPUs that a host file allows; null where it says nothing of them. */
function gpusOf({ gpus }: HostFile): GpuSelection | null {
  if (gpus === null) return null;
  return gpus.length === 0 ? { kind: 'none' } : selectionOf(gpus.map(({ text }) => text).join(','));
}

/** What a host that a file describes can never meet of a plan. Says nothing of what the file says nothing of. */
export function unmeetableBy(plan: Plan, hostFile: HostFile): readonly string[] {
  const selection = gpusOf(hostFile);
  const indices =
    selection?.kind === 'listed'
      ? selection.wanted.map((name) =>
          name.by === 'index' ? { index: name.index, uuid: '' } : { index: -1, uuid: name.prefix },
        )
      : [];
  const slots = hostFile.slots ?? Infinity;
  const jobs =
    selection === null ? plan.jobs.map((job) => ({ ...job, request: { ...job.request, gpus: 0 } })) : plan.jobs;
  const gpus = indices.map((gpu) => ({
    ...gpu,
    name: '',
    memory: null,
    taken: null,
    free: null,
    links: {},
    undrained: null,
  }));
  return unmeetable(
    { ...plan, jobs },
    {
      slots,
      slotsOfUser: slots,
      memory: null,
      resources: new Map(),
      gpus,
      probeFailure: null,
      paused: null,
      neighbours: ALONE,
    },
  );
}

function selectionOf(text: string): GpuSelection {
  const parsed = parseGpuSelection(text);
  if (!parsed.ok) throw new Refusal(EXIT.invalid, `--gpus ${parsed.message}`);
  return parsed.selection;
}

/** Refuses a plan whose jobs ask for what a run cannot give out yet, rather than run them as if they had not asked. */
export function refuseDemands(plan: Plan): void {
  const asking = tally(plan, demandsOf);
  if (asking.size === 0) return;
  const lines = [...asking].map(
    ([demand, { first, count }]) => `\`${demand}\` (${first}${count === 1 ? '' : `, ${count} jobs`})`,
  );
  throw new Refusal(
    EXIT.invalid,
    `a run cannot give out yet: ${lines.join(', ')}\nhint: sweep plan --format sh, tsp or sbatch exports such a sweep`,
  );
}

function demandsOf({ request: demands, limits }: Job): string[] {
  return [
    ...(demands.share === null ? [] : ['gpus: a fraction']),
    ...(demands.gpuMemory === null ? [] : ['gpu_memory']),
    ...(demands.memory === null ? [] : ['memory']),
    ...(demands.resources.size === 0 ? [] : ['resources']),
    ...(limits.length === 0 ? [] : ['limits']),
  ];
}
