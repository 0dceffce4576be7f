import { groupBy } from '../../model/group-by.ts';

/** A task that waits in the queue, and is not held there. */
export interface WaitingTask {
  /** What Slurm calls its array. */
  readonly id: string;
  readonly index: number;
  /** Those with the least are to begin first. */
  readonly turn: number;
  readonly priority: number;
  readonly nice: number;
}

/** That tasks of an array are to have this taken off their priority. */
export interface Renicing {
  readonly id: string;
  /** In order. */
  readonly indices: readonly number[];
  readonly nice: number;
}

/** The least priority that Slurm gives what is not held, and with which it lets nothing more be taken off. */
const LEAST = 2;

/**
 * What has tasks begin by their turns: nothing where they do already. A user may only take from the priority of his own jobs, so what is to come
 * later is put behind, and no further than it must be, since jobs of others pass it by that.
 *
 * @param least  What is taken off the priority of each by itself.
 */
export function renicings(waiting: readonly WaitingTask[], least = 0): readonly Renicing[] {
  const byTurn = groupBy(waiting, ({ turn }) => String(turn));
  const turns = [...byTurn].sort(([a], [b]) => Number(a) - Number(b)).map(([, tasks]) => tasks);
  if (areInOrder(turns)) return [];
  const wanted: { readonly task: WaitingTask; readonly nice: number }[] = [];
  let ceiling = Infinity;
  for (const tasks of turns) {
    // There is no room below the others: the rest stays as it is.
    if (ceiling < LEAST) break;
    const niced = tasks.map((task) => ({ task, nice: Math.max(least, fullOf(task) - ceiling) }));
    wanted.push(...niced.filter(({ task, nice }) => task.nice !== nice));
    ceiling = Math.min(ceiling, ...niced.map(({ task, nice }) => fullOf(task) - nice)) - 1;
  }
  return [...groupBy(wanted, ({ task, nice }) => `${task.id} ${nice}`).values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const indices = alike.map(({ task }) => task.index).sort((a, b) => a - b);
    return [{ id: first.task.id, indices, nice: first.nice }];
  });
}

/** Whether each task has less priority than all of earlier turns. */
function areInOrder(turns: readonly (readonly WaitingTask[])[]): boolean {
  let least = Infinity;
  for (const tasks of turns) {
    const priorities = tasks.map(({ priority }) => priority);
    if (Math.max(...priorities) >= least) return false;
    least = Math.min(...priorities);
  }
  return true;
}

/** What options of sbatch take off the priority of each job: `--nice=5`, or without a number 100, as sbatch has it. */
export function niceIn(options: readonly string[]): number {
  const said = options.findLast((option) => /^--nice(?:=-?\d+)?$/.test(option));
  return said === undefined ? 0 : Number(said.split('=')[1] ?? 100);
}

/** The priority that it would have with nothing taken off. */
function fullOf({ priority, nice }: WaitingTask): number {
  return priority + nice;
}
