import { readdirSync, statSync } from 'node:fs';
import { journalPath, runFolder } from './folder.ts';

/** The names of the sweeps that have a journal below `stateFolder`, sorted; none when there is no such folder. */
export function knownSweeps(stateFolder: string): readonly string[] {
  try {
    return readdirSync(stateFolder)
      .filter((name) => hasJournal(runFolder(stateFolder, name)))
      .sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}

function hasJournal(folder: string): boolean {
  try {
    return statSync(journalPath(folder), { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}
