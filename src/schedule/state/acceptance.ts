import type { Acceptance, JobRecord } from './state.ts';

/** What was accepted of a job since its newest attempt was decided upon; null where nothing was. */
export function acceptanceOf({ accepted, past }: JobRecord): Acceptance | null {
  return accepted !== null && accepted.plannedAt > (past.at(-1)?.plannedAt ?? 0) ? accepted : null;
}
