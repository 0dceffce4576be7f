import DOMPurify from 'dompurify';
import mermaid from 'mermaid';
import { describe, expect, it } from 'vitest';
import type { Job } from '../src/model/plan.ts';
import { planMermaid } from '../src/report/plan/plan-mermaid.ts';
import { alike, sketchPlan } from './rig/plan.ts';

// Mermaid cleans labels of HTML, for which it needs a browser; whether a text is accepted does not depend on it.
Object.assign(DOMPurify, { addHook: () => undefined, sanitize: (text: string) => text });

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

describe('a plan as Mermaid', () => {
  it("is accepted by Mermaid's own parser, whatever the labels and stages hold", async () => {
    const sketches = ODD.map((label, index) => ({
      id: `job-${index}`,
      stage: index % 2 === 0 ? 'end' : 'graph',
      gpus: index,
      timeout: 60,
      needs:
        index === 0 ? [] : [{ on: `job-${index - 1}`, when: (['success', 'always', 'failure'] as const)[index % 3]! }],
    }));
    const plan = sketchPlan(sketches);
    const jobs = plan.jobs.map((job, index): Job => ({ ...job, label: ODD[index] ?? '' }));
    await expect(mermaid.parse(planMermaid({ ...plan, jobs }, new Map()))).resolves.toMatchObject({
      diagramType: 'flowchart-v2',
    });
    await expect(mermaid.parse('flowchart LR\n  j0["a')).rejects.toThrow();
  });

  it('is accepted without stages and without needs', async () => {
    await expect(mermaid.parse(planMermaid(sketchPlan(alike(3)), new Map()))).resolves.toBeTruthy();
  });
});
