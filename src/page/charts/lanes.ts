import type { AttemptEnding, PageAttempt } from '../../report/page/page-content.ts';

/** A stretch of time in which an attempt held a lane. */
export interface Bar {
  /** The number of its lane. */
  readonly lane: number;
  readonly from: number;
  readonly to: number;
  readonly ending: AttemptEnding;
  /** How many attempts it stands for, of which this is the first. */
  readonly count: number;
  readonly first: PageAttempt;
}

/** What can be held by one attempt at a time: a GPU, a part of it, or a slot. */
export interface Lane {
  readonly name: string;
  /** In the order of time; none overlap. */
  readonly bars: readonly Bar[];
}

/**
 * What ran where: a lane a GPU, and another for each attempt that shares it at the same time; those without a GPU in lanes of slots, as many
 * as each holds, the first that are free.
 */
export function lanesOf(attempts: readonly PageAttempt[]): readonly Lane[] {
  const inTime = attempts.toSorted((a, b) => a.from - b.from || a.to - b.to);
  const gpus = new Map<string, OpenLane[]>();
  const slots: OpenLane[] = [];
  for (const attempt of inTime) {
    for (const gpu of attempt.gpus) {
      const parts = gpus.get(gpu) ?? [];
      gpus.set(gpu, parts);
      hold(parts, attempt, 1);
    }
    if (attempt.gpus.length === 0) hold(slots, attempt, Math.max(1, Math.ceil(attempt.slots)));
  }
  const names = [...gpus.keys()].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const named = [
    ...names.flatMap((gpu) =>
      (gpus.get(gpu) ?? []).map((lane, at) => ({ name: at === 0 ? `GPU ${gpu}` : `GPU ${gpu}, part ${at + 1}`, lane })),
    ),
    ...slots.map((lane, at) => ({ name: `slot ${at + 1}`, lane })),
  ];
  return named.map(({ name, lane }, number) => {
    return {
      name,
      bars: lane.attempts.map((first): Bar => {
        return { lane: number, from: first.from, to: first.to, ending: first.ending, count: 1, first };
      }),
    };
  });
}

interface OpenLane {
  readonly attempts: PageAttempt[];
  freeFrom: number;
}

function hold(lanes: OpenLane[], attempt: PageAttempt, count: number): void {
  let left = count;
  for (const lane of lanes) {
    if (left === 0) return;
    if (lane.freeFrom > attempt.from) continue;
    lane.attempts.push(attempt);
    lane.freeFrom = attempt.to;
    left -= 1;
  }
  for (; left > 0; left -= 1) lanes.push({ attempts: [attempt], freeFrom: attempt.to });
}

/**
 * The bars of a lane between two times, so that there are no more than a few for each pixel: bars shorter than a pixel are merged with those
 * behind them that are as short, as far as all of them fit into one. What has failed shows among what has not.
 *
 * @param pixel  How long a pixel is.
 */
export function mergedBars(bars: readonly Bar[], from: number, to: number, pixel: number): readonly Bar[] {
  const merged: Bar[] = [];
  for (const bar of bars) {
    if (bar.to < from || bar.from > to) continue;
    const last = merged.at(-1);
    if (last !== undefined && bar.to - last.from < pixel) {
      merged[merged.length - 1] = {
        ...last,
        to: bar.to,
        ending: worse(last.ending, bar.ending),
        count: last.count + bar.count,
      };
    } else merged.push(bar);
  }
  return merged;
}

const ORDER: readonly AttemptEnding[] = ['succeeded', null, 'stopped', 'failed'];

function worse(a: AttemptEnding, b: AttemptEnding): AttemptEnding {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}

/** How much of the time between the first and the last bar of all lanes a lane was held, from 0 to 1. */
export function busyPart({ bars }: Lane, from: number, to: number): number {
  const held = bars.reduce((sum, bar) => sum + (bar.to - bar.from), 0);
  return to > from ? Math.min(1, held / (to - from)) : 0;
}
