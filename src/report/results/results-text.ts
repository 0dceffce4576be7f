import { type Look, styleFor } from '../text/style.ts';
import { type Column, table } from '../text/table.ts';
import { visible } from '../text/visible.ts';
import { wrap } from '../text/wrap.ts';
import type { Grid, GridCell } from './grid.ts';

/** What stands for bold where nothing can be bold. */
const STAR = '*';

/** How far the rest of a note is indented. */
const HANG = 3;

/** Tables for people: a caption, aligned columns, and the notes. */
export function gridsText(grids: readonly Grid[], look: Look): string {
  return grids.map((grid) => gridText(grid, look)).join('\n');
}

function gridText({ caption, head, rows, notes }: Grid, { color, width }: Look): string {
  const style = styleFor(color);
  const starred = new Set(
    color ? [] : [...head.keys()].filter((column) => rows.some((row) => row[column]?.isBold === true)),
  );
  const columns = head.map(({ over, text, isNumber }): Column => {
    const title = visible(over === null ? text : `${over} ${text}`);
    return { title, align: isNumber ? 'right' : 'left' };
  });
  const lines = table(
    columns,
    rows.map((row) => row.map((cell, column) => cellText(cell, starred.has(column)))),
    width,
    (text, column, row) => {
      if (row < 0) return style.dim(text);
      return rows[row]?.[column]?.isBold === true ? style.bold(text) : text;
    },
  );
  const told = notes.flatMap(({ mark, text }) => {
    const shown = color ? text : text.replace(/^bold: /, `${STAR} `);
    return wrap(mark === null ? visible(shown) : `${mark}  ${visible(shown)}`, width, HANG).map((line) =>
      style.dim(line),
    );
  });
  return `${[style.bold(visible(caption)), ...lines, ...told].join('\n')}\n`;
}

/** In a column with stars the others have a space in their place. */
function cellText({ text, isBold, marks }: GridCell, isStarred: boolean): string {
  const star = isStarred ? (isBold ? STAR : ' ') : '';
  return `${text}${star}${marks === '' ? '' : ` ${marks}`}`;
}
