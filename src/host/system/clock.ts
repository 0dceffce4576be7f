import { instant, tick, type Moment } from '../../model/units.ts';

/** The machine's clocks. Ticks are CLOCK_MONOTONIC: milliseconds since boot, common to all processes of this boot. */
export const clock = {
  now(): Moment {
    return { at: instant(Date.now()), tick: tick(Number(process.hrtime.bigint() / 1000n) / 1000) };
  },
};
