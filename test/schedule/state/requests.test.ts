import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../src/model/event.ts';
import { jobId } from '../../../src/model/plan.ts';
import type { Request } from '../../../src/model/request.ts';
import { eventOf } from '../../../src/run/requests/requests.ts';
import { onlyHeldIsLeft } from '../../../src/schedule/state/class-gate.ts';
import { alike, type JobSketch } from '../../rig/plan.ts';
import { Scene } from '../../rig/scene.ts';
import { exit } from '../../rig/world.ts';

let requests = 0;

/** Takes in what a request comes to, if it comes to anything; answers with the jobs that it concerned. */
function ask(
  scene: Scene,
  what: Exclude<Request['do'], 'add' | 'cancel' | 'follow' | 'hand-over' | 'priority' | 'set'>,
  ...jobs: string[]
): readonly string[] {
  return take(scene, { do: what, jobs: jobs.map(jobId) });
}

function take(
  scene: Scene,
  request: Exclude<Request, { readonly do: 'add' | 'cancel' | 'follow' | 'hand-over' | 'set' }>,
): readonly string[] {
  requests += 1;
  const event = eventOf(scene.state, `request-${requests}`, request);
  if (event !== null) scene.take(event);
  return event?.jobs ?? [];
}

const started = (scene: Scene): string[] => scene.act().map(([job]) => job);
const oneSlot = (plan: readonly JobSketch[]) => new Scene(plan, { slots: 1 });

describe('a cancelled job', () => {
  it('has come to its end if it does not run, and what needs it is skipped', () => {
    const scene = oneSlot([{ id: 'a' }, { id: 'b' }, { id: 'c', needs: ['b'] }]);
    started(scene);
    expect(ask(scene, 'kill', 'b')).toEqual(['b']);
    scene.end('a');
    expect(started(scene)).toEqual([]);
    expect([scene.status('b'), scene.status('c')]).toEqual(['cancelled', 'skipped']);
    expect(scene.state.pending).toBe(0);
  });

  it('ends as cancelled though its attempt fails by itself before it is stopped, and is not tried again', () => {
    const scene = oneSlot([{ id: 'a', retry: { max: 3 } }]);
    started(scene);
    ask(scene, 'kill', 'a');
    scene.end('a', exit(1));
    expect(scene.status('a')).toBe('cancelled');
    expect(started(scene)).toEqual([]);
  });

  it('that succeeds before it is stopped has succeeded', () => {
    const scene = oneSlot([{ id: 'a' }]);
    started(scene);
    ask(scene, 'kill', 'a');
    scene.end('a');
    expect(scene.status('a')).toBe('succeeded');
    expect(scene.record('a').cancelled).toBeNull();
  });

  it('is not tried again after a backoff, nor when its attempt never began', () => {
    const scene = new Scene(alike(2, { retry: { max: 1, backoff: 9 as never } }));
    started(scene);
    scene.end('job-0', exit(1));
    expect(scene.status('job-0')).toBe('backoff');
    expect(ask(scene, 'kill', 'job-0', 'job-1')).toEqual(['job-0', 'job-1']);
    scene.take({ event: 'attempt-abandoned', job: jobId('job-1'), attempt: 1 });
    scene.wait(60);
    expect(started(scene)).toEqual([]);
    expect(scene.state.counts.cancelled).toBe(2);
  });

  it('gives its place as the canary of its class to the next', () => {
    const scene = new Scene(alike(4), { slots: 1 }, { canary: true });
    ask(scene, 'hold', 'job-1');
    ask(scene, 'kill', 'job-0');
    expect(started(scene)).toEqual(['job-2']);
    scene.end('job-2');
    expect(started(scene)).toEqual(['job-3']);
  });

  it('stays so in the next run unless that is to do it', () => {
    const scene = oneSlot(alike(2));
    ask(scene, 'kill', 'job-0');
    scene.begin({}, ['job-1']);
    expect(started(scene)).toEqual(['job-1']);
    expect(scene.record('job-0').cancelled).not.toBeNull();
    scene.begin();
    expect(scene.record('job-0').cancelled).toBeNull();
  });
});

describe('a held job', () => {
  it('does not start, and what needs it waits', () => {
    const scene = oneSlot([{ id: 'a' }, { id: 'b', needs: ['a'] }, { id: 'c' }]);
    expect(ask(scene, 'hold', 'a')).toEqual(['a']);
    expect(started(scene)).toEqual(['c']);
    scene.end('c');
    expect(started(scene)).toEqual([]);
    expect(onlyHeldIsLeft(scene.state)).toBe(true);
    expect(scene.why('a')).toEqual([{ because: 'held', what: 'job', why: null }]);
    expect(scene.why('b')).toEqual([{ because: 'need', job: 'a', when: 'success', status: 'held' }]);
  });

  it('takes its turn when it is released', () => {
    const scene = oneSlot(alike(3));
    ask(scene, 'hold', 'job-0', 'job-1');
    expect(started(scene)).toEqual(['job-2']);
    expect(ask(scene, 'release', 'job-0', 'job-1', 'job-2')).toEqual(['job-0', 'job-1']);
    scene.end('job-2');
    expect(started(scene)).toEqual(['job-0']);
  });

  it('is held over runs', () => {
    const scene = oneSlot(alike(2));
    ask(scene, 'hold', 'job-0');
    scene.begin();
    expect(started(scene)).toEqual(['job-1']);
    expect(scene.status('job-0')).toBe('held');
  });

  it('that runs goes on, and its next attempt waits', () => {
    const scene = oneSlot([{ id: 'a', retry: { max: 1 } }]);
    started(scene);
    ask(scene, 'hold', 'a');
    expect(scene.status('a')).toBe('running');
    scene.end('a', exit(1));
    expect(scene.status('a')).toBe('held');
    ask(scene, 'release', 'a');
    expect(started(scene)).toEqual(['a']);
  });

  it('is skipped when it is released after a need of it has failed', () => {
    const scene = oneSlot([{ id: 'a' }, { id: 'b', needs: ['a'] }]);
    started(scene);
    ask(scene, 'hold', 'b');
    scene.end('a', exit(1));
    expect(started(scene)).toEqual([]);
    expect(scene.status('b')).toBe('held');
    ask(scene, 'release', 'b');
    started(scene);
    expect(scene.status('b')).toBe('skipped');
  });

  it('of a class that fails is let go with all of its class', () => {
    const scene = new Scene(alike(3), { slots: 1 }, { canary: true });
    started(scene);
    scene.end('job-0', exit(1), 'broken');
    started(scene);
    expect(scene.state.counts.held).toBe(2);
    expect(ask(scene, 'release', 'job-2')).toEqual(['job-2']);
    expect(started(scene)).toEqual(['job-1']);
  });
});

describe('a job that is retried', () => {
  it('runs again with all its retries, and so does what was skipped because of it', () => {
    const scene = oneSlot([
      { id: 'a', retry: { max: 1 } },
      { id: 'b', needs: ['a'] },
      { id: 'c', needs: ['b'] },
    ]);
    started(scene);
    scene.end('a', exit(1));
    started(scene);
    scene.end('a', exit(1));
    started(scene);
    expect([scene.status('b'), scene.status('c'), scene.state.pending]).toEqual(['skipped', 'skipped', 0]);
    expect(ask(scene, 'retry', 'a')).toEqual(['a']);
    expect([scene.state.pending, scene.state.failures, scene.state.run?.todo]).toEqual([3, 0, 3]);
    expect(started(scene)).toEqual(['a']);
    scene.end('a', exit(1));
    expect(started(scene)).toEqual(['a']);
    scene.end('a');
    expect(started(scene)).toEqual(['b']);
    scene.end('b');
    expect(started(scene)).toEqual(['c']);
    scene.end('c');
    expect(scene.state.pending).toBe(0);
  });

  it('is, of one that was skipped, the one that it was skipped for', () => {
    const scene = oneSlot([{ id: 'a' }, { id: 'b', needs: ['a'] }, { id: 'c', needs: ['b'] }]);
    started(scene);
    scene.end('a', exit(1));
    started(scene);
    expect([scene.status('b'), scene.status('c')]).toEqual(['skipped', 'skipped']);
    expect(ask(scene, 'retry', 'c')).toEqual(['a']);
    expect(started(scene)).toEqual(['a']);
    scene.end('a');
    expect(started(scene)).toEqual(['b']);
    scene.end('b');
    expect(started(scene)).toEqual(['c']);
  });

  it('is waited for anew by what would have started in spite of its failure', () => {
    const scene = oneSlot([{ id: 'a' }, { id: 'other' }, { id: 'b', needs: [{ on: 'a', when: 'always' }] }]);
    started(scene);
    scene.end('a', exit(1));
    expect(started(scene)).toEqual(['other']);
    ask(scene, 'retry', 'a');
    scene.end('other');
    expect(started(scene)).toEqual(['a']);
    scene.end('a');
    expect(started(scene)).toEqual(['b']);
  });

  it('waits for what runs because of it, and for no link of its chain that comes later to overtake it', () => {
    const link = (id: string, on?: string) => ({
      id,
      needs: on === undefined ? [] : [{ on, when: 'always' as const, via: 'chain' as const }],
    });
    const scene = new Scene([link('a'), link('b', 'a'), link('c', 'b'), { id: 'other' }], { slots: 2 });
    expect(started(scene)).toEqual(['a', 'other']);
    scene.end('a', exit(1));
    expect(started(scene)).toEqual(['b']);
    ask(scene, 'retry', 'a');
    expect(scene.why('a')).toEqual([{ because: 'need', job: 'b', when: 'always', status: 'running' }]);
    expect(started(scene)).toEqual([]);
    scene.end('b');
    expect(started(scene)).toEqual(['a']);
    scene.end('a');
    expect(started(scene)).toEqual(['c']);
  });

  it('lets the class go that was held since it failed', () => {
    const scene = new Scene(alike(3), { slots: 1 }, { canary: true });
    started(scene);
    scene.end('job-0', exit(1), 'broken');
    started(scene);
    expect(ask(scene, 'retry', 'job-0')).toEqual(['job-0']);
    expect(started(scene)).toEqual(['job-0']);
    scene.end('job-0');
    expect(started(scene)).toEqual(['job-1']);
  });

  it('is done by a run that was not to do it', () => {
    const scene = oneSlot(alike(2));
    started(scene);
    scene.end('job-0', exit(1));
    scene.begin({}, ['job-1']);
    expect(ask(scene, 'retry', 'job-0')).toEqual(['job-0']);
    expect(scene.state.run?.todo).toBe(2);
    expect(started(scene)).toEqual(['job-0']);
  });

  it('is cancelled no more, also between runs', () => {
    const scene = oneSlot(alike(2));
    ask(scene, 'kill', 'job-0');
    scene.take({ event: 'run-ended', reason: 'finished' });
    expect(ask(scene, 'retry', 'job-0', 'job-1')).toEqual(['job-0']);
    expect(scene.record('job-0').cancelled).toBeNull();
    expect(scene.state.pending).toBe(1);
  });
});

describe('the order of a run', () => {
  it('is what was moved first, in that order, then priority, then the plan', () => {
    const scene = oneSlot([...alike(4), { id: 'high', priority: 5 }]);
    ask(scene, 'top', 'job-3', 'job-2');
    take(scene, { do: 'priority', jobs: [jobId('job-1')], priority: 9 });
    const order = [];
    for (let next = started(scene)[0]; next !== undefined; next = started(scene)[0]) {
      order.push(next);
      scene.end(next);
    }
    expect(order).toEqual(['job-3', 'job-2', 'job-1', 'high', 'job-0']);
  });

  it('has what is moved first later before what was so earlier, and holds for the present run', () => {
    const scene = oneSlot(alike(3));
    ask(scene, 'top', 'job-2');
    ask(scene, 'top', 'job-1');
    expect(started(scene)).toEqual(['job-1']);
    scene.end('job-1');
    expect(started(scene)).toEqual(['job-2']);
    scene.begin({}, ['job-0', 'job-1']);
    scene.end('job-2');
    expect(started(scene)).toEqual(['job-0']);
  });
});

describe('a request', () => {
  it('that is read twice is taken in once', () => {
    const scene = oneSlot(alike(1));
    const held: Happening = { event: 'jobs-held', request: 'same', jobs: [jobId('job-0')] };
    scene.take(held);
    ask(scene, 'release', 'job-0');
    scene.take(held);
    expect(scene.status('job-0')).toBe('waiting');
  });

  it('concerns no job that it changes nothing for', () => {
    const scene = oneSlot(alike(2));
    started(scene);
    scene.end('job-0');
    for (const what of ['kill', 'hold', 'release', 'retry', 'top'] as const) {
      expect([what, ask(scene, what, 'job-0', 'nobody')]).toEqual([what, []]);
    }
  });
});
