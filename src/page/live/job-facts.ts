import { spellDuration } from '../../model/text/duration.ts';
import { spellSize } from '../../model/text/size.ts';
import { bytes, seconds } from '../../model/units.ts';
import type { JobRow } from '../../report/page/job-rows.ts';
import type { JobDetailsJson } from '../../report/status/job-details.ts';
import type { MetricsJson } from '../../report/status/status.ts';

/** What there is to know of a job besides its command, each with its name; what is as it is for every job is left out. */
export function factsOf(
  { id, definition, needs, dir, held, log }: JobDetailsJson,
  { priority, values }: JobRow,
): readonly (readonly [name: string, text: string])[] {
  const facts: (readonly [string, string] | null)[] = [
    ['id', id],
    values.length === 0 ? null : ['values', values.join(', ')],
    needs.length === 0 ? null : ['needs', needs.map(({ id: need, status }) => `${need} (${status})`).join(', ')],
    held ? ['held', 'by a person, until it is released'] : null,
    priority === 0 ? null : ['priority', String(priority)],
    ['folder', dir],
    log === null ? null : ['log', log],
  ];
  const defined: (readonly [string, string] | null)[] =
    definition === null
      ? []
      : [
          ['stage', definition.stage],
          definition.gpus === 0 ? null : ['GPUs', String(definition.gpus)],
          ['slots', String(definition.slots)],
          definition.memory === null ? null : ['memory', spellSize(bytes(definition.memory))],
          definition.timeout === null ? null : ['timeout', spellDuration(seconds(definition.timeout))],
          definition.retries === 0 ? null : ['retries', String(definition.retries)],
          definition.setup === null ? null : ['setup', definition.setup],
          ['workdir', definition.workdir],
          definition.produces.length === 0 ? null : ['produces', definition.produces.join(', ')],
        ];
  return [...facts, ...defined].filter((fact) => fact !== null);
}

/** What an attempt has left by way of numbers and texts. */
export function metricsText({ metrics = {}, texts = {}, metricsProblem }: MetricsJson): string {
  const named = Object.entries({ ...metrics, ...texts }).map(([name, value]) => `${name} ${String(value)}`);
  return [...named, ...(metricsProblem === undefined ? [] : [metricsProblem])].join(', ');
}
