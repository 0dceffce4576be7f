import { linkSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isSameFile, namesakes } from '../../src/project/namesakes.ts';

let folder = '';
const at = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-namesakes-'));
  writeFileSync(at('s.yaml'), 'command: "true"\n');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the namesakes of a sweep file', () => {
  test('are the other sweeps of its name beside it, sorted', () => {
    for (const name of ['b.yml', 'a.yaml']) writeFileSync(at(name), 'name: s\ncommand: "true"\n');
    writeFileSync(at('data.yaml'), 'name: s\n');
    writeFileSync(at('grid.yaml'), 'name: s\nmethod: grid\ncommand: [python]\nparameters: {lr: {values: [1]}}\n');
    expect(namesakes(at('s.yaml'), 's')).toEqual(['a.yaml', 'b.yml']);
  });

  test('are no links to the file itself, whether symbolic or hard', () => {
    writeFileSync(at('s.yaml'), 'name: s\ncommand: "true"\n');
    symlinkSync('s.yaml', at('symbolic.yaml'));
    linkSync(at('s.yaml'), at('hard.yaml'));
    symlinkSync('nowhere', at('dangling.yaml'));
    expect(namesakes(at('s.yaml'), 's')).toEqual([]);
    expect(isSameFile(at('s.yaml'), at('symbolic.yaml'))).toBe(true);
    expect(isSameFile(at('s.yaml'), at('dangling.yaml'))).toBe(false);
  });
});
