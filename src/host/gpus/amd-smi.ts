import { bytes, type Bytes } from '../../model/units.ts';
import { BestEffort, type CommandLimits, runCommand } from '../system/command.ts';
import { type AmdCard, amdSamples, jsonIn, recordOf } from './amd-card.ts';
import { amount, failed, type GpuLook, type GpuProcess, notUnderstood, percent } from './gpu-sample.ts';

/** What does not change of a GPU while the machine runs, by amd-smi's number. */
type Identities = ReadonlyMap<number, Pick<AmdCard, 'hipId' | 'node' | 'id' | 'name'>>;

/** Asks `amd-smi`. It takes long to start, so what does not change is asked only once. */
export class AmdSmi {
  #identities: Identities = new Map();
  readonly #limits: CommandLimits;
  readonly #list: BestEffort;
  readonly #static: BestEffort;
  readonly #processes: BestEffort;

  constructor(limits: CommandLimits) {
    this.#limits = limits;
    this.#list = new BestEffort(limits);
    this.#static = new BestEffort(limits);
    this.#processes = new BestEffort(limits);
  }

  /** Looks at the GPUs of this host; null where it is not installed. Takes three times the limit at most. */
  async look(): Promise<GpuLook | null> {
    const result = await runCommand('amd-smi', ['metric', '--usage', '--mem-usage', '--json'], this.#limits);
    if (!result.ok) return result.reason === 'missing' ? null : failed(result);
    const rows = rowsIn(result.stdout);
    if (rows === null) return notUnderstood('amd-smi does not answer in JSON');
    if (rows.some(({ number }) => !this.#identities.has(number))) this.#identities = await this.#identify();
    const gpus = amdSamples(
      rows.map(({ number, row }) => ({ ...this.#identityOf(number), number, ...metricsIn(row) })),
    );
    const uuids = new Map(gpus.map(({ number, uuid }) => [number, uuid]));
    return { ok: true, gpus: gpus.map(({ number: _, ...gpu }) => gpu), processes: () => this.#running(uuids) };
  }

  #identityOf(number: number): Pick<AmdCard, 'hipId' | 'node' | 'id' | 'name'> {
    return this.#identities.get(number) ?? { hipId: null, node: null, id: null, name: 'AMD GPU' };
  }

  async #identify(): Promise<Identities> {
    const [listed, described] = await Promise.all([
      this.#list.run('amd-smi', ['list', '-e', '--json']),
      this.#static.run('amd-smi', ['static', '--asic', '--json']),
    ]);
    // Before ROCm 6.4 it knows no -e.
    const list = rowsIn(listed ?? (await this.#list.run('amd-smi', ['list', '--json'])) ?? '') ?? [];
    const names = new Map(
      (rowsIn(described ?? '') ?? []).map(({ number, row }) => [number, recordOf(row['asic'])['market_name']]),
    );
    return new Map(list.map(({ number, row }) => [number, identityIn(row, names.get(number))]));
  }

  async #running(uuids: ReadonlyMap<number, string>): Promise<readonly GpuProcess[]> {
    const rows = rowsIn((await this.#processes.run('amd-smi', ['process', '--json'])) ?? '') ?? [];
    return rows.flatMap(({ number, row }) => {
      const gpu = uuids.get(number);
      const list = row['process_list'];
      return gpu === undefined || !Array.isArray(list) ? [] : list.flatMap((one: unknown) => processIn(gpu, one));
    });
  }
}

/** The GPUs of a document, which some versions wrap in `gpu_data`; null when it is none. */
function rowsIn(text: string): { readonly number: number; readonly row: Readonly<Record<string, unknown>> }[] | null {
  const document = jsonIn(text);
  const rows = Array.isArray(document) ? (document as unknown[]) : recordOf(document)['gpu_data'];
  if (!Array.isArray(rows)) return null;
  return rows.flatMap((one: unknown) => {
    const row = recordOf(one);
    return typeof row['gpu'] === 'number' ? [{ number: row['gpu'], row }] : [];
  });
}

function identityIn(
  row: Readonly<Record<string, unknown>>,
  name: unknown,
): Pick<AmdCard, 'hipId' | 'node' | 'id' | 'name'> {
  const hipUuid = typeof row['hip_uuid'] === 'string' ? /^GPU-([0-9a-f]+)$/i.exec(row['hip_uuid'])?.[1] : undefined;
  const uuid = typeof row['uuid'] === 'string' && /^[0-9a-f-]{8,}$/i.test(row['uuid']) ? row['uuid'] : null;
  return {
    hipId: numberIn(row['hip_id']),
    node: numberIn(row['node_id']),
    id: (hipUuid ?? uuid)?.toLowerCase() ?? null,
    name: typeof name === 'string' && name !== 'N/A' ? name : 'AMD GPU',
  };
}

function metricsIn(row: Readonly<Record<string, unknown>>): Pick<AmdCard, 'memory' | 'used' | 'load'> {
  const memory = recordOf(row['mem_usage']);
  return {
    memory: memoryIn(memory['total_vram']),
    used: memoryIn(memory['used_vram']),
    load: percent(String(valueIn(recordOf(row['usage'])['gfx_activity']))),
  };
}

function processIn(gpu: string, one: unknown): readonly GpuProcess[] {
  const process = recordOf(recordOf(one)['process_info'] ?? one);
  const pid = numberIn(process['pid']);
  const memory = process['mem_usage'] ?? recordOf(process['memory_usage'])['vram_mem'];
  return pid === null ? [] : [{ gpu, pid, memory: memoryIn(memory) }];
}

/** `{"value": 42, "unit": "MB"}`, or the bare value of older versions. */
function valueIn(field: unknown): unknown {
  return recordOf(field)['value'] ?? field;
}

function numberIn(field: unknown): number | null {
  return amount(String(valueIn(field)));
}

const UNITS: Readonly<Record<string, number>> = { B: 1, KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30 };

/** Its `MB` are MiB. */
function memoryIn(field: unknown): Bytes | null {
  const value = numberIn(field);
  const unit = recordOf(field)['unit'];
  const size = UNITS[typeof unit === 'string' ? unit : 'MB'];
  return value === null || size === undefined ? null : bytes(Math.round(value * size));
}
