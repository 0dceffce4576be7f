import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GpuProbe } from '../../../src/host/gpus/gpu-probe.ts';
import type { GpuLook, GpuSample } from '../../../src/host/gpus/gpu-sample.ts';
import { identify, isAlive } from '../../../src/host/system/process.ts';
import { gpuId } from '../../../src/model/resources.ts';
import { someOf } from '../../rig/cases.ts';
import { GpuTools, recordedError, type GpuTool } from '../../rig/gpu-tools.ts';

const GIB = 2 ** 30;
const MIB = 2 ** 20;

let tools: GpuTools;

beforeEach(() => {
  tools = new GpuTools();
});

afterEach(() => {
  tools.close();
});

/** One that gives a tool five seconds. */
const hasty = (): GpuProbe => new GpuProbe({ limit: 5000 });

async function looked(probe = hasty()): Promise<Extract<GpuLook, { ok: true }>> {
  const look = await probe.look();
  if (!look.ok) throw new Error(look.message);
  return look;
}

async function gpusOf(tool: GpuTool, recorded: string): Promise<readonly GpuSample[]> {
  tools.install(tool, recorded);
  return (await looked()).gpus;
}

async function failure(probe = hasty()): Promise<string> {
  const look = await probe.look();
  if (look.ok) throw new Error('nothing failed');
  return look.message;
}

const brief = (gpus: readonly GpuSample[]): unknown[] =>
  gpus.map((gpu) => [gpuId(gpu), gpu.uuid, gpu.name, mib(gpu.memory), mib(gpu.used), gpu.load]);

const mib = (bytes: number | null): number | null => (bytes === null ? null : bytes / MIB);

async function goneOf(look: GpuLook): Promise<void> {
  if (!look.ok) await look.gone;
}

describe('A100s with NVLink', () => {
  test('come with memory, use, load and links', async () => {
    const gpus = await gpusOf('nvidia-smi', 'a100-nvlink');
    expect(brief(gpus).slice(1, 3)).toEqual([
      [1, 'GPU-7d1f3d5b-0f3e-4c59-9a45-2b6c3a1e0001', 'NVIDIA A100-SXM4-80GB', 81920, 4, 0],
      [2, 'GPU-7d1f3d5b-0f3e-4c59-9a45-2b6c3a1e0002', 'NVIDIA A100-SXM4-80GB', 81920, 53248, 0.97],
    ]);
    const others = gpus.slice(1).map(({ uuid }) => [uuid, 17]);
    expect(gpus[0]?.links).toEqual(Object.fromEntries(others));
  });

  test('come with who computes on them, once somebody asks', async () => {
    tools.install('nvidia-smi', 'a100-nvlink');
    const look = await looked();
    expect(tools.asked.some((question) => question.includes('compute-apps'))).toBe(false);
    const gpu = 'GPU-7d1f3d5b-0f3e-4c59-9a45-2b6c3a1e0002';
    expect(await look.processes()).toEqual([
      { gpu, pid: 55111, memory: 20481 * MIB },
      { gpu, pid: 34965, memory: 32760 * MIB },
    ]);
  });

  test('are asked for their links only once', async () => {
    tools.install('nvidia-smi', 'a100-nvlink');
    const probe = new GpuProbe();
    await looked(probe);
    const { gpus } = await looked(probe);
    expect(tools.asked.filter((question) => question === 'nvidia-smi topo -m')).toHaveLength(1);
    expect(Object.keys(gpus[3]?.links ?? {})).toHaveLength(3);
  });

  test('have no known links where the matrix cannot be had', async () => {
    tools.install('nvidia-smi', 'a100-nvlink');
    tools.answer('topo', 'Failed to run topology matrix\n', 255);
    expect((await looked()).gpus.map(({ links }) => links)).toEqual([{}, {}, {}, {}]);
  });

  test('are asked exactly this', async () => {
    tools.install('nvidia-smi', 'a100-nvlink');
    await looked();
    expect(tools.asked).toEqual([
      'nvidia-smi --query-gpu=index,uuid,pci.bus_id,name,memory.total,memory.used,utilization.gpu,mig.mode.current --format=csv,noheader,nounits',
      'nvidia-smi topo -m',
    ]);
  });
});

describe('a GPU in MIG mode', () => {
  test('is no device, but each of its instances is, with its own memory', async () => {
    const name = 'NVIDIA A100-SXM4-80GB';
    expect(brief(await gpusOf('nvidia-smi', 'a100-mig'))).toEqual([
      ['0:0', 'MIG-ce861fb0-a248-58ce-a9a8-f9adbc22a66a', `${name} MIG 1g.20gb`, 19968, 12, null],
      ['0:1', 'MIG-a45882f0-9215-5733-a0c1-49286ab31cb5', `${name} MIG 1g.20gb`, 19968, 12, null],
      ['0:2', 'MIG-f00d722c-f4e1-52c9-aa31-750441ae1bfe', `${name} MIG 1g.20gb`, 19968, 12, null],
      ['0:3', 'MIG-930574a9-d43a-5d2b-95da-3e68384c8d6b', `${name} MIG 1g.20gb`, 19968, 12, null],
      [1, 'GPU-d8594bd4-0fc3-8595-e355-7c98138f3b95', name, 81920, 4, 0],
      [2, 'GPU-5e375e7e-b41f-155b-dcdc-534524c356fc', name, 81920, 4, 0],
      [3, 'GPU-69ec2344-ebac-b028-f88f-452abb3d7f11', name, 81920, 4, 0],
    ]);
  });

  test('tells who computes on which instance', async () => {
    tools.install('nvidia-smi', 'h100-mig');
    const look = await looked();
    expect(look.gpus.map((gpu) => [gpuId(gpu), mib(gpu.memory), mib(gpu.used)])).toEqual([
      ['0:0', 22144, 14366],
      ['0:1', 22144, 16],
      ['0:2', 22144, 16],
      ['0:3', 11008, 9826],
    ]);
    expect((await look.processes()).map(({ gpu, pid }) => [gpu.slice(0, 12), pid])).toEqual([
      ['MIG-7839bf6f', 34965],
      ['MIG-7839bf6f', 56597],
      ['MIG-dbf12406', 46505],
    ]);
  });

  test.each(
    someOf<readonly [string, () => void]>([
      ['fails', () => tools.answer('details', '', 255)],
      ['hangs', () => tools.hang('details')],
      [
        'is garbage',
        () => tools.answer('details', '<nvidia_smi_log>\n<gpu id="00000000:E1:00.0">\n<mig_devices><mig_dev'),
      ],
    ]),
  )('has instances of the size that their profiles tell, where -q -x %s', async (_, spoil) => {
    tools.install('nvidia-smi', 'h100-mig');
    spoil();
    const { gpus } = await looked();
    expect(gpus.map(({ memory, used }) => [memory, used])).toEqual([
      [24 * GIB, null],
      [24 * GIB, null],
      [24 * GIB, null],
      [12 * GIB, null],
    ]);
  });

  test('has its own instances, and not those of the next GPU', async () => {
    tools.install('nvidia-smi', 'h100-mig');
    const [first, second] = ['GPU-81495ec7-da36-8ea5-9f7d-5804aa3fef20', 'GPU-0000-1'];
    const name = 'NVIDIA H100 NVL';
    tools.answer(
      'query-gpu',
      `0, ${first}, 00000000:E1:00.0, ${name}, 95830, 24224, [N/A], Enabled\n` +
        `1, ${second}, 00000000:F1:00.0, ${name}, 95830, 0, [N/A], Enabled\n`,
    );
    tools.answer(
      'list',
      `GPU 0: ${name} (UUID: ${first})\n  MIG 2g.24gb     Device  0: (UUID: MIG-a)\n` +
        `GPU 1: ${name} (UUID: ${second})\n  MIG 2g.24gb     Device  0: (UUID: MIG-b)\n`,
    );
    expect((await looked()).gpus.map((gpu) => [gpuId(gpu), gpu.uuid, mib(gpu.used)])).toEqual([
      ['0:0', 'MIG-a', 14366],
      ['1:0', 'MIG-b', null],
    ]);
  });

  test('without instances is no device at all', async () => {
    tools.install('nvidia-smi', 'h100-mig');
    tools.answer('list', 'GPU 0: NVIDIA H100 NVL (UUID: GPU-81495ec7-da36-8ea5-9f7d-5804aa3fef20)\n');
    expect((await looked()).gpus).toEqual([]);
  });

  test('whose instances cannot be listed is a failure, not a host without GPUs', async () => {
    tools.install('nvidia-smi', 'h100-mig');
    tools.answer('list', recordedError('unknown-error'), 255);
    expect(await failure()).toBe(
      'nvidia-smi exited with 255: Unable to determine the device handle for GPU0000:17:00.0: Unknown Error',
    );
  });

  test('may have the UUIDs of older drivers, and profiles with a compute instance or media engines', async () => {
    tools.install('nvidia-smi', 'h100-mig');
    tools.forget('details');
    const parent = 'GPU-81495ec7-da36-8ea5-9f7d-5804aa3fef20';
    tools.answer(
      'list',
      `GPU 0: NVIDIA H100 NVL (UUID: ${parent})\n` +
        `  MIG 1c.3g.20gb Device 0: (UUID: MIG-${parent}/2/0)\n` +
        `  MIG 1g.12gb+me  Device  1: (UUID: MIG-${parent}/9/0)\n`,
    );
    expect(brief((await looked()).gpus)).toEqual([
      ['0:0', `MIG-${parent}/2/0`, 'NVIDIA H100 NVL MIG 1c.3g.20gb', 20480, null, null],
      ['0:1', `MIG-${parent}/9/0`, 'NVIDIA H100 NVL MIG 1g.12gb+me', 12288, null, null],
    ]);
  });
});

describe('mixed cards', () => {
  test('are told apart, and what one does not tell is not known', async () => {
    const gpus = await gpusOf('nvidia-smi', 'mixed');
    expect(gpus.map(({ name, memory, used, load }) => [name, mib(memory), mib(used), load])).toEqual([
      ['NVIDIA GeForce RTX 5090', 32607, 29324, 0],
      ['NVIDIA GeForce RTX 5090', 32607, 15, 0],
      ['NVIDIA GeForce RTX 4090', 24564, 15, 0.12],
      ['NVIDIA GeForce RTX 4090', 24564, 15, 0],
      ['NVIDIA GB10', null, null, null],
    ]);
  });

  test('are linked through PCI, the nearer the better', async () => {
    const gpus = await gpusOf('nvidia-smi', 'mixed');
    const ranks = gpus.map(({ links }) => gpus.map(({ uuid }) => links[uuid] ?? 0));
    expect(ranks).toEqual([
      [0, 1, 1, 1, 1],
      [1, 0, 3, 2, 2],
      [1, 3, 0, 2, 2],
      [1, 2, 2, 0, 3],
      [1, 2, 2, 3, 0],
    ]);
  });
});

describe('a driver from before MIG', () => {
  test('is asked without it, and from then on no more', async () => {
    tools.install('nvidia-smi', 'old-driver');
    const probe = new GpuProbe();
    const { gpus } = await looked(probe);
    expect(brief(gpus)).toEqual([[0, 'GPU-22b2c6ac-2d49-4863-197c-9c469071178a', 'GeForce RTX 2080', 7979, 176, 0.86]]);
    await looked(probe);
    expect(tools.asked.map((question) => question.includes('mig.mode.current'))).toEqual([true, false, false]);
  });
});

describe('a driver error', () => {
  test.each([
    [
      'no-driver',
      9,
      "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.",
    ],
    ['version-mismatch', 18, 'Failed to initialize NVML: Driver/library version mismatch'],
    [
      'gpu-is-lost',
      15,
      'Unable to determine the device handle for GPU 0000:02:00.0: GPU is lost.  Reboot the system to recover this GPU',
    ],
  ])('%s fails the look, in the words of the tool', async (name, code, words) => {
    tools.install('nvidia-smi');
    tools.answer('query-gpu', recordedError(name), code);
    expect(await failure()).toBe(`nvidia-smi exited with ${code}: ${words}`);
  });

  test('in the place of a GPU fails the look, though the tool ends well', async () => {
    tools.install('nvidia-smi', 'a100-nvlink');
    tools.answer('query-gpu', recordedError('unknown-error'));
    expect(await failure()).toBe(
      'nvidia-smi says of no GPU in particular: Unable to determine the device handle for GPU0000:17:00.0: Unknown Error',
    );
  });

  test.each(someOf(['\u0000\u0001\ufffd\u001b[31m', '<html>502</html>', '0, GPU-1', ','.repeat(20)]))(
    'such as the garbage %j fails the look',
    async (garbage) => {
      tools.install('nvidia-smi');
      tools.answer('query-gpu', `${garbage}\n`);
      expect(await failure()).toContain('nvidia-smi says of no GPU in particular');
    },
  );

  test('leaves AMD out of it: the GPUs of this host are NVIDIA’s', async () => {
    tools.install('nvidia-smi');
    tools.install('amd-smi', 'amd-smi');
    tools.answer('query-gpu', recordedError('no-driver'), 9);
    expect(await failure()).toContain('nvidia-smi exited with 9');
  });
});

test('a GPU that is listed twice is one', async () => {
  const ROW = '0, GPU-5c8f5e2a-0001, 00000000:1A:00.0, NVIDIA A100-SXM4-80GB, 81920, 4, 0, Disabled\n';
  tools.install('nvidia-smi');
  tools.answer('query-gpu', ROW + ROW);
  expect((await looked()).gpus.map(({ uuid }) => uuid)).toEqual(['GPU-5c8f5e2a-0001']);
});

describe('a GPU that is lost', () => {
  const HEALTHY =
    '1, GPU-5c8f5e2a-0002, 00000000:3B:00.0, NVIDIA A100-SXM4-80GB, 81920, 4, 0, Disabled\n' +
    '2, GPU-5c8f5e2a-0003, 00000000:5E:00.0, NVIDIA A100-SXM4-80GB, 81920, 4, 0, Disabled\n';
  const WAS = '0, GPU-5c8f5e2a-0001, 00000000:1A:00.0, NVIDIA A100-SXM4-80GB, 81920, 4, 0, Disabled\n';
  const LINE =
    'Unable to determine the device handle for GPU0000:1A:00.0: GPU is lost.  Reboot the system to recover this GPU\n';

  const told = (gpus: readonly GpuSample[]): unknown[] => gpus.map(({ index, uuid, fault }) => [index, uuid, fault]);
  const others = [
    [1, 'GPU-5c8f5e2a-0002', null],
    [2, 'GPU-5c8f5e2a-0003', null],
  ];

  const fields = (said: string, count = 7): string => Array.from({ length: count }, () => said).join(', ');

  test.each<[string, string, number, string, string]>([
    ['a line before the others', LINE + HEALTHY, 0, 'GPU is lost', 'GPU-lost-00000000:1a:00.0'],
    ['a line before it fails', HEALTHY + LINE, 15, 'GPU is lost', 'GPU-lost-00000000:1a:00.0'],
    [
      'a line of an older tool',
      `Unable to determine the device handle for gpu 0000:18:00.0: Unknown Error\n${HEALTHY}`,
      0,
      'Unknown Error',
      'GPU-lost-00000000:18:00.0',
    ],
    [
      'a line of a newer tool, on which it fails',
      `${HEALTHY}Unable to determine the device handle for GPU0: 0000:1A:00.0: Unknown Error\n`,
      255,
      'Unknown Error',
      'GPU-lost-00000000:1a:00.0',
    ],
    [
      'a line with colours',
      `\u001b[31m${LINE.trim()}\u001b[0m\n${HEALTHY}`,
      15,
      'GPU is lost',
      'GPU-lost-00000000:1a:00.0',
    ],
    [
      'all fields of its row but the first',
      `0, ${fields('[GPU is lost]')}\n${HEALTHY}`,
      0,
      'GPU is lost',
      'GPU-lost-0',
    ],
    ['all fields of its row', `${fields('[Unknown Error]', 8)}\n${HEALTHY}`, 0, 'Unknown Error', 'GPU-lost-0'],
    [
      'all fields but its index and bus',
      `0, [GPU is lost], 00000000:1A:00.0, ${fields('[GPU is lost]', 5)}\n${HEALTHY}`,
      0,
      'GPU is lost',
      'GPU-lost-00000000:1a:00.0',
    ],
  ])('by %s is out, and only that one', async (_, text, code, fault, uuid) => {
    tools.install('nvidia-smi');
    tools.answer('query-gpu', text, code);
    expect(told((await looked()).gpus)).toEqual([[0, uuid, fault], ...others]);
  });

  test('by a line on stderr of a tool that fails is out, and only that one', async () => {
    tools.install('nvidia-smi');
    tools.answer('query-gpu', HEALTHY, 15);
    tools.complain('query-gpu', LINE);
    expect(told((await looked()).gpus)).toEqual([[0, 'GPU-lost-00000000:1a:00.0', 'GPU is lost'], ...others]);
  });

  test.each([
    ['a line', LINE],
    ['its row', `0, ${fields('[GPU is lost]')}\n`],
  ])('by %s is known again by what was seen of it before', async (_, lost) => {
    tools.install('nvidia-smi');
    const probe = hasty();
    tools.answer('query-gpu', WAS + HEALTHY);
    await looked(probe);
    tools.answer('query-gpu', lost + HEALTHY);
    const { gpus } = await looked(probe);
    expect(told(gpus)).toEqual([[0, 'GPU-5c8f5e2a-0001', 'GPU is lost'], ...others]);
    expect(gpus[0]).toMatchObject({ name: 'NVIDIA A100-SXM4-80GB', used: null });
  });

  test('does not take the number of another that has moved up', async () => {
    tools.install('nvidia-smi');
    tools.answer('query-gpu', LINE + HEALTHY.replace(/^1/, '0').replace(/\n2/, '\n1'));
    expect((await looked()).gpus.map(({ index, fault }) => [index, fault])).toEqual([
      [0, null],
      [1, null],
      [2, 'GPU is lost'],
    ]);
  });

  test('may be one whose row looks well', async () => {
    tools.install('nvidia-smi');
    tools.answer('query-gpu', WAS + HEALTHY + LINE);
    expect(told((await looked()).gpus)).toEqual([[0, 'GPU-5c8f5e2a-0001', 'GPU is lost'], ...others]);
  });

  test('leaves the MIG instances of the others, though the list of them ends in failure', async () => {
    tools.install('nvidia-smi', 'h100-mig');
    tools.answer('list', `${LINE}${readFileSync(join(tools.folder, 'list'), 'utf8')}`, 255);
    expect((await looked()).gpus).toHaveLength(4);
  });
});

test('a tool that fails, and yet tells of GPUs of which each works, is told', async () => {
  tools.install('nvidia-smi', 'a100-nvlink');
  tools.answer('query-gpu', readFileSync(join(tools.folder, 'query-gpu'), 'utf8'), 14);
  tools.complain('query-gpu', '\u001b[1mWARNING\u001b[0m: infoROM is \u0007corrupted\nmore\n');
  const look = await new GpuProbe().look();
  expect(look).toMatchObject({ ok: true, complaint: 'nvidia-smi exited with 14: WARNING: infoROM is corrupted' });
  expect(look.ok ? look.gpus.length : 0).toBe(4);
});

test('a tool that fails says so without what would move or colour a terminal', async () => {
  tools.install('nvidia-smi');
  tools.answer('query-gpu', '\u001b[2J\u001b[31mno\u0000 driver\r\u001b[0m\n', 9);
  expect(await failure()).toBe('nvidia-smi exited with 9: no driver');
  tools.answer('query-gpu', '\u001b[31mno answer\u001b[0m\n');
  expect(await failure()).toBe('nvidia-smi says of no GPU in particular: no answer');
});

test('a warning among the GPUs takes none of them away', async () => {
  tools.install('nvidia-smi', 'a100-nvlink');
  const text = readFileSync(join(tools.folder, 'query-gpu'), 'utf8');
  tools.answer('query-gpu', `${text}WARNING: infoROM is corrupted at gpu 0000:07:00.0\n`);
  expect((await looked()).gpus.map(({ fault }) => fault)).toEqual([null, null, null, null]);
});

/** Each tool, with the first that it is asked. */
const TOOLS = [
  ['nvidia-smi', 'query-gpu'],
  ['amd-smi', 'metric'],
  ['rocm-smi', 'all'],
] as const;

describe('a tool that hangs', () => {
  test.each(someOf(TOOLS))('and ignores TERM is killed at the limit: %s', async (tool, question) => {
    tools.install(tool);
    tools.hang(question);
    const look = await hasty().look();
    expect(look).toMatchObject({ ok: false, message: `${tool} did not end within 5 s`, hung: true });
    await goneOf(look);
    const hanging = identify(tools.hanging);
    expect(hanging === null || isAlive(hanging) === 'dead').toBe(true);
  });

  test('is not followed by its predecessor, which asks the same driver', async () => {
    tools.install('amd-smi');
    tools.install('rocm-smi', 'rocm-smi');
    tools.hang('metric');
    expect(await failure()).toBe('amd-smi did not end within 5 s');
    expect(tools.asked).toEqual(['amd-smi metric --usage --mem-usage --json']);
  });
});

test.each(someOf(TOOLS))(
  'of a tool that writes many times what it can have to say only that is told: %s',
  async (tool, question) => {
    tools.install(tool);
    tools.answer(question, '0, GPU-1, 00000000:07:00.0, A100, 81920, 4, 0, [N/A]\n'.repeat(100_000));
    expect(await new GpuProbe().look()).toMatchObject({ ok: false, message: `${tool} wrote too much`, hung: false });
  },
);

describe('AMD', () => {
  test('is asked by amd-smi, and numbers its GPUs as HIP does', async () => {
    tools.install('amd-smi', 'amd-smi');
    const look = await looked();
    expect(brief(look.gpus)).toEqual([
      [0, 'AMD-c2171ff77417f1d6', 'AMD Instinct MI300X', 196592, 284, 0],
      [1, 'AMD-de8287300da37c72', 'AMD Instinct MI300X', 196592, 171530, 0.94],
    ]);
    expect(await look.processes()).toEqual([{ gpu: 'AMD-de8287300da37c72', pid: 4242, memory: 179306496000 }]);
  });

  test('goes by HIP’s numbers rather than by the nodes', async () => {
    tools.install('amd-smi', 'amd-smi');
    const gpu = (number: number): unknown => ({
      gpu: number,
      node_id: 4 + number,
      hip_id: 1 - number,
      uuid: `0000000${number}`,
    });
    tools.answer('list-e', JSON.stringify([gpu(0), gpu(1)]));
    expect((await looked()).gpus.map(({ index, uuid }) => [index, uuid])).toEqual([
      [0, 'AMD-00000001'],
      [1, 'AMD-00000000'],
    ]);
  });

  test('is asked what does not change only once', async () => {
    tools.install('amd-smi', 'amd-smi');
    const probe = new GpuProbe();
    await looked(probe);
    expect(brief((await looked(probe)).gpus)).toHaveLength(2);
    expect(tools.asked.filter((question) => !question.includes('metric'))).toHaveLength(2);
  });

  test('numbers its GPUs by their nodes where an older amd-smi does not tell HIP’s numbers', async () => {
    tools.install('amd-smi', 'amd-smi');
    tools.forget('list-e');
    expect((await looked()).gpus.map(({ index, uuid }) => [index, uuid])).toEqual([
      [0, 'AMD-c2ff748f-0000-1000-8017-1ff77417f1d6'],
      [1, 'AMD-deff740f-0000-1000-8082-87300da37c72'],
    ]);
  });

  test('keeps its GPUs apart by number where nothing else is told', async () => {
    tools.install('amd-smi', 'amd-smi');
    for (const question of ['list-e', 'list', 'static']) tools.forget(question);
    expect((await looked()).gpus.map(({ index, uuid, name }) => [index, uuid, name])).toEqual([
      [0, 'AMD-0', 'AMD GPU'],
      [1, 'AMD-1', 'AMD GPU'],
    ]);
  });

  test('need not tell the use of a GPU', async () => {
    tools.install('amd-smi', 'amd-smi');
    tools.answer('metric', '[{"gpu": 0, "usage": "N/A", "mem_usage": {"total_vram": "N/A", "used_vram": "N/A"}}]');
    expect((await looked()).gpus).toMatchObject([{ memory: null, used: null, load: null }]);
  });

  test.each([
    ['is missing', (): void => tools.forget('amd-smi')],
    ['fails', (): void => tools.answer('metric', 'AMD-SMI is not initialized\n', 255)],
    ['answers with garbage', (): void => tools.answer('metric', '[WARN] no json\n')],
  ])('is asked by rocm-smi where amd-smi %s', async (_, spoil) => {
    tools.install('amd-smi');
    tools.install('rocm-smi', 'rocm-smi');
    spoil();
    const look = await looked();
    expect(look.gpus.map((gpu) => [gpu.index, gpu.uuid, gpu.name, gpu.memory, gpu.used, gpu.load])).toEqual([
      [0, 'AMD-1', 'Raphael', 67108864, 26079232, null],
      [1, 'AMD-9246a1b2c3d4e5f6', 'Navi 21 [Radeon RX 6800/6800 XT / 6900 XT]', 17163091968, 692142080, 0.19],
    ]);
    expect(await look.processes()).toEqual([]);
  });

  test('comes after NVIDIA', async () => {
    tools.install('nvidia-smi', 'a100-nvlink');
    tools.install('amd-smi', 'amd-smi');
    expect(new Set((await looked()).gpus.map(({ vendor }) => vendor))).toEqual(new Set(['nvidia']));
  });

  test.each([
    ['with an exit code of its own', 6],
    ['in words', 0],
  ])('is asked where nvidia-smi finds none, %s', async (_, code) => {
    tools.install('nvidia-smi');
    tools.install('amd-smi', 'amd-smi');
    tools.answer('query-gpu', recordedError('no-devices'), code);
    expect(new Set((await looked()).gpus.map(({ vendor }) => vendor))).toEqual(new Set(['amd']));
  });
});

test('without any tool there are no GPUs, and nothing has failed', async () => {
  expect((await looked()).gpus).toEqual([]);
});
