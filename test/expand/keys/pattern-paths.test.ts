import { describe, expect, test } from 'vitest';
import { expandText, jobsOf } from '../../rig/expansion.ts';

const AXES = 'matrix: {x: ["a*"]}\ncommand: echo {{x}}\n';

describe('a path that names one file', () => {
  test.each([
    ['produces: ["out/*.txt"]', '"out/*.txt"', 'produces', 'out/*.txt'],
    ['produces: [ok.txt, "out/{{x}}-?.txt"]', '"out/{{x}}-?.txt"', 'produces', 'out/{{x}}-?.txt'],
    ['produces: ["{m,n}.json"]', '"{m,n}.json"', 'produces', '{m,n}.json'],
    ['produces: ["run[0-9].txt"]', '"run[0-9].txt"', 'produces', 'run[0-9].txt'],
    ['vars: {all: "out/*"}\nproduces: ["{{all}}"]', '"{{all}}"', 'produces', 'out/*'],
    ['vars: {all: [a.txt, "b*"]}\nproduces: ["{{all}}"]', '"{{all}}"', 'produces', 'b*'],
    ['metrics: {file: "out/*.json"}', '"out/*.json"', 'metrics.file', 'out/*.json'],
  ])('is no pattern: %s', (keys, at, key, pattern) => {
    const { draft, said } = expandText(AXES + keys);
    expect(draft).toBeNull();
    expect(said).toEqual([
      expect.stringContaining(
        `error pattern-as-path @ ${at}: \`${key}\` takes no patterns, and \`${pattern}\` is one (`,
      ),
    ]);
  });

  test('may hold what a pattern has where a value brings it, and brackets that stand for themselves', () => {
    const [first] = jobsOf(`${AXES}produces: ["out/{{x}}.txt", "a[1].{{x}}", "{{job.dir}}/{x}"]`);
    expect(first?.produces).toEqual(['out/a*.txt', 'a[1].a*', expect.stringMatching(/\/\{x\}$/)]);
  });
});
