import { askRun } from '../app/control/ask-run.ts';
import { askOfJobs, DONE_OF_JOBS, NONE_CONCERNED, type Wanted } from '../app/control/asked.ts';
import { SILENT, type Notices } from '../app/notices.ts';
import { pausedText, pauseGpus, resumeGpus } from '../app/pause-gpus.ts';
import { EXIT, Refusal } from '../app/refusal.ts';
import { jobId, type JobId } from '../model/plan.ts';
import { isObject, listOf, text } from '../model/text/json-shape.ts';
import type { Answered, Ask } from '../report/page/live-messages.ts';
import { count } from '../report/text/phrases.ts';
import { findRecord } from '../schedule/state/records.ts';
import type { FollowedSweep, FollowedSweeps } from './followed-sweep.ts';

const isTextList = listOf(text) as (value: unknown) => value is readonly string[];

/** What a page asks for, whatever it has sent; null where it is nothing that is known. */
export function askOf(body: string): Ask | null {
  let fields: unknown;
  try {
    fields = JSON.parse(body);
  } catch {
    return null;
  }
  if (!isObject(fields)) return null;
  const { do: what, sweep, jobs, gpus, priority } = fields;
  switch (what) {
    case 'pause':
    case 'resume':
      return isTextList(gpus) ? { do: what, gpus } : null;
    case 'cancel':
      return typeof sweep === 'string' ? { do: what, sweep } : null;
    case 'kill':
    case 'hold':
    case 'release':
    case 'retry':
    case 'rerun':
    case 'top':
      return typeof sweep === 'string' && isTextList(jobs) ? { do: what, sweep, jobs } : null;
    case 'priority':
      if (typeof sweep !== 'string' || !isTextList(jobs) || !isPriority(priority)) return null;
      return { do: what, sweep, jobs, priority };
    default:
      return null;
  }
}

function isPriority(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(value as number) < 1e9;
}

/** Does what a page asks for, by what the commands of that name do. Refuses what makes no sense, as they do. */
export async function act(ask: Ask, sweeps: FollowedSweeps): Promise<Answered> {
  switch (ask.do) {
    case 'pause':
    case 'resume':
      return changePauses(ask);
    case 'cancel': {
      const { known } = sweeps.named(ask.sweep);
      const { jobs } = await askRun(null, known, { do: 'cancel' });
      const stopped = jobs.length === 0 ? '' : `, and ${count(jobs.length, 'job')} with it`;
      return { text: `the run of ${known.name} is stopping${stopped}` };
    }
    case 'priority': {
      const { priority } = ask;
      return askJobs({ do: ask.do, priority }, ask.jobs, sweeps.named(ask.sweep));
    }
    case 'kill':
    case 'hold':
    case 'release':
    case 'retry':
    case 'rerun':
    case 'top':
      return askJobs({ do: ask.do }, ask.jobs, sweeps.named(ask.sweep));
    default:
      return ask satisfies never;
  }
}

async function askJobs(wanted: Wanted, said: readonly string[], followed: FollowedSweep): Promise<Answered> {
  const { plan, state } = await followed.look();
  const ids = said.map((id): JobId => {
    const record = findRecord(state, jobId(id));
    if (record === undefined) throw new Refusal(EXIT.invalid, `${followed.known.name} has no job ${id}`);
    return record.id;
  });
  if (ids.length === 0) throw new Refusal(EXIT.invalid, 'no job is chosen');
  const { jobs, byRunner } = await askOfJobs(plan, followed.known, wanted, ids);
  if (jobs.length === 0) return { text: NONE_CONCERNED[wanted.do] };
  const later = byRunner ? '' : ' (nothing runs now: it counts for the next run)';
  return { text: `${DONE_OF_JOBS[wanted.do]}: ${count(jobs.length, 'job')}${later}` };
}

async function changePauses(ask: Extract<Ask, { readonly do: 'pause' | 'resume' }>): Promise<Answered> {
  const said: string[] = [];
  const notices: Notices = { ...SILENT, say: (line) => said.push(line) };
  const paused = await (ask.do === 'pause' ? pauseGpus : resumeGpus)(ask.gpus, notices);
  return { text: [...said, ...pausedText(paused)].join('\n') };
}
