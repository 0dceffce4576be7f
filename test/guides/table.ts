import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** A row of a guide: what people know, what they say to `sweep` instead, and a remark. */
export interface GuideRow {
  /** What is code in the first cell, else its text. */
  readonly theirs: string;
  /** The first code of the second cell: a line of shell, or a line of a sweep or host file. */
  readonly ours: string;
  readonly remark: string;
}

/** The rows of all tables of a guide: those that have a column `sweep`. */
export function rowsOf(page: string): readonly GuideRow[] {
  const rows: GuideRow[] = [];
  let isInGuide = false;
  for (const line of readFileSync(join(ROOT, page), 'utf8').split('\n')) {
    const [first, second, remark = ''] = line.split(/ *(?<!\\)\| */).slice(1, -1);
    if (first === undefined || second === undefined) isInGuide = false;
    else if (!isInGuide) isInGuide = second === 'sweep';
    else if (!/^-+$/.test(first)) rows.push({ theirs: plain(first), ours: codeOf(second) ?? '', remark });
  }
  return rows;
}

/** The first block of shell in a guide: its worked example. */
export function workedExampleOf(page: string): string {
  return /^```sh\n([^]*?)^```$/m.exec(readFileSync(join(ROOT, page), 'utf8'))?.[1] ?? '';
}

/** The first sweep in a guide. */
export function sweepIn(page: string): string {
  return /^```yaml\n([^]*?)^```$/m.exec(readFileSync(join(ROOT, page), 'utf8'))?.[1] ?? '';
}

function plain(cell: string): string {
  return cell.replaceAll('\\|', '|').replaceAll('`', '');
}

function codeOf(cell: string): string | undefined {
  return /`(.*?)`/.exec(cell)?.[1]?.replaceAll('\\|', '|');
}
