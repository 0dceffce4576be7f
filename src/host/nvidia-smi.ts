import type { Gpu } from '../model/resources.ts';
import { bytes, type Bytes } from '../model/units.ts';
import { runCommand } from './command.ts';

/** A GPU as `nvidia-smi` saw it at one instant. */
export interface GpuSample extends Gpu {
  readonly used: Bytes | null;
  /** Percent of the last moments in which it computed. */
  readonly load: number | null;
  /** What the driver says of a GPU that does not work, such as `GPU is lost`; null when it works. */
  readonly fault: string | null;
}

/** A process that computes on a GPU. */
export interface GpuProcess {
  readonly gpu: string;
  readonly pid: number;
  readonly memory: Bytes | null;
}

/** What a look at all GPUs came to. */
export type GpuLook =
  /** No GPUs: `nvidia-smi` is not installed, or finds none. */
  | { readonly ok: true; readonly gpus: readonly GpuSample[] }
  | {
      readonly ok: false;
      readonly message: string;
      /** Resolves when the `nvidia-smi` that failed is no more: a driver in trouble can keep it for ever. */
      readonly gone: Promise<void>;
    };

/** The name comes last: it alone may hold a comma. */
const GPU_FIELDS = 'index,uuid,memory.total,memory.used,utilization.gpu,name';

/** Its exit code when there is a driver and no GPU. */
const NO_DEVICES = 6;

/** Looks at the GPUs of this host; takes 5 seconds at most. */
export async function lookAtGpus(): Promise<GpuLook> {
  const result = await runCommand('nvidia-smi', [`--query-gpu=${GPU_FIELDS}`, '--format=csv,noheader,nounits']);
  if (result.ok) return parseGpus(result.stdout);
  if (result.reason === 'missing' || result.code === NO_DEVICES) return { ok: true, gpus: [] };
  return { ok: false, message: result.message, gone: result.gone };
}

/** The processes that compute on GPUs; none when that cannot be found out. */
export async function lookAtGpuProcesses(): Promise<readonly GpuProcess[]> {
  const fields = '--query-compute-apps=gpu_uuid,pid,used_memory';
  const result = await runCommand('nvidia-smi', [fields, '--format=csv,noheader,nounits']);
  return result.ok ? linesOf(result.stdout).flatMap(parseProcess) : [];
}

/** Reads what `nvidia-smi` prints for `GPU_FIELDS`, one GPU a line. */
function parseGpus(text: string): GpuLook {
  const gpus: GpuSample[] = [];
  for (const line of linesOf(text)) {
    if (/^no devices/i.test(line)) continue;
    const gpu = parseGpu(line);
    if (gpu === null) {
      const message = `nvidia-smi says of no GPU in particular: ${line.trim().slice(0, 200)}`;
      return { ok: false, message, gone: Promise.resolve() };
    }
    gpus.push(gpu);
  }
  return { ok: true, gpus: gpus.sort((a, b) => a.index - b.index) };
}

function parseGpu(line: string): GpuSample | null {
  const [index = '', uuid = '', total = '', used = '', load = '', ...name] = line.split(',').map((part) => part.trim());
  if (!/^\d+$/.test(index) || !uuid.startsWith('GPU-')) return null;
  return {
    index: Number(index),
    uuid,
    name: name.join(', '),
    memory: mebibytes(total),
    used: mebibytes(used),
    load: amount(load),
    fault: [total, used, load].map(faultIn).find((fault) => fault !== null) ?? null,
  };
}

function parseProcess(line: string): readonly GpuProcess[] {
  const [gpu = '', pid = '', memory = ''] = line.split(',').map((part) => part.trim());
  return /^\d+$/.test(pid) ? [{ gpu, pid: Number(pid), memory: mebibytes(memory) }] : [];
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function mebibytes(field: string): Bytes | null {
  const value = amount(field);
  return value === null ? null : bytes(value * 2 ** 20);
}

/** A number, or null for `[N/A]` and all else that is unknown; unknown is not zero. */
function amount(field: string): number | null {
  return /^\d+(\.\d+)?$/.test(field) ? Number(field) : null;
}

/** `[GPU is lost]`, `[Unknown Error]` or `ERR!` in the place of a number. */
function faultIn(field: string): string | null {
  if (field === 'ERR!') return field;
  const [, said = ''] = /^\[(.*)\]$/.exec(field) ?? [];
  return /lost|error|reset/i.test(said) ? said : null;
}
