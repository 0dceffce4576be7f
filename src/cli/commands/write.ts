import { writeFirstSweep } from '../../app/sweep/first-sweep.ts';
import { writeNewSweep, type NewSweepOptions } from '../../app/sweep/new-sweep.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { shellWord } from '../../model/text/shell.ts';
import { print } from '../terminal.ts';
import { planCommand } from './plan.ts';

/** `sweep init [DIR]`: writes a first sweep, and says what to do with it. */
export function initCommand(dir: string | undefined): ExitCode {
  const file = writeFirstSweep(dir);
  const word = shellWord(file);
  print(`Wrote ${file}. Next:

  sweep check ${word}    is anything wrong with it?
  sweep plan ${word}     what would run, and why?
  sweep run ${word}      run it`);
  return EXIT.done;
}

/** `sweep new COMMAND NAME=VALUES…`: writes the sweep that this means, and shows its plan. `program` is what stands behind a `--`. */
export async function newCommand(
  words: readonly string[],
  program: readonly string[] | null,
  options: NewSweepOptions,
): Promise<ExitCode> {
  const file = await writeNewSweep({ words, program }, options);
  print(`Wrote ${file}, which plans this:`);
  const code = await planCommand(file, {});
  print(`\nNext: \`sweep run${options.file === undefined ? '' : ` ${shellWord(file)}`}\``);
  return code;
}
