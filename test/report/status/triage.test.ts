import { describe, expect, test } from 'vitest';
import { triageJson, type TriageJson } from '../../../src/report/status/triage.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { alike, sketchPlan } from '../../rig/plan.ts';
import { EXIT_0, exit, Story } from '../live/story.ts';

/** A plan whose jobs have these values of the axis `lr`, in order. */
function withValues(plan: Plan, values: readonly string[]): Plan {
  const jobs = plan.jobs.map((job, at) => {
    const text = values[at] ?? '';
    return { ...job, params: new Map([...job.params, ['lr', { text, json: text }]]) };
  });
  return { ...plan, jobs: jobs };
}

function triage(story: Story): TriageJson {
  const { state } = story;
  return triageJson(state, state.records, { output: ({ id }) => [`end of ${id}`], from: () => new Map() });
}

describe('triage', () => {
  test('puts failures with the same error into one group, whatever numbers and names are in it, the largest first', () => {
    const story = new Story(sketchPlan(alike(4))).began();
    for (const job of ['job-0', 'job-1', 'job-2', 'job-3']) story.planned(job);
    story.ended('job-0', exit(2), 1, 1, 'OSError: no space');
    story.ended('job-1', exit(1), 1, 1, "KeyError: 'resnet'").ended('job-2', exit(1), 1, 1, "KeyError: 'vit'");
    story.ended('job-3', EXIT_0);
    const { groups, ...rest } = triage(story);
    expect(rest).toEqual({ version: 1, sweep: 'test', failed: 3, succeeded: 1 });
    expect(groups.map(({ cause, count, error }) => [cause, count, error])).toEqual([
      ['exit 1', 2, "KeyError: 'resnet'"],
      ['exit 2', 1, 'OSError: no space'],
    ]);
    expect(groups[0]).toMatchObject({
      jobs: [{ id: 'job-1' }, { id: 'job-2' }],
      output: ['end of job-1'],
      worked: null,
    });
  });

  test('tells the values that all of a group have and no success', () => {
    const plan = withValues(sketchPlan(alike(3)), ['0.9', '0.9', '0.1']);
    const story = new Story(plan).began().planned('job-0').planned('job-1').planned('job-2');
    story.ended('job-0', exit(1)).ended('job-1', exit(1));
    // With no success to compare with, all of a value would be told.
    expect(triage(story).groups[0]?.common).toEqual({});
    story.ended('job-2', EXIT_0);
    const [group] = triage(story).groups;
    expect(group?.common).toEqual({ lr: '0.9' });
    expect(group?.hints).toContainEqual(expect.stringContaining('all of these have lr=0.9'));
  });

  test('says of a job that has worked before when that was, and which parts of it have changed', () => {
    const story = new Story(sketchPlan(alike(1))).began().planned('job-0').ended('job-0', EXIT_0);
    story.began().planned('job-0', { attempt: 2 }).ended('job-0', exit(1), 1, 2);
    expect(triage(story).groups[0]?.worked).toMatchObject({ job: 'job-0', attempt: 1, changed: [] });
  });

  test.each([
    [{ cause: 'oom', of: 'gpu', code: 1 } as const, 'smaller batch'],
    [{ cause: 'timeout', after: 60, code: 124 } as unknown as ReturnType<typeof exit>, '`timeout`'],
    [{ cause: 'missing-output', paths: ['out'] } as const, '`produces`'],
    [{ cause: 'spawn', message: 'no room' } as const, 'try it again'],
    [exit(127), 'PATH'],
    [exit(1), 'read its output'],
  ])('has a hint for %j', (outcome, hint) => {
    const story = new Story(sketchPlan(alike(1))).began().planned('job-0').ended('job-0', outcome);
    expect(triage(story).groups[0]?.hints.join('\n')).toContain(hint);
  });

  test('is empty where nothing has failed', () => {
    const story = new Story(sketchPlan(alike(1))).began();
    expect(triage(story)).toMatchObject({ failed: 0, groups: [] });
  });
});
