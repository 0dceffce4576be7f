import type { WrittenKey } from '../../write/sweep-text.ts';
import type { Note } from '../imported.ts';
import type { Directive } from './directives.ts';
import { TASK } from './tasks.ts';
import { namesIn, type Uses } from './uses.ts';

/** What Slurm sets for a task that is the same for all of them, as far as the script says it. */
export function variablesOf(
  directives: ReadonlyMap<string, Directive>,
  keys: readonly WrittenKey[],
  tasks: readonly number[],
): ReadonlyMap<string, string> {
  const valueOf = (name: string) => directives.get(name)?.value;
  const gpus = keys.find(({ key }) => key === 'gpus')?.says;
  const found: readonly (readonly [string, unknown])[] = [
    ['SLURM_ARRAY_TASK_COUNT', tasks.length],
    ['SLURM_ARRAY_TASK_MIN', tasks[0]],
    ['SLURM_ARRAY_TASK_MAX', tasks.at(-1)],
    ['SLURM_CPUS_PER_TASK', valueOf('cpus-per-task')],
    ['SLURM_GPUS_ON_NODE', gpus],
    ['SLURM_JOB_NAME', valueOf('job-name')],
    ['SLURM_NTASKS', valueOf('ntasks') ?? 1],
    ['SLURM_JOB_NUM_NODES', 1],
    ['SLURM_NNODES', 1],
    ['SLURM_PROCID', 0],
    ['SLURM_LOCALID', 0],
    ['SLURM_NODEID', 0],
    // A path from where the script is submitted leads to the same, as long as it begins there.
    ['SLURM_SUBMIT_DIR', directives.has('chdir') ? undefined : '.'],
  ];
  return new Map(
    found.flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );
}

const INSTEAD: Readonly<Record<string, string>> = {
  SLURM_ARRAY_JOB_ID: '`$SWEEP_NAME` names the sweep',
  SLURM_JOB_ID: '`$SWEEP_JOB` names the job',
  SLURM_JOBID: '`$SWEEP_JOB` names the job',
  SLURM_TMPDIR: '`mktemp -d` makes a folder',
};

/** What of these the rest of a script uses, for its environment. Tells of what nothing sets to `notes`. */
export function environmentOf(
  { kept }: Uses,
  text: string,
  known: ReadonlyMap<string, string>,
  notes: Note[],
): ReadonlyMap<string, string> {
  const used = new Map<string, string>();
  for (const { statement } of kept) {
    for (const name of namesIn(text.slice(statement.start, statement.end))) {
      if (!name.startsWith('SLURM_') || name === TASK) continue;
      const value = name === 'SLURM_SUBMIT_DIR' ? '{{sweep.root}}' : known.get(name);
      if (value !== undefined) used.set(name, value);
      else {
        const says = INSTEAD[name] ?? 'what it stands for cannot be known';
        notes.push({ line: statement.line, says: `\`$${name}\` is empty in a job of \`sweep\`: ${says}` });
      }
    }
  }
  return used;
}
