import type { SlurmSettings } from '../../model/executor.ts';
import {
  ACCOUNT_FORMAT,
  accountRows,
  complaintOf,
  configured,
  mayPass,
  QUEUE_FORMAT,
  queueRows,
  submittedId,
  type TaskRow,
} from './answers.ts';
import type { CommandResult, RunSlurm } from './commands.ts';
import { type Driver, driverQuestion, driverRow, type DriverRow, driverWords } from './driver.ts';
import { spellIndices } from './indices.ts';
import { type Partition, PARTITION_FORMAT, partitionsOf } from './partitions.ts';
import { requestWords, type SlurmRequest } from './request.ts';
import type { Renicing } from './turns.ts';

/** An array that is to be submitted. */
export interface Submission {
  /** Which no other array has. */
  readonly name: string;
  /** In order. */
  readonly indices: readonly number[];
  readonly request: SlurmRequest;
  /** The absolute path of the batch script, and of the folder of what Slurm says about its tasks. */
  readonly script: string;
  readonly logs: string;
  /** That Slurm alone sees it through, and how many of its tasks run at once at the most, null for all; left out where a runner does. */
  readonly detached?: { readonly atOnce: number | null };
}

/** What became of it. */
export type Submitted =
  | { readonly is: 'taken'; readonly id: string; readonly cluster: string | null }
  /** Slurm does not take it now, or at all. */
  | { readonly is: 'refused'; readonly because: string; readonly mayPass: boolean }
  /** It may have been taken. */
  | { readonly is: 'unanswered' };

/** What a cluster says of itself. */
export interface ClusterFacts {
  readonly name: string;
  /** The first index that no array may have. */
  readonly maxArraySize: number;
  /** How many jobs of all users it keeps in mind; null where it does not say. */
  readonly maxJobs: number | null;
  /** Of Slurm; empty where it does not say. */
  readonly version: string;
}

/** As many names as are asked for one by one; of more, all of the user's are looked through. */
const MOST_NAMES = 200;

/** As many tasks as an array has where the cluster does not say how many it may have. */
const USUAL_ARRAY_SIZE = 1001;

/** How many days sacct looks back. */
const DAYS = 30;

/** The controller of a cluster, asked by its own commands. Nothing goes by an id of former times, which another array may have by now: by the name. */
export class Controller {
  readonly #run: RunSlurm;
  readonly #settings: SlurmSettings;
  #keepsAccounts = true;

  constructor(run: RunSlurm, settings: SlurmSettings) {
    this.#run = run;
    this.#settings = settings;
  }

  /** What the cluster says of itself; else why it says nothing. */
  async facts(): Promise<ClusterFacts | string> {
    const result = await this.#run(['scontrol', 'show', 'config']);
    if (result.is !== 'done') return problemOf('scontrol', result);
    const size = Number(configured(result.text, 'MaxArraySize') ?? USUAL_ARRAY_SIZE);
    const jobs = configured(result.text, 'MaxJobCount');
    return {
      name: configured(result.text, 'ClusterName') ?? '',
      maxArraySize: size,
      maxJobs: jobs === null ? null : Number(jobs),
      version: configured(result.text, 'SLURM_VERSION') ?? '',
    };
  }

  /** Its partitions; else why it does not tell. */
  async partitions(): Promise<readonly Partition[] | string> {
    const result = await this.#run(['sinfo', '--noheader', `--format=${PARTITION_FORMAT}`]);
    return result.is === 'done' ? partitionsOf(result.text) : problemOf('sinfo', result);
  }

  /** Why it would never take jobs that ask for this; null where it would, or cannot be asked. */
  async objection(request: SlurmRequest): Promise<string | null> {
    const words = ['sbatch', '--test-only', ...requestWords(request, this.#settings)];
    const result = await this.#run(words, '#!/bin/bash\n');
    return result.is === 'refused' && !mayPass(result.message) ? complaintOf(result.message) : null;
  }

  /** Has an array queued, which does not start until it is released. */
  async submit({ name, indices, request, script, logs, detached }: Submission): Promise<Submitted> {
    const result = await this.#run([
      'sbatch',
      ...requestWords(request, this.#settings),
      ...['--parsable', '--hold', '--export=ALL', '--propagate=NONE', '--open-mode=append', '--chdir=/'],
      // What waits for what has failed would wait for ever.
      ...(detached === undefined ? ['--no-requeue'] : ['--requeue', '--kill-on-invalid-dep=yes']),
      `--array=${spellIndices(indices)}${detached?.atOnce == null ? '' : `%${detached.atOnce}`}`,
      `--job-name=${name}`,
      `--output=${logs.replaceAll('%', '%%')}/%a.log`,
      script,
    ]);
    return submittedBy(result);
  }

  /** Has a runner queued, which starts when there is room for it. */
  async submitDriver(driver: Driver): Promise<Submitted> {
    return submittedBy(await this.#run(driverWords(driver, this.#settings)));
  }

  /** What it knows of the runner of this name: null for nothing, `unanswered` where it does not answer. */
  async driver(name: string): Promise<DriverRow | null | 'unanswered'> {
    const result = await this.#run(driverQuestion(name));
    return result.is === 'done' ? driverRow(result.text) : 'unanswered';
  }

  /** Has a job, which may be this process, start anew from the queue; whether the controller has heard it. */
  async requeue(id: string): Promise<boolean> {
    return (await this.#run(['scontrol', 'requeue', id])).is === 'done';
  }

  /**
   * What became of an array of which sbatch has not said whether Slurm has taken it: the queue does, which is asked until it answers. `unanswered` where it is
   * not there: it will never run, be it that it comes later.
   *
   * @param hasLeft  Whether nobody waits for it any more.
   */
  async find(name: string, hasLeft: () => boolean = () => false): Promise<Submitted> {
    while (!hasLeft()) {
      const rows = await this.tasks([name]);
      const [row] = rows ?? [];
      if (row !== undefined) return { is: 'taken', id: row.id, cluster: null };
      if (rows !== null) break;
      await new Promise((resolve) => setTimeout(resolve, this.#settings.poll * 1000));
    }
    return { is: 'unanswered' };
  }

  /** All tasks of these arrays that the controller knows, ended ones included; null when it does not answer. */
  async tasks(names: readonly string[]): Promise<readonly TaskRow[] | null> {
    const result = await this.#run(queueWords(names));
    return result.is === 'done' ? rowsOf(names, result.text) : null;
  }

  /** What the cluster's accounts tell of these arrays; nothing where it keeps none. */
  async accounts(names: readonly string[]): Promise<readonly TaskRow[]> {
    if (!this.#keepsAccounts) return [];
    const result = await this.#run(accountWords(names));
    if (result.is === 'refused' || result.is === 'missing') this.#keepsAccounts = false;
    return result.is === 'done' ? accountRows(result.text) : [];
  }

  /** Lets the tasks of an array start; whether the controller has heard it. Once more does no harm. */
  async release(name: string): Promise<boolean> {
    return isHeard(await this.#run(['scontrol', 'release', `jobname=${name}`]));
  }

  /**
   * Has tasks that are held wait for others, all in one go: a line each, such as `jobid=7_3 dependency=afterok:6_0`. Null, or why it was not done, be it of one
   * of them alone.
   */
  async depend(updates: readonly string[]): Promise<string | null> {
    if (updates.length === 0) return null;
    const input = updates.map((update) => `update ${update}\n`).join('');
    const result = await this.#run(['scontrol'], input);
    return result.is === 'done' ? null : problemOf('scontrol', result);
  }

  /** Lets the tasks of these arrays start, all in one go; whether the controller has heard it. Once more does no harm. */
  async releaseAll(ids: readonly string[]): Promise<boolean> {
    return isHeard(await this.#run(['scontrol', 'release', ids.join(',')]));
  }

  /**
   * Takes so much off the priority of tasks that wait. Never of those that are held, which this would let start.
   *
   * @param id  Of their array, as the controller has just told it.
   */
  async renice({ id, indices, nice }: Renicing): Promise<void> {
    await this.#run(['scontrol', 'update', `jobid=${id}_[${spellIndices(indices)}]`, `nice=${nice}`]);
  }

  /**
   * Has tasks told to stop: their batch scripts alone, which are their keepers. Whether the controller has heard it.
   *
   * @param id  Of their array, as the controller has just told it.
   */
  async terminate(id: string, indices: readonly number[]): Promise<boolean> {
    return this.#cancel(['--signal=TERM', '--batch'], id, indices);
  }

  /** Has tasks taken out of the queue, or killed. Whether the controller has heard it. */
  async cancel(id: string, indices: readonly number[]): Promise<boolean> {
    return this.#cancel([], id, indices);
  }

  /** The same of all tasks of an array, by its name alone. */
  async cancelAll(name: string): Promise<boolean> {
    return isHeard(await this.#run(['scancel', '--quiet', `--name=${name}`]));
  }

  /** Without a filter such as `--name`, with which scancel takes all of an array that waits, whichever of its tasks are named. */
  async #cancel(how: readonly string[], id: string, indices: readonly number[]): Promise<boolean> {
    return isHeard(await this.#run(['scancel', '--quiet', ...how, `${id}_[${spellIndices(indices)}]`]));
  }
}

function submittedBy(result: CommandResult): Submitted {
  if (result.is === 'unanswered') return result;
  if (result.is === 'missing') return { is: 'refused', because: problemOf('sbatch', result), mayPass: true };
  if (result.is === 'refused')
    return { is: 'refused', because: complaintOf(result.message), mayPass: mayPass(result.message) };
  const id = submittedId(result.text);
  return id === null ? { is: 'unanswered' } : { is: 'taken', ...id };
}

/** The words that ask for all tasks of these arrays that the controller knows, ended ones included. */
export function queueWords(names: readonly string[]): readonly string[] {
  const some = names.length <= MOST_NAMES ? [`--name=${names.join(',')}`] : [];
  const user = `--user=${process.geteuid?.() ?? 0}`;
  return ['squeue', '--noheader', '--array', '--states=all', user, ...some, `--format=${QUEUE_FORMAT}`];
}

/** What an answer to that tells of these arrays. */
export function rowsOf(names: readonly string[], text: string): readonly TaskRow[] {
  const wanted = new Set(names);
  return queueRows(text).filter(({ array }) => wanted.has(array));
}

/** The words that ask what the cluster's accounts tell of these arrays. */
export function accountWords(names: readonly string[]): readonly string[] {
  const words = ['--noheader', '--parsable2', '--allocations', '--array', `--starttime=now-${DAYS}days`];
  return ['sacct', ...words, `--name=${names.join(',')}`, `--format=${ACCOUNT_FORMAT}`];
}

/** Whether the controller has taken a command in. That a task has ended meanwhile, or now waits for what is not there, is no reason to ask again. */
function isHeard(result: CommandResult): boolean {
  return result.is === 'done' || (result.is === 'refused' && !mayPass(result.message));
}

function problemOf(command: string, result: Exclude<CommandResult, { readonly is: 'done' }>): string {
  switch (result.is) {
    case 'refused':
      return `${command} says: ${complaintOf(result.message)}`;
    case 'unanswered':
      return `${command} does not answer`;
    case 'missing':
      return `${command} is not in PATH`;
    default:
      return result satisfies never;
  }
}
