import { describe, expect, it } from 'vitest';
import { PAUSED } from '../../../src/model/resources.ts';
import { jobId } from '../../../src/model/plan.ts';
import { NO_PROCESS } from '../../../src/run/forecast/virtual-world.ts';
import { tick } from '../../../src/model/units.ts';
import { alike } from '../../rig/plan.ts';
import { GIB, gpusLike, hold, runName, Scene, want } from '../../rig/scene.ts';
import { exit, gpus } from '../../rig/world.ts';

const other = runName({ key: 'other', sweep: 'beam', user: 'ada' });

/** A scene in which everything was started that could be. */
function settled(...scene: ConstructorParameters<typeof Scene>): Scene {
  const made = new Scene(...scene);
  made.act();
  return made;
}

describe('a job waits, since', () => {
  it('the run comes to its end', () => {
    const scene = settled(alike(2), { slots: 1 });
    scene.take({ event: 'draining', reason: 'interrupt' });
    expect(scene.why('job-1')[0]).toEqual({ because: 'draining' });
  });

  it('the host is paused', () => {
    expect(settled(alike(1), { paused: 'so' }).why('job-0')).toEqual([{ because: 'host-paused', why: 'so' }]);
  });

  it('the system had no room for the last job that was to start', () => {
    const scene = settled(alike(2), { slots: 1 });
    const abandoned = { event: 'attempt-abandoned', job: jobId('job-0'), attempt: 1 } as const;
    scene.take({ ...abandoned, because: 'no room (ENOSPC)' });
    expect(scene.why('job-0')).toEqual([{ because: 'scarcity', why: 'no room (ENOSPC)' }]);
    scene.act();
    scene.take({ event: 'attempt-started', job: jobId('job-0'), attempt: 1, process: NO_PROCESS });
    expect(scene.why('job-1').map(({ because }) => because)).not.toContain('scarcity');
    scene.take({ ...abandoned, because: 'no room (ENOSPC)' });
    scene.begin();
    expect(scene.why('job-1').map(({ because }) => because)).not.toContain('scarcity');
  });

  it('it needs another job, and another', () => {
    const scene = settled([{ id: 'a' }, { id: 'b' }, { id: 'c', needs: ['a', { on: 'b', when: 'always' }] }], {
      slots: 1,
    });
    expect(scene.why('c')).toEqual([
      { because: 'need', job: 'a', when: 'success', status: 'running' },
      { because: 'need', job: 'b', when: 'always', status: 'waiting' },
    ]);
    scene.end('a');
    expect(scene.why('c')).toEqual([{ because: 'need', job: 'b', when: 'always', status: 'waiting' }]);
  });

  it('a later link of its chain still runs', () => {
    const scene = settled([{ id: 'a' }, { id: 'b', needs: [{ on: 'a', via: 'chain', when: 'always' }] }]);
    scene.end('a');
    scene.act();
    scene.begin();
    expect(scene.act()).toEqual([]);
    expect(scene.why('a')).toEqual([{ because: 'need', job: 'b', when: 'always', status: 'running' }]);
    scene.end('b');
    expect(scene.act()).toEqual([['a']]);
  });

  it('a later link of its chain still runs, which this run is not about', () => {
    const scene = settled([{ id: 'a' }, { id: 'b', needs: [{ on: 'a', via: 'chain', when: 'always' }] }]);
    scene.end('a');
    scene.act();
    scene.begin({}, ['a']);
    expect(scene.act()).toEqual([]);
    scene.end('b');
    expect(scene.act()).toEqual([['a']]);
  });

  it('it is about to be skipped', () => {
    const scene = settled([{ id: 'a' }, { id: 'b', needs: ['a'] }]);
    scene.end('a', exit(1));
    expect(scene.why('b')).toEqual([{ because: 'doomed', job: 'a' }]);
  });

  it('its last attempt failed a moment ago', () => {
    const scene = settled([{ id: 'a', retry: { max: 1, backoff: 30 as never } }]);
    scene.end('a', exit(3));
    scene.wait(10);
    expect(scene.why('a')).toEqual([{ because: 'backoff', wait: 20, outcome: exit(3) }]);
  });

  it('its class is held, or another goes first', () => {
    const scene = settled(alike(2), {}, { canary: true });
    expect(scene.why('job-1')).toEqual([{ because: 'canary', job: 'job-0' }]);
    scene.end('job-0', exit(1), 'boom');
    scene.act();
    expect(scene.why('job-1')).toEqual([
      { because: 'held', what: 'class', why: 'job-0, which went first, failed with exit 1: `boom`' },
    ]);
  });

  it('a limit is full, with those that it counts', () => {
    const scene = settled(alike(3, { limits: { x: 2, y: 9 } }));
    expect(scene.why('job-2')).toEqual([
      { because: 'limit', limit: { key: 'x', max: 2 }, holders: ['job-0', 'job-1'] },
    ]);
  });

  it('its stage has just started a job', () => {
    const scene = settled(alike(2, { stage: 's', stagger: 10 }));
    scene.wait(4);
    expect(scene.why('job-1')).toEqual([{ because: 'stagger', stage: 's', wait: 6 }]);
  });

  it('others of the same request come before it, and so many of them', () => {
    const scene = settled([...alike(3), { id: 'first', priority: 1 }], { slots: 1 });
    expect(scene.why('job-2')[0]).toEqual({ because: 'turn', first: 'job-0', before: 2, longer: false });
    expect(scene.why('job-0').map(({ because }) => because)).toEqual(['amount']);
  });

  it('an amount is short, with all who hold some of it', () => {
    const scene = settled(alike(2, { slots: 1, memory: 6 }), { memory: GIB(10) });
    scene.meet({ holds: [hold(other, [], { memory: GIB(1) }), hold(other, ['gpu-0'])] });
    expect(scene.why('job-1')).toEqual([
      {
        ...{ because: 'amount', of: 'amount', name: 'memory', asked: GIB(6), free: GIB(3) },
        holders: [
          { whose: 'ours', job: 'job-0' },
          { whose: 'theirs', user: 'ada', sweep: 'beam', job: 'theirs' },
        ],
      },
    ]);
  });

  it.each([
    ['of the run, where it holds them all', { slots: 2, slotsOfUser: 2 }, 0, 'slots'],
    ['of the run, where the others of its user leave no fewer', { slots: 2, slotsOfUser: 4 }, 2, 'slots'],
    ['of its user, where the others leave fewer', { slots: 3, slotsOfUser: 4 }, 2, 'slots of all runs'],
  ])('slots are short, those %s', (_, host, theirs, name) => {
    const scene = settled(alike(2, { slots: 2 }), host);
    scene.meet({ holds: [hold(other, [], { slots: theirs })] });
    expect(scene.why('job-1')).toEqual([expect.objectContaining({ because: 'amount', name })]);
  });

  it('the GPUs cannot be looked at, or the other runs not be heard', () => {
    const scene = settled(alike(1, { gpus: 1 }), { gpus: gpus(1), probeFailure: 'it hangs' });
    expect(scene.why('job-0')).toEqual([{ because: 'probe', why: 'it hangs' }]);
    scene.change({ probeFailure: null });
    scene.meet({ failure: 'no folder' });
    expect(scene.why('job-0')).toEqual([{ because: 'neighbours', why: 'no folder' }]);
  });

  it('its GPUs are held, taken, paused or in quarantine, each said of the GPU', () => {
    const scene = settled([...alike(1, { gpus: 1 }), { id: 'wide', gpus: 5 }], {
      gpus: gpusLike({}, {}, { taken: 'a stranger' }, { taken: PAUSED, pause: { by: 'you', lift: '3' } }, {}),
    });
    scene.meet({ holds: [hold(other, ['gpu-1'])] });
    scene.take({ event: 'gpu-quarantined', gpu: 'gpu-4', because: 'does not drain', pid: 1 });
    const [reason, ...more] = scene.why('wide');
    if (reason?.because !== 'gpus') throw new Error('its GPUs are not the reason');
    expect(more).toEqual([]);
    expect([reason.asked, reason.free]).toEqual([5, 0]);
    expect(reason.gpus.map(({ gpu, holders, barred }) => [gpu.index, holders.length, barred])).toEqual([
      [0, 1, null],
      [1, 1, null],
      [2, 0, 'a stranger'],
      [3, 0, 'paused by you until `sweep gpus resume 3`'],
      [4, 0, 'does not drain'],
    ]);
  });

  it('the GPUs are held that it may use, and of the others nothing is said', () => {
    const scene = settled(
      [
        { id: 'a', gpus: 1 },
        { id: 'picky', gpus: 1, gpuIds: ['0'] },
      ],
      { gpus: gpus(2) },
    );
    expect(scene.why('picky')).toMatchObject([{ because: 'gpus', gpus: [{ gpu: { index: 0 } }] }]);
  });

  it('what it could have is kept for one before it, with the time until that can begin', () => {
    const jobs = [
      { id: 'long', gpus: 1, timeout: 100 },
      { id: 'wide', gpus: 2 },
      { id: 'after', gpus: 1 },
    ];
    const scene = settled(jobs, { gpus: gpus(2) });
    scene.wait(10);
    expect(scene.why('after')).toEqual([{ because: 'reservation', for: { whose: 'ours', job: 'wide' }, wait: 90 }]);
    const first = runName({ key: 'first', sweep: 'big', user: 'ada', submitted: tick(-1) });
    const theirs = settled(
      [
        { id: 'endless', gpus: 1 },
        { id: 'after', gpus: 1 },
      ],
      { gpus: gpus(2), slots: 1 },
    );
    theirs.meet({ wants: [want(first, ['gpu-0', 'gpu-1'], { gpus: 2 })] });
    theirs.change({ slots: 2 });
    expect(theirs.why('after')).toEqual([
      { because: 'reservation', for: { whose: 'theirs', user: 'ada', sweep: 'big', job: 'wanted' }, wait: null },
    ]);
  });

  it('what it could have is another user’s, with what both have held lately where that is why he goes first', () => {
    const bob = runName({ key: 'bob', uid: 2, user: 'bob', submitted: tick(9) });
    const scene = new Scene([{ id: 'ours', gpus: 1 }], { gpus: gpus(1) });
    const why = (lately: number, others: Parameters<Scene['meet']>[0] = {}) => {
      scene.meet({
        wants: [want(bob, ['gpu-0'])],
        lately: new Map([
          [2, lately],
          [1, 12.9],
        ]),
        ...others,
      });
      return scene.why('ours');
    };
    const kept = {
      because: 'reservation',
      for: { whose: 'theirs', user: 'bob', sweep: 'bob', job: 'wanted' },
      wait: null,
    };
    expect(why(3.9)).toEqual([{ ...kept, lately: { theirs: 3, ours: 12 } }]);
    expect(why(3.9, { holds: [hold(other, ['gpu-9'])] })).toEqual([kept]);
    expect(why(12.1)).toEqual([]);
    expect(why(12.1, { wants: [want({ ...bob, since: tick(-1) }, ['gpu-0'])] })).toEqual([kept]);
  });
});

describe('a job of which nothing is said', () => {
  it('would start at once, though something is kept for one before it', () => {
    const jobs = [
      { id: 'long', gpus: 1, timeout: 100 },
      { id: 'wide', gpus: 2 },
      { id: 'short', gpus: 1, timeout: 50 },
      { id: 'cpu' },
    ];
    const scene = new Scene(jobs, { gpus: gpus(2), slots: 1 });
    scene.act();
    scene.change({ slots: 8 });
    expect(scene.decide()).toMatchObject({ do: 'start', job: 'short' });
    expect([scene.why('short'), scene.why('cpu')]).toEqual([[], []]);
  });

  it('runs, or has come to its end', () => {
    const scene = settled([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
    scene.end('a');
    scene.end('b', exit(1));
    expect(['a', 'b', 'c'].flatMap((id) => scene.why(id))).toEqual([]);
  });

  it('asks for something else than others of its class, which wait', () => {
    const escalate = { on: ['exit' as const], gpus: [{ gpus: 2, share: null }], otherGpu: false };
    const retry = { max: 1, escalate };
    const scene = new Scene(alike(3, { gpus: 1, retry }), { gpus: gpus(3), slots: 2 });
    scene.act();
    scene.end('job-0', exit(1));
    scene.meet({ holds: [hold(other, ['gpu-0'])] });
    scene.change({ slots: 8 });
    expect(scene.why('job-0')).toMatchObject([{ because: 'gpus', asked: 2, free: 1 }]);
    expect(scene.why('job-2')).toMatchObject([{ because: 'reservation', for: { job: 'job-0' } }]);
    scene.meet({ holds: [hold(other, ['gpu-0']), hold(other, ['gpu-2'])] });
    expect(scene.why('job-2')).toMatchObject([{ because: 'gpus', asked: 1, free: 0 }]);
  });
});

describe('the standing of a GPU', () => {
  it('does not call it taken while one of ours or of the others holds it', () => {
    const [zero, one] = gpusLike({ taken: 'little memory is free' }, { taken: 'little memory is free' });
    const scene = settled(
      [
        { id: 'a', gpus: 1 },
        { id: 'b', gpus: 2 },
      ],
      { gpus: gpus(2) },
    );
    scene.change({ gpus: [zero!, one!] });
    expect(scene.why('b')).toMatchObject([{ gpus: [{ barred: null }, { barred: 'little memory is free' }] }]);
    scene.meet({ holds: [hold(other, ['gpu-1'])] });
    expect(scene.why('b')).toMatchObject([{ gpus: [{ barred: null }, { barred: null }] }]);
  });
});
