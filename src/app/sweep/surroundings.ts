import { dirname, relative, resolve } from 'node:path';
import { type Listings, listingsWanted, type WantedListing } from '../../expand/cells/listing.ts';
import type { ExpandContext } from '../../expand/expand.ts';
import { type DrawnOn, NOTHING_DRAWN_ON } from '../../journal/frozen-sweep.ts';
import { type HostFile, NO_HOST_FILE } from '../../language/host-file.ts';
import type { Spec } from '../../language/spec.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Project } from '../../project/project.ts';
import { gatherListings, type MayRead } from './read-sweep.ts';

/** What is known of a sweep file besides what it says. */
export interface Surroundings {
  readonly path: string;
  readonly project: Project;
  readonly hostFile: HostFile;
  readonly hostVars: DrawnOn['vars'];
  /** Filled with the texts of further files that diagnostics point into. */
  readonly sources: Map<string, string>;
}

/** By what a sweep is expanded besides its text. */
export interface ViewOptions {
  /**
   * Whether it is only looked at, and nothing of it is to start: then nothing matters of the host files but their vars, and no template. A
   * host file that is wrong is passed over.
   */
  readonly lookedAt?: boolean | undefined;
  /** What it drew on when it ran last, which counts instead of what is there now. */
  readonly asItRan?: DrawnOn | undefined;
  /** The vars of the host when it ran last, which count where a host file is passed over. */
  readonly varsThen?: DrawnOn['vars'] | undefined;
  readonly maxJobs?: number | undefined;
  /** Whether what stands in a file may be told, by its path; left out, all that can be read may. */
  readonly mayRead?: MayRead | undefined;
}

const MAX_JOBS = 100_000;

/** What is looked at may have been run with more; no machine has the memory for so many. */
const MAX_JOBS_LOOKED_AT = 10_000_000;

/** By what a sweep is expanded; what cannot be listed as its values is put among the `faults`. */
export async function contextOf(
  spec: Spec,
  { path, project, hostVars, sources }: Surroundings,
  runFolder: string,
  { asItRan, lookedAt, mayRead, maxJobs = lookedAt === true ? MAX_JOBS_LOOKED_AT : MAX_JOBS }: ViewOptions,
  faults: Diagnostic[],
): Promise<ExpandContext> {
  const folderOf = (file: string) => relative(project.root, dirname(resolve(file.startsWith('--set ') ? path : file)));
  const { listings: kept } = asItRan ?? NOTHING_DRAWN_ON;
  const wanted = listingsWanted(spec, { folderOf });
  const there = gatherListings(
    project.root,
    wanted.filter(({ key }) => !kept.has(key)),
    faults,
    mayRead,
  );
  const listings: Listings = new Map([...there, ...wanted.flatMap(({ key }) => keptAs(key, kept))]);
  const tables = await tablesAmong(wanted, listings, { project, sources }, faults);
  const { root, fileFolder: dir } = project;
  return { root, dir, runFolder, folderOf, listings, tables, hostVars, maxJobs };
}

async function tablesAmong(
  wanted: readonly WantedListing[],
  listings: Listings,
  { project, sources }: Pick<Surroundings, 'project' | 'sources'>,
  faults: Diagnostic[],
): Promise<ExpandContext['tables']> {
  if (wanted.every(({ kind }) => kind !== 'table')) return new Map();
  // What reads tables is loaded for those that have some.
  const { readTables } = await import('./tables.ts');
  return readTables(project.root, wanted, listings, sources, faults);
}

function keptAs(key: string, kept: DrawnOn['listings']): [string, readonly string[]][] {
  const listed = kept.get(key);
  return listed === undefined ? [] : [[key, listed]];
}

/** The host as it counts for a sweep: one that is only looked at has the vars that it ran with. */
export function hostOf(
  host: HostFile | null,
  { lookedAt, asItRan, varsThen }: ViewOptions,
): Pick<Surroundings, 'hostFile' | 'hostVars'> {
  const hostFile = host ?? NO_HOST_FILE;
  const now = new Map([...hostFile.vars].map(([name, { text }]) => [name, text]));
  if (lookedAt !== true) return { hostFile, hostVars: now };
  const then = asItRan?.vars ?? (host === null ? varsThen : undefined);
  return { hostFile, hostVars: then ?? now };
}

/** What a sweep draws on that is expanded so. */
export function drawnOnBy({ listings, hostVars }: ExpandContext): DrawnOn {
  const there = [...listings].flatMap(([key, listed]): [string, readonly string[]][] =>
    'fault' in listed ? [] : [[key, listed]],
  );
  return { listings: new Map(there), vars: hostVars };
}
