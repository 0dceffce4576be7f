import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readImport } from '../../src/language/import/read-import.ts';
import { sweepText } from '../../src/language/write/sweep-text.ts';
import { cases } from '../rig/cases.ts';
import { ranBy } from '../rig/shell-words.ts';

type Value = string | number | boolean | null;

const text = fc.oneof(
  fc.stringMatching(/^[a-z]{3,6}$/),
  fc.constantFrom('a b', "it's", '$HOME', '{{x}}', 'a/b.c', '#x'),
);
const distinct = (value: fc.Arbitrary<Value>) => fc.uniqueArray(value, { minLength: 1, maxLength: 3 });
const values = fc.oneof(
  distinct(text.filter((one) => !/^(?:true|false|null)$/.test(one))),
  distinct(
    fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !Object.is(one, -0)),
    ),
  ),
  distinct(fc.boolean()),
  fc.constant([null, 'cosine']),
);
const parameters = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,5}_x$/), values, fc.boolean()), {
  minLength: 1,
  maxLength: 4,
  selector: ([name]) => name,
});

/** As the agent of W&B spells it, which is written in Python. */
function inPython(value: Value): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const SPELLINGS: Readonly<Record<string, (name: string, value: Value) => readonly string[]>> = {
  args: (name, value) => [`--${name}=${inPython(value)}`],
  args_no_hyphens: (name, value) => [`${name}=${inPython(value)}`],
  args_no_equals: (name, value) => [`--${name}`, inPython(value)],
  args_no_boolean_flags: (name, value) => {
    if (typeof value === 'boolean') return value ? [`--${name}`] : [];
    return [`--${name}=${inPython(value)}`];
  },
};

it.each(Object.entries(SPELLINGS))('a grid of W&B with `${%s}` runs what its agent runs', (macro, spelling) => {
  fc.assert(
    fc.property(parameters, (found) => {
      const said = found.map(([name, all, isConstant]) => [name, isConstant ? { value: all[0] } : { values: all }]);
      const config = {
        method: 'grid',
        command: ['${env}', 'run', `\${${macro}}`],
        parameters: Object.fromEntries(said) as object,
      };
      const { sweeps, diagnostics } = readImport(JSON.stringify(config, null, 1), 'wandb.json', () => null);
      expect(diagnostics).toEqual([]);
      const [sweep] = sweeps;
      const ran = ranBy(sweepText({ schema: null, name: 'imported', ...sweep! }));
      const grid = found.reduce<readonly (readonly string[])[]>(
        (rows, [name, all, isConstant]) =>
          rows.flatMap((row) =>
            all.slice(0, isConstant ? 1 : all.length).map((one) => [...row, ...spelling(name, one)]),
          ),
        [[]],
      );
      // Programs take options in any order.
      const sorted = (jobs: readonly (readonly (string | null)[])[]) => jobs.map((words) => [...words].sort());
      expect(sorted(ran)).toEqual(sorted(grid.map((words) => ['run', ...words])));
    }),
    { numRuns: cases(200) },
  );
});
