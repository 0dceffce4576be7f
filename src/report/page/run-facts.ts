import type { RunEnded, RunStarted } from '../../model/event.ts';
import { iso } from '../../model/units.ts';
import { count } from '../text/phrases.ts';

/** A run as the journal tells of it. */
export interface RunTold {
  readonly started: RunStarted;
  /** Null while it goes on, or where nobody has noted its end. */
  readonly ended: RunEnded | null;
}

/** What there is to know of where the results of a run came from, by name. */
export function runFacts({ started, ended }: RunTold): readonly (readonly [name: string, text: string])[] {
  const { at, file, set = [], fresh, todo, slots, gpus, code, runner } = started;
  return [
    ['began', iso(at)],
    [
      'ended',
      ended === null ? 'not yet, or nobody has noted it' : `${iso(ended.endedAt ?? ended.at)}: ${ended.reason}`,
    ],
    ['file', file],
    ...(set.length === 0 ? [] : [['set', set.join(', ')] as const]),
    ['commit', code === null ? 'its code was in no repository' : code.commit],
    ...(code?.dirty == null ? [] : [['not committed', `there were changes (${code.dirty})`] as const]),
    ['jobs', `${count(todo.length, 'job')} to do, ${fresh} fresh`],
    ['slots', String(slots)],
    ['GPUs', gpus.length === 0 ? 'none' : gpus.join(', ')],
    ['runner', `process ${runner.pid}`],
  ];
}
