import type { CodeVersion, Event, EventOf } from '../model/event.ts';
import type { JobId } from '../model/plan.ts';
import { decodeEvent } from './codec.ts';
import { readJournal } from './file.ts';
import { journalPath } from './folder.ts';

/** Has the events of some kinds in the journal of a run folder heard, in order. Passes over what cannot be read. */
export function hearEvents<Name extends Event['event']>(
  runFolder: string,
  names: readonly Name[],
  hear: (event: EventOf<Name>) => void,
): void {
  const isMeant = (event: Event): event is EventOf<Name> => (names as readonly string[]).includes(event.event);
  const take = (line: string): null => {
    const event = decodeEvent(line);
    if (event !== null && isMeant(event)) hear(event);
    return null;
  };
  readJournal(
    journalPath(runFolder),
    take,
    names.map((name) => `"event":"${name}"`),
  );
}

/** An attempt, with the code of the run that decided upon it; null where that was in no repository. */
export interface AttemptBegun {
  readonly job: JobId;
  readonly attempt: number;
  readonly code: CodeVersion | null;
}

/** All attempts that the journal of a run folder tells of, in order. */
export function attemptsBegun(runFolder: string): readonly AttemptBegun[] {
  const begun: AttemptBegun[] = [];
  let code: CodeVersion | null = null;
  hearEvents(runFolder, ['run-started', 'attempt-planned'], (event) => {
    if (event.event === 'run-started') code = event.code;
    else begun.push({ job: event.job, attempt: event.attempt, code });
  });
  return begun;
}
