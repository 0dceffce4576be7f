import type { JobId } from '../../model/plan.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { isUnchosen, labelOf, statusWord, UNCHOSEN } from './phrases.ts';

/** The job that the skipping began with: one that was itself skipped only passes it on. */
export function rootCause(state: RunState, because: JobId): JobId {
  let id = because;
  // A journal that somebody has changed may lead in a circle.
  for (const seen = new Set<JobId>(); !seen.has(id);) {
    const needed = state.byId.get(id)?.state;
    if (isUnchosen(state, id) || needed?.status !== 'skipped') return id;
    seen.add(id);
    id = needed.because;
  }
  return id;
}

/** Why who waits for this job is skipped: what became of it. */
export function tellNeed(state: RunState, id: JobId): string {
  const label = labelOf(state, id);
  if (isUnchosen(state, id)) return `${label} ${UNCHOSEN}`;
  const record = state.byId.get(id);
  const status = record?.state.status;
  switch (status) {
    case 'failed':
      return `${label} failed`;
    case 'cancelled':
      return `${label} was ${record === undefined ? status : statusWord(state, record)}`;
    case 'succeeded':
      return `${label} did not fail`;
    case 'skipped':
      return `nothing has failed that ${label} waits to see fail`;
    case 'waiting':
    case 'running':
    case 'backoff':
    case 'held':
    case undefined:
      return `${label} did not succeed`;
    default:
      return status satisfies never;
  }
}
