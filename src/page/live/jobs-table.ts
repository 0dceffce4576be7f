import type { JobRow } from '../../report/page/job-rows.ts';
import { make } from '../dom.ts';
import { RowWindow } from '../row-window.ts';
import type { Direction } from '../sorting.ts';
import { endText, isToRun, secondsOf, type JobChoice, type JobOrder } from './job-choice.ts';
import { badge, linkTo, timeText } from './parts.ts';
import { redrawn, type ServerClock } from './view.ts';

const COLUMNS: readonly { readonly name: string; readonly by: JobOrder | null; readonly isNumber?: true }[] = [
  { name: 'state', by: 'state' },
  { name: 'job', by: 'job' },
  { name: 'on', by: 'on' },
  { name: 'time', by: 'time', isNumber: true },
  { name: 'attempt', by: 'attempt', isNumber: true },
  { name: 'end', by: null },
];

export interface JobsTableOptions {
  readonly sweep: string;
  readonly clock: ServerClock;
  /** Hears that another order is wanted. */
  readonly order: (order: JobChoice['order']) => void;
  /** Hears that others are chosen. */
  readonly choose: () => void;
}

/** The jobs that are shown, of which only those in sight are in the document. */
export class JobsTable {
  readonly element: HTMLElement;
  /** The jobs that are ticked, by id. */
  readonly chosen = new Set<string>();
  readonly #options: JobsTableOptions;
  readonly #body = make('tbody');
  readonly #table: HTMLTableElement;
  readonly #window: RowWindow;
  readonly #heads = new Map<JobOrder, HTMLElement>();
  readonly #all: HTMLInputElement;
  #rows: readonly JobRow[] = [];
  #order: JobChoice['order'] = null;

  constructor(options: JobsTableOptions) {
    this.#options = options;
    this.#all = make('input', {
      attributes: { type: 'checkbox', 'aria-label': 'all jobs that are shown' },
      on: {
        change: () => {
          this.#chooseAll(this.#all.checked);
        },
      },
    });
    this.#table = make('table', {
      class: 'virtual jobs',
      children: [
        make('colgroup', {
          children: ['pick', ...COLUMNS.map(({ name }) => name)].map((name) => make('col', { class: name })),
        }),
        make('thead', {
          children: [
            make('tr', {
              attributes: { 'aria-rowindex': '1' },
              children: [
                make('th', { class: 'pick', children: [this.#all] }),
                ...COLUMNS.map((one) => this.#head(one)),
              ],
            }),
          ],
        }),
        this.#body,
      ],
    });
    this.element = make('div', {
      class: 'scroll',
      attributes: { tabindex: '0', role: 'region', 'aria-label': 'Jobs' },
      children: [this.#table],
    });
    this.#window = new RowWindow(this.element, this.#body, (place) => this.#row(place));
  }

  /** Shows these jobs in the place of those before; where it is scrolled to stays. */
  show(rows: readonly JobRow[]): void {
    this.#rows = rows;
    this.#table.setAttribute('aria-rowcount', String(rows.length + 1));
    this.#redraw();
  }

  /** Tells anew how long those take that run. */
  tick(): void {
    for (const line of this.#body.querySelectorAll<HTMLElement>('tr[data-place]')) {
      const row = this.#rows[Number(line.dataset['place'])];
      if (row?.status === 'running') line.querySelector('.time')?.replaceChildren(this.#time(row));
    }
  }

  #redraw(): void {
    redrawn(this.#body, () => {
      this.#window.show(this.#rows.length);
    });
    const shown = this.#rows.filter(({ id }) => this.chosen.has(id)).length;
    this.#all.checked = shown > 0 && shown === this.#rows.length;
    this.#all.indeterminate = shown > 0 && shown < this.#rows.length;
  }

  #chooseAll(isOn: boolean): void {
    for (const { id } of this.#rows) {
      if (isOn) this.chosen.add(id);
      else this.chosen.delete(id);
    }
    this.#redraw();
    this.#options.choose();
  }

  #head({ name, by, isNumber }: (typeof COLUMNS)[number]): HTMLElement {
    const sort = make('button', {
      attributes: { type: 'button' },
      on: {
        click: () => {
          if (by !== null) this.#sortBy(by, isNumber === true ? 'descending' : 'ascending');
        },
      },
      children: [make('span', { text: name }), make('i', { attributes: { 'aria-hidden': 'true' } })],
    });
    const children = by === null ? [make('span', { class: 'plain', text: name })] : [sort];
    const head = make('th', {
      class: isNumber === true ? `${name} number` : name,
      attributes: { scope: 'col' },
      children,
    });
    if (by !== null) this.#heads.set(by, head);
    return head;
  }

  /** One way first, then the other, then as the plan has it. */
  #sortBy(by: JobOrder, first: Direction): void {
    const now = this.#order?.by === by ? this.#order.direction : null;
    const second = first === 'ascending' ? 'descending' : 'ascending';
    const direction = now === null ? first : now === first ? second : null;
    this.#order = direction === null ? null : { by, direction };
    for (const [name, head] of this.#heads) {
      if (name === by && direction !== null) head.setAttribute('aria-sort', direction);
      else head.removeAttribute('aria-sort');
    }
    this.element.scrollTop = 0;
    this.#options.order(this.#order);
  }

  #row(place: number): HTMLTableRowElement {
    const row = this.#rows[place];
    if (row === undefined) return make('tr');
    const { id, label, status, word, on, attempt } = row;
    const told = endText(row);
    const cell = (name: string, child: Node, title = ''): HTMLTableCellElement =>
      make('td', { class: name, attributes: title === '' ? {} : { title }, children: [child] });
    const text = (words: string): Text => document.createTextNode(words);
    return make('tr', {
      class: isToRun(row) ? 'before' : '',
      attributes: { 'aria-rowindex': String(place + 2), 'data-place': String(place) },
      children: [
        cell('pick', this.#tick(row)),
        cell('state', badge(status, word)),
        cell(
          'job',
          linkTo({ at: 'job', sweep: this.#options.sweep, job: id, attempt: null }, label, `job ${id}`),
          label,
        ),
        cell('on', text(on)),
        cell('time number', this.#time(row)),
        cell('attempt number', text(attempt === null || attempt === 1 ? '' : String(attempt))),
        cell('end', text(told), told),
      ],
    });
  }

  #tick({ id, label }: JobRow): HTMLInputElement {
    const box = make('input', {
      attributes: { type: 'checkbox', 'aria-label': label, 'data-key': `tick ${id}` },
      on: {
        change: () => {
          if (box.checked) this.chosen.add(id);
          else this.chosen.delete(id);
          this.#options.choose();
        },
      },
    });
    box.checked = this.chosen.has(id);
    return box;
  }

  #time(row: JobRow): Text {
    return document.createTextNode(timeText(secondsOf(row, this.#options.clock.now()), row.status === 'running'));
  }
}
