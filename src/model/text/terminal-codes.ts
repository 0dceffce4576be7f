/** CSI sequences (colours, cursor movements), OSC sequences (titles, links), and the short escapes. ECMA-48. */
const TERMINAL_CODES = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[ -/]*[0-~])/g;

/** A text without what only moves or colours on a terminal; other control characters stay. */
export function withoutTerminalCodes(text: string): string {
  return text.replace(TERMINAL_CODES, '');
}

/** What goes to another line or column. */
const MOVES = /\u001B\[[\d;]*[ABD-Hdf]/;
/** What goes on further to the right, as blanks do. */
const FORWARD = /\u001B\[\d*C/g;

/**
 * What a line of an output writes at one place of a terminal after the other, without what only moves or colours there: what the cursor has
 * moved between does not stand together, though nothing else parts it.
 */
export function writtenApart(line: string): readonly string[] {
  if (!line.includes('\u001B')) return [line];
  return line.replaceAll(FORWARD, ' ').split(MOVES).map(withoutTerminalCodes);
}
