import { describe, expect, it } from 'vitest';
import { after, seconds, tick } from '../../../src/model/units.ts';
import { VoidWants, withoutMarked } from '../../../src/schedule/decide/void-wants.ts';
import type { HostView } from '../../../src/model/resources.ts';
import { hold, runName, Scene, want } from '../../rig/scene.ts';
import { gpus } from '../../rig/world.ts';

const stuck = runName({ key: 'stuck', submitted: tick(1) });
const self = runName({ key: 'self', submitted: tick(5) });

/** A run with one job for the only GPU, which waits for others with patience. */
class Waiting {
  readonly scene = new Scene([{ id: 'ours', gpus: 1 }], { gpus: gpus(1) });
  readonly voidWants = new VoidWants();

  /** Looks at the wants; answers whether our job may start now. */
  look(wants: HostView['neighbours']['wants'], holds: HostView['neighbours']['holds'] = []): boolean {
    const { scene, voidWants } = this;
    scene.meet({ self, wants, holds });
    const host = voidWants.withoutVoid(scene.host, scene.now);
    scene.host = host;
    const starts = scene.decide() !== null;
    if (!starts) voidWants.observe(scene.state, host, scene.now);
    return starts;
  }
}

describe('a want that could be met', () => {
  const theirs = want(stuck, ['gpu-0']);

  it('keeps others waiting for two seconds, and no longer', () => {
    const waiting = new Waiting();
    expect(waiting.look([theirs])).toBe(false);
    expect(waiting.voidWants.due(waiting.scene.now)).toBe(after(waiting.scene.now, seconds(2)));
    waiting.scene.wait(1.999);
    expect(waiting.look([theirs])).toBe(false);
    waiting.scene.wait(0.001);
    expect(waiting.look([theirs])).toBe(true);
    expect(waiting.voidWants.due(waiting.scene.now)).toBeNull();
  });

  it('stands again once its run has published anew', () => {
    const waiting = new Waiting();
    waiting.look([theirs]);
    waiting.scene.wait(2);
    expect(waiting.look([{ ...theirs, serial: '2' }])).toBe(false);
  });

  it('has its two seconds from when it could be met, not from when it was made', () => {
    const waiting = new Waiting();
    waiting.look([theirs], [hold(runName({ key: 'third' }), ['gpu-0'])]);
    expect(waiting.voidWants.due(waiting.scene.now)).toBeNull();
    waiting.scene.wait(10);
    expect(waiting.look([theirs])).toBe(false);
    waiting.scene.wait(1);
    waiting.look([theirs], [hold(runName({ key: 'third' }), ['gpu-0'])]);
    waiting.scene.wait(1);
    expect(waiting.look([theirs])).toBe(false);
    waiting.scene.wait(2);
    expect(waiting.look([theirs])).toBe(true);
  });

  it('is void also beside one that is like it but cannot be met', () => {
    const waiting = new Waiting();
    const wants = [theirs, want(stuck, ['gpu-0', 'gpu-1'], { gpus: 2 }), { ...theirs }];
    expect(waiting.look(wants)).toBe(false);
    waiting.scene.wait(2);
    expect(waiting.look([theirs, { ...theirs }])).toBe(true);
  });

  it('is told by its mark, so that who explains the run leaves it out, too', () => {
    const waiting = new Waiting();
    const other = want(stuck, ['gpu-0', 'gpu-1'], { gpus: 2 });
    waiting.look([theirs]);
    expect(waiting.voidWants.marks(waiting.scene.now)).toEqual([]);
    waiting.scene.wait(2);
    const marks = waiting.voidWants.marks(waiting.scene.now);
    expect(withoutMarked([theirs, other], marks)).toEqual([other]);
    expect(withoutMarked([{ ...theirs, serial: '2' }], marks)).toHaveLength(1);
  });

  it('is forgotten when it is withdrawn', () => {
    const waiting = new Waiting();
    waiting.look([theirs]);
    waiting.scene.host = waiting.voidWants.withoutVoid(
      { ...waiting.scene.host, neighbours: { ...waiting.scene.host.neighbours, wants: [{ ...theirs, serial: '2' }] } },
      waiting.scene.now,
    );
    expect(waiting.voidWants.due(waiting.scene.now)).toBeNull();
  });
});
