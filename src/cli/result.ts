import { resolve } from 'node:path';
import { EXIT, type ExitCode } from '../app/refusal.ts';
import type { RunResult } from '../app/run/run-result.ts';
import { maskFor } from '../app/sweep/secrets.ts';
import { nearPath, shownLogs, tailOfLog } from '../app/world/run-folder.ts';
import { jobsFolder } from '../journal/folder.ts';
import { clock } from '../host/system/clock.ts';
import { count } from '../report/text/phrases.ts';
import { afterAccepting, afterwards } from '../report/status/afterwards.ts';
import { summaryText } from '../report/status/summary.ts';
import { lookOfOutput } from './terminal/terminal.ts';

/**
 * What people should know when a run is over.
 *
 * @param root  The project root, absolute.
 */
export function tellResult(result: RunResult, root: string): string {
  if (result.end === 'left') return tellLeftJobs(result);
  if (result.end !== 'nothing-to-do') {
    const { runFolder, failed, whereabouts, state } = result;
    const look = lookOfOutput();
    const mask = maskFor(state.plan);
    const tail = tailOfLog(runFolder);
    const unrevealing: typeof tail = (job, attempt) => mask(tail(job, attempt));
    const text = summaryText(state, clock.now().tick, shownLogs(runFolder), unrevealing, look);
    const places = { shown: (path: string) => nearPath(resolve(root, path)), jobs: nearPath(jobsFolder(runFolder)) };
    const where = failed && whereabouts !== undefined ? [whereabouts] : [];
    const more = [...afterwards(state, places, look), ...where];
    return text + more.map((line) => `${line}\n`).join('');
  }
  return [`nothing to do: ${tellLeft(result)}`, ...afterAccepting(result.state, lookOfOutput())].join('\n');
}

/** That jobs have been left to a cluster. */
function tellLeftJobs({
  left: { jobs, arrays, kept },
  executor,
  state,
}: Extract<RunResult, { readonly end: 'left' }>): string {
  const { sweep } = state.plan;
  const held =
    kept === 0
      ? []
      : [
          `${count(kept, 'job')} ${kept === 1 ? 'is' : 'are'} held, or need what is: run it again once they are released`,
        ];
  if (jobs === 0) return [`nothing was left to ${executor}: no job can run`, ...held].join('\n');
  const many = `${count(jobs, 'job')} in ${count(arrays, 'array')}`;
  return [`${executor} has ${many}, and sees to the rest: sweep status ${sweep} shows how they stand`, ...held].join(
    '\n',
  );
}

function tellLeft({ fresh, leftFailed, leftCancelled }: NothingToDo): string {
  const all = fresh + leftFailed + leftCancelled;
  if (all === 1 && fresh === 1) return 'the only job is fresh';
  if (all === 1) return `the only job ${leftFailed === 1 ? 'failed before and' : 'was cancelled and'} is left alone`;
  const failed = leftFailed === 0 ? '' : `, and ${leftFailed} failed before and ${are(leftFailed)} left alone`;
  const cancelled = leftCancelled === 0 ? '' : `, and ${leftCancelled} ${are(leftCancelled)} cancelled`;
  return `${fresh} of ${all} jobs ${are(fresh)} fresh${failed}${cancelled}`;
}

type NothingToDo = Extract<RunResult, { readonly end: 'nothing-to-do' }>;

function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}

/** What a command exits with whose run is over. */
export function exitCodeOf({ end, failed }: RunResult): ExitCode {
  if (end === 'interrupt') return EXIT.interrupted;
  if (end === 'terminate') return EXIT.terminated;
  return failed || !['finished', 'nothing-to-do', 'left'].includes(end) ? EXIT.failed : EXIT.done;
}
