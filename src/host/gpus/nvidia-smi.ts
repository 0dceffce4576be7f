import { BestEffort, runCommand } from '../system/command.ts';
import {
  amount,
  failed,
  type GpuFailure,
  type GpuLook,
  type GpuProcess,
  type GpuSample,
  inOrder,
  linesOf,
  mebibytes,
  NO_GPUS,
  notUnderstood,
  percent,
} from './gpu-sample.ts';
import { instancesOf, readMigDetails, readMigListing } from './mig.ts';
import { readTopology, type Topology } from './topology.ts';

const FIELDS = 'index,uuid,pci.bus_id,name,memory.total,memory.used,utilization.gpu';
const MIG_FIELD = 'mig.mode.current';
const CSV = '--format=csv,noheader,nounits';

/** Its exit code for a field that it does not know. */
const NOT_VALID = 2;

/** Its exit code when there is a driver and no GPU. */
const NO_DEVICES = 6;

/** A whole GPU, as the first question shows it. */
interface Board {
  readonly sample: GpuSample;
  /** As in `00000000:3B:00.0`. */
  readonly bus: string;
  /** In MIG mode, a GPU is no device itself. */
  readonly isDivided: boolean;
}

type Boards = { readonly ok: true; readonly boards: readonly Board[] } | GpuFailure;

/** Asks `nvidia-smi`. What it needs to ask only once it remembers. */
export class NvidiaSmi {
  /** Drivers before MIG refuse to be asked about it. */
  #knowsMig = true;
  #topology: Promise<Topology> | null = null;
  readonly #details = new BestEffort();
  readonly #apps = new BestEffort();

  /** Looks at the GPUs of this host: none where it is not installed, or finds none. Takes 10 seconds at most. */
  async look(): Promise<GpuLook> {
    const asked = await this.#boards();
    if (!asked.ok) return asked;
    const { boards } = asked;
    if (boards.length === 0) return NO_GPUS;
    const [topology, divided] = await Promise.all([this.#topologyOf(boards), this.#divide(boards)]);
    if (!divided.ok) return divided;
    const whole = boards
      .filter(({ isDivided }) => !isDivided)
      .map(({ sample }) => ({ ...sample, links: topology.get(sample.uuid) ?? {} }));
    return {
      ok: true,
      gpus: [...whole, ...divided.instances].sort(inOrder),
      processes: async () => [...divided.processes, ...(whole.length > 0 ? await this.#processes() : [])],
    };
  }

  async #boards(): Promise<Boards> {
    const fields = this.#knowsMig ? `${FIELDS},${MIG_FIELD}` : FIELDS;
    const result = await runCommand('nvidia-smi', [`--query-gpu=${fields}`, CSV]);
    if (result.ok) return parseBoards(result.stdout, this.#knowsMig);
    if (result.reason === 'missing' || result.code === NO_DEVICES) return { ok: true, boards: [] };
    if (this.#knowsMig && result.code === NOT_VALID && (result.stdout + result.stderr).includes(MIG_FIELD)) {
      this.#knowsMig = false;
      return await this.#boards();
    }
    return failed(result);
  }

  /** The links do not change while the machine runs. Where they cannot be found out they stay unknown. */
  #topologyOf(boards: readonly Board[]): Promise<Topology> {
    if (boards.filter(({ isDivided }) => !isDivided).length < 2) return Promise.resolve(new Map());
    const uuids = new Map(boards.map(({ sample }) => [sample.index, sample.uuid]));
    this.#topology ??= new BestEffort()
      .run('nvidia-smi', ['topo', '-m'])
      .then((text) => (text === null ? new Map<string, never>() : readTopology(text, uuids)));
    return this.#topology;
  }

  /** The instances of the GPUs in MIG mode. Only `-L` knows their UUIDs, and only `-q -x` how much of them is used. */
  async #divide(boards: readonly Board[]): Promise<Division> {
    const parents = boards.filter(({ isDivided }) => isDivided);
    if (parents.length === 0) return { ok: true, instances: [], processes: [] };
    const [listed, xml] = await Promise.all([
      runCommand('nvidia-smi', ['-L']),
      this.#details.run('nvidia-smi', ['-q', '-x']),
    ]);
    if (!listed.ok) return failed(listed);
    const listing = readMigListing(listed.stdout);
    const details = readMigDetails(xml ?? '');
    const divided = parents.map(({ sample, bus }) =>
      instancesOf(sample, listing, details.get(bus.toLowerCase()) ?? null),
    );
    return {
      ok: true,
      instances: divided.flatMap(({ instances }) => instances),
      processes: divided.flatMap(({ processes }) => processes),
    };
  }

  async #processes(): Promise<readonly GpuProcess[]> {
    const text = await this.#apps.run('nvidia-smi', ['--query-compute-apps=gpu_uuid,pid,used_memory', CSV]);
    return linesOf(text ?? '').flatMap(parseProcess);
  }
}

type Division =
  | { readonly ok: true; readonly instances: readonly GpuSample[]; readonly processes: readonly GpuProcess[] }
  | GpuFailure;

/** Reads what is printed for the fields, one GPU a line. */
function parseBoards(text: string, withMig: boolean): Boards {
  const boards: Board[] = [];
  for (const line of linesOf(text)) {
    if (/^no devices/i.test(line)) continue;
    const board = parseBoard(line, withMig);
    if (board === null) {
      return notUnderstood(`nvidia-smi says of no GPU in particular: ${line.trim().slice(0, 200)}`);
    }
    boards.push(board);
  }
  return { ok: true, boards };
}

/** The name may hold commas, so the fields after it are counted from the end. */
function parseBoard(line: string, withMig: boolean): Board | null {
  const fields = line.split(',').map((part) => part.trim());
  const mig = withMig ? (fields.pop() ?? '') : '';
  const [total = '', used = '', load = ''] = fields.splice(-3);
  const [index = '', uuid = '', bus = '', ...name] = fields;
  if (!/^\d+$/.test(index) || !uuid.startsWith('GPU-') || name.length === 0) return null;
  const sample: GpuSample = {
    vendor: 'nvidia',
    index: Number(index),
    uuid,
    name: name.join(', '),
    memory: mebibytes(total),
    used: mebibytes(used),
    load: percent(load),
    fault: [total, used, load].map(faultIn).find((fault) => fault !== null) ?? null,
    links: {},
  };
  return { sample, bus, isDivided: mig === 'Enabled' };
}

function parseProcess(line: string): readonly GpuProcess[] {
  const [gpu = '', pid = '', memory = ''] = line.split(',').map((part) => part.trim());
  const number = amount(pid);
  return number === null ? [] : [{ gpu, pid: number, memory: mebibytes(memory) }];
}

/** `[GPU is lost]`, `[Unknown Error]` or `ERR!` in the place of a number. */
function faultIn(field: string): string | null {
  if (field === 'ERR!') return field;
  const [, said = ''] = /^\[(.*)\]$/.exec(field) ?? [];
  return /lost|error|reset/i.test(said) ? said : null;
}
