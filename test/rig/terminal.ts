import { execFileSync } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

/** A real terminal, 90 columns by 24 lines, with a shell in it: tmux's, on a server of its own. */
export class Terminal {
  readonly #socket = `sweep-test-${process.pid}-${Math.random().toString(36).slice(2)}`;

  /** @param hostFolder the host folder of the runs in it. */
  constructor(folder: string, hostFolder: string) {
    const shell = `env -u CI -u NO_COLOR SWEEP_HOST_DIR=${hostFolder} PS1="ready> " bash --norc --noprofile`;
    this.#tmux('-f', '/dev/null', 'new-session', '-d', '-x', '90', '-y', '24', '-c', folder, shell);
    onTestFinished(() => {
      this.close();
    });
  }

  /** Types a text, and no Enter. */
  write(text: string): void {
    this.#tmux('send-keys', '-l', '--', text);
  }

  /** Types a line and Enter. */
  type(line: string): void {
    this.write(line);
    this.press('Enter');
  }

  /** Presses a key, named as tmux names it: `C-c`. */
  press(key: string): void {
    this.#tmux('send-keys', key);
  }

  /** What stands on the screen. */
  screen(): string {
    return this.#tmux('capture-pane', '-p');
  }

  /** What has scrolled out of the screen, which people find when they scroll back, and what stands on it. */
  history(): string {
    return this.#tmux('capture-pane', '-p', '-S', '-');
  }

  /** Gives the window another size. */
  resize(columns: number, lines: number): void {
    this.#tmux('resize-window', '-x', String(columns), '-y', String(lines));
  }

  /** The screen as soon as it has `text` on it. */
  async shows(text: string): Promise<string> {
    return until(`${text} on the screen`, () => (this.screen().includes(text) ? this.screen() : null)).catch(
      (error: unknown) => {
        throw new Error(`${String(error)}; the screen is:\n${this.screen()}`);
      },
    );
  }

  /** Closes the window: what runs in it gets SIGHUP. */
  close(): void {
    try {
      this.#tmux('kill-server');
    } catch {
      // It is closed already.
    }
  }

  #tmux(...args: readonly string[]): string {
    return execFileSync('tmux', ['-L', this.#socket, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }
}
