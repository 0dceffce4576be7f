import type { Event, EventOf } from '../model/event.ts';
import { plainAllocation } from '../model/resources.ts';
import { instant, iso } from '../model/units.ts';

/** The format of the journal; raised when an old reader would misunderstand a new file. */
const JOURNAL_VERSION = 1;

/** The line that opens a journal. */
export function encodeHeader(sweep: string): string {
  return JSON.stringify({ journal: 'sweep', version: JOURNAL_VERSION, sweep });
}

/** What is wrong with the first line of a journal; null when this reader can read on. */
export function checkHeader(line: string): string | null {
  const header = parseObject(line);
  if (header?.['journal'] !== 'sweep') return 'it is not a journal of sweep';
  if (header['version'] === JOURNAL_VERSION) return null;
  return `it is of version ${String(header['version'])}, and this sweep knows version ${JOURNAL_VERSION}`;
}

/** One event as one line of JSON, without the newline. Times are ISO 8601; `tick` is milliseconds since boot. */
export function encodeEvent({ at, tick, event, ...rest }: Event): string {
  const endedAt = 'endedAt' in rest && rest.endedAt !== null ? { endedAt: iso(rest.endedAt) } : {};
  return JSON.stringify({ at: iso(at), tick: Math.round(tick * 1000) / 1000, event, ...rest, ...endedAt });
}

/** The event in a line; null when there is none: the line is torn, or of another making. */
export function decodeEvent(line: string): Event | null {
  const fields = parseObject(line);
  if (fields === null) return null;
  const { at, tick, event } = fields;
  if (typeof at !== 'string' || typeof tick !== 'number' || typeof event !== 'string') return null;
  const needed = FIELDS.get(event);
  const time = Date.parse(at);
  if (needed === undefined || Number.isNaN(time)) return null;
  if (needed.some((name) => !(name in fields))) return null;
  const { endedAt } = fields;
  const end = typeof endedAt === 'string' ? { endedAt: instant(Date.parse(endedAt)) } : {};
  const given = fields['allocation'];
  const allocation = typeof given === 'object' ? { allocation: { ...plainAllocation(0), ...given } } : {};
  // The line was written by `encodeEvent`, and has the fields of its kind.
  return { ...DEFAULTS.get(event), ...fields, ...allocation, at: instant(time), ...end } as unknown as Event;
}

/** The kinds of event, each with the fields that a reader cannot do without. */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'run-started': ['runner', 'file', 'fresh', 'todo', 'slots', 'gpus', 'code'],
    'attempt-planned': ['job', 'attempt', 'allocation', 'token', 'fingerprint', 'parts', 'lateInputs', 'limit'],
    'attempt-started': ['job', 'attempt', 'process'],
    'attempt-stopping': ['job', 'attempt', 'reason'],
    'attempt-ended': ['job', 'attempt', 'outcome', 'seconds', 'endedAt'],
    'attempt-abandoned': ['job', 'attempt'],
    'leftovers-killed': ['job', 'attempt', 'pids'],
    'gpu-quarantined': ['gpu', 'because', 'pid'],
    'gpu-released': ['gpu'],
    'backoff-ended': ['job'],
    'job-skipped': ['job', 'because'],
    'class-held': ['class', 'because'],
    draining: ['reason'],
    'run-ended': ['reason'],
  } satisfies { readonly [Name in Event['event']]: readonly (keyof EventOf<Name>)[] }),
);

/** What the first journals of this version do not have yet. */
const DEFAULTS: ReadonlyMap<string, object> = new Map(
  Object.entries({
    'run-started': {
      caution: { canary: false, maxFails: null, failAlike: null },
      choice: { slots: null, gpus: null, hostFile: null },
    },
    'attempt-ended': { error: null },
  } satisfies { readonly [Name in Event['event']]?: Partial<EventOf<Name>> }),
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
