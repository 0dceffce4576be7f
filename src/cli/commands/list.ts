import type { JobsOptions } from '../../app/jobs/jobs-meant.ts';
import { listDocument, listJobs } from '../../app/jobs/list-jobs.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { sweepMeant, sweepsHere, type KnownSweep, type Place } from '../../app/sweep/known-sweep.ts';
import { shownLogs } from '../../app/world/run-folder.ts';
import { clock } from '../../host/system/clock.ts';
import { type JobListJson, jobListText, jobListTsv } from '../../report/status/job-list.ts';
import { notices } from '../notices.ts';
import { lookOfOutput, print } from '../terminal/terminal.ts';

/** What `sweep list --format` takes. */
export type ListFormat = 'table' | 'json' | 'tsv';

export interface ListOptions extends Place, JobsOptions {
  readonly format?: ListFormat;
  /** The same as the format `json`. */
  readonly json?: boolean;
}

/** `sweep list [SWEEP]`: every job of a sweep, or of each of this project, or those that are asked for. Changes nothing. */
export async function listCommand(said: string | undefined, options: ListOptions): Promise<ExitCode> {
  const format = options.format ?? (options.json === true ? 'json' : 'table');
  const sweeps = said === undefined ? sweepsHere(options) : [sweepMeant(said, options)];
  if (format === 'table') await printTables(sweeps, options);
  else {
    const documents: JobListJson[] = [];
    for (const sweep of sweeps) {
      documents.push(await listDocument(sweep, options, notices, shownLogs(sweep.runFolder)));
    }
    if (format === 'tsv') print(jobListTsv(documents));
    else print(JSON.stringify(said === undefined ? { version: 1, sweeps: documents } : documents[0]));
  }
  return EXIT.done;
}

async function printTables(sweeps: readonly KnownSweep[], options: ListOptions): Promise<void> {
  if (sweeps.length === 0) print('no sweep has run here yet');
  for (const sweep of sweeps) {
    const { state, records } = await listJobs(sweep, options, notices);
    print(jobListText(state, records, clock.now(), lookOfOutput()));
  }
}
