import type { StopReason } from '../model/outcome.ts';
import { count } from './words.ts';

/** What goes on while a run comes to an early end, and what a person can do about it. */
export function tellEnding(reason: StopReason, stopping: boolean, running: number): string {
  const jobs = count(running, 'running job');
  if (stopping) return `stopping ${jobs}`;
  switch (reason) {
    case 'interrupt':
      return `waiting for ${jobs}; Ctrl-C again stops ${running === 1 ? 'it' : 'them'}`;
    case 'fail-fast':
      return `a job has failed, so nothing new starts; waiting for ${jobs}`;
    case 'terminate':
    case 'cancel':
    case 'outside':
      return `nothing new starts; waiting for ${jobs}`;
    default:
      return reason satisfies never;
  }
}
