import { lstatSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeFolder } from '../disk/make-folder.ts';
import type { JobId } from '../model/plan.ts';

/** Where a project keeps what it knows of its sweeps, unless `--state-dir` says otherwise. */
export function stateFolder(projectRoot: string): string {
  return join(projectRoot, '.sweep');
}

/**
 * Makes the folder of what is known of a project's sweeps, with a `.gitignore` that keeps all of it out of commits: logs, and
 * scripts with the values of `env`. A folder that somebody chose and that is there already stays as it is, and so does a
 * `.gitignore` of theirs.
 * @throws Error of the file system, when the folder cannot be made.
 */
export function makeStateFolder(path: string): void {
  const isNew = makeFolder(path);
  if (!isNew && basename(path) !== '.sweep') return;
  try {
    writeFileSync(join(path, '.gitignore'), '*\n', { flag: 'wx' });
  } catch {
    // There is one, or there can be none: no reason not to run.
  }
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

/** What is remembered of large inputs, so that not every command reads them; may be deleted at any time. */
export function digestsPath(runFolder: string): string {
  return join(runFolder, 'digests');
}

/** The folder that names the runner which owns the run folder. */
export function lockPath(runFolder: string): string {
  return join(runFolder, 'lock');
}

/** What a detached run prints. */
export function runLogPath(runFolder: string): string {
  return join(runFolder, 'run.log');
}

/** Of a runner that is a job of a cluster: which it is, and the batch script that it begins as. */
export function driverPath(runFolder: string): string {
  return join(runFolder, 'driver.json');
}

export function driverScriptPath(runFolder: string): string {
  return join(runFolder, 'driver.sh');
}

/** The folders of all jobs. */
export function jobsFolder(runFolder: string): string {
  return join(runFolder, 'jobs');
}

/** `job.dir`: stable over attempts, for the job's own files. */
export function jobFolder(runFolder: string, job: JobId): string {
  return join(jobsFolder(runFolder), job);
}

/** The names in the folder of the folders of jobs: those of jobs that have run, whether or not the sweep still has them. */
export function jobFolders(runFolder: string): readonly string[] {
  return namesIn(join(runFolder, 'jobs'));
}

/** Where one attempt has its `run.sh`, `pid` and `out.log`. */
export function attemptFolder(runFolder: string, job: JobId, attempt: number): string {
  return join(jobsFolder(runFolder), job, String(attempt));
}

/** The wrapper script of an attempt. */
export function scriptPath(runFolder: string, job: JobId, attempt: number): string {
  return join(attemptFolder(runFolder, job, attempt), 'run.sh');
}

/** What the processes of an attempt wrote. */
export function logPath(runFolder: string, job: JobId, attempt: number): string {
  return join(attemptFolder(runFolder, job, attempt), 'out.log');
}

/** What they wrote to stderr, where that is kept apart. */
export function errorLogPath(runFolder: string, job: JobId, attempt: number): string {
  return join(attemptFolder(runFolder, job, attempt), 'err.log');
}

/** The names of the sweeps that have a journal below `stateFolder`, whatever it is, sorted; none when there is no such folder. */
export function knownSweeps(stateFolder: string): readonly string[] {
  try {
    return readdirSync(stateFolder)
      .filter((name) => hasJournal(runFolder(stateFolder, name)))
      .sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}

/** What stands in the place of a journal, and what may not be looked at, is told of by whoever opens it. */
function hasJournal(folder: string): boolean {
  try {
    return lstatSync(journalPath(folder), { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOTDIR';
  }
}

/**
 * The greatest attempt number that has a folder; 0 when there is none. Whatever else the job keeps in its folder
 * does not count.
 */
export function greatestAttempt(runFolder: string, job: JobId): number {
  let greatest = 0;
  for (const name of namesIn(jobFolder(runFolder, job))) {
    if (/^[1-9]\d{0,8}$/.test(name)) greatest = Math.max(greatest, Number(name));
  }
  return greatest;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A job can put a file in the place of its folder: then the next attempt cannot be made, and says so.
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
