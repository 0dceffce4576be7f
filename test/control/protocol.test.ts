import { describe, expect, test } from 'vitest';
import { lineOf, readAnswer, readAsking, readGreeting } from '../../src/control/protocol.ts';
import type { JobId } from '../../src/model/plan.ts';
import type { Answer, Request } from '../../src/model/request.ts';

const jobs = ['a', 'b'] as JobId[];
const environment = { PATH: '/bin' };
const to = { pid: 7, startTicks: '1', bootId: 'b', pidNamespace: 'p', machineId: 'm' };
const file = { path: '/jobs.txt', said: { workdir: '/p' }, env: ['A=1'], kept: {}, inherited: {} };

const REQUESTS: readonly Request[] = [
  { do: 'cancel' },
  { do: 'hand-over', to },
  ...(['kill', 'hold', 'top', 'forget'] as const).map((what) => ({ do: what, jobs })),
  ...(['release', 'retry', 'rerun'] as const).flatMap((what) => [
    { do: what, jobs },
    { do: what, jobs, environment },
  ]),
  { do: 'priority', jobs, priority: -3 },
  { do: 'set' },
  { do: 'set', slots: 0, gpus: '0-3' },
  { do: 'set', slots: null, gpus: null },
  { do: 'add', added: [], environment },
  { do: 'add', added: [], environment: null },
  { do: 'follow', file, environment },
];

describe('a request', () => {
  test.each(REQUESTS)('is read as it was sent: %j', (request) => {
    const asking = { id: 'x', request };
    expect(readAsking(lineOf(asking))).toEqual({ kind: 'asking', asking });
  });

  test.each([
    { do: 'dance' },
    { do: 'hand-over' },
    ...Object.keys(to).map((key) => ({ do: 'hand-over', to: { ...to, [key]: null } })),
    { do: 'hand-over', to: { ...to, pid: -1 } },
    { do: 'kill' },
    { do: 'hold', jobs: 'a' },
    { do: 'top', jobs: [1] },
    { do: 'retry', jobs: {} },
    { do: 'priority', jobs, priority: 0.5 },
    { do: 'priority', priority: 1 },
    { do: 'set', slots: -1 },
    { do: 'set', slots: '2' },
    { do: 'set', gpus: 2 },
    { do: 'add', added: 'x', environment },
    { do: 'add', added: [{}], environment },
    { do: 'add', added: [], environment: { PATH: 1 } },
    { do: 'follow', file: { ...file, path: 1 }, environment },
    { do: 'follow', file, environment: null },
  ])('that says %j is one of a later version', (request) => {
    expect(readAsking(JSON.stringify({ id: 'x', request }))).toEqual({ kind: 'unknown' });
  });

  test.each(['', '{', '7', '[]', 'null', '{}', '{"id":"x"}', '{"id":"","request":{"do":"cancel"}}'])(
    'is not what a line says that is %j',
    (line) => {
      expect(readAsking(line)).toEqual({ kind: 'garbage' });
    },
  );

  test.each([
    { id: 'x', request: [] },
    { id: 'x', request: { do: 1 } },
    { id: 1, request: { do: 'cancel' } },
  ])('is not what says %j', (said) => {
    expect(readAsking(JSON.stringify(said))).toEqual({ kind: 'garbage' });
  });
});

describe('an answer', () => {
  test.each<Answer>([
    { ok: true, jobs },
    { ok: false, message: 'no' },
    { ok: false, message: 'never', invalid: true },
    { ok: false, message: 'later', again: true },
  ])('is read as it was sent: %j', (answer) => {
    expect(readAnswer(lineOf(answer))).toEqual(answer);
  });

  test.each(['{', '{"ok":true}', '{"ok":true,"jobs":[1]}', '{"ok":false}', '{"ok":0,"message":"x"}'])(
    'is not %j',
    (line) => {
      expect(readAnswer(line)).toBeNull();
    },
  );
});

describe('a greeting', () => {
  const greeting = { protocol: 1, version: '0.1.0', sweep: 's' };

  test('is read as it was sent', () => {
    expect(readGreeting(lineOf(greeting))).toEqual(greeting);
  });

  test.each(['', '3', ...Object.keys(greeting).map((key) => JSON.stringify({ ...greeting, [key]: null }))])(
    'is not %j',
    (line) => {
      expect(readGreeting(line)).toBeNull();
    },
  );
});
