import { expect, test } from 'vitest';
import { cut } from '../../../src/app/run/run-origin.ts';

test('a command is recorded as it was said; where it is very long, as far as there is room', () => {
  expect(cut(['sweep', 'run', 'a b.yaml'])).toEqual(['sweep', 'run', 'a b.yaml']);
  expect(cut(['sweep', 'x'.repeat(4000), 'y'.repeat(100), 'z'])).toEqual(['sweep', 'x'.repeat(4000), '…']);
});
