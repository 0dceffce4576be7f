import { spawn, type ChildProcess } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { CommandResult } from '../../src/launch/slurm/commands.ts';

/** A task of an array, as the controller of a fake cluster has it. */
export interface FakeTask {
  readonly index: number;
  state: string;
  reason: string;
  /** What was taken off its priority, which is less by one for each array that came before; held, it is 0. */
  nice: number;
  child: ChildProcess | null;
}

/** An array that a fake cluster has taken. */
export interface FakeArray {
  readonly id: string;
  readonly name: string;
  readonly script: string;
  readonly tasks: readonly FakeTask[];
}

const DONE: CommandResult = { is: 'done', text: '' };

/**
 * What the commands of Slurm come to where there is none: a queue whose tasks are processes of this machine once they are released. A test says what
 * sbatch makes of an array, whether the controller answers, and what it calls the state of a task.
 */
export class FakeSlurm {
  readonly arrays: FakeArray[] = [];
  /** Each command that was run, by words. */
  readonly calls: (readonly string[])[] = [];
  /** What sbatch comes to: it takes the array, refuses it with this message, or does not answer, be it that it takes it. */
  sbatch: 'takes' | 'says nothing' | 'takes and says nothing' | { readonly refuses: string } = 'takes';
  answers = true;
  /** What sbatch waits for before it does anything. */
  sbatchWaits: Promise<void> = Promise.resolve();
  /** Whether a release is remembered, once it has been answered. */
  remembersReleases = true;
  /** Whether tasks that are released begin. */
  hasRoom = true;
  /** What sacct knows; null where there is none. */
  accounts: string | null = null;
  readonly #env: NodeJS.ProcessEnv;

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.#env = env;
  }

  readonly run = async (words: readonly string[]): Promise<CommandResult> => {
    this.calls.push(words);
    if (words[0] === 'sbatch') await this.sbatchWaits;
    return this.#answer(words);
  };

  /** How often a command was run whose words begin so. */
  count(...words: readonly string[]): number {
    return this.calls.filter((call) => words.every((word, at) => call[at] === word)).length;
  }

  /** The only array that there is. */
  get array(): FakeArray {
    const [array] = this.arrays;
    if (array === undefined || this.arrays.length > 1) throw new Error(`${this.arrays.length} arrays`);
    return array;
  }

  /** Has a task be in another state, without anything of it living on unless that is asked for. */
  fail(array: FakeArray, index: number, state: string): void {
    const task = array.tasks.find((one) => one.index === index);
    if (task === undefined) throw new Error(`no task ${index}`);
    kill(task.child, 'SIGKILL');
    task.state = state;
  }

  /** A task is started whatever its state is; comes back when it has ended. */
  async runsAnyway({ script, tasks }: FakeArray, index: number): Promise<void> {
    const task = tasks.find((one) => one.index === index);
    if (task === undefined) throw new Error(`no task ${index}`);
    this.#begin(script, task);
    await new Promise((resolve) => task.child?.on('exit', resolve));
  }

  /** What waits is held, as its user may have it, and as it is where a controller that died has forgotten a release. */
  holdAll(): void {
    for (const task of this.arrays.flatMap(({ tasks }) => tasks))
      if (task.state === 'PENDING') task.reason = 'JobHeldUser';
  }

  /** The controller knows nothing of any array any more. */
  forget(): void {
    this.arrays.length = 0;
  }

  #answer(words: readonly string[]): CommandResult {
    const [command, ...rest] = words;
    if (command === 'sbatch') return this.#submit(rest);
    if (command === 'sacct')
      return this.accounts === null ? { is: 'refused', message: 'no accounts' } : { is: 'done', text: this.accounts };
    if (!this.answers) return { is: 'unanswered' };
    if (command === 'squeue') return { is: 'done', text: this.#rows() };
    if (command === 'scancel') return this.#cancel(rest);
    if (rest[0] === 'release') return this.#release((rest[1] ?? '').replace('jobname=', ''));
    if (rest[0] === 'update') return this.#renice(rest);
    return { is: 'done', text: 'ClusterName = fake\nMaxArraySize = 1001\n' };
  }

  #submit(words: readonly string[]): CommandResult {
    const { sbatch } = this;
    if (typeof sbatch === 'object') return { is: 'refused', message: sbatch.refuses };
    if (sbatch === 'says nothing') return { is: 'unanswered' };
    const id = String(100 + 10 * this.arrays.length);
    const tasks = indicesOf(option(words, 'array')).map((index) => {
      return { index, state: 'PENDING', reason: 'JobHeldUser', nice: 0, child: null };
    });
    this.arrays.push({ id, name: option(words, 'job-name'), script: words.at(-1) ?? '', tasks });
    return sbatch === 'takes' ? { is: 'done', text: `${id}\n` } : { is: 'unanswered' };
  }

  #rows(): string {
    const rows = this.arrays.flatMap(({ id, name, tasks }) =>
      tasks.map(({ index, state, reason, nice }) => {
        const priority = reason === 'JobHeldUser' ? 0 : 1000 - Number(id) - nice;
        return `${id}|${index}|${state}|${priority}|${nice}|${name}|${reason}`;
      }),
    );
    return `${rows.join('\n')}\n`;
  }

  #release(name: string): CommandResult {
    if (!this.remembersReleases) return DONE;
    for (const { script, tasks } of this.arrays.filter((array) => array.name === name)) {
      for (const task of tasks) {
        if (task.state !== 'PENDING') continue;
        task.reason = 'Resources';
        if (this.hasRoom) this.#begin(script, task);
      }
    }
    return DONE;
  }

  #renice(words: readonly string[]): CommandResult {
    const [, id, spelled = ''] = /^jobid=(\d+)_\[(.*)\]$/.exec(words[1] ?? '') ?? [];
    const wanted = new Set(indicesOf(spelled));
    for (const { tasks } of this.arrays.filter((array) => array.id === id)) {
      for (const task of tasks) if (wanted.has(task.index)) task.nice = Number(words[2]?.replace('nice=', ''));
    }
    return DONE;
  }

  #begin(script: string, task: FakeTask): void {
    const { index } = task;
    const env = { ...this.#env, SLURM_ARRAY_TASK_ID: String(index) };
    const log = join(dirname(script), `${index}.log`);
    const child = spawn('bash', ['-c', 'exec bash "$0" >>"$1" 2>&1', script, log], { env, detached: true, cwd: '/' });
    task.child = child;
    task.state = 'RUNNING';
    child.on('exit', (code) => {
      if (task.state === 'RUNNING') task.state = code === 0 ? 'COMPLETED' : 'FAILED';
    });
  }

  /** With a filter by name all that waits of an array goes, whichever of its tasks are named: so does that of Slurm 22.05. */
  #cancel(words: readonly string[]): CommandResult {
    const name = option(words, 'name');
    const signal = words.includes('--signal=TERM');
    const [, id, spelled] = /^(\d+)_\[(.*)\]$/.exec(words.at(-1) ?? '') ?? [];
    const wanted = spelled === undefined || name !== '' ? null : new Set(indicesOf(spelled));
    for (const array of this.arrays) {
      if ((name !== '' && array.name !== name) || (id !== undefined && array.id !== id)) continue;
      for (const task of array.tasks) {
        if (wanted !== null && !wanted.has(task.index)) continue;
        if (signal) {
          kill(task.child, 'SIGTERM');
        } else if (task.state === 'PENDING' || task.state === 'RUNNING') {
          kill(task.child, 'SIGKILL');
          task.state = 'CANCELLED';
        }
      }
    }
    return DONE;
  }
}

/** The value of a long option. */
function option(words: readonly string[], name: string): string {
  return words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '';
}

function indicesOf(spelled: string): readonly number[] {
  return spelled.split(',').flatMap((span) => {
    const [from = 0, to = from] = span.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  });
}

/** The signal that ends it goes to all of its session's first group; another to itself alone. */
function kill(child: ChildProcess | null, signal: NodeJS.Signals): void {
  if (child?.pid === undefined) return;
  try {
    process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal);
  } catch {
    // It has gone by itself.
  }
}
