import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSweep } from '../../../src/app/sweep/load.ts';
import { withPresets } from '../../../src/app/sweep/presets.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-presets-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('presets of a sweep file', () => {
  it('stand for what they say, in the order in which they are named, before what the command says itself', async () => {
    file('base.yaml', 'presets: {b: {skip: [x=1, y=2], set: [gpus=0, slots=2]}, gone: {only: x=1}}\n');
    const path = file(
      's.yaml',
      'extends: base.yaml\ncommand: x\npresets: {a: {only: x=3, set: slots=4}, gone: null}\n',
    );
    expect(await withPresets(path, { preset: ['b', 'a'], only: ['y=1'], set: ['slots=8'], strict: true })).toEqual({
      only: ['x=3', 'y=1'],
      skip: ['x=1', 'y=2'],
      set: ['gpus=0', 'slots=2', 'slots=4', 'slots=8'],
      strict: true,
    });
    expect(await withPresets(path, { only: ['y=1'] })).toEqual({ only: ['y=1'] });
    await expect(withPresets(path, { preset: ['gone'] })).rejects.toThrow('has no preset `gone`; its presets are b, a');
  });

  it('that are not there are told with the nearest', async () => {
    const path = file('quick.yaml', 'command: x\npresets: {quick: {}, long: {}}\n');
    await expect(withPresets(path, { preset: ['quik'] })).rejects.toThrow('no preset `quik`; did you mean quick?');
    const none = file('none.yaml', 'command: x\n');
    await expect(withPresets(none, { preset: ['quick'] })).rejects.toThrow('no preset `quick`; it has none');
  });

  it('are left for those to find who load the file, where that is wrong', async () => {
    const path = file('wrong.yaml', 'command: [\n');
    expect(await withPresets(path, { preset: ['quick'] })).toEqual({ preset: ['quick'] });
    expect(await withPresets(join(folder, 'gone'), { preset: ['quick'] })).toEqual({ preset: ['quick'] });
  });

  it('select values that there are, unless they set something first', async () => {
    const presets = 'presets: {a: {only: y=1, skip: [x=1, x=3]}, b: {only: x=9, set: "matrix.x=[9]"}}\n';
    const { diagnostics } = await loadSweep(file('v.yaml', `matrix: {x: [1, 2]}\ncommand: echo {{x}}\n${presets}`), {});
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'bad-preset: only y=1: there is no axis `y`; known: x',
      'bad-preset: skip x=3: no job has x 3; known: 1, 2',
    ]);
  });
});
