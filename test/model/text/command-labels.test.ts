import { describe, expect, test } from 'vitest';
import { labelsOfCommands } from '../../../src/model/text/command-labels.ts';

const LONG = 'python scripts/train.py --data /datasets/imagenet/2012 --epochs 90';

describe('long commands are called by', () => {
  test.each<[string, readonly string[], readonly (string | null)[]]>([
    [
      'the options that not all have, with their values',
      [`${LONG} --lr 0.1 --seed 1`, `${LONG} --ema --seed=2`, `${LONG} -q --lr -0.5`],
      ['lr=0.1 seed=1', 'ema seed=2', 'q lr=-0.5'],
    ],
    [
      'the programs and variables that differ',
      [`A=1 ${LONG}`, `${LONG} | tee 'a b.log'`, LONG.replace('train', 'test')],
      ['A=1 scripts/train.py', "scripts/train.py | tee 'a b.log'", 'scripts/test.py'],
    ],
    [
      'the ends of paths, where these tell them apart',
      [`${LONG} --out results/2024/resnet/a.pt`, `${LONG} --out results/2024/resnet/b.pt`],
      ['out=…/a.pt', 'out=…/b.pt'],
    ],
    [
      'the whole of paths that end alike',
      [`${LONG} --out results/2024/resnet-a/best.pt`, `${LONG} --out results/2024/resnet-b/best.pt`],
      ['out=results/2024/resnet-a/best.pt', 'out=results/2024/resnet-b/best.pt'],
    ],
    ['nothing of their own, where one has no more than the others', [`${LONG} --ema`, LONG], ['ema', null]],
  ])('%s', (_, commands, labels) => {
    expect(labelsOfCommands(commands)).toEqual(labels);
  });
});

test('short commands, and one alone, are called as they are', () => {
  expect(labelsOfCommands(['./run a', './run b'])).toEqual([null, null]);
  expect(labelsOfCommands([`${LONG} --lr 0.1`])).toEqual([null]);
});

test('a quote without an end is no more than a word', () => {
  expect(labelsOfCommands([`${LONG} "a`, `${LONG} 'b`])).toEqual(['"a', "'b"]);
});
