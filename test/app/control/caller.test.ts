import fc from 'fast-check';
import { expect, it } from 'vitest';
import { callerEnvironment, variablesLost } from '../../../src/app/control/caller.ts';

it('keeps on disk what decides which programs are found, and of the rest no value', () => {
  const { kept, inherited, whole } = callerEnvironment({
    PATH: '/bin',
    CONDA_PREFIX: '/c',
    TOKEN: 'secret',
    TERM: 'x',
  });
  expect(kept).toEqual({ PATH: '/bin', CONDA_PREFIX: '/c' });
  expect(Object.keys(inherited)).toEqual(['TOKEN']);
  expect(JSON.stringify(inherited)).not.toContain('secret');
  expect(whole).toEqual({ PATH: '/bin', CONDA_PREFIX: '/c', TOKEN: 'secret', TERM: 'x' });
});

it('hands on nothing that a shell cannot export', () => {
  const environment = { 'BASH_FUNC_f%%': '() { :; }', SHELLOPTS: 'braceexpand', UID: '0', GOOD: '1' };
  expect(callerEnvironment(environment).whole).toEqual({ GOOD: '1' });
});

it('misses exactly the variables that another process does not have, or with another value', () => {
  const names = fc.constantFrom('A', 'B', 'C', 'D');
  const environments = fc.dictionary(names, fc.constantFrom('', '1', '2'));
  fc.assert(
    fc.property(environments, environments, (before, now) => {
      const lost = variablesLost(callerEnvironment(before).inherited, now);
      expect([...lost].sort()).toEqual(
        Object.keys(before)
          .filter((name) => before[name] !== now[name])
          .sort(),
      );
    }),
  );
});
