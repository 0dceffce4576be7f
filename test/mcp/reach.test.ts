import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Reach } from '../../src/mcp/reach.ts';

test('what lies in a folder is within reach, and what leads out of it is not', () => {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'sweep-reach-')));
  onTestFinished(() => rmSync(top, { recursive: true }));
  const at = (...parts: string[]) => join(top, ...parts);
  for (const folder of ['in', 'in/below', 'in-not', 'out']) mkdirSync(at(folder));
  writeFileSync(at('out', 'file'), '');
  symlinkSync(at('out'), at('in', 'link'));
  symlinkSync(at('in', 'below'), at('out', 'back'));
  symlinkSync('/nowhere', at('in', 'dangling'));
  const reach = new Reach([at('in')]);
  const inside = ['in', 'in/below', 'in/new', 'in/new/er', 'in/..file', 'out/back', 'out/back/new'];
  const outside = [
    '.',
    'in-not',
    'out',
    'in/link',
    'in/link/file',
    'in/link/new',
    'in/../out',
    'in/below/../../out/file',
  ];
  expect(inside.filter((path) => !reach.includes(at(path)))).toEqual([]);
  expect(outside.filter((path) => reach.includes(`${top}/${path}`))).toEqual([]);
  expect(() => reach.within(at('out'))).toThrow('lies outside of the project');
});
