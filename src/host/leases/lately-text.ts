import type { ProcessId } from '../../model/process-id.ts';
import type { HeldLately } from '../../model/sharing/held-lately.ts';
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

/** GPU-seconds, and milliseconds since boot: more nobody can have held, and no machine has run. */
const MOST = 1e12;

const UID = /^\d{1,10}$/;

/** The JSON of what was held lately. */
export function latelyText({ at, gpuSeconds }: HeldLately, { machineId, bootId }: Boot): string {
  const users = Object.fromEntries(gpuSeconds);
  return `${JSON.stringify({ version: VERSION, machineId, bootId, at, gpuSeconds: users })}\n`;
}

/** Reads what may be damaged; null where it is no such text. */
export function parseLately(text: string): (HeldLately & Boot) | null {
  try {
    const top = read.object(JSON.parse(text), 'it');
    if (top('version') !== VERSION) return null;
    const amount = read.number({ least: 0, most: MOST });
    const users = Object.entries(read.record(amount)(top('gpuSeconds'), 'gpuSeconds'));
    if (!users.every(([uid]) => UID.test(uid))) return null;
    return {
      machineId: read.text(top('machineId'), 'machineId'),
      bootId: read.text(top('bootId'), 'bootId'),
      at: tick(amount(top('at'), 'at')),
      gpuSeconds: new Map(users.map(([uid, held]) => [Number(uid), held])),
    };
  } catch {
    return null;
  }
}
