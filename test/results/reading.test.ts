import { describe, expect, it } from 'vitest';
import { formatOf, type MetricSource } from '../../src/model/metrics.ts';
import { unreadable } from '../../src/results/numbers.ts';
import { readFile, readingOf } from '../../src/results/reading.ts';

const source = (path: string): MetricSource => ({ kind: 'file', path, rows: null, pick: 'last' });
const found = (path: string, text: string) => ({
  ...{ source: source(path), name: path, found: readFile(path, Buffer.from(text), null) },
});

describe('what a file holds', () => {
  it.each([
    ['a/metrics.json', 'json'],
    ['a.b/metrics', 'json'],
    ['m.JSONL', 'jsonl'],
    ['m.ndjson', 'jsonl'],
    ['m.csv', 'csv'],
    ['m.tsv', 'tsv'],
    ['runs/events.out.tfevents.1700000000.host.1.0', 'events'],
    ['events.out.tfevents.1.v2/m.csv', 'csv'],
  ])('is told by its name: %s', (path, format) => {
    expect(formatOf(path)).toBe(format);
  });

  it('is read so, also with a mark of its byte order', () => {
    for (const [path, text] of [
      ['m.json', '\ufeff{"a": 1}'],
      ['m.jsonl', '{"a": 1}'],
      ['m.csv', '\ufeffa,b\n1,2\n'],
      ['m.tsv', 'a\tb\n1\t2\n'],
    ] as const) {
      expect(readingOf([found(path, text)]).reading.metrics, path).toMatchObject({ a: 1 });
    }
  });
});

describe('what several places hold', () => {
  it('is put together, the later first, with the curves of more than one point', () => {
    const { reading, curves } = readingOf([
      found('a.json', '{"acc": 0.5, "seen": 3, "best": "x"}'),
      found('b.csv', 'step,acc,once\n1,0.1,\n2,nan,7\n'),
    ]);
    expect(reading).toEqual({
      metrics: { acc: 'NaN', seen: 3, once: 7 },
      texts: { best: 'x' },
      curves: { acc: { count: 2, min: 0.1, max: 0.1, last: 'NaN' } },
    });
    expect(curves).toEqual({ acc: { steps: [1, 2], values: [0.1, 'NaN'] } });
  });

  it('says of each why it cannot be read, and holds the others', () => {
    const gone = { source: source('gone.json'), name: 'gone.json', found: unreadable('does not exist') };
    const { reading } = readingOf([
      gone,
      found('a.json', '{"a": 1}'),
      found('b.json', '{"c": [[1]]}'),
      found('c.json', '{'),
    ]);
    expect(reading).toEqual({
      metrics: { a: 1 },
      ...{ texts: {}, curves: {} },
      problem: 'metrics: gone.json does not exist; b.json holds no numbers; c.json is not JSON',
    });
  });

  it('has at the most a thousand numbers, and no text that is longer than a column', () => {
    const many = Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`m${index}`, index]));
    const { reading } = readingOf([found('a.json', JSON.stringify({ ...many, prompt: 'x'.repeat(201), name: 'x' }))]);
    expect(Object.keys(reading.metrics)).toHaveLength(1000);
    expect(reading.texts).toEqual({ name: 'x' });
    expect(reading.problem).toBe('metrics: there are 1,500 of them, of which the first 1,000 are kept');
  });
});
