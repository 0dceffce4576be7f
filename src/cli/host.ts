import { createHost, type MachineHost } from '../host/host.ts';
import { parseGpuSelection, type GpuSelection } from '../host/gpu-selection.ts';
import type { Plan } from '../model/plan.ts';
import type { HostView } from '../model/resources.ts';
import { impossible } from '../schedule/fit.ts';
import { EXIT, Refusal } from './exit-code.ts';

/** What a command says about the machine to use. */
export interface HostChoice {
  /** As `--slots` says; undefined for as many as the machine has. */
  readonly slots?: number | undefined;
  /** As `--gpus` says; undefined for all that the machine shows. */
  readonly gpus?: string | undefined;
}

/** The machine that a plan is to run on. Refuses a choice of GPUs that makes no sense or that the machine does not have. */
export async function hostFor(plan: Plan, choice: HostChoice): Promise<MachineHost> {
  const created = await createHost({
    slots: choice.slots ?? null,
    gpus: choice.gpus === undefined ? null : selectionOf(choice.gpus),
    visibleDevices: process.env['CUDA_VISIBLE_DEVICES'],
    needsGpus: plan.jobs.some((job) => job.request.gpus > 0),
  });
  if (!created.ok) throw new Refusal(EXIT.invalid, created.message);
  return created.host;
}

/** The requests of a plan that this host can never meet, each told once, with how many jobs make it; empty when it can meet all. */
export function unmeetable(plan: Plan, view: HostView): readonly string[] {
  if (view.probeFailure !== null) return [];
  const jobs = new Map<string, { first: string; count: number }>();
  for (const job of plan.jobs) {
    const why = impossible(job.request, view);
    if (why === null) continue;
    const known = jobs.get(why);
    if (known === undefined) jobs.set(why, { first: job.label, count: 1 });
    else known.count += 1;
  }
  return [...jobs].map(([why, { first, count }]) => {
    if (count === 1) return `${first} needs ${why}`;
    return `${first} and ${count - 1} more ${count === 2 ? 'job' : 'jobs'} need ${why}`;
  });
}

/** What to do about requests that cannot be met. */
export const UNMEETABLE_HINT =
  'ask for less, give the run more with --slots or --gpus, or rehearse with --gpus virtual:N';

function selectionOf(text: string): GpuSelection {
  const parsed = parseGpuSelection(text);
  if (!parsed.ok) throw new Refusal(EXIT.invalid, `--gpus ${parsed.message}`);
  return parsed.selection;
}
