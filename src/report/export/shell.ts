import type { Job } from '../../model/plan.ts';

/** What a shell takes as it stands, wherever it stands as a word. */
const PLAIN = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/;

/** `text` as one word of a POSIX shell, without quotes where it needs none. It must hold no NUL. */
export function shellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A comment of a script is one line, whatever is in it. */
export function inOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** For a job without a limit: from TERM, when it is told to stop, to KILL. As in its wrapper script. */
const DEFAULT_GRACE = 30;

/** The words of timeout(1) that put a job under its limit; `timeout 0` is none, and passes signals on all the same. */
export function timeoutWords({ timeout }: Job): readonly string[] {
  if (timeout === null) return ['timeout', '-k', String(DEFAULT_GRACE), '0'];
  return ['timeout', '-s', timeout.signal, '-k', positive(timeout.grace), positive(timeout.after)];
}

/** timeout(1) takes 0 for "never". */
function positive(duration: number): string {
  return String(Math.max(duration, 0.001));
}

/** Whole GPUs that a job holds where a share of one cannot be asked for. */
export function wholeGpus({ request }: Job): number {
  return request.share === null ? request.gpus : 1;
}
