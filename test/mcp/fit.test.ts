import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitted, MOST_BYTES, type Page, pageOf } from '../../src/mcp/fit.ts';

describe('an answer', () => {
  test('is the document as it is where it is short', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ maxLength: 20 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 5 }),
        (document) => {
          fc.pre(JSON.stringify(document).length < 1500);
          expect(fitted(document)).toBe(JSON.stringify(document));
        },
      ),
    );
  });

  test('is never longer than what an agent is given, and JSON, whatever is in it', () => {
    const large = [
      { text: '"\u{1f600}'.repeat(100_000) },
      { list: Array.from({ length: 10_000 }, (_, at) => ({ id: `job-${at}`, command: 'x'.repeat(500) })) },
      Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`key-${at}`, 'x'.repeat(100)])),
    ];
    for (const document of large) {
      const text = fitted(document);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES);
      expect(JSON.parse(text)).toBeTypeOf('object');
    }
  });

  test('says how much of a long text it leaves out', () => {
    expect(fitted({ text: 'x'.repeat(30_000) })).toContain('x… (28000 more characters)');
  });
});

describe('pages', () => {
  test('have each item once, in order, and come to an end', () => {
    const items = fc.array(fc.string({ maxLength: 3000 }), { maxLength: 60 });
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 50 }), (all, limit) => {
        const seen: string[] = [];
        for (let offset: number | null = 0; offset !== null;) {
          const page: Page<string> = pageOf(all, { offset, limit });
          expect(page.total).toBe(all.length);
          expect(page.items.length).toBeLessThanOrEqual(limit);
          seen.push(...page.items);
          offset = page.next;
        }
        expect(seen).toEqual(all);
      }),
    );
  });

  test('of which there is none are empty', () => {
    expect(pageOf([1, 2, 3], { offset: 7 })).toEqual({ items: [], total: 3, next: null });
  });
});
