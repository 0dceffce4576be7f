import { constants, existsSync, watch } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findJob } from './sweep/find-job.ts';
import type { Place } from './sweep/known-sweep.ts';
import { EXIT, Refusal } from './refusal.ts';
import { WARY } from '../disk/plain-file.ts';
import { attemptFolder, greatestAttempt, logPath } from '../journal/folder.ts';

/** Which output of a job is meant. */
export interface JobLogOptions extends Place {
  /** Wait for more until the attempt has ended. */
  readonly follow?: boolean | undefined;
  /** Of this attempt, not the newest. */
  readonly attempt?: number | undefined;
  /** Look only in this sweep. */
  readonly sweep?: string | undefined;
}

/** How often a followed log is looked at when nothing tells of a change: some file systems send no word. */
const LOOK_AGAIN = 1000;

/**
 * The output of the newest attempt of the job that people mean by `said`, or of another attempt, as it comes in; with `follow` until that
 * attempt has ended. A chunk is valid until the next is asked for. Refuses what has no output.
 */
export async function* jobLog(said: string, options: JobLogOptions): AsyncGenerator<Buffer, void> {
  const job = await findJob(said, options.sweep, options);
  const newest = greatestAttempt(job.runFolder, job.id);
  const attempt = options.attempt ?? newest;
  if (attempt < 1) throw new Refusal(EXIT.unavailable, `${job.id} has not run yet`);
  const path = logPath(job.runFolder, job.id, attempt);
  const file = await open(path, constants.O_RDONLY | WARY).catch(() => {
    throw new Refusal(EXIT.invalid, `${job.id} has no output of attempt ${attempt}; its newest attempt is ${newest}`);
  });
  const exitFile = join(attemptFolder(job.runFolder, job.id, attempt), 'exit');
  try {
    if (!(await file.stat()).isFile()) throw new Refusal(EXIT.unavailable, `${path} is no plain file`);
    for (let offset = 0; ;) {
      const isLast = options.follow !== true || existsSync(exitFile);
      offset = yield* chunksFrom(file, offset);
      if (isLast) return;
      await changeIn(dirname(path));
    }
  } finally {
    await file.close();
  }
}

/** What is in the file from `offset` on; comes back with where it ends now. */
async function* chunksFrom(file: FileHandle, offset: number): AsyncGenerator<Buffer, number> {
  const chunk = Buffer.alloc(64 * 1024);
  for (let at = offset; ;) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) return at;
    at += bytesRead;
    yield chunk.subarray(0, bytesRead);
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
