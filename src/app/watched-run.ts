import { clock } from '../host/system/clock.ts';
import { logPath } from '../journal/folder.ts';
import { presentLog } from '../launch/logs/compressed.ts';
import type { JobId } from '../model/plan.ts';
import { eventJson, messageJson, type EventJson } from '../report/event-json.ts';
import type { OpenView } from '../report/live/open-view.ts';
import { statusJson, type StatusJson } from '../report/status/status.ts';
import { runEndHook } from './run/end-hook.ts';
import { acceptedSweep } from './sweep/accept.ts';
import { Feed } from './feed.ts';
import { watchRun } from './control/watch-run.ts';
import { noticesTo, type Listening, type ReadOptions } from './library.ts';
import { sweepMeant, type Place } from './sweep/known-sweep.ts';
import { loadSweep } from './sweep/load.ts';
import { withPresets } from './sweep/presets.ts';
import type { RunSweepOptions } from './control/run-flags.ts';
import type { RunResult } from './run/run-result.ts';
import { runSweep, type AskToStop } from './run/run-sweep.ts';

/** How a sweep is to be run. */
export interface RunOptions extends ReadOptions, RunSweepOptions, Listening {
  /** Stops the run when it is aborted, as SIGTERM stops `sweep run`: jobs get their signal, then KILL, and the run ends. */
  readonly signal?: AbortSignal | undefined;
}

/** What came of a run. */
export interface RunOutcome {
  /**
   * `nothing-to-do`: everything was fresh, or is left alone; `terminate`: it was aborted;
   * `handed-over`: another process goes on with it, and `status` is that of then.
   */
  readonly end: RunResult['end'];
  /** Whether a selected job has failed, now or before, and that is not allowed. */
  readonly failed: boolean;
  /** How the sweep stands now. */
  readonly status: StatusJson;
}

/**
 * A run under way. Iterating over it gives what happens from then on, and drives nothing: events that nobody takes yet are
 * kept for whoever iterates, and whoever leaves the loop leaves the run alone, which goes on until `result`.
 */
export interface Run extends AsyncIterable<EventJson> {
  /** What came of it, when it has ended and all that it had opened is closed. Rejects with a Refusal where it could not run. */
  readonly result: Promise<RunOutcome>;
  /** Throws when the run could not go on, as `result` does. */
  [Symbol.asyncIterator](): AsyncIterableIterator<EventJson, undefined>;
}

/**
 * Brings every job of the sweep file at `path` that is not fresh to its end, in this process, as `sweep run` does. Begins at once.
 * Prints nothing, listens to no signals of the system, and leaves the exit code alone.
 */
export function run(path: string, options: RunOptions = {}): Run {
  const feeds = new Set<Feed<EventJson>>();
  let over: { readonly failure?: { readonly error: unknown } } | null = null;
  const endWith = (end: NonNullable<typeof over>): void => {
    over = end;
    for (const feed of feeds) feed.end(end.failure);
  };
  const result = runForLibrary(path, options, feeds).then(
    (outcome) => {
      endWith({});
      return outcome;
    },
    (error: unknown) => {
      endWith({ failure: { error } });
      throw error;
    },
  );
  return {
    result,
    [Symbol.asyncIterator]: () => {
      // Whoever iterates hears there of a failure: it does not count as one that nobody handles.
      result.catch(() => undefined);
      const feed = new Feed<EventJson>(() => feeds.delete(feed));
      if (over === null) feeds.add(feed);
      else feed.end(over.failure);
      return feed;
    },
  };
}

/** Whose run is watched, and for how long. */
export interface WatchOptions extends Place, Listening {
  /** When it is aborted, the loop ends; the run goes on. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The events of the newest run of a sweep, which another process drives, from its beginning on until it has ended, as `sweep watch --json`
 * prints them, with absolute paths; also of a run that has ended already. Changes nothing, and whoever leaves the loop leaves the run alone.
 * What it returns is what came of the run, or null where `signal` ended the loop.
 *
 * @param sweep its file, or its name if it has run in the project of the working folder; left out, the only one that has.
 * @throws Refusal when it has not run yet, when it is not clear which is meant, and when its runner has died.
 */
export async function* watch(
  sweep?: string,
  { notice, signal, ...place }: WatchOptions = {},
): AsyncGenerator<EventJson, RunOutcome | null, undefined> {
  const known = sweepMeant(sweep, place);
  const pathOfLog = (job: JobId, attempt: number): string => presentLog(logPath(known.runFolder, job, attempt));
  const leave = new AbortController();
  const stop = (): void => {
    leave.abort();
  };
  if (signal?.aborted === true) stop();
  signal?.addEventListener('abort', stop);
  const feed = new Feed<EventJson>(stop);
  const open = (): Promise<OpenView> => Promise.resolve(viewInto(new Set([feed]), pathOfLog));
  const watching = watchRun(known, place, { open, notices: noticesTo(notice), leave: leave.signal });
  const over = watching.then(
    () => {
      feed.end();
    },
    (error: unknown) => {
      feed.end({ error });
    },
  );
  try {
    yield* feed;
    const watched = await watching;
    if (watched.kind === 'left') return null;
    const { end, failed, state } = watched;
    return { end, failed, status: statusJson(state, null, clock.now(), pathOfLog) };
  } finally {
    stop();
    signal?.removeEventListener('abort', stop);
    await over;
  }
}

async function runForLibrary(
  path: string,
  { signal, notice, ...given }: RunOptions,
  feeds: ReadonlySet<Feed<EventJson>>,
): Promise<RunOutcome> {
  signal?.throwIfAborted();
  const notices = noticesTo(notice);
  const options = await withPresets(path, given);
  const sweep = acceptedSweep(await loadSweep(path, { ...options, folder: 'taken', ofPart: true }), notices);
  const pathOfLog = (job: JobId, attempt: number): string => presentLog(logPath(sweep.runFolder, job, attempt));
  const view = viewInto(feeds, pathOfLog);
  let ask: AskToStop = () => undefined;
  const stop = (): void => {
    ask('terminate');
  };
  try {
    const ended = await runSweep(sweep, options, {
      notices,
      watch: (asking) => {
        // Until here nothing has been started.
        signal?.throwIfAborted();
        ask = asking;
        signal?.addEventListener('abort', stop);
        return Promise.resolve(view);
      },
    });
    const { end, failed, state } = ended;
    if ('endHook' in ended) await runEndHook(ended.endHook, notices.say);
    return { end, failed, status: statusJson(state, null, clock.now(), pathOfLog) };
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** Gives each event to all who iterate. */
function viewInto(feeds: ReadonlySet<Feed<EventJson>>, pathOfLog: (job: JobId, attempt: number) => string): OpenView {
  const give = (event: () => EventJson): void => {
    if (feeds.size === 0) return;
    const one = event();
    for (const feed of feeds) feed.give(one);
  };
  return {
    show: (event, state) => {
      give(() => eventJson(event, state, pathOfLog));
    },
    say: (text) => {
      give(() => messageJson(text, clock.now().at));
    },
    close: () => Promise.resolve(),
  };
}
