import { spawnSync } from 'node:child_process';
import { getPriority } from 'node:os';
import { expect, test } from 'vitest';
import { leastNice, leastNiceOf } from '../../../src/host/system/niceness.ts';

const NO_RIGHT = 'Name:\tnode\nCapEff:\t00000000a80425fb\n';
const limit = (soft: string) =>
  `Max realtime priority     99                   99                   \nMax nice priority         ${soft.padEnd(20)} 40                   \n`;

test.each<[string, string, string, number, number]>([
  ['the right to any', 'CapEff:\t000001ffffffffff\n', limit('0'), 0, -20],
  ['no right', NO_RIGHT, limit('0'), 0, 0],
  ['no right, and is nice itself', NO_RIGHT, limit('0'), 10, 0],
  ['a limit of -5', NO_RIGHT, limit('25'), 0, -5],
  ['a limit of -5, and is nice itself', NO_RIGHT, limit('25'), 10, -15],
  ['a limit of 0, and is nice itself', NO_RIGHT, limit('20'), 10, -10],
  ['a limit that is above its own niceness', NO_RIGHT, limit('10'), 0, 0],
  ['the limit that allows all', NO_RIGHT, limit('40'), 0, -20],
  ['no limit', NO_RIGHT, limit('unlimited'), 19, -20],
])('a process with %s may go as low as the kernel lets it', (_, status, limits, niceness, least) => {
  expect(leastNiceOf(status, limits, niceness)).toBe(least);
});

test('nice(1) has its way as low as that, without a word', () => {
  const least = leastNice();
  const { stdout, stderr } = spawnSync('nice', ['-n', String(least), 'nice'], { encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: `${Math.max(-20, getPriority() + least)}\n`, stderr: '' });
});
