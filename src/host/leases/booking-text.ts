import { instant, type Instant } from '../../model/units.ts';
import * as read from './untrusted-json.ts';

/** What stands in the file of a reservation. */
export interface BookingText {
  /** The name of the user, as he says it himself. */
  readonly user: string;
  readonly machineId: string;
  /** UUIDs. */
  readonly gpus: readonly string[];
  /** ISO 8601. */
  readonly from: string;
  readonly until: string;
  readonly why: string | null;
}

/** The same once it is read: times are times. */
export interface ParsedBooking extends Omit<BookingText, 'from' | 'until'> {
  readonly from: Instant;
  readonly until: Instant;
}

const VERSION = 1;

/** How many GPUs a reservation may have, and characters of what it is for. */
const MOST_GPUS = 1024;
export const LONGEST_WHY = 200;

/** The JSON of a reservation. */
export function bookingText(booking: BookingText): string {
  return `${JSON.stringify({ version: VERSION, ...booking })}\n`;
}

/** Reads what anybody may have written; a string says what is wrong with it. */
export function parseBooking(text: string): ParsedBooking | string {
  try {
    return bookingOf(JSON.parse(text));
  } catch (error) {
    return error instanceof read.Malformed ? error.message : 'it is no JSON';
  }
}

function bookingOf(value: unknown): ParsedBooking {
  const top = read.object(value, 'it');
  const version = read.number({ least: 0, most: Infinity })(top('version'), 'version');
  if (version !== VERSION) throw new read.Malformed(`its version is ${version}, and this sweep knows ${VERSION}`);
  const gpus = read.list(read.text)(top('gpus'), 'gpus');
  if (gpus.length === 0 || gpus.length > MOST_GPUS) throw new read.Malformed('gpus is out of bounds');
  const [from, until] = [time(top('from'), 'from'), time(top('until'), 'until')];
  if (until <= from) throw new read.Malformed('until is not after from');
  const why = read.nullable(read.text)(top('why') ?? null, 'why');
  return {
    user: read.text(top('user'), 'user'),
    machineId: read.text(top('machineId'), 'machineId'),
    gpus: [...new Set(gpus)],
    from,
    until,
    why: why === null ? null : why.slice(0, LONGEST_WHY),
  };
}

function time(value: unknown, at: string): Instant {
  const parsed = Date.parse(read.text(value, at));
  if (Number.isNaN(parsed)) throw new read.Malformed(`${at} is no time`);
  return instant(parsed);
}
