import { jobId, type JobId } from '../../model/plan.ts';
import type { Axis } from './axis.ts';
import type { Cell } from './cell.ts';
import { sha256 } from '../hash.ts';
import type { Value } from './value.ts';

/** The stage of a sweep that names none. Ids leave it out. */
export const MAIN_STAGE = 'main';

const LONGEST_VALUE = 40;
const LONGEST_ID = 120;
const HASH_DIGITS = 12;

/** What an id tells of an axis. */
export type NamedAxis = Pick<Axis, 'name' | 'index' | 'isDefault'>;

/** One `axis-value` of an id. */
interface Pair {
  readonly slug: string;
  /** Whether the slug leaves the value as it is. */
  readonly faithful: boolean;
  /** Whether identity leaves the value out. */
  readonly silent: boolean;
}

/**
 * Gives cells their ids: the pairs `axis-value` of canonical values, sorted by axis and joined by `+`, such as
 * `dataset-math500+seed-42`, which read the same in a shell, a path and a command line. A stage other than `main` comes
 * first; a value that is its axis's default is left out. Where a value had to be altered or shortened, the id ends in `+` and a hash of the whole identity. Axis names
 * have neither `-` nor `+`, so different cells never share an id, and no cell's id depends on another's.
 */
export class Identities {
  readonly #stage: string;
  readonly #axes: readonly { readonly axis: NamedAxis; readonly pairs: (Pair | undefined)[] }[];

  constructor(stage: string, axes: readonly NamedAxis[]) {
    this.#stage = stage;
    this.#axes = [...axes].sort((a, b) => (a.name < b.name ? -1 : 1)).map((axis) => ({ axis, pairs: [] }));
  }

  idOf(cell: Cell): JobId {
    const slugs = this.#stage === MAIN_STAGE ? [] : [this.#stage];
    let faithful = true;
    for (const { axis, pairs } of this.#axes) {
      const value = cell.values[axis.index];
      if (value === null || value === undefined) continue;
      const pair = (pairs[value.index] ??= pairOf(axis, value));
      if (pair.silent) continue;
      slugs.push(pair.slug);
      faithful &&= pair.faithful;
    }
    if (slugs.length === 0) return jobId(MAIN_STAGE);
    const id = slugs.join('+');
    if (faithful && id.length <= LONGEST_ID) return jobId(id);
    return jobId(`${id.slice(0, LONGEST_ID - HASH_DIGITS - 1)}+${this.#hash(cell)}`);
  }

  #hash(cell: Cell): string {
    const values = this.#axes.flatMap(({ axis }) => {
      const value = cell.values[axis.index];
      return value === null || value === undefined || axis.isDefault(value) ? [] : [[axis.name, value.canonical]];
    });
    return sha256(JSON.stringify([this.#stage, values])).slice(0, HASH_DIGITS);
  }
}

function pairOf(axis: NamedAxis, value: Value): Pair {
  const slug = value.canonical.replaceAll(/[^A-Za-z0-9._-]/gu, '_').slice(0, LONGEST_VALUE);
  return { slug: `${axis.name}-${slug}`, faithful: slug === value.canonical, silent: axis.isDefault(value) };
}
