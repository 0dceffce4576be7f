import { quoted } from '../model/text/shell.ts';

/** `text` as one word of a POSIX shell that stands for exactly that text. NUL, which no argument can hold, is refused. */
export function quote(text: string): string {
  if (text.includes('\0')) throw new RangeError('a NUL character cannot be passed to a program');
  return quoted(text);
}
