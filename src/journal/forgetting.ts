import type { FollowedLine } from '../model/added-job.ts';
import type { Event } from '../model/event.ts';
import type { JobsForgotten } from '../model/request.ts';

/**
 * The events of a journal without those about jobs that have been forgotten: a replay of them comes to the same state. Of the
 * forgetting itself one event stays, which tells what numbers have been given. Comes back with nothing where none has been forgotten.
 */
export function withoutForgotten(events: readonly Event[]): readonly Event[] | null {
  const forgettings = events.filter((event) => event.event === 'jobs-forgotten');
  const last = forgettings.at(-1);
  const gone = new Set<string>(forgettings.flatMap(({ jobs }) => jobs));
  if (last === undefined || gone.size === 0) return null;
  const numbers = events.flatMap((event) => (event.event === 'job-added' ? event.jobs.map(Number) : []));
  const greatest = [...forgettings.map((one) => one.greatest ?? 0), ...numbers].reduce((a, b) => Math.max(a, b), 0);
  const lines = linesOf(events, gone);
  return events.flatMap((event) => {
    if (event.event !== 'jobs-forgotten') return leaveOut(event, gone) ?? [];
    return event === last ? { ...last, jobs: [], greatest, ...(lines.length === 0 ? {} : { lines }) } : [];
  });
}

/** The lines of followed files that forgotten jobs stood for, each once. */
function linesOf(events: readonly Event[], gone: ReadonlySet<string>): NonNullable<JobsForgotten['lines']> {
  const tally = new Map<string, FollowedLine & { times: number }>();
  const count = (line: FollowedLine, times: number): void => {
    const key = `${line.text} ${line.file}`;
    const known = tally.get(key);
    if (known === undefined) tally.set(key, { ...line, times });
    else known.times += times;
  };
  for (const event of events) {
    if (event.event === 'jobs-forgotten') for (const { times, ...line } of event.lines ?? []) count(line, times);
    if (event.event !== 'job-added') continue;
    for (const [at, { line }] of event.added.entries()) {
      if (line !== undefined && gone.has(event.jobs[at] ?? '')) count(line, 1);
    }
  }
  return [...tally.values()];
}

/** An event without what it says of some jobs; null where it says nothing else. */
function leaveOut(event: Exclude<Event, JobsForgotten>, gone: ReadonlySet<string>): Event | null {
  const stays = (id: string): boolean => !gone.has(id);
  if ('job' in event) return stays(event.job) ? event : null;
  if (event.event === 'run-started') {
    const { left, unchosen } = event;
    return {
      ...event,
      todo: event.todo.filter(({ job }) => stays(job)),
      ...(left === undefined ? {} : { left: left.filter(stays) }),
      ...(unchosen === undefined ? {} : { unchosen: unchosen.filter(stays) }),
    };
  }
  if (!('jobs' in event) || event.jobs.every(stays)) return event;
  const jobs = event.jobs.filter(stays);
  if (jobs.length === 0) return null;
  if (event.event !== 'job-added') return { ...event, jobs };
  return { ...event, jobs, added: event.added.filter((_, at) => stays(event.jobs[at] ?? '')) };
}
