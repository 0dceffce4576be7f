import type { HostFile } from '../../language/host-file.ts';
import { LOCAL, mayLeave, type SlurmSettings } from '../../model/executor.ts';
import type { Job } from '../../model/plan.ts';
import { nearest } from '../../model/text/nearest.ts';
import { someOf } from '../../model/text/some-of.ts';
import { slurmRequest, unfitKeys } from '../../launch/slurm/request.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** A cluster that jobs are given to. */
export interface ChosenExecutor {
  readonly name: string;
  readonly settings: SlurmSettings;
}

/**
 * Where the jobs of a run go, as the command says, else as the host file does; null for this machine. Refuses what no host file names.
 *
 * @param on  As `--on` says; undefined where it does not.
 */
export function executorMeant(
  on: string | undefined,
  { executors, defaultExecutor }: Pick<HostFile, 'executors' | 'defaultExecutor'>,
): ChosenExecutor | null {
  const name = on ?? defaultExecutor?.text ?? LOCAL;
  if (name === LOCAL) return null;
  const settings = executors.get(name);
  if (settings !== undefined) return { name, settings };
  const said = on === undefined ? '`default_executor` of the host file' : '--on';
  throw new Refusal(EXIT.invalid, `${said} names \`${name}\`, and ${unknownExecutor(name, [...executors.keys()])}`);
}

/** The cluster that earlier attempts were given to. Refuses one that no host file names any more. */
export function executorOf(name: string, { executors }: Pick<HostFile, 'executors'>): ChosenExecutor {
  const settings = executors.get(name);
  if (settings !== undefined) return { name, settings };
  throw new Refusal(
    EXIT.invalid,
    `jobs of an earlier run are on \`${name}\`, and ${unknownExecutor(name, [...executors.keys()])}`,
  );
}

function unknownExecutor(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const has = known.length === 0 ? 'no host file names any executor' : `the host file has ${known.join(', ')}`;
  const hint =
    near === null
      ? `say it in \`.sweep-host.yaml\`, as \`executors: {${name}: {kind: slurm}}\``
      : `did you mean \`${near}\`?`;
  return `${has}\nhint: ${hint}`;
}

/** Those of these jobs that run on this machine: all, unless a run gives to a cluster what does not say that it stays. */
export function staying(jobs: readonly Job[], cluster: ChosenExecutor | null): readonly Job[] {
  return cluster === null ? jobs : jobs.filter((job) => !mayLeave(job));
}

/** What jobs say that a cluster has no word for, and that nothing limits them, a line each; empty where it can take them all. */
export function unfitFor(jobs: readonly Job[], { name, settings }: ChosenExecutor): readonly string[] {
  const byProblem = new Map<string, string[]>();
  for (const job of jobs) {
    const keys = unfitKeys(job).map((key) => `\`${key}\`, which \`${name}\` cannot be asked for yet`);
    const unlimited = slurmRequest(job, settings) === null ? ['no `timeout`, and the executor no `time`'] : [];
    for (const problem of [...keys, ...unlimited]) {
      const labels = byProblem.get(problem) ?? [];
      labels.push(job.label);
      byProblem.set(problem, labels);
    }
  }
  return [...byProblem].map(([problem, labels]) => {
    const have = labels.length === 1 ? 'has' : 'have';
    return `${someOf(labels.slice(0, NAMED), labels.length)} ${have} ${problem}`;
  });
}

/** Refuses jobs that a cluster cannot take, as `unfitFor` tells it. */
export function refuseUnfit(problems: readonly string[]): void {
  if (problems.length > 0) throw new Refusal(EXIT.invalid, [...problems, HINT].join('\n'));
}

/** Jobs that are named; the rest by number. */
const NAMED = 2;

const HINT =
  'hint: `on: local` in their stage or in a rule has them run here, beside the others; docs/slurm.md has what a cluster can be asked for';
