import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { copiesFolder, FILES, filesOfCopy, treeOf } from '../../model/attempt.ts';
import type { Job } from '../../model/plan.ts';
import { someOf } from '../../model/text/some-of.ts';
import { pathOf } from '../../project/code-layout.ts';
import { notedFiles, remainsIn } from '../../project/code-remains.ts';
import { bringHome, leadTo } from '../../project/code-results.ts';
import { resultsOf } from './code-survey.ts';
import { nearPath } from './run-folder.ts';
import type { RunPlace } from './run-place.ts';

/** Where a run is now. */
type Place = Pick<RunPlace, 'root' | 'runFolder'>;

/**
 * Sees to it that what a job has left in its copy of the code at the paths of its results is in the project, and that the copy which jobs
 * start in now leads there. Comes back with why a result could not be moved, or null.
 *
 * @param current  The copy that jobs start in now; undefined where there is none.
 */
export async function bringResultsHome(
  job: Job,
  snapshot: string | undefined,
  place: Place,
  current: string | undefined,
): Promise<string | null> {
  const { root } = place;
  let problem: string | null = null;
  for (const path of resultsOf([job], root)) {
    if (snapshot !== undefined) problem = (await bringHome(root, treeOf(place, snapshot), path)) ?? problem;
    if (current === undefined || current === snapshot) continue;
    try {
      await leadTo(root, treeOf(place, current), path);
    } catch {
      // The result is in the project; a job that looks for it in the copy says so itself.
    }
  }
  return problem;
}

/** How many files are named. */
const NAMED = 3;

/**
 * Moves to the project what jobs have written into their copies of the code beside it, as far as nothing is in the way there; for when no
 * job runs any more. Tells people, and never fails. Once it is aborted it begins with nothing more.
 */
export async function bringRestHome(place: Place, say: (message: string) => void, signal: AbortSignal): Promise<void> {
  const moved: string[] = [];
  for (const name of copiesIn(place.runFolder)) {
    const tree = treeOf(place, name);
    try {
      for (const path of (await restIn(place, name)) ?? []) {
        if (signal.aborted) break;
        if (await moveIfRoom(place.root, tree, path)) moved.push(path);
      }
    } catch (error) {
      say(`what jobs have written into ${nearPath(tree)} stays there: ${(error as Error).message}`);
    }
  }
  if (moved.length === 0) return;
  const told = someOf(moved.slice(0, NAMED), moved.length);
  say(`what jobs have written into the copy of the code is in the project now: ${told}`);
}

/** The names of the copies of the code that a run folder has. */
export function copiesIn(runFolder: string): readonly string[] {
  const folder = copiesFolder(runFolder);
  if (!existsSync(folder)) return [];
  const names = new Set(readdirSync(folder));
  return [...names].filter((name) => names.has(`${name}${FILES}`)).sort();
}

/** What jobs have written into a copy beside its code; null where it cannot be told what that was. */
export async function restIn(place: Place, name: string): Promise<readonly string[] | null> {
  const files = notedFiles(filesOfCopy(place.runFolder, name));
  return files === null ? null : await remainsIn(treeOf(place, name), files);
}

async function moveIfRoom(root: string, tree: string, path: string): Promise<boolean> {
  const own = pathOf(path);
  if (own === null || existsSync(join(root, own))) return false;
  return (await bringHome(root, tree, own)) === null;
}
