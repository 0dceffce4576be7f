import type { LaunchOrder } from '../model/attempt.ts';
import type { GpuRef } from '../model/resources.ts';

/**
 * What a keeper is started with; what the wrapper script exports comes on top. A job without GPUs sees none unless its
 * sweep says otherwise.
 * @param script the absolute path of the wrapper, by which its keeper knows that it is to record.
 */
export function environmentOf(
  base: NodeJS.ProcessEnv,
  { attempt, token, allocation }: LaunchOrder,
  script: string,
): NodeJS.ProcessEnv {
  const devices = allocation.gpus.map(deviceName).join(',');
  return {
    ...base,
    CUDA_DEVICE_ORDER: 'PCI_BUS_ID',
    CUDA_VISIBLE_DEVICES: devices,
    SWEEP_ATTEMPT: String(attempt),
    SWEEP_GPUS: devices,
    SWEEP_GPU_COUNT: String(allocation.gpus.length),
    SWEEP_TOKEN: token,
    SWEEP_RUN: script,
  };
}

/** Programs choke on the UUIDs of whole GPUs; a MIG instance has no other name. */
function deviceName({ index, uuid }: GpuRef): string {
  return uuid.startsWith('MIG-') ? uuid : String(index);
}
