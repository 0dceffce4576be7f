/**
 * Something that is read bit by bit: yields how many bytes it has read since the last time, so that whoever drives it can do
 * something else in between; `Infinity` while it waits for another reading.
 */
export type Reading<T> = Generator<number, T, void>;

/** What it comes to, without a pause. No other reading may be under way. */
export function finish<T>(reading: Reading<T>): T {
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

/** What it comes to. Lets signals and timers through at least each mebibyte. */
export async function finishInTurns<T>(reading: Reading<T>): Promise<T> {
  let read = 0;
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
    read += step.value;
    if (read < TURN) continue;
    read = 0;
    await new Promise(setImmediate);
  }
}

/** Bytes. */
const TURN = 1 << 20;
