import { describe, expect, test } from 'vitest';
import { expand, type ExpandContext } from '../../src/expand/expand.ts';
import { lacking } from '../../src/expand/lacking.ts';
import { parseSpec } from '../../src/language/parse.ts';
import { PLAIN_CONTEXT } from '../rig/expansion.ts';

/** What is told of files where there are none, of a sweep that is wrong in other ways, too. */
function missingBeside(text: string, listings: ExpandContext['listings'] = new Map()): string[] | null {
  const { spec, diagnostics } = parseSpec(text, 's.yaml');
  if (spec === null) throw new Error(diagnostics[0]?.message);
  const { draft, wants } = expand(spec, { ...PLAIN_CONTEXT, listings });
  expect(draft).toBeNull();
  return wants && lacking(wants, new Map(), null, { checkFiles: true }).map((one) => `${one.severity}: ${one.message}`);
}

describe('the files that a sweep with other errors asks for', () => {
  test('are told where their names can be made, cell by cell', () => {
    const text = `matrix: {x: [a, b], seed: [1, 2]}
command: echo {{y}}
requires: ["conf/{{x}}.yaml"]
inputs: ["{{z}}", data/*.csv]
workdir: "w_{{x}}"
template: t.hbs
label: "{{x}}{{seed}}"
rules: [{when: {x: b}, requires: [other.yaml]}]
`;
    expect(missingBeside(text)).toEqual([
      'error: `w_a/conf/a.yaml` does not exist; a1 and 1 other require it',
      'error: `w_a/` does not exist; a1 and 1 other run in it',
      'error: `t.hbs` does not exist; it is the template of a1 and 3 others',
      'error: `w_b/other.yaml` does not exist; b1 and 1 other require it',
      'error: `w_b/` does not exist; b1 and 1 other run in it',
    ]);
  });

  test('are told also of jobs that could be made, where others could not', () => {
    const text = 'matrix: {n: [1, x]}\ncommand: "true"\ntimeout: "{{n}}s"\nrequires: ["{{n}}.txt", all.txt]\n';
    expect(missingBeside(text)).toEqual([
      'error: `1.txt` does not exist; 1 requires it',
      'error: `all.txt` does not exist; 1 and 1 other require it',
      'error: `x.txt` does not exist; x requires it',
    ]);
  });

  test('are told where all jobs could be made, and something else is wrong', () => {
    const text = 'matrix: {n: [1, 2]}\ncommand: "true"\nproduces: [same]\nrequires: [all.txt]\n';
    expect(missingBeside(text)).toEqual(['error: `all.txt` does not exist; 1 and 1 other require it']);
  });

  test('are none that a job before may make', () => {
    const stages = (produces: string) =>
      missingBeside(`stages:
  make: {command: "echo {{y}}", produces: [${produces}]}
  use: {needs: make, command: "true", requires: [out/a.txt, b.txt], workdir: null}
  alone: {command: "true", requires: [out/a.txt]}
`);
    const alone = 'error: `out/a.txt` does not exist; alone requires it';
    expect(stages('out')).toEqual(['error: `b.txt` does not exist; use requires it', alone]);
    expect(stages('"{{y}}"')).toEqual([alone]);
  });

  test('are not known where the cells are not; where only their number is not, that is not told', () => {
    expect(
      missingBeside('matrix: {x: 3}\ncommand: "true"\nrequires: [a]\nrules: [{when: {z: 1}, gpus: 1}]'),
    ).toBeNull();
    const unlisted = new Map([['lines:f', { code: 'missing-file', fault: 'does not exist' }]]);
    const text = 'matrix: {x: {lines: f}, n: [1, 2, 3]}\ncommand: "echo {{y}}"\nrequires: [a, "{{x}}"]';
    expect(missingBeside(text, unlisted)).toEqual(['error: `a` does not exist; {{x}}_1 and others require it']);
  });
});
