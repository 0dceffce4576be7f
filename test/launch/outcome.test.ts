import { rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as processes from '../../src/host/system/process.ts';
import { createLocalExecutor, type LocalExecutor } from '../../src/launch/local/executor.ts';
import { peek } from '../../src/launch/local/settle.ts';
import type { Job } from '../../src/model/plan.ts';
import { Site, liveJob, type LiveSketch } from '../rig/attempts.ts';
import { until } from '../rig/until.ts';

let site: Site;
let counts: (number | null)[];
let executor: LocalExecutor;
beforeEach(() => {
  site = new Site();
  counts = [];
  executor = createLocalExecutor({
    ...{ place: site, baseEnv: process.env, processes },
    script: (job) => site.script(job),
    report: (signal) => site.signals.push(signal),
    oomKills: () => counts.shift() ?? null,
  });
});
afterEach(async () => {
  await executor.close();
  await site.clear();
});

async function run(sketch: LiveSketch): Promise<{ job: Job; outcome: unknown; error: string | null }> {
  const job = liveJob(sketch);
  executor.launch(site.order(job));
  const { outcome, error } = await site.ended(job);
  return { job, outcome, error };
}

const OOM = 'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.';
const TRACEBACK = `cat >&2 <<'END'\nTraceback (most recent call last):\n  File "a.py", line 1, in f\n${OOM}\nEND\n`;

describe('an attempt that failed', () => {
  test('for lack of memory on its GPU is out of GPU memory, with its exit code and the line that tells', async () => {
    const { outcome, error } = await run({ command: `${TRACEBACK}exit 1`, gpus: 1 });
    expect(outcome).toEqual({ cause: 'oom', of: 'gpu', code: 1 });
    expect(error).toBe(OOM);
  });

  test('for lack of memory is told alike when it is settled or looked at later', async () => {
    const { job } = await run({ command: `${TRACEBACK}exit 4`, gpus: 1 });
    const keeper = site.signals.find((one) => one.signal === 'started')!.process;
    const order = site.settleOrder(site.order(job), keeper);
    const told = { kind: 'ended', outcome: { cause: 'oom', of: 'gpu', code: 4 }, error: OOM };
    const unnoted = site.settleOrder(site.order(job), null);
    for (const one of [order, unnoted]) {
      expect(peek(one, { root: site.root, runFolder: site.runFolder, processes })).toMatchObject(told);
    }
    expect(await executor.settle(order)).toMatchObject(told);
  });

  test('for lack of memory without a GPU is out of host memory, though its job may be given GPUs by a retry', async () => {
    const line = 'jaxlib.xla_extension.XlaRuntimeError: RESOURCE_EXHAUSTED: Out of memory allocating 4294967296 bytes.';
    const plain = liveJob({ command: `echo '${line}' >&2; exit 1` });
    const escalate = { on: ['oom' as const], gpus: [{ gpus: 1, share: null }], otherGpu: false };
    const job = { ...plain, retry: { ...plain.retry, max: 1, escalate } };
    executor.launch(site.order(job));
    const told = { outcome: { cause: 'oom', of: 'host', code: 1 } };
    expect(await site.ended(job)).toMatchObject(told);
    expect(await executor.settle(site.settleOrder(site.order(job), null))).toMatchObject(told);
  });

  test('for a command that is missing tells its name', async () => {
    const { outcome, error } = await run({ command: 'echo begin; no-such-program 7; echo no' });
    expect(outcome).toEqual({ cause: 'exit', code: 127 });
    expect(error).toBe('no-such-program: command not found');
  });

  test.each([
    ['rose', [4, 5], { cause: 'oom', of: 'host', code: 137 }],
    ['stayed', [4, 4], { cause: 'exit', code: 137 }],
    ['was not known at first', [null, 5], { cause: 'exit', code: 137 }],
    ['is not known any more', [4, null], { cause: 'exit', code: 137 }],
  ])('by SIGKILL while the count of OOM kills %s', async (_, told, outcome) => {
    counts = told;
    expect((await run({ command: `echo step 1; sh -c 'kill -9 $$'; exit $?` })).outcome).toEqual(outcome);
  });

  test('by its limit stays a timeout, whatever it wrote, and tells the line', async () => {
    const limit = { after: 0.3, grace: 0.2 };
    const { outcome, error } = await run({ command: `${TRACEBACK}sleep 300`, limit });
    expect(outcome).toMatchObject({ cause: 'timeout' });
    expect(error).toBe(OOM);
  });

  test('by what it did not produce tells its last line', async () => {
    const { outcome, error } = await run({ command: 'echo nothing to do', produces: ['out'] });
    expect(outcome).toEqual({ cause: 'missing-output', paths: ['out'] });
    expect(error).toBe('nothing to do');
  });

  test('without a word, or with a log that is gone, tells none', async () => {
    expect((await run({ id: 'silent', command: 'exit 3' })).error).toBeNull();
    const order = site.order(liveJob({ id: 'gone', command: 'echo error: x; rm "$SWEEP_DIR/1/out.log"; exit 3' }));
    executor.launch(order);
    expect(await site.ended(order.job)).toMatchObject({ outcome: { cause: 'exit', code: 3 }, error: null });
  });
});

describe('an attempt that did not fail', () => {
  test('tells no line, and is no OOM, whatever it wrote', async () => {
    const { outcome, error } = await run({ command: `${TRACEBACK}exit 0`, gpus: 1 });
    expect(outcome).toEqual({ cause: 'exit', code: 0 });
    expect(error).toBeNull();
  });

  test('since it was told to stop tells no line', async () => {
    const { outcome, error } = await run({
      command: `${TRACEBACK}kill -TERM $(cut -d' ' -f1 "$SWEEP_DIR/1/pid"); sleep 300`,
    });
    expect(outcome).toMatchObject({ cause: 'stopped' });
    expect(error).toBeNull();
  });
});

test.each([
  ['removed', ''],
  ['replaced by a file', ': > "$SWEEP_DIR/1"; '],
  ['replaced by a link', 'ln -s /proc/self "$SWEEP_DIR/1"; '],
])('an attempt whose folder its job has %s has the exit code of its job', async (_, act) => {
  const job = liveJob({ command: `until [ -e go ]; do sleep 0.01; done; rm -r "$SWEEP_DIR/1"; ${act}exit 6` });
  executor.launch(site.order(job));
  // By then it is known who its keeper is, of which nothing will be left to be read.
  await until('its start', () => site.signals.some(({ signal }) => signal === 'started'));
  writeFileSync(site.path('go'), '');
  expect((await site.ended(job)).outcome).toEqual({ cause: 'exit', code: 6 });
});

test('an attempt whose folder is gone tells no line', async () => {
  const { job } = await run({ command: `${TRACEBACK}exit 1`, gpus: 1 });
  rmSync(site.file(job, 1, 'out.log'));
  const keeper = site.signals.find((one) => one.signal === 'started')!.process;
  const settled = await executor.settle(site.settleOrder(site.order(job), keeper));
  expect(settled).toMatchObject({ outcome: { cause: 'exit', code: 1 }, error: null });
});
