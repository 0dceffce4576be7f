import { describe, expect, it } from 'vitest';
import { seconds } from '../../../src/model/units.ts';
import { widthOf } from '../../../src/report/text/columns.ts';
import { summaryText } from '../../../src/report/status/summary.ts';
import { alike, sketchPlan } from '../../rig/plan.ts';
import { EXIT_0, exit, logPath, Story } from '../live/story.ts';

const AGAIN = 'Run the same command again to do what is not done; nothing that has succeeded runs twice.';
const MEND = 'Mend what failed, then run the same command again; nothing that has succeeded runs twice.';

function summarise(story: Story, tail: (job: string, attempt: number) => string = () => '', width = 100): string[] {
  return summaryText(story.state, story.now.tick, logPath, tail, { color: false, width }).split('\n');
}

describe('the summary of a run', () => {
  it('says how many jobs succeeded and how long it took', () => {
    const story = new Story(sketchPlan(alike(2))).began();
    story.planned('job-0').planned('job-1').at(62).ended('job-0', EXIT_0).ended('job-1', EXIT_0);
    story.tell({ event: 'run-ended', reason: 'finished' }).at(99);
    expect(summarise(story)).toEqual(['test: 2 succeeded, in 1m 02s', '']);
  });

  it('says for what part of a run of a minute or more its GPUs were busy, and which was least', () => {
    const sketches = [...alike(3, { gpus: 1 }), { id: 'half', gpus: 1 }];
    const story = new Story(sketchPlan(sketches)).began({ gpus: [0, 1] }).planned('job-0', { gpus: [0] });
    story
      .planned('job-1', { gpus: [1] })
      .at(100)
      .ended('job-0', EXIT_0)
      .ended('job-1', EXIT_0);
    story
      .planned('job-2', { gpus: [0] })
      .at(200)
      .ended('job-2', EXIT_0)
      .planned('half', { gpus: [0] });
    const told = () => summarise(story).find((line) => line.includes('busy'));
    expect(told()).toBe('its 2 GPUs were busy 75% of the time, gpu 1 least, 50%');
    story.ended('half', EXIT_0, 0).tell({ event: 'run-ended', reason: 'finished' }).at(1000);
    expect(told()).toBe('its 2 GPUs were busy 75% of the time, gpu 1 least, 50%');
    story
      .began({ gpus: [0] })
      .planned('job-0', { gpus: [0], attempt: 2 })
      .at(1059);
    expect(told()).toBeUndefined();
    story.at(1120).ended('job-0', EXIT_0, 120, 2);
    expect(told()).toBe('gpu 0 was busy 100% of the time');
  });

  it('says when it was interrupted, or cancelled', () => {
    const story = new Story(sketchPlan(alike(2))).began().planned('job-0').at(62);
    story.ended('job-0', { cause: 'stopped', reason: 'interrupt', code: 143 }, 62);
    story.tell({ event: 'run-ended', reason: 'interrupt' }).at(99);
    expect(summarise(story)[0]).toBe('test: 1 to be run, 1 interrupted; the run was interrupted after 1m 02s');
    story.began().tell({ event: 'run-ended', reason: 'cancel' });
    expect(summarise(story)[0]).toBe('test: 2 to be run; the run was cancelled after 0s');
  });

  it('breaks what there is to say between words', () => {
    const story = new Story(sketchPlan([{ id: 'bad' }])).began().planned('bad').ended('bad', exit(1));
    expect(summarise(story, () => '', 60).slice(-4)).toEqual([
      'test: 1 failed, in 0s',
      'Mend what failed, then run the same command again; nothing',
      'that has succeeded runs twice.',
      '',
    ]);
    expect(summarise(story, () => '', 16).slice(3, 5)).toEqual(['test: 1 failed,', 'in 0s']);
  });

  it('says that there was nothing to do', () => {
    const story = new Story(sketchPlan(alike(2))).began();
    for (const job of ['job-0', 'job-1']) story.planned(job).ended(job, EXIT_0);
    story.began({ fresh: ['job-0', 'job-1'] });
    expect(summarise(story)).toEqual(['test: nothing to do, all 2 jobs are fresh', '']);
  });

  it('tells those that had succeeded before apart', () => {
    const story = new Story(sketchPlan(alike(2))).began().planned('job-0').ended('job-0', EXIT_0);
    story
      .began({ fresh: ['job-0'] })
      .planned('job-1')
      .ended('job-1', EXIT_0);
    expect(summarise(story)[0]).toBe('test: 2 succeeded (1 of them before), in 0s');
  });

  it('counts what an interrupted --fresh had not begun as what it was before: succeeded', () => {
    const story = new Story(sketchPlan(alike(4))).began();
    for (const job of ['job-0', 'job-1', 'job-2', 'job-3']) story.planned(job).ended(job, EXIT_0);
    story.began().planned('job-0', { attempt: 2 });
    story.ended('job-0', { cause: 'stopped', reason: 'interrupt', code: 143 }, 1, 2);
    story.tell({ event: 'run-ended', reason: 'interrupt' });
    story.began({ fresh: ['job-1', 'job-2', 'job-3'] });
    story.planned('job-0', { attempt: 3 }).ended('job-0', EXIT_0, 1, 3);
    expect(summarise(story)).toEqual(['test: 4 succeeded (3 of them before), in 0s', '']);
  });

  it('tells of a failed job its cause, its log, and the last lines of its output', () => {
    const story = new Story(sketchPlan([{ id: 'bad' }, { id: 'next', needs: ['bad'] }])).began();
    story.planned('bad').at(3).ended('bad', exit(3), 3).skipped('next', 'bad');
    const output =
      'start\n\u001B[31mTraceback:\u001B[0m\n  a line that is so long that it does not fit into a terminal\n';
    expect(summarise(story, (job, attempt) => `${job} ${attempt}\n${output}`, 60).slice(0, -3)).toEqual([
      'failed  bad: exit 3 after 3s',
      '        jobs/bad/1/out.log',
      '        | bad 1',
      '        | start',
      '        | Traceback:',
      '        |   a line that is so long that it does not fit int…',
      '',
      'skipped 1 job, since bad failed:',
      '        next',
      '',
      'test: 1 failed, 1 skipped, in 3s',
    ]);
  });

  it.each([
    ['of letters', 'x'],
    ['that were never meant to be read', '\0'],
    ['that are wide', '字'],
  ])('cuts a long line of characters %s also where no terminal says how wide it is', (_, character) => {
    const story = new Story(sketchPlan([{ id: 'bad' }])).began().planned('bad').ended('bad', exit(1));
    const look = { color: false, width: Infinity };
    const lines = summaryText(story.state, story.now.tick, logPath, () => character.repeat(16_000), look).split('\n');
    expect(lines[2]).toMatch(/^ {8}\| .*…$/);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(200);
  });

  it('shows no more than eight lines of output', () => {
    const story = new Story(sketchPlan([{ id: 'bad' }])).began().planned('bad').ended('bad', exit(1));
    const output = Array.from({ length: 20 }, (_, line) => `line ${line}`).join('\n');
    const shown = summarise(story, () => output).filter((line) => line.includes('| '));
    expect(shown).toHaveLength(8);
    expect(shown[0]).toBe('        | line 12');
  });

  it('says of a timeout after how long, once', () => {
    const story = new Story(sketchPlan([{ id: 'slow' }])).began().planned('slow');
    story.ended('slow', { cause: 'timeout', after: seconds(7200), code: 124 }, 7201);
    expect(summarise(story)[0]).toBe('failed  slow: timeout after 2h');
  });

  it('tells of many jobs that failed alike the first few, the number of the rest, and their cause', () => {
    const story = new Story(sketchPlan([...alike(30), { id: 'other' }])).began();
    for (const { id } of story.state.plan.jobs) story.planned(id).ended(id, exit(id === 'other' ? 3 : 1));
    expect(summarise(story, () => 'bad').slice(0, 18)).toEqual([
      ...['job-0', 'job-1', 'job-2'].flatMap((job) => [
        `failed  ${job}: exit 1 after 1s`,
        `        jobs/${job}/1/out.log`,
        '        | bad',
        '',
      ]),
      '        and 27 more jobs failed alike: exit 1',
      '',
      'failed  other: exit 3 after 1s',
      '        jobs/other/1/out.log',
      '        | bad',
      '',
    ]);
  });

  it('shows the output of the first few failures, one by one where not many are alike', () => {
    const story = new Story(sketchPlan(alike(12))).began();
    for (const [at, { id }] of story.state.plan.jobs.entries()) story.planned(id).ended(id, exit(1 + (at % 3)));
    const lines = summarise(story, () => 'bad');
    expect(lines.filter((line) => line.startsWith('failed  job-'))).toHaveLength(12);
    expect(lines.filter((line) => line === '        | bad')).toHaveLength(5);
  });

  it('counts those of more causes than are told', () => {
    const story = new Story(sketchPlan(alike(25))).began();
    for (const [at, { id }] of story.state.plan.jobs.entries()) story.planned(id).ended(id, exit(1 + at));
    const lines = summarise(story);
    expect(lines.filter((line) => line.startsWith('failed  job-'))).toHaveLength(10);
    expect(lines).toContain('15 more jobs failed of other causes');
  });

  it('gathers skipped jobs under the job that the skipping began with', () => {
    const plan = sketchPlan([
      { id: 'bad' },
      ...alike(4, { needs: ['bad'] }, 'mid'),
      { id: 'end', needs: ['mid-0'] },
      { id: 'other', needs: [{ on: 'end', when: 'failure' }] },
    ]);
    const story = new Story(plan).began().planned('bad').ended('bad', exit(1));
    for (const mid of ['mid-0', 'mid-1', 'mid-2', 'mid-3']) story.skipped(mid, 'bad');
    const lines = summarise(story.skipped('end', 'mid-0').skipped('other', 'end'));
    expect(lines).toContain('skipped 6 jobs, since bad failed:');
    expect(lines).toContain('        mid-0, mid-1, mid-2 and 3 more');
  });

  it('says why a job was skipped that waited for one that was interrupted, or for a failure that never came', () => {
    const plan = sketchPlan([
      { id: 'a' },
      { id: 'b', needs: ['a'] },
      { id: 'c' },
      { id: 'd', needs: [{ on: 'c', when: 'failure' }] },
    ]);
    const story = new Story(plan).began().planned('a').ended('a', { cause: 'stopped', reason: 'interrupt', code: 143 });
    const lines = summarise(story.skipped('b', 'a').planned('c').ended('c', EXIT_0).skipped('d', 'c'));
    expect(lines).toContain('skipped 1 job, since a was interrupted:');
    expect(lines).toContain('skipped 1 job, since c did not fail:');
  });

  it('says of an interrupted run what is left to do, and how', () => {
    const story = new Story(sketchPlan(alike(3))).began().planned('job-0');
    story.at(4).ended('job-0', { cause: 'stopped', reason: 'interrupt', code: 143 });
    expect(summarise(story)).toEqual(['test: 2 to be run, 1 interrupted, in 4s', AGAIN, '']);
  });

  it('says to mend what failed only where nothing else is left to do', () => {
    const plan = sketchPlan([{ id: 'bad' }, { id: 'told' }, { id: 'after', needs: ['bad'] }]);
    const story = new Story(plan).began().planned('bad').planned('told').ended('bad', exit(1)).skipped('after', 'bad');
    const stopped = story.ended('told', { cause: 'stopped', reason: 'interrupt', code: 143 });
    expect(summarise(stopped)).toContain(AGAIN);
    expect(summarise(stopped)).not.toContain(MEND);
    const ended = stopped.began().planned('bad').planned('told').ended('bad', exit(1)).skipped('after', 'bad');
    expect(summarise(ended.ended('told', EXIT_0))).toContain(MEND);
  });

  it('says of a part how many jobs were not chosen and what runs them, and not that they wait or fail', () => {
    const plan = sketchPlan([
      { id: 'a' },
      { id: 'b', needs: ['a'] },
      { id: 'c', needs: [{ on: 'b', when: 'always' }] },
    ]);
    const others = (jobs: string) => `${jobs} not chosen: the same command without --only, --skip and --stage runs`;
    const story = new Story(plan)
      .began({ only: ['a'] })
      .planned('a')
      .ended('a', EXIT_0);
    expect(summarise(story)).toEqual([
      'test: 1 succeeded, 2 not chosen, in 0s',
      `${others('2 jobs were')} them too.`,
      '',
    ]);
    story
      .began({ only: ['a', 'b'], fresh: ['a'] })
      .planned('b')
      .ended('b', exit(1));
    expect(summarise(story).slice(-4)).toEqual([
      'test: 1 succeeded (1 of them before), 1 failed, 1 not chosen, in 0s',
      `${others('1 job was')} it too.`,
      MEND,
      '',
    ]);
    story
      .began({ only: ['c'] })
      .planned('c')
      .ended('c', EXIT_0);
    expect(summarise(story)).toEqual(['test: 2 succeeded (1 of them before), 1 failed (1 of them before), in 0s', '']);
  });

  it('counts what is not chosen and would run again as not chosen, whatever became of it before, and tells nothing else of it', () => {
    const plan = sketchPlan([
      { id: 'bad' },
      { id: 'stale' },
      { id: 'same' },
      { id: 'after', needs: [{ on: 'same', when: 'failure' }] },
      { id: 'vain', needs: [{ on: 'same', when: 'failure' }] },
      { id: 'told' },
    ]);
    const story = new Story(plan).began();
    for (const job of ['bad', 'stale', 'same', 'told']) story.planned(job).ended(job, job === 'bad' ? exit(1) : EXIT_0);
    story.skipped('after', 'same').skipped('vain', 'same');
    story
      .began({ only: ['told'], fresh: ['same', 'vain'], unchosen: ['bad', 'stale', 'after'] })
      .planned('told', { attempt: 2 })
      .ended('told', EXIT_0, 1, 2);
    expect(summarise(story)).toEqual([
      'test: 2 succeeded (1 of them before), 1 skipped (1 of them before), 3 not chosen, in 0s',
      '3 jobs were not chosen: the same command without --only, --skip and --stage runs them too.',
      '',
    ]);
  });

  it('forgets of jobs that are not chosen that a run before has skipped or held them', () => {
    const plan = sketchPlan([{ id: 'a' }, { id: 'b', needs: ['a'] }]);
    const story = new Story(plan).began().planned('a').ended('a', exit(1)).skipped('b', 'a');
    story
      .began({ only: ['a'] })
      .planned('a', { attempt: 2 })
      .ended('a', EXIT_0, 1, 2);
    expect(summarise(story)[0]).toBe('test: 1 succeeded, 1 not chosen, in 0s');
  });

  it('counts no job as not chosen that waits for a failure which there is not', () => {
    const plan = sketchPlan([{ id: 'a' }, { id: 'b', needs: [{ on: 'a', when: 'failure' }] }, { id: 'c' }]);
    const story = new Story(plan)
      .began({ only: ['a'] })
      .planned('a')
      .ended('a', EXIT_0);
    expect(summarise(story)[0]).toBe('test: 1 succeeded, 1 not chosen, 1 not needed, in 0s');
  });

  it('offers no second try to what was skipped since what it needs is not chosen', () => {
    const plan = sketchPlan([{ id: 'a' }, { id: 'b', needs: ['a'] }, { id: 'c', needs: ['b'] }]);
    const story = new Story(plan)
      .began({ only: ['b', 'c'] })
      .skipped('b', 'a')
      .skipped('c', 'b');
    const lines = summarise(story);
    expect(lines).toContain('skipped 2 jobs, since a is not chosen, and not fresh (--with-needs runs it too):');
    expect(lines).not.toContain(AGAIN);
  });
});
