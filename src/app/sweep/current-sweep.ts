import { existsSync } from 'node:fs';
import { frozenSweep } from '../../journal/folder.ts';
import { hasErrors } from '../../model/diagnostic.ts';
import type { Plan } from '../../model/plan.ts';
import type { Notices } from '../notices.ts';
import { Refusal } from '../refusal.ts';
import { acceptedSweep } from './accept.ts';
import { loadKnown, LOOKED_AT, ranFrom, type KnownSweep, type Place } from './known-sweep.ts';
import { loadSweep, type LoadedSweep } from './load.ts';

/** A sweep that has run, as it ran last and as a run of its file would find it now. */
export interface SweepThenAndNow {
  readonly then: LoadedSweep;
  /** The same object where nothing has changed, and where the file gives no plan of this sweep any more. */
  readonly now: LoadedSweep;
  /** Why the file gives none, in a line; null where it does. */
  readonly problem: string | null;
}

/**
 * Loads a sweep by the copy in its run folder and by its file. A file that has not changed since is read alone; one that is broken or
 * gone is no reason to refuse. Warnings are dropped: they were told when it ran, and are told again when it runs.
 */
export async function loadThenAndNow(known: KnownSweep, place: Place, notices: Notices): Promise<SweepThenAndNow> {
  const current = await currentSweep(known, place);
  const copy = frozenSweep(known.runFolder);
  if (current.sweep !== null && current.sweep.text === copy) {
    return { then: current.sweep, now: current.sweep, problem: null };
  }
  const then = acceptedSweep(await loadKnown(known, place, LOOKED_AT), { ...notices, warn: () => undefined });
  return { then, now: current.sweep ?? then, problem: current.problem };
}

/** The plan of a sweep as it ran last. Warnings are dropped, as they are above. Refuses one that cannot be read any more. */
export async function planAsItRan(known: KnownSweep, place: Place): Promise<Plan> {
  return acceptedSweep(await loadKnown(known, place, LOOKED_AT), SILENT).plan;
}

const SILENT: Notices = { say: () => undefined, warn: () => undefined };

type Current =
  { readonly sweep: LoadedSweep; readonly problem: null } | { readonly sweep: null; readonly problem: string | null };

async function currentSweep(known: KnownSweep, place: Place): Promise<Current> {
  const ran = ranFrom(known);
  if (ran === null) return { sweep: null, problem: null };
  const { path, set } = ran;
  if (!existsSync(path)) return { sweep: null, problem: `${path} is gone` };
  try {
    const { sweep, diagnostics } = await loadSweep(path, { ...place, set, ...LOOKED_AT });
    if (hasErrors(diagnostics)) return { sweep: null, problem: `${path} has errors now${tellSet(set)}` };
    if (sweep === null) return { sweep: null, problem: `${path} has no jobs of its own any more` };
    if (sweep.runFolder === known.runFolder) return { sweep, problem: null };
    return { sweep: null, problem: `${path} is of the sweep ${sweep.plan.sweep} now` };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { sweep: null, problem: `${path} cannot be read now: ${error.message.split('\n')[0] ?? ''}` };
  }
}

/** Where errors are told: with settings, there may be none without. */
function tellSet(set: readonly string[]): string {
  return set.length === 0 ? ', which sweep check tells' : ` with the --set of its last run (${set.join(', ')})`;
}
