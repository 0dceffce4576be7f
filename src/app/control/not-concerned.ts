import type { Job } from '../../model/plan.ts';
import { shellWord } from '../../model/text/shell.ts';
import type { JobStatus } from '../../model/state.ts';
import { NONE_CONCERNED, type Wanted } from './asked.ts';

/** A job of which something was asked, and the state in which it is. */
interface AskedJob extends Pick<Job, 'label'> {
  readonly status: JobStatus;
}

/** What is said where a request has concerned none of these jobs: of one what is the case, and the command that leads on. */
export function notConcerned(what: Wanted['do'], sweep: string, jobs: readonly AskedJob[]): string {
  const [only] = jobs;
  if (only === undefined || jobs.length > 1) return NONE_CONCERNED[what];
  const { label, status } = only;
  if (what === 'retry' && status === 'failed') {
    return `${label} has failed in a run that is over: the next run does it again (sweep run ${shellWord(sweep)})`;
  }
  const next = nextFor(what, status);
  const is = `${label} ${IS[status]}`;
  return next === null ? is : `${is}: \`sweep ${next} ${shellWord(label)} --sweep ${shellWord(sweep)}\` ${DOES[next]}`;
}

const IS: Readonly<Record<JobStatus, string>> = {
  waiting: 'waits to run',
  running: 'runs',
  backoff: 'waits to be tried again',
  held: 'is held',
  succeeded: 'has succeeded',
  failed: 'has failed',
  skipped: 'was skipped',
  cancelled: 'is cancelled',
};

type Next = 'kill' | 'release' | 'retry' | 'rerun' | 'why';

const DOES: Readonly<Record<Next, string>> = {
  kill: 'cancels it',
  release: 'lets it start',
  retry: 'has it done again',
  rerun: 'runs it again',
  why: 'says more',
};

/** The command that leads on; null where what was asked for is so already. */
function nextFor(what: Wanted['do'], status: JobStatus): Next | null {
  switch (status) {
    case 'succeeded':
    case 'failed':
      return what === 'kill' ? null : 'rerun';
    case 'cancelled':
      return what === 'kill' ? null : 'retry';
    case 'held':
      return what === 'hold' ? null : 'release';
    case 'running':
      return what === 'release' ? null : 'kill';
    case 'waiting':
    case 'backoff':
    case 'skipped':
      return 'why';
    default:
      return status satisfies never;
  }
}
