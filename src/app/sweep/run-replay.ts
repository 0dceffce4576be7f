import { decodeLine } from '../../journal/codec.ts';
import { journalPath } from '../../journal/folder.ts';
import { frozenMark } from '../../journal/frozen-sweep.ts';
import { JournalTail } from '../../journal/tail.ts';
import type { Event } from '../../model/event.ts';
import { initialState } from '../../schedule/state/records.ts';
import { reduce } from '../../schedule/state/reduce.ts';
import type { RunState } from '../../schedule/state/state.ts';
import type { Notices } from '../notices.ts';
import { planAsItRan } from './current-sweep.ts';
import type { KnownSweep, Place } from './known-sweep.ts';

/** Is shown an event of the newest run, and the state after it. */
export type ShowEvent = (event: Event, state: RunState) => void;

/** A run that another process drives, as its journal tells it so far. */
export class RunReplay {
  readonly state: RunState;
  readonly #known: KnownSweep;
  /** Of the copy of the sweep by which the journal is replayed. */
  readonly #mark: string;
  readonly #tail: JournalTail;
  /** The line of the journal from which on events are shown. */
  readonly #first: number;
  #outdatedSince: number | null = null;
  #isReplaced = false;

  private constructor(known: KnownSweep, state: RunState, mark: string, first: number) {
    this.#known = known;
    this.state = state;
    this.#mark = mark;
    this.#first = first;
    this.#tail = new JournalTail(journalPath(known.runFolder));
  }

  /** @param first  The line of the journal at which the newest run began. */
  static async of(known: KnownSweep, place: Place, notices: Notices, first = lastBeginning(known)): Promise<RunReplay> {
    const mark = frozenMark(known.runFolder);
    const state = initialState(await planAsItRan(known, place, notices));
    return new RunReplay(known, state, mark, first);
  }

  /** Whether it has to be replayed anew, by another plan or another journal. */
  get isOutdated(): boolean {
    return this.#isReplaced || this.#outdatedSince !== null;
  }

  /** The line from which on another plan counts; undefined where the journal is another, too. */
  get outdatedSince(): number | undefined {
    return this.#isReplaced ? undefined : (this.#outdatedSince ?? undefined);
  }

  /** Takes in what has come since. Returns why nothing more can be read, if that is so. */
  advance(show?: ShowEvent): string | null {
    const look = this.#tail.look((line, number) => {
      if (this.#outdatedSince !== null) return null;
      const decoded = decodeLine(line);
      if (decoded.event === null) return decoded.why;
      const { event } = decoded;
      if (event.event === 'run-started' && number > this.#first && frozenMark(this.#known.runFolder) !== this.#mark) {
        this.#outdatedSince = number;
        return null;
      }
      reduce(this.state, event);
      if (number >= this.#first) show?.(event, this.state);
      return null;
    });
    this.#isReplaced = look.kind === 'replaced';
    return look.kind === 'unreadable' ? look.message : null;
  }
}

/** The line of the journal at which the newest run began; 0 where none has. */
function lastBeginning({ runFolder }: KnownSweep): number {
  let last = 0;
  new JournalTail(journalPath(runFolder)).look((line, number) => {
    if (line.includes('"event":"run-started"')) last = number;
    return null;
  });
  return last;
}
