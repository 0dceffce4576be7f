import { BestEffort, firstLineOf, runCommand, type CommandLimits, type CommandResult } from '../system/command.ts';
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
  NONE_FOUND,
  notUnderstood,
} from './gpu-sample.ts';
import { instancesOf, readMigDetails, readMigListing } from './mig.ts';
import { type Board, BoardReader } from './nvidia-boards.ts';
import { readTopology, type Topology } from './topology.ts';

const FIELDS = 'index,uuid,pci.bus_id,name,memory.total,memory.used,utilization.gpu';
const MIG_FIELD = 'mig.mode.current';
const CSV = '--format=csv,noheader,nounits';

/** Its exit code for a field that it does not know. */
const NOT_VALID = 2;

/** Its exit code when there is a driver and no GPU. */
const NO_DEVICES = 6;

type Boards = { readonly ok: true; readonly boards: readonly Board[]; readonly complaint?: string } | GpuFailure;

/** Asks `nvidia-smi`. What it needs to ask only once it remembers. */
export class NvidiaSmi {
  /** Drivers before MIG refuse to be asked about it. */
  #knowsMig = true;
  #topology: Promise<Topology> | null = null;
  readonly #limits: CommandLimits;
  readonly #reader = new BoardReader();
  readonly #details: BestEffort;
  readonly #apps: BestEffort;

  constructor(limits: CommandLimits) {
    this.#limits = limits;
    this.#details = new BestEffort(limits);
    this.#apps = new BestEffort(limits);
  }

  /** Looks at the GPUs of this host: none where it is not installed, or finds none. Takes twice the limit at most. */
  async look(): Promise<GpuLook> {
    const asked = await this.#boards();
    if (!asked.ok) return asked;
    const { boards, ...complaint } = asked;
    if (boards.length === 0) return NONE_FOUND;
    const [topology, divided] = await Promise.all([this.#topologyOf(boards), this.#divide(boards)]);
    if (!divided.ok) return divided;
    const whole = boards
      .filter(({ isDivided }) => !isDivided)
      .map(({ sample }) => ({ ...sample, links: topology.get(sample.uuid) ?? {} }));
    return {
      ...complaint,
      gpus: [...whole, ...divided.instances].sort(inOrder),
      processes: async () => [...divided.processes, ...(whole.length > 0 ? await this.#processes() : [])],
    };
  }

  async #boards(): Promise<Boards> {
    const fields = this.#knowsMig ? `${FIELDS},${MIG_FIELD}` : FIELDS;
    const result = await runCommand('nvidia-smi', [`--query-gpu=${fields}`, CSV], this.#limits);
    if (!result.ok) {
      if (result.reason === 'missing' || result.code === NO_DEVICES) return { ok: true, boards: [] };
      if (this.#knowsMig && result.code === NOT_VALID && (result.stdout + result.stderr).includes(MIG_FIELD)) {
        this.#knowsMig = false;
        return await this.#boards();
      }
    }
    // With a lost GPU it tells of the others, and then says that it has failed.
    if (!result.ok && result.reason !== 'exit') return failed(result);
    const read = this.#reader.read(`${result.stdout}\n${result.stderr}`, this.#knowsMig);
    if (read.ok && (result.ok || read.boards.some(({ sample }) => sample.fault !== null))) return read;
    if (read.ok && !result.ok && read.boards.length > 0) return { ...read, complaint: complaintOf(result) };
    if (!result.ok) return failed(result);
    const said = read.ok ? '' : firstLineOf(read.line).slice(0, 200);
    return notUnderstood(`nvidia-smi says of no GPU in particular: ${said}`);
  }

  /** The links do not change while the machine runs. Where they cannot be found out they stay unknown. */
  #topologyOf(boards: readonly Board[]): Promise<Topology> {
    const linked = boards.filter(({ isDivided, sample }) => !isDivided && sample.fault === null);
    if (linked.length < 2) return Promise.resolve(new Map());
    const uuids = new Map(boards.map(({ sample }) => [sample.index, sample.uuid]));
    this.#topology ??= new BestEffort(this.#limits)
      .run('nvidia-smi', ['topo', '-m'])
      .then((text) => (text === null ? new Map<string, never>() : readTopology(text, uuids)));
    return this.#topology;
  }

  /** The instances of the GPUs in MIG mode. Only `-L` knows their UUIDs, and only `-q -x` how much of them is used. */
  async #divide(boards: readonly Board[]): Promise<Division> {
    const parents = boards.filter(({ isDivided }) => isDivided);
    if (parents.length === 0) return { ok: true, instances: [], processes: [] };
    const [listed, xml] = await Promise.all([
      runCommand('nvidia-smi', ['-L'], this.#limits),
      this.#details.run('nvidia-smi', ['-q', '-x']),
    ]);
    const listing = readMigListing(listed.stdout);
    // With a lost GPU it lists the others, and then says that it has failed.
    if (!listed.ok && (listed.reason !== 'exit' || listing.length === 0)) return failed(listed);
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

/** What it failed with; its stdout is of GPUs. */
function complaintOf({ code, stderr }: Extract<CommandResult, { ok: false }>): string {
  const said = firstLineOf(stderr);
  return `nvidia-smi exited with ${code ?? 'an error'}${said === '' ? '' : `: ${said}`}`;
}

function parseProcess(line: string): readonly GpuProcess[] {
  const [gpu = '', pid = '', memory = ''] = line.split(',').map((part) => part.trim());
  const number = amount(pid);
  return number === null ? [] : [{ gpu, pid: number, memory: mebibytes(memory) }];
}
