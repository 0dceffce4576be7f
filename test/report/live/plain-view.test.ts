import { describe, expect, it } from 'vitest';
import { jobId } from '../../../src/model/plan.ts';
import { plainView } from '../../../src/report/live/plain-view.ts';
import { alike, sketchPlan, type JobSketch } from '../../rig/plan.ts';
import { EXIT_0, exit, logPath, Story } from './story.ts';

/** The story as the view tells it: a list of lines that grows. */
function told(
  sketches: readonly JobSketch[],
  looksOn = false,
): { story: Story; lines: () => string[]; say: (message: string) => void } {
  let text = '';
  const write = (more: string) => void (text += more);
  const view = plainView(
    write,
    () => story.now.at,
    logPath,
    (at) => new Date(at).toISOString().slice(11, 19),
    looksOn,
  );
  const story: Story = new Story(sketchPlan(sketches), view);
  return { story, lines: () => text.trimEnd().split('\n'), say: view.say.bind(view) };
}

describe('the plain view', () => {
  it('has a line for every start and every end, with time, label, GPUs, duration and progress', () => {
    const { story, lines } = told([{ id: 'a', gpus: 2 }, { id: 'b' }]);
    story
      .began({ gpus: [0, 1] })
      .at(1)
      .planned('a', { gpus: [0, 1] })
      .started('a', 9)
      .planned('b');
    story.at(62).ended('a', EXIT_0, 61).ended('b', EXIT_0, null).tell({ event: 'run-ended', reason: 'finished' });
    expect(lines()).toEqual([
      '03:04:05  run       test: 2 jobs to run, 4 slots, GPUs 0, 1',
      '03:04:06  start     a on gpu 0,1',
      '03:04:06  start     b on cpu',
      '03:05:07  done      a in 1m 01s (1/2)',
      '03:05:07  done      b (2/2)',
    ]);
  });

  it('says of a failure its cause and where its log is', () => {
    const { story, lines } = told([{ id: 'a' }, { id: 'b', needs: ['a'] }]);
    story.began().planned('a').ended('a', exit(3), 2).skipped('b', 'a');
    expect(lines().slice(2)).toEqual([
      '03:04:05  failed    a: exit 3 after 2s (1/2); log: jobs/a/1/out.log',
      '03:04:05  skipped   b: a failed (2/2)',
    ]);
  });

  it('says of a job that is skipped what became of the job that decided it', () => {
    const sketch = [
      { id: 'a' },
      { id: 'b', needs: [{ on: 'a', when: 'failure' as const }] },
      { id: 'c', needs: ['b'] },
    ];
    const { story, lines } = told(sketch);
    story.began().planned('a').ended('a', EXIT_0, 2).skipped('b', 'a').skipped('c', 'b');
    expect(lines().slice(3)).toEqual([
      '03:04:05  skipped   b: a did not fail (2/3)',
      '03:04:05  skipped   c: a did not fail (3/3)',
    ]);
  });

  it('says of an attempt that is retried when that will be', () => {
    const { story, lines } = told([{ id: 'a', retry: { max: 2, backoff: 30 as never, factor: 2 } }]);
    story
      .began()
      .planned('a')
      .ended('a', exit(3), 2)
      .at(30)
      .tell({ event: 'backoff-ended', job: jobId('a') });
    story.planned('a', { attempt: 2 });
    expect(lines().slice(2)).toEqual([
      '03:04:05  retry     a: exit 3 after 2s; tried again in 30s; log: jobs/a/1/out.log',
      '03:04:35  start     a, attempt 2 on cpu',
    ]);
  });

  it('says of a log that is going to be compressed under which name it then is', () => {
    const { story, lines } = told([{ id: 'a', compress: true }]);
    story.began().planned('a').ended('a', exit(3), 2);
    expect(lines()[2]).toMatch(/log: jobs\/a\/1\/out\.log \(\.gz once it is compressed\)$/);
  });

  it('says of a job that has run before why it is done once more', () => {
    const { story, lines } = told([{ id: 'a' }]);
    story.began().planned('a').ended('a', exit(0), 2).tell({ event: 'run-ended', reason: 'finished' });
    story.began({ verdict: { state: 'stale', because: 'inputs changed since: x' } }).planned('a', { attempt: 2 });
    expect(lines().at(-1)).toBe('03:04:05  start     a, attempt 2 on cpu (stale: inputs changed since: x)');
  });

  it('says that a lost attempt is tried again at once', () => {
    const { story, lines } = told([{ id: 'a' }]);
    story.began().planned('a').ended('a', { cause: 'lost' }, null);
    expect(lines()[2]).toMatch(/^03:04:05 {2}retry {5}a: lost.*; tried again; log: jobs\/a\/1\/out\.log$/);
  });

  it('says at the first Ctrl-C what still runs and what a second one does', () => {
    const { story, lines } = told(alike(3));
    story.began().planned('job-0').planned('job-1').tell({ event: 'draining', reason: 'interrupt' });
    story.tell({ event: 'attempt-stopping', job: jobId('job-0'), attempt: 1, reason: 'interrupt' });
    story.ended('job-0', { cause: 'stopped', reason: 'interrupt', code: 143 }, 5);
    expect(lines().slice(3)).toEqual([
      '03:04:05  ending    waiting for 2 running jobs; Ctrl-C again stops them',
      '03:04:05  stopping  job-0',
      '03:04:05  ended     job-0: interrupted by Ctrl-C after 5s',
    ]);
  });

  it('does not say so to whoever looks on', () => {
    const { story, lines } = told(alike(2), true);
    story.began().planned('job-0').tell({ event: 'draining', reason: 'interrupt' });
    expect(lines().at(-1)).toBe('03:04:05  ending    nothing new starts; waiting for 1 running job');
  });

  it('tells what is no news of a job as a note', () => {
    const { story, lines, say } = told([{ id: 'a' }]);
    story.began().planned('a').ended('a', EXIT_0);
    story.tell({ event: 'leftovers-killed', job: jobId('a'), attempt: 1, pids: [7, 8] });
    story.tell({ event: 'gpu-quarantined', gpu: 'GPU-1', because: 'process 7 survives KILL', pid: 7 });
    story.tell({ event: 'gpu-released', gpu: 'GPU-1' });
    story.tell({ event: 'metrics-read', job: jobId('a'), attempt: 1, metrics: { acc: 1 }, texts: {}, curves: {} });
    story.tell({
      ...{ event: 'metrics-read', job: jobId('a'), attempt: 1, metrics: {}, texts: {}, curves: {} },
      problem: 'there is no m.json',
    });
    say('the disk is full');
    expect(lines().slice(3)).toEqual([
      '03:04:05  note      killed 2 processes left behind by a: 7, 8',
      '03:04:05  note      GPU-1 is not used: process 7 survives KILL',
      '03:04:05  note      GPU-1 is used again',
      '03:04:05  note      a: there is no m.json',
      '03:04:05  note      the disk is full',
    ]);
  });

  it('counts what was fresh and what still runs when a run begins', () => {
    const { story, lines } = told(alike(3));
    story
      .began()
      .planned('job-1')
      .began({ fresh: ['job-0'], slots: 1, gpus: [3] });
    expect(lines().at(-1)).toBe('03:04:05  run       test: 2 jobs to run, 1 fresh, 1 still running, 1 slot, GPU 3');
  });
});
