import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lockOwner } from '../../src/host/system/lock.ts';
import { lockPath } from '../../src/journal/folder.ts';
import { HostOfRuns } from '../rig/host-of-runs.ts';
import type { Project, Running } from '../rig/project.ts';
import { membersOf, partsOf } from './members.ts';
import type { Fault, Late, SweepSketch, Victim } from './round.ts';
import { HOST_FILE, OF_EACH, sweepText } from './sweep-text.ts';
import type { Tools } from './tools.ts';

/** The user besides the one who runs the tests, where that is root. */
const OTHER_USER = process.geteuid?.() === 0 ? 65_534 : undefined;

/** A sweep of a round, and what has become of it so far. */
export interface ArenaSweep {
  readonly name: string;
  readonly sketch: SweepSketch;
  readonly project: Project;
  readonly runFolder: string;
  /** How many jobs its file has now, and the how manyeth definition of them it is. */
  jobs: number;
  version: number;
  /** All runs that were begun, in that order. */
  readonly runs: Running[];
  /** Jobs that somebody has asked to hold or to kill. */
  readonly held: Set<string>;
  readonly killed: Set<string>;
}

/** The host of a round: its runs, their pages and clients, and the processes of all of them. */
export class Arena {
  readonly host: HostOfRuns;
  readonly sweeps: readonly ArenaSweep[];
  readonly #tools: Tools;
  readonly #late: Late | null;
  readonly #ends: (() => void)[] = [];
  readonly #pending: Promise<unknown>[] = [];
  readonly #hits: string[] = [];
  readonly #others: { readonly what: 'client' | 'page'; readonly running: Running }[] = [];

  constructor(tools: Tools, sketches: readonly SweepSketch[], late: Late | null) {
    this.#tools = tools;
    this.#late = late;
    this.host = new HostOfRuns((clear) => this.#ends.push(clear));
    mkdirSync(join(this.host.marks, 'locks'));
    chmodSync(join(this.host.marks, 'locks'), 0o777);
    for (const name of ['begun', 'done', 'violations']) this.host.mark(name);
    this.sweeps = sketches.map((sketch, index) => this.#makeSweep(sketch, `s${index}`));
  }

  /** How many jobs have begun. */
  get begun(): number {
    return statSync(join(this.host.marks, 'begun')).size;
  }

  /** What was done to whom so far, each time. */
  get hits(): readonly string[] {
    return this.#hits;
  }

  /** Starts a run of a sweep, which takes it over if it runs already. */
  run(sweep: ArenaSweep, fault: Fault | null = null): Running {
    const { faulty, late } = this.#tools;
    const env = { ...(fault === null ? {} : faulty(fault)), ...(this.#late === null ? {} : late(this.#late)) };
    const args = ['--slots', String(OF_EACH), '--yes'];
    const running = this.host.run(sweep.project, OF_EACH, { args, env, ...userOf(sweep.sketch) });
    sweep.runs.push(running);
    if (fault !== null) void this.#noteEnd(running, fault);
    return running;
  }

  /** Starts another command in the project of a sweep. */
  start(what: 'client' | 'page', sweep: ArenaSweep, args: readonly string[]): Running {
    const env = { ...this.host.environment, HOME: sweep.project.root };
    const running = sweep.project.start(args, env, userOf(sweep.sketch).uid);
    this.#others.push({ what, running });
    return running;
  }

  /** Changes the file of a sweep: it has one more job, or all of its jobs are others. */
  edit(sweep: ArenaSweep, how: 'grows' | 'is defined otherwise'): void {
    if (how === 'grows') sweep.jobs += 1;
    else sweep.version += 1;
    sweep.project.write('s.yaml', sweepText(sweep.name, sweep.sketch, sweep, this.#tools.job));
  }

  /** The pid of who is to be hit; null when there is none. */
  find(whom: Victim, sweep: ArenaSweep, which: number): number | null {
    const found = whom === 'runner' ? this.#runnerOf(sweep) : this.#pidsOf(whom);
    return found.length === 0 ? null : found[which % found.length]!;
  }

  /** Sends a signal, and notes to whom; false when there is no such process any more. */
  send(pid: number, signal: NodeJS.Signals, whom?: Victim): boolean {
    try {
      process.kill(pid, signal);
    } catch {
      return false;
    }
    if (whom !== undefined) this.#hits.push(`${signal} to ${whom}`);
    return true;
  }

  /** Comes back when the run of this process has ended. */
  async endOf(pid: number): Promise<void> {
    const runs = this.sweeps.flatMap((sweep) => sweep.runs);
    await runs.find(({ child }) => child.pid === pid)?.ended;
  }

  /** The round does not end before this. */
  later(what: Promise<unknown>): void {
    this.#pending.push(what);
  }

  /** The processes that live and belong to the round, in words. */
  living(): readonly string[] {
    return this.#members().map(({ pid, name }) => `${name} (${pid})`);
  }

  /** Comes back when no run goes on any more, nor any client; pages are killed. */
  async quiet(): Promise<void> {
    for (const { what, running } of this.#others) if (what === 'page') running.child.kill('SIGKILL');
    await Promise.all([...this.#pending, ...this.#others.map(({ running }) => running.ended)]);
    await Promise.all(this.sweeps.flatMap(({ runs }) => runs.map((run) => run.ended)));
  }

  /** Whether a run goes on. */
  isRunning(): boolean {
    return this.sweeps.some(({ runs }) => runs.some(({ child }) => isThere(child)));
  }

  clear(): void {
    for (const end of this.#ends) end();
  }

  async #noteEnd({ ended }: Running, { of, how }: Fault): Promise<void> {
    const { code } = await ended;
    if (how.startsWith('lingers') || code === 'SIGKILL') this.#hits.push(`${how} ${POINTS[of]}`);
  }

  #makeSweep(sketch: SweepSketch, name: string): ArenaSweep {
    const text = sweepText(name, sketch, { jobs: sketch.jobs, version: 1 }, this.#tools.job);
    const project = this.host.project(text, { files: { '.sweep-host.yaml': HOST_FILE }, ...userOf(sketch) });
    const runFolder = project.path('.sweep', name);
    const fresh = { jobs: sketch.jobs, version: 1, runs: [], held: new Set<string>(), killed: new Set<string>() };
    return { name, sketch, project, runFolder, ...fresh };
  }

  #runnerOf({ runFolder }: ArenaSweep): readonly number[] {
    const found = lockOwner(lockPath(runFolder));
    return found?.liveness === 'alive' ? [found.owner.process.pid] : [];
  }

  #pidsOf(whom: Exclude<Victim, 'runner'>): readonly number[] {
    if (whom !== 'client' && whom !== 'page') return partsOf(this.#members(), whom).map(({ pid }) => pid);
    return this.#others.flatMap(({ what, running: { child } }) =>
      what === whom && isThere(child) ? [child.pid!] : [],
    );
  }

  #members(): ReturnType<typeof membersOf> {
    return membersOf(this.host.first.hostFolder);
  }
}

const POINTS: Readonly<Record<Fault['of'], string>> = {
  journal: 'a write to the journal',
  hold: 'a hold',
  'giving up': 'an attempt that it gives up',
  disk: 'a change on the disk',
};

function isThere({ exitCode, signalCode }: Running['child']): boolean {
  return exitCode === null && signalCode === null;
}

function userOf({ user }: SweepSketch): { readonly uid?: number } {
  return user === 1 && OTHER_USER !== undefined ? { uid: OTHER_USER } : {};
}
