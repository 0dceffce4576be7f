import { describe, expect, it } from 'vitest';
import type { Wanted } from '../../../src/app/control/asked.ts';
import { notConcerned } from '../../../src/app/control/not-concerned.ts';
import type { JobStatus } from '../../../src/model/state.ts';

describe('what is asked of one job in vain is answered by how it is, and what leads on', () => {
  it.each<[Wanted['do'], JobStatus, string]>([
    ['kill', 'succeeded', 'a b has succeeded'],
    ['kill', 'cancelled', 'a b is cancelled'],
    ['hold', 'succeeded', "a b has succeeded: `sweep rerun 'a b' --sweep beam` runs it again"],
    ['hold', 'held', 'a b is held'],
    ['release', 'running', 'a b runs'],
    ['release', 'waiting', "a b waits to run: `sweep why 'a b' --sweep beam` says more"],
    ['retry', 'succeeded', "a b has succeeded: `sweep rerun 'a b' --sweep beam` runs it again"],
    ['retry', 'failed', 'a b has failed in a run that is over: the next run does it again (sweep run beam)'],
    ['rerun', 'running', "a b runs: `sweep kill 'a b' --sweep beam` cancels it"],
    ['top', 'held', "a b is held: `sweep release 'a b' --sweep beam` lets it start"],
    ['top', 'cancelled', "a b is cancelled: `sweep retry 'a b' --sweep beam` has it done again"],
  ])('%s of one that is %s', (what, status, told) => {
    expect(notConcerned(what, 'beam', [{ label: 'a b', status }])).toBe(told);
  });

  it('and of several by what they have in common', () => {
    const jobs = ['a', 'b'].map((label) => ({ label, status: 'succeeded' as const }));
    expect(notConcerned('kill', 'beam', jobs)).toBe('none of them runs or waits');
  });
});
