import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Spawned, SpawnRequest } from './spawn-request.ts';

/**
 * Starts a process by node's own spawn, which founds its session. `told` is called once, later; `heard` takes the line that its keeper
 * would have said at its end.
 * @throws Error of open(2), or of spawn.
 */
export function spawnDirectly(
  { script, log, errors = log, env }: SpawnRequest,
  folder: string,
  told: (spawned: Spawned) => void,
  heard: (line: string) => void,
): void {
  const output = openSync(log, 'a');
  const stderr = openSync(errors, 'a');
  try {
    const child = spawn('bash', [script], { cwd: folder, detached: true, stdio: ['ignore', output, stderr], env });
    child.unref();
    child.on('error', (error) => {
      if (child.pid === undefined) told({ kind: 'refused', error });
    });
    child.on('exit', (code) => {
      if (code !== null) heard(`${code} ${script}`);
    });
    const { pid } = child;
    if (pid === undefined) return;
    setImmediate(() => {
      told({ kind: 'started', pid });
    });
  } finally {
    closeSync(output);
    closeSync(stderr);
  }
}
