import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, rmSync, type BigIntStats } from 'node:fs';
import { join } from 'node:path';
import { stampOf } from '../../disk/file-stamp.ts';
import type { Booking } from '../../model/sharing/booking.ts';
import { iso, tick, type Instant, type Moment } from '../../model/units.ts';
import { BOOKING_NAME, isBookingName } from './booking-name.ts';
import { bookingText, parseBooking, type BookingText } from './booking-text.ts';
import type { Ignored } from './lease-file.ts';
import { putUserFile, readUserFile } from './user-file.ts';
import { userName } from './user-name.ts';

/** How many reservations of all users count: each costs whoever decides, and anybody may have made them. */
const MOST_BOOKINGS = 256;

/** What is to be reserved. */
export interface BookingOrder {
  readonly gpus: readonly string[];
  readonly from: Instant;
  readonly until: Instant;
  readonly why: string | null;
}

/**
 * Puts a reservation into a host folder, as a whole; answers with its id.
 * @throws Error of the file system; then nothing has changed.
 */
export function writeBooking(folder: string, order: BookingOrder, by: Pick<BookingText, 'user' | 'machineId'>): string {
  const id = randomBytes(4).toString('hex');
  const name = nameOf(process.geteuid?.() ?? 0, id);
  const { gpus, from, until, why } = order;
  putUserFile(folder, name, bookingText({ ...by, gpus, from: iso(from), until: iso(until), why }), 0o644);
  return id;
}

/** Removes a reservation. @throws Error of the file system, as for one who may not. */
export function removeBooking(folder: string, { uid, id }: Pick<Booking, 'uid' | 'id'>): void {
  rmSync(join(folder, nameOf(uid, id)), { force: true });
}

function nameOf(uid: number, id: string): string {
  return `reserved-${uid}-${id}.json`;
}

/** What a look at the reservations of a host folder has found. */
export interface BookingLook {
  /** Those that count. */
  readonly bookings: readonly Booking[];
  readonly ignored: readonly Ignored[];
  /** Those of our own user that are over. */
  readonly over: readonly Pick<Booking, 'uid' | 'id'>[];
}

interface Known {
  readonly stamp: string;
  /** Nanoseconds: when the file came to be what it is, which nobody can set. */
  readonly made: bigint;
  /** A string says what is wrong with it. */
  readonly booking: Booking | string;
}

/** The reservations in a host folder. A file that has not changed is not read again. */
export class BookingFiles {
  readonly #folder: string;
  readonly #machineId: string;
  #known: ReadonlyMap<string, Known> = new Map();

  constructor(folder: string, machineId: string) {
    this.#folder = folder;
    this.#machineId = machineId;
  }

  /**
   * All that count at `now`. Of two that have a GPU at the same time, by different users, the one counts that was there first.
   * @throws Error when the folder cannot be read.
   */
  look(now: Moment): BookingLook {
    const known = new Map<string, Known>();
    for (const name of readdirSync(this.#folder)) {
      if (!isBookingName(name)) continue;
      const found = lstatSync(join(this.#folder, name), { bigint: true, throwIfNoEntry: false });
      if (found === undefined) continue;
      const before = this.#known.get(name);
      known.set(name, before?.stamp === stampOf(found) ? inStep(before, now) : this.#read(name, found, now));
    }
    this.#known = known;
    const bookings: Booking[] = [];
    const ignored: Ignored[] = [];
    const over: Booking[] = [];
    const inOrder = [...known].sort(([a, x], [b, y]) => (x.made < y.made || (x.made === y.made && a < b) ? -1 : 1));
    for (const [name, { booking, stamp }] of inOrder) {
      const ignore = (because: string): number => ignored.push({ name, because, content: stamp });
      if (typeof booking === 'string') ignore(booking);
      else if (booking.until.at <= now.at) {
        if (booking.uid === process.geteuid?.()) over.push(booking);
        else ignore('its time is over');
      } else if (bookings.length >= MOST_BOOKINGS) ignore(`there are more than ${MOST_BOOKINGS} reservations`);
      else {
        const earlier = bookings.find((one) => one.uid !== booking.uid && clash(one, booking));
        if (earlier === undefined) bookings.push(booking);
        else ignore(`${earlier.user} has reserved one of its GPUs before, at the same time`);
      }
    }
    return { bookings: bookings.sort((a, b) => a.from.at - b.from.at), ignored, over };
  }

  #read(name: string, found: BigIntStats, now: Moment): Known {
    const known = (booking: Known['booking']): Known => ({ stamp: stampOf(found), made: found.ctimeNs, booking });
    const [, said = '', id = ''] = BOOKING_NAME.exec(name) ?? [];
    // Only a plain file is opened: to open something else can have effects.
    if (!found.isFile()) return known('it is no plain file');
    const bytes = readUserFile(join(this.#folder, name));
    if (typeof bytes === 'string') return known(bytes);
    const { uid } = bytes;
    if (uid !== Number(said)) return known(`it belongs to user ${uid}, unlike its name`);
    const booking = parseBooking(bytes.text);
    if (typeof booking === 'string') return known(booking);
    if (booking.machineId !== this.#machineId) return known('it is for another machine');
    const { gpus, why } = booking;
    const [from, until] = [momentOf(booking.from, now), momentOf(booking.until, now)];
    return known({ id, uid, user: userName(uid, booking.user), gpus, from, until, why });
  }
}

/** Whether two reservations have a GPU at the same time. */
export function clash(
  one: Pick<BookingSpan, 'gpus' | 'from' | 'until'>,
  other: Pick<BookingSpan, 'gpus' | 'from' | 'until'>,
): boolean {
  const isAtOnce = one.from.at < other.until.at && other.from.at < one.until.at;
  return isAtOnce && one.gpus.some((uuid) => other.gpus.includes(uuid));
}

/** GPUs for a time. */
export interface BookingSpan {
  readonly gpus: readonly string[];
  readonly from: Pick<Moment, 'at'>;
  readonly until: Pick<Moment, 'at'>;
}

/** Milliseconds by which the two clocks may come apart before the ticks of a reservation are reckoned anew: what is told must not change at each look. */
const MOST_DRIFT = 1000;

function momentOf(at: Instant, now: Moment): Moment {
  return { at, tick: tick(now.tick + (at - now.at)) };
}

function inStep(known: Known, now: Moment): Known {
  const { booking } = known;
  if (typeof booking === 'string') return known;
  const from = momentOf(booking.from.at, now);
  if (Math.abs(from.tick - booking.from.tick) < MOST_DRIFT) return known;
  return { ...known, booking: { ...booking, from, until: momentOf(booking.until.at, now) } };
}
