/** What something asks for at the least, each thing by itself. */
export interface Least {
  readonly slots: number;
  readonly gpus: number;
  /** Bytes of the host's memory. */
  readonly memory: number;
  /** Seconds that it runs at the most; infinite where nothing tells. */
  readonly bound: number;
}

/** An item where it stands. As a `Least`: what it and those below it ask for at the least. */
export interface Standing<Item> extends Least {
  readonly item: Item;
}

interface Place<Item> extends Standing<Item> {
  at: number;
  slots: number;
  gpus: number;
  memory: number;
  bound: number;
}

/**
 * Items in a binary heap, of which every part tells the least that one in it asks for: so that who goes through them in order, from
 * `root` by `below`, can leave out all parts that cannot matter. To put one in, to take it out and to move it cost O(log n).
 */
export class Rank<Item> {
  readonly #places: Place<Item>[] = [];
  readonly #known = new Map<Item, Place<Item>>();
  readonly #before: (a: Item, b: Item) => boolean;
  readonly #asks: (item: Item) => Least;

  /**
   * @param before whether one item comes before another
   * @param asks what an item asks for
   */
  constructor(before: (a: Item, b: Item) => boolean, asks: (item: Item) => Least) {
    this.#before = before;
    this.#asks = asks;
  }

  get size(): number {
    return this.#places.length;
  }

  /** The first of all; undefined when there is none. */
  get root(): Standing<Item> | undefined {
    return this.#places[0];
  }

  /** The two or fewer items that stand right below one: each comes before all that stand below it. */
  below(standing: Standing<Item>): readonly Standing<Item>[] {
    const left = 2 * (standing as Place<Item>).at + 1;
    return this.#places.slice(left, left + 2);
  }

  add(item: Item): void {
    const { slots, gpus, memory, bound } = this.#asks(item);
    const place = { item, at: this.#places.length, slots, gpus, memory, bound };
    this.#known.set(item, place);
    this.#places.push(place);
    this.#settle(place);
  }

  remove(item: Item): void {
    const place = this.#known.get(item);
    const last = this.#places.pop();
    if (place === undefined || last === undefined) return;
    this.#known.delete(item);
    this.#tellAbove(this.#places.length);
    if (last === place) return;
    this.#put(last, place.at);
    this.#settle(last);
  }

  /** An item asks for something else now, or comes at another turn. */
  move(item: Item): void {
    const place = this.#known.get(item);
    if (place !== undefined) this.#settle(place);
  }

  /** Brings an item to where it belongs, and has all above it tell what is asked for below them. */
  #settle(place: Place<Item>): void {
    const from = place.at;
    this.#rise(place);
    if (place.at === from) this.#sink(place);
    // Whatever has changed its place stands between these two and the root.
    const deepest = Math.max(from, place.at);
    this.#tell(deepest);
    this.#tellAbove(deepest);
  }

  #rise(place: Place<Item>): void {
    while (place.at > 0) {
      const at = place.at;
      const above = this.#places[(at - 1) >> 1] as Place<Item>;
      if (!this.#before(place.item, above.item)) return;
      this.#put(place, above.at);
      this.#put(above, at);
    }
  }

  #sink(place: Place<Item>): void {
    for (;;) {
      const at = place.at;
      const left = this.#places[2 * at + 1];
      const right = this.#places[2 * at + 2];
      if (left === undefined) return;
      const first = right !== undefined && this.#before(right.item, left.item) ? right : left;
      if (!this.#before(first.item, place.item)) return;
      this.#put(place, first.at);
      this.#put(first, at);
    }
  }

  #put(place: Place<Item>, at: number): void {
    this.#places[at] = place;
    place.at = at;
  }

  #tellAbove(at: number): void {
    for (let above = at; above > 0;) {
      above = (above - 1) >> 1;
      this.#tell(above);
    }
  }

  /** Reckons what the item at a place and those below it ask for at the least. */
  #tell(at: number): void {
    const place = this.#places[at] as Place<Item>;
    let { slots, gpus, memory, bound } = this.#asks(place.item);
    for (let below = 2 * at + 1; below <= 2 * at + 2; below += 1) {
      const other = this.#places[below];
      if (other === undefined) break;
      slots = Math.min(slots, other.slots);
      gpus = Math.min(gpus, other.gpus);
      memory = Math.min(memory, other.memory);
      bound = Math.min(bound, other.bound);
    }
    place.slots = slots;
    place.gpus = gpus;
    place.memory = memory;
    place.bound = bound;
  }
}
