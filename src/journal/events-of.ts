import type { Event, EventOf } from '../model/event.ts';
import type { JobId } from '../model/plan.ts';
import type { Provenance } from '../model/run-start.ts';
import { decodeEvent } from './codec.ts';
import { readJournal, type ReadJournal } from './file.ts';
import { journalPath } from './folder.ts';

/** How much of a journal could be heard. */
export interface Heard {
  readonly read: ReadJournal;
  /** Lines of these events that are damaged, and were passed over. */
  readonly damaged: number;
}

/** Has the events of some kinds in the journal of a run folder heard, in order. Passes over what cannot be read, and returns how much could be. */
export function hearEvents<Name extends Event['event']>(
  runFolder: string,
  names: readonly Name[],
  hear: (event: EventOf<Name>) => void,
): Heard {
  let damaged = 0;
  const isMeant = (event: Event): event is EventOf<Name> => (names as readonly string[]).includes(event.event);
  const take = (line: string): null => {
    const event = decodeEvent(line);
    if (event === null) damaged += 1;
    else if (isMeant(event)) hear(event);
    return null;
  };
  const about = names.map((name) => `"event":"${name}"`);
  const read = readJournal(journalPath(runFolder), take, about);
  return { read, damaged };
}

/** An attempt, with what the run that decided upon it has recorded: attempts of one run share that. */
export interface AttemptBegun extends Provenance {
  readonly job: JobId;
  readonly attempt: number;
}

/** All attempts that the journal of a run folder tells of, in order. */
export function attemptsBegun(runFolder: string): readonly AttemptBegun[] {
  const begun: AttemptBegun[] = [];
  let from: Provenance = { code: null, origin: null };
  hearEvents(runFolder, ['run-started', 'attempt-planned'], (event) => {
    if (event.event === 'run-started') from = { code: event.code, origin: event.origin ?? null };
    else begun.push({ job: event.job, attempt: event.attempt, ...from });
  });
  return begun;
}
