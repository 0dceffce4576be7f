import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { chownSync, closeSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newestCopy } from '../../src/host/leases/lease-copies.ts';
import { leaseFileName, makeLeaseFile } from '../../src/host/leases/lease-file.ts';
import { writeLease, type Lease } from '../../src/host/leases/lease-text.ts';
import { openLeases, type Leases } from '../../src/host/leases/leases.ts';
import { identify, isAlive } from '../../src/host/system/process.ts';
import type { ClaimedHold, Claims } from '../../src/model/sharing/neighbours.ts';
import type { ProcessId } from '../../src/model/process-id.ts';
import { tick } from '../../src/model/units.ts';
import { until } from './until.ts';

/** The process that runs the tests. */
export const SELF = identify(process.pid)!;
export const UID = process.geteuid!();

/** Puts the file of a run in place, with this text. */
export function plantLeaseFile(folder: string, name: string, text: string): void {
  closeSync(makeLeaseFile(folder, name, { serial: 1, text }));
}

/** What stands in the file of a run. */
export function leaseTextIn(path: string): string {
  const copy = newestCopy(readFileSync(path));
  if (copy === null) throw new Error(`no copy in ${path} is whole`);
  return copy.text;
}

/** A host folder of its own, and what runs and processes a test has made. */
export class HostRig {
  readonly folder = mkdtempSync(join(tmpdir(), 'leases-'));
  readonly warnings: string[] = [];
  readonly #open: Leases[] = [];
  readonly #children: ChildProcess[] = [];

  /** A run of this process. */
  join(run: string, folder = this.folder): Leases {
    const warn = (message: string): number => this.warnings.push(message);
    const leases = openLeases({ folder, self: SELF, runFolder: `/runs/${run}`, sweep: run, warn });
    this.#open.push(leases);
    return leases;
  }

  /** Puts the file of some other run there; answers with its path. */
  plant(run: string, lease: Partial<Lease> = {}, uid = UID): string {
    return this.plantText(run, writeLease({ ...statement({ sweep: run }), runner: SELF, user: 'ada', ...lease }), uid);
  }

  plantText(run: string, text: string, uid = UID): string {
    const name = leaseFileName(uid, `/runs/${run}`);
    plantLeaseFile(this.folder, name, text);
    const path = join(this.folder, name);
    if (uid !== UID) chownSync(path, uid, uid);
    return path;
  }

  /** A process that lives until it is killed. */
  process(options: SpawnOptions = {}): ProcessId {
    const child = spawn('sleep', ['300'], { stdio: 'ignore', ...options });
    this.#children.push(child);
    return identify(child.pid!)!;
  }

  /** A process that is no more. */
  async dead(): Promise<ProcessId> {
    const id = this.process();
    await this.kill(id);
    return id;
  }

  async kill(id: ProcessId): Promise<void> {
    process.kill(id.pid, 'SIGKILL');
    await until('the process to die', () => isAlive(id) === 'dead');
  }

  close(): void {
    for (const leases of this.#open) leases.close();
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function statement(part: Partial<Claims> = {}): Claims {
  return {
    sweep: 'beam',
    submitted: tick(5),
    slotsOfUser: 0,
    holds: [],
    wants: [],
    voids: [],
    quarantined: {},
    pending: 1,
    ...part,
  };
}

/** A hold of one slot. */
export function hold(part: Partial<ClaimedHold> = {}): ClaimedHold {
  return {
    ...{ job: 'train', attempt: 1, keeper: null, mark: null, gpus: [], share: null, gpuMemory: null },
    ...{ slots: 1, memory: null, resources: {}, until: null },
    ...part,
  };
}

/** One job that wants one GPU. */
export function want(part: Partial<Claims['wants'][number]> = {}): Claims['wants'][number] {
  return {
    ...{ job: 'train', jobs: 1, priority: 0, gpus: 1, share: null, gpuMemory: null },
    ...{ allowed: ['GPU-0'], slots: 1, memory: null, resources: {}, keptByUser: false, bound: null },
    ...part,
  };
}
