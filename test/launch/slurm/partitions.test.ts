import { describe, expect, it } from 'vitest';
import { longestOf, partitionsMeant, partitionsOf } from '../../../src/launch/slurm/partitions.ts';

const SAID = `cpu*|up|infinite|4|(null)
gpu|up|7-00:00:00|2|gpu:a100:4(S:0-1),gpu:v100:2
gpu|up|7-00:00:00|1|gpu:v100:8,shard:4
old|down|1:30:00|1|gpu:2
short|up|30:00|2|(null)
`;

describe('an answer of sinfo', () => {
  it('tells each partition once, with all its nodes and the types of their GPUs', () => {
    expect(partitionsOf(SAID)).toEqual([
      { name: 'cpu', isDefault: true, isUp: true, longest: null, nodes: 4, gpus: [] },
      { name: 'gpu', isDefault: false, isUp: true, longest: 604_800, nodes: 3, gpus: ['a100', 'v100'] },
      { name: 'old', isDefault: false, isUp: false, longest: 5400, nodes: 1, gpus: [''] },
      { name: 'short', isDefault: false, isUp: true, longest: 1800, nodes: 2, gpus: [] },
    ]);
  });

  it('tells none where it says something else', () => {
    expect(partitionsOf('slurm_load_partitions: Unable to contact slurm controller\n')).toEqual([]);
  });
});

describe('the partition of a cluster', () => {
  it.each([
    [null, ['cpu'], null],
    ['gpu', ['gpu'], 604_800],
    ['old,short', ['old', 'short'], 5400],
    ['gpu,cpu', ['cpu', 'gpu'], null],
    ['none', [], 0],
  ])('%s is %j, and lets jobs run for %s', (named, names, longest) => {
    const meant = partitionsMeant(partitionsOf(SAID), named);
    expect(meant.map(({ name }) => name)).toEqual(names);
    expect(longestOf(meant)).toBe(longest);
  });
});
