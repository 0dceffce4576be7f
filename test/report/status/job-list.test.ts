import { describe, expect, it } from 'vitest';
import { jobListJson, jobListText, jobListTsv } from '../../../src/report/status/job-list.ts';
import { statusJson } from '../../../src/report/status/status.ts';
import { widthOf } from '../../../src/report/text/columns.ts';
import { sketchPlan } from '../../rig/plan.ts';
import { EXIT_0, exit, logPath, Story } from '../live/story.ts';

/** Of every state that a job can be in without a person's doing one. */
function midway(): Story {
  const plan = sketchPlan([
    { id: 'done' },
    { id: 'bad', retry: { max: 1 } },
    { id: 'next', needs: ['bad'] },
    { id: 'wide', gpus: 2 },
    { id: 'later' },
    { id: 'not-chosen' },
  ]);
  const story = new Story(plan).began({ gpus: [0, 1], only: ['done', 'bad', 'next', 'wide', 'later'] });
  story.planned('done').at(1).started('done', 11).at(5).ended('done', EXIT_0, 4.2);
  story.planned('bad').started('bad', 12).at(8).ended('bad', exit(3), 3);
  story.planned('bad', { attempt: 2 }).started('bad', 14, 2).at(9).ended('bad', exit(3), 1, 2).skipped('next', 'bad');
  return story
    .planned('wide', { gpus: [0, 1] })
    .at(10)
    .started('wide', 13)
    .at(70);
}

describe('a list of jobs', () => {
  it('has a row for each, with its state, where it ran, for how long, and how that ended', () => {
    const { state, now } = midway();
    expect(jobListText(state, state.records, now, { color: false, width: Infinity })).toBe(
      `test: 6 jobs
state       job         on       time  attempt  exit
succeeded   done        cpu      4.2s           exit 0
failed      bad         cpu        1s        2  exit 3
skipped     next                                needs bad
running     wide        gpu 0,1    1m
waiting     later
not chosen  not-chosen
`,
    );
  });

  it('says of how many there are it has a part, or none', () => {
    const { state, now } = midway();
    const text = (count: number) => jobListText(state, state.records.slice(0, count), now, { color: false, width: 80 });
    expect(text(1)).toBe('test: 1 of 6 jobs\nstate      job   on   time  exit\nsucceeded  done  cpu  4.2s  exit 0\n');
    expect(text(0)).toBe('test: none of 6 jobs\n');
  });

  it('is no wider than the terminal, however long the labels are', () => {
    const plan = sketchPlan([{ id: 'x'.repeat(200) }]);
    const { state, now } = new Story(plan).began();
    for (const line of jobListText(state, state.records, now, { color: false, width: 60 }).split('\n')) {
      expect(widthOf(line)).toBeLessThanOrEqual(60);
    }
  });

  it('tells programs of each job what a status tells', () => {
    const { state, now } = midway();
    const { jobs } = statusJson(state, 100, now, logPath);
    const list = jobListJson(state, state.records.slice(1, 3), 100, now, logPath);
    expect(list).toEqual({ version: 1, sweep: 'test', runner: { pid: 100 }, jobs: jobs.slice(1, 3) });
  });

  it('as lines of fields has the code of an exit, or its cause where there is none', () => {
    const { state, now } = midway();
    const [, bad, , wide] = state.records;
    const lines = jobListTsv([jobListJson(state, [bad!, wide!], null, now, logPath)]).split('\n');
    expect(lines.map((line) => line.split('\t'))).toEqual([
      ['sweep', 'id', 'label', 'status', 'attempt', 'started', 'ended', 'seconds', 'gpus', 'pid', 'exit', 'log'],
      // prettier-ignore
      ['test', 'bad', 'bad', 'failed', '2', '2026-01-02T03:04:13.000Z', '2026-01-02T03:04:14.000Z', '1', '', '', '3', 'jobs/bad/2/out.log'],
      [
        'test',
        'wide',
        'wide',
        'running',
        '1',
        '2026-01-02T03:04:15.000Z',
        '',
        '60',
        '0,1',
        '13',
        '',
        'jobs/wide/1/out.log',
      ],
      [''],
    ]);
  });
});
