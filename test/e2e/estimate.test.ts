import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { PlanJson } from '../../src/report/plan/plan.ts';
import { inLong } from '../rig/cases.ts';
import { Project } from '../rig/project.ts';

const SCHEMA = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/plan.schema.json'), 'utf8')) as object;

/** Six jobs of a GPU, each of ten minutes at most, and what waits for them. */
const SWEEP = `
matrix: {i: {from: 1, count: 6}}
stages:
  work: {command: 'echo {{i}}', gpus: 1, timeout: 10m}
  report: {over: [], needs: work, command: 'true', timeout: 1m}
`;

async function estimateOf(project: Project, ...args: readonly string[]): Promise<PlanJson> {
  const { code, stdout, stderr } = await project.sweep('plan', 's.yaml', '--estimate', '--json', ...args);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as PlanJson;
}

describe('sweep plan --estimate', () => {
  it('says how long a run would take on so many GPUs, instead of listing its jobs', async () => {
    const project = new Project({ 's.yaml': SWEEP });
    const { code, stdout, stderr } = await project.sweep('plan', 's.yaml', '--estimate', '--gpus', '2', '--slots', '4');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^s: 7 jobs, 7 new\nGPU time: at most 1 GPU-hours by the timeouts\n/);
    expect(stdout).toContain('\n\nEstimate on 2 GPUs and 4 slots: 31m\nNo schedule is shorter: ');
    expect(stdout).toContain('Durations: 7 jobs as long as the timeout allows\n');
    expect(stdout).toMatch(/^gpu 1 {2}█{70}▒··$/m);
    expect(stdout).toMatch(/^report +30m +31m +1m +cpu$/m);
  });

  inLong(() => {
    it('reads lists and virtual GPUs as other commands do, and a bare number as so many', async () => {
      const project = new Project({ 's.yaml': SWEEP });
      const gpusOf = async (text: string) => (await estimateOf(project, '--gpus', text)).estimate?.gpus.length;
      expect([await gpusOf('3'), await gpusOf('virtual:5')]).toEqual([3, 5]);
      const none = await project.sweep('plan', 's.yaml', '--estimate', '--gpus', '0');
      expect(none).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('need 1 GPU, and this run has 0') as string,
      });
      const listed = await project.sweep('plan', 's.yaml', '--estimate', '--gpus', '0-99');
      expect(listed).toMatchObject({ code: 2, stderr: expect.stringContaining('not on this host') as string });
    });
  });

  inLong(() => {
    it('is part of the plan for programs, as the schema describes it', async () => {
      const project = new Project({ 's.yaml': SWEEP });
      const plan = await estimateOf(project, '--gpus', '2');
      const validate = new Ajv2020({ strict: false }).compile(SCHEMA);
      validate(plan);
      expect(validate.errors).toBeNull();
      expect(plan.jobs).toHaveLength(7);
      expect(plan.estimate).toMatchObject({ seconds: 1860, gpuSeconds: 3600, cannotRun: [] });
      expect(plan.estimate?.gpus.map(({ jobs }) => jobs.length)).toEqual([3, 3]);
      validate({ ...plan, estimate: { ...plan.estimate, busy: 'very' } });
      expect(validate.errors).not.toBeNull();
    });
  });

  inLong(() => {
    it('goes by what jobs took before, and counts only what a run would do', async () => {
      const project = new Project({ 's.yaml': 'matrix: {i: [1, 2, 3]}\ncommand: sleep 0.2{{i}}\ntimeout: 10h\n' });
      expect((await project.sweep('run', 's.yaml', '--only', 'i=1')).code).toBe(0);
      const before = project.read('.sweep/s/journal.jsonl');
      const { estimate } = await estimateOf(project, '--slots', '1');
      expect(estimate?.durations).toEqual({ history: 2, timeout: 0, guess: 0 });
      expect(estimate?.cpu.map(({ id }) => id)).toEqual(['i-2', 'i-3']);
      expect(estimate?.seconds).toBeGreaterThan(0.4);
      expect(estimate?.seconds).toBeLessThan(100);
      expect(project.read('.sweep/s/journal.jsonl')).toBe(before);
      expect((await estimateOf(project, '--slots', '1', '--only', 'i=3')).estimate?.cpu).toHaveLength(1);
      expect((await estimateOf(project, '--slots', '1', '--fresh')).estimate?.cpu).toHaveLength(3);
    });

    it('writes nothing', async () => {
      const project = new Project({ 's.yaml': SWEEP });
      await estimateOf(project, '--gpus', '2');
      expect(project.traces()).toEqual(['s.yaml']);
    });

    it('refuses when nothing tells how long any job takes, and says what to do', async () => {
      const project = new Project({ 's.yaml': 'matrix: {i: [1, 2, 3, 4, 5]}\ncommand: echo {{i}}\n' });
      expect(await project.sweep('plan', 's.yaml', '--estimate')).toEqual({
        code: 2,
        stdout: '',
        stderr: `sweep: nothing tells how long these jobs take, since they have neither run nor a timeout: 1, 2, 3 and 2 more
hint: give them a \`timeout\`, or run one of them, such as with --only: what it takes is remembered
`,
      });
    });

    it('says what this machine cannot run, and how to ask for another', async () => {
      const project = new Project({ 's.yaml': SWEEP });
      const { code, stdout, stderr } = await project.start(['plan', 's.yaml', '--estimate'], {
        CUDA_VISIBLE_DEVICES: '',
      }).ended;
      expect(code).toBe(0);
      expect(stderr).toBe(`this machine cannot run the plan:
  work_1 and 5 more jobs need 1 GPU, and this run has 0
  CUDA_VISIBLE_DEVICES="" in the environment hides all GPUs from this command
hint: --gpus N and --slots N say for what machine to estimate
`);
      expect(stdout).toContain('Estimate: nothing would run\nWould not run: 7 jobs\n');
    });
  });

  inLong(() => {
    it('without an estimate says how to rehearse the plan on a machine without GPUs', async () => {
      const project = new Project({ 's.yaml': SWEEP });
      const { code, stderr } = await project.start(['plan', 's.yaml'], { CUDA_VISIBLE_DEVICES: '' }).ended;
      expect(code).toBe(0);
      expect(stderr).toMatch(
        /\nhint: to rehearse it here: `sweep run --gpus virtual:\d+`; .* `sweep plan --estimate --gpus \d+`\n$/,
      );
    });
  });

  inLong(() => {
    it('rehearses with as many slots as a job asks for, where this machine has fewer', async () => {
      const project = new Project({ 's.yaml': 'gpus: 2\nslots: 999\ntimeout: 1h\ncommand: "true"\n' });
      const { stderr } = await project.start(['plan', 's.yaml'], { CUDA_VISIBLE_DEVICES: '' }).ended;
      expect(stderr).toContain('`sweep run --gpus virtual:2 --slots 999`');
      expect(stderr).toContain('`sweep plan --estimate --gpus 2 --slots 999`');
      expect((await project.sweep('run', 's.yaml', '--gpus', 'virtual:2', '--slots', '999')).code).toBe(0);
    });
  });

  inLong(() => {
    it('has no other forms than the table and json', async () => {
      const project = new Project({ 's.yaml': SWEEP });
      expect(await project.sweep('plan', 's.yaml', '--estimate', '--format', 'dot')).toEqual({
        code: 2,
        stdout: '',
        stderr: 'sweep: --estimate is told as a table or as json, and not as dot\n',
      });
    });
  });
});
