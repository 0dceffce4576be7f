import { type Instant, seconds, type Seconds } from '../../model/units.ts';
import { spellWhole } from '../text/phrases.ts';

/** That the runner of a run lives and does not answer: it is suspended. */
export interface Silence {
  readonly pid: number;
  /** When something happened first that it has not taken in; null where nothing tells. */
  readonly since: Instant | null;
}

/** For how long a runner has not answered at the least; null where nothing tells. */
export function silentFor({ since }: Silence, now: Instant): Seconds | null {
  return since === null ? null : seconds(Math.max(0, now - since) / 1000);
}

/** In words, without a full stop, that a runner does not answer, and what lets it go on. */
export function tellSilence(silence: Silence, now: Instant): string {
  const time = silentFor(silence, now);
  const long = time === null ? '' : ` for ${spellWhole(time)} at least`;
  return `its runner is suspended and does not answer${long}; kill -CONT ${silence.pid} lets it go on`;
}
