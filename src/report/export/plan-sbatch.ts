import { nodeWords } from '../../model/executor.ts';
import type { Job, JobId, Plan } from '../../model/plan.ts';
import { count } from '../text/phrases.ts';
import { notCarriedOver } from './unsupported-keys.ts';
import { parseBeginTime } from '../../model/text/begin-time.ts';
import { shellWord } from '../../model/text/shell.ts';
import { wholeGpus } from './shell.ts';
import { waitsIn, type Waits } from './wait-conditions.ts';

/**
 * The plan as a script that submits every job to Slurm. Limits are rounded up to minutes there; the exact ones hold in the
 * scripts of `sweep render`, which it submits.
 *
 * @param folderOf the absolute path of a job's own folder
 */
export function planSbatch(plan: Plan, folderOf: (job: Job) => string): string {
  const waits = waitsIn(plan);
  const names = new Map(plan.jobs.map((job) => [job.id, `j${job.index}`]));
  const jobs = waits.jobs.flatMap((job) => ['', ...commandsFor(job, waits.of(job), names, folderOf(job), plan)]);
  return `${[...head(plan, waits.jobs.length), ...jobs].join('\n')}\n`;
}

function head(plan: Plan, jobs: number): string[] {
  return [
    '#!/usr/bin/env bash',
    `# The sweep ${plan.sweep} for Slurm: ${count(jobs, 'job')}. Add --partition and --account as your cluster asks for them;`,
    '# SBATCH_PARTITION and SBATCH_ACCOUNT in the environment do that too.',
    '#',
    '#   sweep render SWEEP_FILE --out wrappers',
    `#   bash THIS_FILE wrappers [LOGS]    LOGS: a folder that the nodes can write to (default: ${plan.sweep}-logs)`,
    ...notCarriedOver(plan, [
      'gpu share',
      'gpu_ids',
      'gpu_memory',
      'resources',
      'limits',
      'stagger',
      'retry',
      'priority',
      'nice',
      'chain.gpu',
      'split',
      'compress',
      'max_log',
      'on',
      'tty',
      'SWEEP_NEEDS',
    ]),
    'set -euo pipefail',
    'scripts=$(cd -- "${1:-wrappers}" && pwd)',
    `logs=\${2:-${plan.sweep}-logs}`,
    'mkdir -p -- "$logs"',
    'logs=$(cd -- "$logs" && pwd)',
    'export SWEEP_ATTEMPT=1 CUDA_VISIBLE_DEVICES=',
    'unset SWEEP_RUN SWEEP_NEEDS',
  ];
}

function commandsFor(
  job: Job,
  waits: Waits,
  names: ReadonlyMap<JobId, string>,
  folder: string,
  { sweep }: Plan,
): string[] {
  const name = names.get(job.id) ?? '';
  const list = (ids: readonly JobId[]) => ids.map((id) => `:$${names.get(id) ?? ''}`).join('');
  const lines: string[] = [`mkdir -p -- ${shellWord(folder)}`];
  const succeeded = [...waits.succeeded.map((id) => `$${names.get(id) ?? ''}`)];
  const ended = [...waits.ended, ...waits.failed.flat()];
  // Slurm cannot say "all of these, and one of those" of one job: who waits for a failure waits for a job that does.
  for (const [index, ids] of waits.failed.entries()) {
    const gate = `${name}_failure${index}`;
    const any = ids.map((id) => `afternotok:$${names.get(id) ?? ''}`).join('?');
    const asks = `--job-name=${sweep}.${job.id}.failure${index} --nodes=1 --ntasks=1 --time=1 --dependency="${any}"`;
    lines.push(submitted(gate, `${asks} ${ALWAYS} --output=/dev/null --wrap=true`));
    succeeded.push(`$${gate}`);
  }
  const conditions = [
    ...(succeeded.length > 0 ? [`afterok:${succeeded.join(':')}`] : []),
    ...(ended.length > 0 ? [`afterany${list(ended)}`] : []),
  ];
  const { slots, nodes } = job.request;
  const gpus = wholeGpus(job);
  const words = [
    `--job-name=${sweep}.${job.id}`,
    ...nodeWords(nodes),
    `--cpus-per-task=${Math.max(1, slots)}`,
    ...(job.request.memory === null ? [] : [`--mem=${Math.ceil(job.request.memory / 1024 ** 2)}M`]),
    ...(gpus === 0 ? [] : [`--gres=gpu:${gpus}`]),
    ...(job.timeout === null ? [] : [`--time=${Math.max(1, Math.ceil(job.timeout.after / 60))}`]),
    ...(job.begin === null ? [] : [`--begin=${beginForSlurm(job.begin)}`]),
    ...(conditions.length === 0 ? [] : [`--dependency="${conditions.join(',')}"`]),
    ALWAYS,
    `--output="$logs"/${job.id}.log`,
    `"$scripts"/${job.id}.sh`,
  ];
  // A step of several nodes takes no more than one CPU by itself.
  const steps = nodes === 1 ? '' : `SRUN_CPUS_PER_TASK=${Math.max(1, slots)} `;
  lines.push(submitted(name, words.join(' '), `SWEEP_GPU_COUNT=${gpus} ${steps}`));
  return lines;
}

/** A time as sbatch reads it: it knows all that we do but lengths of time of several units. */
function beginForSlurm(text: string): string {
  const begin = parseBeginTime(text);
  return begin?.is === 'from now' ? `now+${Math.ceil(begin.milliseconds / 1000)}` : text;
}

/** Without the first, a job whose needs have failed waits for ever; without the second, some sites drop the environment. */
const ALWAYS = '--kill-on-invalid-dep=yes --export=ALL';

function submitted(name: string, words: string, environment = ''): string {
  return `${name}=$(${environment}sbatch --parsable ${words})`;
}
