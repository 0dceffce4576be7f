import { markOf } from '../../model/sharing/mark.ts';
import type { Want } from '../../model/sharing/neighbours.ts';
import type { HostView } from '../../model/resources.ts';
import { after, seconds, type Tick } from '../../model/units.ts';
import { judgeContenders } from './judge.ts';
import type { RunState } from '../state/state.ts';

/** For how long a want that could be met, and is not, keeps others waiting. */
const VOID_AFTER = seconds(2);

/**
 * Remembers since when others could have taken what they want. A want that could have been met for two seconds and was
 * not is void until its run publishes anew: that run is stuck, or sees what this one does not.
 */
export class VoidWants {
  #since = new Map<string, Tick>();

  /** The host without the wants that are void. */
  withoutVoid(host: HostView, now: Tick): HostView {
    const { wants } = host.neighbours;
    if (wants.length === 0) return host;
    const keys = new Set(wants.map((want) => keyOf(want)));
    this.#since = new Map([...this.#since].filter(([key]) => keys.has(key)));
    const valid = wants.filter((want) => !this.#isVoid(want, now));
    return { ...host, neighbours: { ...host.neighbours, wants: valid } };
  }

  /** Takes in which wants could be met now; to be called when this run has nothing more to start. `host` as `withoutVoid` gave it. */
  observe(state: RunState, host: HostView, now: Tick): void {
    const { wants } = host.neighbours;
    if (wants.length === 0) return;
    const couldBeMet = new Set<string>();
    for (const { contender, verdict } of judgeContenders(state, host, now, NONE_OF_OURS)) {
      if (contender.kind === 'foreign' && verdict.fit.ok) couldBeMet.add(keyOf(contender.want));
    }
    for (const key of wants.map((want) => keyOf(want))) {
      if (!couldBeMet.has(key)) this.#since.delete(key);
      else if (!this.#since.has(key)) this.#since.set(key, now);
    }
  }

  /** The marks of the wants that are void now, for those who explain what this run decides. */
  marks(now: Tick): readonly string[] {
    const isVoid = ([, since]: readonly [string, Tick]): boolean => after(since, VOID_AFTER) <= now;
    return [...this.#since]
      .filter(isVoid)
      .slice(0, MOST_MARKS)
      .map(([key]) => markOf(key));
  }

  /** When the next want becomes void, after `now`; null when none does. */
  due(now: Tick): Tick | null {
    const due = [...this.#since.values()].map((since) => after(since, VOID_AFTER)).filter((at) => at > now);
    return due.length === 0 ? null : due.reduce((a, b) => (a < b ? a : b));
  }

  #isVoid(want: Want, now: Tick): boolean {
    const since = this.#since.get(keyOf(want));
    return since !== undefined && after(since, VOID_AFTER) <= now;
  }
}

/** Our own jobs matter to what others could take by what is kept for them alone. */
const NONE_OF_OURS = (): boolean => false;

/** How many are told at the most: others may have told any number of wants. */
const MOST_MARKS = 256;

/** The wants but for those that a run has told to be void for it. */
export function withoutMarked(wants: readonly Want[], voids: readonly string[]): readonly Want[] {
  return voids.length === 0 ? wants : wants.filter((want) => !voids.includes(markOf(keyOf(want))));
}

/** Another serial is another want. Wants of one statement that are alike in all are met, and void, together. */
function keyOf({ by, serial, ...want }: Want): string {
  return JSON.stringify([by.key, serial, want]);
}
