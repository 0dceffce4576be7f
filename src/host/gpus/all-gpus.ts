import { GpuProbe, SLOW_AFTER } from './gpu-probe.ts';
import type { GpuProcess, GpuSample } from './gpu-sample.ts';
import { ownerOf, userNames } from './process-owner.ts';

/** A process that computes on a GPU, for people. */
export interface GpuUser extends Omit<GpuProcess, 'gpu'> {
  /** Who runs it; null when that cannot be told. */
  readonly owner: { readonly uid: number; readonly user: string; readonly program: string | null } | null;
}

export type AllGpus =
  | {
      readonly ok: true;
      readonly gpus: readonly (GpuSample & { readonly users: readonly GpuUser[] })[];
      /** What the tool failed with though it told of these. */
      readonly complaint: string | null;
    }
  /** Why they cannot be looked at. */
  | { readonly ok: false; readonly message: string };

/**
 * Every GPU and MIG instance of this host, whoever may use it, with all who compute on it. A driver without persistence mode
 * may take a minute: `slow` is called when it takes long, and then it is waited for.
 */
export async function lookAtAllGpus(slow: () => void): Promise<AllGpus> {
  const timer = setTimeout(slow, SLOW_AFTER);
  try {
    return await lookAtAll();
  } finally {
    clearTimeout(timer);
  }
}

async function lookAtAll(): Promise<AllGpus> {
  const look = await new GpuProbe().look();
  if (!look.ok) return { ok: false, message: look.message };
  const processes = (await look.processes()).map((process) => ({ ...process, owner: ownerOf(process.pid) }));
  const names = await userNames(processes.flatMap(({ owner }) => (owner === null ? [] : [owner.uid])));
  const users = processes.map(({ owner, ...process }) => ({
    ...process,
    owner: owner === null ? null : { ...owner, user: names.get(owner.uid) ?? String(owner.uid) },
  }));
  const usersOf = (uuid: string): readonly GpuUser[] =>
    users.filter(({ gpu }) => gpu === uuid).map(({ gpu: _, ...user }) => user);
  const gpus = look.gpus.map((gpu) => ({ ...gpu, users: usersOf(gpu.uuid) }));
  return { ok: true, gpus, complaint: look.complaint ?? null };
}
