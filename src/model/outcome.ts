import { spellDuration } from './text/duration.ts';
import { someOf } from './text/some-of.ts';
import type { Seconds } from './units.ts';

/** Who told an attempt to stop; `outside` is somebody other than its runner, such as a machine that shuts down. */
export type StopReason = 'interrupt' | 'terminate' | 'cancel' | 'fail-fast' | 'outside';

/** How an attempt ended. */
export type Outcome =
  /** It ended by itself. 0 is success if what it produces is there; 128+n hints at signal n. */
  | { readonly cause: 'exit'; readonly code: number }
  /** Its limit had passed; `code` is what `timeout` made of it, 124, or 137 after the KILL. */
  | { readonly cause: 'timeout'; readonly after: Seconds; readonly code: number }
  /** It ran out of memory: of its GPU, or of the host's. `code` is its exit code. */
  | { readonly cause: 'oom'; readonly of: 'gpu' | 'host'; readonly code: number }
  | MissingOutput
  /** It was told to stop. Neither a success nor a failure; uses up no retry. */
  | { readonly cause: 'stopped'; readonly reason: StopReason; readonly code: number | null }
  /** Its process could not be made. */
  | { readonly cause: 'spawn'; readonly message: string }
  /** All its processes are gone and none said how it ended. */
  | { readonly cause: 'lost' };

/** It exited 0 without making what it produces: these paths. Journals of before tell no more of them. */
export interface MissingOutput {
  readonly cause: 'missing-output';
  readonly paths: readonly string[];
  /** Those that are there with nothing in them. */
  readonly empty?: readonly string[];
  /** Those that are as old as before the attempt. */
  readonly old?: readonly string[];
  /** What those are that are there and no file, such as `a pipe`. */
  readonly kinds?: Readonly<Record<string, string>>;
}

/** The causes of failure that `retry.on` can name. */
export type FailureCause = 'exit' | 'timeout' | 'oom' | 'missing-output' | 'spawn' | 'lost';

export function succeeded(outcome: Outcome): boolean {
  return outcome.cause === 'exit' && outcome.code === 0;
}

const SIGNALS: Readonly<Record<number, string>> = {
  1: 'HUP',
  2: 'INT',
  3: 'QUIT',
  4: 'ILL',
  6: 'ABRT',
  7: 'BUS',
  8: 'FPE',
  9: 'KILL',
  10: 'USR1',
  11: 'SEGV',
  12: 'USR2',
  13: 'PIPE',
  14: 'ALRM',
  15: 'TERM',
  24: 'XCPU',
  25: 'XFSZ',
};

/**
 * An outcome in a few words: `exit 3`, `exit 137 (SIGKILL?)`, `timeout after 2h`.
 *
 * @param isFinal  Of one that was told to stop by a person: whether that cancelled the job for good, and not its run alone.
 */
export function describeOutcome(outcome: Outcome, isFinal = true): string {
  switch (outcome.cause) {
    case 'exit':
      return `exit ${outcome.code}${signalHint(outcome.code)}`;
    case 'timeout':
      return `timeout after ${spellDuration(outcome.after)}`;
    case 'oom':
      return `out of ${outcome.of === 'gpu' ? 'GPU' : 'host'} memory (exit ${outcome.code})`;
    case 'missing-output':
      return `missing output ${tellMissing(outcome)}`;
    case 'stopped':
      return isFinal && outcome.reason === 'cancel' ? 'cancelled' : `interrupted ${INTERRUPTED[outcome.reason]}`;
    case 'spawn':
      return `could not be started: ${outcome.message}`;
    case 'lost':
      return 'lost: its processes are gone and left no exit status';
    default:
      return outcome satisfies never;
  }
}

/** Missing outputs that are named. */
const NAMED = 3;

function tellMissing(outcome: MissingOutput): string {
  const named = outcome.paths.slice(0, NAMED).map((path) => withFault(path, outcome));
  return someOf(named, outcome.paths.length);
}

function withFault(path: string, { empty, old, kinds }: MissingOutput): string {
  const kind = kinds !== undefined && Object.hasOwn(kinds, path) ? kinds[path] : undefined;
  if (empty?.includes(path) === true) return kind === undefined ? `${path} (empty)` : `${path} (${kind}, empty)`;
  if (old?.includes(path) === true) return `${path} (older than the job's start)`;
  return kind === undefined ? path : `${path} (${kind}, not a file)`;
}

/** What interrupted an attempt, after that word: `by Ctrl-C`. */
export const INTERRUPTED: Readonly<Record<StopReason, string>> = {
  interrupt: 'by Ctrl-C',
  terminate: 'with the run',
  cancel: 'on request',
  'fail-fast': 'because another job failed',
  outside: 'from outside',
};

/** A code above 128 may mean that a signal ended the job; the shell cannot tell the two apart, so it is only a hint. */
function signalHint(code: number): string {
  const signal = SIGNALS[code - 128];
  return signal === undefined ? '' : ` (SIG${signal}?)`;
}
