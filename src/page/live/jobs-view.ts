import type { JobRow, SweepRow } from '../../report/page/job-rows.ts';
import type { SentMessage } from '../../report/page/live-messages.ts';
import { make } from '../dom.ts';
import { wordsBox } from '../words-box.ts';
import { JOB_ACTS, type Asking } from './asking.ts';
import { chosenJobs, type JobChoice } from './job-choice.ts';
import { JobsTable } from './jobs-table.ts';
import { badge, button, progress, runnerText } from './parts.ts';
import { sweepTabs } from './sweep-tabs.ts';
import { redrawn, type ServerClock, type View } from './view.ts';

/** The jobs of a sweep: which are in what state, and what can be asked of them. */
export class JobsView implements View {
  readonly element: HTMLElement;
  readonly #sweep: string;
  readonly #clock: ServerClock;
  readonly #asking: Asking;
  readonly #rows = new Map<string, JobRow>();
  readonly #table: JobsTable;
  readonly #run = make('p', { class: 'faint', text: 'reading…' });
  readonly #problem = make('p', { class: 'notice', attributes: { hidden: '' } });
  readonly #progress = make('div');
  readonly #states = make('div', { class: 'bar', attributes: { role: 'group', 'aria-label': 'Jobs in a state' } });
  readonly #told = make('output');
  readonly #acts: readonly HTMLButtonElement[];
  readonly #stop: HTMLButtonElement;
  #choice: JobChoice = { words: '', states: new Set(), order: null };

  constructor(sweep: string, clock: ServerClock, asking: Asking) {
    this.#sweep = sweep;
    this.#clock = clock;
    this.#asking = asking;
    this.#table = new JobsTable({
      sweep,
      clock,
      order: (order) => {
        this.#choose({ order });
      },
      choose: () => {
        this.#tellChosen();
      },
    });
    this.#acts = JOB_ACTS.map((act) =>
      button(act.name, () => void asking.ofJobs(act, sweep, this.#chosenRows()), { title: act.tells }),
    );
    this.#stop = button('Stop the run', () => void this.#stopRun(), { class: 'danger' });
    this.#stop.hidden = true;
    this.element = make('div', {
      children: [
        make('h1', { text: sweep }),
        this.#run,
        this.#problem,
        sweepTabs(sweep, 'jobs'),
        this.#progress,
        this.#states,
        make('div', {
          class: 'bar',
          attributes: { role: 'search' },
          children: [wordsBox((words) => this.#choose({ words })), this.#told],
        }),
        make('div', {
          class: 'bar acts',
          attributes: { role: 'group', 'aria-label': 'What is asked of the jobs that are ticked' },
          children: [...this.#acts, this.#stop],
        }),
        this.#table.element,
      ],
    });
    this.#tellChosen();
  }

  hear(message: SentMessage): void {
    if (message.kind !== 'jobs') return;
    const { isWhole, jobs, sweep } = message;
    if (isWhole) this.#rows.clear();
    for (const row of jobs) this.#rows.set(row.id, row);
    for (const id of this.#table.chosen) if (!this.#rows.has(id)) this.#table.chosen.delete(id);
    this.#tellSweep(sweep);
    this.#draw();
  }

  tick(): void {
    this.#table.tick();
  }

  #choose(part: Partial<JobChoice>): void {
    this.#choice = { ...this.#choice, ...part };
    this.#draw();
  }

  #draw(): void {
    const shown = chosenJobs([...this.#rows.values()], this.#choice, this.#clock.now());
    const all = this.#rows.size;
    this.#told.textContent = shown.length === all ? `all of ${all} jobs` : `${shown.length} of ${all} jobs`;
    this.#table.show(shown);
    this.#tellChosen();
  }

  #tellSweep(sweep: SweepRow): void {
    const { counts, problem, runner } = sweep;
    this.#run.textContent = runnerText(sweep);
    this.#problem.hidden = problem === '';
    this.#problem.textContent = problem;
    this.#stop.hidden = runner === null;
    this.#progress.replaceChildren(progress(counts));
    redrawn(this.#states, () => {
      this.#states.replaceChildren(
        ...counts.map(({ word, status, jobs }) => {
          const isOn = this.#choice.states.has(word);
          const one = button('', () => {
            this.#toggle(word);
            one.setAttribute('aria-pressed', String(this.#choice.states.has(word)));
          });
          one.dataset['key'] = word;
          one.setAttribute('aria-pressed', String(isOn));
          one.append(make('b', { text: `${jobs} ` }), badge(status, word));
          return one;
        }),
      );
    });
  }

  #toggle(word: string): void {
    const states = new Set(this.#choice.states);
    if (!states.delete(word)) states.add(word);
    this.#choose({ states });
  }

  #chosenRows(): readonly JobRow[] {
    return [...this.#table.chosen].flatMap((id) => this.#rows.get(id) ?? []);
  }

  #tellChosen(): void {
    const chosen = this.#chosenRows();
    for (const [at, act] of JOB_ACTS.entries()) {
      const one = this.#acts[at];
      if (one !== undefined) one.disabled = !chosen.some(act.fits);
    }
  }

  #stopRun(): Promise<void> {
    const tells = 'What runs of it is told to stop. The next run does that again.';
    return this.#asking.of({ do: 'cancel', sweep: this.#sweep }, `Stop the run: ${this.#sweep}`, tells);
  }
}
