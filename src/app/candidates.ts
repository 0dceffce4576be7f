import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hearEvents } from '../journal/events-of.ts';
import type { Plan } from '../model/plan.ts';
import { sweepFilesIn } from '../project/sweep-file.ts';
import { SILENT } from './notices.ts';
import { namedSweep, sweepsHere, type KnownSweep, type Place } from './sweep/known-sweep.ts';

/** Of more jobs than this none is named: nobody would look through them, and the shell would ask. */
const MOST_JOBS = 5000;

/** What a shell can offer where a sweep that has run is to be named. */
export function sweepNames(place: Place): readonly string[] {
  return sweepsHere(place).map(({ name }) => name);
}

/** What a shell can offer where a sweep file is to be named: those here, and in the folder that projects have for them. */
export function sweepFiles(): readonly string[] {
  return ['.', 'sweeps'].flatMap((folder) => sweepFilesIn(folder) ?? []);
}

/** The jobs that have run of a sweep, or of all of this project, by their ids: known without reading any sweep. */
export function jobsThatRan(sweep: string | undefined, place: Place): readonly string[] {
  const ids = sweepsOf(sweep, place).flatMap(({ runFolder }) => namesIn(join(runFolder, 'jobs')));
  return ids.length > MOST_JOBS ? [] : [...new Set(ids)];
}

/** The metrics that jobs have left, of a sweep or of all of this project: known without reading any sweep. */
export function metricsLeft(sweep: string | undefined, place: Place): readonly string[] {
  const names = new Set<string>();
  for (const { runFolder } of sweepsOf(sweep, place)) {
    hearEvents(runFolder, ['metrics-read'], ({ metrics }) => {
      for (const name of Object.keys(metrics)) names.add(name);
    });
  }
  return [...names];
}

/** Axes with their values, and the stages and labels, of sweeps that have run or of a file. */
export interface Choices {
  readonly axes: ReadonlyMap<string, readonly string[]>;
  readonly stages: readonly string[];
  readonly labels: readonly string[];
}

/** What can be chosen in a sweep that is said, by its file or name, or in all that have run here. */
export async function choicesIn(said: string | undefined, place: Place): Promise<Choices> {
  const plans = await plansOf(said, place);
  const axes = new Map<string, Set<string>>();
  for (const { params } of plans.flatMap(({ jobs }) => jobs)) {
    for (const [axis, { text }] of params) axes.set(axis, (axes.get(axis) ?? new Set()).add(text));
  }
  const jobs = plans.flatMap((plan) => plan.jobs);
  return {
    axes: new Map([...axes].map(([axis, values]) => [axis, [...values]])),
    stages: [...new Set(jobs.map(({ stage }) => stage))],
    labels: jobs.length > MOST_JOBS ? [] : jobs.map(({ label }) => label),
  };
}

async function plansOf(said: string | undefined, place: Place): Promise<readonly Plan[]> {
  // Only who asks for what stands in a sweep pays for reading it.
  const known = sweepsOf(said, place);
  if (known.length > 0) {
    const { planAsItRan } = await import('./sweep/current-sweep.ts');
    // What one sweep lacks keeps nobody from the others.
    const plans = await Promise.all(known.map((one) => planAsItRan(one, place, SILENT).catch(() => null)));
    return plans.filter((plan) => plan !== null);
  }
  if (said === undefined) return [];
  const { loadSweep } = await import('./sweep/load.ts');
  const { sweep } = await loadSweep(said, { ...place, files: false });
  return sweep === null ? [] : [sweep.plan];
}

function sweepsOf(said: string | undefined, place: Place): readonly KnownSweep[] {
  if (said === undefined) return sweepsHere(place);
  const named = namedSweep(said, place);
  return named === null ? [] : [named];
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
