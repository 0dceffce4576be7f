import type { Job } from '../../model/plan.ts';
import { differs, type Difference } from './compare.ts';
import {
  changedAlike,
  followsLine,
  gpuTimeLine,
  headline,
  renamedLine,
  tellLabels,
  type ChangedAlike,
} from './diff.ts';
import { count } from '../text/phrases.ts';
import { requestText } from '../text/stage-groups.ts';
import { code, escaped } from '../text/markdown.ts';

/** With more rows than this, jobs that change alike share theirs. */
const ROWS_APART = 100;

/** Code hosts cut long comments: GitHub's may have 65,536 characters. */
const MOST_ROWS = 200;

/** What a change does to a plan, as a comment on a pull request: a headline and a table in GitHub's Markdown. */
export function diffMarkdown(difference: Difference): string {
  const lines = [`### ${escaped(headline(difference))}`];
  for (const line of [...gpuTimeLine(difference), ...renamedLine(difference)]) lines.push('', escaped(line));
  if (differs(difference)) lines.push('', ...tableOf(difference));
  return `${lines.join('\n')}\n`;
}

/** Cells in Markdown. */
type Row = readonly [what: string, jobs: string, field: string, before: string, after: string, result: string];

function tableOf(difference: Difference): string[] {
  const apart = rowsOf(difference, false);
  const rows = apart.length <= ROWS_APART ? apart : rowsOf(difference, true);
  if (rows.length === 0) return [];
  const lines = [
    '| change | job | field | before | after | results |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.slice(0, MOST_ROWS).map((cells) => `| ${cells.join(' | ')} |`),
  ];
  if (rows.length > MOST_ROWS) lines.push('', `… and ${count(rows.length - MOST_ROWS, 'more row')}.`);
  return lines;
}

function rowsOf({ added, removed, moved, changed }: Difference, alike: boolean): Row[] {
  const groups: readonly ChangedAlike[] = alike ? changedAlike(changed) : changed.flatMap((one) => changedAlike([one]));
  return [
    ...groupsOf(added, alike).map((jobs): Row => ['added', labels(jobs), '', '', asks(jobs), 'to be made']),
    ...groupsOf(removed, alike).map((jobs): Row => ['removed', labels(jobs), '', asks(jobs), '', 'orphaned']),
    ...moved.map(({ job, was }): Row => ['renamed', labels([job]), '', code(was.id), code(job.id), 'move along']),
    ...groups.flatMap(changeRows),
  ];
}

/** Jobs one by one, or all that ask for the same together. */
function groupsOf(jobs: readonly Job[], alike: boolean): (readonly Job[])[] {
  if (!alike) return jobs.map((job) => [job]);
  const groups = new Map<string, Job[]>();
  for (const job of jobs) groups.set(requestText(job), [...(groups.get(requestText(job)) ?? []), job]);
  return [...groups.values()];
}

function changeRows(group: ChangedAlike): Row[] {
  const { jobs, isStale, fields } = group;
  const result = isStale ? '**stale**' : 'stay';
  const row = (...cells: [string, string, string]): Row => ['changed', labels(jobs), ...cells, result];
  return [
    ...fields.map(({ field, before, after }) => row(code(field), code(before), code(after))),
    ...followsLine(group).map((line) => row('', '', escaped(line))),
  ];
}

function labels(jobs: readonly Job[]): string {
  return code(jobs.length === 1 ? (jobs[0]?.label ?? '') : `${jobs.length}: ${tellLabels(jobs)}`);
}

function asks([job]: readonly Job[]): string {
  return job === undefined ? '' : escaped(requestText(job));
}
