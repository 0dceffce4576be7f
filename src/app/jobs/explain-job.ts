import { existsSync } from 'node:fs';
import { treeOf } from '../../model/attempt.ts';
import type { Need } from '../../model/plan.ts';
import { changesBehind } from '../../report/diff/job-changes.ts';
import type { Explanation, NeedStanding } from '../../report/plan/why.ts';
import { whySkipped } from '../../report/status/skipped.ts';
import { labelOf, statusWord } from '../../report/text/phrases.ts';
import { judgeFreshness, madeOf, type Verdicts } from '../../run/freshness.ts';
import { acceptanceOf } from '../../schedule/state/acceptance.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { filesOf } from '../world/world.ts';
import { inputsChangedMeanwhile } from './changed-inputs.ts';
import { jobMeant } from './find-job.ts';
import { loadCurrent } from '../sweep/current-sweep.ts';
import { LOOKED_AT, namedSweep, sweepMeant, sweepsHere } from '../sweep/known-sweep.ts';
import { loadSweep, type LoadedSweep, type LoadOptions } from '../sweep/load.ts';
import { acceptedSweep } from '../sweep/accept.ts';
import { DRIVER_IS_SLOW } from '../machine/machine.ts';
import type { Notices } from '../notices.ts';
import { nearPath, shownLogs } from '../world/run-folder.ts';
import { sayBeside, statusNow } from '../world/sweep-status.ts';
import { asItRan, whyItWaits } from '../world/why-waiting.ts';

/** Among which sweeps a job is looked for. */
export interface ExplainOptions extends LoadOptions {
  /** A sweep file, or the name of a sweep that has run; without it, all that have run here are looked through. */
  readonly sweep?: string | undefined;
}

/**
 * All that `sweep why` tells: the verdict, what has changed, how it failed, the reasons to wait, its needs, and where each key comes
 * from, of the job that `said` means: its id, its label, the beginning of one, or its values.
 */
export async function explainJob(said: string, options: ExplainOptions, notices: Notices): Promise<Explanation> {
  const looked = await sweepsToLookThrough(options, notices);
  const { from, job } = jobMeant(
    said,
    looked.flatMap((one) =>
      one.sweep.plan.jobs.map((planned) => ({
        from: one,
        job: planned,
        names: [planned.id, planned.label],
        of: one.sweep.plan.sweep,
        planned: { plan: one.sweep.plan, id: planned.id },
      })),
    ),
  );
  const { sweep, remarks } = from;
  for (const line of remarks) notices.say(line);
  const status = statusNow(sweep.plan, sweep);
  const { state } = status;
  sayBeside(status, notices.say);
  const files = filesOf(sweep, sweep.digests, state);
  const verdicts = judgeFreshness(sweep.plan, state, files);
  const verdict = verdicts.get(job.id);
  const record = state.byId.get(job.id);
  if (verdict === undefined || record === undefined) throw new Error(`no verdict on ${job.id}`);
  const ran = await asItRan({ sweep, status }, options);
  const then = ran?.status.state ?? state;
  const waiting = ran === null ? [] : await whyItWaits(ran, job.id, () => notices.say(DRIVER_IS_SLOW));
  const last = record.past.at(-1);
  const before = [
    verdict.state !== 'stale' || last === undefined || acceptanceOf(record) !== null
      ? null
      : inputsChangedMeanwhile(job, last, sweep.root, files),
    whySkipped(then, then.byId.get(job.id) ?? record),
    whyAgain(record),
    record.movedFrom === null ? null : `until it was renamed it was ${record.movedFrom}`,
    copyOf(record, sweep),
  ].filter((line) => line !== null);
  const lacks = sweep.lacking([job]).map(({ message }) => `cannot run here: ${message}`);
  const origins = sweep.explain(job.id);
  return {
    sweep: sweep.plan.sweep,
    job,
    verdict,
    changes: changesSince(record, sweep, ran?.sweep ?? null),
    failure: failureOf(record, sweep),
    waiting: [...before, ...lacks, ...waiting],
    needs: job.needs.map((need) => needStanding(need, then, verdicts)),
    origins,
    sources: sweep.sources,
  };
}

/** In a line, why the newest attempt of a job was made although it had run before; null where it had not, or the one before tells. */
function whyAgain({ past }: JobRecord): string | null {
  const last = past.at(-1);
  return last?.because == null ? null : `attempt ${last.attempt} was made since it was ${last.because}`;
}

/** In a line, in which copy of the code the newest attempt of a job runs or ran; null where it was in none. */
function copyOf({ past }: JobRecord, sweep: LoadedSweep): string | null {
  const last = past.at(-1);
  if (last === undefined || last.snapshot === null) return null;
  const verb = last.end === null ? 'runs' : 'ran';
  return `attempt ${last.attempt} ${verb} in the copy of the code ${nearPath(treeOf(sweep, last.snapshot))}`;
}

/** What of a job's definition, or else of one before it, is another than when it ran last; nothing where the copy is not of that run. */
function changesSince(record: JobRecord, now: LoadedSweep, then: LoadedSweep | null): Explanation['changes'] {
  const { id, movedFrom } = record;
  const last = madeOf(record);
  const was = then === now ? undefined : then?.plan.jobs.find((job) => job.id === id || job.id === movedFrom);
  if (then === null || last === null || was === undefined) return [];
  // Since then the sweep may have run without it.
  if (![was.definition.fingerprint, was.fingerprint].includes(last.fingerprint)) return [];
  const found = changesBehind(then.plan, now.plan, id);
  if (found === null) return [];
  const origins = now.explain(found.job.id);
  return found.changes.map(({ field, before, after }) => {
    const span = origins.find((origin) => origin.field === field)?.span ?? null;
    return { label: found.job.label, field, before, after, span };
  });
}

/** Of a job that has failed, and is not running again. */
function failureOf({ id, state, past }: JobRecord, { runFolder }: LoadedSweep): Explanation['failure'] {
  const last = past.at(-1);
  if (last?.end == null || (state.status !== 'failed' && state.status !== 'backoff')) return null;
  return { error: last.end.error, log: shownLogs(runFolder)(id, last.attempt) };
}

/** @param then  How the sweep stands as it ran last. */
function needStanding({ job: id, when }: Need, then: RunState, verdicts: Verdicts): NeedStanding {
  const record = then.byId.get(id);
  const hasCome = record !== undefined && (record.todo || record.past.length > 0 || record.state.status !== 'waiting');
  const status = hasCome ? statusWord(then, record) : 'has not run';
  const isOver = status === 'succeeded' && verdicts.get(id)?.state !== 'fresh';
  return { job: id, label: labelOf(then, id), when, status: isOver ? `${status}, to run again` : status };
}

/** A sweep, and what is to be said if it is the one that is meant. */
interface LookedThrough {
  readonly sweep: LoadedSweep;
  readonly remarks: readonly string[];
}

async function sweepsToLookThrough(options: ExplainOptions, notices: Notices): Promise<readonly LookedThrough[]> {
  const { sweep } = options;
  if (sweep !== undefined && existsSync(sweep) && (options.set !== undefined || namedSweep(sweep, options) === null)) {
    return [{ sweep: acceptedSweep(await loadSweep(sweep, { ...options, ...LOOKED_AT }), notices), remarks: [] }];
  }
  const known = sweep === undefined ? sweepsHere(options) : [sweepMeant(sweep, options)];
  if (known.length === 0) {
    throw new Refusal(EXIT.invalid, 'no sweep has run here yet: name its file with --sweep FILE');
  }
  return Promise.all(
    known.map(async (one) => {
      const { result, problem } = await loadCurrent(one, options);
      return { sweep: acceptedSweep(result, notices), remarks: problem === null ? [] : [problem] };
    }),
  );
}
