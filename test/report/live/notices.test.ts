import { describe, expect, it } from 'vitest';
import type { AcceptedResult, Event } from '../../../src/model/event.ts';
import { fingerprint, jobId } from '../../../src/model/plan.ts';
import { instant, tick } from '../../../src/model/units.ts';
import { eventJson } from '../../../src/report/event-json.ts';
import { tellNews } from '../../../src/report/live/notices.ts';
import { initialState } from '../../../src/schedule/state/records.ts';
import { sketchPlan } from '../../rig/plan.ts';

const moment = { at: instant(0), tick: tick(0) };
const [a, b] = [jobId('a'), jobId('b')];
const ofAttempt = { ...moment, job: a, attempt: 2 };
const asked = { ...moment, request: 'r-1', jobs: [a, b] };
const state = initialState(sketchPlan([{ id: 'a' }, { id: 'b' }]));
const STAMP = { version: 1, at: '1970-01-01T00:00:00.000Z' };
const ATTEMPT = { job: 'a', label: 'a', status: 'waiting', attempt: 2 };

const parts = {} as AcceptedResult['parts'];
const accepted = { because: 'output', fingerprint: fingerprint('f'), parts, inputs: [] } as const;
const found = [{ job: a, metrics: { acc: 0.5 }, texts: {} }];

/** An event, what people hear of it when it has passed, and what programs do. */
const NEWS: readonly (readonly [Event, string | null, object])[] = [
  [
    { ...ofAttempt, event: 'leftovers-killed', pids: [7, 8] },
    'killed 2 processes left behind by a: 7, 8',
    { ...ATTEMPT, pids: [7, 8] },
  ],
  [
    { ...moment, event: 'gpu-quarantined', gpu: 'GPU-1', because: 'a process survives', pid: 7 },
    'GPU-1 is not used: a process survives',
    { gpu: 'GPU-1', because: 'a process survives', pid: 7 },
  ],
  [{ ...moment, event: 'gpu-released', gpu: 'GPU-1' }, 'GPU-1 is used again', { gpu: 'GPU-1' }],
  [
    { ...moment, event: 'class-held', class: 'main', because: 'all fail alike' },
    'all fail alike: no more of their class start',
    { because: 'all fail alike', held: 0 },
  ],
  [{ ...ofAttempt, event: 'attempt-abandoned' }, 'a: attempt 2 never began', ATTEMPT],
  [{ ...ofAttempt, event: 'attempt-abandoned', because: 'no room' }, null, { ...ATTEMPT, because: 'no room' }],
  [
    { ...ofAttempt, event: 'attempt-abandoned', taken: 'NODE_FAIL' },
    'a: its node was taken from it (NODE_FAIL); it runs again',
    { ...ATTEMPT, taken: 'NODE_FAIL' },
  ],
  [
    { ...moment, event: 'array-submitted', executor: 'cluster', array: 'x.1', id: '7', cluster: 'alps', tasks: 3 },
    '3 jobs submitted to cluster as 7',
    { executor: 'cluster', cluster: 'alps', id: '7', tasks: 3 },
  ],
  [
    { ...ofAttempt, event: 'metrics-read', metrics: { acc: 1 }, texts: {}, curves: {}, problem: 'there is no m.json' },
    'a: there is no m.json',
    { ...ATTEMPT, metrics: { acc: 1 }, texts: {}, curves: {}, problem: 'there is no m.json' },
  ],
  [
    { ...ofAttempt, event: 'metrics-read', metrics: {}, texts: {}, curves: {} },
    null,
    { ...ATTEMPT, metrics: {}, texts: {}, curves: {} },
  ],
  [{ ...asked, event: 'jobs-cancelled', definitions: {} }, 'cancelled: a, b', { jobs: ['a', 'b'] }],
  [{ ...asked, event: 'jobs-held' }, 'held: a, b', { jobs: ['a', 'b'] }],
  [{ ...asked, event: 'jobs-released' }, 'released: a, b', { jobs: ['a', 'b'] }],
  [{ ...asked, event: 'jobs-retried' }, 'to run again: a, b', { jobs: ['a', 'b'] }],
  [{ ...asked, event: 'jobs-rerun' }, 'to run again: a, b', { jobs: ['a', 'b'] }],
  [{ ...asked, event: 'priority-set', priority: 3 }, 'priority 3: a, b', { jobs: ['a', 'b'], priority: 3 }],
  [{ ...asked, event: 'moved-first' }, 'to go first: a, b', { jobs: ['a', 'b'] }],
  [
    { ...moment, event: 'jobs-accepted', accepted: [{ job: a, ...accepted }] },
    'accepted: a',
    { jobs: [{ job: 'a', because: 'output' }] },
  ],
  [{ ...moment, event: 'accepted-read', found }, null, { jobs: found }],
  [
    { ...moment, event: 'jobs-moved', moves: [{ job: b, was: a }] },
    'moved along: b',
    { moves: [{ job: 'b', was: 'a' }] },
  ],
];

describe('what has passed', () => {
  it.each(NEWS)('is told: %j', (event, text) => {
    expect(tellNews(event, state)).toBe(text);
  });

  it.each(NEWS)('is told to programs: %j', (event, _, fields) => {
    expect(eventJson(event, state, (job, attempt) => `${job}/${attempt}`)).toEqual({
      ...STAMP,
      event: event.event,
      ...fields,
    });
  });
});
