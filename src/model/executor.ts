import type { Job } from './plan.ts';
import type { Bytes, Seconds } from './units.ts';

/** The executor that every machine has: its own processes. No other is called so. */
export const LOCAL = 'local';

/** Whether a job goes to the cluster that its run gives jobs to, and does not say that it runs here. */
export function mayLeave({ on }: Pick<Job, 'on'>): boolean {
  return on !== LOCAL;
}

/** A cluster that jobs are given to instead of this machine, as a host file describes it. */
export interface SlurmSettings {
  readonly kind: 'slurm';
  /** Null for the one that the cluster takes by itself; so for the account. */
  readonly partition: string | null;
  readonly account: string | null;
  /** Further options of sbatch, each one word. */
  readonly sbatch: readonly string[];
  /** Options of sbatch, each one word, for a runner that is itself a job: after those above, so that they count. */
  readonly driver: readonly string[];
  /** The type of GPU to ask for; null for any. */
  readonly gpuType: string | null;
  /** How a job's `memory` is asked for: as that of the node, in equal parts for each CPU, or not at all. */
  readonly memory: 'per-node' | 'per-cpu' | 'none';
  /** The limit of jobs that have no timeout of their own; null where they are refused. */
  readonly time: Seconds | null;
  /** Jobs of one run that are queued or run at once. */
  readonly maxSubmitted: number;
  /** From one look at the queue to the next. */
  readonly poll: Seconds;
  /** For how long what a job has written may be invisible here. */
  readonly latency: Seconds;
  /** Shell lines that a node runs before the wrapper script. */
  readonly setup: string | null;
  /** Words of the shell before `bash run.sh`. */
  readonly wrap: string | null;
  /** How large a pilot is; left out where the host file says nothing of one. */
  readonly pilot?: PilotSettings;
}

/** A job of a cluster that has the jobs of a sweep run within it, in the place of a task for each of them. */
export interface PilotSettings {
  readonly cpus: number;
  readonly gpus: number;
  /** Null for what the cluster gives by itself. */
  readonly memory: Bytes | null;
  readonly time: Seconds;
}

/** What a cluster has given a pilot of the node that it is on, besides the GPUs, which its environment shows. */
export interface Allotment {
  /** The number of its job. */
  readonly id: string;
  readonly cpus: number;
  /** Null for what its control group allows. */
  readonly memory: Bytes | null;
}

/**
 * The signal by which a runner that is a job of a cluster hears that its time is nearly over. Not USR1, by which Node opens its debugger to whoever is
 * on the same machine until a program has taken it over.
 */
export const LET_GO = 'SIGUSR2';

/** Where an attempt stands among those that were submitted together. */
export interface ArrayTask {
  /** The executor that it was given to, as the host file called it then. */
  readonly executor: string;
  /** The name of its array, which no other array has: it is found by that. */
  readonly array: string;
  readonly index: number;
  /** Whether the cluster alone sees it through, its retries included; left out where a runner does. */
  readonly detached?: true;
}

/** The words of sbatch for a job on so many nodes, on each of which it is one task. */
export function nodeWords(nodes: number): readonly string[] {
  return [`--nodes=${nodes}`, nodes === 1 ? '--ntasks=1' : '--ntasks-per-node=1'];
}

/** Options of sbatch that are not for the host file, since the executor says them itself or goes by what they leave alone. */
const OWN = [
  ...[
    'array',
    'batch',
    'chdir',
    'cpus-per-task',
    'dependency',
    'error',
    'export',
    'export-file',
    'gpus',
    'gres',
    'help',
  ],
  ...['hold', 'input', 'job-name', 'kill-on-invalid-dep', 'mem', 'mem-per-cpu', 'no-requeue', 'nodes', 'ntasks'],
  ...['open-mode', 'output', 'parsable', 'propagate', 'quiet', 'requeue', 'signal', 'test-only', 'time', 'usage'],
  ...['version', 'wait', 'wrap', 'partition', 'account', 'clusters', 'ntasks-per-node'],
];

/** Those that a runner may ask for otherwise than jobs do. */
const OF_DRIVER: ReadonlySet<string> = new Set(['partition', 'account', 'time', 'mem', 'mem-per-cpu', 'cpus-per-task']);

/**
 * Why an option of sbatch cannot stand in the host file, in words; null where it can.
 *
 * @param key  Where it stands.
 */
export function faultOfOption(option: string, key: 'sbatch' | 'driver'): string | null {
  const name = /^--([a-z][a-z0-9-]*)(?:=.*)?$/s.exec(option)?.[1];
  if (name === undefined) return `\`${option}\` is no long option of sbatch in one word, such as \`--qos=long\``;
  const isOwn = OWN.includes(name) && !(key === 'driver' && OF_DRIVER.has(name));
  return isOwn ? `\`--${name}\` is said by sweep itself` : null;
}
