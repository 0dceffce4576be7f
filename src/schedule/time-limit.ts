import type { Job } from '../model/plan.ts';
import { seconds, type Seconds } from '../model/units.ts';

/** The longest that a job can run: its limit and the grace after it; null when it has none. */
export function limitOf({ timeout }: Pick<Job, 'timeout'>): Seconds | null {
  return timeout === null ? null : seconds(timeout.after + timeout.grace);
}
