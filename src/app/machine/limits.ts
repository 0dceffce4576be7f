import { parseGpuSelection, type GpuName, type GpuSelection } from '../../host/gpus/gpu-selection.ts';
import type { HostLimits, PausedGpu } from '../../host/host-limits.ts';
import { ownUserName } from '../../host/leases/user-name.ts';
import { gpusPaused, type HostFile } from '../../language/host-file.ts';
import type { Text } from '../../language/spec.ts';
import { NO_POLICY, quotaOf, type Policy } from '../../model/sharing/policy.ts';
import type { Allotment } from '../../model/executor.ts';
import type { Pause } from '../../model/resources.ts';
import { gpusNamed } from '../../model/text/gpu-name.ts';
import { shownPath } from '../../project/project.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { userHostFile } from './host-file.ts';

/** What a command says about the machine to use. */
export interface HostFlags {
  /** As `--slots` says; undefined for as many as the machine has. */
  readonly slots?: number | undefined;
  /** As `--gpus` says; undefined for all that the machine shows. */
  readonly gpus?: string | undefined;
}

/** The same, and what a runner is told that is a pilot. */
export interface MachineFlags extends HostFlags {
  /** What its cluster has given it, which counts in the place of what files say of the machine that they are kept on. */
  readonly allotment?: Allotment | undefined;
}

/** What files say of a machine: its user's own, and what is laid down for all of its users. */
export interface MachineFiles {
  readonly hostFile: HostFile;
  readonly policy: Policy;
}

/**
 * What a run may use of a machine: as the command line says, else as the host file does; and what is laid down for its user. Refuses a
 * `--gpus` that makes no sense. What a cluster has given is nobody else's: neither what files say of a machine counts there nor its policy.
 */
export function limitsOf(said: MachineFlags, hostFile: HostFile, policy: Policy = NO_POLICY): HostLimits {
  const { allotment, ...more } = said;
  if (allotment !== undefined) {
    const { cpus: slots, memory } = allotment;
    return limitsOf(more, { ...hostFile, slots, memory, gpus: null, paused: null, pausedIn: null });
  }
  const { slots, memory, resources, freeMemory, maxLoad, sharing, pausedIn } = hostFile;
  return {
    slots: said.slots ?? null,
    slotsOfUser: slots,
    memory,
    resources,
    gpus: said.gpus === undefined ? gpusOf(hostFile) : selectionOf(said.gpus),
    freeMemory,
    maxLoad,
    sharing,
    paused: pausedIn === null ? gpusPaused(hostFile).flatMap(pausedGpus) : pauseIn(pausedIn, ''),
    quota: quotaOf(policy, { uid: process.geteuid?.() ?? 0, user: ownUserName() }),
    hours: policy.hours.map((hours) => ({ ...hours, gpus: hours.gpus.flatMap(gpuNames) })),
  };
}

/** The GPUs that a host file allows; null where it says nothing of them. */
export function gpusOf({ gpus }: HostFile): GpuSelection | null {
  if (gpus === null) return null;
  return gpus.length === 0 ? { kind: 'none' } : selectionOf(gpus.map(({ text }) => text).join(','));
}

function pausedGpus({ text, span }: Text): readonly PausedGpu[] {
  return (gpusNamed(text) ?? []).flatMap((name) => {
    const pause = pauseIn(span.file, name);
    return gpuNames(name).map((gpu) => ({ gpu, pause }));
  });
}

/** A GPU as a file names it. */
function gpuNames(text: string): readonly GpuName[] {
  const selection = selectionOf(text);
  return selection.kind === 'listed' ? selection.wanted : [];
}

/** A pause as people should hear of it; `sweep gpus` changes this user's own host file alone. */
function pauseIn(file: string, lift: string): Pause {
  return file === shownPath(userHostFile()) ? { by: 'you', lift } : { by: file, lift: null };
}

function selectionOf(text: string): GpuSelection {
  const parsed = parseGpuSelection(text);
  if (!parsed.ok) throw new Refusal(EXIT.invalid, `--gpus ${parsed.message}`);
  return parsed.selection;
}
