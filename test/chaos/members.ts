import { livingProcesses } from '../../src/host/system/process.ts';
import { see, type Seen } from '../rig/keeper.ts';
import { environmentOf } from '../rig/living.ts';

/** A process that belongs to a round. */
export interface Member extends Pick<Seen, 'pid' | 'name' | 'session' | 'parent'> {
  /** Whether it bears the token of an attempt. */
  readonly isOfJob: boolean;
}

/** The processes that live and have this host folder in their environment. */
export function membersOf(hostFolder: string): readonly Member[] {
  return livingProcesses().flatMap(({ pid }) => {
    const environment = environmentOf(pid);
    const seen = environment.includes(`SWEEP_HOST_DIR=${hostFolder}`) ? see(pid) : null;
    const isOfJob = environment.some((one) => one.startsWith('SWEEP_TOKEN='));
    return seen === null ? [] : [{ ...seen, isOfJob }];
  });
}

/** Those of them that are what starts jobs, their keepers, what keeps their limits, or what they themselves begin with. */
export function partsOf(members: readonly Member[], what: 'spawner' | 'keeper' | 'timeout' | 'job'): readonly Member[] {
  const names = new Map(members.map(({ pid, name }) => [pid, name]));
  const leaders = members.filter(({ pid, name, session }) => name === 'bash' && pid === session);
  switch (what) {
    case 'spawner':
      return leaders.filter(({ isOfJob }) => !isOfJob);
    case 'keeper':
      return leaders.filter(({ isOfJob }) => isOfJob);
    case 'timeout':
      return members.filter(({ name }) => name === 'timeout');
    case 'job':
      return members.filter(({ parent }) => names.get(parent) === 'timeout');
    default:
      return what satisfies never;
  }
}
