import { BEAT, type SentMessage } from '../../report/page/live-messages.ts';

/** How the page hears of what happens. */
export type Link =
  | 'open'
  /** It is tried again. */
  | 'lost'
  /** The server has let this browser in no more. */
  | 'shut';

/** Milliseconds between two tries: at first, and at the most. */
const RETRY = { first: 500, most: 10_000 };

/** Milliseconds for which an answer is waited for. */
const PATIENCE = 5000;

/** Without a message, nor a beat, for so long the other end is gone, whatever the browser believes. */
const SILENCE = 2.5 * BEAT;

/**
 * The one stream of messages of this tab. It is closed while nobody sees the tab, and heals itself; each time it begins it begins anew, with all
 * there is to show.
 */
export class Connection {
  readonly #hear: (message: SentMessage) => void;
  readonly #tell: (link: Link) => void;
  #view: Readonly<Record<string, string>> | null = null;
  #source: EventSource | null = null;
  #retry = 0;
  #silence = 0;
  #wait = RETRY.first;

  constructor(hear: (message: SentMessage) => void, tell: (link: Link) => void) {
    this.#hear = hear;
    this.#tell = tell;
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.#close();
      else this.#open();
    });
    addEventListener('online', () => {
      if (this.#source === null) this.#open();
    });
  }

  /** Hears of this from now on, and of nothing else; of nothing at all for null. */
  show(view: Readonly<Record<string, string>> | null): void {
    this.#view = view;
    this.#wait = RETRY.first;
    this.#open();
  }

  #open(): void {
    this.#close();
    if (document.hidden) return;
    if (this.#view === null) {
      this.#tell('open');
      return;
    }
    const source = new EventSource(`./events?${new URLSearchParams(this.#view).toString()}`);
    this.#source = source;
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      this.#wait = RETRY.first;
      this.#await();
      this.#tell('open');
      const message = JSON.parse(data) as SentMessage;
      if (message.kind !== 'beat') this.#hear(message);
    });
    source.addEventListener('error', () => {
      void this.#mend();
    });
    this.#await();
  }

  /** Waits for the next message. */
  #await(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      void this.#mend();
    }, SILENCE);
  }

  async #mend(): Promise<void> {
    const view = this.#view;
    this.#close();
    const isShut = await fetch('./session', { signal: AbortSignal.timeout(PATIENCE) }).then(
      ({ status }) => status === 401,
      () => false,
    );
    // Meanwhile something else may be shown, or nothing.
    if (view !== this.#view || this.#source !== null) return;
    this.#tell(isShut ? 'shut' : 'lost');
    this.#retry = setTimeout(() => {
      this.#open();
    }, this.#wait);
    this.#wait = Math.min(2 * this.#wait, RETRY.most);
  }

  #close(): void {
    clearTimeout(this.#silence);
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }
}
