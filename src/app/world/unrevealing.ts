import type { ClusterSettlement, ClusterSignal } from '../../model/attempt.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Mask } from '../../model/text/mask.ts';

/** What is told of an attempt, without what is secret in what it has said: it goes into the journal, and before people. */
export function unrevealing<T extends ClusterSignal | ClusterSettlement>(told: T, mask: Mask): T {
  if (!('outcome' in told)) return told;
  return { ...told, outcome: outcomeWithout(told.outcome, mask), error: told.error === null ? null : mask(told.error) };
}

function outcomeWithout(outcome: Outcome, mask: Mask): Outcome {
  return outcome.cause === 'spawn' ? { ...outcome, message: mask(outcome.message) } : outcome;
}
