import { gpuId, type Gpu } from '../../model/resources.ts';
import { nearest } from '../../model/text/nearest.ts';
import { bytes, type Bytes } from '../../model/units.ts';
import { LOST } from './nvidia-boards.ts';

/** What `--gpus` asks for. */
export type GpuSelection =
  | { readonly kind: 'none' }
  /** Made-up GPUs, to rehearse a sweep on a machine without any. */
  | { readonly kind: 'virtual'; readonly count: number; readonly memory: Bytes | null }
  | { readonly kind: 'listed'; readonly wanted: readonly GpuName[] };

/** How people name a GPU. */
export type GpuName =
  /** Its index, as its driver numbers it; of a GPU in MIG mode, this names all its instances. */
  | { readonly by: 'index'; readonly index: number }
  /** A MIG instance: the index of its GPU, and its number there. */
  | { readonly by: 'instance'; readonly index: number; readonly instance: number }
  /** The beginning of its UUID. */
  | { readonly by: 'uuid'; readonly prefix: string };

export type ParsedSelection =
  | { readonly ok: true; readonly selection: GpuSelection }
  /** Reads on from `--gpus`: what is wrong with its value, and what would be right. */
  | { readonly ok: false; readonly message: string };

/** No host has so many; beyond it a number is a slip of the finger. */
const MOST_GPUS = 1024;

/** Reads `0,2`, `0-3`, `1:0`, `GPU-8f3c…`, `MIG-…`, `AMD-…`, `virtual:2`, `virtual:2@80GiB` or `none`. */
export function parseGpuSelection(text: string): ParsedSelection {
  const trimmed = text.trim();
  if (trimmed === '') return wrong('names no GPU; to use none, say none');
  if (trimmed === 'none') return { ok: true, selection: { kind: 'none' } };
  if (/^virtual(?!-)/.test(trimmed)) return parseVirtual(trimmed);
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
  const pair = /^(\d{1,4}):(\d{1,4})$/.exec(part);
  if (pair !== null) return [{ by: 'instance', index: Number(pair[1]), instance: Number(pair[2]) }];
  // The UUID of a MIG instance may be one of the GPU with two numbers, as older drivers have it.
  if (/^(GPU|AMD|MIG|MIG-GPU|virtual)-[0-9a-f][0-9a-f-]*(\/\d*)*$/i.test(part)) return [{ by: 'uuid', prefix: part }];
  const close = nearest(part.replace(/:.*/s, ''), ['virtual', 'none']);
  const hint =
    close === null || close === part
      ? ''
      : `; did you mean ${close === 'none' ? close : part.replace(/^[^:]*(?=:|$)/s, close)}?`;
  return `${part} is no index (2), range (0-3), MIG instance (1:0) or UUID (GPU-8f3c…) of a GPU, nor virtual:N or none${hint}`;
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

/**
 * Those of `gpus` that are wanted, in their own order. It is an error to want one that is not there, unless it may be one
 * that is lost: of such a one nobody can tell its UUID or its instances.
 */
export function chooseGpus<G extends Gpu>(wanted: readonly GpuName[], gpus: readonly G[]): ChosenGpus<G> {
  const chosen = new Set<G>();
  for (const name of wanted) {
    const found = gpusBearing(name, gpus);
    if (found.length === 0 && name.by !== 'index' && gpus.some(({ uuid }) => uuid.startsWith(LOST))) continue;
    if (found.length === 0)
      return {
        ok: false,
        message: `${spelled(name)} is not on this host, which has ${listed(gpus)}${nearTo(name, gpus)}`,
      };
    if (found.length > 1 && name.by === 'uuid')
      return { ok: false, message: `${spelled(name)} begins the UUIDs of ${listed(found)}; write more of it` };
    for (const gpu of found) chosen.add(gpu);
  }
  return { ok: true, gpus: gpus.filter((gpu) => chosen.has(gpu)) };
}

/** As much of the UUID that may be meant as was said; empty where none is close, or too little was said to tell. */
function nearTo(name: GpuName, gpus: readonly Gpu[]): string {
  if (name.by !== 'uuid' || name.prefix.length < 'GPU-8f3c'.length) return '';
  const { length } = name.prefix;
  const close = nearest(
    name.prefix,
    gpus.map(({ uuid }) => uuid.slice(0, length)),
  );
  return close === null ? '' : `; did you mean ${close}?`;
}

/** Those that bear the name. A whole UUID is that of one GPU, though others may begin with it. */
export function gpusBearing<G extends Gpu>(name: GpuName, gpus: readonly G[]): readonly G[] {
  const found = gpus.filter((gpu) => isNamed(gpu, name));
  const whole = found.find((gpu) => name.by === 'uuid' && gpu.uuid.toLowerCase() === name.prefix.toLowerCase());
  return whole === undefined ? found : [whole];
}

/** The variables that say which GPUs a process may see; undefined where they are not set. */
export interface Visibility {
  readonly CUDA_VISIBLE_DEVICES?: string | undefined;
  readonly HIP_VISIBLE_DEVICES?: string | undefined;
  readonly ROCR_VISIBLE_DEVICES?: string | undefined;
}

/** The variable of the environment that hides all GPUs, as it is set there; null when none does. */
export function hidingVariable(environment: Visibility): string | null {
  const { CUDA_VISIBLE_DEVICES: cuda, HIP_VISIBLE_DEVICES: hip, ROCR_VISIBLE_DEVICES: rocr } = environment;
  const masks = {
    CUDA_VISIBLE_DEVICES: cuda,
    HIP_VISIBLE_DEVICES: hip === '' ? undefined : hip,
    ROCR_VISIBLE_DEVICES: rocr,
  };
  const hiding = Object.entries(masks).find(([, mask]) => mask !== undefined && showsNone(mask));
  return hiding === undefined ? null : `${hiding[0]}=${JSON.stringify(hiding[1])}`;
}

function showsNone(mask: string): boolean {
  return typeof parseNames(mask.split(',')[0]?.trim() ?? '') === 'string';
}

/**
 * Those of `gpus` that the environment shows, in their own order. Indices count in PCI order, as they do for the jobs. On
 * AMD two masks work one after the other: HIP's indices count in what ROCR's has left. There, CUDA's stands in for HIP's
 * where that is missing or empty, and an empty one of ROCR's hides all.
 *
 * Sources: CUDA C++ Programming Guide, "CUDA Environment Variables"; ROCm's "GPU isolation techniques", `Device::init` of
 * its CLR and `RvdFilter` of its ROCR runtime.
 */
export function visibleGpus<G extends Gpu>(environment: Visibility, gpus: readonly G[]): readonly G[] {
  const isAmd = gpus.some(({ uuid }) => uuid.startsWith('AMD-'));
  const shown = isAmd ? shownByRocm(environment, gpus) : shownBy(environment.CUDA_VISIBLE_DEVICES, gpus);
  return gpus.filter((gpu) => shown.includes(gpu));
}

function shownByRocm<G extends Gpu>(environment: Visibility, gpus: readonly G[]): readonly G[] {
  const { ROCR_VISIBLE_DEVICES: rocr, HIP_VISIBLE_DEVICES: hip = '', CUDA_VISIBLE_DEVICES: cuda = '' } = environment;
  const left = shownBy(rocr?.replaceAll('GPU-', 'AMD-'), gpus);
  const mask = (hip === '' ? cuda : hip).replaceAll('GPU-', 'AMD-');
  const recounted = left.map((gpu, index) => ({ ...gpu, index }));
  const shown = shownBy(mask === '' ? undefined : mask, recounted);
  return left.filter((_, index) => shown.some((gpu) => gpu.index === index));
}

/**
 * The GPUs that a mask shows, in its order; undefined shows all. The first entry that names no GPU, or a UUID that is not
 * one's alone, ends the list (so `-1` and `NoDevFiles` show none).
 */
function shownBy<G extends Gpu>(mask: string | undefined, gpus: readonly G[]): readonly G[] {
  if (mask === undefined) return gpus;
  const shown = new Set<G>();
  for (const part of mask.split(',')) {
    const names = parseNames(part.trim());
    if (typeof names === 'string' || names.length !== 1) break;
    const found = chooseGpus(names, gpus);
    if (!found.ok) break;
    for (const gpu of found.gpus) shown.add(gpu);
  }
  return [...shown];
}

function isNamed(gpu: Gpu, name: GpuName): boolean {
  switch (name.by) {
    case 'index':
      return gpu.index === name.index;
    case 'instance':
      return gpu.index === name.index && gpu.instance === name.instance;
    case 'uuid':
      return gpu.uuid.toLowerCase().startsWith(name.prefix.toLowerCase());
    default:
      return name satisfies never;
  }
}

function spelled(name: GpuName): string {
  switch (name.by) {
    case 'index':
      return `GPU ${name.index}`;
    case 'instance':
      return `GPU ${name.index}:${name.instance}`;
    case 'uuid':
      return name.prefix;
    default:
      return name satisfies never;
  }
}

function listed(gpus: readonly Gpu[]): string {
  if (gpus.length === 0) return 'no GPU';
  return `${gpus.length === 1 ? 'GPU' : 'GPUs'} ${gpus.map((gpu) => gpuId(gpu)).join(', ')}`;
}
