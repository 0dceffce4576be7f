import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobId } from '../../../src/model/plan.ts';
import { widthOf } from '../../../src/report/text/columns.ts';
import { paneOf } from '../../../src/report/live/pane.ts';
import { NOTHING_SEEN, seenAfter, type Seen } from '../../../src/report/live/live-state.ts';
import { styleFor } from '../../../src/report/text/style.ts';
import { alike, sketchPlan, type JobSketch } from '../../rig/plan.ts';
import { EXIT_0, exit, logPath, Story } from './story.ts';

/** A story together with what the live view would show of it. */
class Watched {
  seen: Seen = NOTHING_SEEN;
  readonly story: Story;

  constructor(sketches: readonly JobSketch[]) {
    this.story = new Story(sketchPlan(sketches), { show: (event) => (this.seen = seenAfter(this.seen, event)) });
  }

  pane(width = 60, height = 20, looksOn = false): string[] {
    const { state, now } = this.story;
    return paneOf(state, this.seen, { now: now.tick, logPath, style: styleFor(false), width, height, looksOn });
  }
}

describe('the pane of the live view', () => {
  it('shows how far the run is, what runs on which GPU and for how long, and what runs without one', () => {
    const watched = new Watched([{ id: 'wide', gpus: 2 }, { id: 'cpu' }, { id: 'later' }, { id: 'done' }]);
    watched.story
      .began({ gpus: [0, 1, 2] })
      .planned('done')
      .ended('done', EXIT_0);
    watched.story
      .planned('wide', { gpus: [0, 1] })
      .at(60)
      .planned('cpu')
      .at(75.9);
    expect(watched.pane()).toEqual([
      'test  ━━━━━━──────────────────  1/4  1m 15s',
      '  gpu 0   1m 15s   wide',
      '  gpu 1   1m 15s   wide',
      '  gpu 2   idle',
      '  cpu     15s      cpu',
    ]);
  });

  it('names the first jobs without a GPU, and counts the others', () => {
    const watched = new Watched(alike(9));
    watched.story.began();
    for (const { id } of watched.story.state.plan.jobs.slice(0, 7)) watched.story.planned(id);
    expect(watched.pane().slice(1)).toEqual([
      '  cpu     0s       job-0',
      '  cpu     0s       job-1',
      '  cpu     0s       job-2',
      '  cpu     0s       job-3',
      '          and 3 more',
    ]);
  });

  it('shows what failed last, how, and where its log is', () => {
    const watched = new Watched(alike(4));
    watched.story.began().planned('job-0').ended('job-0', exit(1)).planned('job-1').ended('job-1', exit(137));
    watched.story.planned('job-2').ended('job-2', EXIT_0);
    expect(watched.pane()[0]).toBe('test  ━━━━━━━━━━━━━━━━━━──────  3/4  2 failed  0s');
    expect(watched.pane().slice(1)).toEqual(['  failed  job-1: exit 137 (SIGKILL?)', '          jobs/job-1/1/out.log']);
  });

  it('does not call a job failed that was stopped', () => {
    const watched = new Watched(alike(2));
    watched.story.began().planned('job-0').ended('job-0', { cause: 'stopped', reason: 'interrupt', code: 143 });
    expect(watched.pane()).toHaveLength(1);
  });

  it('guesses the time that is left once it has seen enough', () => {
    const watched = new Watched(alike(6));
    watched.story.began();
    for (const job of ['job-0', 'job-1', 'job-2']) watched.story.planned(job).ended(job, EXIT_0, 20);
    watched.story.planned('job-3');
    expect(watched.pane()[0]).toBe('test  ━━━━━━━━━━━━────────────  3/6  0s  about 1m left');
  });

  it('says at the first Ctrl-C what still runs and what a second one does, and then that it stops them', () => {
    const watched = new Watched(alike(3));
    watched.story.began().planned('job-0').planned('job-1').tell({ event: 'draining', reason: 'interrupt' });
    expect(watched.pane().at(-1)).toBe('  waiting for 2 running jobs; Ctrl-C again stops them');
    watched.story.tell({ event: 'attempt-stopping', job: jobId('job-0'), attempt: 1, reason: 'interrupt' });
    expect(watched.pane().at(-1)).toBe('  stopping 2 running jobs');
  });

  it('does not say so to whoever looks on, whose Ctrl-C stops no job', () => {
    const watched = new Watched(alike(3));
    watched.story.began().planned('job-0').planned('job-1').tell({ event: 'draining', reason: 'interrupt' });
    expect(watched.pane(60, 20, true).at(-1)).toBe('  nothing new starts; waiting for 2 running jobs');
  });

  it('says why nothing new starts after a failure', () => {
    const watched = new Watched(alike(2));
    watched.story.began().planned('job-0').tell({ event: 'draining', reason: 'fail-fast' });
    expect(watched.pane(80).at(-1)).toBe('  a job has failed, so nothing new starts; waiting for 1 running job');
  });

  it('forgets the failures of the run before', () => {
    const watched = new Watched(alike(2));
    watched.story.began().planned('job-0').ended('job-0', exit(1)).began();
    expect(watched.pane()).toHaveLength(1);
  });

  it('gives the bar up when the terminal is narrow', () => {
    const watched = new Watched(alike(2));
    watched.story.began().planned('job-0').ended('job-0', exit(1));
    expect(watched.pane(30)[0]).toBe('test  1/2  1 failed  0s');
    expect(watched.pane(16)[0]).toBe('test  1/2  1 fa…');
  });

  it('keeps progress and failure in sight when the terminal is low', () => {
    const watched = new Watched(alike(9, { gpus: 1 }));
    watched.story
      .began({ gpus: [0, 1, 2, 3, 4, 5, 6, 7] })
      .planned('job-8')
      .ended('job-8', exit(1));
    for (const gpu of [0, 1, 2, 3, 4, 5, 6, 7]) watched.story.planned(`job-${gpu}`, { gpus: [gpu] });
    const lines = watched.pane(60, 6);
    expect(lines).toHaveLength(6);
    expect(lines.slice(1)).toEqual([
      '  gpu 0   0s       job-0',
      '  gpu 1   0s       job-1',
      '          8 jobs run in all',
      '  failed  job-8: exit 1',
      '          jobs/job-8/1/out.log',
    ]);
  });

  it('never grows beyond the terminal, whatever its size from 20 columns on', () => {
    const watched = new Watched(alike(40, { gpus: 1 }, '日本のとても長い名前のジョブ'));
    watched.story.began({ gpus: [0, 1, 2, 3] });
    const ids = watched.story.state.plan.jobs.map((job) => job.id);
    for (const [gpu, id] of ids.slice(0, 4).entries()) watched.story.planned(id, { gpus: [gpu] });
    for (const id of ids.slice(4, 16)) watched.story.planned(id);
    watched.story.planned(ids[20]!).ended(ids[20]!, exit(1)).tell({ event: 'draining', reason: 'interrupt' });
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 120 }), fc.integer({ min: 1, max: 40 }), (width, height) => {
        const lines = watched.pane(width, height);
        expect(lines.length).toBeLessThanOrEqual(height);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
