import { nodeWords, type SlurmSettings } from '../../model/executor.ts';
import { type Job, secretsOf } from '../../model/plan.ts';
import { graceOf } from '../../model/text/shell.ts';
import type { Bytes } from '../../model/units.ts';

/** What sbatch is told that a job asks for. Jobs of which this is the same can be tasks of one array. */
export interface SlurmRequest {
  /** The limit of Slurm, which comes after that of the job. */
  readonly minutes: number;
  /** On each of which it gets the rest. */
  readonly nodes: number;
  readonly cpus: number;
  readonly gpus: number;
  /** MiB; null where it does not say. */
  readonly memory: number | null;
}

/** Seconds beyond the limit of a job in which its node may still be busy with its beginning and its end. */
const MARGIN = 120;

/** Bytes of what Slurm counts memory in. */
export const MEBIBYTE = 1024 ** 2;

/** What a job asks of a cluster; null where nothing says how long it may take. */
export function slurmRequest(
  { request, timeout }: Pick<Job, 'request' | 'timeout'>,
  { time }: Pick<SlurmSettings, 'time'>,
): SlurmRequest | null {
  const seconds = timeout === null ? time : timeout.after + 2 * graceOf(timeout) + MARGIN;
  if (seconds === null) return null;
  const { nodes, slots, gpus, memory } = request;
  return {
    minutes: Math.max(1, Math.ceil(seconds / 60)),
    nodes,
    cpus: slots,
    gpus,
    memory: inMebibytes(memory),
  };
}

/** Memory as Slurm counts it, rounded up; null for none that is said. */
export function inMebibytes(memory: Bytes | null): number | null {
  return memory === null ? null : Math.ceil(memory / MEBIBYTE);
}

/** A text that two requests have in common only when they ask for the same. */
export function signatureOf({ minutes, nodes, cpus, gpus, memory }: SlurmRequest): string {
  return [minutes, nodes, cpus, gpus, memory ?? '*'].join('/');
}

/** The words of sbatch that ask for it. */
export function requestWords(
  { minutes, nodes, cpus, gpus, memory }: SlurmRequest,
  { partition, account, gpuType, memory: how, sbatch }: SlurmSettings,
): readonly string[] {
  const gpu = gpuType === null ? 'gpu' : `gpu:${gpuType}`;
  return [
    ...(partition === null ? [] : [`--partition=${partition}`]),
    ...(account === null ? [] : [`--account=${account}`]),
    `--time=${minutes}`,
    ...nodeWords(nodes),
    `--cpus-per-task=${Math.max(1, cpus)}`,
    ...(gpus === 0 ? [] : [`--gres=${gpu}:${gpus}`]),
    ...memoryWords(memory, how, Math.max(1, cpus)),
    ...sbatch,
  ];
}

function memoryWords(memory: number | null, how: SlurmSettings['memory'], cpus: number): readonly string[] {
  if (memory === null || how === 'none') return [];
  return how === 'per-node' ? [`--mem=${memory}M`] : [`--mem-per-cpu=${Math.ceil(memory / cpus)}M`];
}

/** What a job says for which a cluster has no word yet, as keys of the file. */
export function unfitKeys(job: Job): readonly string[] {
  const { request, retry, stagger, tty, maxLog, needs } = job;
  const found: readonly (readonly [string, boolean])[] = [
    ['gpu (a part of one)', request.share !== null],
    ['gpu_ids', request.gpuIds !== null],
    ['gpu_memory', request.gpuMemory !== null],
    ['resources', request.resources.size > 0],
    ['retry.escalate', retry.escalate !== null],
    ['chain.gpu', needs.some(({ sameGpus }) => sameGpus)],
    ['stagger', stagger > 0],
    ['tty', tty],
    ['max_log', maxLog !== null],
    ['a secret in env', secretsOf([job]).size > 0],
  ];
  return found.flatMap(([key, isSaid]) => (isSaid ? [key] : []));
}
