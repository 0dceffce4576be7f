import { spellSize } from '../model/text/size.ts';

/** Milliseconds until people are told that files are still being read, and between two times. */
const FIRST = 2000;
const THEN = 10_000;

/** Says, from time to time, how much has been read of the files that a sweep names, where that takes long. */
export function tellReading(say: (message: string) => void, now = () => performance.now()): (bytes: number) => void {
  let due = now() + FIRST;
  return (bytes) => {
    if (now() < due) return;
    due = now() + THEN;
    say(`still reading the files that the sweep names: ${spellSize(bytes)} so far`);
  };
}
