import { AmdSmi } from './amd-smi.ts';
import { NO_GPUS, type GpuLook } from './gpu-sample.ts';
import { NvidiaSmi } from './nvidia-smi.ts';
import { lookByRocmSmi } from './rocm-smi.ts';

/** Looks at the GPUs of this host, whoever made them: NVIDIA's if there are any, else AMD's. */
export class GpuProbe {
  readonly #nvidia = new NvidiaSmi();
  readonly #amd = new AmdSmi();

  /**
   * Takes 15 seconds at most. Whoever looks again and again does so one look at a time, and waits for what a failed one
   * has left behind.
   */
  async look(): Promise<GpuLook> {
    const nvidia = await this.#nvidia.look();
    if (!nvidia.ok || nvidia.gpus.length > 0) return nvidia;
    return await this.#lookAtAmd();
  }

  /** By `amd-smi`; by its predecessor where that is missing or fails, unless it hangs: both ask the same driver. */
  async #lookAtAmd(): Promise<GpuLook> {
    const amd = await this.#amd.look();
    if (amd !== null && (amd.ok || amd.hung)) return amd;
    const rocm = await lookByRocmSmi();
    if (rocm?.ok === true) return rocm;
    return amd ?? rocm ?? NO_GPUS;
  }
}
