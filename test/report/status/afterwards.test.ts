import { describe, expect, it } from 'vitest';
import { afterAccepting, afterwards } from '../../../src/report/status/afterwards.ts';
import { jobId } from '../../../src/model/plan.ts';
import { sketchPlan, type JobSketch } from '../../rig/plan.ts';
import { EXIT_0, exit, Story } from '../live/story.ts';

const places = { shown: (path: string) => path, jobs: '.sweep/test/jobs' };

/** What is told after a run of these jobs, those of `bad` failed, and each with what it is said to produce. */
function told(
  sketches: readonly (JobSketch & { readonly produces?: readonly string[] })[],
  bad: readonly string[] = [],
) {
  const plan = sketchPlan(sketches);
  const jobs = plan.jobs.map((job, at) => ({ ...job, produces: sketches[at]?.produces ?? [] }));
  const story = new Story({ ...plan, jobs }).began();
  for (const { id } of sketches) story.planned(id).ended(id, bad.includes(id) ? exit(1) : EXIT_0);
  return afterwards(story.state, places, { color: false, width: 100 });
}

describe('at the end of a run people are told', () => {
  it('in which folder the files are that jobs have produced, and how to list the jobs', () => {
    const [a, b] = [['out/a/acc.json'], ['out/b/acc.json', 'out/b/log.csv']];
    expect(
      told([
        { id: 'a', produces: a },
        { id: 'b', produces: b },
      ]),
    ).toEqual(['results  3 files in out', 'next     sweep list test']);
  });

  it.each([
    [['acc.json'], 'results  acc.json'],
    [['acc.json', 'b/acc.json'], 'results  2 files in .'],
    [['/data/a.json', '/data/sub/b.json'], 'results  2 files in /data'],
    [['/a/a.json', '/b/b.json'], 'results  2 files in /'],
  ])('where %j are', (produces, line) => {
    expect(told([{ id: 'a', produces }])[0]).toBe(line);
  });

  it('where what they have written is, if none says what it produces', () => {
    expect(told([{ id: 'a' }])[0]).toBe('output   in .sweep/test/jobs');
  });

  it('which commands tell of the job that failed last, as a shell takes them', () => {
    expect(told([{ id: 'a' }, { id: "b it's" }, { id: 'c' }], ['a', "b it's"])[1]).toBe(
      "next     sweep logs 'b it'\\''s' · sweep why 'b it'\\''s'",
    );
  });

  it('also which one shows the numbers that jobs have left', () => {
    const story = new Story(sketchPlan([{ id: 'a' }, { id: 'b' }])).began().planned('a');
    story.tell({
      ...{ event: 'metrics-read', job: jobId('a'), attempt: 1 },
      ...{ metrics: { acc: 0.5 }, texts: {}, curves: {} },
    });
    const next = () => afterwards(story.state, places, { color: false, width: 100 })[1];
    story.ended('a', EXIT_0);
    expect(next()).toBe('next     sweep results test · sweep list test');
    story.planned('b').ended('b', exit(1));
    expect(next()).toBe('next     sweep logs b · sweep why b · sweep results test');
  });

  it('also which one shows the numbers that only accepted jobs have, be there nothing else to do', () => {
    const look = { color: false, width: 100 };
    const story = new Story(sketchPlan([{ id: 'a' }, { id: 'b' }])).began();
    const [plan] = story.state.plan.jobs;
    if (plan === undefined) throw new Error('there is no a');
    const made = { ...plan.definition, because: 'output', inputs: [] } as const;
    story.tell({ event: 'jobs-accepted', accepted: [{ job: jobId('a'), ...made }] });
    story.planned('b').ended('b', EXIT_0);
    const next = () => [afterwards(story.state, places, look)[1], afterAccepting(story.state, look)[0]];
    expect(next()).toEqual(['next     sweep list test', undefined]);
    story.tell({ event: 'accepted-read', found: [{ job: jobId('a'), metrics: { acc: 0.5 }, texts: {} }] });
    expect(next()).toEqual(['next     sweep results test · sweep list test', 'next     sweep results test']);
  });

  it('nothing where nothing has run', () => {
    const story = new Story(sketchPlan([{ id: 'a' }])).began();
    expect(afterwards(story.state, places, { color: false, width: 100 })).toEqual([]);
  });
});
