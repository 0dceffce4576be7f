import type { JobRow } from '../../report/page/job-rows.ts';
import type { SentMessage } from '../../report/page/live-messages.ts';
import type { AttemptJson, JobDetailsJson } from '../../report/status/job-details.ts';
import { make } from '../dom.ts';
import { JOB_ACTS, type Asking } from './asking.ts';
import { endText, isToRun, secondsOf } from './job-choice.ts';
import { factsOf, metricsText } from './job-facts.ts';
import { LogView } from './log-view.ts';
import { badge, button, clockText, linkTo, textTable, timeText } from './parts.ts';
import { redrawn, type ServerClock, type View } from './view.ts';
import { WhyView } from './why-view.ts';

/** All of one job: what it is, why it is as it is, its attempts, and what it writes. */
export class JobView implements View {
  readonly element: HTMLElement;
  readonly #sweep: string;
  readonly #job: string;
  /** The attempt whose output is shown; null for the newest. */
  readonly #attempt: number | null;
  readonly #clock: ServerClock;
  readonly #title: HTMLElement;
  readonly #standing = make('p', { class: 'standing', attributes: { 'aria-live': 'polite' } });
  readonly #time = make('span', { class: 'faint' });
  readonly #acts: readonly HTMLButtonElement[];
  readonly #command = make('pre', { attributes: { tabindex: '0', 'aria-label': 'Command' } });
  readonly #facts = make('dl');
  readonly #attempts = make('div');
  readonly #why: WhyView;
  readonly #log = new LogView();
  #row: JobRow | null = null;

  constructor(sweep: string, job: string, attempt: number | null, clock: ServerClock, asking: Asking) {
    this.#sweep = sweep;
    this.#job = job;
    this.#attempt = attempt;
    this.#clock = clock;
    this.#title = make('h1', { text: job });
    this.#why = new WhyView(sweep, job);
    this.#acts = JOB_ACTS.map((act) =>
      button(act.name, () => void asking.ofJobs(act, sweep, [{ id: job, label: this.#row?.label ?? job }]), {
        title: act.tells,
        disabled: '',
      }),
    );
    this.element = make('div', {
      children: [
        make('p', { class: 'crumbs', children: [linkTo({ at: 'jobs', sweep }, sweep)] }),
        this.#title,
        this.#standing,
        make('div', {
          class: 'bar acts',
          attributes: { role: 'group', 'aria-label': 'What is asked of it' },
          children: this.#acts,
        }),
        make('h2', { text: 'Output' }),
        attempt === null ? null : this.#ofAttempt(attempt),
        this.#log.element,
        make('h2', { text: 'Attempts' }),
        this.#attempts,
        make('h2', { text: 'Command' }),
        this.#command,
        this.#facts,
        make('h2', { text: 'Why' }),
        this.#why.element,
      ],
    });
  }

  hear(message: SentMessage): void {
    switch (message.kind) {
      case 'job':
        this.#show(message.row, message.details);
        return;
      case 'log-begins':
        this.#log.begin();
        return;
      case 'log':
        this.#log.take(message.text);
        return;
      case 'log-note':
        this.#log.note(message.text);
        return;
      case 'home':
      case 'jobs':
      case 'gpus':
      case 'problem':
      case 'beat':
        return;
      default:
        message satisfies never;
    }
  }

  tick(): void {
    if (this.#row !== null) this.#tellTime(this.#row);
  }

  #ofAttempt(attempt: number): HTMLElement {
    const newest = linkTo({ at: 'job', sweep: this.#sweep, job: this.#job, attempt: null }, 'the newest');
    return make('p', { class: 'faint', children: [document.createTextNode(`of attempt ${attempt}; `), newest] });
  }

  #show(row: JobRow, details: JobDetailsJson): void {
    const isNews = this.#row?.status !== row.status || this.#row.attempt !== row.attempt;
    this.#row = row;
    const { definition } = details;
    this.#title.textContent = row.label;
    const end = endText(row);
    const told = isToRun(row) && end !== '' ? `; before: ${end}` : ` ${end}`;
    this.#standing.replaceChildren(badge(row.status, row.word), document.createTextNode(`${told} `), this.#time);
    this.#tellTime(row);
    for (const [at, { fits }] of JOB_ACTS.entries()) {
      const one = this.#acts[at];
      if (one !== undefined) one.disabled = !fits(row);
    }
    const command = definition?.command ?? 'It has left the sweep.';
    this.#command.textContent = typeof command === 'string' ? command : command.join(' ');
    this.#facts.replaceChildren(
      ...factsOf(details, row).flatMap(([name, text]) => [make('dt', { text: name }), make('dd', { text })]),
    );
    redrawn(this.#attempts, () => {
      this.#attempts.replaceChildren(
        details.attempts.length === 0
          ? make('p', { text: 'It has not run yet.' })
          : this.#attemptTable(details.attempts),
      );
    });
    if (isNews) this.#why.read();
  }

  #tellTime(row: JobRow): void {
    this.#time.textContent = timeText(secondsOf(row, this.#clock.now()), row.status === 'running');
  }

  #attemptTable(attempts: readonly AttemptJson[]): HTMLElement {
    const rows = attempts.toReversed().map((one) => {
      const { attempt, started, seconds, gpus, exit, error, ended } = one;
      const route = { at: 'job', sweep: this.#sweep, job: this.#job, attempt } as const;
      const link = linkTo(route, String(attempt), `attempt ${attempt}`);
      if (attempt === this.#attempt) link.setAttribute('aria-current', 'true');
      const how = exit === null ? 'goes on' : exit.code === null ? exit.cause : `${exit.cause} ${exit.code}`;
      return [
        link,
        clockText(started),
        ended === null ? '' : timeText(seconds, false),
        gpus.length === 0 ? 'cpu' : `gpu ${gpus.join(',')}`,
        error === null ? how : `${how}: ${error}`,
        metricsText(one),
      ];
    });
    return textTable('Attempts', ['attempt', 'began', 'time', 'on', 'end', 'metrics'], rows);
  }
}
