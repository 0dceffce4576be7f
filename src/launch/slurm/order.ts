import { closeSync, existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { LaunchOrder } from '../../model/attempt.ts';
import type { ArrayTask } from '../../model/executor.ts';
import { attemptFolder, type AttemptFolder, makeAttemptFolder } from '../folder.ts';
import { writeNeeds } from '../needs-file.ts';
import { type ArrayFolder, endsFolder } from './arrays.ts';
import { dispatcher, type DispatchedTask } from './dispatcher.ts';
import type { SlurmRequest } from './request.ts';
import type { SlurmExecutorOptions } from './roster.ts';

/** An order whose attempt is a task of an array. */
export type Order = LaunchOrder & { readonly on: ArrayTask };

/** What folders and scripts of tasks are made by. */
export type TaskMaking = Pick<SlurmExecutorOptions, 'name' | 'settings' | 'place' | 'script'>;

/** Makes the folder of an attempt, with all that its script looks for. @throws Error of the file system, such as ENOSPC. */
export function makeTaskFolder(
  { job, attempt, snapshot, needs }: Order,
  { place, script }: Pick<TaskMaking, 'place' | 'script'>,
): AttemptFolder {
  if (!existsSync(place.root)) throw new Error(`the project root ${place.root} is gone`);
  const folder = attemptFolder(place.runFolder, job.id, attempt);
  closeSync(makeAttemptFolder(folder, script(job, snapshot), job.split));
  if (needs !== undefined) writeNeeds(folder, needs, place);
  return folder;
}

/** The batch script of an array of these attempts. */
export function scriptOf(
  orders: readonly Order[],
  folder: ArrayFolder,
  { name, settings, place }: Pick<TaskMaking, 'name' | 'settings' | 'place'>,
  { request, isDetached = false }: { readonly request: SlurmRequest; readonly isDetached?: boolean },
): string {
  const { root, runFolder } = place;
  const tasks = orders.map(({ job, attempt, token, needs, on }): DispatchedTask => {
    const path = relative(runFolder, attemptFolder(runFolder, job.id, attempt).path);
    return { index: on.index, folder: path, attempt, token, split: job.split, hasNeeds: needs !== undefined };
  });
  const { setup, wrap } = settings;
  const ends = isDetached ? endsFolder(folder) : null;
  return dispatcher({
    title: `sweep: ${orders.length} of ${name}`,
    root,
    runFolder,
    setup,
    wrap,
    usesGpus: request.gpus > 0,
    isSpread: request.nodes > 1,
    tasks,
    ends,
  });
}
