import { expect, test } from 'vitest';
import { tick } from '../../src/model/units.ts';
import { Setback } from '../../src/run/setback.ts';

const at = (second: number) => tick(1000 * second);

test('a setback is said once until it is another, and again when it went well in between', () => {
  const said: string[] = [];
  const setback = new Setback((problem) => said.push(problem));
  setback.met('full', at(0));
  setback.met('full', at(1));
  setback.met('other', at(3));
  setback.wentWell();
  setback.met('other', at(4));
  expect(said).toEqual(['full', 'other', 'other']);
});

test('that a setback is over is said once, and only of one that was met', () => {
  const said: string[] = [];
  const setback = new Setback(
    (problem) => said.push(problem),
    () => said.push('over'),
  );
  setback.wentWell();
  setback.met('full', at(0));
  expect(setback.isOn).toBe(true);
  setback.wentWell();
  setback.wentWell();
  expect(setback.isOn).toBe(false);
  expect(said).toEqual(['full', 'over']);
});

test('a setback is tried again after pauses that grow up to a minute, and at once when it went well', () => {
  const setback = new Setback(() => undefined);
  const pauses: number[] = [];
  let now = 0;
  for (let tries = 0; tries < 9; tries += 1) {
    setback.met('full', at(now));
    const pause = (setback.due(at(now)) ?? 0) / 1000 - now;
    pauses.push(pause);
    now += pause;
    expect(setback.due(at(now))).toBeNull();
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  setback.wentWell();
  setback.met('full', at(now));
  expect(setback.due(at(now))).toBe(at(now + 1));
});

test('while one thing is tried nothing else is, and what fails at once counts once', () => {
  const setback = new Setback(() => undefined);
  setback.tried(at(0));
  expect(setback.due(at(0))).toBeNull();
  setback.met('full', at(0));
  setback.met('full', at(0));
  expect(setback.due(at(0))).toBe(at(1));
  setback.tried(at(1));
  expect(setback.due(at(1))).toBe(at(2));
  setback.met('full', at(1));
  expect(setback.due(at(1))).toBe(at(3));
});
