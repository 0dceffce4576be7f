import { isGpuMask } from '../../model/gpu-variables.ts';

/** What Slurm or an MPI has put there, and that would count for what is submitted: how its names begin. */
export const FOREIGN = [
  ...(['SLURM', 'SBATCH_', 'SRUN_', 'SALLOC_', 'SCANCEL_', 'SQUEUE_', 'SACCT_', 'SCONTROL_', 'PMI'] as const),
];

/** What a runner tells its jobs, one of which this runner may be. */
const OF_RUNNER = /^SWEEP_(?:ATTEMPT|GPUS|GPU_COUNT|GPU_SHARE|NEEDS|DIR|TOKEN|RUN|ROOT|CODE)$/;

/** The environment that the commands of Slurm are run in, and that jobs inherit from the runner: only nodes know of GPUs. */
export function cleanEnvironment(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isForeign = (name: string): boolean =>
    FOREIGN.some((prefix) => name.startsWith(prefix)) || OF_RUNNER.test(name) || isGpuMask(name);
  const kept = Object.entries(base).filter(([name]) => name === 'SLURM_CONF' || !isForeign(name));
  return Object.fromEntries(kept);
}
