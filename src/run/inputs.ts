import type { InputRecord } from '../model/input.ts';
import type { Job } from '../model/plan.ts';
import { someOf } from '../model/text/some-of.ts';
import type { Run } from './run.ts';
import type { Files } from './world.ts';

/** What lists of inputs hold at one moment: jobs with the same inputs cost one look. */
export class Glance<Digests extends readonly string[] | null> {
  readonly #look: (paths: readonly string[]) => Digests;
  readonly #seen = new Map<string, Digests>();

  constructor(look: (paths: readonly string[]) => Digests) {
    this.#look = look;
  }

  /** What each of `paths` holds, as `digestOfInput` says; null where that is not known yet. */
  of(paths: readonly string[]): Digests {
    const key = paths.join('\0');
    const known = this.#seen.get(key);
    if (known !== undefined) return known;
    const found = this.#look(paths);
    this.#seen.set(key, found);
    return found;
  }
}

/** What the inputs hold of the jobs that start in one go. */
export function glanceForStarts(files: Pick<Files, 'look'>): Glance<readonly string[] | null> {
  return new Glance((paths) => (paths.length === 0 ? [] : files.look(paths)));
}

/** What a job would be made from if it started now; null while that is being read. */
export function inputsNow(job: Job, glance: Glance<readonly string[] | null>): readonly InputRecord[] | null {
  return glance.of(job.inputs)?.map((digest, index) => ({ name: nameAt(job, index), digest })) ?? null;
}

/** Tells people, once for each, of inputs that are no longer what they were when the run began. */
export function noteChanges({ world, changedInputs }: Run, { inputDigests }: Job, now: readonly InputRecord[]): void {
  const changed = now.filter(({ name, digest }, index) => {
    const planned = inputDigests[index] ?? null;
    return planned !== null && planned !== digest && !changedInputs.has(name);
  });
  if (changed.length === 0) return;
  for (const { name } of changed) changedInputs.add(name);
  world.view.say(
    `${tellInputs(changed)} changed since the run began: jobs that start from now on are made from what is there now`,
  );
}

/** Inputs of a result that now hold something else than when it was made. */
export function changedSince(
  job: Job,
  madeFrom: readonly InputRecord[],
  glance: Glance<readonly string[]>,
): readonly InputRecord[] {
  const then = new Map(madeFrom.map(({ name, digest }) => [name, digest]));
  const late = job.lateInputs.length === 0 ? [] : glance.of(job.lateInputs);
  const lateNow = new Map(job.lateInputs.map((path, index) => [path, late[index]]));
  return job.inputs.flatMap((path, index) => {
    const name = nameAt(job, index);
    const digest = job.inputDigests[index] ?? lateNow.get(path) ?? '';
    return then.get(name) === digest ? [] : [{ name, digest }];
  });
}

/** The names of some of them, for people. */
export function tellInputs(inputs: readonly InputRecord[]): string {
  const named = inputs.slice(0, NAMED).map(({ name }) => name);
  return someOf(named, inputs.length);
}

const NAMED = 3;

function nameAt({ inputs, inputNames }: Job, index: number): string {
  return inputNames[index] ?? inputs[index] ?? '';
}
