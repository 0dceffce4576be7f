import { createHash, randomUUID } from 'node:crypto';
import { closeSync, constants, fstatSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { requestParts } from '../../control/request-parts.ts';
import { stampOf } from '../../disk/file-stamp.ts';
import { openPlainFile, readBounded, WARY_OF_PIPES } from '../../disk/plain-file.ts';
import { readFault } from '../../disk/read-fault.ts';
import type { AddedJob, FollowedFile } from '../../model/added-job.ts';
import { HOOK_MARK } from '../../model/hook.ts';
import type { JobId } from '../../model/plan.ts';
import type { AddRequest, Answer } from '../../model/request.ts';
import type { FollowedFiles, Signal } from '../../run/world.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { addedJobs, beginSaid, type AddedJobOptions } from './added-job.ts';
import { variablesLost, type CallerEnvironment } from './caller.ts';
import { followedLines, jobOfFollowedLine } from './jobs-file.ts';

/** Milliseconds between two looks at a file: network file systems send no word of a change. */
const PACE = 1000;

/** Nanoseconds within which a file may change without showing it. */
const BLUR = 2_000_000_000n;

/** The most that a file may hold, since all of it is read whenever it has changed. */
const MOST_BYTES = 16 * 1024 * 1024;

/** What may be said of the jobs of a file that is followed: nothing that names another job. */
const SAID = ['gpus', 'gpuIds', 'slots', 'timeout', 'label', 'priority', 'begin', 'workdir'] as const;

/** A file to be followed, with what is said of its jobs. Refuses what cannot be of any. */
export function followedFile(
  path: string,
  options: AddedJobOptions,
  { kept, inherited }: CallerEnvironment,
  environment: NodeJS.ProcessEnv,
): FollowedFile {
  const { after, afterOk, afterFail, env = [], begin, workdir = '.' } = options;
  if (after !== undefined || afterOk !== undefined || afterFail !== undefined)
    throw new Refusal(EXIT.invalid, '--follow: what is still to come can wait for no job that there is now');
  if (options.tty === true)
    throw new Refusal(EXIT.invalid, '--tty is for a command, or a file that is added once: not for --follow');
  addedJobs(options, { kept, inherited, whole: {} }, environment);
  const said = SAID.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]] as const]));
  const mark = environment[HOOK_MARK];
  return {
    path: resolve(path),
    said: {
      ...Object.fromEntries(said),
      ...(begin === undefined ? {} : { begin: beginSaid(begin) }),
      workdir: resolve(workdir),
    },
    env: env.map((one) => (one.includes('=') ? one : `${one}=${environment[one] ?? ''}`)),
    kept: mark === undefined ? kept : { ...kept, [HOOK_MARK]: mark },
    inherited,
  };
}

interface Followed {
  file: FollowedFile;
  environment: Readonly<Record<string, string>> | null;
  first: ((jobs: readonly JobId[]) => void) | null;
  /** As what it was looked at last; null where it has to be read again. */
  seen: string | null;
  /** Whether what it holds is being added. */
  isBusy: boolean;
  /** What has been told of it last. */
  told: string | null;
  /** The lines, by hash, that can be no jobs. */
  readonly refused: Set<string>;
}

interface Means {
  /** What has been queued. */
  readonly state: Pick<RunState, 'followed'>;
  readonly post: (signal: Signal) => void;
  readonly say: (message: string) => void;
  /** That of this process. */
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Looks every second at files whose lines are jobs. A line that stands there more often than it has been queued is queued as often as it
 * lacks, whatever has become of the file meanwhile; nothing is ever taken back.
 */
export class JobFiles implements FollowedFiles {
  readonly #means: Means;
  readonly #files = new Map<string, Followed>();
  #timer: NodeJS.Timeout | null = null;

  constructor(means: Means) {
    this.#means = means;
  }

  follow(
    file: FollowedFile,
    environment: Readonly<Record<string, string>> | null,
    first: (jobs: readonly JobId[]) => void,
  ): void {
    const known = this.#files.get(file.path);
    known?.first?.([]);
    const one = known ?? {
      file,
      environment,
      first,
      seen: null,
      isBusy: false,
      told: null,
      refused: new Set<string>(),
    };
    // What is being added of it is counted before it is looked at anew.
    Object.assign(one, { file, environment, first, seen: null });
    one.refused.clear();
    this.#files.set(file.path, one);
    this.#timer ??= setInterval(() => {
      for (const each of this.#files.values()) this.#look(each);
    }, PACE);
    this.#look(one);
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  #look(one: Followed): void {
    if (one.isBusy) return;
    const text = this.#read(one);
    const added = text === null ? [] : this.#lacking(one, text);
    one.isBusy = true;
    this.#add(one, requestParts({ do: 'add', added, environment: one.environment }) as readonly AddRequest[], []);
  }

  /** Its text, if it may be another than the last time. */
  #read(one: Followed): string | null {
    const { path } = one.file;
    const look = lookAt(path);
    if (look !== null && look.seen === one.seen) return null;
    const read = readBounded(path, MOST_BYTES);
    one.seen = read.ok && look?.isSettled === true ? look.seen : null;
    // Whoever replaces a file may take it away for a moment.
    const isAway = !read.ok && read.why === 'error' && read.error.code === 'ENOENT';
    this.#tell(one, read.ok || isAway ? null : readFault(read, '16 MiB'));
    return read.ok ? read.bytes.toString('utf8') : null;
  }

  /** Says what is wrong with a file, once. */
  #tell(one: Followed, problem: string | null): void {
    if (problem !== null && problem !== one.told) {
      this.#means.say(`${one.file.path} ${problem}; its jobs are added when that is over`);
    }
    one.told = problem;
  }

  /** The jobs of the lines that have been queued less often than they stand there, in order. */
  #lacking(one: Followed, text: string): readonly AddedJob[] {
    const { path } = one.file;
    const queued = this.#means.state.followed.get(path)?.queued;
    const seen = new Map<string, number>();
    return followedLines(text).flatMap((line) => {
      const hash = hashOf(line);
      const times = (seen.get(hash) ?? 0) + 1;
      seen.set(hash, times);
      if (times <= (queued?.get(hash) ?? 0) || one.refused.has(hash)) return [];
      try {
        return [this.#jobOf(one, line, hash)];
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        this.#refuse(one, hash, line, error.message);
        return [];
      }
    });
  }

  #jobOf({ file, environment }: Followed, line: string, hash: string): AddedJob {
    const { path, said, env, kept, inherited } = file;
    const { command, options: own } = jobOfFollowedLine(line, basename(path));
    const caller = { kept, inherited, whole: {} };
    const job = addedJobs({ ...own, ...said, env }, caller, kept)(command);
    const lost = environment === null ? variablesLost(job.inherited, this.#means.environment) : [];
    const held = lost.length === 0 ? {} : { heldFor: `its runner had ${lost.toSorted().join(', ')}, and is gone` };
    return { ...job, line: { file: path, text: hash }, ...held };
  }

  #refuse(one: Followed, hash: string, line: string, why: string): void {
    one.refused.add(hash);
    this.#means.say(`${one.file.path}: a line is no job: ${why}: ${line.slice(0, 80)}`);
  }

  /** Adds jobs, a request after the other. */
  #add(one: Followed, [request, ...rest]: readonly AddRequest[], ids: readonly JobId[]): void {
    if (request === undefined) return this.#end(one, ids);
    const answer = (answered: Answer): void => {
      if (answered.ok) return this.#add(one, rest, [...ids, ...answered.jobs]);
      if (answered.invalid !== true) {
        one.seen = null;
        return this.#end(one, ids);
      }
      const [only, ...more] = request.added;
      if (only !== undefined && more.length > 0) {
        // Which of them it is shows one by one.
        return this.#add(one, [...request.added.map((job) => ({ ...request, added: [job] })), ...rest], ids);
      }
      const line = only?.command.kind === 'shell' ? only.command.text : '';
      if (only?.line !== undefined) this.#refuse(one, only.line.text, line, answered.message);
      this.#add(one, rest, ids);
    };
    this.#means.post({ signal: 'asked', id: randomUUID(), request, answer });
  }

  #end(one: Followed, ids: readonly JobId[]): void {
    one.isBusy = false;
    one.first?.(ids);
    one.first = null;
  }
}

/** As what a plain file is seen now, and whether what is written from now on would show; opened for it, since network file systems show it only then. */
function lookAt(path: string): { readonly seen: string; readonly isSettled: boolean } | null {
  try {
    const fd = openPlainFile(path, constants.O_RDONLY | WARY_OF_PIPES);
    try {
      const found = fstatSync(fd, { bigint: true });
      const isSettled = BigInt(Date.now()) * 1_000_000n - found.mtimeNs > BLUR;
      return { seen: stampOf(found), isSettled };
    } finally {
      closeSync(fd);
    }
  } catch {
    return null;
  }
}

/** Enough to tell the lines of a file apart. */
function hashOf(line: string): string {
  return createHash('sha256').update(line).digest('hex').slice(0, 24);
}
