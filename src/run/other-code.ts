import { groupBy } from '../model/group-by.ts';
import type { CodeVersion } from '../model/run-start.ts';
import { acceptanceOf } from '../schedule/state/acceptance.ts';
import type { RunState } from '../schedule/state/state.ts';
import type { Part } from './part.ts';

/** Results that count as they are, and were made by other code than there is now. */
export interface OtherCode {
  readonly code: CodeVersion;
  readonly results: number;
}

/**
 * The fresh results of a part that other code has made than `now`, by code, the most first. Those of jobs with inputs are not among them: what
 * of the code matters to these is said by that. Nor are those of which nobody knows the code.
 */
export function freshOfOtherCode(
  state: RunState,
  { verdicts, selected }: Pick<Part, 'verdicts' | 'selected'>,
  now: CodeVersion,
): readonly OtherCode[] {
  const codes = state.records.flatMap((record) => {
    const { id, job, past } = record;
    const isAbout = verdicts.get(id)?.state === 'fresh' && (selected?.has(id) ?? true);
    const last = past.at(-1);
    if (!isAbout || job === null || job.inputs.length > 0 || last === undefined || acceptanceOf(record) !== null)
      return [];
    const code = codeAt(state, last.plannedAt);
    return code === null || isSame(code, now) ? [] : [code];
  });
  return [...groupBy(codes, ({ commit, dirty }) => `${commit} ${dirty ?? ''}`).values()]
    .flatMap(([code, ...others]) => (code === undefined ? [] : [{ code, results: 1 + others.length }]))
    .toSorted((a, b) => b.results - a.results);
}

/** The code of the run that did what has this number in the journal; null where that is not known. */
function codeAt({ codes }: RunState, event: number): CodeVersion | null {
  return codes.findLast(({ since }) => since <= event)?.code ?? null;
}

function isSame(one: CodeVersion, other: CodeVersion): boolean {
  return one.commit === other.commit && one.dirty === other.dirty;
}
