import { describe, expect, it } from 'vitest';
import { jobId } from '../../src/model/plan.ts';
import type { CodeVersion } from '../../src/model/run-start.ts';
import { freshOfOtherCode } from '../../src/run/other-code.ts';
import { EXIT_0, Story } from '../report/live/story.ts';
import { sketchPlan } from '../rig/plan.ts';

const [FIRST, SECOND]: readonly CodeVersion[] = [
  { commit: 'c0ffee', dirty: null },
  { commit: 'decade', dirty: 'abc' },
];

/** Jobs of which some have run with the first code, the next with the second and the last in no repository; one is to run again. */
function ran(): Story {
  const plan = sketchPlan(['a', 'b', 'with inputs', 'stale', 'c', 'd', 'accepted', 'new'].map((id) => ({ id })));
  const jobs = plan.jobs.map((job) => (job.id === 'with inputs' ? { ...job, inputs: ['a.py'] } : job));
  const story = new Story({ ...plan, jobs });
  const run = (code: CodeVersion | null, ids: readonly string[]): void => {
    story.began({ code, only: ids });
    for (const id of ids) story.planned(id).ended(id, EXIT_0);
  };
  run(FIRST ?? null, ['a', 'b', 'with inputs', 'stale', 'accepted']);
  run(SECOND ?? null, ['c']);
  run(null, ['d']);
  const definition = jobs[0]?.definition;
  if (definition === undefined) throw new Error('there is no a');
  story.tell({
    event: 'jobs-accepted',
    accepted: [{ job: jobId('accepted'), because: 'change', inputs: [], ...definition }],
  });
  return story;
}

const tell = (now: CodeVersion | undefined, selected: readonly string[] | null = null): readonly unknown[] => {
  const { state } = ran();
  const verdicts = new Map(
    state.records.map(({ id }) => [
      id,
      { state: id === 'stale' ? 'stale' : id === 'new' ? 'new' : 'fresh', because: null } as const,
    ]),
  );
  const part = { verdicts, selected: selected === null ? null : new Set(selected.map(jobId)) };
  return freshOfOtherCode(state, part, now ?? { commit: 'none', dirty: null }).map(({ code, results }) => [
    code.commit,
    results,
  ]);
};

describe('fresh results that other code has made', () => {
  it('are told by commit and changes, the most first; not those with inputs, accepted, or of which nobody knows the code', () => {
    expect(tell({ commit: 'facade', dirty: null })).toEqual([
      ['c0ffee', 2],
      ['decade', 1],
    ]);
    expect(tell({ commit: 'decade', dirty: null })).toHaveLength(2);
  });

  it('are none that the same code has made, or that the run is not about', () => {
    expect(tell(FIRST)).toEqual([['decade', 1]]);
    expect(tell(SECOND)).toEqual([['c0ffee', 2]]);
    expect(tell({ commit: 'facade', dirty: null }, ['a', 'stale', 'new'])).toEqual([['c0ffee', 1]]);
  });
});
