import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Imported } from './imported.ts';
import { readLines } from './lines/read-lines.ts';
import { isOfSlurm, readSlurm } from './slurm/read-slurm.ts';
import type { ReadManifest } from './slurm/tasks.ts';
import { isOfWandb, readWandb } from './wandb/read-wandb.ts';

/**
 * Reads what people have instead of a sweep, by what it looks like. `file` is the file as people should read it, and `read` reads those
 * that a script picks its values from. `isProgram` says whether a shell finds a program by this word here.
 */
export function readImport(
  text: string,
  file: string,
  read: ReadManifest,
  isProgram: (word: string) => boolean = () => true,
): Imported {
  if (isOfWandb(text)) return readWandb(text, file);
  if (isOfSlurm(text)) return readSlurm(text, file, read);
  const fault = unreadable(text, file);
  return fault === null
    ? readLines(text, file, isProgram)
    : { sweeps: [], name: null, notes: [], diagnostics: [fault] };
}

/** What is neither, though its lines could be taken for commands. */
function unreadable(text: string, file: string): Diagnostic | null {
  const sweep = /^(?:matrix|zip|stages):/m.exec(text);
  if (sweep !== null && /^(?:command|stages):/m.test(text)) {
    return {
      severity: 'error',
      code: 'a-sweep',
      message: 'this is a sweep file',
      span: { file, start: sweep.index, end: sweep.index + sweep[0].length },
      hint: 'run it: `sweep plan`, `sweep run`',
    };
  }
  return null;
}
