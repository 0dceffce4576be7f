import { accessSync, constants, existsSync } from 'node:fs';
import { relative } from 'node:path';
import { endOfFile as endOf } from '../../disk/file-end.ts';
import { readBoundedText } from '../../disk/plain-file.ts';
import { lockOwner } from '../../host/system/lock.ts';
import { identify } from '../../host/system/process.ts';
import { encodeEvent, sealLine, versionOf } from '../../journal/codec.ts';
import { withoutForgotten } from '../../journal/forgetting.ts';
import { openJournal, readJournal, type JournalWriter } from '../../journal/file.ts';
import { errorLogPath, journalPath, lockPath, logPath, scriptPath } from '../../journal/folder.ts';
import { keptDiff } from '../../journal/kept-diff.ts';
import { replayInto } from '../../journal/replay.ts';
import { presentLog, readLogEnd } from '../../launch/logs/compressed.ts';
import type { JobId, Plan } from '../../model/plan.ts';
import { linesOfScript } from '../../render/script-lines.ts';
import type { AttemptFiles } from '../../report/status/job-details.ts';
import type { JournalFile } from '../../run/world.ts';
import { initialState } from '../../schedule/state/records.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** A plan with all that its run folder remembers of it. */
export interface Remembered {
  readonly state: RunState;
  /** What people should know of the journal; null for nothing. */
  readonly notice: string | null;
}

/** Replays the journal of a run folder; changes nothing on disk. A run folder that is not there remembers nothing. */
export function replayJournal(plan: Plan, runFolder: string): Remembered {
  const state = initialState(plan);
  const read = replayInto(state, (take) => readJournal(journalPath(runFolder), take));
  switch (read.kind) {
    case 'none':
      return { state, notice: null };
    case 'read':
      return { state, notice: read.notice };
    case 'refused':
      throw new Refusal(EXIT.unavailable, read.message);
    default:
      return read satisfies never;
  }
}

/** Whether a run folder is there and nobody can write to it, such as one that has been archived. */
export function isReadOnly(runFolder: string): boolean {
  try {
    accessSync(runFolder, constants.W_OK);
    return false;
  } catch (error) {
    return ['EACCES', 'EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

/** Opens the journal of a run folder that this process owns, and replays it. */
export function openAndReplay(plan: Plan, runFolder: string): Remembered & { readonly journal: JournalWriter } {
  const state = initialState(plan);
  const bootId = identify(process.pid)?.bootId;
  const writtenSinceBoot = () => state.run !== null && state.run.runner.bootId === bootId;
  const opened = replayInto(state, (take) =>
    openJournal(journalPath(runFolder), { sweep: plan.sweep, take, writtenSinceBoot }),
  );
  if (!opened.ok) throw new Refusal(EXIT.unavailable, opened.message);
  return { state, journal: opened.journal, notice: opened.notice };
}

/** The journal as the loop writes it. */
export function asJournalFile(journal: JournalWriter): JournalFile {
  return {
    append: (events) =>
      journal.append(
        events.map((event) => sealLine(encodeEvent(event))),
        Math.max(...events.map(versionOf)),
      ),
    shrink: () => journal.rewrite(withoutForgotten),
    get isDeleted() {
      return journal.isDeleted;
    },
  };
}

/** The pid of the runner that drives a run folder now; null when none does. */
export function runnerOf(runFolder: string): number | null {
  const held = lockOwner(lockPath(runFolder));
  return held?.liveness === 'alive' && held.owner.command !== true ? held.owner.process.pid : null;
}

/** How people are told where a log is: relative to the working folder. */
export function shownLogs(runFolder: string): (job: JobId, attempt: number) => string {
  return (job, attempt) => nearPath(presentLog(logPath(runFolder, job, attempt)));
}

/** How people are told where the files of an attempt are. */
export function attemptFiles(runFolder: string, job: JobId, attempt: number): AttemptFiles {
  const errors = presentLog(errorLogPath(runFolder, job, attempt));
  return {
    log: nearPath(presentLog(logPath(runFolder, job, attempt))),
    stderr: existsSync(errors) ? nearPath(errors) : null,
    script: nearPath(scriptPath(runFolder, job, attempt)),
  };
}

/** Where what was not committed of a run's code is kept, likewise; null where it is not. */
export function nearDiff(runFolder: string, hash: string): string | null {
  const path = keptDiff(runFolder, hash);
  return path === null ? null : nearPath(path);
}

/** A path, relative to the working folder unless that would lead far up. */
export function nearPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('../../') ? path : near || '.';
}

/**
 * The end of an attempt's output, at most 16 KiB of it in whole lines, and after that the end of its stderr where that is kept apart; the empty string when
 * there is none. Where a shell names a line of the wrapper script, it is told which line of the command or the setup that is.
 */
export function tailOfLog(runFolder: string): (job: JobId, attempt: number) => string {
  return (job, attempt) => {
    const paths = [logPath(runFolder, job, attempt), errorLogPath(runFolder, job, attempt)];
    const [output = '', errors = ''] = paths.map(endOfFile);
    const between = output === '' || errors === '' || output.endsWith('\n') ? '' : '\n';
    return inWordsOfSweep(`${output}${between}${errors}`, scriptPath(runFolder, job, attempt));
  };
}

/** Bytes of the end of an output in which its last line is looked for. */
const LAST_LINE = 4096;

/** Reads the end of the output of an attempt that runs, beside everything else; the empty string where there is none. */
export function endsOfLogs(runFolder: string): (job: JobId, attempt: number) => Promise<string> {
  return async (job, attempt) => (await endOf(logPath(runFolder, job, attempt), LAST_LINE))?.toString('utf8') ?? '';
}

/** Bytes of the end of an output that fill a terminal. */
const SCREENFUL = 32 * 1024;

/** The same of as much as a terminal shows, also of an output that has been compressed; of a job with two, those of stderr last. */
export function tailsOfLogs(runFolder: string): (job: JobId, attempt: number) => Promise<string> {
  return async (job, attempt) => {
    const paths = [logPath(runFolder, job, attempt), errorLogPath(runFolder, job, attempt)];
    const ends = await Promise.all(paths.map((path) => endOf(path, SCREENFUL)));
    const text = ends.map((end) => end?.toString('utf8') ?? '').join('');
    return text === '' ? paths.map(endOfFile).join('') : text;
  };
}

function endOfFile(path: string): string {
  try {
    const { bytes, isWhole } = readLogEnd(path, 16 * 1024);
    const text = bytes.toString('utf8');
    return isWhole ? text : text.slice(text.search(/[\r\n](?![\r\n]*$)/) + 1);
  } catch {
    return '';
  }
}

/** A script holds at least the keeper, and a command of any length. */
const SCRIPT = 4 * 1024 * 1024;

function inWordsOfSweep(output: string, script: string): string {
  const [before, ...rest] = output.split(`${script}: line `);
  const text = rest.length === 0 ? null : readBoundedText(script, SCRIPT);
  if (before === undefined || text === null) return output;
  const tell = linesOfScript(text);
  const told = rest.map((said) => {
    const number = /^\d+(?=: )/.exec(said)?.[0];
    const where = number === undefined ? null : tell(Number(number));
    return where === null || number === undefined ? `${script}: line ${said}` : where + said.slice(number.length);
  });
  return before + told.join('');
}
