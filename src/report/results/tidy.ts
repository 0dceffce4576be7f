import type { RawTable } from '../../results/table/raw.ts';
import { spellExact } from './digits.ts';

/** The columns that every table has, before its axes and after them. */
const BEFORE = ['sweep', 'job', 'stage'] as const;
const AFTER = ['state', 'attempt', 'metric', 'value'] as const;

/**
 * A line a job and metric with all axes, its numbers in full, parted by `delimiter`. A job that has left no such number has a line too, without
 * a value. An axis or a text with the name of another column has `axis.` or `text.` before it.
 */
export function tidyLines({ axes, metrics, texts, rows }: RawTable, delimiter: ',' | '\t'): string {
  const taken = new Set<string>([...BEFORE, ...AFTER]);
  const named = (names: readonly string[], kind: string): readonly string[] =>
    names.map((name) => {
      const own = taken.has(name) ? `${kind}.${name}` : name;
      taken.add(own);
      return own;
    });
  const head = [...BEFORE, ...named(axes, 'axis'), ...AFTER, ...named(texts, 'text')];
  const line = (cells: readonly (string | null)[]): string => cells.map(cellText).join(delimiter);
  const lines = [line(head)];
  const shown = metrics.map(cellText);
  for (const { sweep, row, values, metrics: numbers, texts: words } of rows) {
    // What all lines of a job have in common is made once: there may be a million lines.
    const before = line([
      sweep,
      row.job,
      row.stage,
      ...values,
      row.state,
      row.attempt === null ? '' : String(row.attempt),
    ]);
    const after = words.length === 0 ? '' : delimiter + line(words);
    for (const [at, metric] of shown.entries()) {
      const value = numbers[at] ?? null;
      lines.push(`${before}${delimiter}${metric}${delimiter}${value === null ? '' : spellExact(value)}${after}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** A cell as RFC 4180 has it: in quotes where it holds what parts cells or lines, or quotes, which are then doubled. */
function cellText(text: string | null): string {
  if (text === null) return '';
  return /[",\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
