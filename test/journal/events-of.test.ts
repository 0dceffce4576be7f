import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeEvent, encodeHeader, sealLine } from '../../src/journal/codec.ts';
import { hearEvents } from '../../src/journal/events-of.ts';
import { journalPath } from '../../src/journal/folder.ts';
import type { Event } from '../../src/model/event.ts';
import { instant, tick } from '../../src/model/units.ts';

const HEADER = `${encodeHeader('beam')}\n`;
const moment = { at: instant(1_700_000_000_000), tick: tick(1) };
const line = (event: Event): string => `${sealLine(encodeEvent(event))}\n`;
const draining = (reason: 'interrupt' | 'terminate'): string => line({ ...moment, event: 'draining', reason });

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
