import { spellDuration } from '../../model/text/duration.ts';
import { spellSize } from '../../model/text/size.ts';
import { bytes, seconds } from '../../model/units.ts';
import type { JobRow } from '../../report/page/job-rows.ts';
import type { AttemptJson, JobDetailsJson } from '../../report/status/job-details.ts';
import type { MetricsJson } from '../../report/status/status.ts';
import { codeFacts, type Fact, gpuFacts, originFacts } from '../../report/text/provenance.ts';

/** What there is to know of a job besides its command, each with its name; what is as it is for every job is left out. */
export function factsOf(
  { id, definition, needs, dir, held, log, attempts }: JobDetailsJson,
  { priority, values }: JobRow,
): readonly Fact[] {
  const facts: (Fact | null)[] = [
    ['id', id],
    values.length === 0 ? null : ['values', values.join(', ')],
    needs.length === 0 ? null : ['needs', needs.map(({ id: need, status }) => `${need} (${status})`).join(', ')],
    held ? ['held', 'by a person, until it is released'] : null,
    priority === 0 ? null : ['priority', String(priority)],
    ['folder', dir],
    log === null ? null : ['log', log],
  ];
  const defined: (Fact | null)[] =
    definition === null
      ? []
      : [
          ['stage', definition.stage],
          definition.gpus === 0 ? null : ['GPUs', String(definition.gpus)],
          ['slots', String(definition.slots)],
          definition.nodes === undefined ? null : ['nodes', String(definition.nodes)],
          definition.memory === null ? null : ['memory', spellSize(bytes(definition.memory))],
          definition.timeout === null ? null : ['timeout', spellDuration(seconds(definition.timeout))],
          definition.retries === 0 ? null : ['retries', String(definition.retries)],
          definition.setup === null ? null : ['setup', definition.setup],
          ['workdir', definition.workdir],
          definition.produces.length === 0 ? null : ['produces', definition.produces.join(', ')],
        ];
  return [...facts, ...defined, ...cameFrom(attempts.at(-1))].filter((fact) => fact !== null);
}

/** What the results of an attempt come from. */
function cameFrom(attempt: AttemptJson | undefined): readonly Fact[] {
  if (attempt === undefined) return [];
  const { code, origin, gpus } = attempt;
  const held = (origin?.machine.gpus ?? []).filter(({ gpu }) => gpus.includes(gpu));
  return [
    ...gpuFacts(held, origin?.machine.drivers ?? {}),
    ...(code === null ? [] : codeFacts(code, () => code.diff)),
    ...(origin === null ? [] : originFacts(origin)),
  ];
}

/** What an attempt has left by way of numbers and texts. */
export function metricsText({ metrics = {}, texts = {}, metricsProblem }: MetricsJson): string {
  const named = Object.entries({ ...metrics, ...texts }).map(([name, value]) => `${name} ${String(value)}`);
  return [...named, ...(metricsProblem === undefined ? [] : [metricsProblem])].join(', ');
}
