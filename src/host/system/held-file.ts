import { spawnSync } from 'node:child_process';
import { closeSync, constants, fstatSync, openSync } from 'node:fs';

/** What tells an open file from all others of a kernel, for as long as that runs. */
export interface HeldFile {
  readonly device: string;
  readonly inode: string;
}

/**
 * Holds an open file until it is closed or this process has died, however it dies: by a lock that belongs to what is open (flock(2)), which
 * the program `flock` takes for this process. Null where that is not installed, or the file system has no such locks.
 */
export function holdFile(fd: number): HeldFile | null {
  return lock('-x', fd) === 'taken' ? fileOf(fd) : null;
}

/**
 * Whether a process of this kernel holds a file, in whichever container it is. Null where that cannot be told, as where another file has
 * come to stand at the path.
 */
export function isHeld(path: string, file: HeldFile): boolean | null {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return null;
  }
  try {
    const { device, inode } = fileOf(fd);
    if (device !== file.device || inode !== file.inode) return null;
    // Shared, so that several who ask at once are not in each other's way.
    const came = lock('-s', fd);
    return came === null ? null : came === 'refused';
  } finally {
    closeSync(fd);
  }
}

function fileOf(fd: number): HeldFile {
  const { dev, ino } = fstatSync(fd, { bigint: true });
  return { device: String(dev), inode: String(ino) };
}

/** Where the program finds what it is given as the descriptor to lock. */
const GIVEN = 3;

function lock(kind: '-x' | '-s', fd: number): 'taken' | 'refused' | null {
  const stdio = ['ignore', 'ignore', 'pipe', fd] as const;
  const { status, stderr } = spawnSync('flock', ['-n', kind, String(GIVEN)], { stdio: [...stdio] });
  if (status === 0) return 'taken';
  // That another holds it is told by its exit code alone.
  return status === 1 && stderr.length === 0 ? 'refused' : null;
}
