import type { Gpu } from '../../model/resources.ts';
import { bytes, type Bytes } from '../../model/units.ts';
import type { CommandResult } from '../system/command.ts';

export type GpuVendor = 'nvidia' | 'amd';

/** A GPU, or a MIG instance, as its driver's tool saw it at one instant. */
export interface GpuSample extends Gpu {
  readonly vendor: GpuVendor;
  readonly used: Bytes | null;
  /** The part of the last moments in which it computed, from 0 to 1; null when that is not known. */
  readonly load: number | null;
  /** What the driver says of a GPU that does not work, such as `GPU is lost`; null when it works. */
  readonly fault: string | null;
  /** How well it is linked to others, by their UUID: the greater the better. */
  readonly links: Readonly<Record<string, number>>;
}

/** A process that computes on a GPU. */
export interface GpuProcess {
  /** The UUID of the GPU, or of the MIG instance. */
  readonly gpu: string;
  readonly pid: number;
  readonly memory: Bytes | null;
}

/** The GPUs cannot be looked at. */
export interface GpuFailure {
  readonly ok: false;
  readonly message: string;
  /** Whether its tool had to be killed. */
  readonly hung: boolean;
  /** Resolves when the tool that failed is no more: a driver in trouble can keep it for ever. */
  readonly gone: Promise<void>;
}

/** What a look at all GPUs came to. */
export type GpuLook =
  | {
      readonly ok: true;
      /** Ordered by index and instance; empty on a host without GPUs. */
      readonly gpus: readonly GpuSample[];
      /** Who computes on them; nobody where that cannot be found out. */
      readonly processes: () => Promise<readonly GpuProcess[]>;
      /** What its tool failed with, on one line, though it told of GPUs and of none that does not work: some may be missing. */
      readonly complaint?: string;
    }
  | GpuFailure;

/** The failure of a look whose tool failed. */
export function failed({ message, reason, gone }: Extract<CommandResult, { ok: false }>): GpuFailure {
  return { ok: false, message, hung: reason === 'limit', gone };
}

/** The failure of a look whose tool says what cannot be understood. */
export function notUnderstood(message: string): GpuFailure {
  return { ok: false, message, hung: false, gone: Promise.resolve() };
}

/** A look at a host that has no GPU. */
export const NONE_FOUND: GpuLook = { ok: true, gpus: [], processes: () => Promise.resolve([]) };

/** By index, then by number of the instance. */
export function inOrder(one: Gpu, other: Gpu): number {
  return one.index - other.index || (one.instance ?? -1) - (other.instance ?? -1);
}

/** A number, or null for `[N/A]` and all else that is unknown; unknown is not zero. */
export function amount(field: string): number | null {
  return /^\d+(\.\d+)?$/.test(field) ? Number(field) : null;
}

/** An amount of memory in MiB. */
export function mebibytes(field: string): Bytes | null {
  const value = amount(field);
  return value === null ? null : bytes(value * 2 ** 20);
}

/** A percentage, as a part from 0 to 1. */
export function percent(field: string): number | null {
  const value = amount(field);
  return value === null ? null : value / 100;
}

export function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
