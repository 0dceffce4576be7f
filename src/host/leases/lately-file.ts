import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { type HeldLately, heldUntil, hoursHeld, type UserHold } from '../../model/sharing/held-lately.ts';
import type { Tick } from '../../model/units.ts';
import { isOfThisKernel } from '../system/process.ts';
import { latelyName, latelyText, parseLately, type Boot } from './lately-text.ts';
import { putUserFile, readUserFile } from './user-file.ts';

/** Milliseconds: what was reckoned within it need not be reckoned again. */
const PERIOD = 60_000;

/**
 * What users have held of the GPUs of this host lately, as the runs of one user have seen it. They keep it in one file of the host folder,
 * and go by no other user's: nobody's word about himself counts. Whatever becomes of that file costs no run anything but that memory.
 */
export class LatelyFile {
  readonly #folder: string;
  readonly #boot: Boot;
  readonly #since: Tick;
  #known: HeldLately;
  #hours: ReadonlyMap<number, number>;

  /** @param since  From when on this run sees what is held. */
  constructor(folder: string, boot: Boot, since: Tick) {
    this.#folder = folder;
    this.#boot = boot;
    this.#since = since;
    this.#known = readOwn(folder, since) ?? { at: since, gpuSeconds: new Map() };
    this.#hours = hoursHeld(this.#known);
  }

  /** GPU-hours by uid, as they were a minute ago at the most. */
  get hours(): ReadonlyMap<number, number> {
    return this.#hours;
  }

  /** Whether it is to be brought up to date: once a minute. */
  isDue(now: Tick): boolean {
    return now - this.#known.at >= PERIOD;
  }

  /** Takes in what users hold now, unless another run of this user has done so within the last minute. */
  bringUp(holds: Iterable<UserHold>, now: Tick): void {
    const found = readOwn(this.#folder, now);
    if (found !== null && found.at > this.#known.at) this.#know(found);
    if (!this.isDue(now)) return;
    const from = this.#since > this.#known.at ? this.#since : this.#known.at;
    this.#know(heldUntil(this.#known, holds, from, now));
    if (this.#known.gpuSeconds.size === 0) return;
    try {
      putUserFile(this.#folder, latelyName(ownUid()), latelyText(this.#known, this.#boot), 0o600);
    } catch {
      // Then this run alone knows it, until there is room on the disk.
    }
  }

  #know(lately: HeldLately): void {
    this.#known = lately;
    this.#hours = hoursHeld(lately);
  }
}

/** What users have held lately by what this user's runs have written down, in GPU-hours by uid. */
export function hoursInFile(folder: string, now: Tick): ReadonlyMap<number, number> {
  const found = readOwn(folder, now);
  return found === null ? new Map() : hoursHeld(found);
}

/** Null where there is none that counts: of this user, of this boot of this machine, and not of a time to come. */
function readOwn(folder: string, now: Tick): HeldLately | null {
  const path = join(folder, latelyName(ownUid()));
  if (!isPlain(path)) return null;
  const read = readUserFile(path);
  if (typeof read === 'string' || read.uid !== ownUid()) return null;
  const found = parseLately(read.text);
  // Another run of this user may have written it a moment after `now`.
  return found !== null && isOfThisKernel(found) && found.at - now < PERIOD ? found : null;
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
