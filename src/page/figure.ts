import type { Chart, DataTable, Drawn } from './charts/chart.ts';
import type { Zoom } from './charts/timeline.ts';
import { make } from './dom.ts';
import { canvasIn, svgOf, type Canvas } from './echarts.ts';
import type { Look } from './look.ts';
import { keyOfText } from './sorting.ts';
import { VirtualTable } from './virtual-table.ts';

/** What makes a chart for a look and a width in pixels. */
export type Draw = (look: Look, width: number) => Drawn | (Chart & { readonly zoom: Zoom });

/** An image is so wide where it is of no screen. */
const IMAGE_WIDTH = 1_000;

/** What is between the margins of A4 that page.css leaves, in pixels of CSS; Letter has a little more. */
const PAPER_WIDTH = 680;

/** A chart with its title, what there is to choose, its data as a table, and a button that saves it as SVG. */
export class Figure {
  readonly element: HTMLElement;
  readonly #title: string;
  readonly #canvas = make('div', { class: 'canvas', attributes: { role: 'img' } });
  readonly #note = make('p', { class: 'faint' });
  readonly #data: HTMLDetailsElement;
  readonly #save: HTMLButtonElement;
  #chart: Canvas | null = null;
  readonly #draw: Draw;
  #look: Look | null = null;
  #isNear = false;
  #isStale = true;
  #drawn: ReturnType<Draw> | null = null;
  #width = 0;

  constructor(title: string, controls: readonly HTMLElement[], draw: Draw) {
    this.#title = title;
    this.#draw = draw;
    this.#save = make('button', {
      attributes: { type: 'button', 'aria-label': `Save ${title} as SVG` },
      text: 'SVG',
      on: {
        click: () => {
          this.#saveImage();
        },
      },
    });
    this.#data = make('details', {
      class: 'data',
      on: {
        toggle: () => {
          this.#fillTable();
        },
      },
      children: [make('summary', { text: 'Data' })],
    });
    this.element = make('figure', {
      children: [
        make('figcaption', { children: [make('h3', { text: title }), ...controls, this.#save] }),
        this.#canvas,
        this.#note,
        this.#data,
      ],
    });
    new IntersectionObserver(
      (entries) => {
        this.#isNear = entries.some(({ isIntersecting }) => isIntersecting);
        this.#refresh();
      },
      { rootMargin: '400px' },
    ).observe(this.element);
    new ResizeObserver(() => {
      if (this.#width === this.#canvas.clientWidth || this.#chart === null) return;
      this.#isStale = true;
      this.#refresh();
    }).observe(this.#canvas);
  }

  /** Draws what there is now to be drawn, by a look, once it is near what is seen. */
  update(look: Look): void {
    this.#look = look;
    this.#isStale = true;
    this.#canvas.style.width = '';
    this.#refresh();
  }

  /** Draws at once, wherever it is, as wide as paper: how wide that is nobody tells before it is too late. */
  drawForPaper(look: Look): void {
    this.#look = look;
    this.#canvas.style.width = `${PAPER_WIDTH}px`;
    // All at once: a page that is printed has no later moment.
    this.#show(look, { progressive: 0 });
  }

  #refresh(): void {
    if (this.#isNear && this.#isStale && this.#look !== null) this.#show(this.#look);
  }

  #show(look: Look, how: { readonly progressive?: 0 } = {}): void {
    this.#isStale = false;
    this.#width = this.#canvas.clientWidth;
    const drawn = this.#draw(look, this.#width);
    this.#drawn = drawn;
    this.#save.disabled = 'missing' in drawn;
    this.#data.hidden = 'missing' in drawn;
    if ('missing' in drawn) {
      this.#chart?.dispose();
      this.#chart = null;
      this.#canvas.style.height = 'auto';
      this.#canvas.setAttribute('aria-label', drawn.missing);
      this.#note.textContent = drawn.missing;
      return;
    }
    this.#canvas.style.height = `${drawn.height}px`;
    this.#canvas.setAttribute('aria-label', drawn.summary);
    this.#note.textContent = drawn.note ?? '';
    this.#chart ??= this.#newCanvas();
    this.#chart.resize();
    this.#chart.setOption({ ...drawn.option, ...how }, { notMerge: true });
    this.element.dataset['drawn'] = 'yes';
    this.#fillTable();
  }

  #newCanvas(): Canvas {
    const chart = canvasIn(this.#canvas);
    chart.on('datazoom', () => {
      if (this.#drawn === null || !('zoom' in this.#drawn)) return;
      const { dataZoom } = chart.getOption() as { dataZoom: { startValue: number; endValue: number }[] };
      const [range] = dataZoom;
      if (range !== undefined) chart.setOption(this.#drawn.zoom(range.startValue, range.endValue, this.#width));
    });
    return chart;
  }

  #fillTable(): void {
    if (!this.#data.open || this.#drawn === null || 'missing' in this.#drawn) return;
    this.#data.replaceChildren(make('summary', { text: 'Data' }), tableOf(this.#title, this.#drawn.table));
  }

  #saveImage(): void {
    const drawn = this.#look === null ? null : this.#draw(this.#look, IMAGE_WIDTH);
    if (drawn === null || 'missing' in drawn) return;
    const image = new Blob([svgOf(drawn.option, IMAGE_WIDTH, drawn.height)], { type: 'image/svg+xml' });
    const address = URL.createObjectURL(image);
    const name = `${document.title} ${this.#title}`.replace(/[^\w.-]+/g, '-').toLowerCase();
    make('a', { attributes: { href: address, download: `${name}.svg` } }).click();
    URL.revokeObjectURL(address);
  }
}

function tableOf(title: string, { head, rows }: DataTable): HTMLElement {
  const numeric = head.map((_, column) => rows.every((row) => typeof (row[column] ?? 0) === 'number'));
  const grid = {
    caption: title,
    head: head.map((text, column) => ({ over: null, text, isNumber: numeric[column] ?? false })),
    rows: rows.map((row) =>
      row.map((value) => ({ text: value === null ? '–' : String(value), isBold: false, marks: '' })),
    ),
    notes: [],
  };
  const keys = head.map((_, column) =>
    rows.map((row) => {
      const value = row[column] ?? null;
      return typeof value === 'string' ? keyOfText(value) : value;
    }),
  );
  return new VirtualTable(grid, keys).element;
}
