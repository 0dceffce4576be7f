import type { PageAttempt, PageContent } from '../report/page/page-content.ts';
import { durations } from './charts/durations.ts';
import { timeline } from './charts/timeline.ts';
import { chooser } from './dom.ts';
import { Figure } from './figure.ts';
import { Figures } from './figures.ts';
import type { Look } from './look.ts';

const ALL = 'all';

/** What ran where and when, and how long it took. */
export class TimelineSection {
  readonly elements: readonly HTMLElement[];
  readonly figures: Figures;
  readonly #content: PageContent;
  #attempts: readonly PageAttempt[];
  #run = ALL;

  constructor(content: PageContent, look: Look) {
    this.#content = content;
    this.#attempts = content.attempts;
    this.figures = new Figures(look);
    const runs = [...new Set(content.attempts.map(({ run }) => run))];
    // Runs lie days apart, so that of all together nothing would be seen: the last is shown first.
    if (runs.length > 1) this.#run = String(runs.reduce((a, b) => Math.max(a, b), 0));
    const choice = chooser(
      'run',
      [[ALL, ALL], ...runs.toSorted((a, b) => a - b).map((run) => [String(run), String(run)] as const)],
      this.#run,
      (run) => {
        this.#run = run;
        this.figures.redraw();
      },
    );
    const figures = [
      new Figure('GPUs and slots over time', runs.length > 1 ? [choice] : [], (paint, width) =>
        timeline(
          this.#attempts.filter(({ run }) => this.#run === ALL || String(run) === this.#run),
          paint,
          width,
        ),
      ),
      new Figure('Durations by cell', [], (paint) => durations(this.#attempts, paint)),
    ];
    this.figures.show(figures);
    this.elements = figures.map(({ element }) => element);
  }

  /** Shows what is of these jobs, and of those that no result can be of; all where `rows` are all. */
  update(rows: ReadonlySet<number>): void {
    const { subject, attempts } = this.#content;
    const left = new Set(subject.rows.filter((_, number) => !rows.has(number)).map(({ job }): string => job));
    this.#attempts = left.size === 0 ? attempts : attempts.filter(({ job }) => !left.has(job));
    this.figures.redraw();
  }
}
