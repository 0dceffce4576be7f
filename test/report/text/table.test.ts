import { describe, expect, it } from 'vitest';
import { table, type Column } from '../../../src/report/text/table.ts';

const COLUMNS: readonly Column[] = [
  { title: 'job', least: 5 },
  { title: 'gpus', align: 'right' },
  { title: 'why', least: 3 },
];
const asIs = (text: string): string => text;

describe('a table', () => {
  it('aligns its columns under their titles', () => {
    const lines = table(
      COLUMNS,
      [
        ['greedy', '1', 'new'],
        ['b', '16', 'command changed'],
      ],
      Infinity,
      asIs,
    );
    expect(lines).toEqual(['job     gpus  why', 'greedy     1  new', 'b         16  command changed']);
  });

  it('aligns text of wide characters by the columns that it takes', () => {
    const lines = table(
      COLUMNS,
      [
        ['日本', '1', 'x'],
        ['abcd', '1', 'x'],
      ],
      Infinity,
      asIs,
    );
    expect(lines.slice(1)).toEqual(['日本     1  x', 'abcd     1  x']);
  });

  it('leaves out a column that is empty in every row', () => {
    expect(table(COLUMNS, [['a', '0', '']], Infinity, asIs)).toEqual(['job  gpus', 'a       0']);
  });

  it('cuts the widest column that may be cut, and no further than it may', () => {
    const rows = [['beam_search_tiles', '1', 'command changed']];
    expect(table(COLUMNS, rows, 26, asIs)[1]).toBe('beam_sea…     1  command …');
    expect(table(COLUMNS, rows, 1, asIs)[1]).toBe('beam…     1  co…');
  });

  it('cuts a column in the middle whose texts are told apart by their ends', () => {
    const columns: readonly Column[] = [{ title: 'path', least: 9, cut: 'middle' }, { title: 'n' }];
    const rows = [
      ['outputs/model/seed-1', '1'],
      ['outputs/model/seed-2', '1'],
    ];
    expect(table(columns, rows, 12, asIs)).toEqual(['path       n', 'outp…ed-1  1', 'outp…ed-2  1']);
  });

  it('lets no label break a line', () => {
    expect(table(COLUMNS, [['a\nb', '1', 'x']], Infinity, asIs)[1]).toBe('a\\nb     1  x');
  });

  it('is as wide with colours as without', () => {
    const painted = table(COLUMNS, [['a', '1', 'x']], Infinity, (text) => `<${text}>`);
    expect(painted).toEqual(['<job>  <gpus>  <why>', '<a>       <1>  <x>']);
  });
});
