import { parseGpuSelection, type GpuName, type GpuSelection } from '../../host/gpus/gpu-selection.ts';
import type { HostLimits } from '../../host/host-limits.ts';
import type { HostFile } from '../../language/host-file.ts';
import type { Text } from '../../language/spec.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** What a command says about the machine to use. */
export interface HostFlags {
  /** As `--slots` says; undefined for as many as the machine has. */
  readonly slots?: number | undefined;
  /** As `--gpus` says; undefined for all that the machine shows. */
  readonly gpus?: string | undefined;
}

/** What a run may use of a machine: as the command line says, else as the host file does. Refuses a `--gpus` that makes no sense. */
export function limitsOf(said: HostFlags, hostFile: HostFile): HostLimits {
  const { slots, memory, resources, freeMemory, maxLoad, paused } = hostFile;
  return {
    slots: said.slots ?? null,
    slotsOfUser: slots,
    memory,
    resources,
    gpus: said.gpus === undefined ? gpusOf(hostFile) : selectionOf(said.gpus),
    freeMemory,
    maxLoad,
    paused: paused === null || typeof paused === 'boolean' ? (paused ?? false) : namesOf(paused),
  };
}

/** The GPUs that a host file allows; null where it says nothing of them. */
export function gpusOf({ gpus }: HostFile): GpuSelection | null {
  if (gpus === null) return null;
  return gpus.length === 0 ? { kind: 'none' } : selectionOf(gpus.map(({ text }) => text).join(','));
}

function namesOf(texts: readonly Text[]): readonly GpuName[] {
  if (texts.length === 0) return [];
  const selection = selectionOf(texts.map(({ text }) => text).join(','));
  return selection.kind === 'listed' ? selection.wanted : [];
}

function selectionOf(text: string): GpuSelection {
  const parsed = parseGpuSelection(text);
  if (!parsed.ok) throw new Refusal(EXIT.invalid, `--gpus ${parsed.message}`);
  return parsed.selection;
}
