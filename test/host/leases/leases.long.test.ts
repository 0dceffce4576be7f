import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases } from '../../rig/cases.ts';
import { textOf } from '../../rig/until.ts';

/** How often they enter, and how often at most between two kills. */
const GOAL = cases(10_000);
const STRETCH = cases(600);
const WORKERS = 6;
const PEER = process.env['SWEEP_PEER_NODE'] ?? process.execPath;

let arena: string;
let worker: string;

beforeAll(async () => {
  arena = mkdtempSync(join(tmpdir(), 'leases-stress-'));
  worker = join(arena, 'worker.mjs');
  const entry = fileURLToPath(new URL('./lease-worker.ts', import.meta.url));
  await build({
    entryPoints: [entry],
    outfile: worker,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
});

afterAll(() => {
  rmSync(arena, { recursive: true, force: true });
});

/** Random, and the same in each run. */
function* randoms(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

test('six processes that are killed at random enter thousands of times, and nothing is ever held by two', async () => {
  const host = join(arena, 'host');
  const entered = join(arena, 'entered');
  mkdirSync(host);
  appendFileSync(entered, '');
  const isDone = (): boolean => statSync(entered).size >= GOAL;
  const begin = performance.now();
  const start = (number: number): ChildProcess =>
    spawn(number % 2 === 0 ? process.execPath : PEER, [worker, host, join(arena, `run-${number}`), arena, `${GOAL}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const children = Array.from({ length: WORKERS }, (_, number) => start(number));
  const random = randoms(4);
  let kills = 0;
  // Each is killed in the midst of its rounds; how far it has come is left to chance.
  while (!isDone()) {
    const target = statSync(entered).size + 20 + Math.floor(STRETCH * random.next().value);
    await new Promise<void>((resolve) => {
      const look = setInterval(() => {
        if (statSync(entered).size < target && !isDone()) return;
        clearInterval(look);
        resolve();
      }, 1);
    });
    if (isDone()) break;
    const victim = Math.floor(WORKERS * random.next().value);
    const child = children[victim]!;
    if (child.exitCode !== null) continue;
    child.kill('SIGKILL');
    kills += 1;
    children[victim] = start(victim);
  }
  const codes = await Promise.all(
    children.map(async (child) => {
      if (child.exitCode === null) await once(child, 'exit');
      return child.exitCode;
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  console.info(
    `${statSync(entered).size} times in ${seconds.toFixed(1)} s, ${kills} kills; ${textOf(join(arena, 'turns'))}`,
  );
  expect(textOf(join(arena, 'violations'))).toBeNull();
  expect(codes).toEqual(Array.from({ length: WORKERS }, () => 0));
  expect(kills).toBeGreaterThan(GOAL / 500);
  expect(readdirSync(host).filter((name) => name.endsWith('.json'))).toEqual([]);
});
