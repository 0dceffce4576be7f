import { performance } from 'node:perf_hooks';
import { endOfFile } from '../../disk/file-end.ts';
import { seconds, type Seconds } from '../../model/units.ts';
import { isHeldByUser, isHopeless, stageOf, stateInMessages, type TaskRow } from './answers.ts';
import { messagesOf } from './arrays.ts';
import { slurmRequest } from './request.ts';
import type { Roster, SlurmExecutorOptions, TaskArray } from './roster.ts';
import { concludeTask, keeperOf, readConclusion, type Task } from './task.ts';
import type { WaitingTask } from './turns.ts';
import { judgeTask, REQUEUED, since } from './verdict.ts';

/** Bytes at the end of what is said of a task that are looked through. */
const MESSAGES = 16 * 1024;

/** Sees what becomes of tasks: by their folders, and by one question to the controller about all of them. */
export class QueueWatch {
  readonly #options: SlurmExecutorOptions;
  readonly #roster: Roster;
  /** When the controller was asked last, in milliseconds of the monotonic clock, and what it answered by task; null where it did not. */
  #asked = -Infinity;
  #rows: ReadonlyMap<string, TaskRow> | null = null;
  #hasAnswered = true;
  readonly #complaints = new Set<string>();
  readonly #cancel: (task: Task) => void;

  /** @param cancel  Takes a task out of the queue. */
  constructor(options: SlurmExecutorOptions, roster: Roster, cancel: (task: Task) => void) {
    this.#options = options;
    this.#roster = roster;
    this.#cancel = cancel;
  }

  /** Asks about these arrays. The names and ids of those of which Slurm has tasks; null where it does not answer. */
  async ask(names: readonly string[]): Promise<ReadonlyMap<string, string> | null> {
    const asked = performance.now();
    const rows = names.length === 0 ? [] : await this.#options.controller.tasks(names);
    this.#sayWhetherAnswered(rows !== null);
    this.#asked = asked;
    this.#rows = rows === null ? null : new Map(rows.map((row) => [keyOf(row.array, row.index), row]));
    if (rows === null) return null;
    this.#sayWhatWaitsInVain(rows);
    return new Map(rows.map(({ array, id }) => [array, id]));
  }

  /** What Slurm says of a task, by what was heard last; `gone` where it knows nothing of it, and `unknown` where it did not answer. */
  stateOf({ on }: Pick<Task, 'on'>): string {
    if (this.#rows === null) return 'unknown';
    const row = this.#rows.get(keyOf(on.array, on.index));
    if (row !== undefined) return row.state;
    const array = this.#roster.arrays.get(on.array);
    // An answer from before it was taken tells nothing of it.
    const isOlder = array !== undefined && (array.takenAt === null || this.#asked <= array.takenAt);
    return isOlder ? 'PENDING' : 'gone';
  }

  /** Whether all tasks of an array that was released are still held, by what was heard last; null where nothing was heard of it since. */
  isHeld({ name, releasedAt }: Pick<TaskArray, 'name' | 'releasedAt'>): boolean | null {
    if (this.#rows === null || this.#asked <= releasedAt) return null;
    const rows = [...this.#rows.values()].filter(({ array }) => array === name);
    return rows.length === 0 ? null : rows.every(isHeldByUser);
  }

  /** The tasks that wait, and are not held, by what was heard last; a task that is not known to the caller has no turn, and is left out. */
  waiting(turnOf: (task: Task) => number | undefined): readonly WaitingTask[] {
    const tasks = [...this.#roster.arrays.values()].flatMap((array) => [...array.tasks]);
    return tasks.flatMap((task): readonly WaitingTask[] => {
      const row = this.#rows?.get(keyOf(task.on.array, task.on.index));
      const turn = turnOf(task);
      if (row === undefined || turn === undefined || row.priority === 0 || stageOf(row.state) !== 'queued') return [];
      const { id, index, priority, nice } = row;
      return [{ id, index, turn, priority, nice }];
    });
  }

  /** Looks at each task, and tells what has become of it since. */
  async look(): Promise<void> {
    const gone: Task[] = [];
    for (const task of [...this.#roster.arrays.values()].flatMap(({ tasks }) => [...tasks])) {
      const state = this.stateOf(task);
      if (!task.hasBegun && stageOf(state) === 'queued') continue;
      this.#read(task, state);
      if (state === 'gone' && task.conclusion === null) gone.push(task);
      else this.#judge(task, state);
    }
    const late = gone.filter((task) => this.#isLate(task));
    if (late.length === 0) return;
    const names = [...new Set(late.map(({ on }) => on.array))];
    const rows = await this.#options.controller.accounts(names);
    const states = new Map(rows.map((row) => [keyOf(row.array, row.index), row.state]));
    for (const task of late) {
      const told = states.get(keyOf(task.on.array, task.on.index)) ?? (await this.#stateInMessages(task));
      this.#judge(task, told ?? 'gone');
    }
  }

  /** Takes in what its folder says of a task. */
  #read(task: Task, state: string): void {
    const folder = this.#roster.folderOf(task);
    const keeper = task.hasBegun ? null : keeperOf(folder);
    if (keeper !== null) {
      task.hasBegun = true;
      this.#options.report({ signal: 'started', job: task.id, attempt: task.attempt, process: keeper });
    }
    if (task.hasBegun) task.begunAt ??= performance.now();
    task.conclusion = readConclusion(task, folder, this.#roster.treeOf(task));
    const isOver = task.conclusion !== null || state === 'gone' || stageOf(state) === 'over';
    task.overSince = isOver ? (task.overSince ?? performance.now()) : null;
  }

  #isLate({ overSince, stop }: Task): boolean {
    const overFor = since(overSince, performance.now());
    return overFor !== null && (stop !== null || overFor >= this.#options.settings.latency);
  }

  #judge(task: Task, state: string): void {
    const { hasBegun, conclusion, stop, overSince } = task;
    const verdict = judgeTask({
      ...{ hasBegun, state, toldToStop: stop !== null },
      isRequeued: task.begunAt !== null && task.begunAt < this.#asked && stageOf(state) === 'queued',
      ending: conclusion?.outcome ?? null,
      overFor: since(overSince, performance.now()),
      latency: this.#options.settings.latency,
      limit: this.#limitOf(task),
    });
    switch (verdict.is) {
      case 'going on':
        return;
      case 'taken':
        if (verdict.how === REQUEUED) this.#cancel(task);
        return this.#roster.taken(task, verdict.how);
      case 'never began':
        return void this.#endUnbegun(task, verdict.state);
      case 'ended': {
        const found = conclusion ?? concludeTask(task, this.#roster.folderOf(task), this.#roster.treeOf(task));
        return void this.#roster.end(task, { ...found, outcome: verdict.outcome });
      }
      default:
        return verdict satisfies never;
    }
  }

  /** The limit that Slurm was given for a task. */
  #limitOf({ job, limit }: Task): Seconds {
    const request = job === null ? null : slurmRequest(job, this.#options.settings);
    return request === null ? (limit ?? seconds(0)) : seconds(60 * request.minutes);
  }

  /** A task that is over in the queue and never began must never begin, also where it is only late to be seen. */
  async #endUnbegun(task: Task, state: string): Promise<void> {
    const said = await this.#said(task);
    if (!this.#roster.giveUp(task)) return;
    const line = said.split('\n').findLast((one) => one.trim() !== '') ?? null;
    if (state === 'gone' && line === null) {
      await this.#roster.end(task, { outcome: { cause: 'lost' }, error: null, seconds: null });
      return;
    }
    const how = line === null ? '' : `: ${line.trim()}`;
    const message = `its node did not come to its wrapper script (${state})${how}`;
    await this.#roster.end(task, { outcome: { cause: 'spawn', message }, error: null, seconds: null });
  }

  async #stateInMessages(task: Task): Promise<string | null> {
    return stateInMessages(await this.#said(task));
  }

  /** What Slurm, and the batch script, have said of a task. */
  async #said({ on }: Task): Promise<string> {
    const bytes = await endOfFile(messagesOf(this.#roster.folderOfArray(on.array), on.index), MESSAGES);
    return bytes?.toString('utf8') ?? '';
  }

  #sayWhetherAnswered(hasAnswered: boolean): void {
    if (hasAnswered === this.#hasAnswered) return;
    this.#hasAnswered = hasAnswered;
    const { name, say } = this.#options;
    say(hasAnswered ? `${name} answers again` : `${name} does not answer; its jobs are taken to go on until it does`);
  }

  #sayWhatWaitsInVain(rows: readonly TaskRow[]): void {
    for (const { array, id, state, reason } of rows) {
      if (stageOf(state) !== 'queued' || !isHopeless(reason) || this.#complaints.has(`${array} ${reason}`)) continue;
      this.#complaints.add(`${array} ${reason}`);
      this.#options.say(`${id} waits on ${this.#options.name} for what does not come by itself: ${reason}`);
    }
  }
}

function keyOf(array: string, index: number): string {
  return `${array} ${index}`;
}
