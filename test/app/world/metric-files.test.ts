import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { metricsOrder, readMetrics } from '../../../src/app/world/metric-files.ts';
import { attemptFolder } from '../../../src/launch/folder.ts';
import type { MetricPick, MetricSource } from '../../../src/model/metrics.ts';
import { jobId } from '../../../src/model/plan.ts';
import { bytes } from '../../../src/model/units.ts';
import { sketchPlan } from '../../rig/plan.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sweep-metrics-'));
  mkdirSync(folder().path, { recursive: true });
  write('.run/jobs/a/1/out.log', '');
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const folder = () => attemptFolder(join(root, '.run'), jobId('a'), 1);

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** A file of so many bytes, nearly all of which are a hole. */
function writeLong(path: string, bytes: number, end: string): void {
  const fd = openSync(join(root, path), 'w');
  ftruncateSync(fd, bytes);
  closeSync(fd);
  writeFileSync(join(root, path), end, { flag: 'a' });
}

const file = (path: string, rows: string | null = null): MetricSource => ({ kind: 'file', path, rows, pick: 'last' });
const log = (pattern: string, pick: MetricPick = 'last'): MetricSource => ({ kind: 'log', pattern, pick });

function read(...metrics: readonly MetricSource[]) {
  const [job] = sketchPlan([{ id: 'a', metrics }]).jobs;
  return readMetrics(
    metricsOrder({ root, runFolder: join(root, '.run') }, { job: job!, attempt: 1 }, { most: bytes(1024 ** 2) }),
  );
}

describe('what an attempt has left', () => {
  it('is read in the project, and its curves are kept beside its output', () => {
    write('out/m.csv', 'step,acc\n1,0.5\n2,nan\n');
    expect(read(file('out/m.csv'))).toEqual({
      ...{ metrics: { acc: 'NaN' }, texts: {} },
      curves: { acc: { count: 2, min: 0.5, max: 0.5, last: 'NaN' } },
    });
    expect(JSON.parse(readFileSync(folder().curves, 'utf8'))).toEqual({ acc: { steps: [1, 2], values: [0.5, 'NaN'] } });
  });

  it('is of a glob what the newest file holds, and of a name what stands there though it is a glob, too', () => {
    write('v1/m.json', '{"a": 1}');
    write('v2/m.json', '{"a": 2}');
    utimesSync(join(root, 'v1/m.json'), 2e9, 2e9);
    expect(read(file('v*/m.json')).metrics).toEqual({ a: 1 });
    write('m[1].json', '{"b": 1}');
    write('m1.json', '{"b": 2}');
    expect(read(file('m[1].json')).metrics).toEqual({ b: 1 });
  });

  it.each([
    ['gone.json', 'gone.json does not exist'],
    ['gone/m.json', 'gone/m.json does not exist'],
    ['*.gone', '*.gone matches no file'],
    ['folder', 'folder is a folder, not a file, and was not read'],
    ['long.csv', 'long.csv is larger than 1 MiB, and was not read'],
  ])('is told where it cannot be read: %s', (path, problem) => {
    mkdirSync(join(root, 'folder'));
    writeLong('long.csv', 1024 ** 2, 'x');
    expect(read(file(path))).toEqual({ metrics: {}, texts: {}, curves: {}, problem: `metrics: ${problem}` });
  });

  it('is not what was there before it began', () => {
    const began = 2_000_000_000;
    write('.run/jobs/a/1/pid', `7 (bash) S ${'0 '.repeat(18)}4567\nboot\n12.5 1\n\n`);
    utimesSync(folder().pid, began, began);
    write('old.json', '{"a": 1}');
    write('new.json', '{"b": 2}');
    utimesSync(join(root, 'new.json'), began + 1, began + 1);
    expect(read(file('new.json')).metrics).toEqual({ b: 2 });
    expect(read(file('*.json')).metrics).toEqual({ b: 2 });
    expect(read(file('old.json'), file('o*.json'))).toMatchObject({
      metrics: {},
      problem:
        'metrics: old.json is from before this attempt began, and does not count; o*.json matches nothing but files from before this attempt began',
    });
  });

  it('is of a long output what its end says, where the last value counts', () => {
    writeLong('.run/jobs/a/1/out.log', 1024 ** 2, '\nacc=0.5\n');
    expect(read(log('acc={acc}'))).toMatchObject({
      metrics: { acc: 0.5 },
      problem: 'metrics: the log is larger than 1 MiB, and only its end was read',
    });
    expect(read(log('acc={acc}', 'first'))).toMatchObject({
      metrics: {},
      problem: 'metrics: the log is larger than 1 MiB, and was not read',
    });
  });

  it('is of an output that has been compressed since what it said', () => {
    rmSync(folder().log);
    writeFileSync(`${folder().log}.gz`, gzipSync('acc=0.5\n'));
    writeFileSync(`${folder().errors}.gz`, gzipSync(Buffer.alloc(1024 ** 2 + 1)));
    expect(read(log('acc={acc}')).problem).toMatch(/^metrics: the log cannot be read: /);
    rmSync(`${folder().errors}.gz`);
    expect(read(log('acc={acc}')).metrics).toEqual({ acc: 0.5 });
  });

  it('is of an output in two files what both say', () => {
    write('.run/jobs/a/1/out.log', 'acc=0.5\n');
    write('.run/jobs/a/1/err.log', 'loss=0.25\n');
    expect(read(log('acc={acc}'), log('loss={loss}')).metrics).toEqual({ acc: 0.5, loss: 0.25 });
  });

  it('never fails to be told, whatever became of the folder of the attempt', () => {
    write('m.csv', 'step,acc\n1,0.5\n2,0.75\n');
    rmSync(folder().path, { recursive: true });
    const { metrics, problem } = read(file('m.csv'), log('acc={x}'));
    expect(metrics).toEqual({ acc: 0.75 });
    expect(problem).toMatch(/^metrics: the log cannot be read: .*; their curves cannot be kept: /);
  });
});
