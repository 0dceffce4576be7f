import { statSync } from 'node:fs';
import { readKernelFile } from '../../disk/kernel-file.ts';
import { markOf } from '../../model/sharing/mark.ts';
import { identify, isAlive, type LivingProcess } from './process.ts';
import type { ProcessId } from '../../model/process-id.ts';

/** The living processes that bear a token of an attempt, as far as this user may read their environment (proc_pid_environ(5)). */
export type Bearers = ReadonlyMap<string, ProcessId>;

/**
 * One of them for each user and mark, by `bearerKey`, and for root, whose jobs can turn into other users. Costs some 20 µs for each
 * process of this user; for root, of everybody.
 */
export function bearersAmong(living: readonly LivingProcess[]): Bearers {
  const found = new Map<string, ProcessId>();
  for (const { pid } of living) {
    const token = tokenOf(pid);
    if (token === null) continue;
    const owner = statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid;
    const mark = markOf(token);
    const keys = [bearerKey(owner ?? -1, mark), bearerKey(ROOT, mark)].filter((key) => !found.has(key));
    const id = keys.length === 0 ? null : identify(pid);
    if (id !== null && isAlive(id) === 'alive') for (const key of keys) found.set(key, id);
  }
  return found;
}

const ROOT = 0;

export function bearerKey(uid: number, mark: string): string {
  return `${uid}-${mark}`;
}

/** Null when it bears none, or may not be read. */
function tokenOf(pid: number): string | null {
  try {
    return /\0SWEEP_TOKEN=([^\0]+)/.exec(`\0${readKernelFile(`/proc/${pid}/environ`)}`)?.[1] ?? null;
  } catch {
    return null;
  }
}
