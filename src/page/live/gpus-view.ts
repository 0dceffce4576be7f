import type { SentMessage } from '../../report/page/live-messages.ts';
import type { GpuRow } from '../../report/status/gpus.ts';
import { make } from '../dom.ts';
import type { Asking } from './asking.ts';
import { button, textTable } from './parts.ts';
import { UsageBox } from './usage-box.ts';
import { redrawn, type View } from './view.ts';

const PAUSED = 'No run of yours starts anything there until it is resumed. What runs there goes on.';
const RESUMED = 'Your runs start there again.';

/** Each GPU of this host: who holds it, and what is paused; and for how long GPUs were held. */
export class GpusView implements View {
  readonly element: HTMLElement;
  readonly #asking: Asking;
  readonly #gpus = make('div', { children: [make('p', { class: 'faint', text: 'reading…' })] });

  constructor(asking: Asking) {
    this.#asking = asking;
    const all = (what: 'pause' | 'resume', name: string, tells: string): HTMLElement =>
      button(name, () => void asking.of({ do: what, gpus: [] }, name, tells));
    this.element = make('div', {
      children: [
        make('h1', { text: 'GPUs of this host' }),
        make('div', {
          class: 'bar',
          children: [
            all('pause', 'Pause the host', 'No run of yours starts anything on this host until it is resumed.'),
            all('resume', 'Resume all', 'All pauses of yours are lifted.'),
          ],
        }),
        this.#gpus,
        new UsageBox().element,
      ],
    });
  }

  hear(message: SentMessage): void {
    if (message.kind !== 'gpus') return;
    const { gpus, notes } = message;
    redrawn(this.#gpus, () => {
      this.#gpus.replaceChildren(
        gpus.length === 0
          ? make('p', { text: 'No GPUs: no tool of a driver shows any, and nobody rehearses with made-up ones.' })
          : textTable(
              'GPUs',
              ['gpu', '', 'held by', 'load', 'memory', 'name'],
              gpus.map((gpu) => this.#row(gpu)),
            ),
        ...notes.map((text) => make('p', { class: 'notice', text })),
      );
    });
  }

  #row({ gpu, name, memory, load, usedPart, remarks, paused }: GpuRow): readonly (string | Node)[] {
    const act = paused
      ? button('Resume', () => void this.#asking.of({ do: 'resume', gpus: [gpu] }, `Resume: GPU ${gpu}`, RESUMED))
      : button('Pause', () => void this.#asking.of({ do: 'pause', gpus: [gpu] }, `Pause: GPU ${gpu}`, PAUSED));
    act.dataset['key'] = gpu;
    act.setAttribute('aria-label', `${paused ? 'Resume' : 'Pause'} GPU ${gpu}`);
    const bar = make('meter', { attributes: { 'aria-label': `memory of GPU ${gpu}`, value: String(usedPart ?? 0) } });
    const used = make('span', { children: [usedPart === null ? null : bar, document.createTextNode(` ${memory}`)] });
    const held = make('ul', { class: 'lines', children: remarks.map((text) => make('li', { text })) });
    return [gpu, act, held, load, used, name];
  }
}
