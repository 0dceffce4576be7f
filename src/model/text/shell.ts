import type { TimeLimit } from '../plan.ts';
import { seconds, type Seconds } from '../units.ts';

/** What a shell takes as it stands, wherever it stands as a word. */
const PLAIN = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/;

/** From the signal that tells a job to stop to KILL, where nothing says how long that is. */
export const DEFAULT_GRACE: Seconds = seconds(30);

/** Seconds from the signal that tells a job under `limit` to stop to KILL; also for a job that the plan no longer has. */
export function graceOf(limit: TimeLimit | null | undefined): Seconds {
  return limit?.grace ?? DEFAULT_GRACE;
}

/** `text` as one word of a POSIX shell, without quotes where it needs none. It must hold no NUL. */
export function shellWord(text: string): string {
  return PLAIN.test(text) ? text : quoted(text);
}

/** `text` as one word of a POSIX shell, in single quotes whatever it is. It must hold no NUL. */
export function quoted(text: string): string {
  return `'${withinQuotes(text)}'`;
}

/** `text` as it stands between two single quotes of a POSIX shell. */
export function withinQuotes(text: string): string {
  return text.replaceAll("'", "'\\''");
}

/** The variable in which a job finds its value on an axis. */
export function variableOfAxis(axis: string): string {
  return `SWEEP_PARAM_${axis.toUpperCase().replaceAll('.', '_')}`;
}

/**
 * The words of timeout(1) that put a job under its limit; `timeout 0` is none, and passes signals on all the same.
 *
 * @param signal  That it gets at its limit; without a limit one besides TERM and the like that is to be passed on.
 */
export function timeoutWords(limit: TimeLimit | null, signal = limit?.signal ?? 'TERM'): readonly string[] {
  const announced = limit === null && signal === 'TERM' ? [] : ['-s', signal];
  if (limit === null) return ['timeout', ...announced, '-k', String(graceOf(limit)), '0'];
  return ['timeout', ...announced, '-k', positive(limit.grace), positive(limit.after)];
}

/** The words of nice(1) that start a program with so much more niceness than who starts it; none for 0. */
export function niceWords(nice: number): readonly string[] {
  return nice === 0 ? [] : ['nice', '-n', String(nice)];
}

/** timeout(1) takes 0 for "never". */
function positive(duration: Seconds): string {
  return String(Math.max(duration, 0.001));
}
