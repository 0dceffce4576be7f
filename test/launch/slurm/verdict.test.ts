import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeTask, type Sighting, type TaskVerdict } from '../../../src/launch/slurm/verdict.ts';
import type { Outcome } from '../../../src/model/outcome.ts';
import { seconds } from '../../../src/model/units.ts';

const LATENCY = seconds(120);
const AT_ONCE = seconds(0);

const exit = (code: number): Outcome => ({ cause: 'exit', code });
const STOPPED: Outcome = { cause: 'stopped', reason: 'outside', code: 143 };
const MISSING: Outcome = { cause: 'missing-output', paths: ['out'] };

const sighting = (told: Partial<Sighting>): Sighting => ({
  ...{ hasBegun: true, ending: null, state: 'RUNNING', overFor: null, toldToStop: false, latency: LATENCY },
  ...{ isRequeued: false, limit: seconds(3600) },
  ...told,
});

const GOES_ON: TaskVerdict = { is: 'going on' };
const ended = (outcome: Outcome): TaskVerdict => ({ is: 'ended', outcome });

describe('a task whose folder tells how it ended', () => {
  it.each<[string, Partial<Sighting>, TaskVerdict]>([
    ['has succeeded, whatever Slurm says', { ending: exit(0), state: 'NODE_FAIL' }, ended(exit(0))],
    ['has succeeded, though Slurm does not answer', { ending: exit(0), state: 'unknown' }, ended(exit(0))],
    ['may yet be found to have been preempted', { ending: STOPPED, state: 'COMPLETING' }, GOES_ON],
    ['was preempted', { ending: STOPPED, state: 'PREEMPTED' }, { is: 'taken', how: 'PREEMPTED' }],
    ['lost its node', { ending: exit(137), state: 'NODE_FAIL' }, { is: 'taken', how: 'NODE_FAIL' }],
    [
      'ran out of memory',
      { ending: exit(137), state: 'OUT_OF_MEMORY' },
      ended({ cause: 'oom', of: 'host', code: 137 }),
    ],
    [
      'ran into the limit of Slurm',
      { ending: STOPPED, state: 'TIMEOUT' },
      ended({ cause: 'timeout', after: seconds(3600), code: 143 }),
    ],
    ['failed by itself', { ending: exit(3), state: 'FAILED' }, ended(exit(3))],
    ['failed, and is gone from the queue', { ending: exit(3), state: 'gone' }, ended(exit(3))],
    ['failed, as long as Slurm does not say how', { ending: exit(3), state: 'unknown' }, GOES_ON],
    [
      'failed, if Slurm says nothing for too long',
      { ending: exit(3), state: 'unknown', overFor: LATENCY },
      ended(exit(3)),
    ],
    ['was requeued', { ending: STOPPED, state: 'PENDING', isRequeued: true }, { is: 'taken', how: 'REQUEUED' }],
    ['has succeeded before it was requeued', { ending: exit(0), state: 'PENDING', isRequeued: true }, ended(exit(0))],
    ['was told to stop', { ending: exit(143), state: 'RUNNING', toldToStop: true }, ended(exit(143))],
    ['lacks an output that may be late', { ending: MISSING, state: 'COMPLETED' }, GOES_ON],
    ['lacks an output for good', { ending: MISSING, state: 'COMPLETED', overFor: LATENCY }, ended(MISSING)],
  ])('%s', (_, told, verdict) => {
    expect(judgeTask(sighting({ overFor: AT_ONCE, ...told }))).toEqual(verdict);
  });
});

describe('a task whose folder does not tell of an end', () => {
  it.each<[string, Partial<Sighting>, TaskVerdict]>([
    ['goes on', {}, GOES_ON],
    ['was requeued', { state: 'PENDING', isRequeued: true }, { is: 'taken', how: 'REQUEUED' }],
    ['was requeued, and is to stop', { state: 'PENDING', isRequeued: true, toldToStop: true }, GOES_ON],
    ['may have written it a moment ago', { state: 'COMPLETED', overFor: seconds(119) }, GOES_ON],
    ['is lost', { state: 'FAILED', overFor: LATENCY }, ended({ cause: 'lost' })],
    ['is lost, if Slurm knows it no more', { state: 'gone', overFor: LATENCY }, ended({ cause: 'lost' })],
    ['is not lost while Slurm does not answer', { state: 'unknown', overFor: seconds(1e6) }, GOES_ON],
    ['lost its node', { state: 'NODE_FAIL', overFor: LATENCY }, { is: 'taken', how: 'NODE_FAIL' }],
    [
      'was cancelled by somebody else',
      { state: 'CANCELLED', overFor: LATENCY },
      ended({ cause: 'stopped', reason: 'outside', code: null }),
    ],
    [
      'was told to stop, and Slurm has it no more',
      { state: 'CANCELLED', overFor: AT_ONCE, toldToStop: true },
      ended({ cause: 'stopped', reason: 'outside', code: null }),
    ],
    ['never began', { hasBegun: false, state: 'FAILED', overFor: LATENCY }, { is: 'never began', state: 'FAILED' }],
  ])('%s', (_, told, verdict) => {
    expect(judgeTask(sighting(told))).toEqual(verdict);
  });
});

describe('whatever is seen of a task', () => {
  const outcomes = fc.constantFrom(null, exit(0), exit(1), exit(137), STOPPED, MISSING);
  const states = fc.constantFrom(
    ...['unknown', 'gone', 'PENDING', 'RUNNING', 'COMPLETING', 'COMPLETED', 'FAILED', 'CANCELLED', 'TIMEOUT'],
    ...['NODE_FAIL', 'PREEMPTED', 'OUT_OF_MEMORY', 'BOOT_FAIL', 'DEADLINE'],
  );
  const anything: fc.Arbitrary<Sighting> = fc.record({
    hasBegun: fc.boolean(),
    ending: outcomes,
    state: states,
    overFor: fc.option(fc.nat(500).map(seconds)),
    isRequeued: fc.boolean(),
    toldToStop: fc.boolean(),
    latency: fc.constant(LATENCY),
    limit: fc.constant(seconds(3600)),
  });

  it('a controller that does not answer ends nothing that its folder does not end', () => {
    fc.assert(
      fc.property(anything, (seen) => {
        expect(judgeTask({ ...seen, ending: null, state: 'unknown', isRequeued: false })).toEqual(GOES_ON);
      }),
    );
  });

  it('a success in its folder is one, and nothing is run again for it', () => {
    fc.assert(
      fc.property(anything, (seen) => {
        expect(judgeTask({ ...seen, ending: exit(0), overFor: AT_ONCE })).toEqual(ended(exit(0)));
      }),
    );
  });

  it('what was told to stop is not run again for its node', () => {
    fc.assert(
      fc.property(anything, (seen) => {
        expect(judgeTask({ ...seen, toldToStop: true }).is).not.toBe('taken');
      }),
    );
  });
});
