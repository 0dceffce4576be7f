import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { stateFolder } from '../../journal/folder.ts';
import { EXIT, Refusal } from '../refusal.ts';

/**
 * Where run folders are: in the project, or where `--state-dir` says, absolute. There need be none yet; refuses what is said and can
 * be none.
 */
export function chosenStateFolder(root: string, said: string | undefined): string {
  if (said === undefined) return stateFolder(root);
  const path = resolve(said);
  try {
    if (!statSync(path).isDirectory()) throw new Refusal(EXIT.invalid, `--state-dir: ${said} is no folder`);
    accessSync(path, constants.R_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new Refusal(EXIT.invalid, `--state-dir: ${message}`);
  }
  return path;
}
