import { describe, expect, it } from 'vitest';
import { jobId, type Job } from '../../../src/model/plan.ts';
import { plainAllocation } from '../../../src/model/resources.ts';
import { after, instant, seconds, tick } from '../../../src/model/units.ts';
import { VirtualWorld, type Course } from '../../../src/run/forecast/virtual-world.ts';
import type { Signal } from '../../../src/run/world.ts';
import { sketchPlan } from '../../rig/plan.ts';
import { EMPTY_HOST } from '../../rig/world.ts';

const BEGINS = { at: instant(1_000_000), tick: tick(5000) };

function world(course: Course = {}): VirtualWorld {
  return new VirtualWorld(EMPTY_HOST, () => course, BEGINS);
}

function launch(virtual: VirtualWorld, id = 'a'): void {
  const job = sketchPlan([{ id }]).jobs[0] as Job;
  virtual.executor.launch({ job, attempt: 1, token: 't', allocation: plainAllocation(1) });
}

const changed = (): Signal => ({ signal: 'host-changed' });

/** What the run hears next, and when. */
async function next(virtual: VirtualWorld, until: number | null = null): Promise<[number, readonly Signal[]]> {
  const signals = await virtual.mailbox.next(until === null ? null : after(BEGINS.tick, seconds(until)));
  return [virtual.elapsed, signals];
}

describe('a virtual world', () => {
  it('jumps to the next thing that was arranged, and both its clocks with it', async () => {
    const virtual = world();
    virtual.later(90, changed);
    virtual.later(30, changed);
    expect(await next(virtual)).toEqual([30, [changed()]]);
    expect(virtual.clock.now()).toEqual({ at: 1_030_000, tick: 35_000 });
    expect(await next(virtual)).toEqual([90, [changed()]]);
  });

  it('lets no more time pass than the run wants to wait', async () => {
    const virtual = world();
    virtual.later(90, changed);
    expect(await next(virtual, 60)).toEqual([60, []]);
    expect(await next(virtual, 90)).toEqual([90, [changed()]]);
    expect(await next(virtual, 10)).toEqual([90, []]);
  });

  it('lets things of the same instant happen in the order in which they were arranged', async () => {
    const virtual = world();
    const happened: number[] = [];
    for (let one = 0; one < 20; one += 1) {
      virtual.later(7, () => {
        happened.push(one);
        return changed();
      });
    }
    for (let one = 0; one < 20; one += 1) await next(virtual);
    expect(happened).toEqual([...Array(20).keys()]);
  });

  it('starts an attempt at once, and ends it as its course says', async () => {
    const virtual = world({ seconds: 40, outcome: { cause: 'exit', code: 3 } });
    launch(virtual);
    expect(await next(virtual)).toMatchObject([0, [{ signal: 'started', job: 'a', attempt: 1 }]]);
    expect(virtual.spells).toMatchObject([{ job: 'a', began: 5000, ended: null }]);
    const ended = {
      signal: 'ended',
      job: 'a',
      attempt: 1,
      outcome: { cause: 'exit', code: 3 },
      seconds: 40,
      error: null,
    };
    expect(await next(virtual)).toEqual([40, [ended]]);
    expect(virtual.spells).toMatchObject([{ began: 5000, ended: 45_000 }]);
  });

  it('ends an attempt that is told to stop after the time that it takes to stop, and only once', async () => {
    const virtual = world({ seconds: 40, stopsIn: 5 });
    launch(virtual);
    await next(virtual);
    virtual.later(10, changed);
    await next(virtual);
    virtual.executor.stop(jobId('a'));
    expect(await next(virtual)).toMatchObject([15, [{ signal: 'ended', outcome: { cause: 'exit', code: 143 } }]]);
    expect(await next(virtual)).toEqual([40, []]);
  });

  it('lets an attempt from before go on, and does not tell how long it ran', async () => {
    const virtual = world();
    virtual.carryOn({ job: jobId('a'), attempt: 2, allocation: plainAllocation(1) }, { seconds: 20 });
    expect(await next(virtual)).toMatchObject([20, [{ signal: 'ended', job: 'a', attempt: 2, seconds: null }]]);
    expect(virtual.spells).toMatchObject([{ attempt: 2, began: 5000, ended: 25_000 }]);
  });

  it('asks the run to stop when it waits for something that will never happen', async () => {
    const virtual = world({ endless: true });
    launch(virtual);
    await next(virtual);
    expect(await next(virtual)).toEqual([0, [{ signal: 'asked-to-stop', how: 'interrupt' }]]);
  });

  it('has nobody else in it, and a journal that takes everything', () => {
    const virtual = world();
    const decided: string[] = [];
    expect(virtual.host.exclusively(() => decided.push('now'))).toBe(1);
    expect(decided).toEqual(['now']);
    expect(virtual.journal.append([])).toBeNull();
    expect(virtual.host.view()).toBe(EMPTY_HOST);
    expect(virtual.token()).not.toBe(virtual.token());
  });
});
