import { statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Where a sweep file belongs. Both paths are absolute. */
export interface Project {
  /** What `workdir` is relative to, and where `.sweep/` is. */
  readonly root: string;
  /** The folder of the sweep file: what the paths of other files that it names are relative to. */
  readonly fileFolder: string;
}

/**
 * The project of a sweep file: the nearest folder from the file's own upwards that has a `.sweep/` folder or a `.git`
 * (a folder, or the file of a worktree); without one, as in the unpacked archive of a project, the working folder if the file lies
 * below it, unless that is `/`, which is nobody's project; else the file's own folder. The file itself need not exist.
 */
export function findProject(sweepFile: string): Project {
  const fileFolder = dirname(resolve(sweepFile));
  return { root: markedRoot(fileFolder) ?? unmarkedRoot(fileFolder), fileFolder };
}

/** The root of the project that `folder` belongs to; `folder` itself when it belongs to none. Absolute. */
export function projectRoot(folder: string): string {
  return markedRoot(resolve(folder)) ?? resolve(folder);
}

/** How people should read a path: from the working folder, unless that is a longer way than from the root of the machine. */
export function shownPath(path: string): string {
  const whole = resolve(path);
  const near = relative(process.cwd(), whole) || '.';
  return near.length > whole.length ? whole : near;
}

function markedRoot(start: string): string | null {
  for (let here = start; ; here = dirname(here)) {
    if (isFolder(join(here, '.sweep')) || exists(join(here, '.git'))) return here;
    if (dirname(here) === here) return null;
  }
}

function unmarkedRoot(fileFolder: string): string {
  const here = process.cwd();
  return here !== '/' && fileFolder.startsWith(`${here}/`) ? here : fileFolder;
}

function isFolder(path: string): boolean {
  return look(path)?.isDirectory() ?? false;
}

function exists(path: string): boolean {
  return look(path) !== null;
}

function look(path: string): ReturnType<typeof statSync> | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}
