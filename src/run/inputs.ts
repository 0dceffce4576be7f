import type { InputRecord } from '../model/input.ts';
import type { Job } from '../model/plan.ts';
import { someOf } from '../model/text/some-of.ts';
import type { Files, World } from './world.ts';

/** What lists of inputs hold at one moment: jobs with the same inputs cost one look. */
export class Glance<Digests extends readonly string[] | null> {
  readonly #look: (paths: readonly string[]) => Digests;
  readonly #seen = new Map<string, Digests>();

  constructor(look: (paths: readonly string[]) => Digests) {
    this.#look = look;
  }

  /** What each of `paths` holds, as `digestOfInput` says; null where that is not known yet. */
  of(paths: readonly string[]): Digests {
    const known = this.seen(paths);
    if (known !== undefined) return known;
    const found = this.#look(paths);
    if (found !== null) this.#seen.set(keyOf(paths), found);
    return found;
  }

  /** The same without a look at the disk; undefined where there was none yet. */
  seen(paths: readonly string[]): Digests | undefined {
    return this.#seen.get(keyOf(paths));
  }
}

function keyOf(paths: readonly string[]): string {
  return paths.join('\0');
}

/** What the inputs hold of the jobs that start in one go. */
export type StartGlance = Glance<readonly string[] | null>;

export function glanceForStarts(files: Pick<Files, 'look'>): StartGlance {
  return new Glance((paths) => files.look(paths));
}

/**
 * What a job would be made from if it started now; null while that is being read, undefined where it has not been looked at and
 * `mayLook` is false.
 */
export function inputsNow(job: Job, glance: StartGlance, mayLook: boolean): readonly InputRecord[] | null | undefined {
  if (job.inputs.length === 0) return [];
  const digests = mayLook ? glance.of(job.inputs) : glance.seen(job.inputs);
  if (digests === null || digests === undefined) return digests;
  return digests.map((digest, index) => ({ name: nameAt(job, index), digest }));
}

/** Tells people, once for each, of inputs that are no longer what they were when the run began. */
export function noteChanges(
  { world, changedInputs }: { readonly world: World; readonly changedInputs: Set<string> },
  { inputDigests }: Job,
  now: readonly InputRecord[],
): void {
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
  return inputsPlanned(job, glance).filter(({ name, digest }) => then.get(name) !== digest);
}

/** What a result of a job would be made from by its plan, those that a needed job makes as they are now. */
export function inputsPlanned(job: Job, glance: Glance<readonly string[]>): readonly InputRecord[] {
  const late = job.lateInputs.length === 0 ? [] : glance.of(job.lateInputs);
  const lateNow = new Map(job.lateInputs.map((path, index) => [path, late[index]]));
  return job.inputs.map((path, index) => ({
    name: nameAt(job, index),
    digest: job.inputDigests[index] ?? lateNow.get(path) ?? '',
  }));
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
