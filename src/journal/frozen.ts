import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { frozenSweepPath } from './folder.ts';

/**
 * Keeps `text`, a sweep file with everything that it draws on resolved, as the one that a resume goes by. Whoever
 * reads it sees the old text or the new one, never a part. Throws the system's error when it cannot be written.
 */
export function freezeSweep(runFolder: string, text: string): void {
  const path = frozenSweepPath(runFolder);
  mkdirSync(runFolder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, path);
}

/** The text that `freezeSweep` kept last; null when there is none. */
export function frozenSweep(runFolder: string): string | null {
  try {
    return readFileSync(frozenSweepPath(runFolder), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
