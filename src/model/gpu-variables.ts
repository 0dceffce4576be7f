/** The variables by which a process is shown some of the GPUs of its machine: NVIDIA's, then those that AMD's runtimes read. */
export const GPU_MASKS = [
  'CUDA_VISIBLE_DEVICES',
  'HIP_VISIBLE_DEVICES',
  'ROCR_VISIBLE_DEVICES',
  'GPU_DEVICE_ORDINAL',
] as const;

/** The variable that tells NVIDIA's container runtimes which GPUs to bring into a container. */
export const GPU_CONTAINER = 'NVIDIA_VISIBLE_DEVICES';

/** The variable that says which order the numbers in CUDA's mask count in. */
export const GPU_ORDER = 'CUDA_DEVICE_ORDER';
/** That order which tools and the masks of jobs count in. */
export const PCI_ORDER = 'PCI_BUS_ID';

/** Whether a variable decides which GPUs a process sees, or by which number. */
export function isGpuVariable(name: string): boolean {
  return name === GPU_ORDER || isGpuMask(name);
}

/** Whether a variable is one of those that show a process some of the GPUs. */
export function isGpuMask(name: string): boolean {
  return GPU_MASKS.some((mask) => mask === name);
}
