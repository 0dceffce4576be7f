/** Milliseconds after which people wonder. */
const LATE = 2000;

/** Says things to whoever listens now. */
export class Speaker {
  #listener: (message: string) => void;

  constructor(listener: (message: string) => void) {
    this.#listener = listener;
  }

  readonly say = (message: string): void => {
    this.#listener(message);
  };

  /** Has another listen from now on. */
  speakTo(listener: (message: string) => void): void {
    this.#listener = listener;
  }

  /** Does what takes a moment, and says so where it takes more. */
  async sayLate(message: string, work: () => Promise<void>): Promise<void> {
    const timer = setTimeout(this.say, LATE, message);
    try {
      await work();
    } finally {
      clearTimeout(timer);
    }
  }
}
