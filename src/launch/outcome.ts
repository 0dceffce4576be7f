import { existsSync } from 'node:fs';
import { succeeded, type Outcome } from '../model/outcome.ts';
import type { Job } from '../model/plan.ts';
import { instant, seconds, type Instant, type Seconds } from '../model/units.ts';
import { accountOf } from './diagnosis/decisive-failure.ts';
import { errorLineOf, tidy } from './diagnosis/error-line.ts';
import { readEnding, readStart, secondsBetween, type AttemptFolder, type Ending, type StartRecord } from './folder.ts';
import { findMemoryFailure } from './diagnosis/oom.ts';
import { readOutputs } from './diagnosis/log-lines.ts';
import { missingOutputs, type OutputFault } from './produced-files.ts';

/** What is known of an attempt besides what its keeper wrote. */
export interface Circumstances {
  /** Null when the plan no longer has the job: then nothing is known of what it should produce. */
  readonly job: Job | null;
  readonly root: string;
  readonly limit: Seconds | null;
  /** Whether this very attempt was given GPUs. */
  readonly usesGpus: boolean;
  /** Whether this process launched it, so that a keeper which wrote nothing is known to have begun nothing. */
  readonly launchedHere: boolean;
  /** What its keeper exited with; null when a signal ended it, or when it was not a child of this process. */
  readonly status: number | null;
  /** Whether this runner told it to stop. */
  readonly toldToStop: boolean;
  /** Whether the kernel killed processes for lack of memory since it began; false where that is not known. */
  readonly oomKilled: () => boolean;
}

/** The end of an attempt, read off its folder. */
export interface Conclusion {
  readonly outcome: Outcome;
  /** The line of its output that tells best why it failed; null when it succeeded or there is none. */
  readonly error: string | null;
  /** As its keeper tells; null when it does not. */
  readonly seconds: Seconds | null;
  readonly endedAt: Instant | null;
  /** Whether its keeper saw all of its process group go. */
  readonly leftNothing: boolean;
}

/** How an attempt ended whose session has no living member. */
export function conclude(folder: AttemptFolder, circumstances: Circumstances): Conclusion {
  const file = readStart(folder);
  const start = file.kind === 'begun' ? file.record : null;
  const ending = readEnding(folder);
  const wroteNothing = start === null && ending === null;
  // A job that has put something else in the place of its folder has begun.
  const neverBegan = wroteNothing && circumstances.launchedHere && existsSync(folder.script);
  const outcome = neverBegan ? notBegun(circumstances.status) : outcomeOf(circumstances, start, ending);
  return {
    ...examine(outcome, folder, circumstances),
    seconds: ran(start, ending),
    endedAt: ending === null ? null : instant(Number(ending.at / 1_000_000n)),
    leftNothing: ending?.left === false,
  };
}

/** Asks the output of an attempt that failed why it did. */
function examine(
  outcome: Outcome,
  folder: AttemptFolder,
  { usesGpus, oomKilled }: Circumstances,
): Pick<Conclusion, 'outcome' | 'error'> {
  if (succeeded(outcome) || outcome.cause === 'stopped' || outcome.cause === 'lost') return { outcome, error: null };
  const accounts = readOutputs(folder).map(accountOf);
  const error = errorLineOf(accounts);
  if (outcome.cause !== 'exit') return { outcome, error };
  const { code } = outcome;
  const clues = { code, usesGpus, oomKilled };
  const found = accounts.flatMap((account) => findMemoryFailure(account, clues) ?? []);
  const memory = found.find(({ line }) => line !== null) ?? found[0] ?? null;
  if (memory === null) return { outcome, error };
  return { outcome: { cause: 'oom', of: memory.of, code }, error: memory.line === null ? error : tidy(memory.line) };
}

/** How long it ran; null when its keeper does not tell. */
function ran(start: StartRecord | null, ending: Ending | null): Seconds | null {
  const between = start === null || ending === null ? null : secondsBetween(start, ending);
  return between === null ? null : seconds(between);
}

/** The keeper takes the time in hundredths of a second. */
const CLOCK_ERROR = 0.02;

/** What the keeper exited with is believed before what it wrote. */
function outcomeOf(circumstances: Circumstances, start: StartRecord | null, ending: Ending | null): Outcome {
  const { job, root, limit, toldToStop } = circumstances;
  const code = circumstances.status ?? ending?.code ?? null;
  if (code === null) return { cause: 'lost' };
  if (ending?.stopped === true && !toldToStop) return { cause: 'stopped', reason: 'outside', code };
  if (code !== 0) {
    const isOver = limit !== null && (ran(start, ending) ?? 0) >= limit - CLOCK_ERROR;
    return isOver ? { cause: 'timeout', after: limit, code } : { cause: 'exit', code };
  }
  const missing = job === null ? [] : missingOutputs(job, root, start?.at ?? null);
  return missing.length > 0 ? missingOutput(missing) : { cause: 'exit', code };
}

function missingOutput(missing: readonly OutputFault[]): Outcome {
  const having = (fault: OutputFault['fault']): string[] =>
    missing.flatMap((one) => (one.fault === fault ? [one.path] : []));
  const [empty, old] = [having('empty'), having('old')];
  const kinds = missing.flatMap(({ path, kind }) => (kind === null ? [] : [[path, kind] as const]));
  return {
    cause: 'missing-output',
    paths: missing.map(({ path }) => path),
    ...(empty.length > 0 ? { empty } : {}),
    ...(old.length > 0 ? { old } : {}),
    ...(kinds.length > 0 ? { kinds: Object.fromEntries(kinds) } : {}),
  };
}

function notBegun(status: number | null): Outcome {
  const how = status === null ? 'was killed' : `ended with exit code ${status}`;
  return { cause: 'spawn', message: `its wrapper script ${how} before the job began; out.log may say why` };
}

/** What an attempt comes to whose results are not where they belong. */
export function withoutResults(
  { outcome, error }: Pick<Conclusion, 'outcome' | 'error'>,
  job: Job | null,
  problem: string,
): Pick<Conclusion, 'outcome' | 'error'> {
  if (!succeeded(outcome)) return { outcome, error };
  return { outcome: { cause: 'missing-output', paths: job?.produces ?? [] }, error: problem };
}
