import { describe, expect, it } from 'vitest';
import { tellReason } from '../../../src/report/text/reasons.ts';
import { jobId } from '../../../src/model/plan.ts';
import type { Booking } from '../../../src/model/sharing/booking.ts';
import { instant, seconds, share, tick } from '../../../src/model/units.ts';
import type { Holder, Reason } from '../../../src/schedule/decide/reason.ts';
import { exit, gpus } from '../../rig/world.ts';

const a = jobId('a');
const ours: Holder = { whose: 'ours', job: a };
const theirs: Holder = { whose: 'theirs', user: 'ada', sweep: 'beam', job: 'greedy_s1' };
const [gpu] = gpus(1) as [ReturnType<typeof gpus>[number]];

const booked: Booking = {
  ...{ id: '0', uid: 2, user: 'alice', gpus: ['u'], why: 'demo' },
  from: { at: instant(new Date(2026, 11, 1, 14).getTime()), tick: tick(0) },
  until: { at: instant(new Date(2026, 11, 1, 16, 0, 30).getTime()), tick: tick(1) },
};

describe('a reason why a job does not start', () => {
  it.each<[Reason, string[]]>([
    [{ because: 'draining' }, ['the run is coming to an end and starts nothing new']],
    [
      { because: 'scarcity', why: 'no room (ENOSPC)' },
      ['the last job that was to start could not, and one is tried again soon: no room (ENOSPC)'],
    ],
    [{ because: 'host-paused', why: 'paused by you' }, ['nothing starts on this host: paused by you']],
    [{ because: 'need', job: a, when: 'success', status: 'running' }, ['it needs <a> to succeed, which is running']],
    [{ because: 'doomed', job: a }, ['it is about to be skipped, since <a> can no longer give it what it needs']],
    [{ because: 'backoff', wait: seconds(90), outcome: exit(3) }, ['it is tried again in 1m 30s, after exit 3']],
    [{ because: 'held', what: 'class', why: '5 jobs alike failed' }, ['its class is held: 5 jobs alike failed']],
    [{ because: 'canary', job: a }, ['<a> goes first, and the others of its class wait for its success']],
    [
      { because: 'limit', limit: { key: 'limits[0]: x=1', max: 2 }, holders: [a] },
      ['limits[0]: x=1: at most 2 jobs at once', '  runs <a>'],
    ],
    [{ because: 'begin', said: '22:00', wait: seconds(5400) }, ['its `begin` is 22:00, in 1h 30m']],
    [{ because: 'stagger', stage: 'eval', wait: seconds(5) }, ['the next job of eval may start in 5s (stagger)']],
    [
      { because: 'turn', first: a, before: 3, longer: false },
      ['it is not its turn: of the jobs that ask for the same, <a> comes first'],
    ],
    [
      { because: 'turn', first: a, before: 3, longer: true },
      [
        'it is not its turn: of the jobs that ask for the same, <a> comes first, since it and what waits for it take longer',
      ],
    ],
    [
      { because: 'amount', name: 'memory', asked: 2 ** 34, free: 2 ** 30, holders: [ours, theirs] },
      ['it asks for 16 GiB of memory, and 1 GiB are free', '  held by <a>, greedy_s1 (beam of ada)'],
    ],
    [
      { because: 'amount', name: 'slots of all runs', asked: 1, free: 0, holders: [] },
      ['it asks for 1 slot, and none is free for the runs of this user'],
    ],
    [
      { because: 'amount', name: 'resources.license', asked: 2, free: 1, holders: [] },
      ['it asks for 2 of license, and 1 is free'],
    ],
    [
      { because: 'amount', name: 'nodes', asked: 2, free: 0, holders: [] },
      ['it asks for 2 nodes, and only a cluster has them'],
    ],
    [{ because: 'probe', why: 'it hangs' }, ['the GPUs cannot be looked at: it hangs']],
    [{ because: 'neighbours', why: 'it is busy' }, ['the other runs of this host cannot be heard: it is busy']],
    [
      {
        because: 'gpus',
        asked: 1,
        share: share(500),
        free: 0,
        gpus: [
          { gpu, holders: [ours], barred: 'paused' },
          { gpu: { ...gpu, index: 1, instance: 2 }, holders: [], barred: null },
          { gpu: { ...gpu, index: 2 }, holders: [ours], barred: null, booked },
          { gpu: { ...gpu, index: 3 }, holders: [], barred: null, closed: { said: 'from 20:00 to 08:00', closed: [] } },
        ],
      },
      [
        'it asks for 0.5 of a GPU, and enough is free on none',
        '  gpu 0: paused; held by <a>',
        '  gpu 1:2: free',
        '  gpu 2: reserved by alice, 2026-12-01 14:00 to 16:00:30: demo; held by <a>',
        '  gpu 3: given out from 20:00 to 08:00',
      ],
    ],
    [
      { because: 'quota', of: 'GPUs', most: 4, user: 'alice', left: 0, holders: [ours, theirs] },
      ['over the quota of 4 GPUs of alice', '  held by <a>, greedy_s1 (beam of ada)'],
    ],
    [
      { because: 'quota', of: 'slots', most: 1, user: 'alice', left: 1, holders: [] },
      ['over the quota of 1 slot of alice, of which 1 is left'],
    ],
    [
      { because: 'quota', of: 'GPUs', most: 2, user: 'alice', left: 1.5, holders: [] },
      ['over the quota of 2 GPUs of alice, of which 1.5 are left'],
    ],
    [
      { because: 'reservation', for: theirs, wait: seconds(60) },
      [
        'what it asks for is kept for greedy_s1 (beam of ada), which comes before it, which can begin in 1m at the latest',
      ],
    ],
    [
      { because: 'reservation', for: theirs, wait: null, lately: { theirs: 1, ours: 12 } },
      [
        'what it asks for is kept for greedy_s1 (beam of ada), which comes before it',
        '  both users hold as many GPUs now; lately its user has used 1 GPU-hour, and the user of this run 12',
      ],
    ],
  ])('is told in words: %j', (reason, lines) => {
    expect(tellReason(reason, (id) => `<${id}>`)).toEqual(lines);
  });
});
