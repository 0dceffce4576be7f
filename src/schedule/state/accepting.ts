import type { AcceptedRead, AcceptedResult, JobsAccepted } from '../../model/event.ts';
import type { Moment } from '../../model/units.ts';
import { enter, recordOf } from './records.ts';
import type { RunState } from './state.ts';

/** `jobs-accepted`: each counts as succeeded. One that runs comes to its own end. */
export function acceptJobs(state: RunState, { at, tick, accepted }: JobsAccepted): void {
  for (const one of accepted) acceptJob(state, one, { at, tick });
}

function acceptJob(state: RunState, accepted: AcceptedResult, at: Moment): void {
  const { job, because, fingerprint, parts, inputs, unsaid = {} } = accepted;
  const record = recordOf(state, job);
  if (record.state.status === 'running') return;
  record.accepted = {
    because,
    found: null,
    fingerprint,
    parts,
    inputs,
    unsaid,
    lateInputs: null,
    at,
    plannedAt: state.events,
  };
  enter(state, record, { status: 'succeeded', attempt: record.past.at(-1)?.attempt ?? null, fingerprint });
}

/** `accepted-read`: notes what accepted jobs have. What counts by an attempt of its own has the numbers of that. */
export function noteFound(state: RunState, { found }: AcceptedRead): void {
  for (const { job, ...left } of found) {
    const record = recordOf(state, job);
    if (record.accepted !== null) record.accepted = { ...record.accepted, found: left };
  }
}
