import { availableParallelism, totalmem } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lookAtAllGpus } from '../../src/host/gpus/all-gpus.ts';
import type { GpuName } from '../../src/host/gpus/gpu-selection.ts';
import { NO_LIMITS, type HostLimits } from '../../src/host/host-limits.ts';
import { createHost, type HostOptions, type MachineHost } from '../../src/host/host.ts';
import { identify, isAlive } from '../../src/host/system/process.ts';
import { bytes } from '../../src/model/units.ts';
import { GpuTools } from '../rig/gpu-tools.ts';

const GIB = 2 ** 30;
const [A, B] = ['GPU-5c8f5e2a-0001', 'GPU-5c8f5e2a-0002'];
const A100 = 'NVIDIA A100-SXM4-80GB';
const IDLE =
  `0, ${A}, 00000000:07:00.0, ${A100}, 81920, 4, 0, Disabled\n` +
  `1, ${B}, 00000000:0F:00.0, ${A100}, 81920, 4, 0, Disabled\n`;
const BUSY = IDLE.replace(/(0F.*), 4, 0/, '$1, 53248, 97');

let tools: GpuTools;
let host: MachineHost | null = null;

beforeEach(() => {
  tools = new GpuTools();
  tools.install('nvidia-smi');
});

afterEach(() => {
  host?.close();
  host = null;
  tools.close();
});

type Options = Partial<HostLimits & Omit<HostOptions, 'limits'>>;

function optionsOf({ environment = {}, needsGpus = true, ...limits }: Options): HostOptions {
  return { limits: { ...NO_LIMITS, ...limits }, environment, needsGpus };
}

async function open(options: Options = {}): Promise<MachineHost> {
  const created = await createHost(optionsOf(options));
  if (!created.ok) throw new Error(created.message);
  host = created.host;
  return host;
}

/** A line for one GPU. */
const line = (memory: string, used: string | number, load: string | number = 0): string =>
  `0, ${A}, 00000000:07:00.0, ${A100}, ${memory}, ${used}, ${load}, Disabled\n`;

const takenOf = (one: MachineHost): (string | null)[] => one.view().gpus.map((gpu) => gpu.taken);

const byIndex = (index: number): GpuName => ({ by: 'index', index });
const pause = { by: 'you', lift: null };
const pausing = (index: number) => ({ gpu: byIndex(index), pause });

describe('the GPUs of this host', () => {
  test('are those that nvidia-smi shows', async () => {
    tools.answer('query-gpu', IDLE);
    const view = (await open()).view();
    const gpu = {
      name: A100,
      memory: 80 * GIB,
      taken: null,
      load: 0,
      free: 80 * GIB - 4 * 2 ** 20,
      links: {},
      undrained: null,
    };
    const slots = Math.max(availableParallelism(), 2);
    expect(view).toEqual({
      slots,
      slotsOfUser: slots,
      memory: view.memory,
      resources: new Map(),
      gpus: [
        { index: 0, uuid: A, ...gpu },
        { index: 1, uuid: B, ...gpu },
      ],
      probeFailure: null,
      paused: null,
      sharing: 'pack',
    });
    expect(view.memory).toBeLessThanOrEqual(totalmem());
  });

  test('come in the order of their indices, and their names may hold commas', async () => {
    const [first = '', second = ''] = IDLE.split('\n');
    tools.answer('query-gpu', `${second.replace(A100, 'b')}\n${first.replace(A100, 'Some GPU, 80GB, rev. 2')}\n`);
    expect((await open()).view().gpus.map((gpu) => gpu.name)).toEqual(['Some GPU, 80GB, rev. 2', 'b']);
  });

  test('may keep their memory to themselves: what is not known is not zero, and counts as free', async () => {
    const second = line('[Not Supported]', 8).replace(`0, ${A}`, `1, ${B}`);
    tools.answer('query-gpu', line('[N/A]', '[N/A]', '[N/A]') + second);
    expect((await open({ maxLoad: 0 })).view().gpus).toMatchObject([
      { memory: null, free: null, taken: null },
      { memory: null, free: null, taken: null },
    ]);
  });

  test.each([['[GPU is lost]'], ['[Unknown Error]'], ['[GPU requires reset]'], ['ERR!']])(
    'are not given away when the driver says %s of them',
    async (said) => {
      tools.answer('query-gpu', line('81920', said));
      expect((await open()).view().gpus[0]?.taken).toBe(`nvidia-smi says of it: ${said.replace(/[[\]]/g, '')}`);
    },
  );

  test('are not looked at when no job needs any', async () => {
    tools.answer('query-gpu', IDLE);
    expect((await open({ needsGpus: false })).view().gpus).toEqual([]);
    expect(tools.asked).toEqual([]);
  });
});

describe('a stranger', () => {
  test('takes a GPU by using more than a tenth of its memory, and is named', async () => {
    tools.answer('query-gpu', BUSY);
    tools.answer('query-compute-apps', `${B}, 4243, [N/A]\n${B}, 4242, 50000\n${A}, 1, 3\n`);
    expect((await open()).view().gpus.map((gpu) => gpu.taken)).toEqual([
      null,
      'only 35% of its memory is free: 52.0 GiB used by processes 4242 (48.8 GiB), 4243',
    ]);
  });

  test('takes a GPU although the driver hides who it is', async () => {
    tools.answer('query-gpu', BUSY);
    tools.answer('query-compute-apps', '', 1);
    expect((await open()).view().gpus[1]?.taken).toBe('only 35% of its memory is free: 52.0 GiB used');
  });

  test.each([
    [8192, null],
    [8193, 'only 89% of its memory is free: 8.0 GiB used by process 7 (1.0 GiB)'],
  ])('with %i of 81920 MiB leaves the GPU: %s', async (used, taken) => {
    tools.answer('query-gpu', line('81920', used));
    tools.answer('query-compute-apps', `${A}, 7, 1024\n`);
    expect(takenOf(await open())).toEqual([taken]);
  });

  test.each([
    [0.5, 40960, null],
    [0.5, 40961, 'only 49% of its memory is free: 40.0 GiB used'],
    [1, 0, null],
    [1, 1, 'only 99% of its memory is free: 0.0 GiB used'],
    [0, 81920, null],
  ])('where %d must be free, with %i of 81920 MiB leaves the GPU: %s', async (freeMemory, used, taken) => {
    tools.answer('query-gpu', line('81920', used));
    expect(takenOf(await open({ freeMemory }))).toEqual([taken]);
  });

  test.each([
    [null, 100, null],
    [0.3, 30, null],
    [0.3, 31, 'its load is 31%: it is used by process 7 (1.0 GiB)'],
    [0, 0, null],
  ])('where a load of %d is the most, with a load of %i%% leaves the GPU: %s', async (maxLoad, load, taken) => {
    tools.answer('query-gpu', line('81920', 1024, load));
    tools.answer('query-compute-apps', `${A}, 7, 1024\n`);
    expect(takenOf(await open({ maxLoad }))).toEqual([taken]);
  });

  test('on one MIG instance leaves the others', async () => {
    tools.install('nvidia-smi', 'h100-mig');
    expect(takenOf(await open())).toEqual([
      'only 35% of its memory is free: 14.0 GiB used by processes 34965 (13.9 GiB), 56597 (0.1 GiB)',
      null,
      null,
      'only 10% of its memory is free: 9.6 GiB used by process 46505 (9.6 GiB)',
    ]);
  });

  test('on an AMD GPU takes it as any other', async () => {
    tools.forget('nvidia-smi');
    tools.install('amd-smi', 'amd-smi');
    expect(takenOf(await open())).toEqual([
      null,
      'only 12% of its memory is free: 167.5 GiB used by process 4242 (167.0 GiB)',
    ]);
  });

  test('is told of when it comes and when it goes, and only then', async () => {
    tools.answer('query-gpu', IDLE);
    const opened = await open();
    const changes: (string | null)[] = [];
    opened.view();
    opened.onChange(() => changes.push(opened.view().gpus[1]?.taken ?? null));
    await opened.refresh();
    expect(changes).toEqual([]);
    tools.answer('query-gpu', BUSY);
    await opened.refresh();
    await opened.refresh();
    tools.answer('query-gpu', IDLE);
    await opened.refresh();
    expect(changes).toEqual(['only 35% of its memory is free: 52.0 GiB used', null]);
  });

  test('that the host was closed to is not told of', async () => {
    tools.answer('query-gpu', IDLE);
    const opened = await open();
    let changes = 0;
    opened.onChange(() => (changes += 1));
    opened.view();
    tools.answer('query-gpu', BUSY);
    const looked = opened.refresh();
    opened.close();
    await looked;
    expect(changes).toBe(0);
  });
});

describe('a GPU that our job leaves', () => {
  test('is ours again as soon as a fresh look has found it free, of which the loop is told', async () => {
    tools.answer('query-gpu', BUSY);
    const opened = await open();
    tools.answer('query-gpu', IDLE);
    opened.released([B]);
    const told = new Promise<void>((resolve) => {
      opened.onChange(resolve);
    });
    expect(opened.view().gpus.map((gpu) => gpu.taken)).toEqual([null, 'its memory is being looked at']);
    await told;
    expect(opened.view().gpus.map((gpu) => gpu.taken)).toEqual([null, null]);
  });
});

describe('a look that fails', () => {
  test('because of the driver says so, and leaves the CPU slots', async () => {
    tools.answer('query-gpu', "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n", 9);
    const opened = await open({ slots: 3 });
    expect(opened.view()).toMatchObject({
      slots: 3,
      gpus: [],
      probeFailure:
        "nvidia-smi exited with 9: NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.",
      paused: null,
    });
    tools.answer('query-gpu', IDLE);
    await opened.refresh();
    expect(opened.view()).toMatchObject({ gpus: [{ taken: null }, { taken: null }], probeFailure: null });
  });

  test('because nvidia-smi hangs is not waited for, and what hangs is killed when the host is closed', async () => {
    tools.hang('query-gpu');
    const opened = await open();
    expect(opened.view()).toMatchObject({ gpus: [], probeFailure: 'the driver has not answered for 5 s' });
    opened.close();
    const hanging = identify(tools.hanging);
    // Ends when the kernel has done as it was told, or with the time limit of tests.
    while (hanging !== null && isAlive(hanging) === 'alive') await new Promise(setImmediate);
  });
});

describe('a choice of GPUs', () => {
  test('by --gpus counts, and CUDA_VISIBLE_DEVICES does not then', async () => {
    tools.answer('query-gpu', IDLE);
    const gpus = { kind: 'listed', wanted: [{ by: 'index', index: 1 }] } as const;
    expect(
      (await open({ gpus, environment: { CUDA_VISIBLE_DEVICES: '0' } })).view().gpus.map((gpu) => gpu.uuid),
    ).toEqual([B]);
  });

  test('by CUDA_VISIBLE_DEVICES counts without --gpus', async () => {
    tools.answer('query-gpu', IDLE);
    expect((await open({ environment: { CUDA_VISIBLE_DEVICES: '1' } })).view().gpus.map((gpu) => gpu.uuid)).toEqual([
      B,
    ]);
    expect((await open({ environment: { CUDA_VISIBLE_DEVICES: '' } })).view().gpus).toEqual([]);
  });

  test('by --gpus that this host cannot meet is an error', async () => {
    tools.answer('query-gpu', IDLE);
    const gpus = { kind: 'listed', wanted: [{ by: 'index', index: 4 }] } as const;
    expect(await createHost(optionsOf({ gpus }))).toEqual({
      ok: false,
      message: 'GPU 4 is not on this host, which has GPUs 0, 1',
    });
  });

  test('may name one that is lost, though nobody can tell its UUID', async () => {
    tools.answer(
      'query-gpu',
      `Unable to determine the device handle for GPU0000:0F:00.0: Unknown Error\n${IDLE}`.replace(/\n1.*/, ''),
    );
    const prefix = (uuid: string): GpuName => ({ by: 'uuid', prefix: uuid });
    const gpus = { kind: 'listed', wanted: [prefix(A), prefix(B)] } as const;
    expect((await open({ gpus })).view().gpus.map(({ uuid, broken }) => [uuid, broken])).toEqual([[A, undefined]]);
    const byIndices = { kind: 'listed', wanted: [byIndex(0), byIndex(1)] } as const;
    expect((await open({ gpus: byIndices })).view().gpus.map(({ uuid, broken }) => [uuid, broken])).toEqual([
      [A, undefined],
      ['GPU-lost-00000000:0f:00.0', 'nvidia-smi says of it: Unknown Error'],
    ]);
  });

  test('by --gpus none or virtual needs no nvidia-smi', async () => {
    tools.answer('query-gpu', BUSY);
    expect((await open({ gpus: { kind: 'none' } })).view().gpus).toEqual([]);
    const virtual = await open({ gpus: { kind: 'virtual', count: 64, memory: null } });
    expect(virtual.view()).toMatchObject({ slots: Math.max(64, availableParallelism()), probeFailure: null });
    expect(virtual.view().gpus).toHaveLength(64);
    virtual.released(['virtual-0']);
    expect(virtual.view().gpus[0]?.taken).toBeNull();
    expect(tools.asked).toEqual([]);
  });
});

describe('the limits of a host', () => {
  const cpus = availableParallelism();

  test.each<[string, Partial<HostLimits>, number, number]>([
    ['say nothing', {}, cpus, cpus],
    ['give a run some', { slots: 1 }, 1, cpus],
    ['give a run more than there are', { slots: cpus + 5 }, cpus + 5, cpus + 5],
    ['give a user some', { slotsOfUser: 1 }, 1, 1],
    ['give both some', { slots: 2, slotsOfUser: 5 }, 2, 5],
    ['give a run more than its user', { slots: 5, slotsOfUser: 2 }, 2, 2],
    ['give a user none', { slotsOfUser: 0 }, 0, 0],
    ['give a run some and a user none', { slots: 5, slotsOfUser: 0 }, 0, 0],
  ])('on slots %s', async (_, limits, slots, slotsOfUser) => {
    expect((await open({ needsGpus: false, ...limits })).view()).toMatchObject({ slots, slotsOfUser });
  });

  test.each<[string, Partial<HostLimits>, string | null]>([
    ['it is paused', { paused: { by: 'you', lift: '' } }, 'paused by you until `sweep gpus resume`'],
    ['a file pauses it', { paused: { by: '.sweep-host.yaml', lift: null } }, 'paused by .sweep-host.yaml'],
    ['its user has no slots', { slotsOfUser: 0 }, 'the host file gives no slots'],
    ['only a GPU is paused', { paused: [pausing(0)] }, null],
  ])('hold everything if %s', async (_, limits, paused) => {
    tools.answer('query-gpu', IDLE);
    expect((await open(limits)).view().paused).toBe(paused);
  });

  test('pause GPUs, and care for none that is not there', async () => {
    tools.answer('query-gpu', BUSY);
    expect(takenOf(await open({ paused: [pausing(1), pausing(7)] }))).toEqual([null, 'paused']);
  });

  test('pause made-up GPUs too', async () => {
    const gpus = { kind: 'virtual', count: 12, memory: null } as const;
    const taken = takenOf(await open({ gpus, paused: [{ gpu: { by: 'uuid', prefix: 'virtual-1' }, pause }] }));
    expect(taken.flatMap((because, index) => (because === null ? [] : [[index, because]]))).toEqual([[1, 'paused']]);
  });

  test('give memory and named counters', async () => {
    const resources = new Map([['license', 2]]);
    const view = (await open({ memory: bytes(GIB), resources })).view();
    expect(view).toMatchObject({ memory: GIB });
    expect(view.resources).toEqual(resources);
  });
});

describe('limits that change while a run goes on', () => {
  test('count at once, and the loop is told', async () => {
    tools.answer('query-gpu', BUSY);
    const opened = await open();
    let told = 0;
    opened.onChange(() => (told += 1));
    const before = tools.asked.length;
    const gpus = { kind: 'listed', wanted: [byIndex(1)] } as const;
    expect(
      opened.configure({ ...NO_LIMITS, slots: 7, gpus, freeMemory: 0.3, paused: { by: 'you', lift: '' } }),
    ).toBeNull();
    expect(told).toBe(1);
    expect(opened.view()).toMatchObject({
      slots: 7,
      paused: 'paused by you until `sweep gpus resume`',
      gpus: [{ uuid: B, taken: null }],
    });
    expect(opened.configure({ ...NO_LIMITS, maxLoad: 0.5, freeMemory: 0.3 })).toBeNull();
    expect(takenOf(opened)).toEqual([null, expect.stringContaining('its load is 97%')]);
    expect(tools.asked).toHaveLength(before);
  });

  test('pause and resume a GPU', async () => {
    tools.answer('query-gpu', IDLE);
    const opened = await open();
    opened.configure({ ...NO_LIMITS, paused: [pausing(0)] });
    expect(takenOf(opened)).toEqual(['paused', null]);
    opened.configure(NO_LIMITS);
    expect(takenOf(opened)).toEqual([null, null]);
  });

  test('stay as they were, in all, when they name a GPU that is not there', async () => {
    tools.answer('query-gpu', IDLE);
    const opened = await open({ slots: 3 });
    let told = 0;
    opened.onChange(() => (told += 1));
    const gpus = { kind: 'listed', wanted: [byIndex(4)] } as const;
    expect(opened.configure({ ...NO_LIMITS, slots: 7, gpus })).toBe('GPU 4 is not on this host, which has GPUs 0, 1');
    expect(told).toBe(0);
    expect(opened.view()).toMatchObject({ slots: 3, gpus: [{ uuid: A }, { uuid: B }] });
  });

  test('do not exchange made-up GPUs for real ones', async () => {
    const gpus = { kind: 'virtual', count: 2, memory: null } as const;
    const opened = await open({ gpus });
    expect(opened.configure(NO_LIMITS)).toContain('cannot take the place of');
    expect(opened.view().gpus).toHaveLength(2);
    expect(opened.configure({ ...NO_LIMITS, gpus, slots: 1 })).toBeNull();
    expect(opened.view().slots).toBe(1);
  });

  test('may choose among made-up GPUs, but make up no more', async () => {
    const gpus = { kind: 'virtual', count: 2, memory: null } as const;
    const opened = await open({ gpus });
    const uuids = (): string[] => opened.view().gpus.map(({ uuid }) => uuid);
    expect(opened.configure({ ...NO_LIMITS, gpus: { kind: 'listed', wanted: [byIndex(1)] } })).toBeNull();
    expect(uuids()).toEqual(['virtual-1']);
    expect(opened.configure({ ...NO_LIMITS, gpus: { ...gpus, count: 3 } })).toContain('no more can be made up');
    expect(opened.configure({ ...NO_LIMITS, gpus: { ...gpus, count: 1 } })).toBeNull();
    expect(uuids()).toEqual(['virtual-0']);
    expect(opened.configure({ ...NO_LIMITS, gpus })).toBeNull();
    expect(uuids()).toEqual(['virtual-0', 'virtual-1']);
  });

  test('may take all GPUs away, and give them back', async () => {
    tools.answer('query-gpu', IDLE);
    const opened = await open();
    opened.configure({ ...NO_LIMITS, gpus: { kind: 'none' } });
    expect(opened.view().gpus).toEqual([]);
    opened.configure(NO_LIMITS);
    expect(opened.view().gpus).toHaveLength(2);
  });

  test('are not held against GPUs that no job needs', async () => {
    const opened = await open({ needsGpus: false });
    expect(opened.configure({ ...NO_LIMITS, gpus: { kind: 'listed', wanted: [byIndex(4)] } })).toBeNull();
    expect(tools.asked).toEqual([]);
  });
});

describe('all GPUs of a host', () => {
  test('come with who uses them, as far as this machine knows', async () => {
    tools.answer('query-gpu', BUSY);
    tools.answer('query-compute-apps', `${B}, ${process.pid}, 50000\n${B}, 999999999, 10\n`);
    const all = await lookAtAllGpus(() => undefined);
    const uid = process.getuid?.() ?? 0;
    expect(all).toMatchObject({
      ok: true,
      gpus: [
        { vendor: 'nvidia', uuid: A, load: 0, fault: null, users: [] },
        {
          uuid: B,
          load: 0.97,
          users: [
            { pid: process.pid, memory: 50000 * 2 ** 20, owner: { uid, program: expect.any(String) as string } },
            { pid: 999999999, memory: 10 * 2 ** 20, owner: null },
          ],
        },
      ],
    });
  });

  test('may be none, or not to be looked at', async () => {
    tools.answer('query-gpu', 'Failed to initialize NVML: Driver/library version mismatch\n', 18);
    expect(await lookAtAllGpus(() => undefined)).toEqual({
      ok: false,
      message: 'nvidia-smi exited with 18: Failed to initialize NVML: Driver/library version mismatch',
    });
    tools.forget('nvidia-smi');
    expect(await lookAtAllGpus(() => undefined)).toEqual({ ok: true, gpus: [], complaint: null });
  });
});
