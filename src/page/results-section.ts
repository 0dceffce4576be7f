import { STATISTICS } from '../report/results/grid.ts';
import type { Stat } from '../results/table/statistics.ts';
import { factorsOf } from '../results/table/row-names.ts';
import { axesOf, axesThatVary, metricsOf, metricsShown, type Subject } from '../results/table/subject.ts';
import { chooser, make, tick, ticks } from './dom.ts';
import { resultTables, type TableChoice } from './result-tables.ts';
import { VirtualTable } from './virtual-table.ts';

/** The table of results with what there is to choose of it. */
export class ResultsSection {
  readonly element: HTMLElement;
  readonly #tables = make('div');
  readonly #all: Subject;
  #subject: Subject;
  #choice: TableChoice;
  #shown: readonly VirtualTable[] = [];

  constructor(subject: Subject) {
    this.#all = subject;
    this.#subject = subject;
    const metrics = metricsOf([subject]);
    this.#choice = {
      isRaw: metrics.length === 0,
      by: null,
      pivot: null,
      metrics: metricsShown([subject]),
      stat: 'mean',
      countsStale: false,
    };
    this.element = make('div', { children: [this.#controls(metrics), this.#tables] });
    this.#draw();
  }

  /** Shows other rows. */
  update(subject: Subject): void {
    this.#subject = subject;
    this.#draw();
  }

  /** Puts all rows that go on paper into the document, or takes them out again. */
  print(isPrinting: boolean): void {
    for (const table of this.#shown) table.print(isPrinting);
  }

  #controls(metrics: readonly string[]): HTMLElement {
    const { rows, replicates } = this.#all;
    const values = axesOf(rows);
    const axes = axesThatVary(values);
    const by = new Set(factorsOf(rows, values, replicates));
    const chosen = new Set(this.#choice.metrics);
    const stats = Object.entries(STATISTICS) as [Stat, string][];
    return make('div', {
      class: 'bar',
      attributes: { role: 'group', 'aria-label': 'What the table shows' },
      children: [
        chooser(
          'rows',
          [
            ['averages', 'averages'],
            ['jobs', 'each job'],
          ],
          this.#choice.isRaw ? 'jobs' : 'averages',
          (value) => {
            this.#choose({ isRaw: value === 'jobs' });
          },
        ),
        ticks(
          'by',
          axes,
          (axis) => by.has(axis),
          (axis, isOn) => {
            if (isOn) by.add(axis);
            else by.delete(axis);
            this.#choose({ by: axes.filter((one) => by.has(one)) });
          },
        ),
        chooser('pivot', [['', 'none'], ...axes.map((axis) => [axis, axis] as const)], '', (value) => {
          this.#choose({ pivot: value === '' ? null : value });
        }),
        chooser('cells', stats, 'mean', (value) => {
          this.#choose({ stat: value as Stat });
        }),
        ticks(
          'metrics',
          metrics,
          (metric) => chosen.has(metric),
          (metric, isOn) => {
            if (isOn) chosen.add(metric);
            else chosen.delete(metric);
            this.#choose({ metrics: metrics.filter((one) => chosen.has(one)) });
          },
        ),
        tick('stale results count', false, (countsStale) => {
          this.#choose({ countsStale });
        }),
      ],
    });
  }

  #choose(part: Partial<TableChoice>): void {
    this.#choice = { ...this.#choice, ...part };
    this.#draw();
  }

  #draw(): void {
    if (this.#subject.rows.length === 0) {
      this.#shown = [];
      this.#tables.replaceChildren(make('p', { text: 'No job is chosen that could have left a number.' }));
      return;
    }
    const tables = resultTables(this.#subject, this.#choice);
    this.#shown = tables.map(({ grid, keys }) => new VirtualTable(grid, keys));
    this.#tables.replaceChildren(
      ...this.#shown.flatMap(({ element }, at) => {
        const notes = tables[at]?.grid.notes ?? [];
        const items = notes.map(({ mark, text }) =>
          make('li', {
            children: [mark === null ? null : make('sup', { text: `${mark} ` }), document.createTextNode(text)],
          }),
        );
        return [element, ...(items.length === 0 ? [] : [make('ul', { class: 'notes', children: items })])];
      }),
    );
  }
}
