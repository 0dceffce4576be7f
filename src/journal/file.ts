import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../disk/make-folder.ts';
import { kindAt } from '../disk/file-kind.ts';
import { openPlainFile, WARY_OF_PIPES } from '../disk/plain-file.ts';
import { encodeHeader } from './codec.ts';
import { badLine, survey, type Survey, type TakeLine } from './survey.ts';
import { JournalWriter } from './writer.ts';

export type { TakeLine } from './survey.ts';
export type { JournalWriter } from './writer.ts';

/** A journal opened to go on with. */
export type OpenedJournal =
  | {
      readonly ok: true;
      readonly journal: JournalWriter;
      /** What had to be cut off its end, for people; null when nothing was lost with it but a line half written. */
      readonly notice: string | null;
    }
  | { readonly ok: false; readonly message: string };

export interface OpenOptions {
  /** The sweep whose journal it must be. */
  readonly sweep: string;
  readonly take: TakeLine;
  /**
   * Asked once the good lines have been taken in, if the last lines of the file are bad: whether a runner of the
   * present boot has written to this journal. If not, they are the doing of a crash of the machine, and are set aside;
   * else something else has damaged the file, and a person must look.
   */
  readonly writtenSinceBoot: () => boolean;
}

/**
 * Opens the journal at `path` to append to it, and makes it and its folder if there is none. The caller must own the
 * run folder. A line torn by the death of a runner is cut off.
 */
export function openJournal(path: string, options: OpenOptions): OpenedJournal {
  let fd: number | null = null;
  if (leadsNowhere(path)) return { ok: false, message: danglingLink(path) };
  try {
    makeFolder(dirname(path));
    fd = openOwn(path);
    const opened = resumeJournal(fd, path, options);
    if (!opened.ok) closeSync(fd);
    return opened;
  } catch (error) {
    if (fd !== null) closeQuietly(fd);
    return { ok: false, message: cannotOpen(path, error) };
  }
}

/**
 * A copy of a project made by hard links (`cp -al`) has the very file of the original in the place of its journal: who goes on with it
 * takes a copy of his own before.
 */
function openOwn(path: string): number {
  const flags = constants.O_RDWR | constants.O_CREAT | WARY_OF_PIPES;
  const fd = openPlainFile(path, flags);
  if (fstatSync(fd).nlink <= 1) return fd;
  closeSync(fd);
  // What a link leads to is replaced, and not the link.
  const real = realpathSync(path);
  const draft = `${real}.new`;
  rmSync(draft, { force: true });
  try {
    copyFileSync(real, draft, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    renameSync(draft, real);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  return openPlainFile(path, flags);
}

function resumeJournal(fd: number, path: string, options: OpenOptions): OpenedJournal {
  const found = survey(fd, path, options.take);
  switch (found.kind) {
    case 'refused':
      return { ok: false, message: found.message };
    case 'empty':
      return beginJournal(fd, path, options.sweep);
    case 'good':
      if (found.sweep !== options.sweep) return ofAnother(path, found.sweep, options.sweep);
      ftruncateSync(fd, found.end);
      return { ok: true, journal: new JournalWriter(fd, path, found.end), notice: null };
    case 'bad-tail': {
      if (found.sweep !== options.sweep) return ofAnother(path, found.sweep, options.sweep);
      if (options.writtenSinceBoot()) return { ok: false, message: badLine(path, found.bad, found.why) };
      const notice = setAside(fd, path, found);
      return { ok: true, journal: new JournalWriter(fd, path, found.end), notice };
    }
    default:
      return found satisfies never;
  }
}

function beginJournal(fd: number, path: string, sweep: string): OpenedJournal {
  ftruncateSync(fd, 0);
  const journal = new JournalWriter(fd, path, 0);
  const problem = journal.append([encodeHeader(sweep)]);
  return problem === null ? { ok: true, journal, notice: null } : { ok: false, message: problem };
}

function ofAnother(path: string, actual: string, wanted: string): OpenedJournal {
  return { ok: false, message: `${path}: is the journal of the sweep ${actual}, not of ${wanted}` };
}

/** Moves everything from `found.end` on into a file of its own beside the journal. */
function setAside(fd: number, path: string, found: Extract<Survey, { readonly kind: 'bad-tail' }>): string {
  const size = fstatSync(fd).size - found.end;
  const bytes = Buffer.alloc(size);
  readSync(fd, bytes, 0, size, found.end);
  const aside = writeToNew(bytes, (count) => `${path}.bad-${count}`);
  ftruncateSync(fd, found.end);
  const what = `from line ${found.bad} on it was damaged and is now in ${aside}`;
  return `${path}: the machine went down while it was written; ${what}`;
}

/** Writes to the first name that is not in use yet; returns it. */
function writeToNew(bytes: Buffer, nameOf: (count: number) => string): string {
  for (let count = 1; ; count += 1) {
    const name = nameOf(count);
    try {
      writeFileSync(name, bytes, { flag: 'wx', flush: true });
      return name;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** What a journal says to one who only reads it. */
export type ReadJournal =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'read';
      readonly sweep: string;
      /** Good lines, the header not counted. */
      readonly lines: number;
      /** What of its end could not be read; null when all could. */
      readonly notice: string | null;
    }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Reads the journal at `path`, changes nothing, and does not mind a runner that writes to it meanwhile: a line without
 * its end is not there yet. With `about`, only lines that hold one of these texts are taken in, which takes a fraction of the time.
 */
export function readJournal(path: string, take: TakeLine, about: readonly string[] = []): ReadJournal {
  let fd: number;
  try {
    fd = openPlainFile(path, constants.O_RDONLY | WARY_OF_PIPES);
  } catch (error) {
    if (leadsNowhere(path)) return { kind: 'refused', message: danglingLink(path) };
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'none' };
    return { kind: 'refused', message: cannotOpen(path, error) };
  }
  try {
    return asRead(path, survey(fd, path, take, about));
  } catch (error) {
    return { kind: 'refused', message: `${path}: cannot be read: ${(error as Error).message}` };
  } finally {
    closeSync(fd);
  }
}

function asRead(path: string, found: Survey): ReadJournal {
  switch (found.kind) {
    case 'empty':
      return { kind: 'none' };
    case 'refused':
      return { kind: 'refused', message: found.message };
    case 'good':
      return { kind: 'read', sweep: found.sweep, lines: found.lines, notice: null };
    case 'bad-tail': {
      const notice = `${path}: cannot be read from line ${found.bad} on: ${found.why}`;
      return { kind: 'read', sweep: found.sweep, lines: found.lines, notice };
    }
    default:
      return found satisfies never;
  }
}

/** Whether a link stands there that leads to nothing: what it led to may come back, such as with a disk that is not mounted. */
function leadsNowhere(path: string): boolean {
  return kindAt(path) === 'a link' && !existsSync(path);
}

function danglingLink(path: string): string {
  return `${path}: is a link to what is not there. Bring that back, or move the link aside to begin anew`;
}

function cannotOpen(path: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOTPLAIN') return `${message}. Move it aside to begin anew`;
  const way = code === 'EISDIR' ? '. Move it aside to begin anew' : '';
  return `${path}: cannot be opened: ${message}${way}`;
}

function closeQuietly(fd: number): void {
  try {
    closeSync(fd);
  } catch {
    // The error that led here says more.
  }
}
