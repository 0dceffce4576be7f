import { describe, expect, it } from 'vitest';
import { ALONE, type Hold } from '../../../src/model/sharing/neighbours.ts';
import { jobId, type JobId } from '../../../src/model/plan.ts';
import { type HostView, PAUSED } from '../../../src/model/resources.ts';
import { bytes, seconds, tick } from '../../../src/model/units.ts';
import { NOTHING_SEEN, seenAfter, type Seen } from '../../../src/report/live/live-state.ts';
import type { Panel } from '../../../src/report/live/panel.ts';
import { paneOf, type PaneSetting } from '../../../src/report/live/pane.ts';
import { widthOf } from '../../../src/report/text/columns.ts';
import { count } from '../../../src/report/text/phrases.ts';
import { styleFor } from '../../../src/report/text/style.ts';
import { sketchPlan, type JobSketch } from '../../rig/plan.ts';
import { EXIT_0, exit, logPath, Story } from './story.ts';

const GIB = 2 ** 30;
const SIZES = [
  [80, 24],
  [120, 35],
  [200, 60],
] as const;

/** Trainings of one GPU, some of two, and reports without one. */
function sketches(jobs: number): readonly JobSketch[] {
  return Array.from({ length: jobs }, (_, at) => {
    const lr = ['0.1', '0.01', '0.001'][at % 3] ?? '';
    if (at % 12 === 11) return { id: `report lr=${lr} s${at}` };
    return { id: `train ${at % 2 === 0 ? 'large' : 'small'} lr=${lr} s${at}`, gpus: at % 6 === 4 ? 2 : 1 };
  });
}

/** A machine with so many GPUs: of several the second is paused and the last held by another user. */
function machine(gpus: number): HostView {
  const bob = { key: 'b', uid: 1001, user: 'bob', sweep: 'ocr', pid: 7, submitted: tick(0), since: tick(0) };
  const hold: Hold = {
    ...{ by: bob, job: 'scan p3', gpus: [`gpu-${gpus - 1}`], share: null, gpuMemory: null, slots: 1, memory: null },
    ...{ resources: {}, until: null },
  };
  return {
    ...{
      slots: 64,
      slotsOfUser: 64,
      memory: null,
      resources: new Map(),
      sharing: 'pack',
      probeFailure: null,
      paused: null,
    },
    gpus: Array.from({ length: gpus }, (_, index) => ({
      ...{ index, uuid: `gpu-${index}`, name: 'H100', memory: bytes(80 * GIB), links: {}, undrained: null },
      free: bytes(((index * 37) % 80) * GIB),
      load: ((index * 29) % 101) / 100,
      ...(gpus > 1 && index === 1 ? { taken: PAUSED, pause: { by: 'you', lift: '1' } } : { taken: null }),
    })),
    neighbours: { ...ALONE, holds: gpus > 1 ? [hold] : [] },
  };
}

type Frame = (width: number, height: number, more?: Partial<PaneSetting>) => readonly string[];

/** A run in its middle: every twentieth job has failed, and the free GPUs have jobs but the third. */
function middleOf(jobs: number, gpus: number): Frame {
  let seen: Seen = NOTHING_SEEN;
  const plan = { ...sketchPlan(sketches(jobs)), sweep: 'beam' };
  const story = new Story(plan, { show: (event, state) => (seen = seenAfter(seen, event, state)) });
  const all = Array.from({ length: gpus }, (_, index) => index);
  story.began({ gpus: all, slots: 64 });
  const half = plan.jobs.slice(0, Math.floor(jobs * 0.45));
  half.forEach(({ id, request }, at) => {
    story.at((at * 1200) / jobs).planned(id, { gpus: request.gpus === 0 ? [] : [0] });
    story.ended(id, at % 20 === 3 ? exit(1) : EXIT_0, 60 + (at % 7) * 20);
  });
  const free = all.filter((gpu) => gpus === 1 || ![1, 2, gpus - 1].includes(gpu));
  const lastLines = new Map<JobId, string>();
  let at = 1200;
  for (const { id, request } of plan.jobs.slice(half.length)) {
    if (request.gpus > free.length || (request.gpus === 0 && at >= 1204)) continue;
    at += 1;
    story.at(at).planned(id, { gpus: free.splice(0, request.gpus) });
    lastLines.set(id, `epoch ${at % 8}/8 loss=0.${at}`);
  }
  story.at(1325);
  const left = { least: seconds(jobs * 2), most: seconds(jobs * 2.5) };
  const host = machine(gpus);
  const setting = { now: story.now.tick, logPath, style: styleFor(false), host, lastLines, left, hasKeys: true };
  return (width, height, more = {}) =>
    paneOf(story.state, seen, { ...setting, width: width - 1, height: height - 1, ...more });
}

const FRAMES = [12, 300, 5000].flatMap((jobs) =>
  [1, 8, 64].map((gpus) => [`${jobs} jobs, ${count(gpus, 'GPU')}`, middleOf(jobs, gpus)] as const),
);

const PANELS: readonly (readonly [string, Panel])[] = [
  ['help', { is: 'help' }],
  ['what has failed, from the second on', { is: 'failed', from: 1 }],
  ['which job to kill', { is: 'choice', to: 'kill', typed: 's13', at: 2 }],
  ['which log to see', { is: 'choice', to: 'log', typed: '', at: 0 }],
  ['no such job', { is: 'choice', to: 'log', typed: 'nothing', at: 0 }],
  ['whether to kill', { is: 'question', act: { do: 'kill', job: jobId('train small lr=0.1 s135') } }],
  ['whether to pause', { is: 'question', act: { do: 'set', slots: 0 } }],
  ['a log', { is: 'log', job: jobId('train small lr=0.1 s135') }],
];

const TAIL = Array.from(
  { length: 200 },
  (_, at) => `epoch ${at}/200 loss=${(2 / (at + 1)).toFixed(4)} ${'.'.repeat(at)}`,
);

describe('the frames of what keys show', () => {
  it.each(SIZES)('of %i columns and %i lines are as they have been looked at', async (width, height) => {
    const frame = middleOf(300, 8);
    const host = { ...machine(8), paused: 'paused by you until `sweep gpus resume`' };
    const frames = [
      ...PANELS.map(([title, panel]) => [title, frame(width, height, { panel, tail: TAIL.join('\n') })] as const),
      ['the whole host is paused', frame(width, height, { host })] as const,
    ].map(([title, lines]) => {
      expect(lines.length).toBeLessThan(height);
      for (const line of lines) expect(widthOf(line)).toBeLessThan(width);
      return [title, '-'.repeat(width), ...lines, ''].join('\n');
    });
    await expect(frames.join('\n')).toMatchFileSnapshot(`../../fixtures/live/keys-${width}x${height}.txt`);
  });
});

describe('the frames of the live view', () => {
  it.each(SIZES)('of %i columns and %i lines are as they have been looked at', async (width, height) => {
    const frames = FRAMES.map(([title, frame]) => {
      const lines = frame(width, height);
      expect(lines.length).toBeLessThan(height);
      for (const line of lines) expect(widthOf(line)).toBeLessThan(width);
      return [title, '-'.repeat(width), ...lines, ''].join('\n');
    });
    await expect(frames.join('\n')).toMatchFileSnapshot(`../../fixtures/live/${width}x${height}.txt`);
  });
});
