import { spellSize } from '../../model/text/size.ts';
import { instant } from '../../model/units.ts';
import type { UserQuota } from '../../model/sharing/policy.ts';
import { cut, widthOf } from '../text/columns.ts';
import { count } from '../text/phrases.ts';
import { tellBooking } from '../text/reasons.ts';
import { type Look, styleFor } from '../text/style.ts';
import { type Column, table } from '../text/table.ts';
import { visible } from '../text/visible.ts';
import { wrap } from '../text/wrap.ts';
import type { ReservationJson } from './reservations.ts';

/** What `sweep gpus --json` prints. */
export interface GpusJson {
  readonly version: 1;
  readonly gpus: readonly GpuJson[];
  /** What all runs of the user who asks may hold at once, and do; left out where nobody has laid that down. */
  readonly quota?: QuotaJson;
}

/** GPUs and slots; null for as much as there is. */
export interface QuotaJson extends UserQuota {
  readonly held: { readonly gpus: number; readonly slots: number };
}

/** A GPU, or a MIG instance. Amounts of memory are in bytes; null is what is not known. */
export interface GpuJson {
  /** Its index, or `1:0` for a MIG instance. */
  readonly gpu: number | string;
  readonly uuid: string;
  readonly name: string;
  /** Made up for rehearsals: no hardware. */
  readonly virtual: boolean;
  readonly memory: number | null;
  readonly used: number | null;
  /** From 0 to 1. */
  readonly load: number | null;
  readonly fault: string | null;
  /** Jobs of runs on this host. */
  readonly holders: readonly HolderJson[];
  /** Processes on it that are of none of its holders. */
  readonly strangers: readonly StrangerJson[];
  /** Why runs start nothing on it although none holds it: its memory or its load. */
  readonly objection: string | null;
  readonly paused: boolean;
  /** Whether the host file lets runs use it. */
  readonly allowed: boolean;
  /** Why runs do not use it for now, and which. */
  readonly quarantined: readonly { readonly sweep: string; readonly because: string }[];
  /** When it is given out, in words, and whether that is now; left out where that is always. */
  readonly hours?: { readonly said: string; readonly open: boolean };
  /** Who has reserved it, the first first; left out where nobody has. */
  readonly reservations?: readonly GpuReservationJson[];
}

/** A reservation of a GPU. Times are ISO 8601 in UTC. */
export type GpuReservationJson = Pick<ReservationJson, 'user' | 'own' | 'from' | 'until' | 'why'>;

export interface HolderJson {
  readonly user: string;
  readonly sweep: string;
  readonly job: string;
  /** Above 0 and at most 1. */
  readonly share: number;
  /** Whether it belongs to the user who asks. */
  readonly own: boolean;
  /** The user into whose reservation it may run, since it has no bound, or one beyond its beginning; left out where there is none. */
  readonly mayRunInto?: string;
}

export interface StrangerJson {
  readonly pid: number;
  readonly user: string | null;
  readonly program: string | null;
  readonly memory: number | null;
}

/** The columns that a name keeps, and those that what there is to say of a GPU has, on a terminal of whatever width. */
const LEAST_NAME = 12;
const LEAST_REMARK = 24;
/** A remark longer than this takes room from the name before it is broken into lines. */
const ROOMY_REMARK = 36;

const COLUMNS: readonly Column[] = [
  { title: 'gpu', align: 'right' },
  { title: 'name' },
  { title: 'memory', align: 'right' },
  { title: 'load', align: 'right' },
  { title: 'held by' },
];

/** A GPU in texts. */
export interface GpuRow {
  /** As `sweep gpus pause` takes it. */
  readonly gpu: string;
  readonly name: string;
  readonly memory: string;
  readonly load: string;
  /** From 0 to 1; null where it is not known. */
  readonly usedPart: number | null;
  /** Who holds it, and what else keeps jobs from it. */
  readonly remarks: readonly string[];
  readonly paused: boolean;
}

/** The GPUs of a host in texts, a row each. */
export function gpuRows({ gpus }: GpusJson): readonly GpuRow[] {
  return gpus.map((gpu) => ({
    gpu: String(gpu.gpu),
    name: visible(gpu.name),
    memory: tellMemory(gpu),
    load: tellLoad(gpu),
    usedPart: gpu.memory === null || gpu.used === null || gpu.memory === 0 ? null : gpu.used / gpu.memory,
    remarks: remarksOn(gpu),
    paused: gpu.paused,
  }));
}

/**
 * The GPUs of a host, for people: a row each, and one more for each further thing that there is to say of it. Reasons are
 * broken into lines rather than cut.
 */
export function gpusText({ gpus, quota }: GpusJson, { color, width }: Look): string {
  const quotas = quota === undefined ? [] : [tellHeldOf(quota)];
  if (gpus.length === 0)
    return ['no GPUs: no tool of a driver shows any, and nobody rehearses with made-up ones', ...quotas, ''].join('\n');
  const style = styleFor(color);
  const told = gpuRows({ version: 1, gpus });
  const rows = told.map(({ gpu, name, memory, load }) => [gpu, name, memory, load] as const);
  const remarks = told.map((row) => row.remarks);
  const room = roomFor(rows, remarks.flat(), width);
  const cells = rows.flatMap(([id, name, ...rest], at) => {
    const [first = '', ...more] = (remarks[at] ?? []).flatMap((remark) => wrap(remark, room.remark, HANG));
    return [[id, cut(name, room.name), ...rest, first], ...more.map((line) => ['', '', '', '', line])];
  });
  const lines = table(COLUMNS, cells, width, (text, _, row) => (row === -1 ? style.dim(text) : text));
  return `${[...lines, ...quotas].join('\n')}\n`;
}

/** `quota of alice: 2 of 4 GPUs and 3 of 16 slots held`. */
function tellHeldOf({ user, held, ...most }: QuotaJson): string {
  const parts = (['gpus', 'slots'] as const).flatMap((of) => {
    const amount = most[of];
    return amount === null ? [] : [`${held[of]} of ${count(amount, of === 'gpus' ? 'GPU' : 'slot')}`];
  });
  return visible(`quota of ${user}: ${parts.join(' and ')} held`);
}

/** Columns for the names and for the remarks, which share what the other columns leave of a terminal. */
function roomFor(
  rows: readonly (readonly string[])[],
  remarks: readonly string[],
  width: number,
): { readonly name: number; readonly remark: number } {
  const widths = COLUMNS.map(({ title }, at) => {
    const widest = Math.max(...rows.map((row) => widthOf(row[at] ?? '')));
    return widest === 0 ? 0 : Math.max(widest, title.length) + GAP;
  });
  const [id = 0, widestName = 0, memory = 0, load = 0] = widths;
  const widestRemark = Math.max(...remarks.map(widthOf));
  const left = width - id - memory - load - GAP;
  const name = Math.min(widestName - GAP, Math.max(LEAST_NAME, left - Math.min(widestRemark, ROOMY_REMARK)));
  return { name, remark: Math.max(LEAST_REMARK, left - name) };
}

/** Between columns. */
const GAP = 2;

/** What goes on in a further line is indented, so that it does not look like a thing of its own. */
const HANG = 2;

function tellLoad({ load }: GpuJson): string {
  return load === null ? '' : `${Math.round(100 * load)}%`;
}

function tellMemory({ memory, used }: GpuJson): string {
  if (memory === null) return used === null ? '' : spellSize(used);
  return used === null ? spellSize(memory) : `${spellSize(used)} / ${spellSize(memory)}`;
}

/** Who holds a GPU, and what else keeps jobs from it; `free` comes first where nothing does. */
function remarksOn(gpu: GpuJson): readonly string[] {
  const hours = `given out ${gpu.hours?.said ?? 'always'}`;
  const barred = [
    ...(gpu.fault === null ? [] : [`does not work: ${visible(gpu.fault)}`]),
    ...(gpu.paused ? ['paused'] : []),
    ...(gpu.allowed ? [] : ['not allowed by the host file']),
    ...(gpu.hours?.open === false ? [hours] : []),
    ...gpu.quarantined.map(({ sweep, because }) => `in quarantine for ${visible(sweep)}: ${visible(because)}`),
    ...gpu.holders.map(tellHolder),
  ];
  const reserved = [...(gpu.hours?.open === true ? [hours] : []), ...(gpu.reservations ?? []).map(tellReservation)];
  const strangers = gpu.strangers.map(tellStranger);
  if (gpu.objection === null) return [...(barred.length === 0 ? ['free'] : barred), ...reserved, ...strangers];
  // Whoever computes on it says it all, as does the reason of a quarantine.
  const isTold = strangers.length > 0 || gpu.quarantined.length > 0;
  return [...barred, ...(isTold ? [] : [`in use: ${visible(gpu.objection)}`]), ...reserved, ...strangers];
}

function tellReservation({ user, own, from, until, why }: GpuReservationJson): string {
  const span = { from: { at: instant(Date.parse(from)) }, until: { at: instant(Date.parse(until)) } };
  return tellBooking({ user: own ? 'you' : user, why, ...span });
}

function tellHolder({ user, sweep, job, share, own, mayRunInto }: HolderJson): string {
  const into = mayRunInto === undefined ? '' : ` (may run into ${mayRunInto}'s reservation)`;
  const part = `${share === 1 ? '' : ` (${share} of it)`}${into}`;
  return visible(own ? `${sweep}: ${job}${part}` : `${user}, a run of ${sweep}${part}`);
}

function tellStranger({ pid, user, program, memory }: StrangerJson): string {
  const who = [user, program].filter((part) => part !== null).join(', ');
  const amount = memory === null ? '' : `, ${spellSize(memory)}`;
  return visible(`process ${pid}${who === '' ? '' : ` (${who})`}${amount}`);
}

/** The index of a made-up GPU, by its UUID; null for the UUID of another, and for what is none. */
export function virtualIndex(uuid: string): number | null {
  const match = /^virtual-(\d{1,4})$/.exec(uuid);
  return match === null ? null : Number(match[1]);
}
