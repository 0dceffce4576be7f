import type { Event, RunStarted } from '../../model/event.ts';
import type { JobId } from '../../model/plan.ts';
import { gpuId } from '../../model/resources.ts';
import { WHOLE, iso, type Instant } from '../../model/units.ts';
import { findRecord } from '../../schedule/state/records.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { exitJson } from '../exit-json.ts';
import type { OpenView, Write } from './view.ts';
import type { LogPath } from '../text/phrases.ts';

/**
 * Tells a run to programs: what `sweep run --json` prints, one JSON object a line.
 *
 * Every line has `version` (1), `at` (ISO 8601 in UTC with milliseconds) and `event`; one about a job has `job` (its
 * id), `label`, and `status` as it is thereafter; one about an attempt also has `attempt`. The rest is by event:
 *
 * | event | fields |
 * | --- | --- |
 * | `run-started` | `sweep`, `file`, `pid`, `slots`, `gpus` (indices), `fresh` (a number), `todo` (`job`, `state`, `because`), `code` |
 * | `attempt-planned` | `gpus` (indices), `slots`, `limit` (seconds or null), `log` |
 * | `attempt-started` | `pid` |
 * | `attempt-stopping` | `reason` |
 * | `attempt-ended` | `exit` (as in `sweep status --json`), `seconds`, `log` |
 * | `attempt-abandoned`, `backoff-ended` | |
 * | `leftovers-killed` | `pids` |
 * | `job-skipped` | `because` (a job's id) |
 * | `gpu-quarantined` | `gpu`, `because`, `pid` |
 * | `gpu-released` | `gpu` |
 * | `draining` | `reason`, `running` (a number of jobs) |
 * | `run-ended` | `reason`, `counts` (as in `sweep status --json`) |
 * | `message` | `text` |
 */
export function jsonView(write: Write, now: () => Instant, logPath: LogPath): OpenView {
  const line = (at: Instant, fields: object) => {
    write(`${JSON.stringify({ version: 1, at: iso(at), ...fields })}\n`);
  };
  return {
    show: (event, state) => {
      line(event.at, eventFields(event, state, logPath));
    },
    say: (text) => {
      line(now(), { event: 'message', text });
    },
    close: () => Promise.resolve(),
  };
}

function eventFields(event: Event, state: RunState, logPath: LogPath): object {
  switch (event.event) {
    case 'run-started':
      return runStarted(event, state);
    case 'attempt-planned': {
      const { job, attempt, allocation, limit } = event;
      const { gpus, slots, share, memory } = allocation;
      const more = { ...(share === null ? {} : { share: share / WHOLE }), ...(memory === null ? {} : { memory }) };
      const given = { gpus: gpus.map(gpuId), slots, ...more };
      return { ...ofAttempt(event, state), ...given, limit, log: logPath(job, attempt) };
    }
    case 'attempt-started':
      return { ...ofAttempt(event, state), pid: event.process.pid };
    case 'attempt-stopping':
      return { ...ofAttempt(event, state), reason: event.reason };
    case 'attempt-ended': {
      const { job, attempt, outcome, seconds, error } = event;
      return {
        ...ofAttempt(event, state),
        exit: exitJson(outcome),
        ...(error === null ? {} : { error }),
        seconds,
        log: logPath(job, attempt),
      };
    }
    case 'attempt-abandoned':
      return ofAttempt(event, state);
    case 'leftovers-killed':
      return { ...ofAttempt(event, state), pids: event.pids };
    case 'backoff-ended':
      return ofJob(event, state);
    case 'job-skipped':
      return { ...ofJob(event, state), because: event.because };
    case 'gpu-quarantined':
      return { event: event.event, gpu: event.gpu, because: event.because, pid: event.pid };
    case 'gpu-released':
      return { event: event.event, gpu: event.gpu };
    case 'class-held':
      return { event: event.event, because: event.because, held: state.counts.held };
    case 'draining':
      return { event: event.event, reason: event.reason, running: state.running.size };
    case 'run-ended':
      return { event: event.event, reason: event.reason, counts: state.counts };
    default:
      return event satisfies never;
  }
}

function runStarted(event: RunStarted, state: RunState): object {
  const { runner, file, slots, gpus, fresh, todo, code } = event;
  return {
    event: event.event,
    sweep: state.plan.sweep,
    file,
    pid: runner.pid,
    slots,
    gpus,
    fresh,
    todo: todo.map(({ job, verdict }) => ({ job, state: verdict.state, because: verdict.because })),
    code,
  };
}

function ofAttempt(about: { readonly event: string; readonly job: JobId; readonly attempt: number }, state: RunState) {
  return { ...ofJob(about, state), attempt: about.attempt };
}

function ofJob({ event, job }: { readonly event: string; readonly job: JobId }, state: RunState) {
  const record = findRecord(state, job);
  return { event, job, label: record?.job?.label ?? job, status: record?.state.status ?? null };
}
