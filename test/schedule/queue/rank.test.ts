import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rank, type Least, type Standing } from '../../../src/schedule/queue/rank.ts';
import { cases } from '../../rig/cases.ts';

interface Item extends Least {
  turn: number;
}

const amount = fc.nat(9);
const anyItem = fc.record({ turn: fc.nat(99), slots: amount, gpus: amount, memory: amount, bound: amount });

/** All items of a rank, each checked against what stands below it. */
function itemsOf(rank: Rank<Item>): Item[] {
  const visit = (standing: Standing<Item>): Item[] => {
    const below = rank.below(standing);
    for (const { item } of below) expect(item.turn).toBeGreaterThanOrEqual(standing.item.turn);
    const items = [standing.item, ...below.flatMap(visit)];
    for (const thing of ['slots', 'gpus', 'memory', 'bound'] as const) {
      expect(standing[thing]).toBe(Math.min(...items.map((one) => one[thing])));
    }
    return items;
  };
  return rank.root === undefined ? [] : visit(rank.root);
}

describe('a rank', () => {
  it('has what comes first at its root, and tells of each part the least that one in it asks for, whatever comes, goes and changes', () => {
    const doing = fc.record({ what: fc.constantFrom('add', 'remove', 'change'), item: anyItem, at: fc.nat() });
    fc.assert(
      fc.property(fc.array(doing, { maxLength: 40 }), (course) => {
        const rank = new Rank<Item>(
          (a, b) => a.turn < b.turn,
          (item) => item,
        );
        const items: Item[] = [];
        for (const { what, item, at } of course) {
          const one = items[at % items.length];
          if (what === 'add' || one === undefined) {
            items.push(item);
            rank.add(item);
          } else if (what === 'remove') {
            items.splice(at % items.length, 1);
            rank.remove(one);
          } else {
            Object.assign(one, item);
            rank.move(one);
          }
          expect(new Set(itemsOf(rank))).toEqual(new Set(items));
          expect(rank.size).toBe(items.length);
        }
      }),
      { numRuns: cases(1000) },
    );
  });
});
