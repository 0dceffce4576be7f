import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { runCommand } from '../system/command.ts';

/** The name of the user of this process, as the host's directory of users has it; the number where it has none. */
export function ownUserName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.geteuid?.() ?? 0);
  }
}

/**
 * The name of a user who says that it is `claimed`. Who stands in /etc/passwd bears the name that stands there; of
 * others, who may stand in a directory elsewhere, the word is taken, unless it is the name of somebody who does.
 */
export function userName(uid: number, claimed: string): string {
  const names = localNames();
  const own = names.get(uid);
  if (own !== undefined) return own;
  return [...names.values()].includes(claimed) ? String(uid) : claimed;
}

/** The users that stand in /etc/passwd, by name. */
export function localUsers(): readonly string[] {
  return [...localNames().values()];
}

/** Whether there is a user of a name, also in a directory elsewhere; true where nobody can tell. */
export async function isUser(name: string): Promise<boolean> {
  if (localUsers().includes(name)) return true;
  const found = await runCommand('getent', ['passwd', name], { mostOutput: 64 * 1024 });
  return found.ok || found.reason !== 'exit' || found.code !== NOT_FOUND;
}

/** What getent(1) exits with where a key is not in its database. */
const NOT_FOUND = 2;

let known: ReadonlyMap<number, string> | null = null;

function localNames(): ReadonlyMap<number, string> {
  known ??= new Map(
    passwd()
      .split('\n')
      .map((line) => line.split(':'))
      .flatMap(([name = '', , uid]) => (uid === undefined ? [] : [[Number(uid), name] as const])),
  );
  return known;
}

function passwd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}
