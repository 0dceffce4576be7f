import { deflateRawSync } from 'node:zlib';
import { clock } from '../../host/system/clock.ts';
import { hearEvents } from '../../journal/events-of.ts';
import { tally } from '../../model/group-by.ts';
import type { JobId } from '../../model/plan.ts';
import { gridsAsked } from '../results-grids.ts';
import type { Grid } from '../../report/results/grid.ts';
import { pageAttempts } from '../../report/page/attempts.ts';
import { packContent } from '../../report/page/codec.ts';
import { chosenCurves } from '../../report/page/curve-choice.ts';
import { pageDocument } from '../../report/page/document.ts';
import { failureGroups } from '../../report/page/failures.ts';
import type { PageContent } from '../../report/page/page-content.ts';
import { runFacts, type RunTold } from '../../report/page/run-facts.ts';
import { staticBody } from '../../report/page/static-body.ts';
import { readRequest } from '../../results/table/request.ts';
import { metricsOf, type Subject } from '../../results/table/subject.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import type { KnownSweep } from '../sweep/known-sweep.ts';
import { packageVersion } from '../sweep/package.ts';
import { maskFor } from '../sweep/secrets.ts';
import { nearDiff, shownLogs, tailOfLog } from '../world/run-folder.ts';
import { curvesOf } from './curve-files.ts';
import { pageAssets } from './page-file.ts';

/** What a page is about. */
export interface PageSubject {
  readonly sweep: KnownSweep;
  readonly state: RunState;
  /** The jobs that it tells of; null for all. */
  readonly selected: ReadonlySet<JobId> | null;
  readonly subject: Subject;
}

/** The page of a sweep that has run: a document that needs nothing else. */
export function sweepPage({ sweep, state, selected, subject }: PageSubject, notices: readonly string[]): string {
  const now = clock.now().at;
  const { name, runFolder } = sweep;
  const records = state.records.filter(({ id, job }) => job !== null && selected?.has(id) !== false);
  const runs = runsOf(runFolder);
  const mask = maskFor(state.plan);
  const tail = tailOfLog(runFolder);
  const content: PageContent = {
    subject,
    attempts: pageAttempts(
      records,
      subject.replicates,
      runs.map(({ started }) => started.at),
      now,
    ),
    curves: chosenCurves(curvesOf(runFolder, subject.rows), metricsOf([subject])),
  };
  return pageDocument({
    ...pageAssets('page'),
    title: `${name}: results`,
    content: deflateRawSync(packContent(content)).toString('base64'),
    body: staticBody({
      sweep: name,
      madeAt: now,
      madeBy: `sweep ${packageVersion()}`,
      counts: countsOf(records),
      grids: gridsOf(subject),
      failures: failureGroups(records, shownLogs(runFolder), (job, attempt) => mask(tail(job, attempt))),
      runs: runs.map((run) => runFacts(run, (hash) => nearDiff(runFolder, hash))),
      notices,
    }),
  });
}

/** The runs that a journal tells of, in order. */
function runsOf(runFolder: string): readonly RunTold[] {
  const runs: RunTold[] = [];
  hearEvents(runFolder, ['run-started', 'run-ended'], (event) => {
    const last = runs.at(-1);
    if (event.event === 'run-started') runs.push({ started: event, ended: null });
    else if (last !== undefined) runs[runs.length - 1] = { ...last, ended: event };
  });
  return runs;
}

function countsOf(records: readonly JobRecord[]): readonly (readonly [string, number])[] {
  return [...tally(records.map(({ state }) => state.status))].sort(([, a], [, b]) => b - a);
}

/** The tables of averages that `sweep results` shows when nothing else is asked of it. */
function gridsOf(subject: Subject): readonly Grid[] {
  if (metricsOf([subject]).length === 0) return [];
  const asked = readRequest([subject], {});
  return asked.ok ? gridsAsked([subject], {}, asked.request) : [];
}
