import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { type HeldLately, heldUntil, hoursHeld, seenSince, type UserHold } from '../../model/sharing/held-lately.ts';
import { type IdleHours, idleUntil } from '../../model/sharing/idle-gpus.ts';
import type { Moment, Tick } from '../../model/units.ts';
import { isOfThisKernel, thisMachine } from '../system/process.ts';
import { latelyName, latelyText, parseLately, type Boot, type SeenLately } from './lately-text.ts';
import { putUserFile, readUserFile } from './user-file.ts';

/** Milliseconds: what was reckoned within it need not be reckoned again. */
const PERIOD = 60_000;

/** What a run sees of the GPUs of its host at a moment. */
export interface GpusSeen {
  readonly holds: Iterable<UserHold>;
  /** How many of them are idle while jobs wait. */
  readonly idle: number;
}

/**
 * What users have held of the GPUs of this host lately, and for how long these were idle while jobs waited, as the runs of one user have seen it.
 * They keep it in one file of the host folder, and go by no other user's: nobody's word about himself counts. Whatever becomes of that file costs no run anything but that memory.
 */
export class LatelyFile {
  readonly #folder: string;
  readonly #boot: Boot;
  readonly #since: Tick;
  #known: SeenLately;
  #hours: ReadonlyMap<number, number>;

  /** @param since  From when on this run sees what is held. */
  constructor(folder: string, boot: Boot, since: Tick) {
    this.#folder = folder;
    this.#boot = boot;
    this.#since = since;
    const { held, idle } = seenAt(folder, since);
    this.#known = { held: held ?? { at: since, gpuSeconds: new Map() }, idle };
    this.#hours = hoursHeld(this.#known.held);
  }

  /** GPU-hours by uid, as they were a minute ago at the most. */
  get hours(): ReadonlyMap<number, number> {
    return this.#hours;
  }

  /** Whether it is to be brought up to date: once a minute. */
  isDue(now: Tick): boolean {
    return now - this.#known.held.at >= PERIOD;
  }

  /** Takes in what is seen now, unless another run of this user has done so within the last minute. */
  bringUp({ holds, idle: gpus }: GpusSeen, { at, tick: now }: Moment): void {
    const found = seenAt(this.#folder, now);
    if (found.held !== null && found.held.at > this.#known.held.at) this.#know({ ...found, held: found.held });
    if (!this.isDue(now)) return;
    const known = this.#known;
    const from = this.#since > known.held.at ? this.#since : known.held.at;
    const held = heldUntil(known.held, holds, from, now);
    const idle = idleUntil(known.idle, gpus, seenSince(from, now), at);
    this.#know({ held, idle });
    if (held.gpuSeconds.size === 0 && idle.size === 0) return;
    try {
      putUserFile(this.#folder, latelyName(ownUid()), latelyText(this.#known, this.#boot), 0o600);
    } catch {
      // Then this run alone knows it, until there is room on the disk.
    }
  }

  #know(lately: SeenLately): void {
    this.#known = lately;
    this.#hours = hoursHeld(lately.held);
  }
}

/** What this user's runs have written down: what users have held lately, in GPU-hours by uid, and for how long GPUs were idle while jobs waited. */
export function latelyInFile(
  folder: string,
  now: Tick,
): { readonly hours: ReadonlyMap<number, number>; readonly idle: IdleHours } {
  const { held, idle } = seenAt(folder, now);
  return { hours: held === null ? new Map() : hoursHeld(held), idle };
}

/** What this user's file tells of this machine. What was held counts only where it is of this boot, and not of a time to come: else it is null. */
function seenAt(folder: string, now: Tick): { readonly held: HeldLately | null; readonly idle: IdleHours } {
  const found = readOwn(folder);
  if (found?.machineId !== thisMachine()) return { held: null, idle: new Map() };
  const { held, idle } = found;
  // Another run of this user may have written it a moment after `now`.
  return { held: isOfThisKernel(found) && held.at - now < PERIOD ? held : null, idle };
}

/** Null where there is none. */
function readOwn(folder: string): ReturnType<typeof parseLately> {
  const path = join(folder, latelyName(ownUid()));
  if (!isPlain(path)) return null;
  const read = readUserFile(path);
  return typeof read === 'string' || read.uid !== ownUid() ? null : parseLately(read.text);
}

/** Only a plain file is opened: to open something else can have effects. */
function isPlain(path: string): boolean {
  try {
    return lstatSync(path).isFile();
  } catch {
    return false;
  }
}

function ownUid(): number {
  return process.geteuid?.() ?? 0;
}
