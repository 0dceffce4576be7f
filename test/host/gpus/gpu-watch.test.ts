import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Choose } from '../../../src/host/gpus/gpu-source.ts';
import { GpuWatch } from '../../../src/host/gpus/gpu-watch.ts';
import type { Objection, SeenGpu, Sighting } from '../../../src/host/gpus/gpu-usage.ts';
import { PAUSED, type Gpu, type GpuView } from '../../../src/model/resources.ts';

const LOOKING = 'its memory is being looked at';
const LOST = 'its driver no longer shows it';
const choosing =
  (isChosen: (gpu: Gpu) => boolean, isPaused: (gpu: Gpu) => boolean = () => false): Choose =>
  (gpus) => ({
    ok: true,
    chosen: new Set(gpus.filter(isChosen).map(({ uuid }) => uuid)),
    paused: new Map(gpus.filter(isPaused).map(({ uuid }) => [uuid, { by: 'you', lift: null }])),
  });
const all = choosing(() => true);
const missing: Choose = () => ({ ok: false, message: 'GPU 7 is not on this host' });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** GPUs that are looked at only when the test says what is seen. */
class Scene {
  readonly watch: GpuWatch;
  looked = 0;
  readonly #looks: ((sighting: Sighting) => void)[] = [];

  constructor(choose: Choose = all) {
    const see = (): Promise<Sighting> => new Promise((resolve) => this.#looks.push(resolve));
    this.watch = new GpuWatch({ see, choose, objection, looked: () => (this.looked += 1) });
  }

  /** How many looks are under way. */
  get looking(): number {
    return this.#looks.length;
  }

  /** Ends the look that is under way, which sees of each GPU what stands against giving it away. */
  async sees(...because: (string | null)[]): Promise<void> {
    await this.comes({ ok: true, gpus: because.map((said, index) => seenGpu(index, said)) });
  }

  async fails(message: string, gone: Promise<void> = Promise.resolve()): Promise<void> {
    await this.comes({ ok: false, message, hung: false, gone });
  }

  async comes(sighting: Sighting): Promise<void> {
    const end = this.#looks.shift();
    if (end === undefined) throw new Error('nobody looks');
    end(sighting);
    // The timers are not real, the promises are: this lets all of them run.
    await new Promise(setImmediate);
  }

  taken(): (string | null)[] {
    return this.watch.report().gpus.map((one) => one.taken);
  }
}

/** What stands against it is written in its fault: load or a fault where it says so, and else its memory. */
function objection({ fault, users }: SeenGpu): Objection | null {
  if (fault === null) return null;
  const cause = fault === 'load' || fault === 'fault' ? fault : 'memory';
  return { cause, because: fault, pid: users[0]?.pid ?? null };
}

function seenGpu(index: number, fault: string | null): SeenGpu {
  const uuid = `GPU-${index}`;
  const users = [{ gpu: uuid, pid: 4242, memory: null }];
  return { vendor: 'nvidia', index, uuid, name: 'GPU', memory: null, used: null, load: null, fault, links: {}, users };
}

function gpu(index: number, taken: string | null): GpuView {
  return { index, uuid: `GPU-${index}`, name: 'GPU', memory: null, taken, free: null, links: {}, undrained: null };
}

async function seen(...taken: (string | null)[]): Promise<Scene> {
  const scene = new Scene();
  void scene.watch.refresh();
  await scene.sees(...taken);
  return scene;
}

describe('what a look saw', () => {
  test('is what the report says, and nobody waits for a report', async () => {
    const scene = new Scene();
    expect(scene.watch.report()).toEqual({ gpus: [], probeFailure: null });
    expect(scene.looking).toBe(1);
    await scene.sees(null, 'a stranger');
    expect(scene.watch.report()).toEqual({ gpus: [gpu(0, null), gpu(1, 'a stranger')], probeFailure: null });
    expect(scene.looked).toBe(1);
    expect(scene.looking).toBe(0);
  });

  test('no longer counts ten seconds later: the report looks again, and trusts no GPU until then', async () => {
    const scene = await seen(null, null);
    vi.advanceTimersByTime(10_001);
    expect(scene.taken()).toEqual([LOOKING, LOOKING]);
    expect(scene.taken()).toEqual([LOOKING, LOOKING]);
    expect(scene.looking).toBe(1);
    await scene.sees(null, 'a stranger');
    expect(scene.taken()).toEqual([null, 'a stranger']);
  });

  test('of a GPU that is no longer shown stands as its loss', async () => {
    const scene = await seen(null, null);
    void scene.watch.refresh();
    await scene.sees(null);
    expect(scene.taken()).toEqual([null, LOST]);
    void scene.watch.refresh();
    await scene.sees(null, null);
    expect(scene.taken()).toEqual([null, null]);
  });
});

describe('a look that is slow', () => {
  test('is said to be, before there is any answer', async () => {
    const scene = new Scene();
    let isBack = false;
    void scene.watch.refreshSoon().then(() => (isBack = true));
    vi.advanceTimersByTime(4999);
    await new Promise(setImmediate);
    expect([isBack, scene.watch.report().probeFailure]).toEqual([false, null]);
    vi.advanceTimersByTime(1);
    await new Promise(setImmediate);
    expect(isBack).toBe(true);
    expect(scene.looked).toBe(1);
    vi.advanceTimersByTime(7000);
    expect(scene.watch.report()).toEqual({ gpus: [], probeFailure: 'the driver has not answered for 12 s' });
    await scene.sees(null);
    expect(scene.watch.report()).toEqual({ gpus: [gpu(0, null)], probeFailure: null });
  });

  test('leaves what the one before saw to count for two minutes, with its age', async () => {
    const scene = await seen(null, 'a stranger');
    scene.watch.watch(true);
    vi.advanceTimersByTime(2000);
    vi.advanceTimersByTime(20_000);
    expect(scene.looking).toBe(1);
    expect(scene.taken()).toEqual([null, 'a stranger (as of 22 s ago, since the driver is slow to answer)']);
    vi.advanceTimersByTime(100_000);
    const silent = `${LOOKING} (the driver has not answered for 120 s)`;
    expect(scene.taken()).toEqual([silent, silent]);
    await scene.sees(null, null);
    expect(scene.taken()).toEqual([null, null]);
  });

  test('is waited for where our job has left a GPU', async () => {
    const scene = await seen(null, null);
    scene.watch.released(['GPU-1']);
    vi.advanceTimersByTime(20_000);
    expect(scene.taken()).toEqual([null, `${LOOKING} (the driver has not answered for 20 s)`]);
    await scene.sees(null, null);
    expect(scene.taken()).toEqual([null, null]);
  });
});

describe('a GPU that does not work', () => {
  const broken = (scene: Scene): unknown[] => scene.watch.report().gpus.map((one) => one.broken);

  test('is told apart from one that is in use, and from one that works', async () => {
    const scene = await seen('fault', 'a stranger', null);
    expect(broken(scene)).toEqual(['fault', undefined, undefined]);
    void scene.watch.refresh();
    await scene.sees(null, null, null);
    expect(broken(scene)).toEqual([undefined, undefined, undefined]);
  });

  test('is also one that its driver no longer shows', async () => {
    const scene = await seen(null, null);
    void scene.watch.refresh();
    await scene.sees(null);
    expect(broken(scene)).toEqual([undefined, LOST]);
  });
});

describe('a GPU that our job has left', () => {
  test('is ours again only after a look that began later, which the report causes', async () => {
    const scene = await seen(null, null);
    vi.advanceTimersByTime(10);
    scene.watch.released(['GPU-1']);
    expect(scene.taken()).toEqual([null, LOOKING]);
    expect(scene.looking).toBe(1);
    await scene.sees(null, null);
    expect(scene.taken()).toEqual([null, null]);
  });

  test('is not judged by a look that saw our own memory on it', async () => {
    const scene = await seen(null);
    void scene.watch.refresh();
    vi.advanceTimersByTime(10);
    scene.watch.released(['GPU-0']);
    await scene.sees('only 1% of its memory is free');
    expect(scene.taken()).toEqual([LOOKING]);
    expect(scene.looking).toBe(1);
    await scene.sees(null);
    expect(scene.taken()).toEqual([null]);
    expect(scene.looking).toBe(0);
  });

  test('is looked at again soon while its memory drains, then less often', async () => {
    const scene = await seen(null);
    scene.watch.watch(true);
    scene.watch.released(['GPU-0']);
    vi.advanceTimersByTime(0);
    for (const pause of [250, 500, 1000, 2000, 2000]) {
      await scene.sees('draining');
      vi.advanceTimersByTime(pause - 1);
      expect(scene.looking).toBe(0);
      vi.advanceTimersByTime(1);
      expect(scene.looking).toBe(1);
    }
    await scene.sees(null);
    expect(scene.taken()).toEqual([null]);
  });
});

describe('looking again and again', () => {
  test('happens every two seconds, only while somebody waits, and never twice at once', async () => {
    const scene = await seen('a stranger');
    vi.advanceTimersByTime(9000);
    expect(scene.looking).toBe(0);
    scene.watch.watch(true);
    vi.advanceTimersByTime(0);
    expect(scene.looking).toBe(1);
    vi.advanceTimersByTime(60_000);
    expect(scene.looking).toBe(1);
    await scene.sees('a stranger');
    vi.advanceTimersByTime(2000);
    expect(scene.looking).toBe(1);
    await scene.sees('a stranger');
    scene.watch.watch(false);
    vi.advanceTimersByTime(9000);
    expect(scene.looking).toBe(0);
  });

  test('ends when the watch is closed', async () => {
    const scene = await seen(null);
    scene.watch.watch(true);
    scene.watch.close();
    vi.advanceTimersByTime(60_000);
    scene.watch.report();
    expect(scene.looking).toBe(0);
  });
});

describe('a look that fails', () => {
  test('is reported as such until one succeeds', async () => {
    const scene = await seen(null);
    void scene.watch.refresh();
    await scene.fails('no driver');
    expect(scene.watch.report().probeFailure).toBe('no driver');
    expect(scene.looking).toBe(0);
    void scene.watch.refresh();
    await scene.sees(null);
    expect(scene.watch.report()).toEqual({ gpus: [gpu(0, null)], probeFailure: null });
  });

  test('does not vouch for a GPU that our job has left, nor is it tried again at once', async () => {
    const scene = await seen(null);
    scene.watch.released(['GPU-0']);
    vi.advanceTimersByTime(1);
    scene.watch.report();
    await scene.fails('no driver');
    expect(scene.taken()).toEqual([LOOKING]);
    expect(scene.looking).toBe(0);
  });

  test('and whose process is still there is not joined by another', async () => {
    let end = (): void => undefined;
    const gone = new Promise<void>((resolve) => (end = resolve));
    const scene = await seen(null);
    scene.watch.watch(true);
    void scene.watch.refresh();
    await scene.fails('nvidia-smi did not end within 5 s', gone);
    vi.advanceTimersByTime(60_000);
    scene.watch.report();
    expect(scene.looking).toBe(0);
    end();
    await new Promise(setImmediate);
    vi.advanceTimersByTime(2000);
    expect(scene.looking).toBe(1);
  });
});

describe('the GPUs that a run may use', () => {
  test('are chosen at the first look that shows any, and stay the same ones', async () => {
    const scene = new Scene(choosing((one) => one.index % 2 === 0));
    void scene.watch.refresh();
    await scene.sees(null, null, null);
    expect(scene.watch.report().gpus.map((one) => one.uuid)).toEqual(['GPU-0', 'GPU-2']);
    void scene.watch.refresh();
    // GPU 0 has fallen off the bus, and the others have moved up.
    await scene.comes({
      ok: true,
      gpus: [
        { ...seenGpu(0, null), uuid: 'GPU-1' },
        { ...seenGpu(1, null), uuid: 'GPU-2' },
      ],
    });
    expect(scene.watch.report().gpus.map((one) => [one.index, one.uuid, one.taken])).toEqual([
      [0, 'GPU-0', LOST],
      [1, 'GPU-2', null],
    ]);
  });

  test('that cannot be chosen are a failure', async () => {
    const scene = new Scene(missing);
    void scene.watch.refresh();
    await scene.sees(null);
    expect(scene.watch.report()).toEqual({ gpus: [], probeFailure: 'GPU 7 is not on this host' });
    expect(scene.watch.misnamed).toBe('GPU 7 is not on this host');
  });

  test('may be chosen anew, also those that were left out before', async () => {
    const scene = new Scene(choosing((one) => one.index === 0));
    void scene.watch.refresh();
    await scene.sees(null, null);
    expect(scene.watch.choose(choosing((one) => one.index === 1))).toBeNull();
    expect(scene.watch.report().gpus.map(({ uuid }) => uuid)).toEqual(['GPU-1']);
  });

  test('stay as they were when a new choice names what is not there', async () => {
    const scene = await seen(null, null);
    expect(scene.watch.choose(missing)).toBe('GPU 7 is not on this host');
    expect(scene.taken()).toEqual([null, null]);
    expect(scene.watch.report().probeFailure).toBeNull();
  });

  test('are chosen as was said last when the first look comes back later', async () => {
    const scene = new Scene();
    void scene.watch.refresh();
    expect(scene.watch.choose(choosing((one) => one.index === 1))).toBeNull();
    await scene.sees(null, null);
    expect(scene.watch.report().gpus.map(({ uuid }) => uuid)).toEqual(['GPU-1']);
  });

  test('that are paused say so, whatever else is the matter with them', async () => {
    const scene = new Scene(
      choosing(
        () => true,
        (one) => one.index === 1,
      ),
    );
    void scene.watch.refresh();
    await scene.sees(null, 'a stranger');
    expect(scene.taken()).toEqual([null, PAUSED]);
  });

  test('come in order of index and instance', async () => {
    const scene = new Scene();
    void scene.watch.refresh();
    const instance = (index: number, number: number): SeenGpu => ({
      ...seenGpu(index, null),
      uuid: `MIG-${index}-${number}`,
      instance: number,
    });
    await scene.comes({ ok: true, gpus: [instance(1, 1), seenGpu(2, null), instance(1, 0), seenGpu(0, null)] });
    expect(scene.watch.report().gpus.map((one) => [one.index, one.instance])).toEqual([
      [0, undefined],
      [1, 0],
      [1, 1],
      [2, undefined],
    ]);
  });
});

describe('memory that does not drain after our job has left', () => {
  /** A GPU that our job has just left, on a host where somebody waits. */
  async function left(): Promise<Scene> {
    const scene = await seen(null, null);
    scene.watch.watch(true);
    scene.watch.released(['GPU-0']);
    vi.advanceTimersByTime(0);
    return scene;
  }

  const undrained = (scene: Scene): unknown[] => scene.watch.report().gpus.map((one) => one.undrained);

  const FULL = { because: 'the memory of a job that has left it does not drain: full', pid: 4242 };

  test('is told of after a minute, with the process that has it', async () => {
    const scene = await left();
    vi.advanceTimersByTime(59_999);
    await scene.sees('full', null);
    expect(undrained(scene)).toEqual([null, null]);
    vi.advanceTimersByTime(2000);
    await scene.sees('full', null);
    expect(undrained(scene)).toEqual([FULL, null]);
  });

  test('is no longer told of when a look has found it free', async () => {
    const scene = await left();
    vi.advanceTimersByTime(60_000);
    await scene.sees('full', null);
    expect(undrained(scene)).toEqual([FULL, null]);
    vi.advanceTimersByTime(2000);
    await scene.sees(null, null);
    expect(undrained(scene)).toEqual([null, null]);
    vi.advanceTimersByTime(120_000);
    await scene.sees('a stranger', null);
    expect(undrained(scene)).toEqual([null, null]);
  });

  test('is a stranger’s if the GPU was free in between', async () => {
    const scene = await left();
    await scene.sees(null, null);
    vi.advanceTimersByTime(120_000);
    await scene.sees('a stranger', null);
    expect(undrained(scene)).toEqual([null, null]);
  });

  test('is not judged by a look that began while our job was there', async () => {
    const scene = await seen(null, null);
    void scene.watch.refresh();
    scene.watch.released(['GPU-0']);
    vi.advanceTimersByTime(60_000);
    await scene.sees('full', null);
    expect(undrained(scene)).toEqual([null, null]);
  });

  test('is no remainder once somebody holds the GPU', async () => {
    const scene = await left();
    scene.watch.held(['GPU-0']);
    vi.advanceTimersByTime(60_000);
    await scene.sees('full', null);
    expect(undrained(scene)).toEqual([null, null]);
  });

  test('is not what a GPU has against it that only computes', async () => {
    const scene = await left();
    vi.advanceTimersByTime(60_000);
    await scene.sees('load', null);
    expect(undrained(scene)).toEqual([null, null]);
    expect(scene.taken()).toEqual(['load', null]);
  });

  test('is neither there nor gone while the GPU cannot be read', async () => {
    const scene = await left();
    vi.advanceTimersByTime(60_000);
    await scene.sees('fault', null);
    expect(undrained(scene)).toEqual([null, null]);
    vi.advanceTimersByTime(2000);
    await scene.sees('full', null);
    expect(undrained(scene)).toEqual([FULL, null]);
  });

  test('is looked for though nobody waits, every ten seconds, until it is gone', async () => {
    const scene = await seen(null);
    scene.watch.released(['GPU-0']);
    vi.advanceTimersByTime(0);
    expect(scene.looking).toBe(1);
    await scene.sees('full');
    vi.advanceTimersByTime(9999);
    expect(scene.looking).toBe(0);
    vi.advanceTimersByTime(1);
    expect(scene.looking).toBe(1);
    await scene.sees(null);
    vi.advanceTimersByTime(60_000);
    expect(scene.looking).toBe(0);
  });
});
