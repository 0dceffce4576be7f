/** How many items that were taken are kept at the most before their room is given back. */
const MOST_TAKEN = 1024;

/** One who has asked for the next item. */
interface Waiting<T> {
  readonly resolve: (result: IteratorResult<T, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Hands items on to one reader, in order and as fast as it takes them. Whoever gives waits for nothing; what is not taken is
 * kept until the reader returns.
 */
export class Feed<T> implements AsyncIterableIterator<T, undefined> {
  #items: T[] = [];
  /** How many of `items` have been taken. */
  #taken = 0;
  #waiting: Waiting<T>[] = [];
  #end: { readonly error: unknown } | 'reached' | null = null;
  readonly #onReturn: () => void;

  /** `onReturn` is called when the reader wants no more. */
  constructor(onReturn: () => void) {
    this.#onReturn = onReturn;
  }

  give(item: T): void {
    if (this.#end !== null) return;
    const reader = this.#waiting.shift();
    if (reader === undefined) this.#items.push(item);
    else reader.resolve({ done: false, value: item });
  }

  /** There are no more items: for good, or since it failed, which the reader hears once when it has taken all. */
  end(failure?: { readonly error: unknown }): void {
    if (this.#end !== null) return;
    this.#end = failure ?? 'reached';
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const reader of waiting) this.#next().then(reader.resolve, reader.reject);
  }

  next(): Promise<IteratorResult<T, undefined>> {
    return this.#next();
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#items = [];
    this.#taken = 0;
    this.end();
    this.#end = 'reached';
    this.#onReturn();
    return this.#next();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #next(): Promise<IteratorResult<T, undefined>> {
    if (this.#taken < this.#items.length) return Promise.resolve({ done: false, value: this.#take() });
    if (this.#end === 'reached') return Promise.resolve({ done: true, value: undefined });
    if (this.#end === null) return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
    const { error } = this.#end;
    this.#end = 'reached';
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever was thrown is passed on
    return Promise.reject(error);
  }

  #take(): T {
    const item = this.#items[this.#taken] as T;
    this.#taken += 1;
    if (this.#taken === this.#items.length || this.#taken === MOST_TAKEN) {
      this.#items = this.#items.slice(this.#taken);
      this.#taken = 0;
    }
    return item;
  }
}
