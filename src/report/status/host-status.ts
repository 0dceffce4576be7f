import type { RunName, ClaimedHold, Want } from '../../model/sharing/neighbours.ts';
import { spellSize } from '../../model/text/size.ts';
import { asksForGpus } from '../../model/resources.ts';
import { elapsed, type Instant, iso, type Tick, WHOLE } from '../../model/units.ts';
import { holdsOfUsers, sharesOf } from '../../model/sharing/held-lately.ts';
import { orderOfRuns } from '../../schedule/decide/fair-share.ts';
import { visible } from '../text/visible.ts';
import { count, spellWhole } from '../text/phrases.ts';
import { type Look, styleFor } from '../text/style.ts';
import { type Column, table } from '../text/table.ts';
import { virtualIndex } from './gpus.ts';

/** A run of this host, as it tells itself. */
export interface HostRun {
  readonly name: RunName;
  readonly runner: 'alive' | 'stopped' | 'dead';
  readonly holds: readonly ClaimedHold[];
  readonly wants: readonly Want[];
  readonly pending: number;
  /** Whether it is one of the user who asks. */
  readonly own: boolean;
}

/** What people call a real GPU, by its UUID: an index, or `1:0`; null where that is not known. */
export type GpuIdOf = (uuid: string) => number | string | null;

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
  /** The UUIDs of the GPUs of which it holds anything. */
  readonly gpus: readonly string[];
  /** Its living jobs; for the user's own runs alone. */
  readonly jobs: readonly { readonly job: string; readonly gpus: readonly string[]; readonly share: number }[];
  readonly running: number;
  readonly wants: readonly {
    readonly gpus: number;
    readonly slots: number;
    readonly memory: number | null;
    readonly resources: Readonly<Record<string, number>>;
    readonly jobs: number;
    readonly priority: number;
  }[];
}

/**
 * The runs of a host in the order of its queue: first those that want nothing now, as they were submitted, then the others
 * in the order in which the scheduler lets them take their turns.
 *
 * @param lately  For how many GPU-hours users have held GPUs lately, by uid.
 */
export function inQueueOrder(runs: readonly HostRun[], lately: ReadonlyMap<number, number>): readonly HostRun[] {
  const held = holdsOfUsers(runs.flatMap(({ name, holds }) => holds.map((hold) => ({ ...hold, by: name }))));
  const waiting = runs.filter(({ wants }) => wants.length > 0);
  const compare = orderOfRuns(
    waiting.map(({ name }) => name),
    { held, lately },
  );
  const turnOf = ({ name, wants }: HostRun) => ({ by: name, priority: wants[0]?.priority ?? 0 });
  const others = runs.filter(({ wants }) => wants.length === 0);
  return [
    ...others.toSorted((a, b) => a.name.submitted - b.name.submitted),
    ...waiting.toSorted((a, b) => compare(turnOf(a), turnOf(b))),
  ];
}

export function hostStatusJson(runs: readonly HostRun[], at: Instant, now: Tick): HostStatusJson {
  return { version: 1, runs: runs.map((run) => runJson(run, at, now)) };
}

function runJson(run: HostRun, at: Instant, now: Tick): HostRunJson {
  const { name, runner, holds, wants, pending, own } = run;
  return {
    user: name.user,
    sweep: name.sweep,
    pid: name.pid,
    runner,
    pending,
    submitted: iso((at - (now - name.submitted)) as Instant),
    gpusHeld: gpusHeld(run),
    gpus: uuidsOf(run),
    running: holds.length,
    jobs: own ? holds.map(({ job, gpus, share }) => ({ job, gpus, share: (share ?? WHOLE) / WHOLE })) : [],
    wants: wants.map((want) => {
      const { slots, memory, resources, jobs, priority } = want;
      return { gpus: gpusWanted(want), slots, memory, resources, jobs, priority };
    }),
  };
}

const COLUMNS: readonly Column[] = [
  { title: 'user', least: 8 },
  { title: 'sweep', least: 10 },
  { title: 'pid', align: 'right' },
  { title: 'for', align: 'right' },
  { title: 'running', align: 'right' },
  { title: 'left', align: 'right' },
  { title: 'gpus', least: 8 },
  { title: 'waits for', least: 18 },
];

/** The runs of a host as they are given, in texts. */
export function hostRunRows(
  runs: readonly HostRun[],
  now: Tick,
  idOf: GpuIdOf,
): { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const rows = runs.map((run) => [
    run.name.user,
    run.name.sweep,
    String(run.name.pid),
    spellWhole(elapsed(run.name.submitted, now)),
    String(run.holds.length),
    String(run.pending),
    tellHeld(run, idOf),
    tellNext(run),
  ]);
  return { head: COLUMNS.map(({ title }) => title), rows };
}

/** The runs of a host as they are given, for people. */
export function hostStatusText(runs: readonly HostRun[], now: Tick, idOf: GpuIdOf, { color, width }: Look): string {
  if (runs.length === 0) return 'no run on this host\n';
  const style = styleFor(color);
  const { rows } = hostRunRows(runs, now, idOf);
  const lines = table(COLUMNS, rows, width, (text, _, row) => (row === -1 ? style.dim(text) : text));
  return `${lines.join('\n')}\n`;
}

/** How many GPUs, and which as far as that is known of all: `3: 0,4-5`; of made-up ones `2: virtual 0-1`. */
function tellHeld(run: HostRun, idOf: GpuIdOf): string {
  const uuids = uuidsOf(run);
  const virtual = uuids.map(virtualIndex).filter((index) => index !== null);
  const real = uuids.filter((uuid) => virtualIndex(uuid) === null).map(idOf);
  const known = real.filter((id) => id !== null);
  if (uuids.length === 0 || known.length < real.length) return String(gpusHeld(run));
  const which = [
    ...(known.length === 0 ? [] : [tellIds(known)]),
    ...(virtual.length === 0 ? [] : [`virtual ${tellIds(virtual)}`]),
  ];
  return `${gpusHeld(run)}: ${which.join(', ')}`;
}

/** Indices in ranges, then MIG instances. */
function tellIds(ids: readonly (number | string)[]): string {
  const ranges: { readonly from: number; to: number }[] = [];
  for (const index of ids.filter((id) => typeof id === 'number').sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.to === index - 1) last.to = index;
    else ranges.push({ from: index, to: index });
  }
  const instances = ids.filter((id) => typeof id === 'string').sort();
  return [...ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)), ...instances].join(',');
}

function tellNext({ runner, wants }: HostRun): string {
  if (runner === 'dead') return '(gone; jobs live on)';
  if (runner === 'stopped') return '(suspended)';
  const [first] = wants;
  if (first === undefined) return 'nothing';
  const { share, gpus, gpuMemory, slots, memory, resources, priority } = first;
  const withMemory = gpuMemory === null ? '' : ` with ${spellSize(gpuMemory)}`;
  const parts = [
    ...(asksForGpus(first)
      ? [`${share === null ? count(gpus, 'GPU') : `${gpusWanted(first)} of a GPU`}${withMemory}`]
      : []),
    // A job of GPUs takes a slot besides, which is hardly ever what it waits for.
    ...(slots > 1 || (slots === 1 && !asksForGpus(first)) ? [count(slots, 'slot')] : []),
    ...(memory === null ? [] : [`${spellSize(memory)} of memory`]),
    ...Object.entries(resources).map(([name, amount]) => `${amount} of ${visible(name)}`),
    ...(priority === 0 ? [] : [`priority ${priority}`]),
  ];
  return parts.join(', ');
}

function uuidsOf({ holds }: HostRun): readonly string[] {
  return [...new Set(holds.flatMap(({ gpus }) => gpus))].sort();
}

function gpusHeld({ holds }: HostRun): number {
  return holds.reduce((sum, { gpus, share }) => sum + sharesOf(gpus.length, share), 0) / WHOLE;
}

function gpusWanted({ gpus, share }: Want): number {
  return share === null ? gpus : share / WHOLE;
}
