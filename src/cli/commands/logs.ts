import { constants, existsSync, watch } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findJob } from '../../app/find-job.ts';
import type { Place } from '../../app/known-sweep.ts';
import { EXIT, type ExitCode, Refusal } from '../../app/refusal.ts';
import { WARY } from '../../disk/plain-file.ts';
import { attemptFolder, greatestAttempt, logPath } from '../../journal/folder.ts';

export interface LogsOptions extends Place {
  readonly follow?: boolean;
  readonly attempt?: number;
  readonly sweep?: string;
}

/** How often a followed log is looked at when nothing tells of a change: some file systems send no word. */
const LOOK_AGAIN = 1000;

/** `sweep logs JOB`: the output of its newest attempt, or of another; with `-f` until that attempt has ended. */
export async function logsCommand(said: string, options: LogsOptions): Promise<ExitCode> {
  const job = await findJob(said, options.sweep, options);
  const newest = greatestAttempt(job.runFolder, job.id);
  const attempt = options.attempt ?? newest;
  if (attempt < 1) throw new Refusal(EXIT.unavailable, `${job.id} has not run yet`);
  const path = logPath(job.runFolder, job.id, attempt);
  const file = await open(path, constants.O_RDONLY | WARY).catch(() => {
    throw new Refusal(EXIT.invalid, `${job.id} has no output of attempt ${attempt}; its newest attempt is ${newest}`);
  });
  try {
    if (!(await file.stat()).isFile()) throw new Refusal(EXIT.unavailable, `${path} is no plain file`);
    const exitFile = join(attemptFolder(job.runFolder, job.id, attempt), 'exit');
    if (options.follow === true) await follow(file, path, () => existsSync(exitFile));
    else await printFrom(file, 0);
    return EXIT.done;
  } finally {
    await file.close();
  }
}

/** Prints what is in the file from `offset` on; returns where it ends now. */
async function printFrom(file: FileHandle, offset: number): Promise<number> {
  const chunk = Buffer.alloc(64 * 1024);
  for (let at = offset; ;) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) return at;
    at += bytesRead;
    await new Promise<void>((resolve) => {
      process.stdout.write(Buffer.from(chunk.subarray(0, bytesRead)), () => {
        resolve();
      });
    });
  }
}

async function follow(file: FileHandle, path: string, ended: () => boolean): Promise<void> {
  let offset = 0;
  for (;;) {
    const last = ended();
    offset = await printFrom(file, offset);
    if (last) return;
    await changeIn(dirname(path));
  }
}

/** Comes back when something in a folder has changed, or a second later. */
function changeIn(folder: string): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      watcher.close();
      resolve();
    };
    const timer = setTimeout(done, LOOK_AGAIN);
    const watcher = watch(folder, done);
    watcher.on('error', done);
  });
}
