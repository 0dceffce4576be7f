import type { SweepRow } from '../../report/page/job-rows.ts';
import type { SentMessage } from '../../report/page/live-messages.ts';
import { make } from '../dom.ts';
import { linkTo, progress, runnerText, textTable } from './parts.ts';
import { redrawn, type View } from './view.ts';

/** All sweeps of the project, and the runs of this host. */
export class HomeView implements View {
  readonly #sweeps = make('div', { children: [make('p', { class: 'faint', text: 'reading…' })] });
  readonly #host = make('div', { children: [make('p', { class: 'faint', text: 'reading…' })] });
  readonly element = make('div', {
    children: [
      make('h1', { text: 'Sweeps of this project' }),
      this.#sweeps,
      make('h2', { text: 'Runs on this host' }),
      this.#host,
    ],
  });

  hear(message: SentMessage): void {
    if (message.kind !== 'home') return;
    const { sweeps, host, hostProblem } = message;
    redrawn(this.#sweeps, () => {
      this.#sweeps.replaceChildren(
        sweeps.length === 0 ? make('p', { text: 'No sweep has run here yet: sweep run FILE.' }) : sweepTable(sweeps),
      );
    });
    if (hostProblem !== '') this.#host.replaceChildren(make('p', { class: 'notice', text: hostProblem }));
    if (host === null) return;
    this.#host.replaceChildren(
      host.rows.length === 0
        ? make('p', { text: 'No run on this host.' })
        : textTable('Runs on this host', host.head, host.rows),
    );
  }
}

function sweepTable(sweeps: readonly SweepRow[]): HTMLElement {
  const rows = sweeps.map((sweep) => {
    const { name, counts, problem, jobs } = sweep;
    const told = counts.map(({ word, jobs: number }) => `${number} ${word}`).join(', ');
    return [
      linkTo({ at: 'jobs', sweep: name }, name, name),
      problem === '' || jobs > 0 ? runnerText(sweep) : problem,
      progress(counts),
      told,
    ];
  });
  return textTable('Sweeps of this project', ['sweep', 'run', 'progress', 'jobs'], rows);
}
