import { describe, expect, it } from 'vitest';
import {
  checkHeader,
  decodeEvent,
  decodeLine,
  encodeEvent,
  encodeHeader,
  sealLine,
  versionOf,
} from '../../src/journal/codec.ts';
import type { Event } from '../../src/model/event.ts';
import { statusJson } from '../../src/report/status/status.ts';
import { summaryText } from '../../src/report/status/summary.ts';
import { initialState } from '../../src/schedule/state/records.ts';
import { reduce } from '../../src/schedule/state/reduce.ts';
import { EVENTS, job, moment, WHOLE_EVENTS } from '../rig/journal-events.ts';
import { sketchPlan } from '../rig/plan.ts';

describe('a line of the journal', () => {
  it.each(EVENTS.map((event) => [event.event, event] as const))('gives the event back: %s', (_, event) => {
    expect(decodeEvent(encodeEvent(event))).toEqual(event);
  });

  it('is one line, whatever the event holds', () => {
    const event: Event = { ...moment, event: 'gpu-quarantined', gpu: 'a\nb', because: '\u2028"', pid: null };
    expect(encodeEvent(event)).not.toMatch(/\n/);
    expect(decodeEvent(encodeEvent(event))).toEqual(event);
  });

  it('shows the time in UTC with milliseconds', () => {
    expect(encodeEvent({ ...moment, event: 'backoff-ended', job })).toBe(
      '{"at":"2023-11-14T22:13:20.123Z","tick":456789.25,"event":"backoff-ended","job":"seed-42"}',
    );
  });

  it.each([
    ['torn', '{"at":"2023-11-14T22:13:20.123Z","tick":1,"eve'],
    ['no object', '42'],
    ['a list', '[]'],
    ['without a time', '{"tick":1,"event":"backoff-ended","job":"a"}'],
    ['with no time for a time', '{"at":"soon","tick":1,"event":"backoff-ended","job":"a"}'],
    ['of an unknown kind', '{"at":"2023-11-14T22:13:20.123Z","tick":1,"event":"dreamt"}'],
    ['without a field of its kind', '{"at":"2023-11-14T22:13:20.123Z","tick":1,"event":"backoff-ended"}'],
    ['empty', ''],
  ])('is no event when it is %s', (_, line) => {
    expect(decodeEvent(line)).toBeNull();
  });
});

describe('a sealed line of the journal', () => {
  it.each(EVENTS.map((event) => [event.event, event] as const))('gives the event back: %s', (_, event) => {
    expect(decodeLine(sealLine(encodeEvent(event)))).toEqual({ event });
  });

  it('is told to be damaged, whichever of its bits has flipped', () => {
    const bare = encodeEvent(EVENTS[4]!);
    const line = sealLine(bare);
    for (let index = 0; index < bare.length - 1; index += 1) {
      const flipped = String.fromCharCode(line.charCodeAt(index) ^ 1);
      expect(decodeEvent(`${line.slice(0, index)}${flipped}${line.slice(index + 1)}`)).toBeNull();
    }
    expect(decodeLine(line.replace('timeout', 'tameout'))).toEqual({
      event: null,
      why: 'it is damaged: its checksum does not match',
    });
  });

  it('is itself also where it is long, whichever long one was read before', () => {
    const long = (because: string): Event => ({ ...moment, event: 'gpu-quarantined', gpu: 'a', because, pid: null });
    const [one, other] = [long('x'.repeat(70_000)), long('y'.repeat(70_000))];
    const lines = [one, other].map((event) => sealLine(encodeEvent(event)));
    for (const at of [0, 0, 1, 0]) expect(decodeLine(lines[at]!)).toEqual({ event: [one, other][at] });
    expect(decodeLine(lines[0]!.replace('xx', 'xz')).event).toBeNull();
    expect(decodeLine(lines[0]!)).toEqual({ event: one });
  });

  it('carries the CRC-32 of what stands before it, as zlib reckons it', () => {
    expect(sealLine('{"hello":"wörld"}')).toBe('{"hello":"wörld","crc":"54985d52"}');
  });
});

/** Every way to put something else in place of one part of a value out of JSON, or to leave it out. */
function distortions(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const copies = (key: string, part: unknown) =>
    Array.isArray(value) ? value.with(Number(key), part) : { ...value, [key]: part };
  return Object.entries(value).flatMap(([key, part]) => [
    ...[null, 7, 'text', [7], { other: 1 }, undefined].map((other) => copies(key, other)),
    ...distortions(part).map((other) => copies(key, other)),
  ]);
}

describe('a line without a checksum, as earlier versions wrote it,', () => {
  it.each(EVENTS.map((event) => [event.event, event] as const))(
    'of the wrong shape is no event, or does no harm: %s',
    (_, event) => {
      const plan = sketchPlan([{ id: 'seed-42' }]);
      for (const distorted of distortions(JSON.parse(encodeEvent(event)))) {
        const decoded = decodeEvent(JSON.stringify(distorted));
        if (decoded === null) continue;
        const state = initialState(plan);
        for (const before of EVENTS.slice(0, 3)) reduce(state, before);
        reduce(state, decoded);
        expect(() => statusJson(state, null, moment, () => 'log')).not.toThrow();
        expect(() =>
          summaryText(
            state,
            moment.tick,
            () => 'log',
            () => '',
            { color: false, width: 80 },
          ),
        ).not.toThrow();
        expect(() => encodeEvent(decoded)).not.toThrow();
      }
    },
  );
});

/** Every way to put a value of a type that it never has in place of one part of a value out of JSON. */
function mistyped(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [typeof value === 'boolean' ? 'text' : true];
  return Object.entries(value).flatMap(([key, part]) =>
    [...mistyped(part), true].map((other) =>
      Array.isArray(value)
        ? value.with(Number(key), other)
        : { ...value, [key]: typeof part === 'boolean' && other === true ? 'text' : other },
    ),
  );
}

describe('an event of which a part is of the wrong type', () => {
  it.each(Object.entries<readonly Event[]>(WHOLE_EVENTS))(
    'is told to be none, whichever part it is: %s',
    (_, events) => {
      for (const event of events) {
        expect(decodeEvent(encodeEvent(event))).toEqual(event);
        for (const other of mistyped(JSON.parse(encodeEvent(event)))) {
          const line = JSON.stringify(other);
          expect(decodeLine(sealLine(line)), line).toEqual({
            event: null,
            why: 'it is no event of this version of sweep',
          });
        }
      }
    },
  );

  it('is told so too when a number is beyond all numbers', () => {
    const line = encodeEvent(WHOLE_EVENTS['attempt-abandoned'][0]!).replace('"attempt":3', '"attempt":1e999');
    expect(decodeEvent(line)).toBeNull();
  });
});

describe('the header of a journal', () => {
  it('is what this version can read', () => {
    expect(encodeHeader('beam')).toBe('{"journal":"sweep","version":1,"sweep":"beam"}');
    expect(checkHeader(encodeHeader('beam'))).toBeNull();
    expect(checkHeader('{"journal":"sweep","version":2,"sweep":"beam"}')).toBeNull();
    expect(checkHeader('{"journal":"sweep","version":3,"sweep":"beam"}')).toBeNull();
  });

  it('of a later version is refused with both versions named', () => {
    expect(checkHeader('{"journal":"sweep","version":4,"sweep":"beam"}')).toBe(
      'it is of version 4, and this sweep knows versions 1, 2 and 3',
    );
  });

  it('is of version 2 where a job runs in a copy of the code, which readers of version 1 know nothing of', () => {
    const [inCopy] = WHOLE_EVENTS['attempt-planned'];
    const { snapshot, on: _on, ...inProject } = inCopy!;
    expect(snapshot).toBeDefined();
    expect([versionOf(inProject), versionOf({ ...inProject, snapshot })]).toEqual([1, 2]);
  });

  it('is of version 3 where a job is given to a cluster, whose processes earlier readers take for lost', () => {
    const [onCluster] = WHOLE_EVENTS['attempt-planned'];
    const [submitted] = WHOLE_EVENTS['array-submitted'];
    expect([versionOf(onCluster!), versionOf(submitted!)]).toEqual([3, 3]);
  });

  it('of something else is refused', () => {
    expect(checkHeader('{"hello":1}')).toBe('it is not a journal of sweep');
  });
});
