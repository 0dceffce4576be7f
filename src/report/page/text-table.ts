/** Texts that are told by numbers, since they come again and again. */
export class TextTable {
  readonly #numbers = new Map<string, number>();

  /** The number of a text; -1 for none. */
  numberOf(text: string | null | undefined): number {
    if (text == null) return -1;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  /** All of them, each at its number. */
  get all(): readonly string[] {
    return [...this.#numbers.keys()];
  }
}
