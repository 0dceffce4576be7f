import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ancestorsOf, bytesOf, isWithin, layOut, type Outside } from '../../src/project/code-layout.ts';

const outside = (some: Partial<Outside> = {}): Outside => ({ link: [], results: [], hidden: ['.sweep'], ...some });

describe('the layout of a copy of the code', () => {
  it('has each file that git lists once, and the folders that hold them', () => {
    const { code, folders } = layOut(['b/c/d.py', 'a.py', 'a.py', 'b/e.py'], outside());
    expect(code).toEqual(['a.py', 'b/c/d.py', 'b/e.py']);
    expect(folders).toEqual(['', 'b', 'b/c']);
  });

  it('has nothing of what sweep keeps itself', () => {
    expect(
      layOut(['.sweep/s/journal.jsonl', 'state/s/lock', 'x'], outside({ hidden: ['.sweep', 'state/s'] })).code,
    ).toEqual(['x']);
  });

  it('leads to the project at what is to be linked, and has nothing of it', () => {
    const { code, linked } = layOut(['data/a', 'x', 'lib/big/b', 'lib/c'], outside({ link: ['data', 'lib/big'] }));
    expect([code, linked]).toEqual([
      ['lib/c', 'x'],
      ['data', 'lib/big'],
    ]);
  });

  it('leads to the topmost folder without code on the way to what is to be linked', () => {
    expect(layOut(['x'], outside({ link: ['a/b/c'] })).linked).toEqual(['a']);
  });

  it.each([
    ['in a folder that is not there', ['x'], ['out/1/r.json'], ['out'], []],
    ['in a folder where there are but results', ['x', 'out/r.json'], ['out/r.json'], ['out'], []],
    ['in a folder of code', ['src/x', 'src/r.json'], ['src/r.json'], [], ['src/r.json']],
    ['in a folder below one of code', ['src/x'], ['src/out/r.json'], ['src/out'], []],
    ['beside the code, at the root', ['x'], ['r.json'], [], ['r.json']],
    ['where something is linked already', ['x'], ['out/r.json'], ['out'], []],
    ['in a folder that git keeps by a placeholder', ['x', 'out/.gitkeep'], ['out/r.json'], ['out'], []],
  ])('has of results %s what leads to them, and never the results themselves', (_, listed, results, linked, late) => {
    const layout = layOut(listed, outside({ results }));
    expect([layout.linked, layout.results]).toEqual([linked, late]);
    expect(layout.code.some((path) => isWithin(path, new Set(results)))).toBe(false);
  });

  it('takes placeholders for code only beside code', () => {
    const { code, folders } = layOut(
      ['.gitignore', 'src/.gitignore', 'src/x', 'out/.gitkeep', 'logs/a/.keep'],
      outside(),
    );
    expect(code).toEqual(['.gitignore', 'src/.gitignore', 'src/x']);
    expect(folders).toEqual(['', 'src']);
  });

  const part = fc.constantFrom('a', 'b', 'c', '.gitkeep', 'ü');
  const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => bytesOf(parts.join('/')));
  const paths = fc.array(path, { maxLength: 8 });

  it('has no file both as a copy and behind a link, whatever is listed and linked', () => {
    fc.assert(
      fc.property(paths, paths, paths, (listed, link, results) => {
        const layout = layOut(listed, outside({ link, results }));
        const led = new Set([...layout.linked, ...layout.results]);
        expect(layout.code.filter((file) => isWithin(file, led))).toEqual([]);
        expect(layout.folders.filter((folder) => led.has(folder))).toEqual([]);
        for (const file of layout.code)
          for (const folder of ancestorsOf(file)) expect(layout.folders).toContain(folder);
        for (const one of results) {
          const isSettled = isWithin(one, new Set([...link, ...led, '.sweep']));
          expect(isSettled).toBe(true);
        }
      }),
    );
  });
});
