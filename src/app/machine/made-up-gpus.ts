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
