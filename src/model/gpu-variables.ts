/** The variables by which a process is shown some of the GPUs of its machine: NVIDIA's, then AMD's two. */
export const GPU_MASKS = ['CUDA_VISIBLE_DEVICES', 'HIP_VISIBLE_DEVICES', 'ROCR_VISIBLE_DEVICES'] as const;

/** The variable that says which order the numbers in CUDA's mask count in. */
export const GPU_ORDER = 'CUDA_DEVICE_ORDER';

/** Whether a variable decides which GPUs a process sees, or by which number. */
export function isGpuVariable(name: string): boolean {
  return name === GPU_ORDER || isGpuMask(name);
}

/** Whether a variable is one of those that show a process some of the GPUs. */
export function isGpuMask(name: string): boolean {
  return GPU_MASKS.some((mask) => mask === name);
}
