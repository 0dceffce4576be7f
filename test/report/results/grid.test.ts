import { describe, expect, test } from 'vitest';
import { gridOf } from '../../../src/report/results/grid.ts';
import { gridsLatex } from '../../../src/report/results/results-latex.ts';
import { gridsMarkdown } from '../../../src/report/results/results-markdown.ts';
import { gridsText } from '../../../src/report/results/results-text.ts';
import { tablesOf, type TableRequest } from '../../../src/results/table/table.ts';
import type { Subject } from '../../../src/results/table/subject.ts';
import { sketchRequest, sketchSubject, type RowSketch } from '../../rig/results.ts';

function gridsOf(subjects: readonly Subject[], request: Partial<TableRequest>, unshown: readonly string[] = []) {
  const tables = tablesOf(subjects, sketchRequest(request));
  return tables.map((table) => gridOf(table, tables.length === 1, { unshown, sort: request.sort ?? null }));
}

function text(rows: readonly RowSketch[], request: Partial<TableRequest> = {}, rest: Partial<Subject> = {}): string {
  return gridsText(gridsOf([sketchSubject(rows, rest)], request), { color: false, width: Infinity });
}

const ROWS: readonly RowSketch[] = [
  { method: 'greedy', data: 'math', seed: '1', acc: 0.8123, loss: 2.5 },
  { method: 'greedy', data: 'math', seed: '2', acc: 0.8141, loss: 2.25 },
  { method: 'greedy', data: 'math', seed: '3', acc: 0.8102, loss: 2.75 },
  { method: 'greedy', data: 'a_b', seed: '1', acc: 0.5, loss: 1 },
  { method: 'greedy', data: 'a_b', seed: '2', acc: 0.5009, loss: 1 },
  { method: 'greedy', data: 'a_b', seed: '3', acc: 0.4998, loss: 1 },
  { method: 'beam', data: 'math', seed: '1', acc: 0.8323, loss: 2.125 },
  { method: 'beam', data: 'math', seed: '2', acc: 0.8301, loss: 2 },
  { method: 'beam', data: 'math', seed: '3', acc: 0.8355, loss: 1.875 },
  { method: 'beam', data: 'a_b', seed: '1', acc: 0.61, loss: 1 },
  { method: 'beam', data: 'a_b', seed: '2', state: 'failed' },
  { method: 'beam', data: 'a_b', seed: '3', acc: 0.602, loss: NaN },
];

describe('a table in text', () => {
  test('says over what it averages, shows the digits that the spread makes meaningful, and every gap', () => {
    expect(`\n${text(ROWS, { metrics: ['acc', 'loss'] })}`).toBe(`
mean ± sd over 3 seeds
method  data    n/N             acc ↑        loss ↓
greedy  math    3/3  0.8122 ± 0.0020   2.50 ± 0.25
greedy  a_b     3/3  0.5002 ± 0.0006   1.00 ± 0.00*
beam    math    3/3  0.8326 ± 0.0027*  2.00 ± 0.13
beam    a_b   2/3 a  0.6060 ± 0.0057           NaN
a  1 job has failed
* the best, and what the 95% interval of the difference to it does not tell apart
`);
  });

  test('has the values of an axis side by side, each cell with its own gap', () => {
    expect(`\n${text(ROWS, { pivot: 'data' })}`).toBe(`
acc ↑: mean ± sd over 3 seeds
method              math                      a_b
greedy  0.8122 ± 0.0020           0.5002 ± 0.0006
beam    0.8326 ± 0.0027*  0.6060 ± 0.0057 (2/3) a
a  1 job has failed
* the best, and what the 95% interval of the difference to it does not tell apart
`);
  });

  test('has differences with their interval, and names the baseline', () => {
    const rows = ROWS.filter(({ data }) => data === 'math');
    expect(`\n${text(rows, { vs: { axis: 'method', value: 'greedy' } })}`).toBe(`
mean ± sd over 3 seeds
method  n/N             acc ↑  acc ↑ Δ to method=greedy
greedy  3/3  0.8122 ± 0.0020                   baseline
beam    3/3  0.8326 ± 0.0027*   +0.020 [+0.009, +0.032]
* the best, and what the 95% interval of the difference to it does not tell apart
`);
  });

  test('says which end it begins with where nothing says which is the better', () => {
    const note = 'the highest acc first; where less is better, write into the file: goals: {acc: min}\n';
    expect(text(ROWS, { sort: 'acc' }, { goals: new Map() })).toContain(note);
    expect(text(ROWS, { sort: 'acc' })).not.toContain('first');
    expect(text(ROWS, {}, { goals: new Map() })).not.toContain('first');
  });

  test('says what to ask for where no two rows have anything in common to average over', () => {
    const rows: readonly RowSketch[] = [
      { method: 'greedy', data: 'math', acc: 1 },
      { method: 'beam', data: 'a_b', acc: 2 },
    ];
    expect(text(rows, { by: ['method'] })).toContain(
      'each row has data of its own, so there is no mean over the same in all: name it in --by too, or see each job by --raw\n',
    );
  });

  test('says that nothing is averaged where each job has a value of its own, and by what it would be', () => {
    const rows = ['a', 'b'].flatMap((config) =>
      ['1', '2', '3'].map((seed, at): RowSketch => ({
        config,
        out: `out/${config}${seed}`,
        seed: config + seed,
        acc: at,
      })),
    );
    expect(`\n${text(rows)}`).toBe(`
of one seed each
config  out     n/N  acc ↑
a       out/a1  1/1      0
a       out/a2  1/1      1
a       out/a3  1/1      2
b       out/b1  1/1      0
b       out/b2  1/1      1
b       out/b3  1/1      2
nothing is averaged: no two jobs differ in seed alone, since each has out of its own; for the mean over seed, group by config alone (--by config)
`);
    expect(`\n${text(rows, { by: ['config'] })}`).toBe(`
mean ± sd over 3 seeds
config  n/N       acc ↑
a       3/3  1.0 ± 1.0*
b       3/3  1.0 ± 1.0*
out only names each job: rows are not grouped by it (--by)
* the best, and what the 95% interval of the difference to it does not tell apart
`);
    expect(text(rows.slice(0, 3))).toContain("; for the mean over seed, group by nothing (--by '')\n");
    expect(`\n${text(rows.slice(0, 3), { by: [] })}`).toBe(`
mean ± sd over 3 seeds
n/N      acc ↑
3/3  1.0 ± 1.0
out only names each job: rows are not grouped by it (--by)
`);
  });

  test('offers no mean over numbers that may have been measured, nor where one replicate was asked for', () => {
    const rows = ['0.1', '0.23', '0.07'].map((lr, at): RowSketch => ({ lr, seed: String(at), acc: at }));
    expect(text(rows)).toContain(
      'nothing is averaged: no two jobs differ in seed alone, since each has lr of its own\n',
    );
    expect(text(rows.slice(0, 1))).not.toContain('averaged');
    expect(text(ROWS)).not.toContain('nothing is averaged');
  });

  test('says what is left out since not every row has it', () => {
    expect(text(ROWS, { by: ['method'] })).toContain(
      'left out, since not every row has them: 1 of 6 seeds, counted by row\n',
    );
  });

  test('names the stage where there are several, and the metrics that it does not show', () => {
    const rows: readonly RowSketch[] = [
      { seed: '1', acc: 1, stage: 'train' },
      { seed: '1', acc: 2, stage: 'eval' },
    ];
    const grids = gridsOf([sketchSubject(rows)], {}, ['loss', 'time']);
    expect(grids.map(({ caption }) => caption)).toEqual(['train: of one seed each', 'eval: of one seed each']);
    expect(grids[0]!.notes).toEqual([{ mark: null, text: 'not shown: loss, time (--metric loss)' }]);
  });

  test('says which metric chose the step, and which chose its own', () => {
    const picks = new Map([
      ['acc', 'max acc'],
      ['loss', 'max acc'],
    ]);
    const shown = text(ROWS, { metrics: ['acc', 'loss'] }, { picks });
    expect(shown).toContain('acc @ max acc ↑');
    expect(shown).toContain('loss @ max acc ↓');
    expect(shown).toContain('acc has chosen its own step, so it is optimistic\n');
    expect(shown).not.toContain('loss has chosen');
  });

  test('of two sweeps has their difference beside them', () => {
    const old = sketchSubject(ROWS, { name: 'old' });
    const [grid] = gridsOf([old, { ...old, name: 'new' }], {});
    expect(grid!.head.map(({ text: title }) => title)).toEqual(['method', 'data', 'old', 'new', 'Δ to old']);
    expect(grid!.rows[0]!.map(({ text: cell }) => cell)).toEqual([
      'greedy',
      'math',
      '0.8122 ± 0.0020',
      '0.8122 ± 0.0020',
      '0 [0, 0]',
    ]);
  });
});

/** Two spaces, which end a line in Markdown. */
const BREAK = '  ';

describe('a table in Markdown', () => {
  test('has bold and notes of its own, and nothing in it means anything else', () => {
    expect(`\n${gridsMarkdown(gridsOf([sketchSubject(ROWS)], { pivot: 'data' }))}`).toBe(`
**acc ↑: mean ± sd over 3 seeds**

| method | math | a&#95;b |
| --- | ---: | ---: |
| greedy | 0.8122 ± 0.0020 | 0.5002 ± 0.0006 |
| beam | **0.8326 ± 0.0027** | 0.6060 ± 0.0057 &#40;2/3&#41; <sup>a</sup> |

<sup>a</sup> 1 job has failed${BREAK}
bold: the best, and what the 95&#37; interval of the difference to it does not tell apart${BREAK}
`);
  });
});

describe('a table in LaTeX', () => {
  test('is one of booktabs, with what its columns have in common over them', () => {
    const rows = [...ROWS, { method: '[x]', data: 'math', seed: '1', acc: -1, loss: 50 }];
    expect(`\n${gridsLatex(gridsOf([sketchSubject(rows)], { pivot: 'data', metrics: ['acc', 'loss'] }))}`).toBe(`
% mean ± sd over 1 to 3 seeds; needs \\usepackage{booktabs}
\\begin{tabular}{lrrrr}
\\toprule
 & \\multicolumn{2}{c}{acc $\\uparrow$} & \\multicolumn{2}{c}{loss $\\downarrow$} \\\\
\\cmidrule(lr){2-3} \\cmidrule(lr){4-5}
method & math & a\\_b & math & a\\_b \\\\
\\midrule
greedy & 0.8122 $\\pm$ 0.0020 & 0.5002 $\\pm$ 0.0006 & \\textbf{2.50 $\\pm$ 0.25} & 1 $\\pm$ 0 \\\\
beam & \\textbf{0.8326 $\\pm$ 0.0027} & 0.6060 $\\pm$ 0.0057 (2/3)\\textsuperscript{a} & \\textbf{2.00 $\\pm$ 0.13} & NaN (2/3)\\textsuperscript{a} \\\\
{}[x] & $-$1.0000 & -- & 50.00 & -- \\\\
\\bottomrule
\\multicolumn{5}{l}{\\footnotesize \\textsuperscript{a} 1 job has failed} \\\\
\\multicolumn{5}{l}{\\footnotesize bold: the best, and what the 95\\% interval of the difference to it does not tell apart} \\\\
\\end{tabular}
`);
  });
});
