import { decideReadiness } from './readiness.ts';
import type { JobRecord, RunState } from './state.ts';

/**
 * Lets the links of a chain that come before an adopted, still running one wait for it: links must never overlap, and
 * this one has overtaken them.
 */
export function latchChains(state: RunState): void {
  state.latches.clear();
  for (const running of state.running.values()) {
    const overtaken: number[] = [];
    for (let link = linkBefore(state, running); link !== undefined; link = linkBefore(state, link)) {
      if (link.todo && link.state.status === 'waiting' && link.job !== null) overtaken.push(link.job.index);
    }
    if (overtaken.length > 0) state.latches.set(running.id, overtaken);
  }
}

export function unlatch(state: RunState, record: JobRecord): void {
  for (const index of state.latches.get(record.id) ?? []) {
    const overtaken = state.records[index];
    if (overtaken?.state.status !== 'waiting' || !overtaken.todo) continue;
    overtaken.unmet -= 1;
    if (overtaken.unmet === 0) decideReadiness(state, overtaken);
  }
  state.latches.delete(record.id);
}

function linkBefore(state: RunState, record: JobRecord): JobRecord | undefined {
  const link = record.job?.needs.find((need) => need.via === 'chain');
  return link === undefined ? undefined : state.byId.get(link.job);
}
