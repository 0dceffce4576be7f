import type { UsageKey } from '../../model/sharing/usage.ts';
import {
  BAR_ORDER,
  spellHours,
  USAGE_FIELDS,
  usefulPart,
  type NotedUsage,
  type UsageJson,
  type UsageRowJson,
} from '../../report/status/usage.ts';
import { chooser, make } from '../dom.ts';
import { button, textTable } from './parts.ts';

const KEYS: readonly (readonly [UsageKey, string])[] = [
  ['user', 'user'],
  ['sweep', 'sweep'],
  ['day', 'day'],
  ['gpu', 'GPU'],
  ['outcome', 'outcome'],
];

const TIMES = [
  ['1d', 'a day'],
  ['7d', 'a week'],
  ['30d', 'a month'],
] as const;

/** For how long GPUs were held, by what somebody chooses: what `sweep usage` tells, as it was when it was read. */
export class UsageBox {
  readonly element: HTMLElement;
  readonly #rows = make('div', { attributes: { 'aria-live': 'polite' } });
  #by: UsageKey = 'user';
  #since = '7d';
  /** Counts what was asked, since answers may come late. */
  #asked = 0;

  constructor() {
    const by = chooser('by', KEYS, this.#by, (key) => {
      this.#by = key as UsageKey;
      void this.#read();
    });
    const since = chooser('of the last', TIMES, this.#since, (time) => {
      this.#since = time;
      void this.#read();
    });
    this.element = make('section', {
      children: [
        make('h2', { text: 'GPU-hours' }),
        make('div', { class: 'bar', children: [by, since, button('Read again', () => void this.#read())] }),
        this.#rows,
      ],
    });
    void this.#read();
  }

  async #read(): Promise<void> {
    this.#asked += 1;
    const own = this.#asked;
    const shown = await this.#told().catch((error: unknown) =>
      make('p', { class: 'notice', text: error instanceof Error ? error.message : String(error) }),
    );
    if (own === this.#asked) this.#rows.replaceChildren(shown);
  }

  async #told(): Promise<HTMLElement> {
    const query = new URLSearchParams({ by: this.#by, since: this.#since }).toString();
    const response = await fetch(`./usage?${query}`);
    const told = (await response.json()) as NotedUsage & { readonly error: string };
    if (!response.ok) throw new Error(told.error);
    const notes = told.notes.map((text) => make('p', { class: 'notice', text }));
    return make('div', { children: [...this.#tableOf(told), ...idleOf(told), ...notes] });
  }

  #tableOf(told: UsageJson): readonly HTMLElement[] {
    if (told.rows.length === 0)
      return [make('p', { class: 'faint', text: 'No GPU was held, as far as is known here.' })];
    const most = Math.max(...told.rows.map(({ gpuSeconds }) => gpuSeconds));
    const rows = [...told.rows, { ...told.total, key: 'all' }];
    return [
      textTable(
        'GPU-hours',
        [told.by, 'GPU-hours', 'useful', ''],
        rows.map((row, at) => [
          row.key,
          spellHours(row.gpuSeconds),
          usefulPart(row),
          at === told.rows.length ? null : barOf(row, most),
        ]),
      ),
    ];
  }
}

function idleOf({ idle }: UsageJson): readonly HTMLElement[] {
  return idle === 0 ? [] : [make('p', { text: `Idle while jobs waited for them: ${spellHours(idle)} GPU-hours` })];
}

/** As long as its part of the greatest, in parts by what became of it, which its words tell, too. */
function barOf(row: UsageRowJson, most: number): HTMLElement {
  const parts = BAR_ORDER.map((outcome) => ({ outcome, of: row[USAGE_FIELDS[outcome]] })).filter(({ of }) => of > 0);
  const text = parts.map(({ outcome, of }) => `${spellHours(of)} ${outcome}`).join(', ');
  const bar = make('div', {
    class: 'usage',
    attributes: { role: 'img', 'aria-label': text, title: text },
    children: parts.map(({ outcome, of }) => {
      const part = make('i', { attributes: { 'data-outcome': outcome } });
      part.style.flexGrow = String(of / row.gpuSeconds);
      return part;
    }),
  });
  bar.style.width = `${(100 * row.gpuSeconds) / most}%`;
  return bar;
}
