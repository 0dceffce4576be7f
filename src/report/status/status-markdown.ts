import type { Moment } from '../../model/units.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { causeOf, count, labelOf, tellCounts } from '../text/phrases.ts';
import { code, escaped } from '../text/markdown.ts';
import { styleFor } from '../text/style.ts';
import { failedJobs } from './failed.ts';
import type { Silence } from './silence.ts';
import { problemLine, reasonLines, staleLine, type StaleResults } from './stale.ts';
import { tellRun } from './status-text.ts';

/** What is known of a run, in GitHub's Markdown: a headline, counts, what failed, and which results are stale. */
export function statusMarkdown(
  state: RunState,
  runnerPid: number | null,
  now: Moment,
  stale: StaleResults,
  silence: Silence | null = null,
): string {
  const { plan, records } = state;
  const counts = records.length === 0 ? '' : `: ${tellCounts(state, styleFor(false))}`;
  const { results, problem } = stale;
  const sections = [
    [`### ${escaped(`${plan.sweep}: ${tellRun(state, runnerPid, now, silence)}`)}`],
    [escaped(`${count(records.length, 'job')}${counts}`)],
    failures(state),
    problem === null ? [] : [escaped(problemLine(problem))],
    results.length === 0 ? [] : [`**Stale**: ${escaped(staleLine(results))}`, '', ...reasonLines(results, item)],
  ];
  const texts = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

function failures(state: RunState): string[] {
  const { groups, others } = failedJobs(state);
  const items = groups.flatMap(({ shown, rest }) => [
    ...shown.map((record) => `- ${code(labelOf(state, record.id))}: ${escaped(causeOf(record))}`),
    ...(rest === null ? [] : [item(rest)]),
  ]);
  if (items.length === 0) return [];
  return ['**Failed**', '', ...items, ...(others === null ? [] : [item(others)])];
}

function item(text: string): string {
  return `- ${escaped(text)}`;
}
