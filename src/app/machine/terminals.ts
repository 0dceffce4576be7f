import { isInPath } from '../../disk/program-path.ts';
import type { Job } from '../../model/plan.ts';
import { count } from '../../report/text/phrases.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** Refuses jobs that are to have a terminal where there is no script(1) to give them one, by the PATH of an environment. */
export function refuseWithoutTerminals(jobs: readonly Pick<Job, 'tty'>[], environment: NodeJS.ProcessEnv): void {
  const wanting = jobs.filter(({ tty }) => tty).length;
  if (wanting === 0 || isInPath('script', environment)) return;
  throw new Refusal(
    EXIT.unavailable,
    `script is not in PATH, which gives ${count(wanting, 'job')} with \`tty\` a terminal\nhint: install util-linux (Debian and Ubuntu: bsdutils)`,
  );
}
