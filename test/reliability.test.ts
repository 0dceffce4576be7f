import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const PAGE = readFileSync(join(import.meta.dirname, '..', 'docs', 'reliability.md'), 'utf8');

/** The tests that the page names, each by its file and its sentence. */
const NAMED = [...PAGE.matchAll(/\| `([\w./-]+\.test\.ts)`: (.+?) +\|$/gm)].map(([, file = '', sentence = '']) => ({
  file,
  sentence,
}));

it('each promise of the page on reliability names a test that is there, by its sentence', () => {
  expect(NAMED.length).toBeGreaterThan(25);
  const promises = PAGE.slice(0, PAGE.indexOf('\n## The crash harness\n'));
  expect(NAMED.length).toBe(promises.match(/^\| (?!promise|-)/gm)?.length);
  const isThere = ({ file, sentence }: (typeof NAMED)[number]): boolean => {
    const path = join(import.meta.dirname, file);
    return existsSync(path) && readFileSync(path, 'utf8').replaceAll('\\', '').includes(sentence);
  };
  expect(NAMED.filter((named) => !isThere(named))).toEqual([]);
});
