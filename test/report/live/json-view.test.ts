import { describe, expect, it } from 'vitest';
import { jobId } from '../../../src/model/plan.ts';
import { jsonView } from '../../../src/report/live/json-view.ts';
import { sketchPlan } from '../../rig/plan.ts';
import { EXIT_0, logPath, RUNNER, Story } from './story.ts';

const BEGAN = '2026-01-02T03:04:05.000Z';

describe('the view for programs', () => {
  it('writes one JSON object a line, each with version, time and event', () => {
    const lines: string[] = [];
    const view = jsonView(
      (line) => lines.push(line),
      () => story.now.at,
      logPath,
    );
    const story: Story = new Story(
      sketchPlan([
        { id: 'a', timeout: 60 },
        { id: 'b', needs: ['a'] },
      ]),
      view,
    );
    story
      .began({ gpus: [0, 1], slots: 2 })
      .planned('a', { gpus: [1] })
      .at(0.5)
      .started('a', 9);
    story.tell({ event: 'attempt-stopping', job: jobId('a'), attempt: 1, reason: 'terminate' });
    story.ended('a', { cause: 'stopped', reason: 'terminate', code: 143 }, 0.5).skipped('b', 'a');
    story.tell({ event: 'draining', reason: 'terminate' }).tell({ event: 'run-ended', reason: 'terminate' });
    view.say('a word');

    expect(lines.every((line) => line.endsWith('\n') && !line.slice(0, -1).includes('\n'))).toBe(true);
    const later = '2026-01-02T03:04:05.500Z';
    const ofA = { job: 'a', label: 'a', attempt: 1 };
    const counts = { waiting: 0, running: 0, backoff: 0, held: 0, succeeded: 0, failed: 0, skipped: 1, cancelled: 1 };
    const todo = [
      { job: 'a', state: 'new', because: null },
      { job: 'b', state: 'new', because: null },
    ];
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        version: 1,
        at: BEGAN,
        event: 'run-started',
        sweep: 'test',
        file: 'a.yaml',
        pid: RUNNER.pid,
        slots: 2,
        gpus: [0, 1],
        fresh: 0,
        todo,
        code: null,
      },
      {
        version: 1,
        at: BEGAN,
        event: 'attempt-planned',
        ...ofA,
        status: 'running',
        gpus: [1],
        slots: 1,
        limit: 60,
        log: 'jobs/a/1/out.log',
      },
      { version: 1, at: later, event: 'attempt-started', ...ofA, status: 'running', pid: 9 },
      { version: 1, at: later, event: 'attempt-stopping', ...ofA, status: 'running', reason: 'terminate' },
      {
        version: 1,
        at: later,
        event: 'attempt-ended',
        ...ofA,
        status: 'cancelled',
        exit: { cause: 'stopped', code: 143, reason: 'terminate' },
        seconds: 0.5,
        log: 'jobs/a/1/out.log',
      },
      { version: 1, at: later, event: 'job-skipped', job: 'b', label: 'b', status: 'skipped', because: 'a' },
      { version: 1, at: later, event: 'draining', reason: 'terminate', running: 0 },
      { version: 1, at: later, event: 'run-ended', reason: 'terminate', counts },
      { version: 1, at: later, event: 'message', text: 'a word' },
    ]);
  });

  it('keeps tokens and fingerprints to itself', () => {
    const lines: string[] = [];
    const view = jsonView(
      (line) => lines.push(line),
      () => story.now.at,
      logPath,
    );
    const story: Story = new Story(sketchPlan([{ id: 'a', fingerprint: 'f00d' }]), view);
    story.began().planned('a').ended('a', EXIT_0);
    expect(lines.join('')).not.toMatch(/token|f00d/);
  });

  it('tells of leftovers, GPUs and repeated attempts', () => {
    const lines: string[] = [];
    const view = jsonView(
      (line) => lines.push(line),
      () => story.now.at,
      logPath,
    );
    const story: Story = new Story(sketchPlan([{ id: 'a' }]), view).began().planned('a');
    story.tell({ event: 'attempt-abandoned', job: jobId('a'), attempt: 1 });
    story.tell({ event: 'backoff-ended', job: jobId('a') });
    story.tell({ event: 'begin-reached', begin: BEGAN });
    story.tell({ event: 'leftovers-killed', job: jobId('gone'), attempt: 2, pids: [7] });
    story.tell({ event: 'gpu-quarantined', gpu: 'GPU-1', because: 'x', pid: null });
    story.tell({ event: 'gpu-released', gpu: 'GPU-1' });
    story.tell({ event: 'metrics-read', job: jobId('a'), attempt: 1, metrics: { loss: 'NaN' }, texts: {}, curves: {} });
    expect(lines.slice(2).map((line) => JSON.parse(line) as unknown)).toEqual([
      { version: 1, at: BEGAN, event: 'attempt-abandoned', job: 'a', label: 'a', status: 'waiting', attempt: 1 },
      { version: 1, at: BEGAN, event: 'backoff-ended', job: 'a', label: 'a', status: 'waiting' },
      { version: 1, at: BEGAN, event: 'begin-reached', begin: BEGAN },
      {
        version: 1,
        at: BEGAN,
        event: 'leftovers-killed',
        job: 'gone',
        label: 'gone',
        status: null,
        attempt: 2,
        pids: [7],
      },
      { version: 1, at: BEGAN, event: 'gpu-quarantined', gpu: 'GPU-1', because: 'x', pid: null },
      { version: 1, at: BEGAN, event: 'gpu-released', gpu: 'GPU-1' },
      {
        ...{ version: 1, at: BEGAN, event: 'metrics-read', job: 'a', label: 'a', status: 'waiting', attempt: 1 },
        ...{ metrics: { loss: 'NaN' }, texts: {}, curves: {} },
      },
    ]);
  });
});
