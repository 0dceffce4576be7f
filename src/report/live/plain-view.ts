import { spellDuration } from '../../model/text/duration.ts';
import type { AttemptEnded, AttemptPlanned, Event, RunStarted } from '../../model/event.ts';
import { succeeded } from '../../model/outcome.ts';
import { mayGetGpus } from '../../model/plan.ts';
import { type Instant, seconds } from '../../model/units.ts';
import { findRecord } from '../../schedule/state/records.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { causeOf, count, labelOf, type LogPath, placeOf, tellMachine, tellSlots } from '../text/phrases.ts';
import { rootCause, tellNeed } from '../text/skip-cause.ts';
import { clockTime } from '../text/clock-time.ts';
import { visible } from '../text/visible.ts';
import { tellEnding, tellNews } from './notices.ts';
import type { OpenView, Write } from './view.ts';

/** An event as a word and what there is to say of it; null when people need not hear of it. */
type Line = readonly [word: string, text: string] | null;

/**
 * Tells a run in plain lines, for output that is no terminal: when, what, and of which job.
 *
 * @param timeOfDay  How a time is written; by default as `14:03:59`, local time.
 * @param looksOn  Whether the run is another process's.
 */
export function plainView(
  write: Write,
  now: () => Instant,
  logPath: LogPath,
  timeOfDay: (at: Instant) => string = clockTime,
  looksOn = false,
): OpenView {
  const line = (at: Instant, word: string, text: string) => {
    write(`${timeOfDay(at)}  ${word.padEnd(8)}  ${text}\n`);
  };
  return {
    show: (event, state) => {
      const told = tell(event, state, logPath, looksOn);
      if (told !== null) line(event.at, ...told);
    },
    say: (message) => {
      line(now(), 'note', visible(message));
    },
    close: () => Promise.resolve(),
  };
}

function tell(event: Event, state: RunState, logPath: LogPath, looksOn: boolean): Line {
  switch (event.event) {
    case 'run-started':
      return ['run', tellRun(event, state)];
    case 'attempt-planned':
      return ['start', tellStart(event, state)];
    case 'attempt-ended':
      return tellEnd(event, state, logPath);
    case 'attempt-stopping':
      return ['stopping', labelOf(state, event.job)];
    case 'job-skipped':
      return [
        'skipped',
        `${labelOf(state, event.job)}: ${tellNeed(state, rootCause(state, event.because))}${progress(state)}`,
      ];
    case 'draining':
      return ['ending', tellEnding(event.reason, false, state.running.size, looksOn)];
    case 'array-submitted':
    case 'attempt-exited':
    case 'metrics-read':
    case 'attempt-abandoned':
    case 'leftovers-killed':
    case 'gpu-quarantined':
    case 'gpu-released':
    case 'class-held':
    case 'attempt-started':
    case 'backoff-ended':
    case 'begin-reached':
    case 'jobs-cancelled':
    case 'jobs-held':
    case 'jobs-released':
    case 'jobs-retried':
    case 'jobs-rerun':
    case 'priority-set':
    case 'moved-first':
    case 'run-set':
    case 'job-added':
    case 'jobs-forgotten':
    case 'file-followed':
    case 'jobs-moved':
    case 'jobs-accepted':
    case 'accepted-read':
    case 'hook-started':
    case 'hook-failed':
    case 'run-ended': {
      const news = tellNews(event, state);
      return news === null ? null : ['note', news];
    }
    default:
      return event satisfies never;
  }
}

function tellRun({ todo, fresh, slots, gpus, choice }: RunStarted, state: RunState): string {
  const parts = [
    `${count(todo.length, 'job')} to run`,
    ...(fresh > 0 ? [`${fresh} fresh`] : []),
    ...(state.running.size > 0 ? [`${state.running.size} still running`] : []),
    choice.on === undefined ? tellPlace(slots, gpus, state) : `on ${visible(choice.on)}`,
  ];
  return `${state.plan.sweep}: ${parts.join(', ')}`;
}

function tellPlace(slots: number, gpus: RunStarted['gpus'], { plan }: RunState): string {
  // GPUs that nobody asks for are not looked at.
  const areLookedAt = gpus.length > 0 || plan.isOpen === true || plan.jobs.some(mayGetGpus);
  return areLookedAt ? tellMachine({ slots, gpus }) : `${tellSlots(slots)}, no GPU asked for`;
}

function tellStart({ job, attempt, allocation, on }: AttemptPlanned, state: RunState): string {
  const again = attempt === 1 ? '' : `, attempt ${attempt}`;
  const because = findRecord(state, job)?.past.at(-1)?.because ?? null;
  const place = on === undefined ? placeOf(allocation) : visible(on.executor);
  return `${labelOf(state, job)}${again} on ${place}${because === null ? '' : ` (${visible(because)})`}`;
}

function tellEnd(event: AttemptEnded, state: RunState, logPath: LogPath): Line {
  const { job, attempt, outcome, seconds: ran, tick } = event;
  const label = labelOf(state, job);
  if (succeeded(outcome)) {
    return ['done', `${label}${ran === null ? '' : ` in ${spellDuration(ran)}`}${progress(state)}`];
  }
  const record = findRecord(state, job);
  if (record === undefined) return null;
  const cause = `${label}: ${causeOf(record)}`;
  const path = logPath(job, attempt);
  const log = `log: ${path}${record.job?.compress === true && !path.endsWith('.gz') ? ' (.gz once it is compressed)' : ''}`;
  switch (record.state.status) {
    case 'cancelled':
      return ['ended', cause];
    case 'backoff': {
      const wait = seconds((record.state.until.tick - tick) / 1000);
      return ['retry', `${cause}; tried again in ${spellDuration(wait)}; ${log}`];
    }
    case 'waiting':
      return ['retry', `${cause}; tried again; ${log}`];
    case 'failed':
    case 'running':
    case 'held':
    case 'succeeded':
    case 'skipped':
      return ['failed', `${cause}${progress(state)}; ${log}`];
    default:
      return record.state satisfies never;
  }
}

/** How many of the jobs of this run have come to their end. */
function progress({ run, pending }: RunState): string {
  return run === null ? '' : ` (${run.todo - pending}/${run.todo})`;
}
