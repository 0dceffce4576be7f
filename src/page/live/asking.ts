import type { JobRow } from '../../report/page/job-rows.ts';
import type { Answered, Ask } from '../../report/page/live-messages.ts';
import type { JobStatus } from '../../model/state.ts';
import { someOf } from '../../model/text/some-of.ts';
import { make } from '../dom.ts';

/** What can be asked of jobs. */
export interface JobAct {
  readonly do: 'kill' | 'hold' | 'release' | 'retry' | 'rerun' | 'top' | 'priority';
  readonly name: string;
  readonly tells: string;
  /** Whether it makes sense to ask it of a job. */
  readonly fits: (row: JobRow) => boolean;
}

function isIn(...statuses: readonly JobStatus[]): JobAct['fits'] {
  return ({ status }) => statuses.includes(status);
}

export const JOB_ACTS: readonly JobAct[] = [
  {
    do: 'kill',
    name: 'Kill',
    tells: 'They are cancelled for good, also where they run: they do not run again before a retry.',
    fits: isIn('running', 'waiting', 'backoff', 'held'),
  },
  {
    do: 'hold',
    name: 'Hold',
    tells: 'They do not start before they are released, over all runs. What runs goes on.',
    fits: isIn('running', 'waiting', 'backoff', 'failed', 'skipped'),
  },
  { do: 'release', name: 'Release', tells: 'They may start again.', fits: ({ isHeld }) => isHeld },
  {
    do: 'retry',
    name: 'Retry',
    tells: 'Failed and cancelled jobs run again, with what was skipped because of them.',
    fits: isIn('failed', 'cancelled', 'skipped', 'backoff'),
  },
  {
    do: 'rerun',
    name: 'Rerun',
    tells: 'They run once more, also those that have succeeded.',
    fits: isIn('succeeded', 'failed', 'cancelled'),
  },
  {
    do: 'top',
    name: 'First',
    tells: 'They go first in the present run, in this order.',
    fits: isIn('waiting', 'backoff'),
  },
  {
    do: 'priority',
    name: 'Priority…',
    tells: 'The higher goes first, in the present run.',
    fits: isIn('waiting', 'backoff', 'held'),
  },
];

/** Jobs that are named in a question; the rest by number. */
const NAMED = 5;

/** What a person has answered: nothing where it was not a yes. */
type Answer = { readonly number: number | null } | null;

/** Asks the server for things, once a person has said yes, and says what came of it. */
export class Asking {
  readonly #status: HTMLElement;

  /** @param status  Where answers are told. */
  constructor(status: HTMLElement) {
    this.#status = status;
  }

  /** Asks something of jobs of a sweep. */
  async ofJobs(
    act: JobAct,
    sweep: string,
    jobs: readonly { readonly id: string; readonly label: string }[],
  ): Promise<void> {
    if (jobs.length === 0) return;
    const many = jobs.length === 1 ? '1 job' : `${jobs.length} jobs`;
    const names = someOf(
      jobs.slice(0, NAMED).map(({ label }) => label),
      jobs.length,
    );
    const title = `${act.name.replace('…', '')}: ${many} of ${sweep}`;
    const answer = await this.#confirm(title, [names, act.tells], act.do === 'priority' ? 'priority' : null);
    if (answer === null) return;
    const ids = jobs.map(({ id }) => id);
    if (act.do !== 'priority') await this.#send({ do: act.do, sweep, jobs: ids });
    else if (answer.number !== null) await this.#send({ do: 'priority', sweep, jobs: ids, priority: answer.number });
  }

  /** Asks for something else. @param tells  What it comes to. */
  async of(ask: Ask, title: string, tells: string): Promise<void> {
    if ((await this.#confirm(title, [tells], null)) !== null) await this.#send(ask);
  }

  async #send(ask: Ask): Promise<void> {
    this.say('…');
    try {
      const response = await fetch('./act', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(ask),
      });
      const told = (await response.json()) as Partial<Answered> & { readonly error?: string };
      this.say(told.text ?? told.error ?? `it was not done (${response.status})`, !response.ok);
    } catch (error) {
      this.say(`it is not known whether it was done: ${error instanceof Error ? error.message : String(error)}`, true);
    }
  }

  /** Says something where answers are told. */
  say(text: string, isProblem = false): void {
    this.#status.textContent = text;
    this.#status.classList.toggle('problem', isProblem);
    this.#status.hidden = text === '';
  }

  #confirm(title: string, lines: readonly string[], number: string | null): Promise<Answer> {
    const field = make('input', { attributes: { type: 'number', step: '1', value: '0', 'aria-label': number ?? '' } });
    const yes = make('button', { class: 'yes', attributes: { value: 'yes' }, text: title.split(':')[0] ?? title });
    const no = make('button', { attributes: { value: 'no' }, text: 'Leave it' });
    const dialog = make('dialog', {
      attributes: { 'aria-label': title },
      children: [
        make('form', {
          attributes: { method: 'dialog' },
          children: [
            make('h2', { text: title }),
            ...lines.map((text) => make('p', { text })),
            number === null ? null : field,
            make('div', { class: 'bar', children: [no, yes] }),
          ],
        }),
      ],
    });
    document.body.append(dialog);
    dialog.showModal();
    (number === null ? yes : field).focus();
    return new Promise((resolve) => {
      dialog.addEventListener('close', () => {
        dialog.remove();
        const isYes = dialog.returnValue === 'yes';
        if (!isYes) resolve(null);
        else
          resolve({ number: number === null || !Number.isInteger(field.valueAsNumber) ? null : field.valueAsNumber });
      });
    });
  }
}
