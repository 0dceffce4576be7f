import { statSync } from 'node:fs';
import { type SurveyedRun, surveyHostFolder } from '../host/leases/lease-survey.ts';
import { ownUserName, userName } from '../host/leases/user-name.ts';
import { clock } from '../host/system/clock.ts';
import { isAlive, startOf } from '../host/system/process.ts';
import { hearEvents, type Heard } from '../journal/events-of.ts';
import { journalPath } from '../journal/folder.ts';
import { HeldTimes, HOLDING_EVENTS, type AttemptHeld } from '../journal/held-times.ts';
import { gpuId, type GpuRef } from '../model/resources.ts';
import { instant, iso, WHOLE, type Instant, type Moment, type Seconds } from '../model/units.ts';
import { idleSince } from '../model/sharing/idle-gpus.ts';
import { usageWithin, type HeldTime, type UsageKey } from '../model/sharing/usage.ts';
import { virtualIndex } from '../report/status/gpus.ts';
import { usageRowJson, usageSumJson, USUAL_SINCE, type UsageJson } from '../report/status/usage.ts';
import { count } from '../report/text/phrases.ts';
import type { Notices } from './notices.ts';
import { sweepsHere, type KnownSweep, type Place } from './sweep/known-sweep.ts';

export interface UsageOptions extends Place {
  /** How long back; a week where nothing is said. */
  readonly since?: Seconds | undefined;
  readonly by?: UsageKey | undefined;
}

/**
 * For how long GPUs were held, and what became of that: by the journals of this project, and by what all other runs of the host hold now. And for how
 * long GPUs were idle while jobs of any run waited for them, as this user's runs have seen it.
 * Changes nothing.
 */
export function usage({ since = USUAL_SINCE, by = 'sweep', ...place }: UsageOptions, { say }: Notices): UsageJson {
  const now = clock.now();
  const known = new Known();
  const ours = sweepsHere(place).flatMap((sweep) => heldBySweep(sweep, now, known, say));
  const { runs, failure, idle } = surveyHostFolder();
  const theirs = heldByOthers(runs, now, known);
  if (failure !== null) say(`what other runs of this host hold cannot be told: ${failure}`);
  const from = instant(now.at - since * 1000);
  const { total, rows } = usageWithin([...ours, ...theirs], { from, until: now.at }, by);
  const span = { since: iso(from), until: iso(now.at) };
  const sums = { total: usageSumJson(total), idle: idleSince(idle, from), rows: rows.map(usageRowJson) };
  return { version: 1, ...span, by, ...sums };
}

/** What the journals of a project tell that the leases do not. */
class Known {
  /** The marks of attempts that they tell of, so that these do not count twice. */
  readonly marks = new Set<string>();
  /** What people call each GPU, by UUID. */
  readonly #names = new Map<string, string>();

  nameOf(gpu: GpuRef): string {
    const name = nameOf(gpu.uuid) ?? String(gpuId(gpu));
    this.#names.set(gpu.uuid, name);
    return name;
  }

  nameByUuid(uuid: string): string {
    return this.#names.get(uuid) ?? nameOf(uuid) ?? uuid;
  }
}

/** Of a made-up GPU, which is not the real one with its index. */
function nameOf(uuid: string): string | null {
  return virtualIndex(uuid) === null ? null : uuid;
}

function heldBySweep(
  { name, runFolder }: KnownSweep,
  now: Moment,
  known: Known,
  say: Notices['say'],
): readonly HeldTime[] {
  const times = new HeldTimes();
  const heard = hearEvents(runFolder, HOLDING_EVENTS, (event) => times.take(event));
  for (const lacks of unread(heard, journalPath(runFolder))) say(`what is not read does not count: ${lacks}`);
  let owner: string | null = null;
  const told = (held: AttemptHeld): HeldTime => {
    // Colleagues may go on with a run by turns: its journal is of whoever came first.
    const user = held.user ?? (owner ??= ownerOf(runFolder));
    return { ...held, user, sweep: name, gpus: held.gpus.map((gpu) => known.nameOf(gpu)) };
  };
  const open = [...times.open].map(({ process, mark, ...held }): AttemptHeld => {
    known.marks.add(mark);
    const isRunning = process !== null && isAlive(process) === 'alive';
    // Of one that is gone without a word, no more is known than that it ran when its journal told of something last.
    const until: Instant = isRunning ? now.at : (times.last ?? held.from);
    return { ...held, until, outcome: isRunning ? 'running' : 'unknown' };
  });
  return [...times.ended, ...open].map(told);
}

/** What of a journal could not be read, in lines; none where all could. */
function unread({ read, damaged }: Heard, path: string): readonly string[] {
  if (read.kind === 'refused') return [read.message];
  return [
    ...(read.kind === 'read' && read.notice !== null ? [read.notice] : []),
    ...(damaged === 0 ? [] : [`${path}: ${count(damaged, 'line')} of it ${damaged === 1 ? 'is' : 'are'} damaged`]),
  ];
}

/** Whose journal it is. */
function ownerOf(runFolder: string): string {
  const found = statSync(journalPath(runFolder), { throwIfNoEntry: false });
  const uid = found?.uid ?? process.geteuid?.() ?? 0;
  return uid === process.geteuid?.() ? ownUserName() : userName(uid, String(uid));
}

/** What runs of the host hold now that are not of this project: since when, their keepers tell. */
function heldByOthers(runs: readonly SurveyedRun[], now: Moment, known: Known): readonly HeldTime[] {
  return runs.flatMap(({ name, holds }) =>
    holds.flatMap(({ gpus, share, keeper, mark }): HeldTime[] => {
      if (keeper === null || gpus.length === 0 || (mark !== null && known.marks.has(mark))) return [];
      const from = instant(now.at - (now.tick - startOf(keeper)));
      const { user, sweep } = name;
      const names = gpus.map((uuid) => known.nameByUuid(uuid));
      return [{ user, sweep, gpus: names, share: share ?? WHOLE, from, until: now.at, outcome: 'running' }];
    }),
  );
}
