import { shellWord } from '../../model/text/shell.ts';
import { beginning, seeingThrough } from './detached/script.ts';

/** A task of an array, as the script that starts it knows it. */
export interface DispatchedTask {
  readonly index: number;
  /** The folder of its attempt, relative to that of the run. */
  readonly folder: string;
  readonly attempt: number;
  readonly token: string;
  /** Whether stderr goes to a file of its own. */
  readonly split: boolean;
  /** Whether it is told of the jobs that its own needs. */
  readonly hasNeeds: boolean;
}

/** What all tasks of an array have in common. */
export interface Dispatch {
  readonly title: string;
  readonly root: string;
  readonly runFolder: string;
  readonly setup: string | null;
  readonly wrap: string | null;
  readonly usesGpus: boolean;
  /** Whether it has several nodes, of which this script runs on the first. */
  readonly isSpread: boolean;
  readonly tasks: readonly DispatchedTask[];
  /** Where its tasks tell of their ends, absolute, where Slurm alone sees them through; null where a runner does. */
  readonly ends: string | null;
}

/** Tenths of a second for which a node may not see yet what was written here. */
const PATIENCE = 600;

const GIVEN_GPUS = `export CUDA_DEVICE_ORDER=PCI_BUS_ID
SWEEP_GPUS=\${CUDA_VISIBLE_DEVICES-\${ROCR_VISIBLE_DEVICES-}}
`;

/** Hides all GPUs. HIP takes an empty list for none at all, and shows every GPU. */
export const HIDDEN_GPUS = `export CUDA_DEVICE_ORDER=PCI_BUS_ID CUDA_VISIBLE_DEVICES=
[ ! -e /dev/kfd ] || export HIP_VISIBLE_DEVICES=-1
`;

const NO_GPUS = `${HIDDEN_GPUS}SWEEP_GPUS=
`;

/** srun(1) gives a process one CPU where nothing else is said, whatever the job has; Slurm 22.05 is the first that does. */
const STEP_CPUS = `export SRUN_CPUS_PER_TASK=$SLURM_CPUS_PER_TASK
`;

/**
 * The batch script of an array. Slurm runs a copy of it on the node, so it cannot be the wrapper script itself, which knows by its own path that
 * it is to record: this one becomes that by `exec`, so that the keeper is the process which Slurm signals.
 *
 * - The index of the array says which attempt is meant, and nothing else does: what the environment holds is that of the whole array.
 * - The working folder is looked at here, since Slurm would run in another where it cannot enter it.
 * - GPUs are those that Slurm gives; a job that asks for none sees none.
 * - What it says itself goes where Slurm's own messages go; that of `setup` to the log of the attempt.
 * - Where nobody sees its tasks through it does that itself, and so starts the wrapper script in the place of becoming it.
 */
export function dispatcher({ title, root, runFolder, setup, wrap, usesGpus, isSpread, tasks, ends }: Dispatch): string {
  const start = `${wrap === null ? '' : `${wrap} `}bash "$SWEEP_RUN"`;
  const cases = tasks.map(({ index, folder, attempt, token, split, hasNeeds }) => {
    const words = [folder, String(attempt), token, split ? 'split' : '', hasNeeds ? 'needs' : ''];
    return `  ${index}) set -- ${words.map((word) => (word === '' ? "''" : shellWord(word))).join(' ')} ;;`;
  });
  return `#!/bin/bash -l
# ${title}
# Starts one attempt for each task of this array: its wrapper script records how it goes.
case $SLURM_ARRAY_TASK_ID in
${cases.join('\n')}
  *) echo "sweep: no task $SLURM_ARRAY_TASK_ID" >&2; exit 125 ;;
esac
sweep_dir=${shellWord(runFolder)}/$1
export SWEEP_ATTEMPT=$2 SWEEP_TOKEN=$3 SWEEP_DIR=\${sweep_dir%/*} SWEEP_RUN=$sweep_dir/run.sh
[ -z "$5" ] || export SWEEP_NEEDS=$sweep_dir/needs.json
for ((sweep_tenths = 0; sweep_tenths < ${PATIENCE}; sweep_tenths++)); do
  [ ! -r "$SWEEP_RUN" ] || break
  sleep 0.1
done
[ -r "$SWEEP_RUN" ] || { echo "sweep: $SWEEP_RUN cannot be read on \${HOSTNAME}: is its folder shared?" >&2; exit 125; }
cd -- ${shellWord(root)} || { echo "sweep: the project cannot be entered on \${HOSTNAME}" >&2; exit 125; }
${ends === null ? '' : beginning(shellWord(ends))}${isSpread ? STEP_CPUS : ''}${usesGpus ? GIVEN_GPUS : NO_GPUS}sweep_gpus=\${SWEEP_GPUS//[!,]/}
SWEEP_GPU_COUNT=$((\${#SWEEP_GPUS} > 0 ? \${#sweep_gpus} + 1 : 0))
export SWEEP_GPUS SWEEP_GPU_COUNT
exec </dev/null >>"$sweep_dir/out.log" || exit 125
if [ -n "$4" ]; then exec 2>>"$sweep_dir/err.log"; else exec 2>&1; fi
set --
${setup === null ? '' : `${setup}\n`}${ends === null ? `exec ${start}\n` : seeingThrough(start)}`;
}
