import { factorsOf } from '../../results/table/row-names.ts';
import type { Subject } from '../../results/table/subject.ts';
import { axesOf } from '../../results/table/subject.ts';
import { isNumeric } from './chart.ts';

/** What stands for the value of an axis that a job lacks. */
export const ABSENT = '–';

/** An axis on which jobs of a stage differ. */
export interface ChartAxis {
  readonly name: string;
  /** As they are spelled; numbers in their order, else in that of the file. */
  readonly values: readonly (string | null)[];
  readonly isNumeric: boolean;
}

/** The axes on which jobs of a stage differ, but for that of the replicates and those that only name jobs. */
export function chartAxes(subject: Subject, stage: string): readonly ChartAxis[] {
  const rows = subject.rows.filter((row) => row.stage === stage);
  const axes = axesOf(rows);
  return factorsOf(rows, axes, subject.replicates).map((name) => {
    const values = [...(axes.get(name)?.values() ?? [])];
    const numeric = values.every(isNumeric);
    return { name, values: numeric ? values.toSorted((a, b) => Number(a) - Number(b)) : values, isNumeric: numeric };
  });
}

/** The greatest ratio of a linear axis: beyond it values are at powers. */
const WIDE = 50;

/** Whether numbers are better told apart by their powers: all are positive and they reach over decades. */
export function isLogarithmic(values: readonly number[]): boolean {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const greatest = values.reduce((a, b) => Math.max(a, b), 0);
  return values.length > 2 && least > 0 && greatest / least >= WIDE;
}
