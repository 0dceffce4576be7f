import { resolve } from 'node:path';
import type { FailurePolicy, MachineOptions } from '../../model/run-start.ts';
import type { Seconds } from '../../model/units.ts';
import type { MachineFlags } from '../machine/limits.ts';
import type { PartOptions } from '../sweep/selection.ts';

/** What is said about how to run a sweep. */
export interface RunSweepOptions extends MachineFlags, PartOptions {
  /** A host file to go by instead of this machine's. */
  readonly host?: string | undefined;
  /** The executor that jobs go to, as the host file names it; left out, as that says. */
  readonly on?: string | undefined;
  /** Start nothing new after the first final failure. */
  readonly failFast?: boolean | undefined;
  /** Start nothing new after so many final failures. */
  readonly maxFails?: number | undefined;
  /** Hold a class of which so many jobs have failed alike; 0 for never. */
  readonly failAlike?: number | undefined;
  /** One job of each class goes first. */
  readonly canary?: boolean | undefined;
  /** Start no job before: `22:00`, `now+2h` or `2026-12-01T08:00`. */
  readonly begin?: string | undefined;
  /** Leave all jobs to the cluster that they go to, each with what it waits for, and do not stay. */
  readonly leaves?: boolean | undefined;
  /** That this runner is a job of the cluster that its jobs go to, or a pilot: its name, and whether it goes on with its own run. */
  readonly driven?: { readonly job: string; readonly goesOn: boolean } | undefined;
  /** Take the run folder from a runner of whom it cannot be told whether it lives. */
  readonly takeOver?: boolean | undefined;
  /** For how long it stays for jobs that may be added when nothing is left to do; left out, it ends then. */
  readonly linger?: Seconds | undefined;
}

/** Jobs of one class that fail with the same error before the class is held, unless the command says otherwise. */
const FAIL_ALIKE = 5;

/** When the run is to stop throwing jobs after those that failed. */
export function cautionOf(options: RunSweepOptions): FailurePolicy {
  // Nobody stays to see to it.
  if (options.leaves === true) return { canary: false, maxFails: null, failAlike: null };
  const { canary = false, maxFails = null, failAlike = FAIL_ALIKE } = cautionSaid(options);
  return { canary, maxFails, failAlike: failAlike === 0 ? null : failAlike };
}

/** What the command says of that; 0 for never. */
export function cautionSaid({ canary, failFast, maxFails, failAlike }: RunSweepOptions): {
  readonly canary?: boolean | undefined;
  readonly maxFails?: number | undefined;
  readonly failAlike?: number | undefined;
} {
  return { canary, maxFails: maxFails ?? (failFast === true ? 1 : undefined), failAlike };
}

/**
 * What the command says of the machine.
 *
 * @param on  The cluster that jobs go to; undefined for this machine.
 */
export function choiceOf(
  { slots, gpus, host, leaves, driven }: RunSweepOptions,
  on: string | undefined,
): MachineOptions {
  const hostFile = host === undefined ? null : resolve(host);
  const detached = leaves === true ? { detached: true as const } : {};
  const cluster = on === undefined ? {} : { on, ...detached };
  const driver = driven === undefined ? {} : { driver: driven.job };
  return { slots: slots ?? null, gpus: gpus ?? null, hostFile, ...cluster, ...driver };
}
