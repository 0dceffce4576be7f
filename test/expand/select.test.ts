import { describe, expect, it } from 'vitest';
import { selectJobs, type Selection } from '../../src/expand/select.ts';
import { planOf } from '../rig/expansion.ts';

const PLAN = planOf(
  'matrix: {mode: [fast, slow], seed: [42, 43, 44, 100], lr: [1e-3]}\ncommand: x {{mode}} {{seed}} {{lr}}\n',
);

function chosen(selection: Partial<Selection>): readonly string[] {
  const selected = selectJobs(PLAN, { only: [], skip: [], stages: [], ...selection });
  if (!selected.ok) return selected.problems;
  return PLAN.jobs
    .filter((job) => selected.jobs.has(job.id))
    .map((job) => `${job.params.get('mode')?.text}${job.params.get('seed')?.text}`);
}

describe('a selection', () => {
  it.each([
    [
      'everything, when nothing is said',
      {},
      ['fast42', 'fast43', 'fast44', 'fast100', 'slow42', 'slow43', 'slow44', 'slow100'],
    ],
    ['one value', { only: ['seed=42'] }, ['fast42', 'slow42']],
    ['a list', { only: ['seed=42,100'] }, ['fast42', 'fast100', 'slow42', 'slow100']],
    ['a range, both ends included', { only: ['seed=42..44', 'mode=fast'] }, ['fast42', 'fast43', 'fast44']],
    ['a value however it is spelled', { only: ['lr=0.001', 'seed=42'] }, ['fast42', 'slow42']],
    ['all but some', { skip: ['seed=42..44', 'mode=slow'] }, ['fast100']],
  ])('can mean %s', (_, selection, jobs) => {
    expect(chosen(selection)).toEqual(jobs);
  });

  it.each([
    [{ only: ['sead=1'] }, '--only sead=1: there is no axis `sead`; did you mean `seed`?'],
    [{ only: ['mode=solw'] }, '--only mode=solw: no job has mode solw; did you mean `slow`?'],
    [{ skip: ['seed=41'] }, '--skip seed=41: no job has seed 41; known: 42, 43, 44, 100'],
    [{ only: ['seed=1..5'] }, '--only seed=1..5: no job has seed 1..5; known: 42, 43, 44, 100'],
    [
      { only: ['mode=fast,seed=42'] },
      '--only mode=fast,seed=42: no job has mode seed=42; say each axis by itself, which must hold all: --only seed=42',
    ],
    [
      { skip: ['mode=fast,seed=42'] },
      '--skip mode=fast,seed=42: no job has mode seed=42; say each axis by itself, of which any is left out: --skip seed=42',
    ],
    [{ only: ['mode='] }, '--only mode=: no value of `mode` is said; known: fast, slow'],
    [{ only: ['mode=fast,'] }, '--only mode=fast,: no value of `mode` is said; known: fast, slow'],
    [{ only: ['mode!=fast'] }, '--only mode!=fast: there is no axis `mode!`; write --skip mode=fast'],
    [{ skip: ['seed!=42'] }, '--skip seed!=42: there is no axis `seed!`; write --only seed=42'],
    [{ only: ['seed'] }, '--only seed: write AXIS=VALUE, such as seed=42 or seed=42..44'],
    [{ stages: ['mian'] }, '--stage mian: there is no such stage; did you mean `main`?'],
    [{ only: ['mode=fast'], skip: ['mode=fast'] }, 'the selection leaves no job'],
  ])('that matches nothing is an error: %j', (selection, problem) => {
    expect(chosen(selection)).toEqual([problem]);
  });
});

describe('a value of a selection', () => {
  const plan = planOf(
    `matrix:
  tasks: ["a,b", a, "null", "[x", "it's", '"q"', "1..2"]
  layers: [[64, 0.10], [128], null]
  opt: [{b: 1, a: "x,y"}]
command: x {{job.args}}
stages: {one: {}, two: {over: [tasks]}}
`,
  );
  const texts = (only: string, axis: string): readonly (string | undefined)[] => {
    const selected = selectJobs(plan, { only: [only], skip: [], stages: [] });
    if (!selected.ok) return selected.problems;
    const jobs = plan.jobs.filter((job) => selected.jobs.has(job.id));
    return [...new Set(jobs.map((job) => job.params.get(axis)?.text))];
  };

  it.each([
    ['tasks="a,b"', 'tasks', ['a,b']],
    ['tasks="a,b",a', 'tasks', ['a,b', 'a']],
    ["tasks='a,b'", 'tasks', ['a,b']],
    ['tasks=null', 'tasks', ['null']],
    ['tasks="null"', 'tasks', ['null']],
    ['tasks=[x', 'tasks', ['[x']],
    ['tasks=[x,a', 'tasks', ['a', '[x']],
    ["tasks=it's,a", 'tasks', ['a', "it's"]],
    ['tasks="q"', 'tasks', ['"q"']],
    ['tasks="\\"q\\""', 'tasks', ['"q"']],
    ['tasks="1..2"', 'tasks', ['1..2']],
    ['layers=[64,0.1]', 'layers', ['[64,0.10]']],
    ['layers=[ 64, 0.100 ],[128]', 'layers', ['[64,0.10]', '[128]']],
    ['layers=null', 'layers', [undefined]],
    ['layers=null,[128]', 'layers', ['[128]', undefined]],
    ['opt={"a":"x,y","b":1.0}', 'opt', ['{"b":1,"a":"x,y"}']],
    ['layers=[7]', 'layers', ['--only layers=[7]: no job has layers [7]; known: [64,0.10], [128]']],
    ['opt=null', 'opt', [undefined]],
  ])('can be said whatever it is: %s', (only, axis, found) => {
    expect([...texts(only, axis)].sort()).toEqual([...found].sort());
  });
});
