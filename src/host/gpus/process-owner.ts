import { readFileSync, statSync } from 'node:fs';
import { runCommand } from '../system/command.ts';

/** Who runs a process, and what. */
export interface Owner {
  readonly uid: number;
  /** The name of the program, as the kernel shortens it; null when it may not be read. */
  readonly program: string | null;
}

/** Who runs the process of this pid; null where /proc does not show it, as it does not those of other containers. */
export function ownerOf(pid: number): Owner | null {
  const found = statSync(`/proc/${pid}`, { throwIfNoEntry: false });
  return found === undefined ? null : { uid: found.uid, program: programOf(pid) };
}

function programOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trimEnd();
  } catch {
    return null;
  }
}

/** The names of users, by uid, as the host's own directory has them; a user without a name is missing. */
export async function userNames(uids: Iterable<number>): Promise<ReadonlyMap<number, string>> {
  const keys = [...new Set(uids)].map(String);
  if (keys.length === 0) return new Map();
  const result = await runCommand('getent', ['passwd', ...keys]);
  // It fails when one of them is missing, and prints the others all the same.
  const entries = result.stdout.split('\n').map((line) => line.split(':'));
  return new Map(entries.flatMap(([name = '', , uid = '']) => (uid === '' ? [] : [[Number(uid), name] as const])));
}
