import type { WhyJson } from '../../report/plan/why.ts';
import { make } from '../dom.ts';

/** Why a job is as it is: what `sweep why` tells. */
export class WhyView {
  readonly element = make('div', { attributes: { 'aria-live': 'polite' } });
  readonly #address: string;
  /** Counts what was asked, since answers may come late. */
  #asked = 0;

  constructor(sweep: string, job: string) {
    this.#address = `./why?${new URLSearchParams({ sweep, job }).toString()}`;
  }

  /** Reads it anew. */
  read(): void {
    this.#asked += 1;
    const own = this.#asked;
    if (own === 1) this.element.replaceChildren(make('p', { class: 'faint', text: 'reading…' }));
    const show = (elements: readonly HTMLElement[]): void => {
      if (own === this.#asked) this.element.replaceChildren(...elements);
    };
    fetch(this.#address)
      .then(async (response) => {
        const told = (await response.json()) as WhyJson & { readonly error: string };
        show(response.ok ? linesOf(told) : [make('p', { class: 'notice', text: told.error })]);
      })
      .catch((error: unknown) => {
        show([make('p', { class: 'notice', text: error instanceof Error ? error.message : String(error) })]);
      });
  }
}

function linesOf({ state, because, changes, error, waiting, needs, keys }: WhyJson): readonly HTMLElement[] {
  const verdict = state === 'fresh' ? 'it would not run again' : state === 'running' ? 'it runs' : 'it would run';
  const lines = [
    because === null ? `${verdict} (${state})` : `${verdict} (${state}: ${because})`,
    ...changes.map(({ label, key, before, after }) => `${label}: ${key}: ${before} → ${after}`),
    ...(error === null ? [] : [`error: ${error}`]),
    ...waiting,
    ...needs.map(({ job, when, status }) => `needs ${job} (${when}): ${status}`),
  ];
  const rows = keys.map(({ key, value, setBy, file, line }) =>
    make('tr', {
      children: [key, value, setBy, line === null ? file : `${file}:${line}`].map((text) => make('td', { text })),
    }),
  );
  const table = make('table', { class: 'plain', children: [make('tbody', { children: rows })] });
  return [
    make('ul', { class: 'lines', children: lines.map((text) => make('li', { text })) }),
    make('details', {
      children: [
        make('summary', { text: 'which part of the file sets each key' }),
        make('div', {
          class: 'scroll',
          attributes: { tabindex: '0', role: 'region', 'aria-label': 'Keys' },
          children: [table],
        }),
      ],
    }),
  ];
}
