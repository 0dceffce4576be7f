import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../../src/expand/cells/value.ts';
import { expandText, jobsOf } from '../../rig/expansion.ts';

const idsOf = (matrix: string): string[] =>
  jobsOf(`command: "true"\nmatrix: ${matrix}`).map((job) => job.id.replace(/\+[0-9a-f]{12}$/, '+HASH'));

describe('the id of a job', () => {
  test('is its values by axis, the axes sorted by name', () => {
    expect(idsOf('{seed: [42], dataset: [math500], scorer: [prm]}')).toEqual(['dataset-math500+scorer-prm+seed-42']);
  });

  test('has canonical values', () => {
    expect(idsOf('{lr: [1e-4, 0.10, 007]}')).toEqual(['lr-0.0001', 'lr-0.1', 'lr-7']);
  });

  test('leaves out absent axes, and is main where nothing is left', () => {
    expect(idsOf('{a: [null, 1], b: [null, x]}')).toEqual(['main', 'b-x', 'a-1', 'a-1+b-x']);
  });

  test('ends in a hash where a value had to be altered or shortened', () => {
    expect(idsOf(`{x: [a/b, "a b", "", "-1", ${'y'.repeat(41)}, ${'z'.repeat(40)}]}`)).toEqual([
      'x-a_b+HASH',
      'x-a_b+HASH',
      'x-',
      'x--1',
      `x-${'y'.repeat(40)}+HASH`,
      `x-${'z'.repeat(40)}`,
    ]);
  });

  test('is never longer than a file name may be', () => {
    const axes = Array.from({ length: 30 }, (_, index) => `a${index}: [${'v'.repeat(index + 1)}]`);
    const [job] = jobsOf(`command: "true"\nmatrix: {${axes.join(', ')}}`);
    expect(job?.id).toHaveLength(120);
    expect(job?.id).toMatch(/^[A-Za-z0-9._+-]+\+[0-9a-f]{12}$/);
  });

  const character = fc.constantFrom('a', 'b', '_', '.', '-', '+', '/', ' ', '0', 'é', '😀');
  const values = fc.uniqueArray(fc.string({ unit: character, maxLength: 60 }), {
    minLength: 1,
    maxLength: 8,
    selector: canonical,
  });
  const list = (items: readonly string[]) => `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;

  test('is different for different cells, and a plain file name', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const jobs = jobsOf(`command: "true"\nmatrix: {a: ${list(a)}, a_: ${list(b)}}`);
        expect(new Set(jobs.map((job) => job.id)).size).toBe(a.length * b.length);
        for (const { id } of jobs) expect(id).toMatch(/^a-[A-Za-z0-9._+-]{1,118}$/);
      }),
    );
  });

  test('does not change when values are added, removed or reordered, or an axis is moved', () => {
    fc.assert(
      fc.property(values, values, fc.nat(), (a, b, turn) => {
        const key = (params: ReadonlyMap<string, { text: string }>) =>
          JSON.stringify([params.get('a')?.text, params.get('b')?.text]);
        const all = jobsOf(`command: "true"\nmatrix: {a: ${list(a)}, b: ${list(b)}}`);
        const ids = new Map(all.map((job) => [key(job.params), job.id]));
        const fewer = [...a.slice(turn % a.length), ...a.slice(0, turn % a.length)].slice(0, 3);
        for (const job of jobsOf(`command: "true"\nmatrix: {b: ${list([...b].reverse())}, a: ${list(fewer)}}`)) {
          expect(job.id).toBe(ids.get(key(job.params)));
        }
      }),
    );
  });
});

describe('the label of a job', () => {
  const labelsOf = (text: string): string[] => jobsOf(`command: "true"\n${text}`).map((job) => job.label);

  test('is its values as they are spelled, the replicates last', () => {
    expect(labelsOf('matrix: {seed: [42], lr: [1e-4], name: ["a\\n b"], none: [null]}')).toEqual(['1e-4_a b_s42']);
    expect(labelsOf('matrix: {trainer.seed: [42], lr: [1e-4]}')).toEqual(['1e-4_s42']);
    expect(labelsOf('matrix: {a.seed: [42], b.seed: [7]}')).toEqual(['42_7']);
    expect(labelsOf('matrix: {a.seed: [42], seed: [7]}')).toEqual(['42_s7']);
    expect(labelsOf('matrix: {fold: [3], seed: [1]}\nreplicates: fold')).toEqual(['1_s3']);
  });

  test('is the id where there is nothing to show', () => {
    expect(labelsOf('')).toEqual(['main']);
    expect(labelsOf('matrix: {x: [1]}\nlabel: " {{e}} "\nvars: {e: ""}')).toEqual(['x-1']);
  });

  test('may be said by the file', () => {
    expect(labelsOf('matrix: {x: [1, 2]}\nlabel: run {{x}}\nrules: [{when: {x: 2}, label: "2: {{job.id}}"}]')).toEqual([
      'run 1',
      '2: x-2',
    ]);
  });
});

test('the replicates of a plan are the axis of that name, or seed if there is one', () => {
  const replicatesOf = (text: string) => expandText(`command: "true"\n${text}`).draft?.replicates;
  expect(replicatesOf('matrix: {seed: [1]}')).toBe('seed');
  expect(replicatesOf('matrix: {seed: [1], fold: [1]}\nreplicates: fold')).toBe('fold');
  expect(replicatesOf('matrix: {fold: [1]}')).toBeNull();
});
