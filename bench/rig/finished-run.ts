import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { loadSweep } from '../../src/app/sweep/load.ts';
import { encodeEvent, encodeHeader, sealLine } from '../../src/journal/codec.ts';
import { journalPath } from '../../src/journal/folder.ts';
import { freezeSweep } from '../../src/journal/frozen-sweep.ts';
import { attemptFolder } from '../../src/launch/folder.ts';
import type { Event } from '../../src/model/event.ts';
import type { MetricsReading } from '../../src/model/metrics.ts';
import type { JobId } from '../../src/model/plan.ts';
import { instant, tick } from '../../src/model/units.ts';
import type { KeptCurve } from '../../src/results/curves.ts';
import { drive } from '../../src/run/loop.ts';
import { VirtualWorld } from '../../src/run/forecast/virtual-world.ts';
import { initialState } from '../../src/schedule/state/records.ts';
import { hostOf, open } from './sweep-run.ts';

/** Jobs at a time. */
const SLOTS = 1000;

/** What each job leaves by way of numbers. */
export interface Left {
  readonly numbers: () => Readonly<Record<string, number>>;
  /** Null where it leaves none. */
  readonly curves: () => Readonly<Record<string, KeptCurve>> | null;
}

/** A virtual world that keeps what is recorded in it as the lines of a journal. */
class RecordedWorld extends VirtualWorld {
  readonly lines: string[] = [];
  left: Left = { numbers: () => ({}), curves: () => null };

  protected override metricsOf(): MetricsReading {
    return { metrics: this.left.numbers(), texts: {}, curves: {} };
  }

  override append(events: readonly Event[]): null {
    for (const event of events) this.lines.push(sealLine(encodeEvent(event)));
    return null;
  }
}

/**
 * Makes the run folder that the sweep file at `path` has when all of its jobs have succeeded, each with a folder and a line of output: by
 * the real loop in a virtual world, since 100,000 real jobs would take a quarter of an hour. Returns the last job.
 *
 * @param left  What jobs leave, where the file says that they leave anything.
 */
export async function finishedRun(path: string, left?: Left): Promise<JobId> {
  const { sweep } = await loadSweep(path, {});
  if (sweep === null) throw new Error(`${path} gives no plan`);
  const { plan, runFolder, file, text } = sweep;
  const world = new RecordedWorld(hostOf(0, SLOTS), () => ({ seconds: 1 }), { at: instant(Date.now()), tick: tick(0) });
  if (left !== undefined) world.left = left;
  const state = initialState(plan);
  open(state, world, plan, { file });
  await drive(state, world);
  if (state.counts.succeeded !== plan.jobs.length) throw new Error('not all jobs succeeded');
  mkdirSync(runFolder, { recursive: true });
  writeFileSync(journalPath(runFolder), [encodeHeader(plan.sweep), ...world.lines, ''].join('\n'));
  freezeSweep(runFolder, text);
  for (const { id } of plan.jobs) {
    const { log, curves } = attemptFolder(runFolder, id, 1);
    mkdirSync(dirname(log), { recursive: true });
    writeFileSync(log, 'done\n');
    const kept = left?.curves() ?? null;
    if (kept !== null) writeFileSync(curves, JSON.stringify(kept));
  }
  const last = plan.jobs.at(-1);
  if (last === undefined) throw new Error('a plan has jobs');
  return last.id;
}
