import type { FollowedLine } from '../../model/added-job.ts';
import type { FileFollowed } from '../../model/request.ts';
import type { FollowedLines, RunState } from './state.ts';

/** `file-followed`: from now on, be it for the first time or by other options. */
export function followFile(state: RunState, { file }: FileFollowed): void {
  linesOf(state, file.path).file = file;
}

/** Follows no file any more; what has been queued of them is remembered. */
export function followNone(state: RunState): void {
  for (const lines of state.followed.values()) lines.file = null;
}

/** Whether a file is followed, so that jobs may come at any time. */
export function isFollowing({ followed }: RunState): boolean {
  return [...followed.values()].some(({ file }) => file !== null);
}

/** Notes that a line has been queued so many times more. */
export function countLine(state: RunState, { file, text }: FollowedLine, times: number): void {
  const { queued } = linesOf(state, file);
  queued.set(text, (queued.get(text) ?? 0) + times);
}

function linesOf({ followed }: RunState, path: string): FollowedLines {
  const known = followed.get(path);
  if (known !== undefined) return known;
  const lines: FollowedLines = { file: null, queued: new Map() };
  followed.set(path, lines);
  return lines;
}
