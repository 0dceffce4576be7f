/** What `--array` says. */
export interface TaskArray {
  readonly tasks: readonly number[];
  /** How many may run at once; null for any number. */
  readonly most: number | null;
}

/** More tasks than any Slurm takes in one array. */
const MOST_TASKS = 4_000_001;

/** Reads `0-9`, `1,3,5-7`, `0-100:10` and `1-40%8`, as sbatch(1) has them; null for any other text. */
export function arrayOf(said: string): TaskArray | null {
  const [, list = '', most] = /^([\d,:-]+)(?:%([1-9]\d*))?$/.exec(said) ?? [];
  const tasks = new Set<number>();
  for (const range of list.split(',')) {
    const [, first, last = first, step = '1'] = /^(\d+)(?:-(\d+)(?::([1-9]\d*))?)?$/.exec(range) ?? [];
    if (first === undefined || Number(last) - Number(first) > MOST_TASKS) return null;
    for (let task = Number(first); task <= Number(last); task += Number(step)) tasks.add(task);
  }
  if (tasks.size === 0) return null;
  return { tasks: [...tasks].sort((a, b) => a - b), most: most === undefined ? null : Number(most) };
}
