import { CommanderError } from './commander.ts';
import { EXIT, Refusal } from '../app/refusal.ts';
import { systemFault } from '../disk/read-fault.ts';
import { seeGpusAgain } from '../launch/local/hook-environment.ts';
import { buildProgram } from './program.ts';
import { lostOutput, say, surviveClosedOutput } from './terminal/terminal.ts';
import { isTaken } from './terminal/unwaited.ts';

/** Runs one command line, and says what the process is to exit with. The only place where bugs are caught. */
async function main(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.done;
  const program = buildProgram((ended) => {
    code = ended;
  });
  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.invalid;
    if (error instanceof Refusal) {
      await tellRefusal(error);
      return error.code;
    }
    if (isRefusalOfSystem(error)) {
      (await import('./notices.ts')).notices.say(`sweep: ${systemFault(error)}`);
      return EXIT.unavailable;
    }
    say('sweep: this is a bug in sweep; please report it with the following lines to its issue tracker');
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return EXIT.bug;
  }
}

/** What is wrong with files is told as it was written down, with the places; all else in lines of ours. */
async function tellRefusal({ message, findings }: Refusal): Promise<void> {
  if (findings === null) (await import('./notices.ts')).notices.say(`sweep: ${message}`);
  else (await import('./notices.ts')).reportFindings(findings);
}

/** A full or read-only disk, a folder that may not be entered, too many processes: not a bug, and not the sweep's fault. */
function isRefusalOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'errno' in error;
}

/** The whole life of the process. */
async function live(): Promise<void> {
  surviveClosedOutput();
  seeGpusAgain(process.env);
  // What ends before it is done, since it waits for nothing any more, has a bug.
  process.exitCode = EXIT.bug;
  const code = await main(process.argv);
  process.exitCode = code;
  process.on('exit', () => {
    const loss = lostOutput();
    if (loss === null) return;
    say(`sweep: cannot write the result: ${loss}`);
    if (code === EXIT.done) process.exitCode = EXIT.unavailable;
  });
  // What nobody takes would keep the process from its end.
  if (!(await isTaken(code === EXIT.interrupted || code === EXIT.terminated))) process.exit();
}

void live();
