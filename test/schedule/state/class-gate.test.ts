import { describe, expect, it } from 'vitest';
import { onlyHeldIsLeft } from '../../../src/schedule/state/class-gate.ts';
import { alike } from '../../rig/plan.ts';
import { Scene } from '../../rig/scene.ts';
import { exit } from '../../rig/world.ts';

const names = (scene: Scene): string[] => scene.act().map(([job]) => job);

describe('a canary', () => {
  const jobs = [...alike(3), ...alike(2, { slots: 2 }, 'other')];

  it('is the first job of each class; the others follow its success', () => {
    const scene = new Scene(jobs, {}, { canary: true });
    expect(names(scene)).toEqual(['job-0', 'other-0']);
    scene.end('job-0');
    expect(names(scene)).toEqual(['job-1', 'job-2']);
    scene.end('other-0');
    expect(names(scene)).toEqual(['other-1']);
  });

  it('that fails holds its class, and no other', () => {
    const scene = new Scene(jobs, {}, { canary: true });
    scene.act();
    scene.end('job-0', exit(3));
    expect(names(scene)).toEqual([]);
    expect(scene.status('job-2')).toBe('held');
    expect(onlyHeldIsLeft(scene.state)).toBe(false);
    scene.end('other-0');
    expect(names(scene)).toEqual(['other-1']);
    scene.end('other-1');
    expect(onlyHeldIsLeft(scene.state)).toBe(true);
  });

  it('has its retries first', () => {
    const scene = new Scene(alike(2, { retry: { max: 1 } }), {}, { canary: true });
    scene.act();
    scene.end('job-0', exit(3));
    expect(names(scene)).toEqual(['job-0']);
    scene.end('job-0');
    expect(names(scene)).toEqual(['job-1']);
  });

  it('that may fail proves as much by failing', () => {
    const scene = new Scene(alike(2, { allowFailure: true }), {}, { canary: true });
    scene.act();
    scene.end('job-0', exit(3));
    expect(names(scene)).toEqual(['job-1']);
  });

  it('that was stopped from outside gives its place to the next', () => {
    const scene = new Scene(alike(3), {}, { canary: true });
    scene.act();
    scene.end('job-0', { cause: 'stopped', reason: 'outside', code: null });
    expect(names(scene)).toEqual(['job-1']);
    scene.end('job-1');
    expect(names(scene)).toEqual(['job-2']);
  });

  it('is the first that can start, be it later in the plan', () => {
    const scene = new Scene(
      [{ id: 'slow', stage: 's' }, ...alike(2, { needs: ['slow'] }), { id: 'free' }, { id: 'next' }],
      {},
      { canary: true },
    );
    expect(names(scene)).toEqual(['slow', 'free']);
    scene.end('slow');
    expect(names(scene)).toEqual([]);
    scene.end('free');
    expect(names(scene)).toEqual(['job-0', 'job-1', 'next']);
  });

  it('goes first again in the next run', () => {
    const scene = new Scene(alike(3), {}, { canary: true });
    scene.act();
    scene.end('job-0', exit(1));
    scene.act();
    scene.begin({ canary: true });
    expect(names(scene)).toEqual(['job-0']);
    scene.begin();
    expect(names(scene)).toEqual(['job-1', 'job-2']);
  });
});

describe('jobs that fail alike', () => {
  const fail = (scene: Scene, id: string, error: string | null): void => {
    scene.end(id, exit(1), error);
  };

  it('hold their class once there are so many of them, whatever differs in numbers', () => {
    const scene = new Scene(alike(9), { slots: 3 }, { failAlike: 3 });
    scene.act();
    fail(scene, 'job-0', 'no file /a/1');
    fail(scene, 'job-1', 'no file /b/2');
    expect(scene.decide()?.do).toBe('start');
    fail(scene, 'job-2', 'no file /c/3');
    expect(scene.decide()).toMatchObject({ do: 'hold', because: '3 jobs alike failed with `no file /c/3`' });
    expect(names(scene)).toEqual([]);
    expect(['job-3', 'job-8'].map((id) => scene.status(id))).toEqual(['held', 'held']);
  });

  it('hold nothing when their errors differ, or are not known', () => {
    const scene = new Scene(alike(9), { slots: 4 }, { failAlike: 2 });
    scene.act();
    fail(scene, 'job-0', 'this');
    fail(scene, 'job-1', 'that');
    fail(scene, 'job-2', null);
    fail(scene, 'job-3', null);
    expect(scene.decide()?.do).toBe('start');
  });

  it('hold nothing while most jobs of the class do not', () => {
    const scene = new Scene(alike(9), { slots: 9 }, { failAlike: 2 });
    scene.act();
    for (const id of ['job-0', 'job-1', 'job-2']) scene.end(id);
    fail(scene, 'job-3', 'this');
    fail(scene, 'job-4', 'this');
    expect(scene.decide()).toBeNull();
    fail(scene, 'job-5', 'this');
    expect(scene.decide()?.do).toBe('hold');
  });

  it('that may fail do not count', () => {
    const scene = new Scene(alike(4, { allowFailure: true }), { slots: 2 }, { failAlike: 2 });
    scene.act();
    fail(scene, 'job-0', 'this');
    fail(scene, 'job-1', 'this');
    expect(scene.decide()?.do).toBe('start');
  });

  it('keep what is in its backoff, or fails later, from coming back', () => {
    const retry = { max: 1, backoff: 30 as never };
    const jobs = [...alike(2), { id: 'backoff', retry }, { id: 'later', retry }, { id: 'at-once', retry: { max: 1 } }];
    const scene = new Scene(jobs, {}, { failAlike: 2 });
    scene.act();
    fail(scene, 'backoff', 'other');
    fail(scene, 'job-0', 'this');
    fail(scene, 'job-1', 'this');
    scene.act();
    expect(scene.status('backoff')).toBe('held');
    fail(scene, 'later', 'this');
    fail(scene, 'at-once', 'this');
    scene.wait(60);
    expect(names(scene)).toEqual([]);
    expect([scene.status('later'), scene.status('at-once')]).toEqual(['held', 'held']);
    expect(onlyHeldIsLeft(scene.state)).toBe(true);
  });
});
