import type { Event, EventOf } from '../model/event.ts';
import { crc32 } from '../model/text/crc32.ts';
import { plainAllocation } from '../model/resources.ts';
import { instant, iso } from '../model/units.ts';
import { hasShapeOfEvent } from './shape.ts';

/** The formats of the journal that this reader knows; a new one is needed when an old reader would misunderstand a new file. */
const VERSIONS = [1, 2, 3];

/** What the requests of people, hooks and metrics are written in, which readers of the first version know nothing of. */
const OF_VERSION_2: ReadonlySet<Event['event']> = new Set([
  'jobs-cancelled',
  'jobs-held',
  'jobs-released',
  'jobs-retried',
  'jobs-rerun',
  'priority-set',
  'moved-first',
  'run-set',
  'job-added',
  'jobs-forgotten',
  'file-followed',
  'hook-started',
  'hook-failed',
  'attempt-exited',
  'metrics-read',
  'jobs-moved',
  'jobs-accepted',
  'begin-reached',
  'accepted-read',
]);

/** The line that opens a journal, which is of the first version until an event needs a later one. */
export function encodeHeader(sweep: string): string {
  return JSON.stringify({ journal: 'sweep', version: 1, sweep });
}

/** Where in that line the version stands, in bytes; it is one digit. */
export const VERSION_AT = '{"journal":"sweep","version":'.length;

/** The least version of a journal that holds an event. */
export function versionOf(event: Event): number {
  const isOfTakeover =
    (event.event === 'run-ended' && event.reason === 'handed-over') ||
    (event.event === 'run-started' && event.continues === true);
  // Who knows nothing of copies of the code looks for what the job has left in the project.
  const isInCopy = event.event === 'attempt-planned' && event.snapshot !== undefined;
  // Who knows nothing of clusters takes what runs on another machine for lost.
  if (event.event === 'array-submitted' || (event.event === 'attempt-planned' && event.on !== undefined)) return 3;
  // Who knows nothing of `begins` starts jobs before their time.
  const mayWait = event.event === 'run-started' && event.begins !== undefined;
  return isOfTakeover || isInCopy || mayWait || OF_VERSION_2.has(event.event) ? 2 : 1;
}

/** What is wrong with the first line of a journal; null when this reader can read on. */
export function checkHeader(line: string): string | null {
  const header = parseObject(line);
  if (header?.['journal'] !== 'sweep') return 'it is not a journal of sweep';
  const { version } = header;
  if (typeof version !== 'number') return 'it does not say of which version it is';
  if (VERSIONS.includes(version)) return null;
  return `it is of version ${version}, and this sweep knows versions ${VERSIONS.slice(0, -1).join(', ')} and ${VERSIONS.at(-1)}`;
}

/** One event as one line of JSON, without checksum and newline. Times are ISO 8601; `tick` is milliseconds since boot. */
export function encodeEvent({ at, tick, event, ...rest }: Event): string {
  const endedAt = 'endedAt' in rest && rest.endedAt !== null ? { endedAt: iso(rest.endedAt) } : {};
  return JSON.stringify({ at: iso(at), tick: Math.round(tick * 1000) / 1000, event, ...rest, ...endedAt });
}

/** A line as the journal holds it: `line`, with a checksum of it as a last field. */
export function sealLine(line: string): string {
  return `${line.slice(0, -1)}${SEAL}${crc32(line)}"}`;
}

/** What comes before a checksum, and how many characters both take, with the end of the line. */
const SEAL = ',"crc":"';
const SEAL_LENGTH = SEAL.length + 8 + '"}'.length;

/** What a line of the journal holds: an event, or why it is none. Journals of earlier versions have no checksums. */
export type DecodedLine = { readonly event: Event } | { readonly event: null; readonly why: string };

/**
 * The long line that was read last. The run of thousands of jobs begins with one of megabytes, and whoever looks at a sweep comes by it twice: for
 * the file that it ran from, and for how it stands.
 */
let lastLong: { readonly line: string; readonly decoded: DecodedLine } | null = null;

/** Characters from which on a line is long. */
const LONG = 1 << 16;

/** Reads a line, sealed or not. Nobody changes what comes back. */
export function decodeLine(line: string): DecodedLine {
  if (line.length < LONG) return decode(line);
  if (lastLong?.line !== line) lastLong = { line, decoded: decode(line) };
  return lastLong.decoded;
}

function decode(line: string): DecodedLine {
  const end = line.length - SEAL_LENGTH;
  const isSealed = line.startsWith(SEAL, end) && line.endsWith('"}');
  const bare = isSealed ? `${line.slice(0, end)}}` : line;
  if (isSealed && crc32(bare) !== line.slice(end + SEAL.length, -2)) {
    return { event: null, why: 'it is damaged: its checksum does not match' };
  }
  const event = parseEvent(bare);
  return event === null ? { event, why: 'it is no event of this version of sweep' } : { event };
}

/** The event in a line; null when there is none: the line is torn, damaged, or of another making. */
export function decodeEvent(line: string): Event | null {
  return decodeLine(line).event;
}

function parseEvent(line: string): Event | null {
  const fields = parseObject(line);
  if (fields === null) return null;
  const { at, tick, event } = fields;
  if (typeof at !== 'string' || !Number.isFinite(tick) || typeof event !== 'string') return null;
  const time = Date.parse(at);
  if (Number.isNaN(time) || !hasShapeOfEvent(fields)) return null;
  // What follows is changed in place, since nobody else has it: a copy of each line of a long journal takes its time.
  const { endedAt } = fields;
  if (typeof endedAt === 'string') {
    const end = Date.parse(endedAt);
    if (Number.isNaN(end)) return null;
    fields['endedAt'] = instant(end);
  }
  const given = fields['allocation'];
  if (typeof given === 'object' && given !== null) fillIn(given as Record<string, unknown>, OF_ALLOCATION);
  const defaults = DEFAULTS.get(event);
  if (defaults !== undefined) fillIn(fields, defaults);
  fields['at'] = instant(time);
  // Each of its fields has been found to be of its type.
  return fields as unknown as Event;
}

/** Gives an object those fields that it lacks. */
function fillIn(fields: Record<string, unknown>, defaults: Defaults): void {
  for (const [name, value] of defaults) if (!Object.hasOwn(fields, name)) fields[name] = value;
}

/** By field. */
type Defaults = readonly (readonly [name: string, value: unknown])[];

const OF_ALLOCATION: Defaults = Object.entries(plainAllocation(0));

/** What the first journals of this version do not have yet. */
const DEFAULTS: ReadonlyMap<string, Defaults> = new Map(
  Object.entries<object>({
    'run-started': {
      caution: { canary: false, maxFails: null, failAlike: null },
      choice: { slots: null, gpus: null, hostFile: null },
    },
    'attempt-ended': { error: null },
  } satisfies { readonly [Name in Event['event']]?: Partial<EventOf<Name>> }).map(([event, fields]) => [
    event,
    Object.entries(fields),
  ]),
);

function parseObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
