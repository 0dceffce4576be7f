import { describe, expect, test } from 'vitest';
import { expandText } from '../../../rig/expansion.ts';

/** What is said of a sweep, each with the part of the file that it points at. */
function said(sweep: object): string[] {
  const text = JSON.stringify(sweep);
  return expandText(text).diagnostics.map(
    ({ severity, code, span }) => `${severity} ${code}: ${span === null ? '-' : text.slice(span.start, span.end)}`,
  );
}

describe('a command that ends in the background is an error, since what it starts would end with its job', () => {
  test.each(['python a.py {{x}} &', 'python a.py {{x}} & # later', 'nohup python a.py {{x}} > log 2>&1 &'])(
    '%j',
    (command) => {
      expect(said({ matrix: { x: [1] }, command })).toEqual(['error ends-in-background: &']);
    },
  );

  test.each([
    'server & python a.py {{x}}',
    'python a.py {{x}} & wait',
    'python a.py {{x}} 2>&1',
    "echo {{x}} 'a &'",
    'echo {{x}} "a &"',
    'echo {{x}} \\&',
    'echo {{x}} # and &',
  ])('and not %j', (command) => {
    expect(said({ matrix: { x: [1] }, command })).toEqual([]);
  });
});

describe('a line that begins with an option is an error, since bash takes it for a command', () => {
  test.each([
    ['python a.py\n  --lr {{x}}\n', '--lr'],
    ['python a.py\n-v {{x}}\n', '-v'],
  ])('%j', (command, option) => {
    const found = said({ matrix: { x: [1] }, command });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('error option-as-command');
    expect(found[0]).toContain(option);
  });

  test.each(['python a.py \\\n  --lr {{x}}\n', 'cat {{x}} <<E\n--lr\nE\n', 'echo "\n--lr" {{x}}\n'])(
    'and not %j',
    (command) => {
      expect(said({ matrix: { x: [1] }, command })).toEqual([]);
    },
  );
});

test('an option and its value in one item of a list are warned of', () => {
  expect(said({ matrix: { x: [1] }, command: ['python', '--lr {{x}}'] })).toEqual([
    'warning two-words-as-one: "--lr {{x}}"',
  ]);
  expect(said({ matrix: { x: [1] }, command: ['python', '--lr', '{{x}}', '-c', 'a b'] })).toEqual([]);
});

test('an axis in single braces is warned of, though its value is used elsewhere', () => {
  const matrix = { x: [1] };
  expect(said({ matrix, command: 'a {{x}} > out/{x}.txt' })).toEqual(['warning single-braces: {x}']);
  expect(said({ matrix, command: 'a {{x}} ${x} {y} {x,y}' })).toEqual([]);
  expect(said({ matrix, command: 'a {{x}}', metrics: { log: 'x={x}' } })).toEqual([]);
});

test('a range that a step of 1 leaves but one value is an error', () => {
  const command = 'a {{x}}';
  expect(said({ matrix: { x: { from: 0.1, to: 0.5 } }, command })[0]).toMatch(/^error bad-range/);
  for (const range of [
    { from: 0.1, to: 0.5, step: 0.1 },
    { from: 1, to: 1 },
    { from: 0.5, to: 2.5 },
  ]) {
    expect(said({ matrix: { x: range }, command })).toEqual([]);
  }
});
