import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Job, JobId, Plan } from '../../../src/model/plan.ts';
import type { Verdict } from '../../../src/model/verdict.ts';
import { planMermaid } from '../../../src/report/plan/plan-mermaid.ts';
import { visible } from '../../../src/report/text/visible.ts';
import { mermaidParser, readFlowchart } from '../../rig/mermaid.ts';
import { alike, sketchPlan, type JobSketch } from '../../rig/plan.ts';

const ODD = [
  'a "b" `c`',
  '#quot; #35;',
  '<b>&amp;</b>',
  ']) } |x| -->',
  'end',
  '%% {{y}}',
  'ünï 😀',
  'a;b\nc',
  ':::new',
  '\\',
];

const parse = await mermaidParser();

/** The text of a plan, which Mermaid's own parser has accepted where there is one. */
async function accepted(plan: Plan, verdicts: ReadonlyMap<JobId, Verdict> = new Map()): Promise<string> {
  const text = planMermaid(plan, verdicts);
  await parse?.(text);
  return text;
}

function labelled(sketches: readonly JobSketch[], labels: readonly string[]): Plan {
  const plan = sketchPlan(sketches);
  return { ...plan, jobs: plan.jobs.map((job): Job => ({ ...job, label: labels[job.index] ?? '' })) };
}

/** One job a label, each after the one before it, in stages that are named as Mermaid's own words. */
function chainOf(labels: readonly string[]): Plan {
  const sketches = labels.map((_, index) => ({
    id: `job-${index}`,
    stage: index % 2 === 0 ? 'end' : 'graph',
    gpus: index,
    timeout: 60,
    needs:
      index === 0 ? [] : [{ on: `job-${index - 1}`, when: (['success', 'always', 'failure'] as const)[index % 3]! }],
  }));
  return labelled(sketches, labels);
}

describe('a plan as Mermaid', () => {
  it('is a flowchart of its stages, jobs and needs, whatever the labels and stages hold', async () => {
    const { groups, nodes, edges } = readFlowchart(await accepted(chainOf(ODD)));
    expect(groups).toEqual([
      { name: ['end'], nodes: ['j0', 'j2', 'j4', 'j6', 'j8'] },
      { name: ['graph'], nodes: ['j1', 'j3', 'j5', 'j7', 'j9'] },
    ]);
    expect([...nodes.values()].map(({ lines: [label] }) => label).sort()).toEqual(ODD.map(visible).sort());
    expect(nodes.get('j2')).toEqual({ lines: ['<b>&amp;</b>', '2 GPUs, at most 1m'], look: 'new' });
    expect(edges.slice(0, 3)).toEqual([
      { from: 'j0', arrow: '-.->', to: 'j1' },
      { from: 'j1', arrow: '-.->|failure|', to: 'j2' },
      { from: 'j2', arrow: '-->', to: 'j3' },
    ]);
  });

  it('gives back any label', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (label) => {
        const { nodes } = readFlowchart(await accepted(labelled([{ id: 'a' }], [label])));
        expect(nodes.get('j0')?.lines[0]).toBe(visible(label));
      }),
    );
  });

  it('has no groups without stages, and a look for each state that occurs', async () => {
    const plan = sketchPlan(alike(3));
    const verdicts = new Map<JobId, Verdict>([[plan.jobs[1]!.id, { state: 'fresh', because: null }]]);
    const { groups, nodes, edges, looks } = readFlowchart(await accepted(plan, verdicts));
    expect({ groups, edges, looks }).toEqual({ groups: [], edges: [], looks: ['new', 'fresh'] });
    expect([...nodes.values()].map(({ look }) => look)).toEqual(['new', 'fresh', 'new']);
  });
});

describe('the reader of flowcharts', () => {
  it.each([
    ['a label that does not end', 'flowchart LR\n  j0["a]:::new\n  classDef new fill:#ffffff\n'],
    ['a label of nothing', 'flowchart LR\n  j0[""]:::new\n  classDef new fill:#ffffff\n'],
    ['a character that means something', 'flowchart LR\n  j0["a;b"]:::new\n  classDef new fill:#ffffff\n'],
    ['a look that is not defined', 'flowchart LR\n  j0["a"]:::new\n'],
    ['an arrow from nowhere', 'flowchart LR\n  j0["a"]:::new\n  j1 --> j0\n  classDef new fill:#ffffff\n'],
    ['a group that does not end', 'flowchart LR\n  subgraph s0["a"]\n    j0["a"]:::new\n'],
    ['no flowchart', 'graph LR\n'],
  ])('refuses %s', (_, text) => {
    expect(() => readFlowchart(text)).toThrow();
  });

  it('refuses what Mermaid refuses', async () => {
    const broken = 'flowchart LR\n  j0["a\n';
    expect(() => readFlowchart(broken)).toThrow();
    await expect(parse?.(broken) ?? Promise.reject(new Error('refused'))).rejects.toThrow();
  });
});
