import { resolve } from 'node:path';
import type { GpuName } from '../../host/gpus/gpu-selection.ts';
import type { PausedGpu } from '../../host/host-limits.ts';
import { NO_HOST_FILE } from '../../language/host-file.ts';
import { groupBy } from '../../model/group-by.ts';
import { tellPauses } from '../../model/resources.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { loadHostFile } from '../machine/host-file.ts';
import { limitsOf } from '../machine/limits.ts';

/**
 * Where a run that goes on starts nothing more since a person wants it so, and how that is lifted: by its host files as they are now, and
 * by what was set for it. A sentence each; none where no runner lives.
 */
export function pausesOfRun({ run }: Pick<RunState, 'run'>, runner: number | null, root: string): readonly string[] {
  if (run?.ended !== null || runner === null) return [];
  const named = run.choice.hostFile === null ? undefined : resolve(run.choice.hostFile);
  const { paused } = limitsOf({}, loadHostFile(root, named).host ?? NO_HOST_FILE);
  const unset = run.setting.slots === 0 ? ['since the run was set to no slots, until `sweep set slots=default`'] : [];
  if ('by' in paused) return [`on this host: ${tellPauses([paused])}`, ...unset];
  const ofRun = paused.filter(({ gpu }) => gpu.by === 'uuid' || run.gpus.some((id) => indexOf(id) === gpu.index));
  const byWhom = [...groupBy(ofRun, ({ pause }) => pause.by).values()];
  return [...byWhom.map((some) => `on ${listed(some)}: ${tellPauses(some.map(({ pause }) => pause))}`), ...unset];
}

function indexOf(id: number | string): number {
  return typeof id === 'number' ? id : Number(id.split(':')[0]);
}

function listed(paused: readonly PausedGpu[]): string {
  const names = paused.map(({ gpu }) => nameOf(gpu));
  return `gpu ${[...new Set(names)].join(', ')}`;
}

function nameOf(gpu: GpuName): string {
  if (gpu.by === 'uuid') return gpu.prefix;
  return gpu.by === 'instance' ? `${gpu.index}:${gpu.instance}` : String(gpu.index);
}
