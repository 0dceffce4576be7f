import { describe, expect, it } from 'vitest';
import { SaidLast } from '../../../src/report/live/said-last.ts';
import { alike, sketchPlan } from '../../rig/plan.ts';
import { EXIT_0, Story } from './story.ts';

describe('what running jobs have said last', () => {
  it('is the last line that says anything, without what moves a cursor, and is forgotten with the job', async () => {
    const story = new Story(sketchPlan(alike(2))).began().planned('job-0').planned('job-1');
    const said = new SaidLast((job) => Promise.resolve(job === 'job-0' ? 'a\n\u001B[31m10%\r20%\u001B[2J\n\n' : ''));
    await said.look(story.state);
    expect([...said.lines]).toEqual([['job-0', '20%']]);
    story.ended('job-0', EXIT_0);
    await said.look(story.state);
    expect([...said.lines]).toEqual([]);
  });

  it('is asked for one file at a time, and not anew while one is still read', async () => {
    const story = new Story(sketchPlan(alike(2))).began().planned('job-0').planned('job-1');
    const asked: string[] = [];
    const answers: (() => void)[] = [];
    const said = new SaidLast((job) => {
      asked.push(job);
      return new Promise((resolve) => answers.push(() => resolve(`${job} says\n`)));
    });
    const looking = said.look(story.state);
    await said.look(story.state);
    expect(asked).toEqual(['job-0']);
    answers[0]?.();
    await new Promise(setImmediate);
    answers[1]?.();
    await looking;
    expect(asked).toEqual(['job-0', 'job-1']);
    expect([...said.lines.values()]).toEqual(['job-0 says', 'job-1 says']);
  });
});
