import { runCommand } from './command.ts';

/**
 * Runs a program of which a look can do without. One that is stuck in the kernel is not joined by another of its kind:
 * each kind has a `BestEffort` of its own.
 */
export class BestEffort {
  #stuck = false;

  /** What it wrote to stdout; null when it failed, and at once while an earlier one is not gone. Takes 5 seconds at most. */
  async run(file: string, args: readonly string[]): Promise<string | null> {
    if (this.#stuck) return null;
    const result = await runCommand(file, args);
    if (result.ok) return result.stdout;
    this.#stuck = true;
    void result.gone.then(() => {
      this.#stuck = false;
    });
    return null;
  }
}
