import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { liveJob, type LiveSketch, Site } from '../rig/attempts.ts';

let site: Site;
beforeEach(() => {
  site = new Site();
});
afterEach(async () => {
  await site.clear();
});

/** What came of a job, and the two files that it wrote to. */
async function run(sketch: LiveSketch, executor = site.executor()) {
  const job = liveJob({ split: true, ...sketch });
  executor.launch(site.order(job));
  const { outcome, error } = await site.ended(job);
  const read = (name: string) => readFileSync(site.file(job, 1, name), 'utf8');
  return { outcome, error, job, out: read('out.log'), err: read('err.log') };
}

describe('stderr that is kept apart', () => {
  test('is in a file of its own, and stdout where it always is', async () => {
    const { out, err } = await run({ command: 'echo to stdout; echo to stderr >&2' });
    expect([out, err]).toEqual(['to stdout\n', 'to stderr\n']);
  });

  test('is so as well where there is no setsid(1)', async () => {
    const bin = site.path('bin');
    mkdirSync(bin);
    for (const tool of ['bash', 'timeout', 'sleep']) {
      symlinkSync(spawnSync('which', [tool], { encoding: 'utf8' }).stdout.trim(), `${bin}/${tool}`);
    }
    const executor = site.executor({ ...process.env, PATH: bin });
    const { out, err } = await run({ command: 'echo to stdout; echo to stderr >&2' }, executor);
    expect([out, err]).toEqual(['to stdout\n', 'to stderr\n']);
  });

  test('has no file where it is not', async () => {
    const { job } = await site.run({ command: 'echo to stderr >&2' });
    expect(existsSync(site.file(job, 1, 'err.log'))).toBe(false);
  });
});

describe('why a job failed whose stderr is kept apart', () => {
  const OOM = 'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.';
  const TRACEBACK = `printf '%s\\n' 'Traceback (most recent call last):' '  File "t.py", line 1, in <module>' '${OOM}'`;

  test.each([
    ['stderr', `echo step 9; ${TRACEBACK} >&2; exit 1`],
    ['stdout', `echo a warning >&2; ${TRACEBACK}; exit 1`],
  ])('is found on %s', async (_, command) => {
    const { outcome, error } = await run({ command, gpus: 1 });
    expect(outcome).toEqual({ cause: 'oom', of: 'gpu', code: 1 });
    expect(error).toBe(OOM);
  });

  test.each([
    ['what stderr ends with', 'echo done; echo no such model >&2; exit 3', 'no such model'],
    ['what stdout ends with, where stderr only tells of the exit', 'echo about to decide; (exit 3)', 'about to decide'],
    [
      'what stderr tells of the exit, where nothing else was said',
      '(exit 3)',
      'sweep: line 1 of the command: "(exit 3)" exited with 3',
    ],
  ])('is %s', async (_, command, line) => {
    expect((await run({ command })).error).toBe(line);
  });
});
