import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Job } from '../../model/plan.ts';
import { isWithoutTerminals, TERMINALS_HINT } from '../machine/terminals.ts';
import type { LoadedSweep, LoadOptions } from './load.ts';

/** What jobs lack that are to have a terminal where there is no script(1) to give them one: a warning, since they may be run elsewhere. */
export function missingTerminals(
  { explain }: Pick<LoadedSweep, 'explain'>,
  jobs: readonly Pick<Job, 'id' | 'tty' | 'label'>[],
  { strict = false, files = true }: Pick<LoadOptions, 'strict' | 'files'>,
): readonly Diagnostic[] {
  const wanting = jobs.filter(({ tty }) => tty);
  const [first] = wanting;
  if (first === undefined || !files || !isWithoutTerminals(process.env)) return [];
  const others = wanting.length - 1;
  const who = others === 0 ? `${first.label} needs` : `${first.label} and ${others} more need`;
  return [
    {
      severity: strict ? 'error' : 'warning',
      code: 'missing-terminal',
      message: `\`script\` is not in PATH, which gives a job with \`tty\` its terminal; ${who} one, so that \`sweep run\` refuses it here`,
      span: explain(first.id).find(({ field }) => field === 'tty')?.span ?? null,
      hint: TERMINALS_HINT,
    },
  ];
}
