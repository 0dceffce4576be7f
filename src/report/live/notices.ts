import type { Event } from '../../model/event.ts';
import type { StopReason } from '../../model/outcome.ts';
import type { JobId } from '../../model/plan.ts';
import { someOf } from '../../model/text/some-of.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { count, labelOf, tellMachine } from '../text/phrases.ts';
import { visible } from '../text/visible.ts';

/** What people should hear of even when it has passed: processes that were killed, GPUs that are not used; else null. */
export function tellNews(event: Event, state: RunState): string | null {
  const news = newsOf(event, state);
  return news === null ? null : visible(news);
}

/** As the event has it, with whatever names in it others have chosen. */
function newsOf(event: Event, state: RunState): string | null {
  switch (event.event) {
    case 'leftovers-killed': {
      const processes = count(event.pids.length, 'process', 'processes');
      return `killed ${processes} left behind by ${labelOf(state, event.job)}: ${event.pids.join(', ')}`;
    }
    case 'gpu-quarantined':
      return `${event.gpu} is not used: ${event.because}`;
    case 'gpu-released':
      return `${event.gpu} is used again`;
    case 'class-held':
      return (
        `${event.because}: no more of their class start` +
        (state.counts.held === 0 ? '' : `, ${count(state.counts.held, 'job is', 'jobs are')} held`)
      );
    case 'attempt-abandoned':
      // What the system has run out of the run says once, however often it tries.
      if (event.because !== undefined) return null;
      if (event.taken !== undefined)
        return `${labelOf(state, event.job)}: its node was taken from it (${event.taken}); it runs again`;
      return `${labelOf(state, event.job)}: attempt ${event.attempt} never began`;
    case 'array-submitted':
      return `${count(event.tasks, 'job')} submitted to ${event.executor} as ${event.id}`;
    case 'metrics-read':
      return event.problem === undefined ? null : `${labelOf(state, event.job)}: ${event.problem}`;
    case 'jobs-cancelled':
      return `cancelled: ${tellJobs(event.jobs, state)}`;
    case 'jobs-held':
      return `held: ${tellJobs(event.jobs, state)}`;
    case 'jobs-released':
      return `released: ${tellJobs(event.jobs, state)}`;
    case 'jobs-retried':
    case 'jobs-rerun':
      return `to run again: ${tellJobs(event.jobs, state)}`;
    case 'priority-set':
      return `priority ${event.priority}: ${tellJobs(event.jobs, state)}`;
    case 'moved-first':
      return `to go first: ${tellJobs(event.jobs, state)}`;
    case 'run-set':
      return `the run may use ${tellMachine(event.of)} from now on`;
    case 'job-added':
      return `added: ${tellJobs(event.jobs, state)}`;
    case 'jobs-forgotten':
      return `forgotten: ${count(event.jobs.length, 'ended job')}`;
    case 'file-followed':
      return `follows ${event.file.path}, whose lines are jobs`;
    case 'jobs-accepted':
      return `accepted: ${tellJobs(
        event.accepted.map(({ job }) => job),
        state,
      )}`;
    case 'jobs-moved':
      return `moved along: ${tellJobs(
        event.moves.map(({ job }) => job),
        state,
      )}`;
    case 'run-started':
    case 'attempt-planned':
    case 'attempt-started':
    case 'attempt-stopping':
    case 'attempt-exited':
    case 'attempt-ended':
    case 'backoff-ended':
    case 'begin-reached':
    case 'job-skipped':
    case 'draining':
    case 'run-ended':
    case 'accepted-read':
    case 'hook-started':
    case 'hook-failed':
      return null;
    default:
      return event satisfies never;
  }
}

/** Jobs that are named; the rest by number. */
const NAMED = 4;

function tellJobs(jobs: readonly JobId[], state: RunState): string {
  return someOf(
    jobs.slice(0, NAMED).map((id) => labelOf(state, id)),
    jobs.length,
  );
}

/** What goes on while a run comes to an early end, and what a person can do about it who does more than look on. */
export function tellEnding(reason: StopReason, stopping: boolean, running: number, looksOn: boolean): string {
  const jobs = count(running, 'running job');
  if (stopping) return `stopping ${jobs}`;
  switch (reason) {
    case 'interrupt':
      if (looksOn) return `nothing new starts; waiting for ${jobs}`;
      return `waiting for ${jobs}; Ctrl-C again stops ${running === 1 ? 'it' : 'them'}`;
    case 'fail-fast':
      return `a job has failed, so nothing new starts; waiting for ${jobs}`;
    case 'terminate':
    case 'cancel':
    case 'outside':
      return `nothing new starts; waiting for ${jobs}`;
    default:
      return reason satisfies never;
  }
}
