/** CSI sequences (colours, cursor movements), OSC sequences (titles, links), and the short escapes. ECMA-48. */
const TERMINAL_CODES = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[ -/]*[0-~])/g;

/** A text without what only moves or colours on a terminal; other control characters stay. */
export function withoutTerminalCodes(text: string): string {
  return text.replace(TERMINAL_CODES, '');
}
