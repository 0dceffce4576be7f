import type { RunStarted } from '../../model/event.ts';
import type { Job } from '../../model/plan.ts';
import { timeOfIso } from '../../model/text/begin-time.ts';
import { elapsed, instant, seconds, tick, type Instant, type Seconds, type Tick } from '../../model/units.ts';
import { isDue } from './class-gate.ts';
import type { JobRecord, RunBegins, RunState } from './state.ts';

/** Before when jobs of a run do not start that has just begun. */
export function beginsOf({ at, tick: since, begins }: RunStarted): RunBegins {
  const times = Object.entries(begins?.at ?? {}).map(([text, time]) => [text, instant(Date.parse(time))] as const);
  return { told: begins ?? null, at: new Map(times), since: { at, tick: since }, reached: at };
}

/** Before when a job is not to start, in one text of people's and as a time. */
export interface Begin {
  readonly said: string;
  readonly at: Instant;
}

/** What keeps a job back that is not to start yet; null when nothing does so. */
export function beginAhead(state: RunState, job: Pick<Job, 'begin'>): Begin | null {
  const begin = beginOf(state, job);
  return begin === null || state.run === null || begin.at <= state.run.begins.reached ? null : begin;
}

/** How long it is until then. */
export function waitFor({ run }: RunState, { at }: Begin, now: Tick): Seconds {
  return run === null ? seconds(0) : elapsed(now, tickOf(run.begins, at));
}

/** Whether a job is not to start yet: then it is remembered, and given out by `reachBegin`. */
export function isEarly(state: RunState, job: Job): boolean {
  const begin = beginAhead(state, job);
  if (begin === null) return false;
  const others = state.early.get(begin.at);
  if (others === undefined) state.early.set(begin.at, new Set([job.index]));
  else others.add(job.index);
  return true;
}

/** The time is there. Returns the indices of the jobs that waited for that, or for less, and for nothing else. */
export function reachBegin(state: RunState, begin: Instant): readonly number[] {
  const { run, early } = state;
  if (run === null) return [];
  run.begins = { ...run.begins, reached: instant(Math.max(run.begins.reached, begin)) };
  const due: number[] = [];
  for (const [at, jobs] of early) {
    if (at > begin) continue;
    for (const job of jobs) due.push(job);
    early.delete(at);
  }
  return due.filter((index) => isDue(state, index)).sort((a, b) => a - b);
}

/** The first time that jobs wait for, and when that is there; null when none waits for any. */
export function nextBegin({ run, early }: RunState): { readonly begin: Instant; readonly due: Tick } | null {
  if (run === null || early.size === 0) return null;
  let begin = instant(Infinity);
  for (const at of early.keys()) if (at < begin) begin = at;
  return { begin, due: tickOf(run.begins, begin) };
}

/** The first of the jobs that wait for nothing but their time; undefined when none does. */
export function firstEarly(state: RunState): JobRecord | undefined {
  const next = nextBegin(state);
  const jobs = next === null ? [] : [...(state.early.get(next.begin) ?? [])];
  const index = jobs.find((job) => isDue(state, job));
  return index === undefined ? undefined : state.records[index];
}

/** The later of what the run and what the job says; null where neither says anything. */
function beginOf({ run }: RunState, job: Pick<Job, 'begin'>): Begin | null {
  if (run === null) return null;
  const { told, at } = run.begins;
  let latest: Begin | null = null;
  for (const said of [told?.all ?? null, job.begin]) {
    const when = said === null ? null : (at.get(said) ?? timeOfIso(said));
    if (said === null || when === null) continue;
    if (when > (latest?.at ?? -Infinity)) latest = { said, at: when };
  }
  return latest;
}

function tickOf({ since }: RunBegins, begin: Instant): Tick {
  return tick(since.tick + (begin - since.at));
}
