import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { decodeEvent } from '../../src/journal/codec.ts';
import { attemptFolder, readEnding } from '../../src/launch/folder.ts';
import type { Event, EventOf } from '../../src/model/event.ts';
import type { JobId } from '../../src/model/plan.ts';
import { processesWith } from './living.ts';
import { PROGRAM } from './program.ts';
import { until } from './until.ts';

/** How a command ended. */
export interface Ended {
  /** The exit code, or the signal that ended it. */
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way. */
export interface Running {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly output: Readonly<Pick<Ended, 'stdout' | 'stderr'>>;
  readonly ended: Promise<Ended>;
}

/** Has something done at the end of a test, or of a part of it. */
export type AtEnd = (clear: () => void) => void;

/** A folder of its own for one test, with the built program to run in it; gone when the test has finished. */
export class Project {
  readonly root: string;
  /** The host folder of its runs: they share the machine with those of no other test. */
  readonly hostFolder: string;
  readonly #children = new Set<ChildProcess>();

  /** @param atEnd when it is to be gone, if not at the end of the test. */
  constructor(files: Readonly<Record<string, string>> = {}, atEnd: AtEnd = onTestFinished) {
    this.root = mkdtempSync(join(tmpdir(), 'sweep-e2e-'));
    this.hostFolder = mkdtempSync(join(tmpdir(), 'sweep-host-'));
    mkdirSync(join(this.root, '.git'));
    for (const [path, text] of Object.entries(files)) this.write(path, text);
    atEnd(() => {
      this.#clear();
    });
  }

  /** What its runs find in their environment, over that of this process. */
  get environment(): Readonly<Record<string, string | undefined>> {
    return { NO_COLOR: '1', CUDA_VISIBLE_DEVICES: undefined, SWEEP_HOST_DIR: this.hostFolder };
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8');
  }

  has(path: string): boolean {
    return existsSync(this.path(path));
  }

  /** Everything that is in the project, but for what it was made with. */
  traces(): readonly string[] {
    return readdirSync(this.root).filter((name) => name !== '.git');
  }

  /** Runs `sweep` with these arguments to its end. */
  sweep(...args: readonly string[]): Promise<Ended> {
    return this.start(args).ended;
  }

  /** The same in a folder of the project. */
  sweepIn(folder: string, ...args: readonly string[]): Promise<Ended> {
    return this.start(args, {}, undefined, folder).ended;
  }

  /** Starts `sweep`, as user `uid` if one is given; `env` is laid over this process's environment. */
  start(args: readonly string[], env: Readonly<Record<string, string>> = {}, uid?: number, folder = '.'): Running {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd: this.path(folder),
      env: { ...process.env, ...this.environment, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    this.#children.add(child);
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
    const ended = new Promise<Ended>((resolve) => {
      child.on('close', (code, signal) => {
        this.#children.delete(child);
        resolve({ code: code ?? signal ?? 'unknown', ...output });
      });
    });
    return { child, output, ended };
  }

  /** The events in a sweep's journal so far. */
  journal(sweep: string): Event[] {
    const path = this.path('.sweep', sweep, 'journal.jsonl');
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, 'utf8').split('\n').slice(1, -1);
    return lines.map((line) => {
      const event = decodeEvent(line);
      if (event === null) throw new Error(`no event: ${line}`);
      return event;
    });
  }

  /** The events of one kind in a sweep's journal so far. */
  events<Name extends Event['event']>(sweep: string, name: Name): EventOf<Name>[] {
    const isOfThatName = (event: Event): event is EventOf<Name> => event.event === name;
    return this.journal(sweep).filter(isOfThatName);
  }

  /** Waits until a sweep's journal has `count` events of a kind. */
  async eventually(sweep: string, name: Event['event'], count = 1): Promise<void> {
    await until(`${count} times ${name} in the journal of ${sweep}`, () => this.events(sweep, name).length >= count);
  }

  /** Waits until a file is there. */
  async appears(path: string): Promise<void> {
    await until(path, () => this.has(path));
  }

  /** Waits until the keeper of a first attempt has written down how that ended. */
  async hasEnded(sweep: string, job: string): Promise<void> {
    const folder = attemptFolder(this.path('.sweep', sweep), job as JobId, 1);
    await until(`the end of ${job}`, () => readEnding(folder));
  }

  #clear(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    // A test that has failed may have left jobs that wait for ever; with a folder less they would wait in a fast loop.
    for (const pid of processesWith('SWEEP_HOST_DIR', this.hostFolder)) killOne(pid);
    for (const folder of [this.root, this.hostFolder]) rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  }
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Kills a runner as a crash does, and waits until it is gone. */
export async function crash(running: Running): Promise<void> {
  running.child.kill('SIGKILL');
  await running.ended;
}
