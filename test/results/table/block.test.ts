import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockOf } from '../../../src/results/table/block.ts';
import { designOf } from '../../../src/results/table/design.ts';
import { cases } from '../../rig/cases.ts';
import { sketchRow, type RowSketch } from '../../rig/results.ts';

const grouping = { by: ['method'], replicates: 'seed', within: ['data'], names: [] };

/** Jobs of three methods, four data sets and three seeds, some of which have no value. */
const rowsOf = (present: readonly boolean[]): RowSketch[] =>
  present.flatMap((isThere, at): RowSketch[] => {
    const [method, data, seed] = [Math.floor(at / 12), Math.floor(at / 3) % 4, at % 3].map(String);
    return [{ method: method!, data: data!, seed: seed!, ...(isThere ? { acc: 1 } : {}) }];
  });

test('all that takes part has a value for every combination that takes part, and no group that has some loses all', () => {
  const present = fc.array(fc.boolean(), { minLength: 36, maxLength: 36 });
  fc.assert(
    fc.property(present, (some) => {
      const design = designOf([rowsOf(some).map(sketchRow)], grouping);
      const block = blockOf(
        design,
        Uint8Array.from(design.rows, (row) => (row.metrics['acc'] === undefined ? 0 : 1)),
      );
      const taken = [...block.takesCombination].filter((one) => one === 1).length;
      expect(block.combinations.taken).toBe(taken);
      for (const [number, { rows }] of design.units.entries()) {
        if (block.takesUnit[number] !== 1) continue;
        const own = rows.filter(
          (row) =>
            design.rows[row]?.metrics['acc'] !== undefined && block.takesCombination[design.combinationOf[row]!] === 1,
        );
        expect(own).toHaveLength(taken);
      }
      for (const { units, rows } of design.groups) {
        const hasSome = rows.some((row) => design.rows[row]?.metrics['acc'] !== undefined);
        expect(units.some((unit) => block.takesUnit[unit] === 1)).toBe(hasSome);
      }
    }),
    { numRuns: cases(500) },
  );
});

test('nothing is left out of what is whole', () => {
  const design = designOf([rowsOf(Array<boolean>(36).fill(true)).map(sketchRow)], grouping);
  const block = blockOf(design, new Uint8Array(36).fill(1));
  expect(block.combinations).toEqual({ all: 4, taken: 4 });
  expect(block.units).toEqual({ all: 9, taken: 9 });
});
