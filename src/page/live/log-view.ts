import { make, tick } from '../dom.ts';
import { LogBuffer } from './log-buffer.ts';

/** Characters that are kept; of more the first go. */
const MOST = 1_000_000;

/** Characters of one block: a browser lays out only the last one anew. */
const BLOCK = 8_000;

/** Pixels from the end at which it still counts as the end. */
const NEAR = 12;

/** The output of a job as it comes. It is text, whatever it holds. */
export class LogView {
  readonly element: HTMLElement;
  readonly #lines = make('div');
  readonly #begun = make('div', { class: 'begun' });
  readonly #pre: HTMLElement;
  readonly #follows: HTMLLabelElement;
  #buffer = new LogBuffer();
  #length = 0;
  #isFollowed = true;
  /** What has come since it was drawn last. */
  #waiting: string[] = [];

  constructor() {
    this.#pre = make('pre', {
      class: 'log',
      attributes: { tabindex: '0', role: 'log', 'aria-live': 'off', 'aria-label': 'Output' },
      on: {
        scroll: () => {
          const { scrollTop, scrollHeight, clientHeight } = this.#pre;
          this.#follow(scrollTop + clientHeight >= scrollHeight - NEAR);
        },
      },
      children: [this.#lines, this.#begun],
    });
    this.#follows = tick('follow', true, (isOn) => {
      this.#follow(isOn);
      this.#toEnd();
    });
    const wraps = tick('wrap lines', true, (isOn) => {
      this.#pre.classList.toggle('unwrapped', !isOn);
      this.#toEnd();
    });
    this.element = make('div', {
      children: [make('div', { class: 'bar', children: [this.#follows, wraps] }), this.#pre],
    });
  }

  /** Begins with nothing. */
  begin(): void {
    this.#waiting = [];
    this.#buffer = new LogBuffer();
    this.#length = 0;
    this.#lines.replaceChildren();
    this.#begun.textContent = '';
  }

  take(text: string): void {
    this.#waiting.push(text);
    if (this.#waiting.length === 1) requestAnimationFrame(() => this.#draw());
  }

  /** What is said of the output, between its lines. */
  note(text: string): void {
    this.#draw();
    this.#lines.append(make('div', { class: 'note', text }));
    this.#toEnd();
  }

  #draw(): void {
    const text = this.#waiting.join('');
    this.#waiting = [];
    if (text === '') return;
    const { whole, begun } = this.#buffer.take(text);
    if (whole !== '') this.#append(whole);
    this.#begun.textContent = begun;
    this.#toEnd();
  }

  #append(whole: string): void {
    const last = this.#lines.lastElementChild;
    const { length } = last?.textContent ?? '';
    if (last !== null && last.className === '' && length + whole.length < BLOCK) last.textContent += whole;
    else this.#lines.append(make('div', { text: whole }));
    this.#length += whole.length;
    while (this.#length > MOST && this.#lines.firstElementChild !== this.#lines.lastElementChild) {
      this.#length -= this.#lines.firstElementChild?.textContent.length ?? 0;
      this.#lines.firstElementChild?.remove();
    }
  }

  #follow(isOn: boolean): void {
    this.#isFollowed = isOn;
    const box = this.#follows.querySelector('input');
    if (box !== null) box.checked = isOn;
  }

  #toEnd(): void {
    if (this.#isFollowed) this.#pre.scrollTop = this.#pre.scrollHeight;
  }
}
