import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { UsageJson } from '../../src/report/status/usage.ts';
import { Project } from '../rig/project.ts';

const SCHEMA = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/usage.schema.json'), 'utf8')) as object;

async function usageOf(project: Project, ...args: readonly string[]): Promise<UsageJson> {
  const { code, stdout, stderr } = await project.sweep('usage', '--json', ...args);
  expect([code, stderr]).toEqual([0, '']);
  const document = JSON.parse(stdout) as UsageJson;
  expect(new Ajv2020({ strict: false }).compile(SCHEMA)(document)).toBe(true);
  return document;
}

describe('sweep usage', () => {
  it('tells what became of the GPUs of a project, as its journals have it, and what other runs hold now', async () => {
    const project = new Project({
      'a.yaml': 'matrix: { n: [1, 2] }\ncommand: test {{n}} = 1\ngpus: 1\n',
      'b.yaml': 'command: touch began; until [ -e go ]; do sleep 0.1; done\ngpus: 0.5\n',
    });
    expect((await project.sweep('usage')).stdout).toMatch(/^no GPU was held since /);
    await project.sweep('run', 'a.yaml', '--gpus', 'virtual:2');
    const run = project.start(['run', 'b.yaml', '--gpus', 'virtual:2']);
    await project.appears('began');
    await project.eventually('b', 'attempt-started');
    // By the events themselves.
    const planned = new Map(project.events('a', 'attempt-planned').map(({ job, at }) => [job, at]));
    const held = { useful: 0, failed: 0 };
    for (const { job, at, outcome } of project.events('a', 'attempt-ended')) {
      const isUseful = outcome.cause === 'exit' && outcome.code === 0;
      held[isUseful ? 'useful' : 'failed'] += (at - planned.get(job)!) / 1000;
    }
    const bySweep = await usageOf(project);
    const a = bySweep.rows.find(({ key }) => key === 'a')!;
    expect(a.useful).toBeCloseTo(held.useful, 6);
    expect(a.failed).toBeCloseTo(held.failed, 6);
    expect(a.gpuSeconds).toBeCloseTo(held.useful + held.failed, 6);
    expect(bySweep.rows.find(({ key }) => key === 'b')!.running).toBeGreaterThan(0);
    const byOutcome = await usageOf(project, '--by', 'outcome');
    expect(byOutcome.rows.map(({ key }) => key)).toEqual(['useful', 'failed', 'running']);
    expect((await usageOf(project, '--by', 'gpu')).rows.every(({ key }) => key.startsWith('virtual-'))).toBe(true);
    // To another project of the host, what runs shows by its lease alone.
    const other = new Project();
    const seen = await other.start(['usage', '--json'], { SWEEP_HOST_DIR: project.hostFolder }).ended;
    expect((JSON.parse(seen.stdout) as UsageJson).rows).toMatchObject([{ key: 'b', useful: 0 }]);
    const csv = await project.sweep('usage', '--format', 'csv', '--by', 'user', '--since', '1h');
    expect(csv.stdout).toMatch(/^user,gpu_hours,useful,failed,timed_out,interrupted,running,unknown\n[^\n]+\n$/);
    project.write('go', '');
    expect((await run.ended).code).toBe(0);
    expect((await project.sweep('usage')).stdout).toMatch(/^GPU-hours since [\d: -]+\nsweep /);
  });
});
