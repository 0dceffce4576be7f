import type { ResourceRequest } from '../model/resources.ts';
import type { Amounts } from './amounts.ts';

/** A request, with what is known of the GPUs that it is best met with. */
export interface Ask {
  readonly request: ResourceRequest;
  /** What it asks for of everything that is counted. */
  readonly amounts: Amounts;
  /** GPUs it should have, by UUID, because the chain link before it had them; null for any. */
  readonly pinned: readonly string[] | null;
  /** GPUs it should not have, by UUID, because it failed on them. */
  readonly avoid: readonly string[];
}

/** How many GPUs a request is spread over. */
export function gpuCount({ gpus, share }: ResourceRequest): number {
  return share === null ? gpus : 1;
}
