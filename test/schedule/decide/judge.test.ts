import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALONE, type Neighbours } from '../../../src/model/sharing/neighbours.ts';
import type { HostView } from '../../../src/model/resources.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { tellReason } from '../../../src/report/text/reasons.ts';
import { seconds, type Tick } from '../../../src/model/units.ts';
import { claimsOf } from '../../../src/schedule/decide/claims.ts';
import { decide } from '../../../src/schedule/decide/decide.ts';
import { judgeContenders } from '../../../src/schedule/decide/judge.ts';
import { VoidWants } from '../../../src/schedule/decide/void-wants.ts';
import type { RunState } from '../../../src/schedule/state/state.ts';
import { cases } from '../../rig/cases.ts';
import { alike, sketchPlan } from '../../rig/plan.ts';
import { planOf, richScenario, richWorld } from '../../rig/scenarios.ts';
import { gpusLike, hold, runName, Scene, want } from '../../rig/scene.ts';

const SELF = runName({ key: 'self' });
const OTHERS = [runName({ key: 'other', uid: 2 }), runName({ key: 'mine-too' })];

/** A host of which others hold some and want more. */
const anyNeighbours = (host: HostView) =>
  fc
    .array(fc.record({ by: fc.nat(1), gpus: fc.nat(2), slots: fc.nat(2), priority: fc.integer({ min: -1, max: 1 }) }), {
      maxLength: 3,
    })
    .map((drawn): Neighbours => {
      const uuids = host.gpus.map(({ uuid }) => uuid);
      const wants = drawn
        .sort((a, b) => b.priority - a.priority)
        .map(({ by, ...asks }, at) => want(OTHERS[by]!, uuids, { ...asks, serial: String(at) }));
      return { ...ALONE, self: SELF, wants, holds: drawn.length > 1 ? [hold(OTHERS[0]!, uuids.slice(0, 1))] : [] };
    });

/** What all is judged of, one after the other, where nothing is left out. */
function firstOfAll(state: RunState, host: HostView, now: Tick) {
  for (const { contender, verdict } of judgeContenders(state, host, now)) {
    if (contender.kind === 'own' && verdict.fit.ok) return state.records[contender.requestClass.first.index]?.id;
  }
  return undefined;
}

describe('wide_jobs: pack', () => {
  it('keeps nothing for what does not fit: nothing waits that fits', async () => {
    const seen = { waiting: 0 };
    await fc.assert(
      fc.asyncProperty(richScenario(true), async (drawn) => {
        const world = richWorld(drawn);
        world.watch = (state) => {
          const now = world.clock.now().tick;
          if (decide(state, world.hostView, now) !== null || state.draining || world.hostView.paused !== null) return;
          for (const { verdict } of judgeContenders(state, world.hostView, now)) {
            expect([verdict.alone.ok, verdict.reservations]).toEqual([false, []]);
            seen.waiting += 1;
          }
        };
        await world.run({ ...planOf(drawn), wideJobs: 'pack' });
      }),
      { numRuns: cases(200) },
    );
    expect(seen.waiting).toBeGreaterThan(0);
  });

  it('lets narrow jobs pass a wide one however long they run, which starts when they leave it room', () => {
    const sketches = [...alike(2, { gpus: 1, timeout: 60 }), { id: 'wide', gpus: 2, timeout: 60 }];
    const narrow = alike(2, { gpus: 1, timeout: 6000 }, 'narrow');
    const startedAfter = (wideJobs: Plan['wideJobs']) => {
      const scene = new Scene({ ...sketchPlan([...sketches, ...narrow]), wideJobs }, { gpus: gpusLike({}, {}) });
      scene.act();
      scene.end('job-0');
      const [first] = scene.act();
      scene.end('job-1');
      return [first?.[0], ...scene.act().map(([job]) => job)];
    };
    expect(startedAfter('pack')).toEqual(['narrow-0', 'narrow-1']);
    expect(startedAfter('reserve')).toEqual([undefined, 'wide']);
  });

  it('is told of a job that waits', () => {
    const plan = sketchPlan([...alike(1, { gpus: 1 }), { id: 'wide', gpus: 2 }]);
    const scene = new Scene({ ...plan, wideJobs: 'pack' }, { gpus: gpusLike({}, {}) });
    scene.act();
    const reasons = scene.why('wide');
    expect(reasons.map(({ because }) => because)).toEqual(['gpus', 'packed']);
    expect(reasons.flatMap((reason) => tellReason(reason, (id) => id)).at(-1)).toBe(
      'nothing is kept for it meanwhile: others that fit go first (wide_jobs: pack)',
    );
  });
});

describe('the jobs that are not looked at', () => {
  it('would not have started, nor kept another from it, whatever others hold and want', async () => {
    const started = { some: 0 };
    await fc.assert(
      fc.asyncProperty(richScenario(true), fc.infiniteStream(fc.nat()), async (drawn, chance) => {
        const world = richWorld(drawn);
        world.watch = (state) => {
          const now = world.clock.now().tick;
          const [shared] = fc.sample(anyNeighbours(world.hostView), {
            numRuns: 1,
            seed: chance.next().value as number,
          });
          for (const host of [world.hostView, { ...world.hostView, neighbours: shared! }]) {
            const decision = decide(state, host, now);
            if (decision !== null && decision.do !== 'start') continue;
            const isAtWork = !state.draining && host.paused === null;
            expect(decision?.job).toBe(isAtWork ? firstOfAll(state, host, now) : undefined);
            if (decision !== null) started.some += 1;
          }
        };
        await world.run(planOf(drawn));
      }),
      { numRuns: cases(200) },
    );
    expect(started.some).toBeGreaterThan(0);
  });

  it('are none that ends before what is kept for the first, be it the last of a thousand', () => {
    const sketches = Array.from({ length: 1000 }, (_, at) => ({
      ...{ id: `job-${at}`, slots: 0, timeout: seconds(at === 999 ? 5000 : 6000 + at) },
      gpus: at === 1 ? 2 : 1,
    }));
    const scene = new Scene(sketches, { gpus: gpusLike({}, {}) });
    expect(scene.act().map(([job]) => job)).toEqual(['job-0', 'job-999']);
  });

  it('are all but a few where none of a thousand different timeouts ends before what is kept for the first', () => {
    const sketches = Array.from({ length: 1000 }, (_, at) => ({
      ...{ id: `job-${at}`, slots: 0, timeout: seconds(5000 + at) },
      gpus: at === 1 ? 2 : 1,
    }));
    const scene = new Scene(sketches, { gpus: gpusLike({}, {}) });
    scene.act();
    const { queue } = scene.state.index;
    const inOrder = queue.inOrder.bind(queue);
    let looks = 0;
    queue.inOrder = function* (isWorth) {
      for (const one of inOrder(isWorth)) {
        looks += 1;
        yield one;
      }
    };
    expect(decide(scene.state, scene.host, scene.now)).toBe(null);
    expect(looks).toBeLessThan(5);
    looks = 0;
    claimsOf(scene.state, scene.host, scene.now);
    expect(looks).toBeLessThan(50);
    looks = 0;
    const shared = { ...scene.host, neighbours: { ...ALONE, self: SELF, wants: [want(OTHERS[0]!, ['gpu-0'])] } };
    new VoidWants().observe(scene.state, shared, scene.now);
    expect(looks).toBeLessThan(5);
  });
});
