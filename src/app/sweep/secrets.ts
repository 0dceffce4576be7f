import type { Diagnostic } from '../../model/diagnostic.ts';
import { type Job, type Plan, secretsOf } from '../../model/plan.ts';
import { masking, type Mask } from '../../model/text/mask.ts';
import type { LoadedSweep } from './load.ts';

/** Leaves the secret values of a plan's jobs out, as far as this process has them in its environment. */
export function maskFor({ jobs, isOpen }: Pick<Plan, 'jobs' | 'isOpen'>): Mask {
  // Jobs that are added by hand have none.
  const names = isOpen === true ? [] : secretsOf(jobs);
  return masking([...names].map((name) => process.env[name] ?? ''));
}

/** What `jobs` take from the environment of this process and do not find there; each variable is told once. */
export function missingSecrets(
  { explain }: Pick<LoadedSweep, 'explain'>,
  jobs: readonly Pick<Job, 'id' | 'env' | 'label'>[],
): readonly Diagnostic[] {
  const absent = [...secretsOf(jobs)].filter((name) => (process.env[name] ?? '') === '');
  return absent.flatMap((name): Diagnostic[] => {
    const needing = jobs.filter(({ env }) => env.get(name) === null);
    const [first] = needing;
    if (first === undefined) return [];
    const others = needing.length - 1;
    const who = others === 0 ? `${first.label} needs` : `${first.label} and ${others} more need`;
    const problem = process.env[name] === undefined ? 'not set' : 'empty';
    return [
      {
        severity: 'error',
        code: 'missing-secret',
        message: `\`${name}\` is secret, and ${problem} in this environment; ${who} it`,
        span: explain(first.id).find(({ field }) => field === `env.${name}`)?.span ?? null,
        hint: `set it where \`sweep run\` is started: \`read -rs ${name} && export ${name}\``,
      },
    ];
  });
}
