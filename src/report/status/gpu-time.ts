import { gpuId } from '../../model/resources.ts';
import { elapsed, type Tick, WHOLE } from '../../model/units.ts';
import type { RunState } from '../../schedule/state/state.ts';

/** Of a run that took fewer seconds it tells nothing how busy its GPUs were. */
const WORTH_TELLING = 60;

/** By how much a GPU must have been less busy than all of them for it to be named. */
const LAGGING = 0.1;

/** In words, for what part of the present run so far its GPUs were held by its jobs. Null for a run without GPUs, and for a short one. */
export function tellGpuTime({ run, records }: Pick<RunState, 'run' | 'records'>, now: Tick): string | null {
  if (run === null || run.gpus.length === 0) return null;
  const end = run.ended?.tick ?? now;
  const took = elapsed(run.started.tick, end);
  if (took < WORTH_TELLING) return null;
  const held = new Map<number | string, number>(run.gpus.map((gpu) => [gpu, 0]));
  for (const { past } of records) {
    for (const { allocation, planned, end: ended } of past) {
      const until = ended?.at.tick ?? end;
      if (until <= run.started.tick) continue;
      const from = planned.tick < run.started.tick ? run.started.tick : planned.tick;
      const time = elapsed(from, until) * ((allocation.share ?? WHOLE) / WHOLE);
      for (const gpu of allocation.gpus) {
        const before = held.get(gpuId(gpu));
        if (before !== undefined) held.set(gpuId(gpu), before + time);
      }
    }
  }
  const parts = [...held].map(([gpu, time]) => ({ gpu, part: Math.min(1, time / took) }));
  const all = parts.reduce((sum, { part }) => sum + part, 0) / parts.length;
  const least = parts.reduce((one, other) => (other.part < one.part ? other : one));
  if (parts.length === 1) return `gpu ${least.gpu} was busy ${percent(all)} of the time`;
  const lagging = all - least.part < LAGGING ? '' : `, gpu ${least.gpu} least, ${percent(least.part)}`;
  return `its ${parts.length} GPUs were busy ${percent(all)} of the time${lagging}`;
}

function percent(part: number): string {
  return `${Math.round(100 * part)}%`;
}
