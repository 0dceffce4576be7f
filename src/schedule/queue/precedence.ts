import type { Waiting } from './request-class.ts';

/** What somebody has put first, then higher priority, then what has the longest path before it, then the plan's order. */
export function precedes(a: Waiting, b: Waiting): boolean {
  if (a.place !== b.place) return a.place < b.place;
  if (a.priority !== b.priority) return a.priority > b.priority;
  return a.remaining !== b.remaining ? a.remaining > b.remaining : a.index < b.index;
}
