import type { OutputLine } from './log-lines.ts';

/** A place of an output that tells of a failure. */
export interface Failure {
  /** `exception`: it ended a Python traceback; `error`: a line that begins as messages of failure do. */
  readonly kind: 'exception' | 'error';
  /** The index of its line. */
  readonly at: number;
  readonly speaker: string;
  readonly text: string;
  /** What was being handled when it was raised, or what it was raised from; null when it stands alone. */
  readonly raisedFrom: Failure | null;
}

/** The failures that an output tells of, in their order, and the lines that belong to tracebacks. */
export interface Findings {
  readonly failures: readonly Failure[];
  readonly inTraceback: ReadonlySet<number>;
}

const TRACEBACK = /^(?:[\w.]+ +)?Traceback \(most recent call last\):?$/;

/** What Python prints before the traceback of an exception that ends nothing. */
const HARMLESS = /^(?:Exception ignored (?:in|on)\b|Error in atexit\b|--- Logging error ---)/;

/** Between the tracebacks of a chain (docs of Python, "Exception context"). */
const LINK = /^(?:During handling of the above exception|The above exception was the direct cause)\b/;

/** The line after the frames of a traceback: the type of the exception, and what it says if anything. */
const TYPE = /^[A-Za-z_][\w.<>]*(?:\([\w.]+\))?(?:: .*|:)?$/;

/** Lines that nothing but a failure begins with, in the words of shells, compilers, argparse, C++, Go, Java, Rust, Slurm. */
const MESSAGES = [
  /^(?:Uncaught |Caused by: |Exception in thread ".*?" )?(?:[\w$]+\.)*[A-Z][\w$]*(?:Error|Exception|Interrupt|NotFound)(?:\([\w.]+\))?(?:: .*|:)?$/,
  /^Lmod has detected the following error: /,
  /^(?:(?:fatal )?error|fatal|panic|critical)(?:\[\w+\])?: /i,
  /^\[?(?:FATAL|ERROR|CRITICAL)\]?[:\s]/,
  /^Fatal Python error: /,
  /^[^\s:]+(?: [^\s:]+)?(?::\d+)*: (?:fatal )?error: /,
  /: (?:command )?not found$/,
  /: (?:syntax error\b.*|unbound variable)$/,
  /^thread '.*' panicked at /,
  /^terminate called after throwing an instance of /,
  /^\s+what\(\): /,
];

/** Reads an output from its beginning, the lines of each speaker for themselves. */
export function findFailures(lines: readonly OutputLine[]): Findings {
  const failures: Failure[] = [];
  const inTraceback = new Set<number>();
  const readers = new Map<string, Reader>();
  for (const [at, { speaker, text }] of lines.entries()) {
    if (text === '') continue;
    const reader = readers.get(speaker) ?? new Reader();
    readers.set(speaker, reader);
    const part = reader.take(text);
    if (part !== 'other') inTraceback.add(at);
    const kind = part === 'type' ? 'exception' : 'error';
    const tells = part === 'type' || (part === 'other' && MESSAGES.some((message) => message.test(text)));
    if (!tells) continue;
    const failure: Failure = { kind, at, speaker, text: text.trim(), raisedFrom: reader.raisedFrom };
    if (kind === 'exception' && !reader.end(failure)) continue;
    failures.push(failure);
  }
  return { failures, inTraceback };
}

/** What one speaker said so far. */
class Reader {
  /** What the exception to come was raised from. */
  raisedFrom: Failure | null = null;
  #isOpen = false;
  #isHarmless = false;
  #before = '';
  #last: Failure | null = null;

  /** What the line is: within a traceback, the type that ends it, or something else. */
  take(text: string): 'frame' | 'type' | 'other' {
    const before = this.#before;
    this.#before = text;
    if (TRACEBACK.test(text)) {
      this.#isOpen = true;
      this.#isHarmless = HARMLESS.test(before);
      this.raisedFrom = LINK.test(before) ? this.#last : null;
      return 'frame';
    }
    if (LINK.test(text)) return 'frame';
    if (!this.#isOpen) {
      this.raisedFrom = null;
      return 'other';
    }
    if (/^[\s>]/.test(text)) return 'frame';
    if (!TYPE.test(text)) return 'other';
    this.#isOpen = false;
    return 'type';
  }

  /** Notes the exception that ended the traceback; false when it is to be passed over. */
  end(exception: Failure): boolean {
    this.raisedFrom = null;
    if (this.#isHarmless) return false;
    this.#last = exception;
    return true;
  }
}
