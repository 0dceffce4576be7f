import { writeFirstSweep } from '../../app/first-sweep.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { shellWord } from '../../model/text/shell.ts';
import { print } from '../terminal.ts';

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
