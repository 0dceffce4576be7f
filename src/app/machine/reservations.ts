import { GpuTimetable } from '../../host/gpu-hours.ts';
import { lookAtAllGpus } from '../../host/gpus/all-gpus.ts';
import { chooseGpus, parseGpuSelection, virtualGpus } from '../../host/gpus/gpu-selection.ts';
import { clash, removeBooking, writeBooking } from '../../host/leases/booking-files.ts';
import { LONGEST_WHY } from '../../host/leases/booking-text.ts';
import { hostFolderPath, openHostFolder } from '../../host/leases/host-folder.ts';
import { surveyHostFolder, type Survey } from '../../host/leases/lease-survey.ts';
import { Mutex } from '../../host/leases/mutex.ts';
import { ownUserName } from '../../host/leases/user-name.ts';
import { clock } from '../../host/system/clock.ts';
import { thisMachine } from '../../host/system/process.ts';
import { NO_HOST_FILE } from '../../language/host-file.ts';
import type { Booking } from '../../model/sharing/booking.ts';
import type { Policy, ReserveLimits } from '../../model/sharing/policy.ts';
import { gpuId, type Gpu } from '../../model/resources.ts';
import { spellDuration } from '../../model/text/duration.ts';
import { beginTimesFor, instantOf, parseBeginTime } from '../../model/text/begin-time.ts';
import { instant, iso, type Instant, type Seconds } from '../../model/units.ts';
import type { ReservationJson, ReservationsJson } from '../../report/status/reservations.ts';
import { tellBooking } from '../../report/text/reasons.ts';
import type { Notices } from '../notices.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { limitsOf } from './limits.ts';
import { DRIVER_IS_SLOW } from './machine.ts';
import { madeUpAmong, madeUpGpus } from './made-up-gpus.ts';
import { policyPath } from './policy.ts';

/** What is to be reserved. */
export interface ReserveOptions {
  /** So many GPUs (`2`), or these (`0,1`, `0-3`, UUIDs, `virtual:2`). */
  readonly gpus: string;
  /** As `parseBeginTime` reads it; now where nothing is said. */
  readonly from?: string | undefined;
  readonly for: Seconds;
  /** What for. */
  readonly why?: string | undefined;
}

/**
 * Reserves GPUs of this host for its user: during that time they are given to his runs alone. Refuses GPUs that are not there, and those that
 * another user has reserved for a part of that time, and more than is laid down that a user may reserve.
 */
export async function reserveGpus(options: ReserveOptions, policy: Policy, notices: Notices): Promise<ReservationJson> {
  const now = clock.now().at;
  const { from, until } = timesOf(options, now);
  refuseBeyond(policy.reserve, options.for, from, now);
  const { why = null } = options;
  if (why !== null && why.length > LONGEST_WHY)
    throw new Refusal(EXIT.invalid, `--why is longer than ${LONGEST_WHY} characters`);
  const folder = openHostFolder(hostFolderPath(process.env));
  if (!folder.ok) throw new Refusal(EXIT.unavailable, `nothing can be reserved here: ${folder.message}`);
  const known = await knownGpus(options.gpus, notices);
  return alone(folder.path, () => {
    const survey = heard();
    const gpus = chosen(options.gpus, known(survey), survey, { from, until });
    const uuids = gpus.map(({ uuid }) => uuid);
    const id = writeBooking(
      folder.path,
      { gpus: uuids, from, until, why },
      { user: ownUserName(), machineId: thisMachine() },
    );
    const booking = heard().bookings.find((one) => one.id === id);
    if (booking === undefined) throw new Refusal(EXIT.unavailable, `the reservation ${id} does not count`);
    for (const line of [...notGivenOut(policy, gpus), ...inTheWay(booking, gpus, survey)]) notices.say(line);
    return reservationJson(booking, gpus);
  });
}

/** What is reserved on this host, the first first. */
export async function reservations(notices: Notices): Promise<ReservationsJson> {
  const { bookings, runs, failure } = surveyHostFolder();
  if (failure !== null) throw new Refusal(EXIT.unavailable, `what is reserved cannot be told: ${failure}`);
  const isReal = bookings.some(({ gpus }) => madeUpGpus(gpus).length < gpus.length);
  const look = isReal ? await lookAtAllGpus(() => notices.say(DRIVER_IS_SLOW)) : null;
  const gpus = [...(look?.ok === true ? look.gpus : []), ...madeUpAmong({ runs, bookings })];
  return { version: 1, reservations: bookings.map((booking) => reservationJson(booking, gpus)) };
}

/** Gives reservations of this user back, by the beginnings of their ids; all of his without any. */
export async function cancelReservations(ids: readonly string[], notices: Notices): Promise<ReservationsJson> {
  const { folder, bookings } = heard();
  const uid = process.geteuid?.();
  const own = bookings.filter((booking) => booking.uid === uid);
  const meant = ids.length === 0 ? own : ids.map((id) => namedBy(id, bookings, uid));
  if (meant.length === 0) notices.say('you have reserved nothing');
  for (const booking of new Set(meant)) {
    try {
      removeBooking(folder, booking);
    } catch (error) {
      throw new Refusal(EXIT.unavailable, `${booking.id} cannot be given back: ${(error as Error).message}`);
    }
  }
  return reservations(notices);
}

function namedBy(id: string, bookings: readonly Booking[], uid: number | undefined): Booking {
  const [found, ...others] = bookings.filter((one) => id !== '' && one.id.startsWith(id));
  if (found === undefined) throw new Refusal(EXIT.invalid, `no reservation is called ${id}\nhint: sweep reserve list`);
  if (others.length > 0) throw new Refusal(EXIT.invalid, `${id} begins the ids of several; write more of it`);
  if (found.uid !== uid && uid !== 0) throw new Refusal(EXIT.invalid, `${found.id} is ${found.user}'s to give back`);
  return found;
}

function timesOf({ from: said = 'now', for: length }: ReserveOptions, now: Instant): { from: Instant; until: Instant } {
  const begin = parseBeginTime(said);
  if (begin === null) throw new Refusal(EXIT.invalid, `\`${said}\` is no time, ${beginTimesFor(said)}`);
  const from = instantOf(begin, now);
  const until = instant(from + length * 1000);
  if (length <= 0) throw new Refusal(EXIT.invalid, '--for is to be more than 0, such as 2h');
  if (until <= now) throw new Refusal(EXIT.invalid, `that is over since ${iso(until)}`);
  return { from, until };
}

/** Refuses what is longer, or further ahead, than is laid down for this host. */
function refuseBeyond({ max, ahead }: ReserveLimits, length: Seconds, from: Instant, now: Instant): void {
  const faults = [
    ...(max === null || length <= max ? [] : [`GPUs are reserved for ${spellDuration(max)} at the most here`]),
    ...(ahead === null || from - now <= ahead * 1000
      ? []
      : [`GPUs are reserved ${spellDuration(ahead)} ahead at the most here`]),
  ];
  if (faults.length > 0)
    throw new Refusal(EXIT.invalid, [...faults, `hint: ${policyPath()} lays that down for all users`].join('\n'));
}

/** Which of these GPUs are given out at some hours only, also during a reservation; a sentence each. */
function notGivenOut(policy: Policy, gpus: readonly Gpu[]): readonly string[] {
  const { hours } = limitsOf({}, NO_HOST_FILE, policy);
  return new GpuTimetable().of(gpus, hours, clock.now()).flatMap((gpu) => {
    return gpu.hours === undefined ? [] : [`GPU ${gpuId(gpu)} is given out ${gpu.hours.said}, and not beyond that`];
  });
}

/** What the runs and the reservations of this host are. */
function heard(): Survey {
  const survey = surveyHostFolder();
  if (survey.failure === null) return survey;
  throw new Refusal(EXIT.unavailable, `what others have reserved cannot be told: ${survey.failure}`);
}

/** The GPUs of this host, made-up ones included as far as somebody has them: which, a survey tells. */
async function knownGpus(said: string, notices: Notices): Promise<(survey: Survey) => readonly Gpu[]> {
  const parsed = parseGpuSelection(said);
  if (!parsed.ok) throw new Refusal(EXIT.invalid, `--gpus ${parsed.message}`);
  const { selection } = parsed;
  if (selection.kind === 'none') throw new Refusal(EXIT.invalid, '--gpus none reserves nothing');
  if (selection.kind === 'virtual') return () => virtualGpus(selection.count, null);
  const look = await lookAtAllGpus(() => notices.say(DRIVER_IS_SLOW));
  if (!look.ok) throw new Refusal(EXIT.unavailable, `the GPUs cannot be looked at: ${look.message}`);
  return (survey) => [...look.gpus, ...madeUpAmong(survey)];
}

/** Which GPUs that are to be. Of so many, those that are least likely still to be held by then. */
function chosen(
  said: string,
  known: readonly Gpu[],
  { runs, bookings }: Survey,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): readonly Gpu[] {
  const uid = process.geteuid?.() ?? 0;
  const span = (gpu: Gpu) => ({ gpus: [gpu.uuid], from: { at: from }, until: { at: until } });
  const clashOf = (gpu: Gpu) => bookings.find((one) => clash(one, span(gpu)));
  const isCount = /^\d+$/.test(said.trim());
  if (!isCount) {
    const gpus = listed(said, known);
    const taken = gpus.flatMap((gpu) => {
      const other = clashOf(gpu);
      return other === undefined
        ? []
        : [`GPU ${gpuId(gpu)} is ${tellBooking(other)}${other.uid === uid ? ' (yours)' : ''}`];
    });
    if (taken.length > 0) throw new Refusal(EXIT.unavailable, taken.join('\n'));
    return gpus;
  }
  const count = Number(said);
  if (count < 1) throw new Refusal(EXIT.invalid, '--gpus 0 reserves nothing');
  const holds = runs.flatMap((run) => run.holds);
  const begin = clock.now().tick + (from - clock.now().at);
  const heldBeyond = ({ uuid }: Gpu): number =>
    holds.filter((hold) => hold.gpus.includes(uuid) && (hold.until === null || hold.until > begin)).length;
  const free = known.filter((gpu) => clashOf(gpu) === undefined);
  if (free.length < count) {
    const reserved = known.length - free.length;
    throw new Refusal(
      EXIT.unavailable,
      `this host has ${known.length === 1 ? '1 GPU' : `${known.length} GPUs`}, of which ${reserved} ${reserved === 1 ? 'is' : 'are'} reserved at that time: sweep reserve list`,
    );
  }
  return free
    .map((gpu, at) => ({ gpu, at, held: heldBeyond(gpu) }))
    .sort((a, b) => a.held - b.held || a.at - b.at)
    .slice(0, count)
    .map(({ gpu }) => gpu)
    .sort((a, b) => known.indexOf(a) - known.indexOf(b));
}

function listed(said: string, known: readonly Gpu[]): readonly Gpu[] {
  const parsed = parseGpuSelection(said);
  const selection = parsed.ok ? parsed.selection : null;
  if (selection?.kind !== 'listed') return known;
  const found = chooseGpus(selection.wanted, known);
  if (!found.ok) throw new Refusal(EXIT.invalid, found.message);
  return found.gpus;
}

/** The jobs of others that hold these GPUs and may do so beyond the beginning, a sentence each. */
function inTheWay(booking: Booking, gpus: readonly Gpu[], { runs }: Survey): readonly string[] {
  const own = runs.filter(({ name }) => name.uid !== booking.uid);
  return gpus.flatMap((gpu) =>
    own.flatMap(({ name, holds }) =>
      holds
        .filter((hold) => hold.gpus.includes(gpu.uuid) && (hold.until === null || hold.until > booking.from.tick))
        .map(({ job }) => `GPU ${gpuId(gpu)} is held by ${job} (${name.sweep} of ${name.user}), which may run into it`),
    ),
  );
}

function reservationJson({ id, uid, user, gpus, from, until, why }: Booking, known: readonly Gpu[]): ReservationJson {
  const ids = gpus.map((uuid) => {
    const gpu = known.find((one) => one.uuid === uuid);
    return gpu === undefined ? uuid : gpuId(gpu);
  });
  const own = uid === process.geteuid?.();
  return { id, user, own, gpus: ids, uuids: gpus, from: iso(from.at), until: iso(until.at), why };
}

/** Answers what `body` does while no other process decides on this host. */
function alone<T>(folder: string, body: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const attempt = (): void => {
      try {
        const entered = mutex.tryEnter(() => {
          resolve(body());
        });
        if (!entered && mutex.failure === null) return;
        if (!entered) throw new Refusal(EXIT.unavailable, mutex.failure ?? 'others decide');
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
      mutex.close();
    };
    const mutex = new Mutex(folder, attempt);
    attempt();
  });
}
