import { statSync } from 'node:fs';
import { SILENT } from '../app/notices.ts';
import { EXIT, Refusal } from '../app/refusal.ts';
import { planAsItRan } from '../app/sweep/current-sweep.ts';
import type { KnownSweep, Place } from '../app/sweep/known-sweep.ts';
import { RunReplay } from '../app/sweep/run-replay.ts';
import { runnerOf } from '../app/world/run-folder.ts';
import { statusNow } from '../app/world/sweep-status.ts';
import { stampOf } from '../disk/file-stamp.ts';
import { clock } from '../host/system/clock.ts';
import { isSuspended } from '../host/system/process.ts';
import { journalPath } from '../journal/folder.ts';
import { frozenMark } from '../journal/frozen-sweep.ts';
import type { Plan } from '../model/plan.ts';
import { jobRows, statusCounts, type JobRow, type SweepRow } from '../report/page/job-rows.ts';
import { tellSilence, type Silence } from '../report/status/silence.ts';
import type { RunState } from '../schedule/state/state.ts';

/** How a sweep stood at a look. */
export interface Stand {
  /** Another at each look that has found something new. */
  readonly version: number;
  readonly plan: Plan;
  readonly state: RunState;
  /** The process that drives its run; null when none does. */
  readonly runner: number | null;
  readonly silence: Silence | null;
  /** What people should know; empty for nothing. */
  readonly problem: string;
}

/** Milliseconds after which it is looked again for jobs that live on without a runner, of whose end no journal tells. */
const ORPHANED_PACE = 3000;

/** Takeovers and rewritten journals that one look follows. */
const MOST_REPLAYS = 5;

/**
 * A sweep as it stands, by its journal: read on from where the last look ended while a runner lives, and as `sweep status` does otherwise. Changes
 * nothing.
 */
export class FollowedSweep {
  readonly known: KnownSweep;
  readonly #place: Place;
  #replay: RunReplay | null = null;
  #stand: Stand | null = null;
  /** What the stand is of: equal as long as nothing new is to be found. */
  #mark = '';
  #lookedAt = 0;
  #looking: Promise<Stand> | null = null;
  #rows: { readonly version: number; readonly rows: readonly JobRow[] } | null = null;
  #row: { readonly version: number; readonly row: SweepRow } | null = null;

  constructor(known: KnownSweep, place: Place) {
    this.known = known;
    this.#place = place;
  }

  /** Whether it has been looked at. */
  get isRead(): boolean {
    return this.#stand !== null;
  }

  /** Looks how it stands; who asks meanwhile is told the same. Refuses where that cannot be told. */
  look(): Promise<Stand> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(): Promise<Stand> {
    // Before the journal is read: of a runner that is gone by now all that it wrote is there.
    const runner = runnerOf(this.known.runFolder);
    if (runner !== null && !isSuspended(runner)) return this.#followRunner(runner);
    this.#replay = null;
    const mark = [frozenMark(this.known.runFolder), this.#journalStamp(), runner].join(' ');
    const now = performance.now();
    const isNews = mark !== this.#mark || (this.#stand?.state.running.size ?? 1) > 0;
    if (this.#stand !== null && (!isNews || (mark === this.#mark && now < this.#lookedAt + ORPHANED_PACE))) {
      return this.#stand;
    }
    const plan = await planAsItRan(this.known, this.#place, SILENT);
    const { state, silence, notice } = statusNow(plan, this.known);
    this.#lookedAt = now;
    this.#mark = mark;
    return this.#standNow({ plan, state, runner, silence, problem: notice ?? '' });
  }

  async #followRunner(runner: number): Promise<Stand> {
    for (let left = MOST_REPLAYS; ; left -= 1) {
      const replay = (this.#replay ??= await RunReplay.of(this.known, this.#place, SILENT));
      const problem = replay.advance() ?? '';
      if (replay.isOutdated && left > 0) {
        this.#replay = null;
        continue;
      }
      const { state } = replay;
      const before = this.#stand;
      const mark = [runner, state.events, problem].join(' ');
      if (before?.state === state && mark === this.#mark) return before;
      this.#mark = mark;
      return this.#standNow({ plan: state.plan, state, runner, silence: null, problem });
    }
  }

  #standNow(part: Omit<Stand, 'version'>): Stand {
    this.#stand = { version: (this.#stand?.version ?? 0) + 1, ...part };
    return this.#stand;
  }

  #journalStamp(): string {
    const found = statSync(journalPath(this.known.runFolder), { bigint: true, throwIfNoEntry: false });
    return found === undefined ? '' : stampOf(found);
  }

  /** Its jobs at a look, made once for all who ask. */
  rowsAt({ version, state }: Stand): readonly JobRow[] {
    if (this.#rows?.version !== version) this.#rows = { version, rows: jobRows(state, clock.now()) };
    return this.#rows.rows;
  }

  /** How it stood at a look in numbers. */
  rowAt({ version, state, runner, silence, problem }: Stand): SweepRow {
    if (this.#row?.version !== version) {
      const row: SweepRow = {
        name: this.known.name,
        runner,
        silence: silence === null ? '' : tellSilence(silence, clock.now().at),
        jobs: state.records.length,
        counts: statusCounts(state),
        problem,
      };
      this.#row = { version, row };
    }
    return this.#row.row;
  }
}

/** The sweeps of a project, each followed once for all who look. */
export class FollowedSweeps {
  readonly #list: () => readonly KnownSweep[];
  readonly #place: Place;
  readonly #followed = new Map<string, FollowedSweep>();

  /** @param list  Those that have run by now. */
  constructor(list: () => readonly KnownSweep[], place: Place) {
    this.#list = list;
    this.#place = place;
  }

  /** All that have run by now. */
  all(): readonly FollowedSweep[] {
    const known = this.#list();
    const names = new Set(known.map(({ name }) => name));
    for (const name of this.#followed.keys()) if (!names.has(name)) this.#followed.delete(name);
    return known.map((one) => this.#follow(one));
  }

  /** The one of that very name. A name never becomes a path: it is looked up in the list. Refuses one that has not run. */
  named(name: string): FollowedSweep {
    const followed = this.all().find(({ known }) => known.name === name);
    if (followed !== undefined) return followed;
    throw new Refusal(EXIT.invalid, `no sweep \`${name}\` has run here`);
  }

  #follow(known: KnownSweep): FollowedSweep {
    const followed = this.#followed.get(known.name) ?? new FollowedSweep(known, this.#place);
    this.#followed.set(known.name, followed);
    return followed;
  }
}
