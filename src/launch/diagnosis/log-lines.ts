import type { Piece } from '../../disk/plain-file.ts';
import { withoutTerminalCodes } from '../../model/text/terminal-codes.ts';
import type { AttemptFolder } from '../folder.ts';
import { readLogEnd } from '../logs/compressed.ts';

/** One line of what an attempt wrote, without the marks of whoever passed it on. */
export interface OutputLine {
  /** Which of several processes wrote it, where the line was marked; the empty string elsewhere. */
  readonly speaker: string;
  /** Without control characters; its indentation is kept. */
  readonly text: string;
}

/** How much of the end of a log is looked at, in bytes. */
const REACH = 64 * 1024;

/** Characters of a line that are looked at: a longer one is no message. */
const WIDTH = 2000;

/** The ends of what an attempt wrote: of its stderr first, where that is kept apart, and of all the rest. */
export function readOutputs({ log, errors, script }: AttemptFolder): readonly (readonly OutputLine[])[] {
  return [errors, log].map((file) => readOutput({ log: file, script }));
}

/** The end of one of its files; empty when nothing was written to it, or it cannot be read. */
export function readOutput({ log, script }: Pick<AttemptFolder, 'log' | 'script'>): readonly OutputLine[] {
  const end = endOf(log);
  if (end === null) return [];
  const lines = linesOf(end.bytes.toString('utf8'));
  if (!end.isWhole && lines.length > 1) lines.shift();
  return lines.map((line) => unmark(withoutScript(line.slice(0, WIDTH), script)));
}

/** Text as the lines of an attempt's output, for whoever has it already. */
export function outputOf(text: string): readonly OutputLine[] {
  return linesOf(text).map(unmark);
}

/** Progress bars go back to the beginning of their line: each of their states counts as a line. */
function linesOf(text: string): string[] {
  const plain = withoutTerminalCodes(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]|\p{Bidi_Control}/gu, '');
  return plain.split('\n').map((line) => line.trimEnd());
}

/** The shell names the wrapper script where it speaks; that is nothing of the job's. */
function withoutScript(line: string, script: string): string {
  return line.startsWith(`${script}: `) ? line.slice(script.length + 2).replace(/^line \d+: /, '') : line;
}

/** What launchers and engines put before each line of a process. */
const MARKS = [
  // torchrun, and torch itself where there are several ranks: `[rank0]: `
  /^(?:\d{4}-\d\d-\d\d[ T][\d:.,]+ )?\[((?:default|rank)\d+)\]: ?/,
  // Ray and vLLM: `(EngineCore_0 pid=17374) `
  /^\((\w[\w ]*?(?: rank=\d+)?) pid=\d+[^)]*\) ?/,
  // mpirun --tag-output: `[1,0]<stderr>: `
  /^(\[\d+,\d+\])<std(?:err|out)>: ?/,
  // vLLM: `ERROR 11-18 18:07:28 [core.py:366] `
  /^(?:ERROR|CRITICAL) \d\d-\d\d [\d:.,]+ \[?[\w.]+:\d+\] ?/,
];

function unmark(line: string): OutputLine {
  let speaker = '';
  let text = line;
  for (const mark of MARKS) {
    const match = mark.exec(text);
    if (match === null) continue;
    speaker += match[1]?.replace(/^default/, 'rank') ?? '';
    text = text.slice(match[0].length);
  }
  return { speaker, text };
}

function endOf(log: string): Piece | null {
  try {
    return readLogEnd(log, REACH);
  } catch {
    return null;
  }
}
