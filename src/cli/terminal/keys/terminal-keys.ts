import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { isInForeground } from '../../../host/system/foreground.ts';
import type { Key } from '../../../report/live/open-view.ts';
import { keysIn } from './keys-in.ts';

/** Milliseconds between two looks whether a key has been pressed. */
const PACE = 50;

/** More than this is no key, but a text that was pasted. */
const MOST_BYTES = 256;

/**
 * The keys of the terminal that controls this process. Each comes as it is pressed, and is not shown; those that send signals (Ctrl-C,
 * Ctrl-Z, Ctrl-\) and that stop the output (Ctrl-S) do what they ever do. Read, and set so, only while this process is in the foreground: in
 * the background either would stop it. Therefore it is asked for keys now and then, and no stream waits for them.
 */
export class TerminalKeys {
  readonly #fd: number;
  readonly #press: (key: Key) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #giveBack = (): void => this.giveBack();
  /** How the terminal was set before; null while it is as it was. */
  #saved: string | null = null;
  #isSet = false;
  #isClosed = false;

  private constructor(fd: number, press: (key: Key) => void) {
    this.#fd = fd;
    this.#press = press;
    this.#timer = setInterval(() => this.#look(), PACE).unref();
    process.on('exit', this.#giveBack);
    this.#look();
  }

  /** Null where no terminal controls this process. */
  static open(press: (key: Key) => void): TerminalKeys | null {
    try {
      return new TerminalKeys(
        openSync('/dev/tty', constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY),
        press,
      );
    } catch {
      return null;
    }
  }

  /** Sets the terminal as it was, for as long as somebody else has it; in the background that is whoever has it by now. */
  giveBack(): void {
    if (this.#isSet && this.#saved !== null && isInForeground()) this.#stty(this.#saved);
    this.#isSet = false;
    this.#saved = null;
  }

  /** Somebody else has had the terminal, of whom nothing could be known before, and may have set it otherwise. */
  mayBeReset(): void {
    this.#isSet = false;
  }

  /** Reads no more; the terminal is as it was. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#timer);
    process.off('exit', this.#giveBack);
    this.giveBack();
    closeSync(this.#fd);
  }

  #look(): void {
    if (!isInForeground()) return;
    if (!this.#isSet) this.#set();
    const bytes = Buffer.alloc(MOST_BYTES);
    try {
      const length = readSync(this.#fd, bytes);
      // At the end of what there is to read the terminal has gone away.
      if (length === 0) return this.close();
      for (const key of keysIn(bytes.toString('utf8', 0, length))) this.#press(key);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') this.close();
    }
  }

  #set(): void {
    this.#saved ??= this.#stty('-g');
    this.#isSet = this.#saved !== null && this.#stty('-icanon', '-echo', 'min', '1', 'time', '0') !== null;
    // A machine without stty has no keys.
    if (!this.#isSet) this.close();
  }

  /** What stty(1) says; null where it fails. */
  #stty(...args: readonly string[]): string | null {
    // Opened for itself alone: a child has its input made one that is waited for, and with it that of whoever shares it.
    let fd: number | null = null;
    try {
      fd = openSync('/dev/tty', constants.O_RDONLY | constants.O_NOCTTY);
      return execFileSync('stty', args, { stdio: [fd, 'pipe', 'ignore'], encoding: 'utf8' }).trim();
    } catch {
      return null;
    } finally {
      if (fd !== null) closeSync(fd);
    }
  }
}
