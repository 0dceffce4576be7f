import { describe, expect, it } from 'vitest';
import { seconds, tick } from '../../../src/model/units.ts';
import { claimsOf } from '../../../src/schedule/decide/claims.ts';
import { alike } from '../../rig/plan.ts';
import { gpusLike, Scene } from '../../rig/scene.ts';
import { exit } from '../../rig/world.ts';

const names = (started: readonly (readonly [string, ...number[]])[]): string[] => started.map(([job]) => job);

describe('a limit', () => {
  it('lets so many of its jobs run at once, in order, and the next when one ends', () => {
    const scene = new Scene(alike(5, { limits: { dataset: 2 } }));
    expect(names(scene.act())).toEqual(['job-0', 'job-1']);
    scene.end('job-1');
    expect(names(scene.act())).toEqual(['job-2']);
  });

  it('keeps back no job that it does not count, be it of the same class or of another', () => {
    const jobs = [
      ...alike(3, { limits: { a: 1 } }),
      { id: 'free' },
      { id: 'other-key', limits: { b: 1 } },
      { id: 'other-class', slots: 2, limits: { a: 1 } },
    ];
    const scene = new Scene(jobs);
    expect(names(scene.act())).toEqual(['job-0', 'free', 'other-key']);
    scene.end('job-0');
    expect(names(scene.act())).toEqual(['job-1']);
    scene.end('job-1');
    scene.act();
    scene.end('job-2');
    expect(names(scene.act())).toEqual(['other-class']);
  });

  it('is one of two that a job may have: it runs when both have room', () => {
    const jobs = [
      { id: 'a', limits: { x: 1 } },
      { id: 'b', limits: { y: 1 } },
      { id: 'both', limits: { x: 1, y: 1 } },
      { id: 'later', limits: { y: 1 } },
    ];
    const scene = new Scene(jobs);
    expect(names(scene.act())).toEqual(['a', 'b']);
    scene.end('a');
    expect(names(scene.act())).toEqual([]);
    scene.end('b');
    expect(names(scene.act())).toEqual(['both']);
    scene.end('both');
    expect(names(scene.act())).toEqual(['later']);
  });

  it('lets those that it kept back come by priority, also before those that it never kept back', () => {
    const jobs = [
      { id: 'holder', limits: { x: 1 }, priority: 9 },
      { id: 'low', limits: { x: 1 } },
      { id: 'high', limits: { x: 1 }, priority: 5 },
      { id: 'plain', priority: 1 },
      { id: 'plain-too', priority: 1 },
    ];
    const scene = new Scene(jobs, { slots: 2 });
    expect(names(scene.act())).toEqual(['holder', 'plain']);
    scene.end('holder');
    expect(names(scene.act())).toEqual(['high']);
  });

  it('may differ from job to job under the same key', () => {
    const jobs = [
      { id: 'wide', limits: { x: 3 } },
      { id: 'narrow', limits: { x: 1 } },
      { id: 'wide-too', limits: { x: 3 } },
    ];
    const scene = new Scene(jobs);
    expect(names(scene.act())).toEqual(['wide', 'wide-too']);
    scene.end('wide');
    expect(names(scene.act())).toEqual([]);
    scene.end('wide-too');
    expect(names(scene.act())).toEqual(['narrow']);
  });

  it('gives its room to one job of those of different classes that wait for it', () => {
    const scene = new Scene([...alike(2, { limits: { x: 1 } }), ...alike(2, { limits: { x: 1 }, slots: 2 }, 'other')]);
    const order: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const [[job] = ['none']] = scene.act();
      order.push(job);
      scene.end(job);
    }
    expect(order).toEqual(['job-0', 'job-1', 'other-0', 'other-1']);
  });

  it('still counts what another runner began, in the next run', () => {
    const scene = new Scene(alike(2, { limits: { x: 1 } }));
    scene.act();
    scene.begin();
    expect(scene.act()).toEqual([]);
    scene.end('job-0');
    expect(names(scene.act())).toEqual(['job-1']);
  });

  it('is free again when an attempt is given up', () => {
    const scene = new Scene(alike(2, { limits: { x: 1 } }));
    scene.act();
    scene.take({ event: 'attempt-abandoned', job: scene.record('job-0').id, attempt: 1 });
    expect(names(scene.act())).toEqual(['job-0']);
  });
});

describe('jobs that come back', () => {
  it('stand where they stood, by priority and the order of the plan', () => {
    const scene = new Scene([{ id: 'a', retry: { max: 1 } }, { id: 'b' }, { id: 'c', priority: 1 }], { slots: 1 });
    expect(names(scene.act())).toEqual(['c']);
    scene.end('c');
    expect(names(scene.act())).toEqual(['a']);
    scene.end('a', exit(1));
    expect(names(scene.act())).toEqual(['a']);
  });

  it('are in the queue once, whatever became of them before', () => {
    const scene = new Scene([{ id: 'a', retry: { max: 3 } }], { slots: 1 });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(names(scene.act())).toEqual(['a']);
      expect(scene.state.index.queue.size).toBe(0);
      scene.end('a', exit(1));
      expect(scene.state.index.queue.size).toBe(1);
    }
  });
});

describe('spaced starts', () => {
  const spaced = alike(3, { stage: 's', stagger: 10 });

  it('hold for the runs of one boot, and say nothing after the next', () => {
    const scene = new Scene(spaced);
    expect(names(scene.act())).toEqual(['job-0']);
    scene.end('job-0');
    scene.wait(4);
    scene.begin({}, ['job-1', 'job-2']);
    expect(scene.act()).toEqual([]);
    scene.wait(6);
    expect(names(scene.act())).toEqual(['job-1']);
    scene.end('job-1');
    scene.wait(-9.9);
    scene.begin({}, ['job-2']);
    expect(names(scene.act())).toEqual(['job-2']);
  });
});

describe('an adopted job that is to run once more', () => {
  /** A run that finds `b` still running, and does `a`, which it needs, again. */
  function adopting(need: object): Scene {
    const scene = new Scene([{ id: 'a' }, { id: 'b', needs: [{ on: 'a', ...need }], retry: { max: 1 } }]);
    scene.act();
    scene.end('a');
    scene.act();
    scene.begin();
    return scene;
  }

  it('waits for what it needs and this run does again', () => {
    const scene = adopting({});
    scene.end('b', exit(1));
    expect(names(scene.act())).toEqual(['a']);
    scene.end('a');
    expect(names(scene.act())).toEqual(['b']);
  });

  it('waits for its turn in the chain, whose earlier links then wait for it no longer', () => {
    const scene = adopting({ via: 'chain', when: 'always' });
    expect(names(scene.act())).toEqual([]);
    scene.end('b', exit(1));
    expect(names(scene.act())).toEqual(['a']);
    scene.end('a', exit(1));
    expect(names(scene.act())).toEqual(['b']);
  });

  it('is skipped when what it needs has failed meanwhile', () => {
    const scene = adopting({});
    scene.act();
    scene.end('a', exit(1));
    scene.end('b', exit(1));
    expect(names(scene.act())).toEqual([]);
    expect(scene.status('b')).toBe('skipped');
  });
});

describe('as many requests as jobs', () => {
  /** How many classes are looked at while something is done. */
  function looksDuring({ state }: Scene, action: () => void): number {
    const { queue } = state.index;
    let looks = 0;
    const inOrder = queue.inOrder.bind(queue);
    queue.inOrder = function* (isWorth) {
      for (const one of inOrder(isWorth)) {
        looks += 1;
        yield one;
      }
    };
    action();
    queue.inOrder = inOrder;
    return looks;
  }

  it('cost a decision no more than a few looks, whether something can start or nothing', () => {
    const jobs = Array.from({ length: 500 }, (_, index) => ({ id: `job-${index}`, timeout: seconds(1000 + index) }));
    const scene = new Scene(jobs, { slots: 2 });
    expect([...scene.state.index.queue.inOrder()]).toHaveLength(500);
    expect(looksDuring(scene, () => scene.act())).toBeLessThan(20);
    expect(looksDuring(scene, () => claimsOf(scene.state, scene.host, tick(0)))).toBeLessThan(5);
    scene.end('job-0');
    expect(looksDuring(scene, () => expect(names(scene.act())).toEqual(['job-2']))).toBeLessThan(20);
  });

  it('that all ask for GPUs cost no more while no GPU is free', () => {
    const jobs = Array.from({ length: 500 }, (_, index) => ({
      ...{ id: `job-${index}`, gpus: 1, slots: 0 },
      timeout: seconds(1000 + index),
    }));
    const scene = new Scene(jobs, { gpus: gpusLike({}, {}) });
    expect(names(scene.act())).toEqual(['job-0', 'job-1']);
    expect(looksDuring(scene, () => scene.act())).toBeLessThan(5);
  });
});
