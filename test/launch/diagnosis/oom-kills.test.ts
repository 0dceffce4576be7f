import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { OomCounter } from '../../../src/launch/diagnosis/oom-kills.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
});

test('what the kernel counts is read at most once a second for attempts that begin', () => {
  const count = vi.fn(() => 4);
  const counter = new OomCounter(count);
  for (let began = 0; began < 100; began += 1) expect(counter.baseline()).toBe(4);
  expect(count).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1000);
  counter.baseline();
  expect(count).toHaveBeenCalledTimes(2);
});

test('a kill that one attempt was found to have died of is not taken for that of the next', () => {
  const counts = [4, 5];
  const counter = new OomCounter(() => counts.shift() ?? null);
  expect(counter.baseline()).toBe(4);
  expect(counter.now()).toBe(5);
  expect(counter.baseline()).toBe(5);
});
