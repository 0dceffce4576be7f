import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupBy, tally } from '../../src/model/group-by.ts';

test('items of a key keep their order, keys that of their first items, and each is counted as often as it comes', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), (keys) => {
      const items = keys.map((key, at) => ({ key, at }));
      const groups = groupBy(items, ({ key }) => key);
      expect([...groups.keys()]).toEqual([...new Set(keys)]);
      for (const [key, group] of groups) expect(group).toEqual(items.filter((item) => item.key === key));
      expect([...tally(keys)]).toEqual([...groups].map(([key, group]) => [key, group.length]));
    }),
  );
});
