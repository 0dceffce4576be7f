/** Beyond it a number is a slip of the finger: no host has so many GPUs. */
const LARGEST_INDEX = 1023;

const UUID = /^(?:GPU|MIG|AMD|virtual)-[\w./-]+$/;
const INDICES = /^(\d{1,4})(?:([:-])(\d{1,4}))?$/;

/**
 * The GPUs that a text names, each by itself: an index, a range of them (`0-3`, up to 1023), a MIG instance (`1:0`) or a UUID.
 * Null where it names none, also for a range that runs backwards.
 */
export function gpusNamed(text: string): readonly string[] | null {
  if (UUID.test(text)) return [text];
  const [, first, joint, second] = INDICES.exec(text) ?? [];
  if (first === undefined || Number(first) > LARGEST_INDEX) return null;
  if (second === undefined) return [String(Number(first))];
  if (joint === ':') return [`${Number(first)}:${Number(second)}`];
  const length = Number(second) - Number(first) + 1;
  if (length < 1 || Number(second) > LARGEST_INDEX) return null;
  return Array.from({ length }, (_, step) => String(Number(first) + step));
}
