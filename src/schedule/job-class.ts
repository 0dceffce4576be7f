import type { Job } from '../model/plan.ts';
import type { ResourceRequest } from '../model/resources.ts';

/** Jobs of one stage that ask for the same and have the same limit: what is learned of one is expected of the others. */
export type JobClass = string & { readonly jobClass: unique symbol };

export function classOf({ stage, request, timeout }: Pick<Job, 'stage' | 'request' | 'timeout'>): JobClass {
  return `${stage}|${requestKey(request)}|${timeout?.after ?? '*'}` as JobClass;
}

/** A text that two requests have in common only when they ask for the same. */
export function requestKey({ slots, gpus, share, gpuMemory, gpuIds, memory, resources }: ResourceRequest): string {
  const counters = [...resources].map(([name, amount]) => `${name}=${amount}`).sort();
  const parts = [slots, gpus, share, gpuMemory, gpuIds?.join(','), memory, ...counters];
  return parts.map((part) => part ?? '*').join('/');
}
