import { tally } from '../../../model/group-by.ts';
import type { WrittenKey, WrittenRule } from '../../write/sweep-text.ts';
import { valueOfWord } from '../../write/value.ts';
import type { Column } from './column.ts';
import type { LineJob } from './job.ts';
import type { Resources } from './resources.ts';

/** What the jobs of lines ask for. */
export interface AskedFor {
  readonly keys: readonly WrittenKey[];
  readonly rules: readonly WrittenRule[];
  /** What follows from no column, and so is one. */
  readonly columns: readonly Pick<Column, 'name' | 'values'>[];
}

const USUAL: Readonly<Record<keyof Resources, string>> = { gpus: '0', gpu_ids: '', slots: '1', priority: '0' };

/** What jobs ask for: what most do as keys, and what others do as rules for the values of a column. */
export function askedFor(jobs: readonly LineJob[], axes: readonly Pick<Column, 'name' | 'values'>[]): AskedFor {
  const keys: WrittenKey[] = [];
  const rules = new Map<string, WrittenRule>();
  const columns: Pick<Column, 'name' | 'values'>[] = [];
  for (const [key, usual] of Object.entries(USUAL) as [keyof Resources, string][]) {
    const said = jobs.map((job) => job.settings[key] ?? usual);
    const most = mostFrequent(said);
    const others = [...new Set(said)].filter((value) => value !== most);
    const axis = axes.find(({ values }) => followsFrom(said, values));
    // What has no usual value cannot be taken back by a rule.
    if (others.length === 0 || (axis !== undefined && most !== '')) {
      if (most !== usual) keys.push({ key, says: most });
      if (axis !== undefined) for (const value of others) addRules(rules, axis, said, key, value);
    } else {
      const name = axes.some((one) => one.name === key) ? `job_${key}` : key;
      columns.push({ name, values: said });
      keys.push({ key, says: `{{${name}}}` });
    }
  }
  return { keys, rules: [...rules.values()], columns };
}

function addRules(
  rules: Map<string, WrittenRule>,
  axis: Pick<Column, 'name' | 'values'>,
  said: readonly string[],
  key: string,
  value: string,
): void {
  const values = [...new Set(axis.values.filter((_, row) => said[row] === value))];
  const name = JSON.stringify([axis.name, values]);
  const before = rules.get(name);
  const keys = new Map([...(before?.keys ?? []), [key, value] as const]);
  rules.set(name, { axis: axis.name, values: values.map(valueOfWord), keys });
}

function followsFrom(said: readonly string[], values: readonly string[]): boolean {
  const known = new Map<string, string>();
  return values.every((value, row) => {
    const before = known.get(value);
    known.set(value, said[row] ?? '');
    return before === undefined || before === said[row];
  });
}

/** The value that comes most often. */
export function mostFrequent(values: readonly string[]): string {
  return [...tally(values)].reduce<readonly [string, number]>(
    (most, one) => (one[1] > most[1] ? one : most),
    ['', 0],
  )[0];
}
