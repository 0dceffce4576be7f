import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync } from 'node:fs';
import { makeAttemptFolder, type AttemptFolder } from '../folder.ts';

/**
 * Starts the keeper of an attempt as the leader of a session of its own, its output straight into the log.
 * @returns a child without a pid when the system refused; it then emits `error`.
 * @throws Error of the file system or of spawn, before there is any process.
 */
export function spawnKeeper(folder: AttemptFolder, text: string, root: string, env: NodeJS.ProcessEnv): ChildProcess {
  const log = makeAttemptFolder(folder, text);
  try {
    return spawn('bash', [folder.script], { cwd: root, detached: true, stdio: ['ignore', log, log], env });
  } finally {
    closeSync(log);
  }
}

/** Why there is no process, in words. */
export function explain(error: unknown, root: string): string {
  const { code = '', syscall, message } = error as NodeJS.ErrnoException;
  if (syscall?.startsWith('spawn') !== true) return message;
  if (code === 'ENOENT')
    return existsSync(root) ? 'bash is not to be found in PATH' : `the project root ${root} is gone`;
  return code === 'E2BIG' ? 'its environment is too large (E2BIG)' : message;
}
