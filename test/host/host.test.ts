import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHost, type HostOptions, type MachineHost } from '../../src/host/host.ts';
import { identify, isAlive } from '../../src/host/process.ts';

/** Plays what a real one has said: answers from files beside it, notes what it was asked, and hangs if told to. */
const NVIDIA_SMI = `#!/bin/bash
here=\${0%/*}
echo "$*" >> "$here/asked"
case $1 in --query-gpu=*) answer=$here/gpus ;; --query-compute-apps=*) answer=$here/apps ;; *) exit 2 ;; esac
if [ -e "$answer.hangs" ]; then echo $$ > "$here/pid"; exec sleep 1000; fi
[ ! -e "$answer" ] || cat "$answer"
[ ! -e "$answer.code" ] || exit "$(cat "$answer.code")"
`;

const [A, B] = ['GPU-5c8f5e2a-0001', 'GPU-5c8f5e2a-0002'];
const IDLE = `0, ${A}, 81920, 4, 0, NVIDIA A100-SXM4-80GB\n1, ${B}, 81920, 4, 0, NVIDIA A100-SXM4-80GB\n`;
const BUSY = IDLE.replace(`${B}, 81920, 4, 0`, `${B}, 81920, 53248, 97`);

let folder: string;
let host: MachineHost | null = null;
const path = process.env['PATH'];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gpus-'));
  install();
});

afterEach(() => {
  host?.close();
  host = null;
  process.env['PATH'] = path;
  rmSync(folder, { recursive: true, force: true });
});

function install(): void {
  writeFileSync(join(folder, 'nvidia-smi'), NVIDIA_SMI);
  chmodSync(join(folder, 'nvidia-smi'), 0o755);
  process.env['PATH'] = `${folder}:${path ?? ''}`;
}

function answers(file: 'gpus' | 'apps' | 'gpus.code' | 'apps.code' | 'gpus.hangs', text: string): void {
  writeFileSync(join(folder, file), text);
}

async function open(options: Partial<HostOptions> = {}): Promise<MachineHost> {
  const created = await createHost({ slots: null, gpus: null, visibleDevices: undefined, needsGpus: true, ...options });
  if (!created.ok) throw new Error(created.message);
  host = created.host;
  return host;
}

const asked = (): string[] =>
  existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8').trimEnd().split('\n') : [];

describe('the GPUs of this host', () => {
  test('are those that nvidia-smi shows', async () => {
    answers('gpus', IDLE);
    const view = (await open()).view();
    const memory = 80 * 2 ** 30;
    expect(view).toEqual({
      slots: Math.max(availableParallelism(), 2),
      gpus: [
        { index: 0, uuid: A, name: 'NVIDIA A100-SXM4-80GB', memory, taken: null },
        { index: 1, uuid: B, name: 'NVIDIA A100-SXM4-80GB', memory, taken: null },
      ],
      probeFailure: null,
    });
    expect(asked()).toEqual([
      '--query-gpu=index,uuid,memory.total,memory.used,utilization.gpu,name --format=csv,noheader,nounits',
    ]);
  });

  test('come in the order of their indices, and their names may hold commas', async () => {
    answers('gpus', `1, ${B}, 1, 0, 0, b\n0, ${A}, 1, 0, 0, Some GPU, 80GB, rev. 2\n`);
    expect((await open()).view().gpus.map((gpu) => gpu.name)).toEqual(['Some GPU, 80GB, rev. 2', 'b']);
  });

  test('may keep their memory to themselves: what is not known is not zero, and counts as free', async () => {
    answers('gpus', `0, ${A}, [N/A], [N/A], [N/A], NVIDIA GB10\n1, ${B}, [Not Supported], 8, [N/A], Orin\n`);
    expect((await open()).view().gpus).toMatchObject([
      { memory: null, taken: null },
      { memory: null, taken: null },
    ]);
  });

  test.each([['[GPU is lost]'], ['[Unknown Error]'], ['[GPU requires reset]'], ['ERR!']])(
    'are not given away when the driver says %s of them',
    async (said) => {
      answers('gpus', `0, ${A}, 81920, ${said}, 0, NVIDIA A100\n`);
      expect((await open()).view().gpus[0]?.taken).toBe(`nvidia-smi says of it: ${said.replace(/[[\]]/g, '')}`);
    },
  );

  test('are none without nvidia-smi, and nothing has failed', async () => {
    process.env['PATH'] = mkdtempSync(join(folder, 'empty-'));
    expect((await open()).view()).toEqual({ slots: availableParallelism(), gpus: [], probeFailure: null });
  });

  test.each([
    ['with an exit code of its own', '6'],
    ['in words', '0'],
  ])('are none where nvidia-smi finds none, %s', async (_, code) => {
    answers('gpus', 'No devices were found\n');
    answers('gpus.code', code);
    expect((await open()).view()).toMatchObject({ gpus: [], probeFailure: null });
  });

  test('are not looked at when no job needs any', async () => {
    answers('gpus', IDLE);
    expect((await open({ needsGpus: false })).view().gpus).toEqual([]);
    expect(asked()).toEqual([]);
  });
});

describe('a stranger', () => {
  test('takes a GPU by using more than a tenth of its memory, and is named', async () => {
    answers('gpus', BUSY);
    answers('apps', `${B}, 4242, 50000\n${B}, 4243, [N/A]\n${A}, 1, 3\n`);
    expect((await open()).view().gpus.map((gpu) => gpu.taken)).toEqual([
      null,
      'only 35% of its memory is free: 52.0 GiB used by processes 4242 (48.8 GiB), 4243',
    ]);
  });

  test('takes a GPU although the driver hides who it is', async () => {
    answers('gpus', BUSY);
    answers('apps.code', '1');
    expect((await open()).view().gpus[1]?.taken).toBe('only 35% of its memory is free: 52.0 GiB used');
  });

  test.each([
    [8192, null],
    [8193, 'only 89% of its memory is free: 8.0 GiB used by process 7 (1.0 GiB)'],
  ])('with %i of 81920 MiB leaves the GPU: %s', async (used, taken) => {
    answers('gpus', `0, ${A}, 81920, ${used}, 0, A100\n`);
    answers('apps', `${A}, 7, 1024\n`);
    expect((await open()).view().gpus[0]?.taken).toBe(taken);
  });

  test('is told of when it comes and when it goes, and only then', async () => {
    answers('gpus', IDLE);
    const opened = await open();
    const changes: (string | null)[] = [];
    opened.view();
    opened.onChange(() => changes.push(opened.view().gpus[1]?.taken ?? null));
    await opened.refresh();
    expect(changes).toEqual([]);
    answers('gpus', BUSY);
    await opened.refresh();
    await opened.refresh();
    answers('gpus', IDLE);
    await opened.refresh();
    expect(changes).toEqual(['only 35% of its memory is free: 52.0 GiB used', null]);
  });

  test('that the host was closed to is not told of', async () => {
    answers('gpus', IDLE);
    const opened = await open();
    let changes = 0;
    opened.onChange(() => (changes += 1));
    opened.view();
    answers('gpus', BUSY);
    const looked = opened.refresh();
    opened.close();
    await looked;
    expect(changes).toBe(0);
  });
});

describe('a GPU that our job leaves', () => {
  test('is ours again as soon as a fresh look has found it free, of which the loop is told', async () => {
    answers('gpus', BUSY);
    const opened = await open();
    answers('gpus', IDLE);
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
    answers('gpus', "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\nMake sure …\n");
    answers('gpus.code', '9');
    const opened = await open({ slots: 3 });
    expect(opened.view()).toEqual({
      slots: 3,
      gpus: [],
      probeFailure:
        "nvidia-smi exited with 9: NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.",
    });
    answers('gpus.code', '0');
    answers('gpus', IDLE);
    await opened.refresh();
    expect(opened.view()).toMatchObject({ gpus: [{ taken: null }, { taken: null }], probeFailure: null });
  });

  test('because a GPU has fallen off the bus says so', async () => {
    answers('gpus', 'Unable to determine the device handle for GPU 0000:3B:00.0: Unknown Error\n');
    expect((await open()).view().probeFailure).toBe(
      'nvidia-smi says of no GPU in particular: Unable to determine the device handle for GPU 0000:3B:00.0: Unknown Error',
    );
  });

  test('because nvidia-smi hangs is given up after five seconds, and what hangs is killed', async () => {
    answers('gpus.hangs', '');
    const opened = await open();
    expect(opened.view()).toMatchObject({ gpus: [], probeFailure: 'nvidia-smi did not end within 5 s' });
    const hanging = identify(Number(readFileSync(join(folder, 'pid'), 'utf8')));
    // Ends when the kernel has done as it was told, or with the time limit of tests.
    while (hanging !== null && isAlive(hanging) === 'alive') await new Promise(setImmediate);
  });
});

describe('a choice of GPUs', () => {
  test('by --gpus counts, and CUDA_VISIBLE_DEVICES does not then', async () => {
    answers('gpus', IDLE);
    const gpus = { kind: 'listed', wanted: [{ by: 'index', index: 1 }] } as const;
    expect((await open({ gpus, visibleDevices: '0' })).view().gpus.map((gpu) => gpu.uuid)).toEqual([B]);
  });

  test('by CUDA_VISIBLE_DEVICES counts without --gpus', async () => {
    answers('gpus', IDLE);
    expect((await open({ visibleDevices: '1' })).view().gpus.map((gpu) => gpu.uuid)).toEqual([B]);
    expect((await open({ visibleDevices: '' })).view().gpus).toEqual([]);
  });

  test('by --gpus that this host cannot meet is an error', async () => {
    answers('gpus', IDLE);
    const gpus = { kind: 'listed', wanted: [{ by: 'index', index: 4 }] } as const;
    expect(await createHost({ slots: null, gpus, visibleDevices: undefined, needsGpus: true })).toEqual({
      ok: false,
      message: '--gpus: GPU 4 is not on this host, which has GPUs 0, 1',
    });
  });

  test('by --gpus none or virtual needs no nvidia-smi', async () => {
    answers('gpus', BUSY);
    expect((await open({ gpus: { kind: 'none' } })).view().gpus).toEqual([]);
    const virtual = await open({ gpus: { kind: 'virtual', count: 64, memory: null } });
    expect(virtual.view()).toMatchObject({ slots: Math.max(64, availableParallelism()), probeFailure: null });
    expect(virtual.view().gpus).toHaveLength(64);
    virtual.released(['virtual-0']);
    expect(virtual.view().gpus[0]?.taken).toBeNull();
    expect(asked()).toEqual([]);
  });
});
