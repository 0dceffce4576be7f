import { rebuildIndex } from './rebuild-index.ts';
import type { JobRecord, RunState, ClassProgress } from './state.ts';

/** A state that is the same and goes its own way from here on. */
export function copyOf(state: RunState): RunState {
  const records = state.records.map(copyOfRecord);
  const orphans = [...state.orphans.values()].map(copyOfRecord);
  const known = new Map([...records, ...orphans].map((record) => [record.id, record]));
  const running = [...state.running.keys()].flatMap((id) => known.get(id) ?? []);
  const copy = {
    ...state,
    records,
    byId: new Map(records.map((record) => [record.id, record])),
    orphans: new Map(orphans.map((record) => [record.id, record])),
    overtakenBy: new Map(state.overtakenBy),
    counts: { ...state.counts },
    running: new Map(running.map((record) => [record.id, record])),
    durations: state.durations.copy(),
    doomed: [...state.doomed],
    classes: new Map([...state.classes].map(([jobClass, one]) => [jobClass, copyOfProgress(one)])),
    dueHolds: [...state.dueHolds],
    dueHooks: [...state.dueHooks],
    early: new Map([...state.early].map(([begin, jobs]) => [begin, new Set(jobs)])),
    lastStarts: new Map(state.lastStarts),
    quarantined: new Map(state.quarantined),
    answered: new Map(state.answered),
    codes: [...state.codes],
    run: state.run === null ? null : { ...state.run },
  };
  return { ...copy, index: rebuildIndex(copy) };
}

function copyOfRecord(record: JobRecord): JobRecord {
  return { ...record, past: [...record.past] };
}

function copyOfProgress(progress: ClassProgress): ClassProgress {
  return { ...progress, behind: [...progress.behind], errors: new Map(progress.errors) };
}
