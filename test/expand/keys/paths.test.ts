import { describe, expect, test } from 'vitest';
import { expandText, jobsOf } from '../../rig/expansion.ts';

const AXES = 'matrix: {x: ["a*"]}\ncommand: echo {{x}}\n';

describe('a path that names one file', () => {
  test.each([
    ['produces: ["out/*.txt"]', '"out/*.txt"', 'out/*.txt'],
    ['produces: [ok.txt, "out/{{x}}-?.txt"]', '"out/{{x}}-?.txt"', 'out/{{x}}-?.txt'],
    ['produces: ["{m,n}.json"]', '"{m,n}.json"', '{m,n}.json'],
    ['produces: ["run[0-9].txt"]', '"run[0-9].txt"', 'run[0-9].txt'],
    ['vars: {all: "out/*"}\nproduces: ["{{all}}"]', '"{{all}}"', 'out/*'],
    ['vars: {all: [a.txt, "b*"]}\nproduces: ["{{all}}"]', '"{{all}}"', 'b*'],
  ])('is no pattern: %s', (keys, at, pattern) => {
    const { draft, said } = expandText(AXES + keys);
    expect(draft).toBeNull();
    expect(said).toEqual([
      expect.stringContaining(
        `error pattern-as-path @ ${at}: \`produces\` takes no patterns, and \`${pattern}\` is one (`,
      ),
    ]);
  });

  test('may hold what a pattern has where a value brings it, and brackets that stand for themselves', () => {
    const [first] = jobsOf(`${AXES}produces: ["out/{{x}}.txt", "a[1].{{x}}", "{{job.dir}}/{x}"]`);
    expect(first?.produces).toEqual(['out/a*.txt', 'a[1].a*', expect.stringMatching(/\/\{x\}$/)]);
  });

  test('may be a pattern in `metrics`, where the newest file counts', () => {
    const [first] = jobsOf(`${AXES}metrics: {file: "logs/version_*/metrics.csv"}`);
    expect(first?.metrics).toMatchObject([{ path: 'logs/version_*/metrics.csv' }]);
  });
});
