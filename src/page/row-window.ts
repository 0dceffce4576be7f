import { make } from './dom.ts';

/** The height of a row in pixels, as the style has it. */
const ROW = 28;

/** Rows beyond the visible ones that are there too, so that scrolling shows no holes. */
const SPARE = 12;

/** As many rows as these are there all at once. */
const FEW = 120;

/**
 * Has only those rows of a table in the document that are in sight. All rows are equally high, so no library is needed to know which.
 */
export class RowWindow {
  readonly #scroll: HTMLElement;
  readonly #body: HTMLElement;
  readonly #rowAt: (place: number) => HTMLTableRowElement;
  #count = 0;
  #drawn = '';

  /** @param rowAt  Makes the row at a place. */
  constructor(scroll: HTMLElement, body: HTMLElement, rowAt: (place: number) => HTMLTableRowElement) {
    this.#scroll = scroll;
    this.#body = body;
    this.#rowAt = rowAt;
    const draw = (): void => {
      this.#draw();
    };
    scroll.addEventListener('scroll', draw, { passive: true });
    new ResizeObserver(draw).observe(scroll);
  }

  /** Has so many rows, all made anew. */
  show(count: number): void {
    this.#count = count;
    this.#drawn = '';
    this.#draw();
  }

  /** Puts the first rows into the document, in sight or not, and no others. */
  fill(most: number): void {
    this.#fill(0, Math.min(this.#count, most));
  }

  #draw(): void {
    if (this.#count <= FEW) {
      this.#fill(0, this.#count);
      return;
    }
    const height = this.#scroll.clientHeight || 600;
    const first = Math.max(0, Math.floor(this.#scroll.scrollTop / ROW) - SPARE);
    // Even, so that what stripes alternate rows does not flicker.
    const from = Math.min(first - (first % 2), this.#count);
    this.#fill(from, Math.min(this.#count, from + Math.ceil(height / ROW) + 2 * SPARE));
  }

  #fill(from: number, to: number): void {
    const range = `${from} ${to}`;
    if (range === this.#drawn) return;
    this.#drawn = range;
    const rows = Array.from({ length: to - from }, (_, at) => this.#rowAt(from + at));
    this.#body.replaceChildren(...space(from), ...rows, ...space(this.#count - to));
  }
}

/** What holds the place of rows that are not there. */
function space(rows: number): readonly HTMLTableRowElement[] {
  if (rows <= 0) return [];
  const row = make('tr', { class: 'space', attributes: { 'aria-hidden': 'true' }, children: [make('td')] });
  row.style.height = `${rows * ROW}px`;
  return [row];
}
