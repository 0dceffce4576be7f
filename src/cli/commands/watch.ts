import { watchRun } from '../../app/control/watch-run.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { sweepMeant, type KnownSweep, type Place } from '../../app/sweep/known-sweep.ts';
import { actsOn } from '../terminal/keys/acts.ts';
import { leftOut } from '../left-out.ts';
import { notices } from '../notices.ts';
import { exitCodeOf, tellResult } from '../result.ts';
import { leaveBySignals } from '../terminal/signals.ts';
import { isColourful, print, tellNewsOnly } from '../terminal/terminal.ts';
import { writeUnwaited } from '../terminal/unwaited.ts';
import { TerminalView } from '../terminal/view.ts';

export interface WatchOptions extends Place {
  readonly json?: boolean | undefined;
}

/** `sweep watch [SWEEP]`: the view of a run that another process drives. */
export async function watchCommand(said: string | undefined, options: WatchOptions): Promise<ExitCode> {
  writeUnwaited(leftOut(options));
  return watchKnown(sweepMeant(said, options), options);
}

/** Shows the run of a sweep until it has ended, and exits as it does; or until somebody wants to see no more, and it goes on. */
export async function watchKnown(known: KnownSweep, { json = false, ...place }: WatchOptions): Promise<ExitCode> {
  const view = new TerminalView();
  const { left, leaveWith, code, ignore } = leaveBySignals(EXIT.done, () => view.hangUp());
  const isLive = !json && isColourful(process.stdout) && process.stdin.isTTY;
  const act = actsOn({ known, say: (message) => view.say(message), leave: leaveWith(EXIT.done) });
  try {
    tellNewsOnly();
    const open = async (): Promise<TerminalView> => {
      await view.open({ json, runFolder: known.runFolder, looksOn: true, act });
      if (isLive) view.say(`the run of ${known.name}: q leaves, and it goes on`);
      return view;
    };
    const watched = await watchRun(known, place, { open, notices, leave: left });
    if (watched.kind === 'left') {
      if (!view.isGone) notices.say(`the run of ${known.name} goes on`);
      return code();
    }
    if (!json) print(tellResult(watched, known.root));
    return exitCodeOf(watched);
  } finally {
    ignore();
  }
}
