import { describe, expect, it } from 'vitest';
import { encodeEvent } from '../../src/journal/codec.ts';
import type { AttemptPlanned } from '../../src/model/event.ts';
import { jobId } from '../../src/model/plan.ts';
import { ALONE } from '../../src/model/sharing/neighbours.ts';
import { runName } from '../rig/scene.ts';
import { sketchPlan, type JobSketch } from '../rig/plan.ts';
import { EXIT_0, exit, FakeWorld, RUNNER } from '../rig/world.ts';

/** A world in which the inputs hold this. */
function worldWith(contents: Readonly<Record<string, string>>, seconds = 1): FakeWorld {
  const world = new FakeWorld({ slots: 1 }, () => ({ seconds }));
  for (const [path, digest] of Object.entries(contents)) world.contents.set(path, digest);
  return world;
}

/** What a plan would do next, and why. */
async function verdictOn(world: FakeWorld, sketch: JobSketch, others: readonly JobSketch[] = []): Promise<string> {
  const [, verdicts] = await world.open(sketchPlan([sketch, ...others]));
  const verdict = verdicts.get(jobId(sketch.id));
  return `${verdict?.state ?? ''}: ${verdict?.because ?? ''}`;
}

/** The journal as it was written before inputs were recorded at launch. */
function asOlder(world: FakeWorld, fingerprint: string, lateInputs: string | null): void {
  const events = world.events.map((event) => {
    if (event.event !== 'attempt-planned') return event;
    const { inputs, ...rest } = event;
    expect(inputs).toBeDefined();
    return { ...rest, fingerprint: fingerprint as AttemptPlanned['fingerprint'], lateInputs };
  });
  world.lines.splice(0, Infinity, ...events.map(encodeEvent));
}

describe('what the jobs that start together are made from', () => {
  it('is looked at while the other runs of the host may decide', async () => {
    const world = new FakeWorld({ slots: 3, neighbours: { ...ALONE, self: runName({ key: 'self' }) } });
    const { exclusively } = world.host;
    const { look } = world.files;
    let isExclusive = false;
    const looks: [string, boolean][] = [];
    world.host.exclusively = (decide) => {
      isExclusive = true;
      const answer = exclusively(decide);
      isExclusive = false;
      return answer;
    };
    world.files.look = (paths) => {
      looks.push([paths.join(), isExclusive]);
      return look(paths);
    };
    const shared = { x: '' };
    const plan = sketchPlan([
      { id: 'a', inputs: shared },
      { id: 'b', inputs: shared },
      { id: 'c', inputs: { y: '' } },
    ]);
    expect(await world.run(plan)).toBe('finished');
    expect(looks).toEqual([
      ['x', false],
      ['y', false],
    ]);
    expect(world.lived.map(({ job, began }) => [job, began])).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 0],
    ]);
  });
});

describe('what a job is made from that cannot start since another run just decides', () => {
  it('is not looked at again when it can', async () => {
    const world = new FakeWorld({ slots: 1, neighbours: { ...ALONE, self: runName({ key: 'self' }) } });
    const { exclusively } = world.host;
    const { look } = world.files;
    let looks = 0;
    const later = <T>(decide: () => T): T | null => (world.elapsed < 3 ? null : exclusively(decide));
    world.host.exclusively = later as typeof exclusively;
    world.files.look = (paths) => {
      looks += 1;
      return look(paths);
    };
    for (const second of [1, 2, 3]) world.change(second, () => undefined);
    expect(await world.run(sketchPlan([{ id: 'a', inputs: { x: '' } }]))).toBe('finished');
    expect(looks).toBe(1);
    expect(world.began('a')).toBe(3);
  });
});

describe('an attempt of a job that has run before', () => {
  const plan = (x: string) => sketchPlan([{ id: 'a', inputs: { x } }]);
  const reasons = (world: FakeWorld) => world.state?.byId.get(jobId('a'))?.past.map(({ because }) => because);

  it('tells why it was made: what its verdict says', async () => {
    const world = worldWith({ x: '1' });
    await world.run(plan('1'));
    world.contents.set('x', '2');
    await world.run(plan('2'));
    expect(reasons(world)).toEqual([null, 'stale: inputs changed since: x']);
  });

  it('tells what was edited while the attempt before ran on without a runner', async () => {
    const world = worldWith({ x: '1' });
    await world.run(plan('1'));
    // As if its runner had died before it noted the end.
    world.lines.splice(world.events.findIndex(({ event }) => event === 'attempt-ended'));
    world.contents.set('x', '2');
    world.settlements.set('a', { kind: 'alive', process: RUNNER });
    world.arrange(1, { signal: 'ended', job: jobId('a'), attempt: 1, outcome: EXIT_0, seconds: null, error: null });
    await world.run(plan('2'));
    expect(reasons(world)).toEqual([null, 'stale: inputs changed since: x']);
  });

  it('needs none that is a retry, since the attempt before tells', async () => {
    const world = new FakeWorld({}, (_, attempt) => ({ outcome: attempt < 3 ? exit(1) : EXIT_0 }));
    const retried = sketchPlan([{ id: 'a', retry: { max: 1 } }]);
    await world.run(retried);
    await world.run(retried);
    expect(reasons(world)).toEqual([null, null, 'failed: exit 1']);
  });
});

describe('a result is what it was made from', () => {
  interface Row {
    readonly planned: Readonly<Record<string, string>>;
    readonly launched: Readonly<Record<string, string>>;
    readonly now: Readonly<Record<string, string>>;
    readonly verdict: string;
  }

  it.each<[string, Row]>([
    ['the same all along is fresh', { planned: { x: '1' }, launched: { x: '1' }, now: { x: '1' }, verdict: 'fresh: ' }],
    [
      'changed since is stale',
      { planned: { x: '1' }, launched: { x: '1' }, now: { x: '2' }, verdict: 'stale: inputs changed since: x' },
    ],
    [
      'changed for the launch and changed back is stale',
      { planned: { x: '1' }, launched: { x: '2' }, now: { x: '1' }, verdict: 'stale: inputs changed since: x' },
    ],
    [
      'changed before the launch and left so is fresh',
      { planned: { x: '1' }, launched: { x: '2' }, now: { x: '2' }, verdict: 'fresh: ' },
    ],
    [
      'of several only those are named that changed',
      {
        planned: { x: '1', y: '1', z: '1' },
        launched: { x: '1', y: '1', z: '1' },
        now: { x: '2', y: '1', z: '2' },
        verdict: 'stale: inputs changed since: x, z',
      },
    ],
    [
      'named in another order is fresh',
      { planned: { x: '1', y: '2' }, launched: { x: '1', y: '2' }, now: { y: '2', x: '1' }, verdict: 'fresh: ' },
    ],
  ])('%s', async (_, { planned, launched, now, verdict }) => {
    const world = worldWith(launched);
    await world.run(sketchPlan([{ id: 'a', inputs: planned, fingerprint: 'f' }]));
    expect(await verdictOn(world, { id: 'a', inputs: now, fingerprint: 'f' })).toBe(verdict);
  });

  it('by the definition too, of which the inputs are no part', async () => {
    const world = worldWith({ x: '1' });
    await world.run(sketchPlan([{ id: 'a', inputs: { x: '1' } }]));
    expect(await verdictOn(world, { id: 'a', inputs: { x: '2' }, command: 'other' })).toBe(
      'stale: command, inputs changed',
    );
  });

  it.each([
    ['the planned fingerprint', 'true 1', 'fresh: '],
    ['another', 'true 0', 'stale: inputs changed'],
  ])('or by the whole fingerprint where an older journal does not tell, with %s', async (_, whole, verdict) => {
    const world = worldWith({ x: '1' });
    await world.run(sketchPlan([{ id: 'a', inputs: { x: '1' } }]));
    asOlder(world, whole, null);
    expect(await verdictOn(world, { id: 'a', inputs: { x: '1' } })).toBe(verdict);
  });

  it.each([
    ['as it was', 'made', 'fresh: '],
    ['changed', 'anew', 'stale: inputs changed'],
  ])('and of what a job before made by one hash, %s', async (_, late, verdict) => {
    const world = worldWith({});
    await world.run(sketchPlan([{ id: 'a', lateInputs: ['x'] }]));
    asOlder(world, 'true', 'made');
    world.late.set('a', late);
    expect(await verdictOn(world, { id: 'a', lateInputs: ['x'] })).toBe(verdict);
  });
});

describe('a run whose inputs change under it', () => {
  const plan = sketchPlan(['a', 'b', 'c'].map((id) => ({ id, inputs: { 'src/train.py': '1', data: '1' } })));

  it('records for each job what was there when it was launched, and says once which input it is', async () => {
    const world = worldWith({ 'src/train.py': '1', data: '1' }, 10);
    world.change(5, () => world.contents.set('src/train.py', '2'));
    world.change(15, () => world.contents.set('data', '2'));
    await world.run(plan);
    const made = world.events.flatMap((event) =>
      event.event === 'attempt-planned' ? [event.inputs?.map(({ digest }) => digest).join()] : [],
    );
    expect(made).toEqual(['1,1', '2,1', '2,2']);
    const text = 'changed since the run began: jobs that start from now on are made from what is there now';
    expect(world.said).toEqual([`src/train.py ${text}`, `data ${text}`]);
  });

  it('says nothing of what jobs of its own make', async () => {
    const world = worldWith({});
    world.change(0.5, () => world.contents.set('made', '1'));
    await world.run(sketchPlan([{ id: 'a' }, { id: 'b', needs: ['a'], lateInputs: ['made'] }]));
    expect(world.said).toEqual([]);
  });

  it.each([
    ['once more if it was made from something else', '2', [2]],
    ['no more if it was not', '1', []],
  ])('does an adopted job %s', async (_, now, attempts) => {
    const sketch = (digest: string) => sketchPlan([{ id: 'a', inputs: { x: digest }, fingerprint: 'f' }]);
    const world = worldWith({ x: '1' }, 10);
    world.change(5, () => {
      throw new Error('killed');
    });
    await expect(world.run(sketch('1'))).rejects.toThrow('killed');
    const next = worldWith({ x: now });
    next.lines.push(...world.lines);
    next.settlements.set('a', { kind: 'alive', process: RUNNER });
    const ended = { outcome: EXIT_0, seconds: null, error: null };
    next.arrange(3, { signal: 'ended', job: jobId('a'), attempt: 1, ...ended });
    await next.run(sketch(now));
    expect(next.lived.map(({ attempt }) => attempt)).toEqual(attempts);
    const [, verdicts] = await next.open(sketch(now));
    expect([...verdicts.values()]).toEqual([{ state: 'fresh', because: null }]);
  });
});

describe('inputs that are too large to be looked at at once', () => {
  const large = { id: 'large', lateInputs: ['model.pt'] };

  it('keep the job back until they have been read, and those that ask for the same', async () => {
    const world = new FakeWorld({ slots: 4 }, () => ({ seconds: 1 }));
    world.unread.add('model.pt');
    world.reads(7, 'model.pt');
    await world.run(sketchPlan([large, { id: 'alike' }, { id: 'other', slots: 2 }]));
    expect(['large', 'alike', 'other'].map((job) => world.began(job))).toEqual([7, 7, 0]);
  });

  it('are told of when nothing else runs', async () => {
    const world = new FakeWorld({}, () => ({ seconds: 1 }));
    const told: string[] = [];
    const waits = (_job: unknown, reasons: readonly { because: string }[]): void => {
      told.push(...reasons.map(({ because }) => because));
    };
    Object.assign(world.view, { waits });
    world.unread.add('model.pt');
    world.reads(60, 'model.pt');
    await world.run(sketchPlan([large]));
    expect(told).toEqual(['inputs']);
  });

  it('do not keep the run from coming to an end when it is asked to', async () => {
    const world = new FakeWorld({}, () => ({ seconds: 1 }));
    world.unread.add('model.pt');
    world.arrange(3, { signal: 'asked-to-stop', how: 'terminate' });
    expect(await world.run(sketchPlan([large]))).toBe('terminate');
    expect(world.lived).toEqual([]);
  });

  it('cost one look for all jobs that start in one go', async () => {
    const world = new FakeWorld({ slots: 50 }, () => ({ seconds: 1 }));
    const look = world.files.look;
    let looks = 0;
    world.files.look = (paths) => {
      looks += 1;
      return look(paths);
    };
    const jobs = Array.from({ length: 50 }, (_, index) => ({ id: `j${index}`, inputs: { x: '' } }));
    await world.run(sketchPlan(jobs));
    expect(world.lived).toHaveLength(50);
    expect(looks).toBe(1);
  });
});
