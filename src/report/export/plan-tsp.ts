import type { Job, JobId, Plan } from '../../model/plan.ts';
import { count } from '../text/phrases.ts';
import { notCarriedOver } from './unsupported-keys.ts';
import { niceWords, shellWord, timeoutWords } from '../../model/text/shell.ts';
import { inOneLine, wholeGpus } from './shell.ts';
import { waitsIn, type Waits } from './wait-conditions.ts';

/**
 * The plan as a script that queues every job on the GPU task-spooler (github.com/justanhduc/task-spooler): -G GPUs, -N slots,
 * -W after success, -D after any end. The scripts that it queues are those of `sweep render`.
 *
 * @param folderOf the absolute path of a job's own folder
 */
export function planTsp(plan: Plan, folderOf: (job: Job) => string): string {
  const waits = waitsIn(plan);
  const names = new Map(plan.jobs.map((job) => [job.id, `j${job.index}`]));
  const jobs = waits.jobs.flatMap((job) => ['', ...commandsFor(job, waits.of(job), names, folderOf(job))]);
  return `${[...head(plan, waits.jobs.length), ...jobs].join('\n')}\n`;
}

function head(plan: Plan, jobs: number): string[] {
  return [
    '#!/usr/bin/env bash',
    `# The sweep ${plan.sweep} for the GPU task-spooler: ${count(jobs, 'job')}.`,
    "# Debian's task-spooler is not it: that one knows neither -G nor -W, and by -D it means what -W means here.",
    '#',
    '#   sweep render SWEEP_FILE --out wrappers',
    '#   bash THIS_FILE wrappers',
    ...notCarriedOver(plan, [
      ...(['gpu share', 'gpu_ids', 'gpu_memory', 'memory', 'nodes', 'resources'] as const),
      ...([
        'limits',
        'stagger',
        'begin',
        'retry',
        'priority',
        'chain.gpu',
        'split',
        'compress',
        'max_log',
        'tty',
        'SWEEP_NEEDS',
      ] as const),
    ]),
    'set -euo pipefail',
    'scripts=$(cd -- "${1:-wrappers}" && pwd)',
    'export SWEEP_ATTEMPT=1',
    'unset SWEEP_RUN SWEEP_NEEDS',
  ];
}

function commandsFor(job: Job, waits: Waits, names: ReadonlyMap<JobId, string>, folder: string): string[] {
  const name = names.get(job.id) ?? '';
  const refer = (ids: readonly JobId[]) => ids.map((id) => `$${names.get(id) ?? ''}`);
  const lines: string[] = [`mkdir -p -- ${shellWord(folder)}`];
  const succeeded = refer(waits.succeeded);
  const ended = refer(waits.ended);
  for (const [index, ids] of waits.failed.entries()) {
    const gate = `${name}_failure${index}`;
    lines.push(queued(gate, `-G 0 -L ${gate} -D "${refer(ids).join(',')}" ${ANY_FAILED} ${refer(ids).join(' ')}`));
    succeeded.push(`$${gate}`);
  }
  // A job takes -D or -W, not both: what need only have ended is waited for by a job of its own, which succeeds.
  if (succeeded.length > 0 && ended.length > 0) {
    const gate = `${name}_ended`;
    lines.push(queued(gate, `-G 0 -L ${gate} -D "${ended.join(',')}" true`));
    succeeded.push(`$${gate}`);
    ended.length = 0;
  }
  const gpus = wholeGpus(job);
  const words = [
    `-G ${gpus}`,
    ...(job.request.slots === 1 ? [] : [`-N ${job.request.slots}`]),
    ...(succeeded.length > 0 ? [`-W "${succeeded.join(',')}"`] : []),
    ...(ended.length > 0 ? [`-D "${ended.join(',')}"`] : []),
    `-L ${shellWord(inOneLine(job.label))}`,
    ...(job.timeout === null ? [] : timeoutWords(job.timeout)),
    ...niceWords(job.nice),
    `bash "$scripts"/${job.id}.sh --job`,
  ];
  lines.push(
    queued(name, words.join(' '), gpus === 0 ? 'CUDA_VISIBLE_DEVICES= SWEEP_GPU_COUNT=0 ' : `SWEEP_GPU_COUNT=${gpus} `),
  );
  return lines;
}

/** `tsp -w` exits as the job did. */
const ANY_FAILED = `bash -c 'for id; do tsp -w "$id" || exit 0; done; exit 1' -`;

function queued(name: string, words: string, environment = ''): string {
  return `${name}=$(${environment}tsp ${words})`;
}
