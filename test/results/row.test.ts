import { describe, expect, it } from 'vitest';
import type { AttemptMetrics } from '../../src/model/metrics.ts';
import type { Event } from '../../src/model/event.ts';
import { jobId } from '../../src/model/plan.ts';
import { resultRow, type ResultRow, type ResultState } from '../../src/results/row.ts';
import { reduce } from '../../src/schedule/state/reduce.ts';
import { findRecord, initialState } from '../../src/schedule/state/records.ts';
import { instant, seconds, tick } from '../../src/model/units.ts';
import { fingerprint } from '../../src/model/plan.ts';
import { plainAllocation } from '../../src/model/resources.ts';
import { sketchPlan } from '../rig/plan.ts';

const job = jobId('lr-1e-3');
const moment = { at: instant(0), tick: tick(0) };

const planned = (attempt: number): Event => ({
  ...{ ...moment, event: 'attempt-planned', job, attempt, allocation: plainAllocation(1), token: 't', limit: null },
  ...{ fingerprint: fingerprint('f'), parts: {} as never },
});
const ended = (attempt: number, code: number): Event => ({
  ...{ ...moment, event: 'attempt-ended', job, attempt, outcome: { cause: 'exit', code } },
  ...{ seconds: seconds(1), endedAt: null, error: null },
});
const read = (attempt: number, acc: number | 'NaN'): Event => ({
  ...{
    ...moment,
    event: 'metrics-read',
    job,
    attempt,
    metrics: { acc },
    texts: { best: `ckpt-${attempt}` },
    curves: {},
  },
});

/** The row of a job after some events, with its log as it is told. */
function rowAfter(
  events: readonly Event[],
  standing: ResultState = 'fresh',
  found: AttemptMetrics | null = null,
): Omit<ResultRow, 'log'> & { readonly log: string | null } {
  const state = initialState(sketchPlan([{ id: job, stage: 'train', params: { lr: '1e-3' } }]));
  for (const event of events) reduce(state, event);
  const record = findRecord(state, job)!;
  const row = resultRow({ ...record, found }, record.job!, standing, (id, attempt) => `${id}/${attempt}/out.log`);
  return { ...row, log: row.log() };
}

describe('a row of results', () => {
  it('has what the last attempt that has ended left, by the values as the file spells them', () => {
    expect(rowAfter([planned(1), read(1, 0.5), ended(1, 1), planned(2), read(2, 0.75), ended(2, 0)])).toEqual({
      ...{ job, label: job, stage: 'train', params: { lr: '1e-3' }, state: 'fresh', attempt: 2 },
      ...{ metrics: { acc: 0.75 }, texts: { best: 'ckpt-2' }, log: `${job}/2/out.log` },
    });
  });

  it('has what was found without any attempt in the place of what one has left, and no log', () => {
    const found = { metrics: { acc: 0.9 }, texts: { best: 'a' } };
    expect(rowAfter([planned(1), ended(1, 1)], 'fresh', found)).toMatchObject({
      ...{ metrics: { acc: 0.9 }, texts: { best: 'a' }, attempt: null, log: null },
    });
  });

  it('has what the attempt before left while another runs', () => {
    expect(rowAfter([planned(1), read(1, 0.5), ended(1, 0), planned(2)], 'running')).toMatchObject({
      ...{ state: 'running', attempt: 1, metrics: { acc: 0.5 } },
    });
  });

  it('has no numbers where none were read, also where an earlier attempt has left some', () => {
    expect(rowAfter([])).toMatchObject({ attempt: null, log: null, metrics: {}, texts: {} });
    expect(rowAfter([planned(1), read(1, 0.5), ended(1, 0), planned(2), ended(2, 1)], 'failed')).toMatchObject({
      ...{ attempt: 2, metrics: {} },
    });
  });

  it('has what was read last, also after the end was told', () => {
    expect(rowAfter([planned(1), read(1, 0.5), ended(1, 0), read(1, 0.25)]).metrics).toEqual({ acc: 0.25 });
  });

  it('looks for a log when that is asked for, and not before', () => {
    const state = initialState(sketchPlan([{ id: job }]));
    for (const event of [planned(1), ended(1, 0)]) reduce(state, event);
    const record = findRecord(state, job)!;
    const asked: number[] = [];
    const row = resultRow({ ...record, found: null }, record.job!, 'fresh', (_, attempt) => {
      asked.push(attempt);
      return 'out.log';
    });
    expect(asked).toEqual([]);
    expect([row.log(), asked]).toEqual(['out.log', [1]]);
  });

  it('says of a success without numbers whether anybody has looked for some, and of what does not count what it is', () => {
    const nothing: Event = { ...moment, event: 'metrics-read', job, attempt: 1, metrics: {}, texts: {}, curves: {} };
    expect(rowAfter([planned(1), ended(1, 0)]).state).toBe('unread');
    expect(rowAfter([planned(1), nothing, ended(1, 0)]).state).toBe('missing');
    expect(rowAfter([planned(1), read(1, 0.5), ended(1, 0)]).state).toBe('fresh');
    expect(rowAfter([planned(1), nothing, ended(1, 1)], 'failed').state).toBe('failed');
  });

  it('has no number as no number', () => {
    expect(rowAfter([planned(1), read(1, 'NaN'), ended(1, 0)]).metrics).toEqual({ acc: NaN });
  });

  it('leaves out what is told of an attempt that nobody knows', () => {
    expect(rowAfter([read(7, 0.5)])).toMatchObject({ attempt: null, metrics: {} });
  });
});
