import { runFolder as runFolderOf } from '../../journal/folder.ts';
import { isSweepName } from '../../model/text/sweep-name.ts';
import { projectRoot } from '../../project/project.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { KnownSweep, Place } from './known-sweep.ts';
import { spelledPath } from './spelling.ts';
import { chosenStateFolder } from './state-folder.ts';

/** Where the jobs are that are added under a name, here; there need be none yet. Refuses what can be no name. */
export function addedSweepPlace(name: string, { stateDir }: Place): KnownSweep {
  if (!isSweepName(name)) {
    throw new Refusal(
      EXIT.invalid,
      `--name ${name}: a name has only lowercase letters, digits, \`_\`, \`.\` and \`-\``,
    );
  }
  const root = projectRoot(spelledPath('.'));
  return { name, root, runFolder: runFolderOf(chosenStateFolder(root, stateDir), name) };
}
