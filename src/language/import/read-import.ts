import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Imported } from './imported.ts';
import { readLines } from './lines/read-lines.ts';
import { isOfWandb, readWandb } from './wandb/read-wandb.ts';

/** Reads what people have instead of a sweep, by what it looks like. `file` is the file as people should read it. */
export function readImport(text: string, file: string): Imported {
  if (isOfWandb(text)) return readWandb(text, file);
  const fault = unreadable(text, file);
  return fault === null ? readLines(text, file) : { sweeps: [], name: null, notes: [], diagnostics: [fault] };
}

/** What is neither, though its lines could be taken for commands. */
function unreadable(text: string, file: string): Diagnostic | null {
  const fault = (code: string, { 0: found, index }: RegExpExecArray, message: string, hint: string): Diagnostic => {
    return { severity: 'error', code, message, span: { file, start: index, end: index + found.length }, hint };
  };
  const slurm = /^#SBATCH.*|\$\{?SLURM_ARRAY_TASK_ID\b/m.exec(text);
  if (slurm !== null) {
    const hint =
      'write what the array goes over as an axis, such as `matrix: {sample: {lines: samples.txt}}`, and `#SBATCH` as `gpus`, `timeout`, `memory`, `slots`';
    return fault('slurm-script', slurm, 'a script for Slurm is more than lines of commands, and is not read', hint);
  }
  const sweep = /^(?:matrix|zip|stages):/m.exec(text);
  if (sweep !== null && /^(?:command|stages):/m.test(text)) {
    return fault('a-sweep', sweep, 'this is a sweep file', 'run it: `sweep plan`, `sweep run`');
  }
  return null;
}
