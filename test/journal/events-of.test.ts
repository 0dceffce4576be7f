import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeEvent, encodeHeader, sealLine } from '../../src/journal/codec.ts';
import { attemptsBegun, hearEvents } from '../../src/journal/events-of.ts';
import { journalPath } from '../../src/journal/folder.ts';
import type { Event, RunStarted } from '../../src/model/event.ts';
import { fingerprint, jobId } from '../../src/model/plan.ts';
import { plainAllocation } from '../../src/model/resources.ts';
import { instant, tick } from '../../src/model/units.ts';
import { ORIGIN } from '../rig/provenance.ts';
import { RUNNER } from '../rig/world.ts';

const HEADER = `${encodeHeader('beam')}\n`;
const moment = { at: instant(1_700_000_000_000), tick: tick(1) };
const line = (event: Event): string => `${sealLine(encodeEvent(event))}\n`;
const draining = (reason: 'interrupt' | 'terminate'): string => line({ ...moment, event: 'draining', reason });

const started = (rest: Partial<RunStarted>): Event => ({
  ...moment,
  event: 'run-started',
  ...{ runner: RUNNER, file: 'a.yaml', fresh: 0, todo: [], slots: 1, gpus: [], code: null },
  caution: { canary: false, maxFails: null, failAlike: null },
  choice: { slots: null, gpus: null, hostFile: null },
  ...rest,
});

const planned = (job: string, attempt: number): Event => ({
  ...moment,
  event: 'attempt-planned',
  ...{ job: jobId(job), attempt, token: 't', fingerprint: fingerprint('f'), parts: {} as never, limit: null },
  allocation: plainAllocation(1),
});

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'events-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function heard(text: string | null): readonly string[] {
  const path = journalPath(folder);
  mkdirSync(dirname(path), { recursive: true });
  if (text !== null) writeFileSync(path, text);
  const reasons: string[] = [];
  hearEvents(folder, ['draining'], ({ reason }) => reasons.push(reason));
  return reasons;
}

describe('the attempts of a journal', () => {
  test('come from what their run has recorded, which older journals do not', () => {
    const code = { commit: 'c0ffee', dirty: null };
    const runs = [
      started({ code }),
      planned('a', 1),
      planned('b', 1),
      started({ code, origin: ORIGIN }),
      planned('a', 2),
    ];
    heard([HEADER, ...runs.map(line)].join(''));
    const begun = attemptsBegun(folder);
    expect(begun).toEqual([
      { job: 'a', attempt: 1, code, origin: null },
      { job: 'b', attempt: 1, code, origin: null },
      { job: 'a', attempt: 2, code, origin: ORIGIN },
    ]);
  });
});

describe('the events of a kind in a journal', () => {
  test('are heard in order, and none of another kind', () => {
    const other = line({ ...moment, event: 'run-ended', reason: 'finished' });
    expect(heard(`${HEADER}${draining('interrupt')}${other}${draining('terminate')}`)).toEqual([
      'interrupt',
      'terminate',
    ]);
  });

  test('are none where there is no journal, and those before what cannot be read', () => {
    expect(heard(null)).toEqual([]);
    expect(heard(`${HEADER}${draining('interrupt')}{"event":"draining"`)).toEqual(['interrupt']);
  });
});
