import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../disk/make-folder.ts';
import { spellSize } from '../model/text/size.ts';
import { bytes } from '../model/units.ts';

/** Bytes: what is larger is data, and no code. */
const MOST_BYTES = 1024 ** 2;

/** Where a run folder has what code differed in from its commit, by the hash of that. */
function diffPath(runFolder: string, hash: string): string {
  return join(runFolder, 'diffs', `${hash}.diff`);
}

/**
 * Keeps what the code of a run differs in from its commit, once for all runs of which it is the same; only its user may read it. Comes back
 * with why it is not kept, or null.
 */
export function keepDiff(runFolder: string, hash: string, difference: Uint8Array): string | null {
  if (difference.length > MOST_BYTES) return `it has more than the ${spellSize(bytes(MOST_BYTES))} that is kept`;
  const path = diffPath(runFolder, hash);
  if (existsSync(path)) return null;
  try {
    makeFolder(dirname(path));
    // One that is cut short must not be taken for the whole.
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, difference, { mode: 0o600 });
    renameSync(draft, path);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Where that is; null where it is not kept. */
export function keptDiff(runFolder: string, hash: string): string | null {
  const path = diffPath(runFolder, hash);
  return existsSync(path) ? path : null;
}
