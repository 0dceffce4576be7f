import type { Event, EventOf } from '../../src/model/event.ts';
import { succeeded, type Outcome } from '../../src/model/outcome.ts';

/** What is left of a sweep when it has been resumed to its end. */
export interface Left {
  readonly sweep: string;
  /** The jobs that its file has now. */
  readonly jobs: readonly string[];
  /** What is wrong with the first line of its journal; null when nothing is. */
  readonly header: string | null;
  /** The other lines; null stands for one that is no event. */
  readonly events: readonly (Event | null)[];
  /** The folders of attempts, by `JOB/NUMBER`: the exit code that its keeper has noted; null where there is none, or it was told to stop. */
  readonly folders: ReadonlyMap<string, number | null>;
  /** Attempts that have done all that their job had to do, as that itself has noted. */
  readonly done: ReadonlySet<string>;
}

/** All that is wrong with it, a sentence each. */
export function wrongsOf(left: Left): readonly string[] {
  const events = left.events.filter((event) => event !== null);
  const broken = left.events.flatMap((event, index) => (event === null ? [`line ${index + 2} is no event`] : []));
  if (left.header !== null) broken.unshift(`line 1: ${left.header}`);
  const history = attemptsIn(events);
  const wrongs = [
    ...broken,
    ...history.wrongs,
    ...endOf(events),
    ...successesOf(left, history.attempts),
    ...foldersOf(left, history.attempts),
  ];
  return wrongs.map((wrong) => `${left.sweep}: ${wrong}`);
}

interface Attempt {
  readonly key: string;
  readonly job: string;
  readonly fingerprint: string;
  outcome: Outcome | 'abandoned' | null;
}

/** The attempts that a journal tells of, and where it tells of them in an order in which nothing can happen. */
function attemptsIn(events: readonly Event[]): {
  readonly attempts: readonly Attempt[];
  readonly wrongs: readonly string[];
} {
  const attempts: Attempt[] = [];
  const open = new Map<string, Attempt>();
  const greatest = new Map<string, number>();
  const wrongs: string[] = [];
  for (const event of events) {
    if (event.event === 'attempt-planned') {
      const attempt = plannedBy(event);
      if (open.has(event.job)) wrongs.push(`${attempt.key} was planned while another attempt was open`);
      if (event.attempt <= (greatest.get(event.job) ?? 0)) wrongs.push(`${attempt.key} was planned after a later one`);
      greatest.set(event.job, event.attempt);
      open.set(event.job, attempt);
      attempts.push(attempt);
    } else if (event.event === 'attempt-ended' || event.event === 'attempt-abandoned') {
      const key = `${event.job}/${event.attempt}`;
      const attempt = open.get(event.job);
      if (attempt?.key !== key) wrongs.push(`${key} ended, and was not open`);
      else attempt.outcome = event.event === 'attempt-ended' ? event.outcome : 'abandoned';
      open.delete(event.job);
    }
  }
  for (const { key } of open.values()) wrongs.push(`${key} has no end`);
  return { attempts, wrongs };
}

function plannedBy({ job, attempt, fingerprint }: EventOf<'attempt-planned'>): Attempt {
  return { key: `${job}/${attempt}`, job, fingerprint, outcome: null };
}

/** Each run that began has ended. */
function endOf(events: readonly Event[]): readonly string[] {
  const last = events.findLast(({ event }) => event === 'run-started' || event === 'run-ended');
  return last?.event === 'run-ended' ? [] : ['its last run has no end'];
}

/** Each job has succeeded once as it was last defined, and never twice as it was defined at any time. */
function successesOf({ jobs, done }: Left, attempts: readonly Attempt[]): readonly string[] {
  const good = attempts.filter(({ outcome }) => isSuccess(outcome));
  const firsts = new Map(good.toReversed().map((attempt) => [`${attempt.job} ${attempt.fingerprint}`, attempt]));
  const again = good.filter((attempt) => firsts.get(`${attempt.job} ${attempt.fingerprint}`) !== attempt);
  const last = new Map(attempts.map((attempt) => [attempt.job, attempt]));
  return [
    ...again.map(({ key }) => `${key} succeeded though an attempt before had`),
    ...jobs
      .filter((job) => !isSuccess(last.get(job)?.outcome ?? null))
      .map((job) => `${job} has not succeeded at last`),
    ...good
      .filter(({ key }) => !done.has(key))
      .map(({ key }) => `${key} counts as a success and has not done its work`),
  ];
}

/** No attempt began of which the journal does not know, and none that ended well was forgotten. */
function foldersOf({ folders }: Left, attempts: readonly Attempt[]): readonly string[] {
  const known = new Map(attempts.map(({ key, outcome }) => [key, outcome]));
  return [...folders].flatMap(([key, code]) => {
    const outcome = known.get(key);
    if (outcome === undefined) return [`${key} has a folder, and was never planned`];
    const isForgotten = code === 0 && !isSuccess(outcome) && !isStopped(outcome);
    return isForgotten ? [`${key} ended with 0, and the journal says ${JSON.stringify(outcome)}`] : [];
  });
}

function isSuccess(outcome: Attempt['outcome']): boolean {
  return outcome !== null && outcome !== 'abandoned' && succeeded(outcome);
}

function isStopped(outcome: Attempt['outcome']): boolean {
  return outcome !== null && outcome !== 'abandoned' && outcome.cause === 'stopped';
}
