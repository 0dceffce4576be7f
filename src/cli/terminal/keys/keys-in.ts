import type { Key } from '../../../report/live/open-view.ts';

/** What terminals send for keys that are no characters. */
const NAMED: Readonly<Record<string, Key>> = {
  '\u001B[A': 'up',
  '\u001BOA': 'up',
  '\u001B[B': 'down',
  '\u001BOB': 'down',
  '\u001B[5~': 'page-up',
  '\u001B[6~': 'page-down',
  '\u001B': 'escape',
  '\r': 'enter',
  '\n': 'enter',
  '\u007F': 'backspace',
  '\b': 'backspace',
};

/** A key that is no character (ECMA-48 CSI or SS3), or one character. */
const ONE = /\u001B(?:\[[\d;]*[@-~]|O[@-~])|[\s\S]/gu;

/** The keys that a terminal has sent; those that mean nothing here are left out. */
export function keysIn(sent: string): readonly Key[] {
  return [...sent.matchAll(ONE)].flatMap(([one]) => NAMED[one] ?? (/^[^\p{Cc}]$/u.test(one) ? [one] : []));
}
