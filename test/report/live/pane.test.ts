import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALONE } from '../../../src/model/sharing/neighbours.ts';
import { jobId } from '../../../src/model/plan.ts';
import { seconds } from '../../../src/model/units.ts';
import { PAUSED } from '../../../src/model/resources.ts';
import { widthOf } from '../../../src/report/text/columns.ts';
import { paneOf, type PaneSetting } from '../../../src/report/live/pane.ts';
import { NOTHING_SEEN, seenAfter, type Seen } from '../../../src/report/live/live-state.ts';
import { styleFor } from '../../../src/report/text/style.ts';
import { alike, sketchPlan, type JobSketch } from '../../rig/plan.ts';
import { EXIT_0, exit, logPath, Story } from './story.ts';

const GPU = { name: 'H100', memory: null, free: null, links: {}, undrained: null };
const HOST = {
  ...{
    slots: 8,
    slotsOfUser: 8,
    memory: null,
    resources: new Map(),
    sharing: 'pack' as const,
    probeFailure: null,
    paused: null,
  },
  neighbours: ALONE,
};

/** A story together with what the live view would show of it. */
class Watched {
  seen: Seen = NOTHING_SEEN;
  readonly story: Story;

  constructor(sketches: readonly JobSketch[]) {
    this.story = new Story(sketchPlan(sketches), {
      show: (event, state) => (this.seen = seenAfter(this.seen, event, state)),
    });
  }

  pane(width = 60, height = 20, more: Partial<PaneSetting> = {}): string[] {
    const { state, now } = this.story;
    return paneOf(state, this.seen, { now: now.tick, logPath, style: styleFor(false), width, height, ...more });
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
      'test  ━━━━━━━━╸──────────────────────────  1/4   25%  1m 15s',
      '      2 running · 1 waiting · 1 done · 2/4 slots',
      'gpu 0–1  wide   1m 15s',
      'gpu 2    no job of this run',
      'cpu      cpu    15s',
    ]);
  });

  it('names the first jobs without a GPU, and counts the others', () => {
    const watched = new Watched(alike(9));
    watched.story.began();
    for (const { id } of watched.story.state.plan.jobs.slice(0, 7)) watched.story.planned(id);
    expect(watched.pane(60, 6).slice(1)).toEqual([
      '      7 running · 2 waiting · 7/4 slots',
      'cpu      job-0  0s',
      'cpu      job-1  0s',
      'cpu      job-2  0s',
      '         and 4 more',
    ]);
  });

  it('shows what failed last, how, and where its log is', () => {
    const watched = new Watched(alike(4));
    watched.story.began().planned('job-0').ended('job-0', exit(1)).planned('job-1').ended('job-1', exit(137));
    watched.story.planned('job-2').ended('job-2', EXIT_0);
    const [, ...lines] = watched.pane();
    expect(lines).toEqual([
      '      1 waiting · 1 done · 2 failed · 0/4 slots',
      'failed   job-1: exit 137 (SIGKILL?)   jobs/job-1/1/out.log',
    ]);
    expect(watched.pane(50).slice(2)).toEqual(['failed   job-1: exit 137 (SIGKILL?)', '         jobs/job-1/1/out.log']);
  });

  it('does not call a job failed that was stopped', () => {
    const watched = new Watched(alike(2));
    watched.story.began().planned('job-0').ended('job-0', { cause: 'stopped', reason: 'interrupt', code: 143 });
    expect(watched.pane().slice(1)).toEqual(['      1 waiting · 1 cancelled · 0/4 slots']);
  });

  it('tells how long the run is thought to go on', () => {
    const watched = new Watched(alike(6));
    watched.story.began();
    for (const job of ['job-0', 'job-1', 'job-2']) watched.story.planned(job).ended(job, EXIT_0, 20);
    const left = { least: seconds(55), most: seconds(64) };
    expect(watched.pane(70, 20, { left })[0]).toBe('test  ━━━━━━━━────────  3/6   50%       0s  about 1m left');
  });

  it('says at the first Ctrl-C what still runs and what a second one does, and then that it stops them', () => {
    const watched = new Watched(alike(3));
    watched.story.began().planned('job-0').planned('job-1').tell({ event: 'draining', reason: 'interrupt' });
    expect(watched.pane().at(-1)).toBe('waiting for 2 running jobs; Ctrl-C again stops them');
    watched.story.tell({ event: 'attempt-stopping', job: jobId('job-0'), attempt: 1, reason: 'interrupt' });
    expect(watched.pane().at(-1)).toBe('stopping 2 running jobs');
  });

  it('does not say so to whoever looks on, whose Ctrl-C stops no job', () => {
    const watched = new Watched(alike(3));
    watched.story.began().planned('job-0').planned('job-1').tell({ event: 'draining', reason: 'interrupt' });
    expect(watched.pane(60, 20, { looksOn: true }).at(-1)).toBe('nothing new starts; waiting for 2 running jobs');
  });

  it('says why nothing new starts after a failure', () => {
    const watched = new Watched(alike(2));
    watched.story.began().planned('job-0').tell({ event: 'draining', reason: 'fail-fast' });
    expect(watched.pane(80).at(-1)).toBe('a job has failed, so nothing new starts; waiting for 1 running job');
  });

  it('forgets the failures of the run before', () => {
    const watched = new Watched(alike(2));
    watched.story.began().planned('job-0').ended('job-0', exit(1)).began();
    expect(watched.pane().slice(1)).toEqual(['      2 waiting · 0/4 slots']);
  });

  it('says why nothing of the run is on a GPU, and why what comes first does not start on an idle one', () => {
    const watched = new Watched(alike(4, { gpus: 2 }));
    watched.story.began({ gpus: [0, 1, 2, 3, 4, 5] }).planned('job-0', { gpus: [0, 1] });
    watched.story.tell({ event: 'gpu-quarantined', gpu: 'gpu-2', because: 'GPU is lost', pid: null });
    const { state, now } = watched.story;
    const gpus = [0, 1, 2, 3, 4, 5].map((index) => ({ ...GPU, index, uuid: `gpu-${index}` }));
    const taken = [null, null, null, PAUSED, '9 GiB of its memory are in use'];
    const host = { ...HOST, gpus: gpus.map((gpu, at) => ({ ...gpu, taken: taken[at] ?? null })) };
    const setting = { now: now.tick, logPath, style: styleFor(false), width: 80, height: 20, host };
    expect(paneOf(state, watched.seen, setting).slice(2)).toEqual([
      'gpu 0–1  job-0  0s',
      'gpu 2    not used: GPU is lost',
      'gpu 3    paused',
      'gpu 4    9 GiB of its memory are in use',
      'gpu 5    idle',
      'next     job-1: it asks for 2 GPUs, and enough is free on 1',
    ]);
    const paused = { ...host, gpus: host.gpus.map((gpu) => ({ ...gpu, taken: PAUSED })) };
    expect(paneOf(state, watched.seen, { ...setting, host: paused }).slice(2, 4)).toEqual([
      'gpu 0–1  job-0  0s                no more start here: paused',
      'gpu 2    not used: GPU is lost',
    ]);
  });

  it('gives the bar up when the terminal is narrow', () => {
    const watched = new Watched(alike(2));
    watched.story.began().planned('job-0').ended('job-0', exit(1));
    expect(watched.pane(26)[0]).toBe('test  1/2   50%  0s');
    expect(watched.pane(16)[0]).toBe('test  1/2   50%…');
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
      '      8 running · 1 failed · 8/4 slots',
      'gpu 0    job-0  0s',
      'gpu 1    job-1  0s',
      'gpu 2–7  6 jobs: job-2 0s, job-3 0s, job-4 0s, job-5 0s, jo…',
      'failed   job-8: exit 1   jobs/job-8/1/out.log',
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
