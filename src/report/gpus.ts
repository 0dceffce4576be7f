import { spellSize } from '../model/size.ts';
import type { Look } from './look.ts';
import { styleFor } from './style.ts';
import { table, type Column } from './table.ts';
import { visible } from './visible.ts';

/** What `sweep gpus --json` prints. */
export interface GpusJson {
  readonly version: 1;
  readonly gpus: readonly GpuJson[];
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
  /** Processes that no run of this host accounts for. */
  readonly strangers: readonly StrangerJson[];
  readonly paused: boolean;
  /** Whether the host file lets runs use it. */
  readonly allowed: boolean;
  /** Why runs do not use it for now, and which. */
  readonly quarantined: readonly { readonly sweep: string; readonly because: string }[];
}

export interface HolderJson {
  readonly user: string;
  readonly sweep: string;
  readonly job: string;
  /** Above 0 and at most 1. */
  readonly share: number;
  /** Whether it belongs to the user who asks. */
  readonly own: boolean;
}

export interface StrangerJson {
  readonly pid: number;
  readonly user: string | null;
  readonly program: string | null;
  readonly memory: number | null;
}

const COLUMNS: readonly Column[] = [
  { title: 'gpu', align: 'right' },
  { title: 'name', least: 12 },
  { title: 'memory', align: 'right' },
  { title: 'load', align: 'right' },
  { title: 'held by', least: 24 },
];

/** The GPUs of a host, for people: a row each, and one more for each further thing that there is to say of it. */
export function gpusText({ gpus }: GpusJson, { color, width }: Look): string {
  if (gpus.length === 0) return 'no GPUs: no tool of a driver shows any, and nobody rehearses with made-up ones\n';
  const style = styleFor(color);
  const rows = gpus.flatMap((gpu) => {
    const [first = 'free', ...more] = remarksOn(gpu);
    const memory = tellMemory(gpu);
    const load = gpu.load === null ? '' : `${Math.round(100 * gpu.load)}%`;
    return [[String(gpu.gpu), gpu.name, memory, load, first], ...more.map((remark) => ['', '', '', '', remark])];
  });
  const lines = table(COLUMNS, rows, width, (text, _, row) => (row === -1 ? style.dim(text) : text));
  return `${lines.join('\n')}\n`;
}

function tellMemory({ memory, used }: GpuJson): string {
  if (memory === null) return used === null ? '' : spellSize(used);
  return used === null ? spellSize(memory) : `${spellSize(used)} / ${spellSize(memory)}`;
}

/** Who holds a GPU, and what else keeps jobs from it. */
function remarksOn(gpu: GpuJson): readonly string[] {
  return [
    ...(gpu.fault === null ? [] : [`does not work: ${visible(gpu.fault)}`]),
    ...(gpu.paused ? ['paused'] : []),
    ...(gpu.allowed ? [] : ['not for runs of this user, by the host file']),
    ...gpu.quarantined.map(({ sweep, because }) => `in quarantine for ${visible(sweep)}: ${visible(because)}`),
    ...gpu.holders.map(tellHolder),
    ...gpu.strangers.map(tellStranger),
  ];
}

function tellHolder({ user, sweep, job, share, own }: HolderJson): string {
  const part = share === 1 ? '' : ` (${share} of it)`;
  return visible(own ? `${sweep}: ${job}${part}` : `${user}, a run of ${sweep}${part}`);
}

function tellStranger({ pid, user, program, memory }: StrangerJson): string {
  const who = [user, program].filter((part) => part !== null).join(', ');
  const amount = memory === null ? '' : `, ${spellSize(memory)}`;
  return visible(`process ${pid}${who === '' ? '' : ` (${who})`}${amount}`);
}
