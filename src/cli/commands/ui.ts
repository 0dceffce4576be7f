import { resolve } from 'node:path';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { sweepMeant, type Place } from '../../app/sweep/known-sweep.ts';
import { projectRoot } from '../../project/project.ts';
import { serveUi } from '../../ui/serve.ts';
import { leaveBySignals } from '../terminal/signals.ts';
import { print, tellNewsOnly } from '../terminal/terminal.ts';
import { leftOut } from '../left-out.ts';
import { writeUnwaited } from '../terminal/unwaited.ts';

export interface UiOptions extends Place {
  readonly port?: number | undefined;
  readonly socket?: string | undefined;
  readonly allowHost?: readonly string[] | undefined;
  readonly open?: boolean | undefined;
}

/** `sweep ui [SWEEP]`: serves the live page of a project until it is told to end. */
export async function uiCommand(said: string | undefined, options: UiOptions): Promise<ExitCode> {
  const { port, socket, allowHost = [], open = false } = options;
  const stateDir = options.stateDir === undefined ? undefined : resolve(options.stateDir);
  const path = socket === undefined ? undefined : resolve(socket);
  const known = said === undefined ? null : sweepMeant(said, { stateDir });
  // A sweep that is named by its file may be of another project, in which all else is looked for.
  const root = known?.root ?? projectRoot(process.cwd());
  if (known !== null) process.chdir(root);
  tellNewsOnly();
  writeUnwaited(leftOut({}));
  const { left, code } = leaveBySignals(EXIT.terminated);
  await serveUi(
    { root, port, socket: path, allowHost, open, place: { stateDir }, sweep: known?.name ?? null, say: print },
    left,
  );
  // A request may still wait for something that nobody wants to hear of any more.
  process.exit(code());
}
