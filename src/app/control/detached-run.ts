import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { closeSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { openPlainFile, WARY_OF_PIPES } from '../../disk/plain-file.ts';
import { makeFolder } from '../../disk/make-folder.ts';
import { makeStateFolder, runLogPath } from '../../journal/folder.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { readReadiness, type Readiness } from './readiness.ts';

/** Errors of opening a file that say of what is there that it is none: a pipe, a folder, a link that leads nowhere. */
const IN_THE_WAY: ReadonlySet<string> = new Set(['ENOTPLAIN', 'EISDIR', 'ENOENT', 'ELOOP']);

/** The descriptor by which a detached run tells that it has begun. */
export const READY_FD = 3;

/**
 * Starts a command that runs a sweep in a session of its own, its output appended to a file in the run folder, so that neither a closed
 * terminal nor a pipe that somebody waits for has to do with it. Comes back when it has begun, or has ended without.
 *
 * @param command  The program and its arguments, which make it tell by `READY_FD`.
 * @param leave  Comes back at once with null when it is aborted; the run goes on.
 */
export async function startDetached(
  command: readonly [string, ...string[]],
  runFolder: string,
  leave: AbortSignal,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Readiness | null> {
  const child = spawnDetached(command, runFolder, { env, pipes: ['pipe'] });
  const failures: string[] = [];
  child.on('error', ({ message }) => failures.push(message));
  const pipe = child.stdio[READY_FD] as Readable;
  leave.addEventListener('abort', () => pipe.destroy());
  const said = await saidOn(pipe);
  child.unref();
  const readiness = readReadiness(said);
  if (readiness !== null || leave.aborted) return readiness;
  throw new Refusal(
    EXIT.unavailable,
    failures.length === 0
      ? `the run ended before it began: ${runLogPath(runFolder)} may tell why`
      : `no run can be started: ${failures.join('; ')}`,
  );
}

/** Starts a process in a session of its own, its output appended to the log of a run folder, which is made where it is not there. */
export function spawnDetached(
  [program, ...args]: readonly [string, ...string[]],
  runFolder: string,
  { cwd, env, pipes = [] }: Pick<SpawnOptions, 'cwd' | 'env'> & { readonly pipes?: readonly 'pipe'[] } = {},
): ChildProcess {
  makeStateFolder(dirname(runFolder));
  makeFolder(runFolder);
  const log = openRunLog(runLogPath(runFolder));
  try {
    return spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', log, log, ...pipes] });
  } finally {
    closeSync(log);
  }
}

function openRunLog(path: string): number {
  try {
    return openPlainFile(path, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | WARY_OF_PIPES);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const way = IN_THE_WAY.has(code) ? '. Move it aside' : '';
    throw new Refusal(EXIT.unavailable, `${path} cannot take what a run in the background says: ${message}${way}`);
  }
}

function saidOn(pipe: Readable): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    pipe.setEncoding('utf8');
    pipe.on('data', (chunk: string) => (text += chunk));
    pipe.on('error', () => resolve(text));
    pipe.on('close', () => resolve(text));
  });
}
