import { join } from 'node:path';
import { runLogPath } from '../journal/folder.ts';
import { withoutHook } from '../launch/local/hook-environment.ts';
import { READY_FD, startDetached } from './control/detached-run.ts';
import { reviewTakeover, type LiveRun } from './control/review-takeover.ts';
import type { RunSweepOptions } from './control/run-flags.ts';
import { acceptWishOf } from './jobs/accept-results.ts';
import type { Notices } from './notices.ts';
import { planSweep, type PlannedSweep } from './plan-sweep.ts';
import { EXIT, Refusal } from './refusal.ts';
import { acceptedSweep } from './sweep/accept.ts';
import { loadSweep, type LoadOptions } from './sweep/load.ts';
import { packageFolder } from './sweep/package.ts';
import { nearPath, runnerOf } from './world/run-folder.ts';

/** How a run in the background is begun: as the options of `sweep run` have it. */
export interface BackgroundOptions
  extends
    Pick<LoadOptions, 'set' | 'stateDir' | 'mayRead'>,
    Pick<
      RunSweepOptions,
      'only' | 'skip' | 'stage' | 'withNeeds' | 'fresh' | 'failed' | 'gpus' | 'slots' | 'failFast' | 'maxFails'
    > {}

/** What beginning a run would come to. */
export interface ReviewedRun {
  readonly planned: PlannedSweep;
  /** The run that goes on already, and what would change of it; null where none does. */
  readonly live: LiveRun | null;
}

/** What a run of a file would do, and of a run that goes on, what would change. Starts nothing. Refuses what a run would refuse. */
export async function reviewRun(file: string, options: BackgroundOptions, notices: Notices): Promise<ReviewedRun> {
  const planned = await planSweep(file, options, notices);
  if (runnerOf(planned.sweep.runFolder) === null) return { planned, live: null };
  const sweep = acceptedSweep(await loadSweep(file, { ...options, folder: 'taken', ofPart: true }), {
    ...notices,
    warn: () => undefined,
  });
  return { planned, live: await reviewTakeover(sweep, options, acceptWishOf(sweep.plan, {})) };
}

/** What came of beginning a run: its process, or why there was nothing to run. */
export interface StartedRun {
  readonly pid: number | null;
  /** Where it writes what it says, relative to the working folder. */
  readonly log: string;
  readonly message: string | null;
}

/**
 * Starts a run in a session of its own, which outlives this process, and comes back when it has begun. It is this package's own program, as
 * `sweep run -d` starts it.
 *
 * @param takesOver  Whether it goes on with a run that another process drives.
 * @throws Refusal when it could not begin.
 */
export async function startInBackground(
  file: string,
  runFolder: string,
  options: BackgroundOptions,
  takesOver: boolean,
): Promise<StartedRun> {
  const program = join(packageFolder(), 'dist', 'sweep.js');
  const words = [
    'run',
    ...wordsOf(options),
    ...(takesOver ? ['--yes'] : []),
    '--notify-fd',
    String(READY_FD),
    '--',
    file,
  ];
  const left = new AbortController().signal;
  const readiness = await startDetached(
    [process.execPath, program, ...words],
    runFolder,
    left,
    withoutHook(process.env),
  );
  const log = nearPath(runLogPath(runFolder));
  if (readiness === null) throw new Refusal(EXIT.unavailable, `the run did not begin: ${log} may tell why`);
  if (readiness.ready) return { pid: readiness.pid, log, message: null };
  if (readiness.code !== EXIT.done && readiness.code !== EXIT.failed) throw new Refusal(readiness.code, readiness.text);
  return { pid: null, log, message: readiness.text.trimEnd() };
}

/** The words of a command line that say the same. */
function wordsOf({ only, skip, stage, set, gpus, slots, stateDir, maxFails, ...flags }: BackgroundOptions): string[] {
  const each = (option: string, values: readonly string[] = []) => values.map((value) => `${option}=${value}`);
  const one = (option: string, value: string | number | undefined) =>
    value === undefined ? [] : [`${option}=${value}`];
  return [
    ...each('--only', only),
    ...each('--skip', skip),
    ...each('--stage', stage),
    ...each('--set', set),
    ...one('--gpus', gpus),
    ...one('--slots', slots),
    ...one('--state-dir', stateDir),
    ...one('--max-fails', maxFails),
    ...(flags.withNeeds === true ? ['--with-needs'] : []),
    ...(flags.fresh === true ? ['--fresh'] : []),
    ...(flags.failed === false ? ['--no-failed'] : []),
    ...(flags.failFast === true ? ['--fail-fast'] : []),
  ];
}
