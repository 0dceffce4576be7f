import type { Grid, GridCell, HeadCell } from '../report/results/grid.ts';
import { make } from './dom.ts';
import { RowWindow } from './row-window.ts';
import { sortedRows, type Direction, type SortKey } from './sorting.ts';

/** As many are put on paper. */
const MOST_PRINTED = 1_000;

const WIDEST = 44;

/**
 * A table of which only the rows in sight are in the document: sorting 10,000 rows takes as long as showing forty.
 */
export class VirtualTable {
  readonly element: HTMLElement;
  readonly #grid: Grid;
  readonly #keys: readonly (readonly SortKey[])[];
  readonly #scroll: HTMLElement;
  readonly #window: RowWindow;
  readonly #heads: readonly HTMLTableCellElement[];
  #order: readonly number[];
  #sorted: { readonly column: number; readonly direction: Direction } | null = null;

  constructor(grid: Grid, keys: readonly (readonly SortKey[])[]) {
    this.#grid = grid;
    this.#keys = keys;
    this.#order = [...grid.rows.keys()];
    this.#heads = grid.head.map((head, column) => this.#head(head, column));
    const body = make('tbody');
    const table = make('table', {
      class: 'virtual',
      attributes: { 'aria-rowcount': String(grid.rows.length + 1) },
      children: [
        make('caption', { text: grid.caption }),
        make('colgroup', { children: widthsOf(grid).map((width) => columnOf(width)) }),
        make('thead', { children: [make('tr', { attributes: { 'aria-rowindex': '1' }, children: this.#heads })] }),
        body,
      ],
    });
    this.#scroll = make('div', {
      class: 'scroll',
      attributes: { tabindex: '0', role: 'region', 'aria-label': grid.caption },
      children: [table],
    });
    this.element = make('div', { children: [this.#scroll] });
    this.#window = new RowWindow(this.#scroll, body, (place) => this.#row(this.#order[place] ?? -1, place));
    this.#window.show(this.#order.length);
  }

  /** Puts all rows that go on paper into the document, or takes them out again. */
  print(isPrinting: boolean): void {
    if (isPrinting) this.#window.fill(MOST_PRINTED);
    else this.#window.show(this.#order.length);
  }

  #head(head: HeadCell, column: number): HTMLTableCellElement {
    const button = make('button', {
      attributes: { type: 'button', title: head.text },
      on: {
        click: () => {
          this.#sortBy(column);
        },
      },
      children: [
        head.over === null ? null : make('small', { text: `${head.over} ` }),
        make('span', { text: head.text }),
        make('i', { attributes: { 'aria-hidden': 'true' } }),
      ],
    });
    return make('th', { class: head.isNumber ? 'number' : '', attributes: { scope: 'col' }, children: [button] });
  }

  /** The greatest first where numbers stand, then the least, then as it was. */
  #sortBy(column: number): void {
    const first: Direction = this.#grid.head[column]?.isNumber === true ? 'descending' : 'ascending';
    const second: Direction = first === 'ascending' ? 'descending' : 'ascending';
    const now = this.#sorted?.column === column ? this.#sorted.direction : null;
    const direction = now === null ? first : now === first ? second : null;
    this.#sorted = direction === null ? null : { column, direction };
    this.#order = direction === null ? [...this.#grid.rows.keys()] : sortedRows(this.#keys[column] ?? [], direction);
    for (const [at, head] of this.#heads.entries()) {
      if (at === column && direction !== null) head.setAttribute('aria-sort', direction);
      else head.removeAttribute('aria-sort');
    }
    this.#scroll.scrollTop = 0;
    this.#window.show(this.#order.length);
  }

  #row(number: number, place: number): HTMLTableRowElement {
    const cells = (this.#grid.rows[number] ?? []).map((cell, column) => cellOf(cell, this.#grid.head[column]));
    return make('tr', { attributes: { 'aria-rowindex': String(place + 2) }, children: cells });
  }
}

function cellOf({ text, isBold, marks }: GridCell, head: HeadCell | undefined): HTMLTableCellElement {
  return make('td', {
    class: head?.isNumber === true ? 'number' : '',
    attributes: text.length > WIDEST ? { title: text } : {},
    children: [
      isBold ? make('b', { text }) : document.createTextNode(text),
      marks === '' ? null : make('sup', { text: ` ${marks}` }),
    ],
  });
}

function columnOf(width: number): HTMLTableColElement {
  const column = make('col');
  column.style.width = `min(${width}ch, 42vw)`;
  return column;
}

/** How wide columns are, in characters: as their widest texts, so that none jumps while the table is scrolled. */
function widthsOf({ head, rows }: Grid): readonly number[] {
  const widths = head.map(({ over, text }) => Math.max(text.length, over?.length ?? 0) + 2);
  for (const row of rows) {
    for (const [column, { text, marks }] of row.entries()) {
      const width = text.length + marks.length + (marks === '' ? 0 : 1);
      if (width > (widths[column] ?? 0)) widths[column] = width;
    }
  }
  return widths.map((width) => Math.min(width, WIDEST) + 3);
}
