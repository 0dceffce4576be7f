import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorSignature } from '../../../src/schedule/state/error-signature.ts';
import { cases } from '../../rig/cases.ts';

const OOM = (size: string, gpu: number, rest: string): string =>
  `torch.OutOfMemoryError: CUDA out of memory. Tried to allocate ${size}. GPU ${gpu} has a total capacity of 79.10 GiB of which 98.00 MiB is free. ${rest}`;

describe('errors of the same kind are equal', () => {
  test.each<[string, string[]]>([
    [
      'sizes and process ids',
      [OOM('132.00 MiB', 3, 'Process 387 has 78 GiB'), OOM('4.22 GiB', 0, 'Including non-PyTorch…')],
    ],
    ['shapes', ['X: array of shape (753, 536, 536)', 'X: array of shape (9681, 9681)']],
    ['sizes of NumPy', ['MemoryError: Unable to allocate 926. GiB', 'MemoryError: Unable to allocate 94.9 MiB']],
    [
      'ports',
      ['OSError: [Errno 98] Address in use: 127.0.0.1:29500', 'OSError: [Errno 98] Address in use: 10.0.0.7:29501'],
    ],
    [
      'paths',
      ['cat: data/a.csv: No such file', 'cat: /mnt/x-1/data/b_2.csv: No such file', 'cat: ~/c.csv: No such file'],
    ],
    ['temporary names', ['error: cannot lock tmpab12_x', 'error: cannot lock tmpzz9_-q']],
    ['files and lines', ['a/b.py:12: error: bad type', 'c.d/e.py:7: error: bad type']],
    ['addresses', ['TypeError: <object at 0x7f8a01> is bad', 'TypeError: <object at 0x55> is bad']],
    ['times', ['fatal: 2024-11-20 14:37:16,123 lost', 'fatal: 2025-01-02T01:02:03Z lost']],
    [
      'UUIDs',
      ['error: run 0b8f1c1e-9d2a-4b57-8f0e-1c2d3e4f5a6b gone', 'error: run 6f1f9c0a-1111-4222-8333-abcdefabcdef gone'],
    ],
    ['commits', ['error: 0d88fdd12 is no ancestor', 'error: 36ed57e9a1 is no ancestor']],
    ['addresses of the web', ['HTTPError: 404 for s3://a/b?c=1', 'HTTPError: 500 for https://example.org/x']],
    ['losses', ['ValueError: loss is -1.5e-3 at step 12,000', 'ValueError: loss is 7 at step 3']],
    ['ranks', ['error: rank 3 on node12 failed', 'error: rank 11 on node7 failed']],
    ['keys, which are values of cells', ["KeyError: 'resnet'", "KeyError: 'vit'", 'KeyError: "swin"']],
    [
      'choices',
      [
        "train.py: error: argument --model: invalid choice: 'foo' (choose from 'a', 'b', 'c')",
        "train.py: error: argument --model: invalid choice: 'bar' (choose from 'a', 'b')",
      ],
    ],
    ['values that were cut', [`KeyError: 'a ${'b'.repeat(50)}…`, `KeyError: 'c d…`]],
    ['blanks', ['error:  x\ty ', 'error: x y']],
  ])('whatever their %s', (_, lines) => {
    expect(new Set(lines.map(errorSignature)).size).toBe(1);
  });
});

describe('errors of different kinds differ', () => {
  test.each([
    [
      "AttributeError: 'NoneType' object has no attribute 'shape'",
      "AttributeError: 'Tensor' object has no attribute 'foo'",
    ],
    ["ModuleNotFoundError: No module named 'flash_attn'", "ModuleNotFoundError: No module named 'apex'"],
    [
      "TypeError: f() got an unexpected keyword argument 'lr'",
      "TypeError: f() got an unexpected keyword argument 'seed'",
    ],
    ["KeyError: 'lr'", "IndexError: 'lr'"],
    ['error: no data', 'error: no model'],
    ["ValueError: can't load the model's weights", "ValueError: can't load the data's index"],
    ['RuntimeError: read and/or write', 'RuntimeError: read and/or delete'],
    ['foo: command not found', 'bar: command not found'],
  ])('%s; %s', (one, other) => {
    expect(errorSignature(one)).not.toBe(errorSignature(other));
  });
});

test('a normalised line stays readable', () => {
  expect(errorSignature("FileNotFoundError: [Errno 2] No such file or directory: 'data/run3.pt'")).toBe(
    'FileNotFoundError: [Errno <n>] No such file or directory: <text>',
  );
  expect(errorSignature('CUDA out of memory. Tried to allocate 2.5 GiB on GPU 3 for /tmp/tmpab/x at 0x7f')).toBe(
    'CUDA out of memory. Tried to allocate <size> on GPU <n> for <path> at <id>',
  );
});

test('normalising twice changes nothing', () => {
  const pieces = fc.constantFrom(
    ...[
      "'",
      '"',
      '`',
      '/',
      '.',
      ',',
      ' ',
      '-',
      '+',
      '<',
      '>',
      '(',
      ')',
      ':',
      '\\',
      '_',
      '…',
      '~',
      'é',
      'n',
      'e',
      'x',
      'T',
    ],
    ...[
      '0',
      '1',
      '42',
      'abc',
      'tmp',
      'GiB',
      '0x',
      'http://',
      '2024-01-02',
      '10:11:12',
      '1.2.3.4',
      'deadbeef1',
      'TypeError: ',
    ],
    ...['<n>', '<text>', '<path>', '<size>', '<id>', '<time>'],
  );
  const lines = fc.oneof(
    fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
    fc.string({ maxLength: 300 }),
  );
  fc.assert(
    fc.property(lines, (line) => {
      const once = errorSignature(line);
      expect(errorSignature(once)).toBe(once);
      expect(once.length).toBeLessThanOrEqual(120);
    }),
    { numRuns: cases(3000) },
  );
});
