import type { Findings } from './notices.ts';

/** What `sweep` exits with, and what each code means to scripts. */
export const EXIT = {
  done: 0,
  /** At least one job failed, timed out, was cancelled or skipped. */
  failed: 1,
  /** Wrong usage, or an invalid sweep; nothing was started. */
  invalid: 2,
  /** `plan --check`: something is not fresh. */
  notFresh: 3,
  /** `diff --check`: something differs. */
  differs: 3,
  bug: 70,
  /** Someone else owns the run folder, or a needed thing is unavailable now. */
  unavailable: 75,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command early: why, for people, and what the process that was to do it exits with. A bug is another error. */
export class Refusal extends Error {
  readonly code: ExitCode;
  /** What is wrong with the files that were given; null where they are not the reason. The message tells it as text. */
  readonly findings: Findings | null;

  constructor(code: ExitCode, message: string, findings: Findings | null = null) {
    super(message);
    this.code = code;
    this.findings = findings;
  }
}

/** What there cannot be at a path, or what its user may not do there, whatever else happens (errno(3)). */
const PATH_ERRORS = new Set([
  'ENOENT',
  'ENOTDIR',
  'EEXIST',
  'EISDIR',
  'ELOOP',
  'ENAMETOOLONG',
  'EINVAL',
  'EACCES',
  'EPERM',
]);

/** What to exit with where a path that was given cannot be used: with wrong usage, unless the system has run out of something. */
export function codeOfPath(error: unknown): ExitCode {
  return PATH_ERRORS.has((error as NodeJS.ErrnoException).code ?? '') ? EXIT.invalid : EXIT.unavailable;
}
