import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spellIndices } from '../../../src/launch/slurm/indices.ts';

it('names indices as Slurm does', () => {
  expect(spellIndices([0])).toBe('0');
  expect(spellIndices([0, 1, 2, 5, 7, 8])).toBe('0-2,5,7-8');
});

it('loses no index, and adds none', () => {
  const set = fc.uniqueArray(fc.nat(3000)).map((indices) => indices.sort((a, b) => a - b));
  fc.assert(
    fc.property(set, (indices) => {
      const spelled = spellIndices(indices).split(',').filter(Boolean);
      const read = spelled.flatMap((span) => {
        const [from = 0, to = from] = span.split('-').map(Number);
        return Array.from({ length: to - from + 1 }, (_, at) => from + at);
      });
      expect(read).toEqual(indices);
    }),
  );
});
