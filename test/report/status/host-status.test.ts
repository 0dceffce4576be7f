import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, share, tick } from '../../../src/model/units.ts';
import { hostStatusJson, hostStatusText, inQueueOrder, type HostRun } from '../../../src/report/status/host-status.ts';
import { contendersFor } from '../../../src/schedule/decide/contenders.ts';
import { GIB, hold, part, runName, Scene, want } from '../../rig/scene.ts';

const HUGE = { color: false, width: Infinity };
const NOW = tick(10_000_000);
const nobodyKnows = () => null;

interface Sketch extends Partial<Omit<HostRun, 'name'>> {
  readonly uid?: number;
  readonly user?: string;
  readonly submitted?: number;
  /** When its runner began, where that was later. */
  readonly since?: number;
}

function run(
  sweep: string,
  { uid = 1, user = 'ada', submitted = 0, since = submitted, ...rest }: Sketch = {},
): HostRun {
  const name = runName({ key: sweep, sweep, uid, user, pid: 4711, submitted: tick(submitted), since: tick(since) });
  return { name, runner: 'alive', holds: [], wants: [], pending: 1, own: true, ...rest };
}

const holding = (gpus: readonly string[], job = 'j', of: number | null = null): HostRun['holds'][number] => {
  const { by: _, ...rest } = hold(runName({ key: 'any' }), gpus, { job, share: of === null ? null : part(of) });
  return { ...rest, attempt: 1, keeper: null, mark: null };
};
const wanting = (more: Parameters<typeof want>[2] = {}): HostRun['wants'][number] =>
  want(runName({ key: 'any' }), ['GPU-a'], more);

const orderOf = (runs: readonly HostRun[]): string[] => inQueueOrder(runs, new Map()).map(({ name }) => name.sweep);

describe('the order of the runs of a host', () => {
  it('has those that want nothing first, as they were submitted', () => {
    const runs = [run('wants', { wants: [wanting()] }), run('late', { submitted: 9 }), run('early', { submitted: 3 })];
    expect(orderOf(runs)).toEqual(['early', 'late', 'wants']);
  });

  it('is within a user by the priority of what each wants next, then by submission', () => {
    const runs = [
      run('late', { submitted: 2, wants: [wanting()] }),
      run('urgent', { submitted: 3, wants: [wanting({ priority: 5 }), wanting({ priority: -1 })] }),
      run('early', { submitted: 1, wants: [wanting(), wanting({ priority: 9 })] }),
    ];
    expect(orderOf(runs)).toEqual(['urgent', 'early', 'late']);
  });

  it('is between users who hold as many by who has held fewer GPU-hours lately', () => {
    const runs = [
      run('heavy', { uid: 1, submitted: 1, wants: [wanting()] }),
      run('light', { uid: 2, submitted: 5, wants: [wanting()] }),
    ];
    const lately = new Map([[1, 8]]);
    expect(inQueueOrder(runs, lately).map(({ name }) => name.sweep)).toEqual(['light', 'heavy']);
  });

  it('is between users by who holds fewer GPUs in all runs, whatever priority they claim', () => {
    const runs = [
      run('greedy', { uid: 1, wants: [wanting({ priority: 99 })] }),
      run('busy', { uid: 1, holds: [holding(['GPU-a', 'GPU-b'])] }),
      run('modest', { uid: 2, submitted: 5, wants: [wanting()], holds: [holding(['GPU-c'], 'j', 0.5)] }),
    ];
    expect(orderOf(runs)).toEqual(['busy', 'modest', 'greedy']);
  });

  it('is between users that hold as many by who has waited longest since a runner began, whatever submission is claimed', () => {
    const runs = [
      run('liar', { uid: 1, submitted: 0, since: 8, wants: [wanting()] }),
      run('honest', { uid: 2, submitted: 4, wants: [wanting()] }),
    ];
    expect(orderOf(runs)).toEqual(['honest', 'liar']);
  });

  it('lets all runs of a user go by the one of them that has waited longest', () => {
    const runs = [
      run('new', { uid: 1, submitted: 8, wants: [wanting()] }),
      run('other', { uid: 2, submitted: 4, wants: [wanting()] }),
      run('old', { uid: 1, submitted: 1, wants: [wanting()] }),
    ];
    expect(orderOf(runs)).toEqual(['old', 'new', 'other']);
    expect(orderOf(runs.toReversed())).toEqual(['old', 'new', 'other']);
  });

  it('is the one in which the scheduler of each of them has them all', () => {
    const sketch = fc.record({
      uid: fc.integer({ min: 1, max: 3 }),
      submitted: fc.integer({ min: 0, max: 3 }),
      held: fc.integer({ min: 0, max: 2 }),
      priority: fc.integer({ min: 0, max: 1 }),
    });
    fc.assert(
      fc.property(fc.array(sketch, { minLength: 2, maxLength: 6 }), fc.nat(), (sketches, which) => {
        const runs = sketches.map(({ uid, submitted, held, priority }, at) => {
          const holds = Array.from({ length: held }, (_, of) => holding([`GPU-${at}-${of}`]));
          return run(`run${at}`, { uid, submitted, holds, wants: [wanting({ priority })] });
        });
        const self = runs[which % runs.length]!;
        expect(orderOf(runs)).toEqual(lineOf(self, runs));
      }),
    );
  });
});

/** The order in which the scheduler of one of the runs has them all. */
function lineOf(self: HostRun, runs: readonly HostRun[]): string[] {
  const priority = self.wants[0]?.priority ?? 0;
  const gpus = self.holds.length;
  const busy = Array.from({ length: gpus }, (_, at) => ({ id: `busy-${at}`, gpus: 1, priority: 9 }));
  const machine = Array.from({ length: gpus }, (_, index) => ({
    ...{ index, uuid: `own-${index}`, name: 'one', memory: null, taken: null, free: null, links: {}, undrained: null },
  }));
  const scene = new Scene([...busy, { id: 'next', gpus: 1, priority }], { gpus: machine });
  expect(scene.act()).toHaveLength(gpus);
  const others = runs.filter((other) => other !== self);
  scene.meet({
    self: self.name,
    holds: others.flatMap(({ name, holds }) => holds.map((one) => ({ ...one, by: name }))),
    wants: others.flatMap(({ name, wants }) => wants.map((one) => ({ ...one, by: name }))),
  });
  const line = [...contendersFor(scene.state, scene.host)];
  return line.map((contender) => (contender.kind === 'own' ? self.name : contender.want.by).sweep);
}

describe('the runs of a host, for people', () => {
  const linesOf = (runs: readonly HostRun[], idOf: (uuid: string) => number | string | null = nobodyKnows): string[] =>
    hostStatusText(runs, NOW, idOf, HUGE).trimEnd().split('\n');

  /** What stands in the columns of one run from that of its GPUs. */
  const cellsOf = (sketch: Sketch, idOf = nobodyKnows as Parameters<typeof linesOf>[1]): string[] => {
    const [title = '', row = ''] = linesOf([run('s', sketch)], idOf);
    return [row.slice(title.indexOf('gpus'), title.indexOf('waits')).trim(), row.slice(title.indexOf('waits'))];
  };

  it('are told one a row: since when, how many jobs run and are left, what it holds and wants', () => {
    const ids: Readonly<Record<string, number>> = { 'GPU-a': 0, 'GPU-b': 1 };
    const runs = [
      run('beam', { submitted: 2_800_000, pending: 14, holds: [holding(['GPU-a']), holding(['GPU-b'])] }),
      run('tune', {
        user: 'bob',
        uid: 2,
        submitted: 9_990_500,
        pending: 3,
        wants: [wanting({ gpus: 2, priority: 5 })],
      }),
    ];
    expect(linesOf(runs, (uuid) => ids[uuid] ?? null)).toEqual([
      'user  sweep   pid  for  running  left  gpus    waits for',
      'ada   beam   4711   2h        2    14  2: 0-1  nothing',
      'bob   tune   4711   9s        0     3  0       2 GPUs, priority 5',
    ]);
  });

  it('say plainly that there are none', () => {
    expect(linesOf([])).toEqual(['no run on this host']);
  });

  it('tell of one that is suspended, and of one of which only jobs live on', () => {
    expect(cellsOf({ runner: 'stopped' })[1]).toBe('(suspended)');
    expect(cellsOf({ runner: 'dead', holds: [holding(['GPU-a'])] })[1]).toBe('(gone; jobs live on)');
  });

  it('tell what one wants next: a part of a GPU, and memory of it', () => {
    const wants = [wanting({ gpus: 0, share: share(500), gpuMemory: GIB(20) })];
    expect(cellsOf({ wants })[1]).toBe('0.5 of a GPU with 20 GiB');
    expect(cellsOf({ wants: [wanting(), wanting({ gpus: 8 })] })[1]).toBe('1 GPU');
  });

  it('name the GPUs held by index in ranges, then MIG instances, each once', () => {
    const ids: Readonly<Record<string, number | string>> = { c: 2, a: 0, z: 10, b: 1, m: '3:1', l: '3:0' };
    const holds = [holding(['z', 'b']), holding(['a'], 'j', 0.5), holding(['a'], 'k', 0.25), holding(['c', 'm', 'l'])];
    expect(cellsOf({ holds }, (uuid) => ids[uuid] ?? null)[0]).toBe('5.75: 0-2,10,3:0,3:1');
  });

  it('mark made-up GPUs, which are nobody else’s of that number', () => {
    const holds = [holding(['virtual-1', 'virtual-0', 'virtual-3'])];
    expect(cellsOf({ holds })[0]).toBe('3: virtual 0-1,3');
  });

  it('give only the number of GPUs where it cannot be told which they all are', () => {
    expect(cellsOf({ holds: [holding(['a', 'b'])] }, (uuid) => (uuid === 'a' ? 0 : null))[0]).toBe('2');
  });

  it('fit a terminal of 80 columns, and are coloured only where that is wanted', () => {
    const wants = [wanting({ gpus: 2, priority: 5 })];
    const runs = [run('beam_search_of_everything', { submitted: 0, pending: 1234, wants, user: 'ada_lovelace' })];
    const lines = hostStatusText(runs, NOW, nobodyKnows, { color: false, width: 80 }).trimEnd().split('\n');
    expect(lines[1]).toBe('ada_lovela…  beam_search…  4711  2h 46m        0  1234  0     2 GPUs, priority 5');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(hostStatusText(runs, NOW, nobodyKnows, { color: true, width: 80 })).toContain('\u001B[2mwaits for');
  });

  it('break no line, whatever others call their sweeps', () => {
    expect(linesOf([run('a\nb')])).toHaveLength(2);
  });
});

describe('the runs of a host as JSON', () => {
  const at = instant(Date.UTC(2026, 0, 2, 3, 0, 0));

  it('tell all of a run of one’s own', () => {
    const holds = [holding(['GPU-b'], 'x', 0.5), holding(['GPU-b', 'GPU-a'], 'y'), holding([], 'cpu')];
    const wants = [
      wanting({ gpus: 2, slots: 0, memory: null, resources: {}, jobs: 3, priority: 5 }),
      wanting({ gpus: 0, share: part(0.25) }),
    ];
    const one = run('beam', { submitted: NOW - 60_500, holds, wants, pending: 9, runner: 'stopped' });
    expect(hostStatusJson([one], at, NOW)).toEqual({
      version: 1,
      runs: [
        {
          ...{ user: 'ada', sweep: 'beam', pid: 4711, runner: 'stopped', submitted: '2026-01-02T02:58:59.500Z' },
          ...{ pending: 9, running: 3, gpusHeld: 2.5, gpus: ['GPU-a', 'GPU-b'] },
          jobs: [
            { job: 'x', gpus: ['GPU-b'], share: 0.5 },
            { job: 'y', gpus: ['GPU-b', 'GPU-a'], share: 1 },
            { job: 'cpu', gpus: [], share: 1 },
          ],
          wants: [
            { gpus: 2, slots: 0, memory: null, resources: {}, jobs: 3, priority: 5 },
            { gpus: 0.25, slots: 0, memory: null, resources: {}, jobs: 1, priority: 0 },
          ],
        },
      ],
    });
  });

  it('do not name the jobs of another user', () => {
    const [one] = hostStatusJson([run('tune', { own: false, holds: [holding(['GPU-a'], 'secret')] })], at, NOW).runs;
    expect(one).toMatchObject({ jobs: [], running: 1, gpusHeld: 1, gpus: ['GPU-a'] });
  });
});
