import { expect, test } from 'vitest';
import { readTopology } from '../../../src/host/gpus/topology.ts';

const UUIDS = new Map([0, 1, 2, 3].map((index) => [index, `GPU-${index}`]));

const matrix = (...cells: string[]): string => `\tGPU0\tGPU1\tmlx5_0\tCPU Affinity\n${cells.join('\n')}\n\nLegend:\n`;

test('the nearer two GPUs are, the greater the rank of their link, and NVLinks count', () => {
  const ranks = ['SYS', 'NODE', 'PHB', 'PXB', 'PIX', 'NV1', 'NV4', 'NV12'].map((cell) => {
    const links = readTopology(matrix(`GPU0\t X \t${cell}\tSYS\t0-9`, `GPU1\t${cell}\t X \tSYS\t0-9`), UUIDS);
    expect(links.get('GPU-0')?.['GPU-1']).toBe(links.get('GPU-1')?.['GPU-0']);
    return links.get('GPU-0')?.['GPU-1'] ?? 0;
  });
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(new Set(ranks).size).toBe(ranks.length);
  expect(ranks.at(-1)! - ranks.at(-2)!).toBe(8);
});

test('network cards have no part in it, wherever they stand', () => {
  const text = '\tmlx5_0\tGPU0\nmlx5_0\t X \tPIX\nGPU0\tPIX\t X \n';
  expect(readTopology(text, UUIDS)).toEqual(new Map());
  expect(readTopology(matrix('GPU0\t X \tSYS\tPIX', 'GPU1\tSYS\t X \tPIX', 'mlx5_0\tPIX\tPIX\t X '), UUIDS)).toEqual(
    new Map([
      ['GPU-0', { 'GPU-1': 1 }],
      ['GPU-1', { 'GPU-0': 1 }],
    ]),
  );
});

test.each(['', 'Failed to run topology matrix', matrix('GPU0\t X \t??', 'GPU9\tNV4\t X ')])(
  'what cannot be read makes no link: %j',
  (text) => {
    expect([...readTopology(text, UUIDS).values()].flatMap((links) => Object.keys(links))).toEqual([]);
  },
);
