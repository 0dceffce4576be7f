import type { Survey } from '../../host/leases/lease-survey.ts';
import type { Gpu } from '../../model/resources.ts';
import { virtualIndex } from '../../report/status/gpus.ts';

/** Those of these GPUs, by UUID, that a rehearsal has made up; in the order of their indices. */
export function madeUpGpus(uuids: Iterable<string>): readonly Gpu[] {
  return [...new Set(uuids)]
    .flatMap((uuid): Gpu[] => {
      const index = virtualIndex(uuid);
      return index === null ? [] : [{ index, uuid, name: 'virtual GPU', memory: null }];
    })
    .sort((a, b) => a.index - b.index);
}

/** Those that jobs of this host hold, or that somebody has reserved. */
export function madeUpAmong({ runs, bookings }: Pick<Survey, 'runs' | 'bookings'>): readonly Gpu[] {
  return madeUpGpus([...runs.flatMap(({ holds }) => holds), ...bookings].flatMap(({ gpus }) => gpus));
}
