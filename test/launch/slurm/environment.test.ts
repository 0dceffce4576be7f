import { expect, it } from 'vitest';
import { cleanEnvironment } from '../../../src/launch/slurm/environment.ts';

it('takes from the environment of the runner what would count for what it submits', () => {
  const base = {
    PATH: '/bin',
    HOME: '/home/ada',
    SWEEP_MINE: 'of the user',
    SWEEP_HOST_DIR: '/tmp/host',
    SLURM_CONF: '/etc/slurm.conf',
    SLURM_JOB_ID: '7',
    SLURM_MEM_PER_NODE: '4096',
    SLURMD_NODENAME: 'n1',
    SBATCH_PARTITION: 'debug',
    SRUN_DEBUG: '3',
    PMI_RANK: '0',
    PMIX_RANK: '0',
    CUDA_VISIBLE_DEVICES: '3',
    ROCR_VISIBLE_DEVICES: '3',
    SWEEP_TOKEN: 'of an outer job',
    SWEEP_RUN: '/run.sh',
    SWEEP_NEEDS: '/needs.json',
  };
  expect(cleanEnvironment(base)).toEqual({
    PATH: '/bin',
    HOME: '/home/ada',
    SWEEP_MINE: 'of the user',
    SWEEP_HOST_DIR: '/tmp/host',
    SLURM_CONF: '/etc/slurm.conf',
  });
});
