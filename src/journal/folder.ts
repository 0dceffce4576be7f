import { join } from 'node:path';
import type { JobId } from '../model/plan.ts';

/** Where a project keeps what it knows of its sweeps, unless `--state-dir` says otherwise. */
export function stateFolder(projectRoot: string): string {
  return join(projectRoot, '.sweep');
}

/** All there is to know about one sweep; deleting it forgets the sweep and harms nothing else. */
export function runFolder(stateFolder: string, sweep: string): string {
  return join(stateFolder, sweep);
}

export function journalPath(runFolder: string): string {
  return join(runFolder, 'journal.jsonl');
}

/** The resolved sweep file of the last run: a resume needs nothing else. */
export function frozenSweepPath(runFolder: string): string {
  return join(runFolder, 'sweep.yaml');
}

/** The folder that names the runner which owns the run folder. */
export function lockPath(runFolder: string): string {
  return join(runFolder, 'lock');
}

/** `job.dir`: stable over attempts, for the job's own files. */
export function jobFolder(runFolder: string, job: JobId): string {
  return join(runFolder, 'jobs', job);
}

/** Where one attempt has its `run.sh`, `pid`, `out.log` and `exit`. */
export function attemptFolder(runFolder: string, job: JobId, attempt: number): string {
  return join(runFolder, 'jobs', job, String(attempt));
}

/** What the processes of an attempt wrote. */
export function logPath(runFolder: string, job: JobId, attempt: number): string {
  return join(attemptFolder(runFolder, job, attempt), 'out.log');
}
