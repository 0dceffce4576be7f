import type { Job, JobId, Need, Plan } from '../../model/plan.ts';
import type { Verdict } from '../../model/verdict.ts';
import { jobsByStage, requestText } from '../text/stage-groups.ts';
import { visible } from '../text/visible.ts';

/** The plan as a graph for Graphviz: a box a job, filled by its state, an edge a need, a cluster a stage if there are several. */
export function planDot(plan: Plan, verdicts: ReadonlyMap<JobId, Verdict>): string {
  const stages = jobsByStage(plan);
  const node = (job: Job) =>
    `"${job.id}" [label=${label(job)}, fillcolor="${FILLS[verdicts.get(job.id)?.state ?? 'new']}"];`;
  const nodes =
    stages.size === 1
      ? plan.jobs.map((job) => `  ${node(job)}`)
      : [...stages].flatMap(([stage, jobs], index) => [
          `  subgraph cluster_${index} {`,
          `    label=${quoted(stage)};`,
          ...jobs.map((job) => `    ${node(job)}`),
          '  }',
        ]);
  const edges = plan.jobs.flatMap((job) =>
    job.needs.map((need) => `  "${need.job}" -> "${job.id}"${edgeStyle(need)};`),
  );
  return [
    `digraph ${quoted(plan.sweep)} {`,
    '  rankdir=LR;',
    '  node [shape=box, style="rounded,filled"];',
    ...nodes,
    ...edges,
    '}',
    '',
  ].join('\n');
}

function label(job: Job): string {
  const ask = requestText(job);
  return quoted(...(ask === '' ? [job.label] : [job.label, ask]));
}

/** Lines as one string of the DOT language, in which backslashes and HTML entities mean something. */
function quoted(...lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    visible(line).replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"'),
  );
  return `"${escaped.join('\\n')}"`;
}

function edgeStyle({ when }: Need): string {
  switch (when) {
    case 'success':
      return '';
    case 'always':
      return ' [style=dashed]';
    case 'failure':
      return ' [style=dotted, color="#c62828", label="failure"]';
    default:
      return when satisfies never;
  }
}

/** How jobs are filled by their state. */
const FILLS: Readonly<Record<Verdict['state'], string>> = {
  new: '#ffffff',
  stale: '#fff3c4',
  failed: '#ffcdd2',
  interrupted: '#fff3c4',
  cancelled: '#e0e0e0',
  running: '#b3e5fc',
  fresh: '#c8e6c9',
};
