import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { ALONE } from '../../src/model/sharing/neighbours.ts';
import type { HostView } from '../../src/model/resources.ts';
import type { Moment } from '../../src/model/units.ts';
import { paceOf } from '../../src/report/eta.ts';
import { jsonView } from '../../src/report/live/json-view.ts';
import { NOTHING_SEEN, seenAfter } from '../../src/report/live/live-state.ts';
import { tellNews } from '../../src/report/live/notices.ts';
import { paneOf } from '../../src/report/live/pane.ts';
import { plainView } from '../../src/report/live/plain-view.ts';
import { tellReason } from '../../src/report/text/reasons.ts';
import { statusText } from '../../src/report/status/status-text.ts';
import { statusJson } from '../../src/report/status/status.ts';
import { summaryText } from '../../src/report/status/summary.ts';
import { styleFor } from '../../src/report/text/style.ts';
import { estimate } from '../../src/run/forecast/estimate.ts';
import { partOf } from '../../src/run/part.ts';
import { claimsOf } from '../../src/schedule/decide/claims.ts';
import { decide, nextDue } from '../../src/schedule/decide/decide.ts';
import { explainWaiting } from '../../src/schedule/decide/explain.ts';
import { VoidWants } from '../../src/schedule/decide/void-wants.ts';
import { onlyHeldIsLeft } from '../../src/schedule/state/class-gate.ts';
import type { RunState } from '../../src/schedule/state/state.ts';
import { cases } from '../rig/cases.ts';
import { guardWhatIsLookedAt, look, lookLong } from '../rig/looking.ts';
import { sketchPlan } from '../rig/plan.ts';
import { plainScenario, plainWorld, planOf, richScenario, richWorld } from '../rig/scenarios.ts';
import { hold, runName, want } from '../rig/scene.ts';
import type { FakeWorld } from '../rig/world.ts';

guardWhatIsLookedAt();

const SELF = runName({ key: 'self' });
const OTHER = runName({ key: 'other', uid: 2 });

/** The host when another run holds its first GPU and wants another. */
function shared(host: HostView): HostView {
  const uuids = host.gpus.map(({ uuid }) => uuid);
  const holds = [hold(OTHER, uuids.slice(0, 1))];
  const wants = [want(OTHER, uuids), want(OTHER, uuids, { gpus: 2, priority: 1 })];
  return { ...host, neighbours: { ...ALONE, self: SELF, holds, wants } };
}

function judgeAll(state: RunState, host: HostView, { tick: now }: Moment): void {
  decide(state, host, now);
  nextDue(state, now);
  onlyHeldIsLeft(state);
  claimsOf(state, host, now);
  for (const record of state.records) {
    for (const reason of explainWaiting(state, host, record, now)) tellReason(reason, (id) => id);
  }
  const voidWants = new VoidWants();
  voidWants.observe(state, voidWants.withoutVoid(host, now), now);
}

function showAll(state: RunState, event: Event, now: Moment): void {
  const logPath = () => 'log';
  const seen = { ...seenAfter(NOTHING_SEEN, event, state), pace: paceOf(state) };
  paneOf(state, seen, { now: now.tick, logPath, style: styleFor(false), width: 80, height: 24 });
  tellNews(event, state);
  for (const view of [plainView, jsonView]) {
    view(
      () => undefined,
      () => now.at,
      logPath,
    ).show(event, state);
  }
  statusJson(state, 1, now, logPath);
  statusText(state, 1, now, logPath, { color: false, width: 80 });
  summaryText(state, now.tick, logPath, () => 'the end of its output', { color: false, width: 80 });
}

/** Lets everybody look at every state of a run. */
function watched(world: FakeWorld): FakeWorld {
  world.watch = (state, event) => {
    const now = world.clock.now();
    look(state, () => {
      judgeAll(state, world.hostView, now);
      judgeAll(state, shared(world.hostView), now);
      showAll(state, event, now);
    });
  };
  return world;
}

const CAUTION = { canary: true, failAlike: 2 };

describe('who only looks at a run', () => {
  it('changes nothing in its state, be it to decide, to explain, to tell other runs, or to show it', async () => {
    await fc.assert(
      fc.asyncProperty(plainScenario, fc.boolean(), async (drawn, isCautious) => {
        await watched(plainWorld(drawn)).run(planOf(drawn), isCautious ? { caution: CAUTION } : {});
      }),
      { numRuns: cases(50) },
    );
    await fc.assert(
      fc.asyncProperty(richScenario(true), async (drawn) => {
        await watched(richWorld(drawn)).run(planOf(drawn));
      }),
      { numRuns: cases(50) },
    );
  });

  it('changes nothing when it estimates how long the rest takes', async () => {
    await fc.assert(
      fc.asyncProperty(richScenario(true), async (drawn) => {
        const world = richWorld(drawn);
        const plan = sketchPlan(drawn.jobs.map((job) => ({ ...job, timeout: job.timeout ?? 60 })));
        const seen: RunState[] = [];
        world.watch = (state, { event }) => {
          if (event === 'attempt-ended' && seen.length === 0) {
            seen.push(state);
            throw new Error('enough');
          }
        };
        await expect(world.run(plan)).rejects.toThrow('enough');
        const [state] = seen;
        if (state === undefined) throw new Error('no attempt has ended');
        const before = decide(state, world.hostView, world.clock.now().tick);
        const all = { chosen: null, fresh: false, withNeeds: false, leaveFailed: false };
        const part = partOf(plan, state, world.files, all);
        const order = { host: world.hostView, part, now: world.clock.now() };
        await lookLong(state, () => estimate(state, order));
        expect(decide(state, world.hostView, world.clock.now().tick)).toEqual(before);
      }),
      { numRuns: cases(50) },
    );
  });
});
