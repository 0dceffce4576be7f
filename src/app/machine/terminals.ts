import { isInPath } from '../../disk/program-path.ts';
import type { Job } from '../../model/plan.ts';
import { count } from '../../report/text/phrases.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** How there comes to be a script(1). */
export const TERMINALS_HINT = 'install util-linux (Debian and Ubuntu: bsdutils)';

/** Whether there is no script(1) to give jobs a terminal, by the PATH of an environment. */
export function isWithoutTerminals(environment: NodeJS.ProcessEnv): boolean {
  return !isInPath('script', environment);
}

/** Refuses jobs that are to have a terminal where there is nothing to give them one. */
export function refuseWithoutTerminals(jobs: readonly Pick<Job, 'tty'>[], environment: NodeJS.ProcessEnv): void {
  const wanting = jobs.filter(({ tty }) => tty).length;
  if (wanting === 0 || !isWithoutTerminals(environment)) return;
  throw new Refusal(
    EXIT.unavailable,
    `script is not in PATH, which gives ${count(wanting, 'job')} with \`tty\` a terminal\nhint: ${TERMINALS_HINT}`,
  );
}
