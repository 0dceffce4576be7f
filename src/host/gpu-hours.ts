import { closedSpans } from '../model/sharing/closed-spans.ts';
import { tellHours, type DailyHours, type GpuHours } from '../model/sharing/policy.ts';
import type { Gpu } from '../model/resources.ts';
import type { Moment } from '../model/units.ts';
import { gpusBearing, type GpuName } from './gpus/gpu-selection.ts';

/** When some GPUs are given out each day; one that is not there matters not. */
export interface NamedHours extends DailyHours {
  readonly gpus: readonly GpuName[];
}

/** Milliseconds. */
const AGE = {
  /** How long it serves what was reckoned: it reaches a month ahead. */
  reckoned: 3_600_000,
  /** By how much the clocks may come apart before it serves no more. */
  drift: 1000,
};

/** GPUs with the times at which they are given out. Reckons seldom: whoever looks does so at every decision. */
export class GpuTimetable {
  #since: Moment | null = null;
  /** By the hours in words. */
  #known = new Map<string, GpuHours>();

  /** The same GPUs, those with their hours that have some. */
  of<G extends Gpu>(gpus: readonly G[], all: readonly NamedHours[], now: Moment): readonly (G & WithHours)[] {
    if (all.length === 0) return gpus;
    const byUuid = new Map<string, NamedHours[]>();
    for (const hours of all) {
      for (const { uuid } of new Set(hours.gpus.flatMap((name) => gpusBearing(name, gpus)))) {
        byUuid.set(uuid, [...(byUuid.get(uuid) ?? []), hours]);
      }
    }
    return gpus.map((gpu) => {
      const hours = byUuid.get(gpu.uuid);
      return hours === undefined ? gpu : { ...gpu, hours: this.#reckoned(hours, now) };
    });
  }

  #reckoned(hours: readonly DailyHours[], now: Moment): GpuHours {
    if (this.#since === null || isOld(this.#since, now)) {
      this.#since = now;
      this.#known = new Map();
    }
    const said = tellHours(hours);
    const known = this.#known.get(said) ?? { said, closed: closedSpans(hours, now) };
    this.#known.set(said, known);
    return known;
  }
}

interface WithHours {
  readonly hours?: GpuHours;
}

function isOld(since: Moment, now: Moment): boolean {
  const passed = now.tick - since.tick;
  return passed > AGE.reckoned || Math.abs(now.at - since.at - passed) > AGE.drift;
}
