import type { JobId, Need } from '../../model/plan.ts';

/** The jobs that a list of needs names, by their indexes. */
interface Needed {
  readonly indexes: readonly number[];
  /** How many jobs have this very list. */
  shared: number;
}

/** As many indexes are remembered at once, so that memory does not grow with the square of the jobs. */
const MOST_REMEMBERED = 2_000_000;

/** Tells which jobs must end before another, through however many needs. */
export class Ancestors {
  readonly #needs: readonly Needed[];
  /** All that the jobs with one shared list wait for. */
  readonly #known = new Map<Needed, ReadonlySet<number>>();
  #remembered = 0;

  /** `ids` are those of the jobs in the order of the plan, `needs` what each needs; a list may be shared by several. */
  constructor(ids: readonly JobId[], needs: readonly (readonly Need[])[]) {
    const indexes = new Map(ids.map((id, index) => [id, index]));
    const lists = new Map<readonly Need[], Needed>();
    this.#needs = needs.map((list) => {
      const known = lists.get(list) ?? { indexes: list.flatMap(({ job }) => indexes.get(job) ?? []), shared: 0 };
      known.shared += 1;
      lists.set(list, known);
      return known;
    });
  }

  /** Whether any of `candidates`, in ascending order, is among those of a job. */
  include(index: number, candidates: readonly number[]): boolean {
    const needed = this.#needs[index];
    if (needed === undefined || candidates.length === 0) return false;
    if (needed.shared > 1) {
      const all = this.#allOf(needed);
      return candidates.some((candidate) => all.has(candidate));
    }
    const targets = new Set(candidates);
    const first = candidates[0] ?? Infinity;
    // A job stands after all that it needs, so none before the first candidate leads to one.
    for (const one of this.#walk(needed, (next) => next > first)) if (targets.has(one)) return true;
    return false;
  }

  #allOf(needed: Needed): ReadonlySet<number> {
    const known = this.#known.get(needed);
    if (known !== undefined) return known;
    const all = new Set(this.#walk(needed, () => true));
    this.#remembered += all.size;
    if (this.#remembered > MOST_REMEMBERED) {
      this.#known.clear();
      this.#remembered = all.size;
    }
    this.#known.set(needed, all);
    return all;
  }

  *#walk(needed: Needed, leadsOn: (index: number) => boolean): Generator<number> {
    const open = [...needed.indexes];
    const seen = new Set<number>();
    const gone = new Set([needed]);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      yield next;
      const further = this.#needs[next];
      if (further === undefined || gone.has(further) || !leadsOn(next)) continue;
      gone.add(further);
      for (const index of further.indexes) open.push(index);
    }
  }
}
