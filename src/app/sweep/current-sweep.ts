import { existsSync } from 'node:fs';
import { frozenSweep, frozenValues, isFrozen } from '../../journal/frozen-sweep.ts';
import { hasErrors } from '../../model/diagnostic.ts';
import type { Plan } from '../../model/plan.ts';
import type { Notices } from '../notices.ts';
import { Refusal } from '../refusal.ts';
import { acceptedSweep, sayPassedOver } from './accept.ts';
import { loadKnown, LOOKED_AT, ranFrom, type KnownSweep, type Place } from './known-sweep.ts';
import { loadSweep, type LoadedSweep, type LoadResult } from './load.ts';

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
  const { now: result, problem } = await loadNow(known, place);
  const now = result?.sweep ?? null;
  if (result !== null) sayPassedOver(result, notices);
  if (now !== null && isAsItRan(now, known)) return { then: now, now, problem: null };
  const then = acceptedSweep(await loadKnown(known, place, LOOKED_AT), { ...notices, warn: () => undefined });
  return { then, now: now ?? then, problem };
}

/** Whether a sweep is the one that ran last, in its text and in all that it draws on. */
export function isAsItRan({ text, drawnOn }: LoadedSweep, { runFolder }: Pick<KnownSweep, 'runFolder'>): boolean {
  return isFrozen(runFolder, text, drawnOn);
}

/**
 * The plan of a sweep that has run, by its file as it is now, with the settings of its last run; by the copy in its run folder where that
 * gives none any more, and why, in a line.
 */
export async function loadCurrent(
  known: KnownSweep,
  place: Place,
): Promise<{ readonly result: LoadResult; readonly problem: string | null }> {
  const found = await loadNow(known, place);
  const { now, problem } = found;
  if (now !== null) return { result: now, problem: null };
  const way = found.other === undefined ? '' : `; \`sweep plan ${found.other}\` tells of the other`;
  const told =
    problem === null ? null : `${problem}: what is told of ${known.name} is by the copy of its last run${way}`;
  return { result: await loadKnown(known, place, LOOKED_AT), problem: told };
}

/** The plan of a sweep as it ran last. Warnings are dropped, as they are above. Refuses one that cannot be read any more. */
export async function planAsItRan(known: KnownSweep, place: Place, notices: Notices): Promise<Plan> {
  return acceptedSweep(await loadKnown(known, place, LOOKED_AT), { ...notices, warn: () => undefined }).plan;
}

/** With the file that is of another sweep, where that is the problem. */
type Now =
  | { readonly now: LoadResult; readonly problem: null }
  | { readonly now: null; readonly problem: string | null; readonly other?: string };

async function loadNow(known: KnownSweep, place: Place): Promise<Now> {
  const ran = ranFrom(known);
  if (ran === null) return { now: null, problem: null };
  const { path, set } = ran;
  if (!existsSync(path)) return { now: null, problem: `${path} is gone` };
  try {
    const varsThen = frozenValues(known.runFolder, frozenSweep(known.runFolder) ?? '')?.vars;
    const result = await loadSweep(path, { ...place, set, ...LOOKED_AT, varsThen });
    const { sweep, diagnostics } = result;
    if (hasErrors(diagnostics)) return { now: null, problem: `${path} has errors now${tellSet(set)}` };
    if (sweep === null) return { now: null, problem: `${path} has no jobs of its own any more` };
    if (sweep.runFolder === known.runFolder) return { now: result, problem: null };
    return { now: null, problem: `${path} is of the sweep ${sweep.plan.sweep} now`, other: path };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { now: null, problem: `${path} cannot be read now: ${error.message.split('\n')[0] ?? ''}` };
  }
}

/** Where errors are told: with settings, there may be none without. */
function tellSet(set: readonly string[]): string {
  return set.length === 0 ? ', which sweep check tells' : ` with the --set of its last run (${set.join(', ')})`;
}
