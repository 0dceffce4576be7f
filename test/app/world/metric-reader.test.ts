import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MetricReader } from '../../../src/app/world/metric-reader.ts';
import { attemptFolder } from '../../../src/launch/folder.ts';
import type { MetricSource } from '../../../src/model/metrics.ts';
import { jobId } from '../../../src/model/plan.ts';
import { seconds } from '../../../src/model/units.ts';
import type { Signal } from '../../../src/run/world.ts';
import { sketchPlan } from '../../rig/plan.ts';

let root: string;
let reader: MetricReader | null = null;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sweep-reader-'));
  for (const attempt of [1, 2]) {
    const { path, log } = attemptFolder(join(root, '.run'), jobId('a'), attempt);
    mkdirSync(path, { recursive: true });
    writeFileSync(log, `acc=0.${attempt}\n`);
  }
});

afterEach(() => {
  reader?.close();
  rmSync(root, { recursive: true, force: true });
});

/** A thread that does this with the order of an attempt's folder, when it has said that it is ready. */
const thread = (answer: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads';
      const done = (metrics) => parentPort.postMessage({ metrics, texts: {}, curves: {} });
      parentPort.on('message', ({ folder: { path } }) => { ${answer} });
      parentPort.postMessage(null);`)}`,
  );

const LOG: MetricSource = { kind: 'log', pattern: 'acc={acc}', pick: 'last' };
const REGEX: MetricSource = { kind: 'regex', pattern: String.raw`acc=(?<acc>\S+)`, pick: 'last' };

const left = (attempt: number, ...metrics: readonly MetricSource[]) => {
  const [job] = sketchPlan([{ id: 'a', metrics }]).jobs;
  return { job: job!, attempt };
};

/** A reader with that thread, and the next thing that it reports. */
function readerWith(answer: string | URL, patience = 60) {
  let report: (signal: Signal) => void = () => undefined;
  const reported = new Promise<Signal>((resolve) => (report = resolve));
  const file = typeof answer === 'string' ? thread(answer) : answer;
  const place = { root, runFolder: join(root, '.run') };
  reader = new MetricReader(place, (signal) => report(signal), { patience: seconds(patience), thread: file });
  return { reader, reported };
}

describe('what attempts have left', () => {
  it('is read at once where it is a short output, and nothing but numbers is looked for in it', () => {
    const { reader } = readerWith('done({})');
    expect(reader.look(left(1, LOG))).toEqual({ metrics: { acc: 0.1 }, texts: {}, curves: {} });
  });

  it.each([
    ['a file', { kind: 'file', path: 'm.json', rows: null, pick: 'last' }],
    ['an expression', REGEX],
  ] as const)('is read aside where it is %s, and reported', async (_, source) => {
    const { reader, reported } = readerWith('done({ from: path })');
    expect(reader.look(left(1, LOG, source))).toBeNull();
    const from = attemptFolder(join(root, '.run'), jobId('a'), 1).path;
    expect(await reported).toEqual({
      ...{ signal: 'metrics-read', job: 'a', attempt: 1 },
      reading: { metrics: { from }, texts: {}, curves: {} },
    });
  });

  it('is read aside where it is a long output', () => {
    writeFileSync(attemptFolder(join(root, '.run'), jobId('a'), 1).log, `acc=1\n${' '.repeat(16 * 1024)}`);
    expect(readerWith('done({})').reader.look(left(1, LOG))).toBeNull();
  });

  it('is told to hang where it takes too long, and later ones are read all the same', async () => {
    const { reader } = readerWith("if (path.endsWith('/1')) for (;;); done({ acc: 1 })", 1);
    const hung = await reader.read(left(1, REGEX));
    expect(hung).toEqual({ metrics: {}, texts: {}, curves: {}, problem: 'metrics: they could not be read within 1s' });
    // On a machine that is very slow even that takes too long, at first.
    let next = hung;
    while (next.problem === hung.problem) next = await reader.read(left(2, REGEX));
    expect(next.metrics).toEqual({ acc: 1 });
  });

  it('is told to be unreadable where the thread dies of it, and the next one is read all the same', async () => {
    const { reader } = readerWith("if (path.endsWith('/1')) throw new Error('too much'); done({ acc: 1 })");
    const [failed, next] = await Promise.all([reader.read(left(1, REGEX)), reader.read(left(2, REGEX))]);
    expect(failed.problem).toBe('metrics: they cannot be read: too much');
    expect(next.metrics).toEqual({ acc: 1 });
  });

  it('is read without a thread where there is none to be had', async () => {
    const { reader } = readerWith(new URL('file:///nowhere/thread.js'));
    expect((await reader.read(left(1, REGEX))).metrics).toEqual({ acc: 0.1 });
    expect((await reader.read(left(2, REGEX))).metrics).toEqual({ acc: 0.2 });
  });
});
