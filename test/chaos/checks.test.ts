import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { plainAllocation } from '../../src/model/resources.ts';
import { instant, tick, type Moment } from '../../src/model/units.ts';
import { wrongsOf, type Left } from './checks.ts';
import { roundOf } from './round.ts';

const NOW: Moment = { at: instant(0), tick: tick(0) };

const planned = (attempt: number, fingerprint = 'f'): Event =>
  ({
    ...{ ...NOW, event: 'attempt-planned', job: 'i-1', attempt, token: 't', limit: null },
    ...{ allocation: plainAllocation(1), fingerprint, parts: {} },
  }) as unknown as Event;
const ended = (attempt: number, code = 0): Event =>
  ({ ...NOW, event: 'attempt-ended', job: 'i-1', attempt, outcome: { cause: 'exit', code } }) as unknown as Event;
const abandoned = (attempt: number): Event =>
  ({ ...NOW, event: 'attempt-abandoned', job: 'i-1', attempt }) as unknown as Event;
const over: Event = { ...NOW, event: 'run-ended', reason: 'finished' };

/** What is wrong with a sweep of one job that has left this, where nothing else is. */
function wrongs(events: readonly (Event | null)[], left: Partial<Left> = {}): readonly string[] {
  const rest = { header: null, folders: new Map(), done: new Set(['i-1/1', 'i-1/2']) };
  return wrongsOf({ ...{ sweep: 's', jobs: ['i-1'], events: [...events, over] }, ...rest, ...left });
}

test('a round follows from its seed', () => {
  expect(roundOf(7)).toEqual(roundOf(7));
  expect(roundOf(7)).not.toEqual(roundOf(8));
});

describe('what is left of a round', () => {
  test('may hold attempts that failed, were given up or were of another definition', () => {
    expect(wrongs([planned(1), ended(1, 137), planned(2), ended(2)])).toEqual([]);
    expect(wrongs([planned(1), abandoned(1), planned(2), ended(2)])).toEqual([]);
    expect(wrongs([planned(1, 'f'), ended(1), planned(2, 'g'), ended(2)])).toEqual([]);
  });

  test.each<[string, readonly (Event | null)[], Partial<Left>]>([
    ['i-1/2 succeeded though an attempt before had', [planned(1), ended(1), planned(2), ended(2)], {}],
    ['i-1 has not succeeded at last', [planned(1), ended(1, 1)], {}],
    ['i-1/1 counts as a success and has not done its work', [planned(1), ended(1)], { done: new Set() }],
    ['i-1/1 was planned while another attempt was open', [planned(1), planned(1), ended(1)], {}],
    ['i-1/1 was planned after a later one', [planned(2), ended(2, 1), planned(1), ended(1)], {}],
    ['i-1/2 ended, and was not open', [planned(1), ended(1), ended(2)], {}],
    ['i-1/2 has no end', [planned(1), ended(1), planned(2)], {}],
    ['line 2 is no event', [null, planned(1), ended(1)], {}],
    ['line 1: torn', [planned(1), ended(1)], { header: 'torn' }],
    ['its last run has no end', [], { events: [planned(1), ended(1)] }],
    ['i-1/2 has a folder, and was never planned', [planned(1), ended(1)], { folders: new Map([['i-1/2', null]]) }],
    [
      'i-1/1 ended with 0, and the journal says {"cause":"exit","code":137}',
      [planned(1), ended(1, 137), planned(2), ended(2)],
      { folders: new Map([['i-1/1', 0]]) },
    ],
  ])('tells that %s', (sentence, events, left) => {
    expect(wrongs(events, left)).toContain(`s: ${sentence}`);
  });
});
