import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeEvent, decodeLine, encodeEvent, encodeHeader, sealLine } from '../../src/journal/codec.ts';
import { openJournal, readJournal, type TakeLine } from '../../src/journal/file.ts';
import { freezeSweep, frozenValues } from '../../src/journal/frozen-sweep.ts';
import { jobFolder } from '../../src/journal/folder.ts';
import { replay } from '../../src/journal/replay.ts';
import { survey } from '../../src/journal/survey.ts';
import type { Event } from '../../src/model/event.ts';
import { jobDetailsText } from '../../src/report/status/job-details-text.ts';
import { jobListText } from '../../src/report/status/job-list.ts';
import { statusMarkdown } from '../../src/report/status/status-markdown.ts';
import { statusText } from '../../src/report/status/status-text.ts';
import { statusJson } from '../../src/report/status/status.ts';
import { summaryText } from '../../src/report/status/summary.ts';
import { plainView } from '../../src/report/live/plain-view.ts';
import type { RunState } from '../../src/schedule/state/state.ts';
import { initialState } from '../../src/schedule/state/records.ts';
import { reduce } from '../../src/schedule/state/reduce.ts';
import { cases, someOf } from '../rig/cases.ts';
import { EVENTS, moment, WHOLE_EVENTS } from '../rig/journal-events.ts';
import { alike, sketchPlan } from '../rig/plan.ts';
import { exit, FakeWorld } from '../rig/world.ts';
import { expectHarmless, jsonLike, takesAny } from './hostile.ts';

const LOOK = { color: false, width: 80 };
const RUN_FOLDER = '/p/.sweep/test';

/** All that a person can be shown of a run. */
function shownOf(state: RunState): readonly string[] {
  const log = (job: string, attempt: number): string => `jobs/${job}/${attempt}/out.log`;
  const records = [...state.records, ...state.orphans.values()];
  const details = records.map((record) =>
    jobDetailsText(
      {
        ...{ state, record, runnerPid: null, from: new Map(), now: moment, folder: `jobs/${record.id}` },
        copyAt: (name) => `code/${name}`,
        diffAt: () => null,
        filesOf: (attempt) => ({ log: log(record.id, attempt), stderr: null, script: 'run.sh' }),
      },
      false,
    ),
  );
  return [
    ...details,
    statusText(state, null, moment, log, LOOK),
    statusMarkdown(state, null, moment, { results: [], problem: null }),
    jobListText(state, records, moment, LOOK),
    summaryText(state, moment.tick, log, () => '', LOOK),
  ];
}

describe('a line of a journal', () => {
  const lines = Object.values<readonly Event[]>(WHOLE_EVENTS)
    .flat()
    .map((event) => JSON.parse(encodeEvent(event)) as unknown);

  test('is an event or none, whatever stands in it; what is told of it steers no terminal, and no job is outside of its folder', () => {
    takesAny(jsonLike(...lines), (line) => {
      const { event } = decodeLine(line);
      if (event === null) return;
      expect(() => encodeEvent(event)).not.toThrow();
      const state = initialState(sketchPlan([{ id: 'seed-42' }, { id: 'seed-41' }]));
      const told: string[] = [];
      const view = plainView(
        (text) => told.push(text),
        () => moment.at,
        () => 'log',
        () => '12:00:00',
      );
      for (const one of [...EVENTS.slice(0, 3), event]) {
        reduce(state, one);
        view.show(one, state);
      }
      for (const text of [...told, ...shownOf(state)]) expectHarmless(text);
      expect(() => statusJson(state, null, moment, () => 'log')).not.toThrow();
      for (const id of [...state.byId.keys(), ...state.orphans.keys()]) {
        expect(jobFolder(RUN_FOLDER, id)).toMatch(/^\/p\/\.sweep\/test\/jobs\/[^/]+$/);
      }
    });
  });
});

describe('a journal', () => {
  let folder: string;
  let path: string;
  let whole: Buffer;
  let events: readonly Event[];
  /** The offset behind each line, the header first. */
  let ends: readonly number[];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
    path = join(folder, 'journal.jsonl');
    const world = new FakeWorld({ slots: 2 }, (job, attempt) => ({
      seconds: 3,
      outcome: exit(job === 'job-1' ? 2 - attempt : 0),
    }));
    await world.run(sketchPlan([...alike(3, { retry: { max: 1 } }), { id: 'last', needs: ['job-0'] }]));
    const lines = [encodeHeader('test'), ...world.lines.map(sealLine)];
    events = world.lines.map((line) => decodeEvent(line)!);
    whole = Buffer.from(`${lines.join('\n')}\n`);
    ends = lines.reduce<number[]>((sum, line) => [...sum, (sum.at(-1) ?? 0) + Buffer.byteLength(line) + 1], []);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What whoever reads it takes in. */
  function taker(): { readonly taken: Event[]; readonly take: TakeLine } {
    const taken: Event[] = [];
    const take: TakeLine = (line) => {
      const decoded = decodeLine(line);
      if (decoded.event === null) return decoded.why;
      taken.push(decoded.event);
      return null;
    };
    return { taken, take };
  }

  /** The event that a line stands for, of which the first is the header. */
  const lineAt = (offset: number): number => ends.findIndex((end) => offset < end);

  test('that ends at whichever of its bytes has all events before that, and the run that they came to', () => {
    for (const cut of someOf([...whole.keys(), whole.length], 0, 10)) {
      writeFileSync(path, whole.subarray(0, cut));
      const { taken, take } = taker();
      const count = Math.max(0, ends.filter((end) => end <= cut).length - 1);
      const read = readJournal(path, take);
      if (cut < ends[0]!) expect(read).toEqual({ kind: 'none' });
      else expect(read).toEqual({ kind: 'read', sweep: 'test', lines: count, notice: null });
      expect(taken).toEqual(events.slice(0, count));
      const plan = sketchPlan([...alike(3, { retry: { max: 1 } }), { id: 'last', needs: ['job-0'] }]);
      for (const text of shownOf(replay(plan, taken))) expectHarmless(text);
    }
  });

  test('that ends at whichever of its bytes is gone on with from its last whole line', async () => {
    for (const cut of someOf(
      [...whole.keys()].filter((at) => at % 97 < 3),
      0,
      5,
    )) {
      writeFileSync(path, whole.subarray(0, cut));
      const opened = openJournal(path, { sweep: 'test', take: taker().take, writtenSinceBoot: () => true });
      if (!opened.ok) throw new Error(opened.message);
      const before = whole.subarray(0, ends.findLast((end) => end <= cut) ?? ends[0]);
      const line = sealLine(encodeEvent(events[0]!));
      expect(opened.journal.append([line])).toBeNull();
      await opened.journal.close();
      expect(readFileSync(path, 'utf8')).toBe(`${before.toString()}${line}\n`);
    }
  });

  /** An event by what it says, whatever else stands in its line. */
  const known = (event: Event): string =>
    JSON.stringify(Object.entries(event).filter(([name]) => events.some((one) => name in one)));

  test('of which a bit has flipped is refused at its line, or has lost its last one; no event is taken in that none was', () => {
    const all = new Set(events.map(known));
    for (const at of someOf([...whole.keys()], 0, 17)) {
      const flipped = Buffer.from(whole);
      flipped[at] = whole[at]! ^ (1 << (at % 8));
      writeFileSync(path, flipped);
      const { taken, take } = taker();
      const read = readJournal(path, take);
      const line = lineAt(at);
      if (!taken.every((event) => all.has(known(event)))) expect(taken).toEqual(events);
      // What only marks a checksum, or is the first line, which has none, may be another without harm to any event.
      const isWhole = read.kind === 'read' && read.notice === null && taken.length === events.length;
      const isMark = line === 0 || /"crc"|crc/.test(whole.toString('latin1', at - 8, at + 8));
      if (line === 0 || (isWhole && isMark)) continue;
      const place = { kind: 'refused', message: expect.stringContaining(`:${line + 1}: `) as string };
      // Where a line has lost its end the next one is a part of it.
      const isLast = line >= ends.length - 2 && read.kind === 'read';
      if (isLast) expect(read.lines).toBeGreaterThanOrEqual(events.length - 2);
      else expect(read).toMatchObject(place);
    }
  });

  test('with whatever in its midst is refused, and keeps all of it', () => {
    const open = (content: Buffer) => {
      writeFileSync(path, content);
      return openJournal(path, { sweep: 'test', take: taker().take, writtenSinceBoot: () => false });
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.uint8Array({ minLength: 1, maxLength: 40 }), (line, garbage) => {
        const [before, after] = [whole.subarray(0, ends[line]), whole.subarray(ends[line])];
        const content = Buffer.concat([before, Buffer.from(garbage), Buffer.from('\n'), after]);
        const opened = open(content);
        expect(opened).toMatchObject({ ok: false, message: expect.stringContaining(`:${line + 2}: `) as string });
        expect(readFileSync(path)).toEqual(content);
      }),
      { numRuns: cases(200, 4) },
    );
  });

  test('that is no journal at all is told to be none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (content) => {
        writeFileSync(path, content);
        const fd = openSync(path, 'r');
        const found = survey(fd, path, taker().take);
        closeSync(fd);
        expect(['empty', 'refused']).toContain(found.kind);
      }),
      { numRuns: 200 },
    );
  });

  test('whose first line says what it will names no terminal code when it is refused', () => {
    takesAny(jsonLike({ journal: 'sweep', version: 9, sweep: 'test' }), (header) => {
      writeFileSync(path, `${header}\n`);
      const opened = openJournal(path, { sweep: 'other', take: taker().take, writtenSinceBoot: () => true });
      if (opened.ok) throw new Error('it was opened');
      expectHarmless(opened.message.replaceAll('\n', '\0'));
    });
  });

  test('keeps beside it what its sweep drew on, or nothing, whatever stands there', () => {
    freezeSweep(folder, 'text', { listings: new Map([['lines:a', ['1']]]), vars: new Map([['d', '/d']]) });
    const kept: unknown = JSON.parse(readFileSync(join(folder, 'drawn-on.json'), 'utf8'));
    takesAny(jsonLike(kept), (text) => {
      writeFileSync(join(folder, 'drawn-on.json'), text);
      const values = frozenValues(folder, 'text');
      if (values === null) return;
      for (const listed of values.listings.values()) expect(listed.every((one) => typeof one === 'string')).toBe(true);
      for (const value of values.vars.values()) expect(typeof value).toBe('string');
    });
  });
});
