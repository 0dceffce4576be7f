import type { Gpu } from '../model/resources.ts';
import { bytes, type Bytes } from '../model/units.ts';

/** What `--gpus` asks for. */
export type GpuSelection =
  | { readonly kind: 'none' }
  /** Made-up GPUs, to rehearse a sweep on a machine without any. */
  | { readonly kind: 'virtual'; readonly count: number; readonly memory: Bytes | null }
  | { readonly kind: 'listed'; readonly wanted: readonly GpuName[] };

/** How people name a GPU: its index in PCI order, or the beginning of its UUID. */
export type GpuName =
  { readonly by: 'index'; readonly index: number } | { readonly by: 'uuid'; readonly prefix: string };

export type ParsedSelection =
  | { readonly ok: true; readonly selection: GpuSelection }
  /** Reads on from `--gpus`: what is wrong with its value, and what would be right. */
  | { readonly ok: false; readonly message: string };

/** No host has so many; beyond it a number is a slip of the finger. */
const MOST_GPUS = 1024;

/** Reads `0,2`, `0-3`, `GPU-8f3c…`, `virtual:2`, `virtual:2@80GiB` or `none`. */
export function parseGpuSelection(text: string): ParsedSelection {
  const trimmed = text.trim();
  if (trimmed === '') return wrong('names no GPU; to use none, say none');
  if (trimmed === 'none') return { ok: true, selection: { kind: 'none' } };
  if (trimmed.startsWith('virtual')) return parseVirtual(trimmed);
  const wanted: GpuName[] = [];
  for (const part of trimmed.split(',')) {
    const names = parseNames(part.trim());
    if (typeof names === 'string') return wrong(names);
    wanted.push(...names);
  }
  return { ok: true, selection: { kind: 'listed', wanted } };
}

function wrong(message: string): ParsedSelection {
  return { ok: false, message };
}

function parseVirtual(text: string): ParsedSelection {
  const match = /^virtual:(\d+)(?:@(\d+(?:\.\d+)?)(GiB|GB|MiB|MB))?$/.exec(text);
  const [, count = '', amount, unit] = match ?? [];
  if (match === null || Number(count) < 1 || Number(count) > MOST_GPUS) {
    return wrong(`${text} is not virtual:N or virtual:N@80GiB, with N from 1 to ${MOST_GPUS}`);
  }
  const memory = amount === undefined ? null : bytes(Math.round(Number(amount) * UNITS[unit as keyof typeof UNITS]));
  return { ok: true, selection: { kind: 'virtual', count: Number(count), memory } };
}

const UNITS = { GiB: 2 ** 30, GB: 1e9, MiB: 2 ** 20, MB: 1e6 } as const;

/** The GPUs that one entry of a list names, or what is wrong with it. */
function parseNames(part: string): readonly GpuName[] | string {
  if (part === '') return 'has an empty place between its commas';
  if (/^\d+$/.test(part)) return Number(part) < MOST_GPUS ? [byIndex(Number(part))] : `${part} is no index of a GPU`;
  const range = /^(\d+)-(\d+)$/.exec(part);
  if (range !== null) return parseRange(part, Number(range[1]), Number(range[2]));
  if (/^GPU-[0-9a-f][0-9a-f-]*$/i.test(part)) return [{ by: 'uuid', prefix: part }];
  if (/^MIG-/i.test(part)) return `${part}: MIG instances are not supported yet`;
  return `${part} is no index (2), range (0-3) or UUID (GPU-8f3c…) of a GPU, nor virtual:N or none`;
}

function parseRange(part: string, from: number, to: number): readonly GpuName[] | string {
  if (to < from) return `${part} runs backwards; write ${to}-${from}`;
  if (to >= MOST_GPUS) return `${part} reaches beyond any GPU`;
  return Array.from({ length: to - from + 1 }, (_, step) => byIndex(from + step));
}

function byIndex(index: number): GpuName {
  return { by: 'index', index };
}

/** Made-up GPUs, which no stranger can use. */
export function virtualGpus(count: number, memory: Bytes | null): readonly Gpu[] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    uuid: `virtual-${index}`,
    name: 'virtual GPU',
    memory,
  }));
}

export type ChosenGpus<G extends Gpu> =
  { readonly ok: true; readonly gpus: readonly G[] } | { readonly ok: false; readonly message: string };

/** Those of `gpus` that are wanted, in their own order. It is an error to want one that is not there. */
export function chooseGpus<G extends Gpu>(wanted: readonly GpuName[], gpus: readonly G[]): ChosenGpus<G> {
  const chosen = new Set<G>();
  for (const name of wanted) {
    const found = gpus.filter((gpu) => isNamed(gpu, name));
    const [only] = found;
    if (only === undefined)
      return { ok: false, message: `${spelled(name)} is not on this host, which has ${listed(gpus)}` };
    if (found.length > 1)
      return { ok: false, message: `${spelled(name)} begins the UUIDs of ${listed(found)}; write more of it` };
    chosen.add(only);
  }
  return { ok: true, gpus: gpus.filter((gpu) => chosen.has(gpu)) };
}

/**
 * Those of `gpus` that `CUDA_VISIBLE_DEVICES` shows, in their own order; undefined shows all. As in CUDA, the first
 * entry that names no GPU, or more than one, ends the list (so `-1` and `NoDevFiles` show none). Indices count in PCI
 * order, as they do for the jobs.
 *
 * Source: CUDA C++ Programming Guide, "CUDA Environment Variables".
 */
export function visibleGpus<G extends Gpu>(text: string | undefined, gpus: readonly G[]): readonly G[] {
  if (text === undefined) return gpus;
  const shown = new Set<G>();
  for (const part of text.split(',')) {
    const names = parseNames(part.trim());
    if (typeof names === 'string' || names.length !== 1) break;
    const found = chooseGpus(names, gpus);
    if (!found.ok) break;
    for (const gpu of found.gpus) shown.add(gpu);
  }
  return gpus.filter((gpu) => shown.has(gpu));
}

function isNamed(gpu: Gpu, name: GpuName): boolean {
  if (name.by === 'index') return gpu.index === name.index;
  return gpu.uuid.toLowerCase().startsWith(name.prefix.toLowerCase());
}

function spelled(name: GpuName): string {
  return name.by === 'index' ? `GPU ${name.index}` : name.prefix;
}

function listed(gpus: readonly Gpu[]): string {
  if (gpus.length === 0) return 'no GPU';
  return `${gpus.length === 1 ? 'GPU' : 'GPUs'} ${gpus.map((gpu) => gpu.index).join(', ')}`;
}
