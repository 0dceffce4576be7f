import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync } from 'node:fs';
import { openPlainFile, WARY_OF_PIPES } from '../disk/plain-file.ts';
import { badLine, readHeader, readLines, refusal, type TakeLine } from './survey.ts';

/** What became of a look at a journal that others write. */
export type TailLook =
  | { readonly kind: 'read' }
  /** It is another file by now, or shorter: what has been read of it counts no more. */
  | { readonly kind: 'replaced' }
  /** `message` says why nothing more can be read; the next look tries again. */
  | { readonly kind: 'unreadable'; readonly message: string };

/**
 * Reads a journal as it grows, line by line. It is opened anew for each look: a network file system shows what another machine has
 * written only then.
 */
export class JournalTail {
  readonly #path: string;
  #inode: bigint | null = null;
  /** Where the next line begins, and how many there are before it. */
  #offset = 0;
  #lines = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Takes in the whole lines that have come since the last look, but for the header; a bad one ends the look before it. */
  look(take: TakeLine): TailLook {
    let fd: number;
    try {
      fd = openPlainFile(this.#path, constants.O_RDONLY | WARY_OF_PIPES);
    } catch (error) {
      return unreadable(`${this.#path}: cannot be opened: ${(error as Error).message}`);
    }
    try {
      const { ino, size } = fstatSync(fd, { bigint: true });
      this.#inode ??= ino;
      if (ino !== this.#inode || size < this.#offset) return { kind: 'replaced' };
      return this.#read(fd, take);
    } catch (error) {
      return unreadable(`${this.#path}: cannot be read: ${(error as Error).message}`);
    } finally {
      closeSync(fd);
    }
  }

  #read(fd: number, take: TakeLine): TailLook {
    const problems: string[] = [];
    readLines(
      fd,
      (line, start) => {
        if (problems.length > 0) return;
        const problem = this.#takeLine(line, take);
        if (problem !== null) return void problems.push(problem);
        this.#lines += 1;
        this.#offset = start + line.length + 1;
      },
      this.#offset,
    );
    return problems[0] === undefined ? { kind: 'read' } : unreadable(problems[0]);
  }

  #takeLine(line: Buffer, take: TakeLine): string | null {
    const number = this.#lines + 1;
    if (number === 1) {
      const header = readHeader(line);
      return header.ok ? null : refusal(this.#path, header.why);
    }
    const why = isUtf8(line) ? take(line.toString('utf8'), number) : 'it is not UTF-8';
    return why === null ? null : badLine(this.#path, number, why);
  }
}

function unreadable(message: string): TailLook {
  return { kind: 'unreadable', message };
}
