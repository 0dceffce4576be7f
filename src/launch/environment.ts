import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LaunchOrder } from '../model/attempt.ts';
import type { AttemptFolder } from './folder.ts';
import { GPU_ORDER, isGpuMask, PCI_ORDER, type GPU_MASKS } from '../model/gpu-variables.ts';
import type { Allocation, GpuRef } from '../model/resources.ts';
import { WHOLE } from '../model/units.ts';

type Masks = Partial<Record<(typeof GPU_MASKS)[number] | typeof GPU_ORDER, string>>;

/**
 * What a keeper is started with; what the wrapper script exports comes on top. A job without GPUs sees none unless its
 * sweep says otherwise.
 * @param folder its own, by whose script, the wrapper, its keeper knows that it is to record.
 * @param hasAmd whether this machine has an AMD GPU to compute on.
 */
export function environmentOf(
  base: NodeJS.ProcessEnv,
  { attempt, token, allocation, needs }: LaunchOrder,
  { script, needs: needsFile }: Pick<AttemptFolder, 'script' | 'needs'>,
  hasAmd: boolean = existsSync('/dev/kfd'),
): NodeJS.ProcessEnv {
  const { gpus, share } = allocation;
  // A runner may be a job of another one.
  const { SWEEP_GPU_SHARE: _share, SWEEP_ROOT: _root, SWEEP_CODE: _code, SWEEP_NEEDS: _needs, ...inherited } = base;
  return {
    ...masked(inherited, allocation, hasAmd),
    SWEEP_ATTEMPT: String(attempt),
    SWEEP_GPUS: gpus.map(deviceName).join(','),
    SWEEP_GPU_COUNT: String(gpus.length),
    ...(share === null ? {} : { SWEEP_GPU_SHARE: String(share / WHOLE) }),
    ...(needs === undefined ? {} : { SWEEP_NEEDS: needsFile }),
    // In every process, whatever the wrapper exports: a token alone does not tell a copied project from the original.
    SWEEP_DIR: dirname(dirname(script)),
    SWEEP_TOKEN: token,
    SWEEP_RUN: script,
  };
}

/** The environment as it is for what is to see no GPU. */
export function withoutGpus(base: NodeJS.ProcessEnv, hasAmd: boolean = existsSync('/dev/kfd')): NodeJS.ProcessEnv {
  return masked(base, { gpus: [] }, hasAmd);
}

/** The environment with the masks of an allocation in the place of all others of that kind. */
function masked(base: NodeJS.ProcessEnv, { gpus }: Pick<Allocation, 'gpus'>, hasAmd: boolean): NodeJS.ProcessEnv {
  const isAmd = gpus.some(({ uuid }) => uuid.startsWith('AMD-'));
  const masks = isAmd ? { HIP_VISIBLE_DEVICES: gpus.map(deviceName).join(',') } : cudaMasks(gpus, hasAmd);
  if (!isAmd && masks.HIP_VISIBLE_DEVICES === undefined) return { ...base, ...masks };
  const rest = Object.entries(base).filter(([name]) => !isGpuMask(name));
  return { ...Object.fromEntries(rest), ...masks };
}

/**
 * An empty list hides every GPU from CUDA. HIP takes an empty one for none at all and shows every GPU: it needs an index
 * that is no GPU's. Where there is nothing to hide from HIP, its variable is left alone, since some programs take it for a
 * sign of ROCm.
 *
 * Sources: CUDA C++ Programming Guide, "CUDA Environment Variables"; `Device::init` of ROCm's CLR.
 */
function cudaMasks(gpus: readonly GpuRef[], hasAmd: boolean): Masks {
  return {
    [GPU_ORDER]: PCI_ORDER,
    CUDA_VISIBLE_DEVICES: gpus.map(deviceName).join(','),
    ...(gpus.length === 0 && hasAmd ? { HIP_VISIBLE_DEVICES: '-1' } : {}),
  };
}

/** Programs choke on the UUIDs of whole GPUs; a MIG instance has no other name. */
function deviceName({ index, uuid }: GpuRef): string {
  return uuid.startsWith('MIG-') ? uuid : String(index);
}
