import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jobId } from '../../../src/model/plan.ts';
import { instant } from '../../../src/model/units.ts';
import { packContent, unpackContent } from '../../../src/report/page/codec.ts';
import type { PageContent } from '../../../src/report/page/page-content.ts';
import { quantise, restore } from '../../../src/report/page/quantise.ts';
import { cases } from '../../rig/cases.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 8 });
const number = fc.double().map((value) => (Object.is(value, -0) ? 0 : value));

const row = fc.record({
  job: fc.string({ minLength: 1, maxLength: 6 }).map(jobId),
  label: text,
  stage: text,
  params: fc.dictionary(text, text, { maxKeys: 3 }),
  state: fc.constantFrom('fresh', 'stale', 'failed', 'missing'),
  metrics: fc.dictionary(text, number, { maxKeys: 3 }),
  texts: fc.dictionary(text, text, { maxKeys: 2 }),
  attempt: fc.option(fc.nat()),
  log: fc.option(fc.string()).map((path) => () => path),
});

const attempt = fc.record({
  job: text,
  label: text,
  stage: text,
  cell: text,
  attempt: fc.nat(),
  run: fc.nat(),
  gpus: fc.array(text, { maxLength: 2 }),
  slots: fc.nat(),
  from: fc.nat().map(instant),
  to: fc.nat().map(instant),
  ending: fc.constantFrom('succeeded', 'failed', 'stopped', null),
});

const content: fc.Arbitrary<PageContent> = fc.record({
  subject: fc.record({
    name: text,
    replicates: fc.option(text),
    goals: fc.dictionary(text, fc.constantFrom('max', 'min')).map((goals) => new Map(Object.entries(goals))),
    picks: fc.dictionary(text, text).map((picks) => new Map(Object.entries(picks))),
    rows: fc.array(row, { maxLength: 6 }),
  }),
  attempts: fc.array(attempt, { maxLength: 6 }),
  curves: fc
    .record({
      // Levels hold these exactly: no curve loses anything but what is between them.
      shown: fc.array(
        fc.record({
          row: fc.nat(5),
          metric: text,
          points: fc.array(fc.tuple(fc.nat(), fc.constantFrom(0, 1, NaN)), { maxLength: 5 }),
        }),
        { maxLength: 4 },
      ),
      leftOut: fc.dictionary(text, fc.nat()).map((counts) => new Map(Object.entries(counts))),
    })
    .map(({ shown, leftOut }) => ({
      shown: shown.map(({ row: of, metric, points }) => ({
        row: of,
        metric,
        steps: points.map(([step]) => step),
        values: points.map(([, value]) => value),
      })),
      leftOut,
    })),
});

/** The same with the logs of its rows as they are told. */
function told({ subject, ...rest }: PageContent) {
  return { ...rest, subject: { ...subject, rows: subject.rows.map((one) => ({ ...one, log: one.log() })) } };
}

describe('what a page draws', () => {
  test('comes out of its bytes as it went in', () => {
    fc.assert(
      fc.property(content, (given) => {
        expect(told(unpackContent(packContent(given)))).toEqual(told(given));
      }),
      { numRuns: cases(500) },
    );
  });
});

describe('a curve in two bytes a point', () => {
  test('is off by no more than a level, and keeps its least, its greatest and its gaps', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: false }), { minLength: 1 }), (values) => {
        const finite = values.filter((value) => Number.isFinite(value));
        const [least, greatest] = [Math.min(...finite), Math.max(...finite)];
        const back = restore(quantise(values));
        for (const [at, value] of values.entries()) {
          if (!Number.isFinite(value)) expect(back[at]).toBeNaN();
          else expect(Math.abs(back[at]! / 2 - value / 2)).toBeLessThanOrEqual((greatest / 2 - least / 2) / 131_000);
        }
      }),
      { numRuns: cases(1_000) },
    );
  });

  test('is flat where it was', () => {
    expect(restore(quantise([0.3, 0.3]))).toEqual([0.3, 0.3]);
  });
});
