import { withoutTerminalCodes } from '../../model/text/terminal-codes.ts';

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Control characters, those that change the direction of text among them. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** A text on one line, its control characters written out, so that no label can move a cursor or break a line. */
export function visible(text: string): string {
  return text.replace(CONTROL, (one) => ESCAPES[one] ?? written(one));
}

/** The same of a text of several lines, which stay lines. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

/** A character that is not to be shown, written out: `\\u{1b}`. */
export function written(one: string): string {
  return `\\u{${one.codePointAt(0)?.toString(16) ?? ''}}`;
}

/**
 * The last `count` lines of a log that say anything, as a terminal would have left them: without colours, and of a
 * progress bar only its last state.
 */
export function lastLines(log: string, count: number): string[] {
  const lines: string[] = [];
  for (const raw of log.split('\n').reverse()) {
    if (lines.length === count) break;
    const line = settled(withoutTerminalCodes(raw));
    if (line !== '') lines.push(line);
  }
  return lines.reverse();
}

/** What is left of a line that was written over itself, tabs as spaces. */
export function settled(line: string): string {
  const states = line.split('\r').filter((state) => state.trim() !== '');
  return visible((states.at(-1) ?? '').replaceAll('\t', '    ').trimEnd());
}
