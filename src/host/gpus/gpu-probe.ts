import type { CommandLimits } from '../system/command.ts';
import { AmdSmi } from './amd-smi.ts';
import { NONE_FOUND, type GpuLook } from './gpu-sample.ts';
import { NvidiaSmi } from './nvidia-smi.ts';
import { lookByRocmSmi } from './rocm-smi.ts';

/** Milliseconds: without persistence mode, a driver with many GPUs takes up to a minute for each answer. */
const LONGEST_ANSWER = 90_000;

/** Bytes: all that a tool has to say of many GPUs, their instances and what runs on them is a part of that. */
const MOST_OUTPUT = 4 * 1024 * 1024;

/** Milliseconds after which a look that has not come back is slow. */
export const SLOW_AFTER = 5000;

/** Looks at the GPUs of this host, whoever made them: NVIDIA's if there are any, else AMD's. */
export class GpuProbe {
  readonly #limits: CommandLimits;
  readonly #nvidia: NvidiaSmi;
  readonly #amd: AmdSmi;

  /** @param limits what holds for each question to a tool; a minute and a half unless said. */
  constructor(limits: CommandLimits = {}) {
    this.#limits = { limit: LONGEST_ANSWER, mostOutput: MOST_OUTPUT, ...limits };
    this.#nvidia = new NvidiaSmi(this.#limits);
    this.#amd = new AmdSmi(this.#limits);
  }

  /**
   * Answers when the tools have, which may take minutes. Whoever looks again and again does so one look at a time, and waits for what a failed one
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
    const rocm = await lookByRocmSmi(this.#limits);
    if (rocm?.ok === true) return rocm;
    return amd ?? rocm ?? NONE_FOUND;
  }
}
