import type { SentMessage } from '../../report/page/live-messages.ts';

/** What the page shows at one of its routes. */
export interface View {
  readonly element: HTMLElement;
  /** Shows what is new. */
  hear(message: SentMessage): void;
  /** A second has gone by. */
  tick?(): void;
}

/** What the time is at the server, by which all times on the page are told. */
export class ServerClock {
  #ahead = 0;

  /** Is told by each message. */
  set(now: string): void {
    this.#ahead = Date.parse(now) - Date.now();
  }

  /** In milliseconds. */
  now(): number {
    return Date.now() + this.#ahead;
  }
}

/** Draws anew what is in an element, and leaves the focus on what stands for the same, by its `data-key`. */
export function redrawn(element: HTMLElement, draw: () => void): void {
  const { activeElement: active } = document;
  const key = active instanceof HTMLElement && element.contains(active) ? active.dataset['key'] : undefined;
  draw();
  if (key === undefined || active?.isConnected === true) return;
  element.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
