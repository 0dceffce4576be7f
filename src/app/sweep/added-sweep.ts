import { hooksOfHost } from '../../expand/hooks.ts';
import { readJournal } from '../../journal/file.ts';
import { digestsPath, journalPath } from '../../journal/folder.ts';
import { NOTHING_DRAWN_ON } from '../../journal/frozen-sweep.ts';
import { NO_FILE } from '../../journal/last-file.ts';
import { type HostFile, NO_HOST_FILE } from '../../language/host-file.ts';
import { replayInto } from '../../journal/replay.ts';
import { hasErrors } from '../../model/diagnostic.ts';
import type { Hooks, Plan } from '../../model/plan.ts';
import { DigestCache } from '../../project/digest-cache.ts';
import { loadHostFile } from '../machine/host-file.ts';
import { initialState } from '../../schedule/state/records.ts';
import { SILENT, type Findings } from '../notices.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { acceptedPolicy, invalid } from './accept.ts';
import type { LoadedSweep, LoadOptions, LoadResult } from './load.ts';

/** The jobs that have been added by hand under a name, as a sweep: its journal is all that there is of it. */
export function loadAdded(
  { name, root, runFolder }: Pick<LoadedSweep, 'root' | 'runFolder'> & { readonly name: string },
  { host: named, lookedAt }: Pick<LoadOptions, 'host' | 'lookedAt'>,
): LoadResult {
  const { hostFile, hooks, sources, diagnostics: found } = hostFindings(root, named);
  const [diagnostics, passedOver] = lookedAt === true ? [[], found] : [found, []];
  if (hasErrors(diagnostics)) return { sweep: null, isLibrary: false, diagnostics, passedOver, sources };
  const state = initialState({ ...openPlan(name), hooks });
  const read = replayInto(state, (take) => readJournal(journalPath(runFolder), take));
  if (read.kind === 'refused') throw new Refusal(EXIT.unavailable, read.message);
  const sweep = {
    ...{ plan: state.plan, text: '', file: NO_FILE, root, runFolder, sources },
    ...{ hostFile, drawnOn: NOTHING_DRAWN_ON },
    lacking: () => [],
    digests: new DigestCache(digestsPath(runFolder)),
    explain: () => [],
    set: [],
  };
  return { sweep, isLibrary: false, diagnostics, passedOver, sources };
}

/** Refuses host files, and a policy of the host, by which no job that is added by hand could run. */
export function refuseHostFiles(root: string): void {
  const findings = hostFindings(root);
  if (hasErrors(findings.diagnostics)) throw invalid(findings);
  acceptedPolicy(SILENT);
}

/** What the host files say for jobs that are added by hand, and what is wrong with them. */
function hostFindings(root: string, named?: string): Findings & { readonly hostFile: HostFile; readonly hooks: Hooks } {
  const { host, diagnostics, sources } = loadHostFile(root, named);
  const hostFile = host ?? NO_HOST_FILE;
  const { hooks, diagnostics: ofHooks } = hooksOfHost(hostFile);
  return { hostFile, hooks, diagnostics: [...diagnostics, ...ofHooks], sources };
}

/** A plan to which jobs are added while it runs. */
function openPlan(sweep: string): Plan {
  const plan = {
    description: null,
    onFailure: 'continue',
    replicates: null,
    order: 'plan',
    wideJobs: 'reserve',
    isOpen: true,
  } as const;
  return { sweep, ...plan, jobs: [] };
}
