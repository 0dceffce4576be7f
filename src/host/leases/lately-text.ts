import type { ProcessId } from '../../model/process-id.ts';
import type { HeldLately } from '../../model/sharing/held-lately.ts';
import type { IdleHours } from '../../model/sharing/idle-gpus.ts';
import { tick } from '../../model/units.ts';
import * as read from './untrusted-json.ts';

/** What of a host folder tells a user's runs what was held lately: one file for each user, whom its name names. */
const LATELY_NAME = /^lately-\d{1,10}$/;

export function isLatelyName(name: string): boolean {
  return LATELY_NAME.test(name);
}

/** No ending of what others look out for: nobody is woken by it. */
export function latelyName(uid: number): string {
  return `lately-${uid}`;
}

/** Where the clock ticks by which something is reckoned. */
export type Boot = Pick<ProcessId, 'machineId' | 'bootId'>;

const VERSION = 1;

/** What the runs of a user have seen of the GPUs of a host. */
export interface SeenLately {
  readonly held: HeldLately;
  readonly idle: IdleHours;
}

/** GPU-seconds, and milliseconds since boot: more nobody can have held, and no machine has run. */
const MOST = 1e12;

/** Of a user, and of an hour. */
const NUMBER = /^\d{1,10}$/;

/** The JSON of what was seen lately. */
export function latelyText({ held: { at, gpuSeconds }, idle }: SeenLately, { machineId, bootId }: Boot): string {
  const [users, hours] = [Object.fromEntries(gpuSeconds), Object.fromEntries(idle)];
  return `${JSON.stringify({ version: VERSION, machineId, bootId, at, gpuSeconds: users, idle: hours })}\n`;
}

/** Reads what may be damaged; null where it is no such text. */
export function parseLately(text: string): (SeenLately & Boot) | null {
  try {
    const top = read.object(JSON.parse(text), 'it');
    if (top('version') !== VERSION) return null;
    const amount = read.number({ least: 0, most: MOST });
    const amounts = (name: string): ReadonlyMap<number, number> => {
      const all = Object.entries(read.record(amount)(top(name), name));
      if (!all.every(([key]) => NUMBER.test(key))) throw new read.Malformed(`${name} is of something else`);
      return new Map(all.map(([key, value]) => [Number(key), value]));
    };
    return {
      machineId: read.text(top('machineId'), 'machineId'),
      bootId: read.text(top('bootId'), 'bootId'),
      held: { at: tick(amount(top('at'), 'at')), gpuSeconds: amounts('gpuSeconds') },
      // Earlier versions did not count it.
      idle: top('idle') === undefined ? new Map() : amounts('idle'),
    };
  } catch {
    return null;
  }
}
