import { spellSize } from '../model/size.ts';
import { elapsed, iso, WHOLE, type Instant, type Tick } from '../model/units.ts';
import type { StatedHold, Want } from '../model/neighbours.ts';
import { spellWhole } from './words.ts';
import type { Look } from './look.ts';
import { styleFor } from './style.ts';
import { table, type Column } from './table.ts';
import { count } from './words.ts';

/** A run of this host, as it tells itself; the one that is to go first comes first. */
export interface HostRun {
  readonly user: string;
  readonly sweep: string;
  readonly pid: number;
  readonly runner: 'alive' | 'stopped' | 'dead';
  readonly submitted: Tick;
  readonly holds: readonly StatedHold[];
  readonly wants: readonly Want[];
  readonly pending: number;
  /** Whether it is one of the user who asks. */
  readonly own: boolean;
}

/** What `sweep status --host --json` prints. */
export interface HostStatusJson {
  readonly version: 1;
  readonly runs: readonly HostRunJson[];
}

export interface HostRunJson {
  readonly user: string;
  readonly sweep: string;
  readonly pid: number;
  /** `stopped`: it is suspended; `dead`: only jobs of it live on. */
  readonly runner: HostRun['runner'];
  readonly submitted: string;
  readonly pending: number;
  /** GPUs in all, parts counted as such. */
  readonly gpusHeld: number;
  /** Its living jobs; for the user's own runs alone. */
  readonly jobs: readonly { readonly job: string; readonly gpus: readonly string[]; readonly share: number }[];
  readonly running: number;
  readonly wants: readonly { readonly gpus: number; readonly jobs: number; readonly priority: number }[];
}

export function hostStatusJson(runs: readonly HostRun[], at: Instant, now: Tick): HostStatusJson {
  return { version: 1, runs: runs.map((run) => runJson(run, at, now)) };
}

function runJson(run: HostRun, at: Instant, now: Tick): HostRunJson {
  const { user, sweep, pid, runner, submitted, holds, wants, pending, own } = run;
  return {
    ...{ user, sweep, pid, runner, pending },
    submitted: iso((at - (now - submitted)) as Instant),
    gpusHeld: gpusHeld(run),
    running: holds.length,
    jobs: own ? holds.map(({ job, gpus, share }) => ({ job, gpus, share: (share ?? WHOLE) / WHOLE })) : [],
    wants: wants.map((want) => ({ gpus: gpusWanted(want), jobs: want.jobs, priority: want.priority })),
  };
}

const COLUMNS: readonly Column[] = [
  { title: 'user' },
  { title: 'sweep', least: 12 },
  { title: 'pid', align: 'right' },
  { title: 'for', align: 'right' },
  { title: 'running', align: 'right' },
  { title: 'left', align: 'right' },
  { title: 'gpus', align: 'right' },
  { title: 'waits for', least: 16 },
];

/** All runs of a host in the order of the queue, for people. */
export function hostStatusText(runs: readonly HostRun[], now: Tick, { color, width }: Look): string {
  if (runs.length === 0) return 'no run on this host\n';
  const style = styleFor(color);
  const rows = runs.map((run) => [
    run.user,
    run.sweep,
    String(run.pid),
    spellWhole(elapsed(run.submitted, now)),
    String(run.holds.length),
    String(run.pending),
    String(gpusHeld(run)),
    tellNext(run),
  ]);
  const lines = table(COLUMNS, rows, width, (text, _, row) => (row === -1 ? style.dim(text) : text));
  return `${lines.join('\n')}\n`;
}

function tellNext({ runner, wants }: HostRun): string {
  if (runner === 'dead') return 'nothing: its runner is gone, its jobs live on';
  if (runner === 'stopped') return 'nothing: it is suspended';
  const [first] = wants;
  if (first === undefined) return 'nothing';
  const gpus = first.share === null ? count(first.gpus, 'GPU') : `${gpusWanted(first)} of a GPU`;
  const memory = first.gpuMemory === null ? '' : ` with ${spellSize(first.gpuMemory)}`;
  const priority = first.priority === 0 ? '' : `, priority ${first.priority}`;
  return `${gpus}${memory}${priority}`;
}

function gpusHeld({ holds }: HostRun): number {
  return holds.reduce((sum, { gpus, share }) => sum + gpus.length * (share ?? WHOLE), 0) / WHOLE;
}

function gpusWanted({ gpus, share }: Want): number {
  return share === null ? gpus : share / WHOLE;
}
