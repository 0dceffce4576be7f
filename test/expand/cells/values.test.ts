import { describe, expect, test } from 'vitest';
import { commandOf, expandText, jobOf, jobsOf, planOf } from '../../rig/expansion.ts';

const text = (matrix: string, more = '') => `command: run {{x}}\nmatrix: {${matrix}}\n${more}`;

describe('a list or a map as a value', () => {
  test('is inserted as compact JSON, its numbers as they are spelled', () => {
    const jobs = jobsOf(text('x: [[64, 1e-4, 0x10], {a: [true, null], "b c": "it\'s"}, []]'));
    expect(jobs.map(commandOf)).toEqual(["run '[64,1e-4,16]'", `run '{"a":[true,null],"b c":"it'\\''s"}'`, "run '[]'"]);
    expect(jobs.map((job) => job.params.get('x')?.json)).toEqual([
      [64, 1e-4, 16],
      { a: [true, null], 'b c': "it's" },
      [],
    ]);
  });

  test('is known by what it says, whatever order and spelling it has', () => {
    const id = (value: string) => jobOf(text(`x: [${value}]`)).id;
    expect(id('{a: 0.10, b: [1]}')).toBe(id('{b: [1.0], a: 0.1}'));
    expect(id('[1, 2]')).not.toBe(id('[2, 1]'));
    expect(id('[12345678901234567890]')).not.toBe(id('[12345678901234567891]'));
    expect(id('[1, 2]')).toMatch(/^x-_1_2_\+[0-9a-f]{12}$/);
  });

  test('can be the same as another only once', () => {
    expect(expandText(text('x: [[1, 2], [1.0, 2]]')).said).toEqual([
      'error duplicate-value @ [1.0, 2]: the axis `x` already has the value `[1.0,2]` (there spelled `[1,2]`)',
    ]);
  });

  test('is one of the values that a condition lists, a cell of include, a default, and a column of zip', () => {
    const plan = planOf(
      'command: run {{x}} {{y}}\nmatrix: {x: {values: [[1], [2]], default: [1]}}\nzip: [{y: [{a: 1}, {a: 2}]}]\n' +
        'exclude: [{x: [[2]], y: [{a: 2}]}]\ninclude: [{x: [3, 4], y: {a: 5}}]\nrules: [{when: {x: [[1], [2]]}, gpus: 1}]',
    );
    expect(plan.jobs.map((job) => [commandOf(job), job.request.gpus, job.id.replace(/\+[0-9a-f]{12}$/, '')])).toEqual([
      [`run '[1]' '{"a":1}'`, 1, 'y-__a__1_'],
      [`run '[1]' '{"a":2}'`, 1, 'y-__a__2_'],
      [`run '[2]' '{"a":1}'`, 1, 'x-_2_+y-__a__1_'],
      [`run '[3,4]' '{"a":5}'`, 0, 'x-_3_4_+y-__a__5_'],
    ]);
  });

  test('warns where it looks like what stands in the place of a list', () => {
    const warned = (value: string) => expandText(text(`x: [${value}]`)).said;
    const said = (at: string, hint: string) => [
      `warning one-value @ ${at}: this map is one value here (if ${hint}, leave out the list around it: its \`[\` and \`]\`, or the \`- \` before it)`,
    ];
    expect(warned('{from: 1, count: 3}')).toEqual(said('{from: 1, count: 3}', 'values that it describes are meant'));
    expect(warned('{values: [1]}')).toEqual(said('{values: [1]}', 'values that it describes are meant'));
    expect(warned('{small: {gpus: 2}}')).toEqual(said('{small: {gpus: 2}}', 'settings of a value are meant'));
    expect(warned('{from: 1, other: 3}')).toEqual([]);
    expect(warned('{}')).toEqual([]);
  });
});
