import { visible } from '../text/visible.ts';
import type { Grid, GridCell, HeadCell } from './grid.ts';

/** What means something to LaTeX, or that its usual fonts lack, and how it is written. */
const WRITTEN: ReadonlyMap<string, string> = new Map([
  ['\\', '\\textbackslash{}'],
  ['{', '\\{'],
  ['}', '\\}'],
  ['$', '\\$'],
  ['&', '\\&'],
  ['#', '\\#'],
  ['%', '\\%'],
  ['_', '\\_'],
  ['^', '\\textasciicircum{}'],
  ['~', '\\textasciitilde{}'],
  ['<', '\\textless{}'],
  ['>', '\\textgreater{}'],
  ['|', '\\textbar{}'],
  ['"', '\\textquotedbl{}'],
  ['±', '$\\pm$'],
  ['↑', '$\\uparrow$'],
  ['↓', '$\\downarrow$'],
  ['Δ', '$\\Delta$'],
  ['–', '--'],
  ['…', '\\dots{}'],
]);

/** Tables for the package booktabs, each with its caption as a comment and its notes below it. */
export function gridsLatex(grids: readonly Grid[]): string {
  return grids.map(gridLatex).join('\n');
}

function gridLatex({ caption, head, rows, notes }: Grid): string {
  const heads = head.some(({ over }) => over !== null) ? [...overLines(head)] : [];
  const told = notes.map(({ mark, text }) => {
    const shown = `${mark === null ? '' : `\\textsuperscript{${mark}} `}${latex(text)}`;
    return `\\multicolumn{${head.length}}{l}{\\footnotesize ${shown}} \\\\`;
  });
  const lines = [
    `% ${visible(caption)}; needs \\usepackage{booktabs}`,
    `\\begin{tabular}{${head.map(({ isNumber }) => (isNumber ? 'r' : 'l')).join('')}}`,
    '\\toprule',
    ...heads,
    lineOf(head.map(({ text }) => latex(text))),
    '\\midrule',
    ...rows.map((row) => lineOf(row.map(cellText))),
    '\\bottomrule',
    ...told,
    '\\end{tabular}',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** What columns have in common, centred over them, with a rule below each. */
function overLines(head: readonly HeadCell[]): readonly string[] {
  const spans: { over: string | null; from: number; to: number }[] = [];
  for (const [at, { over }] of head.entries()) {
    const last = spans.at(-1);
    if (last?.over === over) last.to = at;
    else spans.push({ over, from: at, to: at });
  }
  const cells = spans.map(({ over, from, to }) => {
    const width = to - from + 1;
    return over === null ? '& '.repeat(width - 1).trimEnd() : `\\multicolumn{${width}}{c}{${latex(over)}}`;
  });
  const rules = spans.flatMap(({ over, from, to }) => (over === null ? [] : [`\\cmidrule(lr){${from + 1}-${to + 1}}`]));
  return [lineOf(cells), rules.join(' ')];
}

function cellText({ text, isBold, marks }: GridCell): string {
  const shown = latex(text).replace(/(?<![\w.])-(?=\d)/g, '$-$');
  const bold = isBold ? `\\textbf{${shown}}` : shown;
  return marks === '' ? bold : `${bold}\\textsuperscript{${marks}}`;
}

/** A bracket or a star after the end of a row would be taken for an argument of that. */
function lineOf(cells: readonly string[]): string {
  const line = cells.join(' & ');
  return `${/^[[*]/.test(line) ? '{}' : ''}${line} \\\\`;
}

/** A text as LaTeX shows it, whatever is in it. */
function latex(text: string): string {
  return visible(text).replace(/[\\{}$&#%_^~<>|"±↑↓Δ–…]/gu, (char) => WRITTEN.get(char) ?? char);
}
