import { parseInteger } from '../../model/text/integer.ts';
import type { Sample as SampleSpec } from '../../language/spec.ts';
import type { Axis } from './axis.ts';
import type { Cell } from './cell.ts';
import { axisNamed } from './condition.ts';
import type { Findings } from '../findings.ts';
import { sha256 } from '../hash.ts';

interface Placed {
  readonly cell: Cell;
  readonly place: number;
}

const byName = (a: Axis, b: Axis): number => (a.name < b.name ? -1 : 1);

/**
 * Keeps the cells of so many combinations of some axes, those with the lowest hashes. The hash of a combination depends
 * on nothing but its values, defaults left out: a greater count only adds cells, and so does a new axis that has a
 * default.
 */
export class Sampler {
  readonly #count: number;
  readonly #axes: readonly Axis[];
  /** The hashes of the combinations kept, in ascending order. */
  readonly #hashes: string[] = [];
  readonly #cells = new Map<string, Placed[]>();
  #places = 0;

  constructor(count: number, over: readonly Axis[]) {
    this.#count = count;
    this.#axes = [...over].sort(byName);
  }

  /** Takes a cell in; it must not change later. Cells come in the order of the product. */
  offer(cell: Cell): void {
    const placed = { cell, place: (this.#places += 1) };
    const hash = hashOf(cell, this.#axes);
    const together = this.#cells.get(hash);
    if (together !== undefined) together.push(placed);
    else if (this.#hashes.length < this.#count || hash < (this.#hashes.at(-1) ?? '')) this.#keep(hash, placed);
  }

  /** The cells kept, in the order of the product. */
  chosen(): Cell[] {
    const kept = [...this.#cells.values()].flat().sort((a, b) => a.place - b.place);
    return kept.map(({ cell }) => cell);
  }

  #keep(hash: string, placed: Placed): void {
    if (this.#hashes.length === this.#count) this.#cells.delete(this.#hashes.pop() ?? '');
    this.#hashes.splice(placeIn(this.#hashes, hash), 0, hash);
    this.#cells.set(hash, [placed]);
  }
}

/** The sampler that a file asks for; null if it makes no sense, which is reported. */
export function samplerOf({ count, over }: SampleSpec, axes: readonly Axis[], findings: Findings): Sampler | null {
  const number = parseInteger(count.text);
  const isSound = number !== null && number >= 1;
  if (!isSound) {
    const message = `\`count\` is \`${count.text}\`; it must be a whole number, at least 1`;
    findings.add({ severity: 'error', code: 'bad-sample', message, span: count.span });
  }
  const named = over?.map((name) => axisNamed(name, axes, findings)) ?? axes;
  const known = named.filter((axis) => axis !== null);
  return isSound && known.length === named.length ? new Sampler(number, known) : null;
}

/** Absent axes and default values leave no trace in it. */
function hashOf(cell: Cell, axes: readonly Axis[]): string {
  const values: [string, string][] = [];
  for (const axis of axes) {
    const value = cell.values[axis.index] ?? null;
    if (value !== null && !axis.isDefault(value)) values.push([axis.name, value.canonical]);
  }
  return sha256(JSON.stringify(values));
}

/** Where a text belongs in an ascending list. */
function placeIn(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
