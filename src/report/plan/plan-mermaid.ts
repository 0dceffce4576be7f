import type { Job, JobId, Need, Plan } from '../../model/plan.ts';
import type { Verdict } from '../../model/verdict.ts';
import { jobsByStage, requestText } from '../text/stage-groups.ts';
import { visible } from '../text/visible.ts';

/** How jobs look by their state; the names are those of the states. */
const STATES: Readonly<Record<Verdict['state'], string>> = {
  new: 'fill:#ffffff,stroke:#555555',
  stale: 'fill:#fff3c4,stroke:#8d6e00',
  failed: 'fill:#ffcdd2,stroke:#c62828',
  interrupted: 'fill:#fff3c4,stroke:#8d6e00',
  cancelled: 'fill:#e0e0e0,stroke:#616161',
  running: 'fill:#b3e5fc,stroke:#01579b',
  fresh: 'fill:#c8e6c9,stroke:#2e7d32',
};

/** The plan as a Mermaid flowchart, which GitHub and many wikis draw: a box a job, an arrow a need, a subgraph a stage. */
export function planMermaid(plan: Plan, verdicts: ReadonlyMap<JobId, Verdict>): string {
  const names = new Map(plan.jobs.map((job) => [job.id, `j${job.index}`]));
  const stateOf = (job: Job): Verdict['state'] => verdicts.get(job.id)?.state ?? 'new';
  const node = (job: Job) => `${names.get(job.id) ?? ''}[${label(job)}]:::${stateOf(job)}`;
  const stages = jobsByStage(plan);
  const nodes =
    stages.size === 1
      ? plan.jobs.map((job) => `  ${node(job)}`)
      : [...stages].flatMap(([stage, jobs], index) => [
          `  subgraph s${index}[${text(stage)}]`,
          ...jobs.map((job) => `    ${node(job)}`),
          '  end',
        ]);
  const edges = plan.jobs.flatMap((job) =>
    job.needs.map((need) => `  ${names.get(need.job) ?? ''} ${arrow(need)} ${names.get(job.id) ?? ''}`),
  );
  const used = new Set(plan.jobs.map(stateOf));
  const classes = Object.entries(STATES).filter(([state]) => used.has(state as Verdict['state']));
  const looks = classes.map(([state, look]) => `  classDef ${state} ${look},color:#000000`);
  return ['flowchart LR', ...nodes, ...edges, ...looks, ''].join('\n');
}

function label(job: Job): string {
  const ask = requestText(job);
  return text(...(ask === '' ? [job.label] : [job.label, ask]));
}

/** Lines as one Mermaid string: whatever could mean something there is written as a character code. */
function text(...lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    visible(line).replace(/[^\p{L}\p{N} _.,:=/+-]/gu, (char) => `#${char.codePointAt(0) ?? 0};`),
  );
  return `"${escaped.join('<br>')}"`;
}

function arrow({ when }: Need): string {
  switch (when) {
    case 'success':
      return '-->';
    case 'always':
      return '-.->';
    case 'failure':
      return '-.->|failure|';
    default:
      return when satisfies never;
  }
}
