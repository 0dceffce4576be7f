import type { Instant } from '../../model/units.ts';
import { labelOf } from '../../report/text/phrases.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import type { Notices } from '../notices.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { planAsItRan } from '../sweep/current-sweep.ts';
import { sweepMeant, sweepsHere, type Place } from '../sweep/known-sweep.ts';
import { statusNow } from '../world/sweep-status.ts';
import type { FoundJob } from './find-job.ts';

/**
 * The job that people have in mind who name none: of those that run the one that began last, else the one that failed last, else the one that
 * ended last; of one sweep, or of all that have run here. Says which it is. Refuses where none has run.
 */
export async function latestJob(
  { sweep, ...place }: Place & { readonly sweep?: string | undefined },
  notices: Notices,
): Promise<FoundJob> {
  const sweeps = sweep === undefined ? sweepsHere(place) : [sweepMeant(sweep, place)];
  let latest: (Recent & FoundJob) | null = null;
  for (const one of sweeps) {
    const { state } = statusNow(await planAsItRan(one, place, notices), one);
    const recent = mostRecent(state);
    if (recent !== null && (latest === null || isAfter(recent, latest))) latest = { ...recent, sweep: one };
  }
  if (latest === null) throw new Refusal(EXIT.unavailable, 'no job has run here yet');
  notices.say(`${latest.label} of ${latest.sweep.name}`);
  return { sweep: latest.sweep, id: latest.id };
}

interface Recent {
  readonly id: JobRecord['id'];
  readonly label: string;
  readonly urgency: number;
  readonly at: Instant;
}

function isAfter(one: Recent, other: Recent): boolean {
  return one.urgency === other.urgency ? one.at > other.at : one.urgency > other.urgency;
}

function mostRecent(state: RunState): Recent | null {
  let latest: Recent | null = null;
  for (const record of new Set([...state.records, ...state.running.values()])) {
    const recent = recencyOf(state, record);
    if (recent !== null && (latest === null || isAfter(recent, latest))) latest = recent;
  }
  return latest;
}

/** Null for a job that never ran. */
function recencyOf(state: RunState, { id, state: now, past }: JobRecord): Recent | null {
  const last = past.at(-1);
  if (last === undefined) return null;
  const label = labelOf(state, id);
  if (now.status === 'running' || last.end === null) return { id, label, urgency: 2, at: last.planned.at };
  return { id, label, urgency: now.status === 'failed' || now.status === 'backoff' ? 1 : 0, at: last.end.at.at };
}
