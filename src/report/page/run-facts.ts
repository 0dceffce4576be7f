import type { RunEnded, RunStarted } from '../../model/event.ts';
import { iso } from '../../model/units.ts';
import { count } from '../text/phrases.ts';
import { codeFacts, type Fact, gpuFacts, originFacts } from '../text/provenance.ts';

/** A run as the journal tells of it. */
export interface RunTold {
  readonly started: RunStarted;
  /** Null while it goes on, or where nobody has noted its end. */
  readonly ended: RunEnded | null;
}

/**
 * What there is to know of where the results of a run came from, by name.
 *
 * @param diffAt  Where that is kept which code differed in from its commit, by its hash; null where it is not.
 */
export function runFacts({ started, ended }: RunTold, diffAt: (hash: string) => string | null): readonly Fact[] {
  const { at, file, set = [], fresh, todo, slots, gpus, code, origin, runner } = started;
  return [
    ['began', iso(at)],
    [
      'ended',
      ended === null ? 'not yet, or nobody has noted it' : `${iso(ended.endedAt ?? ended.at)}: ${ended.reason}`,
    ],
    ['file', file],
    ...(set.length === 0 ? [] : [['set', set.join(', ')] as const]),
    ...(code === null ? [['code', 'in no repository'] as const] : codeFacts(code, diffAt)),
    ['jobs', `${count(todo.length, 'job')} to do, ${fresh} fresh`],
    ['slots', String(slots)],
    ['GPUs', gpus.length === 0 ? 'none' : gpus.join(', ')],
    ...(origin === undefined ? [] : [...gpuFacts(origin.machine.gpus, origin.machine.drivers), ...originFacts(origin)]),
    ['runner', `process ${runner.pid}`],
  ];
}
