import { kindAt } from '../../disk/file-kind.ts';
import { errorLogPath, logPath } from '../../journal/folder.ts';
import { presentLog } from '../../launch/logs/compressed.ts';
import { type LogFile, openLogFile } from '../../launch/logs/log-file.ts';
import type { JobId } from '../../model/plan.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** Which of the outputs of an attempt is meant. */
export type Stream = 'all' | 'stdout' | 'stderr';

/** What an attempt has written, as it grows: to one file, or to two where its stderr is kept apart. */
export class AttemptOutput {
  readonly #files: readonly OutputFile[];

  private constructor(files: readonly OutputFile[]) {
    this.#files = files;
  }

  /** Null where there is none. Refuses what is no plain file, or cannot be read, and says what it is. */
  static async open(runFolder: string, job: JobId, attempt: number, stream: Stream): Promise<AttemptOutput | null> {
    const places = { all: [logPath, errorLogPath], stdout: [logPath], stderr: [errorLogPath] };
    const paths = places[stream].map((at) => at(runFolder, job, attempt));
    const files: OutputFile[] = [];
    for (const path of paths) {
      const file = await openOutput(path, presentLog(path));
      if (file !== null) files.push(file);
      // What is kept apart lies beside what is not.
      else if (files.length === 0) return null;
    }
    return new AttemptOutput(files);
  }

  /** Passes over all but the last `count` lines of each file. */
  async skipToLast(count: number): Promise<void> {
    for (const file of this.#files) await file.skipToLast(count);
  }

  /**
   * What is there now and has not been read yet, file by file; `between` is called where stderr begins. A chunk is valid until the next
   * is asked for.
   */
  async *rest(between: () => void): AsyncGenerator<Buffer, void> {
    for (const [index, file] of this.#files.entries()) {
      if (index > 0) between();
      yield* file.chunks();
    }
  }

  /** The same of files that grow: of two, so that they mix line by line, only whole lines unless it is `last`. */
  async *news(isLast: boolean): AsyncGenerator<Buffer, void> {
    for (const file of this.#files) yield* this.#files.length === 1 ? file.chunks() : file.lines(isLast);
  }

  async close(): Promise<void> {
    for (const file of this.#files) await file.close();
  }
}

/** Bytes of a line without an end that are waited for. */
const LONGEST_LINE = 128 * 1024;

const LINE_ENDS = [0x0a, 0x0d];

class OutputFile {
  readonly #log: LogFile;
  readonly #path: string;
  /** The beginning of a line that was not ended when it was read. */
  #begun = Buffer.alloc(0);

  constructor(log: LogFile, path: string) {
    this.#log = log;
    this.#path = path;
  }

  async skipToLast(count: number): Promise<void> {
    await this.#log.skipToLast(count).catch((error: unknown) => refuse(this.#path, error));
  }

  async *chunks(): AsyncGenerator<Buffer, void> {
    try {
      yield* this.#log.rest();
    } catch (error) {
      refuse(this.#path, error);
    }
  }

  async *lines(isLast: boolean): AsyncGenerator<Buffer, void> {
    for await (const chunk of this.chunks()) {
      const text = Buffer.concat([this.#begun, chunk]);
      const end =
        text.length > LONGEST_LINE ? text.length : 1 + Math.max(...LINE_ENDS.map((byte) => text.lastIndexOf(byte)));
      this.#begun = text.subarray(end);
      if (end > 0) yield text.subarray(0, end);
    }
    if (!isLast || this.#begun.length === 0) return;
    yield this.#begun;
    this.#begun = Buffer.alloc(0);
  }

  close(): Promise<void> {
    return this.#log.close();
  }
}

function refuse(path: string, error: unknown): never {
  throw new Refusal(EXIT.unavailable, `${path} cannot be read: ${(error as Error).message}`);
}

async function openOutput(log: string, path: string): Promise<OutputFile | null> {
  const kind = kindAt(path);
  if (kind !== null && kind !== 'a file')
    throw new Refusal(EXIT.unavailable, `${path} is no plain file: it is ${kind}`);
  try {
    return new OutputFile(await openLogFile(path), path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') return refuse(path, error);
    // It may have been compressed at this very moment.
    const now = presentLog(log);
    return now === path ? null : openOutput(log, now);
  }
}
