import { describe, expect, test } from 'vitest';
import { hooksOfHost } from '../../src/expand/hooks.ts';
import { expandText, planOf } from '../rig/expansion.ts';

const sweep = (line: string): string =>
  `${line}\nvars: {v: 1}\nmatrix: {x: [1, 2]}\ncommand: run {{x}} {{v}} {{host.d}}\n`;
const CONTEXT = { hostVars: new Map([['d', 'data']]) };

describe('the hooks of a sweep', () => {
  test('are shell texts, as they stand', () => {
    const { hooks } = planOf(sweep("hooks: {job_failed: 'mail $SWEEP_JOB', run_end: date}"), {}, CONTEXT);
    expect(hooks).toEqual({ job_failed: 'mail $SWEEP_JOB', run_end: 'date' });
  });

  test.each([
    ['x', 'write `$SWEEP_PARAM_X`, in double quotes'],
    ['sweep.name', 'write `$SWEEP_NAME`, in double quotes'],
    ['job.id', 'write `$SWEEP_JOB`, in double quotes'],
    ['job.label', 'write `$SWEEP_LABEL`, in double quotes'],
    ['job.dir', 'write it out, or put what needs it into a script'],
    ['sweep.root', 'write it out, or put what needs it into a script'],
    ['v', 'write it out, or put what needs it into a script'],
    ['host.d', 'write it out, or put what needs it into a script'],
  ])('take no value of {{%s}}, and say what to write for it', (name, hint) => {
    const { said } = expandText(sweep(`hooks: {job_end: 'echo {{${name}}}'}`), CONTEXT);
    expect(said.filter((one) => one.includes('value-in-hook'))).toEqual([
      `error value-in-hook @ {{${name}}}: \`{{${name}}}\` cannot stand in a hook: \`job_end\` is told what it is about by variables (${hint})`,
    ]);
  });

  test('of a host file are the same', () => {
    const text = { text: 'echo {{d}}', span: { file: '.sweep-host.yaml', start: 0, end: 10 }, pieces: null };
    expect(hooksOfHost({ hooks: {}, vars: new Map() })).toEqual({ hooks: {}, diagnostics: [] });
    const { hooks, diagnostics } = hooksOfHost({ hooks: { run_end: text as never }, vars: new Map() });
    expect([hooks, diagnostics.map(({ severity }) => severity)]).toEqual([{}, ['error']]);
  });
});

describe('what a snapshot links', () => {
  const linked = (path: string) =>
    expandText(`snapshot: {link: [${JSON.stringify(path)}]}\ncommand: run\n`).said.filter((one) =>
      one.includes('bad-path'),
    );

  test.each(['data', 'data/', './data', 'a/../data'])('may be %j', (path) => {
    expect(linked(path)).toEqual([]);
  });

  test.each([
    ['/data', 'is absolute'],
    ['.', 'is the whole project'],
    ['..', 'lies outside of the project'],
    ['a/../../b', 'lies outside of the project'],
    ['.sweep', 'is where sweep keeps its own files'],
    ['.sweep/s', 'is where sweep keeps its own files'],
  ])('may not be %j, which %s', (path, fault) => {
    expect(linked(path)).toEqual([expect.stringContaining(`\`${path}\` ${fault}`) as string]);
  });
});
