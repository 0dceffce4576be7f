import { escaped } from '../text/markdown.ts';
import { visible } from '../text/visible.ts';
import type { Grid, GridCell, HeadCell } from './grid.ts';

/** Tables in GitHub's Markdown, each with its caption and its notes. */
export function gridsMarkdown(grids: readonly Grid[]): string {
  return grids.map(gridMarkdown).join('\n');
}

function gridMarkdown({ caption, head, rows, notes }: Grid): string {
  const lines = [
    lineOf(head.map(headText)),
    lineOf(head.map(({ isNumber }) => (isNumber ? '---:' : '---'))),
    ...rows.map((row) => lineOf(row.map(cellText))),
  ];
  const told = notes.map(({ mark, text }) => `${mark === null ? '' : `<sup>${mark}</sup> `}${plain(text)}  `);
  return [`**${plain(caption)}**`, '', ...lines, ...(told.length === 0 ? [] : ['', ...told])]
    .map((line) => `${line}\n`)
    .join('');
}

function headText({ over, text }: HeadCell): string {
  return plain(over === null ? text : `${over} ${text}`);
}

function cellText({ text, isBold, marks }: GridCell): string {
  const shown = isBold ? `**${plain(text)}**` : plain(text);
  return marks === '' ? shown : `${shown} <sup>${marks}</sup>`;
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function plain(text: string): string {
  return escaped(visible(text));
}
