import { existsSync, renameSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { jobFolder, jobFolders } from '../../journal/folder.ts';
import type { Move } from '../../model/event.ts';
import { jobId, type JobId } from '../../model/plan.ts';
import { someOf } from '../../model/text/some-of.ts';
import { count } from '../../report/text/phrases.ts';
import type { Moves } from '../../schedule/state/moves.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { LoadedSweep } from '../sweep/load.ts';

/** Where in its folder a job keeps what it had there itself when the results of another came to it. */
const REPLACED = 'replaced';

/**
 * Moves the folders of jobs that `moved` has renamed to where these look for them, as far as that has not been done: the journal tells of it
 * first. What a job had there itself stays within. Refuses where the system does.
 */
export function moveFolders(state: RunState, runFolder: string): void {
  const there = new Set<string>(jobFolders(runFolder));
  for (const { id, movedFrom } of state.records) {
    if (movedFrom === null || !there.has(movedFrom) || isKnown(state, movedFrom)) continue;
    const [from, to] = [jobFolder(runFolder, movedFrom), jobFolder(runFolder, id)];
    try {
      if (there.has(id)) renameSync(to, freeName(join(from, REPLACED)));
      renameSync(from, to);
    } catch (error) {
      throw new Refusal(
        EXIT.unavailable,
        `the folder of ${movedFrom} cannot become that of ${id}: ${(error as Error).message}`,
      );
    }
  }
}

/** Whether a job that has been renamed is there again, by itself. */
function isKnown({ byId, orphans }: RunState, id: JobId): boolean {
  return byId.has(id) || (orphans.get(id)?.past.length ?? 0) > 0;
}

function freeName(path: string): string {
  let name = path;
  for (let at = 2; existsSync(name); at += 1) name = `${path}-${at}`;
  return name;
}

/** Tells where a path leads as long as the folders of renamed jobs have not moved: into the one that is still to move. */
export function beforeMoving(
  { root, runFolder }: Pick<LoadedSweep, 'root' | 'runFolder'>,
  state: RunState,
): (path: string) => string {
  if (state.plan.former === undefined) return (path) => path;
  const folders = join(jobFolder(runFolder, jobId('.')), sep);
  return (path) => {
    const whole = resolve(root, path);
    if (!whole.startsWith(folders)) return path;
    const [id = '', ...rest] = whole.slice(folders.length).split(sep);
    const was = state.byId.get(jobId(id))?.movedFrom ?? null;
    if (was === null || isKnown(state, was) || !existsSync(join(folders, was))) return path;
    return join(folders, was, ...rest);
  };
}

/** What people should hear of moves, a line each. */
export function tellMoves({ moves, kept, running }: Moves): readonly string[] {
  const one = moves.length === 1;
  return [
    ...(moves.length === 0
      ? []
      : [`${count(moves.length, 'result')} ${one ? 'moves' : 'move'} along: ${tell(moves, '→')}`]),
    ...(kept.length === 0
      ? []
      : [
          `${count(kept.length, 'result')} of former names ${kept.length === 1 ? 'stays' : 'stay'} an orphan: the job has others by now: ${tell(kept, '→')}`,
        ]),
    ...(running.length === 0 ? [] : [stillRunning(running)]),
  ];
}

/** Refuses to go on while a job runs whose result is to move. */
export function refuseRunning({ running }: Moves): void {
  if (running.length > 0) throw new Refusal(EXIT.unavailable, stillRunning(running));
}

function stillRunning(running: readonly Move[]): string {
  const [runs, has] = running.length === 1 ? ['runs', 'it has'] : ['run', 'they have'];
  return `${count(running.length, 'job')} that \`moved\` renames still ${runs}, and no run begins before ${has} ended: ${tell(running, '→')}`;
}

/** Moves that are named; the rest by number. */
const NAMED = 3;

function tell(moves: readonly Move[], arrow: string): string {
  return someOf(
    moves.slice(0, NAMED).map(({ job, was }) => `${was} ${arrow} ${job}`),
    moves.length,
  );
}
