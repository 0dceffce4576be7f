import { unpackContent } from '../../report/page/codec.ts';
import { make } from '../dom.ts';
import { filterBar } from '../filter-bar.ts';
import { ResultsSection } from '../results-section.ts';
import { button } from './parts.ts';
import { sweepTabs } from './sweep-tabs.ts';
import type { View } from './view.ts';

/** The tables of results of a sweep, as it stood when they were read. */
export class ResultsView implements View {
  readonly element: HTMLElement;
  readonly #sweep: string;
  readonly #tables = make('div', { attributes: { 'aria-live': 'polite' } });

  constructor(sweep: string) {
    this.#sweep = sweep;
    this.element = make('div', {
      children: [
        make('h1', { text: sweep }),
        sweepTabs(sweep, 'results'),
        make('div', { class: 'bar', children: [button('Read again', () => void this.#read())] }),
        this.#tables,
      ],
    });
    void this.#read();
  }

  hear(): void {
    // Results are read when somebody asks for them.
  }

  async #read(): Promise<void> {
    this.#say('reading…');
    try {
      const response = await fetch(`./results?${new URLSearchParams({ sweep: this.#sweep }).toString()}`);
      if (!response.ok) throw new Error(((await response.json()) as { readonly error: string }).error);
      this.#show(new Uint8Array(await response.arrayBuffer()));
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
    }
  }

  #show(bytes: Uint8Array): void {
    const { subject } = unpackContent(bytes);
    if (subject.rows.length === 0) {
      this.#say('No job of this sweep says where it leaves its numbers: sweep results tells what to add to the file.');
      return;
    }
    const results = new ResultsSection(subject);
    const bar = filterBar(subject, (rows) => {
      results.update({ ...subject, rows: subject.rows.filter((_, number) => rows.has(number)) });
    });
    this.#tables.replaceChildren(bar, results.element);
  }

  #say(text: string): void {
    this.#tables.replaceChildren(make('p', { class: 'faint', text }));
  }
}
