import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '../../disk/make-folder.ts';
import { readBeginning } from '../../disk/plain-file.ts';
import type { ProcessId } from '../../model/process-id.ts';
import { type HeldFile, holdFile, isHeld } from './held-file.ts';
import { identify, isAlive, isOfContainer, isOfThisKernel, type Liveness } from './process.ts';

/** A runner, as it has put itself down in a lock. */
export interface LockOwner {
  readonly process: ProcessId;
  /** The name of its host, for people. */
  readonly host: string;
  /** When it took the lock, ISO 8601. */
  readonly since: string;
  /** The inode of the run folder, which is another in a copy; undefined where an earlier version has not noted it. */
  readonly folder?: string | undefined;
  /** Where it listens for requests; left out where it does not. */
  readonly socket?: string;
  /** Of sweep; left out by earlier ones. */
  readonly version?: string;
  /** A command that notes something and lets go at once, and no runner. */
  readonly command?: true;
  /** The name of the job of a cluster that it is; left out where it is none. */
  readonly driver?: string;
  /** In a container: this file, which it holds while it lives, for those in others who cannot see it. Left out where it holds none. */
  readonly held?: HeldFile;
}

export type Lock =
  | { readonly ok: true; readonly release: () => void }
  | {
      readonly ok: false;
      /** Who holds it; null when what stands in the lock cannot be read. */
      readonly owner: LockOwner | null;
      /** `unknown`: it runs on another host or in another container, if it runs. */
      readonly reason: Exclude<Liveness, 'dead'>;
    };

export interface LockOptions {
  /** Take it from an owner of whom it is unknown whether it lives. */
  readonly takeOver?: boolean;
  /** The job of a cluster of which its controller has said that it has come to its end: what it was owns nothing more. */
  readonly gone?: string;
  /** What the owner says of itself besides. */
  readonly owner?: Pick<LockOwner, 'socket' | 'version' | 'command' | 'driver'>;
}

/**
 * Makes `self` the only runner of a run folder. A lock whose owner is dead does not count, nor one that was copied with its folder:
 * its owner owns the other.
 *
 * The lock is a folder that holds one file, and each file has a name of its own. Whoever wants the lock removes the
 * file of a dead owner by its name, and renames a folder with a file of his own to `path`: rename(2) replaces an
 * empty folder and refuses one with content. So of any number of takers exactly one succeeds, and none of them can
 * remove another's file by mistake, at whatever instant one of them is killed.
 */
export function lockRunFolder(path: string, self: ProcessId, options: LockOptions = {}): Lock {
  makeFolder(dirname(path));
  let draft = draftLock(path, self, options.owner);
  for (;;) {
    const rival = clearAway(path, options);
    if (rival !== null) {
      draft.close();
      rmSync(draft.folder, { recursive: true, force: true });
      return {
        ok: false,
        owner: rival.owner,
        reason: rival.liveness === 'alive' || rival.isHeld ? 'alive' : 'unknown',
      };
    }
    // Whoever has just got the lock may have taken it for debris, and emptied or removed it.
    if (renamed(draft.folder, path) && existsSync(join(path, draft.file))) break;
    if (existsSync(draft.folder)) continue;
    draft.close();
    draft = draftLock(path, self, options.owner);
  }
  removeDeadDrafts(path);
  return { ok: true, release: () => letGo(path, draft) };
}

function letGo(path: string, { file, close }: Draft): void {
  try {
    unlinkSync(join(path, file));
    rmdirSync(path);
  } catch {
    // It has been taken over or removed; or it stays, and is a dead runner's once this process has ended.
  }
  close();
}

/** The runner that owns a run folder, if it lives or may live; null when there is none. Changes nothing. */
export function lockOwner(path: string): { readonly owner: LockOwner; readonly liveness: Liveness } | null {
  for (const { owner, liveness } of entriesOf(path)) {
    if (owner !== null && liveness !== 'dead') return { owner, liveness };
  }
  return null;
}

/** One file in a lock, and what it says. */
interface Entry {
  /** Null when the lock is no folder, and so no lock of ours. */
  readonly name: string | null;
  readonly owner: LockOwner | null;
  readonly liveness: Liveness;
  /** Whether its owner, in another container, is known to hold it. */
  readonly isHeld: boolean;
}

/** A lock that is not yet in place. */
interface Draft {
  readonly folder: string;
  readonly file: string;
  /** Holds its file no more. */
  readonly close: () => void;
}

function draftLock(path: string, self: ProcessId, more: LockOptions['owner']): Draft {
  const token = `${self.pid}-${randomBytes(8).toString('hex')}`;
  const folder = `${path}.${token}`;
  const file = `runner-${token}.json`;
  const since = new Date().toISOString();
  for (;;) {
    mkdirSync(folder);
    try {
      const owner: LockOwner = {
        host: hostname(),
        since,
        process: self,
        folder: inodeOf(dirname(path)),
        ...more,
      };
      return { folder, file, close: writeOwner(join(folder, file), owner) };
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      // Whoever has just got the lock has cleared it away: it was empty.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

/** Writes down who owns a lock; returns how to hold it no more. Of who is in a container no other can see whether he lives. */
function writeOwner(path: string, owner: LockOwner): () => void {
  const fd = openSync(path, 'wx');
  let held: HeldFile | null = null;
  try {
    held = isOfContainer(owner.process) ? holdFile(fd) : null;
    writeFileSync(fd, `${JSON.stringify(held === null ? owner : { ...owner, held }, null, 2)}\n`);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  if (held !== null) return () => closeSync(fd);
  closeSync(fd);
  return () => undefined;
}

/** Removes what dead owners have left in a lock; returns an owner that may live. */
function clearAway(path: string, { takeOver = false, gone }: LockOptions): Entry | null {
  for (const entry of entriesOf(path)) {
    const isGone = gone !== undefined && entry.owner?.driver === gone;
    if (entry.liveness === 'alive' || entry.isHeld || (entry.liveness === 'unknown' && !takeOver && !isGone))
      return entry;
    quietly(() => {
      unlinkSync(entry.name === null ? path : join(path, entry.name));
    });
  }
  return null;
}

/** Whether the draft is in place now; not so when another has come first. */
function renamed(draft: string, path: string): boolean {
  try {
    renameSync(draft, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'ENOENT'].includes(code ?? '')) return false;
    throw error;
  }
}

function entriesOf(path: string): readonly Entry[] {
  try {
    return readdirSync(path).flatMap((name) => readEntry(path, name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') return [unreadable(null)];
    throw error;
  }
}

/** Bytes that an owner may have. */
const LONGEST = 64 * 1024;

function readEntry(path: string, name: string): readonly Entry[] {
  let text: string;
  try {
    text = readBeginning(join(path, name), LONGEST).bytes.toString('utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    return [unreadable(name)];
  }
  // A file is written before its folder is put in place: only a crash of the machine leaves an empty one.
  if (text === '') return [{ name, owner: null, liveness: 'dead', isHeld: false }];
  const owner = parseOwner(text);
  if (owner === null) return [unreadable(name)];
  const liveness = livenessOf(owner, path);
  const isKept = liveness === 'unknown' ? isKeptBy(owner, join(path, name)) : null;
  return [{ name, owner, liveness: isKept === false ? 'dead' : liveness, isHeld: isKept === true }];
}

function unreadable(name: string | null): Entry {
  return { name, owner: null, liveness: 'unknown', isHeld: false };
}

/** Whether an owner in another container of this machine lives, by what he holds; null where that does not tell. */
function isKeptBy({ process, held }: LockOwner, file: string): boolean | null {
  return held !== undefined && isOfThisKernel(process) ? isHeld(file, held) : null;
}

/** Whether the owner of a lock lives. One that lives elsewhere may see other numbers, so only on this machine is a copy told. */
function livenessOf({ process, folder }: LockOwner, lock: string): Liveness {
  const liveness = isAlive(process);
  const isCopied = liveness === 'alive' && folder !== undefined && folder !== inodeOf(dirname(lock));
  return isCopied ? 'dead' : liveness;
}

function inodeOf(path: string): string | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino.toString();
}

function parseOwner(text: string): LockOwner | null {
  try {
    const owner = JSON.parse(text) as LockOwner;
    const { pid, startTicks, bootId, pidNamespace, machineId } = owner.process;
    const whole = [
      startTicks,
      bootId,
      pidNamespace,
      machineId,
      owner.host,
      owner.since,
      owner.socket ?? '',
      owner.version ?? '',
      owner.driver ?? '',
      owner.held?.device ?? '',
      owner.held?.inode ?? '',
    ];
    return Number.isInteger(pid) && whole.every((part) => typeof part === 'string') ? owner : null;
  } catch {
    return null;
  }
}

/** Clears up after those who were killed while they tried for the lock. A draft that is still wanted is made again. */
function removeDeadDrafts(path: string): void {
  const parent = dirname(path);
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(`${basename(path)}.`)) continue;
    const draft = join(parent, name);
    const entries = entriesOf(draft);
    const isWanted = entries.some(({ owner }) => owner !== null)
      ? entries.every(({ liveness }) => liveness !== 'dead')
      : entries.length > 0 && isOfLiving(name);
    if (isWanted) continue;
    quietly(() => {
      rmSync(draft, { recursive: true });
    });
  }
}

/** Whether the process lives by whose pid a draft is named that tells no owner yet; true where it is named by none. */
function isOfLiving(name: string): boolean {
  const pid = /\.(\d+)-[0-9a-f]+$/.exec(name)?.[1];
  return pid === undefined || identify(Number(pid)) !== null;
}

/** For what another may have done already. */
function quietly(act: () => void): void {
  try {
    act();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOTDIR') throw error;
  }
}
