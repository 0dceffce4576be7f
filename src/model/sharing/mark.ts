import { createHash } from 'node:crypto';

/** What runs tell each other of an attempt's token: by it they find its processes, and cannot make any that bear it. */
export function markOf(token: string): string {
  return createHash('sha256').update(`sweep\n${token}`).digest('hex').slice(0, 32);
}
