import type { PageContent } from '../report/page/page-content.ts';
import { metricsOf, type Subject } from '../results/table/subject.ts';
import { chartAxes, type ChartAxis } from './charts/axis-values.ts';
import { curves } from './charts/curves.ts';
import type { Drawn } from './charts/chart.ts';
import { heatMap } from './charts/heat-map.ts';
import { lines } from './charts/lines.ts';
import { mainEffects } from './charts/main-effects.ts';
import { parallel } from './charts/parallel.ts';
import { chooser, make } from './dom.ts';
import { Figure, type Draw } from './figure.ts';
import { Figures } from './figures.ts';
import type { Look } from './look.ts';

/** A chart of several axes shows no more. */
const MOST_COORDINATES = 14;

/** What charts of results are of. */
interface ChartChoice {
  metric: string;
  stage: string;
  curve: string;
  colour: string;
  x: string;
  line: string;
  columns: string;
  rows: string;
}

/** The charts of the results, with what there is to choose of them. */
export class ChartsSection {
  readonly elements: readonly HTMLElement[];
  readonly figures: Figures;
  readonly #content: PageContent;
  readonly #axes: ReadonlyMap<string, readonly ChartAxis[]>;
  readonly #choice: ChartChoice;
  readonly #holder = make('div', { class: 'figures' });
  #subject: Subject;
  #rows: ReadonlySet<number>;

  constructor(content: PageContent, look: Look) {
    const { subject, curves: all } = content;
    this.#content = content;
    this.#subject = subject;
    this.#rows = new Set(subject.rows.keys());
    this.figures = new Figures(look);
    const stages = [...new Set(subject.rows.map(({ stage }) => stage))];
    this.#axes = new Map(stages.map((stage) => [stage, chartAxes(subject, stage)]));
    const metrics = metricsOf([subject]);
    const stage = stages.find((one) =>
      subject.rows.some((row) => row.stage === one && Object.keys(row.metrics).length > 0),
    );
    const curveNames = [...new Set([...all.shown.map(({ metric }) => metric), ...all.leftOut.keys()])];
    this.#choice = {
      metric: metrics[0] ?? '',
      stage: stage ?? stages[0] ?? '',
      curve: curveNames[0] ?? '',
      colour: '',
      x: '',
      line: '',
      columns: '',
      rows: '',
    };
    const pick = (key: keyof ChartChoice, values: readonly string[], name: string): HTMLElement | null =>
      values.length < 2
        ? null
        : chooser(
            name,
            values.map((value) => [value, value]),
            this.#choice[key],
            (value) => {
              this.#choice[key] = value;
              if (key === 'stage') this.#layOut(curveNames);
              else this.figures.redraw();
            },
          );
    const controls = make('div', {
      class: 'bar',
      children: [pick('metric', metrics, 'metric'), pick('stage', stages, 'stage')],
    });
    this.elements = [controls, this.#holder];
    this.#layOut(curveNames);
  }

  /** Draws other rows. */
  update(subject: Subject, rows: ReadonlySet<number>): void {
    this.#subject = subject;
    this.#rows = rows;
    this.figures.redraw();
  }

  /** The charts that the axes of a stage make sense of. */
  #layOut(curveNames: readonly string[]): void {
    const axes = this.#axes.get(this.#choice.stage) ?? [];
    const numeric = axes.filter((axis) => axis.isNumeric && axis.values.length > 1);
    const choice = this.#choice;
    choice.x = numeric[0]?.name ?? '';
    choice.line = axes.find(({ name }) => name !== choice.x)?.name ?? '';
    choice.columns = axes[0]?.name ?? '';
    choice.rows = axes[1]?.name ?? '';
    choice.colour = axes[0]?.name ?? '';
    const named = (name: string): ChartAxis | undefined => axes.find((axis) => axis.name === name);
    const pick = (key: keyof ChartChoice, label: string, values: readonly string[]): HTMLElement =>
      chooser(
        label,
        values.map((value) => [value, value === '' ? 'none' : value]),
        choice[key],
        (value) => {
          choice[key] = value;
          this.figures.redraw();
        },
      );
    const names = axes.map(({ name }) => name);
    const figures: Figure[] = [];
    const add = (title: string, controls: readonly HTMLElement[], draw: Draw): void => {
      figures.push(new Figure(title, controls, draw));
    };
    if (axes.length > 0 && choice.metric !== '') {
      add('Main effects', [], (look, width) =>
        mainEffects(this.#subject, choice.stage, choice.metric, axes, look, width),
      );
    }
    if (numeric.length > 0 && choice.metric !== '') {
      const controls = [
        pick(
          'x',
          'over',
          numeric.map(({ name }) => name),
        ),
        pick('line', 'a line for each', ['', ...names]),
      ];
      add('Lines', controls, (look): Drawn => {
        const x = named(choice.x);
        const category = choice.line === choice.x ? null : (named(choice.line) ?? null);
        if (x === undefined) return { missing: 'No axis of numbers varies.' };
        return lines(this.#subject, choice.stage, choice.metric, x, category, look);
      });
    }
    if (axes.length > 1 && choice.metric !== '') {
      add('Heat map', [pick('columns', 'columns', names), pick('rows', 'rows', names)], (look): Drawn => {
        const [x, y] = [named(choice.columns), named(choice.rows)];
        if (x === undefined || y === undefined || x === y) return { missing: 'Choose two axes that differ.' };
        return heatMap(this.#subject, choice.stage, choice.metric, [x, y], look);
      });
      add('Parallel coordinates', [], (look) =>
        parallel(this.#subject, choice.stage, choice.metric, axes.slice(0, MOST_COORDINATES), look),
      );
    }
    if (curveNames.length > 0) {
      const controls = [pick('curve', 'metric', curveNames), pick('colour', 'coloured by', ['', ...names])];
      add('Curves over steps', controls, (look) =>
        curves(
          this.#content.curves,
          this.#content.subject,
          this.#rows,
          choice.curve,
          choice.colour === '' ? null : choice.colour,
          look,
        ),
      );
    }
    this.figures.show(figures);
    this.#holder.replaceChildren(
      ...(figures.length === 0
        ? [make('p', { text: 'There is nothing to draw: no job has left a number, or nothing varies.' })]
        : figures.map(({ element }) => element)),
    );
  }
}
