import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { decodeEvent, encodeEvent, encodeHeader, sealLine } from '../../src/journal/codec.ts';
import type { EventOf } from '../../src/model/event.ts';
import { instant } from '../../src/model/units.ts';
import type { UsageJson } from '../../src/report/status/usage.ts';
import { type JobSketch, sketchPlan } from '../rig/plan.ts';
import { Project } from '../rig/project.ts';
import { exit, FakeWorld, gpus, type Course } from '../rig/world.ts';

const SCHEMA = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/usage.schema.json'), 'utf8')) as object;

const HOUR = 3_600_000;

/** What jobs of a scripted day come to, one after the other. */
const COURSES: readonly Course[] = [
  { seconds: 4000 },
  { seconds: 900, outcome: exit(1) },
  { seconds: 3600, outcome: { cause: 'timeout', after: 3600 as never, code: 124 } },
  { seconds: 70, outcome: { cause: 'stopped', reason: 'interrupt', code: null } },
  { seconds: 7300 },
];

/** The journal of a run of such jobs, on the virtual clock, that began at a time. */
async function scripted(sweep: string, jobs: readonly JobSketch[], began: number): Promise<string> {
  const world = new FakeWorld({ gpus: gpus(2), slots: 9 }, (job) => COURSES[Number(job.slice(1)) % COURSES.length]!);
  await world.run(sketchPlan(jobs));
  const later = began - world.events[0]!.at;
  const moved = world.events.map((event) => ({ ...event, at: instant(event.at + later) }));
  return [encodeHeader(sweep), ...moved.map((event) => sealLine(encodeEvent(event))), ''].join('\n');
}

/** GPU-seconds within a time by the lines of journals alone, by sweep, GPU, local day and what became of them. */
function reckoned(journals: Readonly<Record<string, string>>, from: number): Record<string, Record<string, number>> {
  const sums: Record<string, Record<string, number>> = { sweep: {}, gpu: {}, day: {}, outcome: {} };
  const add = (by: string, key: string, seconds: number) => {
    sums[by]![key] = (sums[by]![key] ?? 0) + seconds;
  };
  for (const [sweep, journal] of Object.entries(journals)) {
    const open = new Map<string, EventOf<'attempt-planned'>>();
    for (const line of journal.trimEnd().split('\n').slice(1)) {
      const event = decodeEvent(line)!;
      if (event.event === 'attempt-planned') open.set(`${event.job} ${event.attempt}`, event);
      if (event.event !== 'attempt-ended') continue;
      const { at, allocation } = open.get(`${event.job} ${event.attempt}`)!;
      const outcome = { exit: 'failed', timeout: 'timed out', stopped: 'interrupted' }[event.outcome.cause as string]!;
      const isUseful = event.outcome.cause === 'exit' && event.outcome.code === 0;
      // Second by second, as one who only looks would count.
      for (let time = Math.max(at, from); time < event.at; time += 1000) {
        for (const { index } of allocation.gpus) {
          const part = ((allocation.share ?? 1000) / 1000) * Math.min(1, (event.at - time) / 1000);
          add('sweep', sweep, part);
          add('gpu', String(index), part);
          add('day', new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 10), part);
          add('outcome', isUseful ? 'useful' : outcome, part);
        }
      }
    }
  }
  return sums;
}

async function usageOf(project: Project, ...args: readonly string[]): Promise<UsageJson> {
  const { code, stdout, stderr } = await project.sweep('usage', '--json', ...args);
  expect([code, stderr]).toEqual([0, '']);
  const document = JSON.parse(stdout) as UsageJson;
  expect(new Ajv2020({ strict: false }).compile(SCHEMA)(document)).toBe(true);
  return document;
}

describe('sweep usage', () => {
  it('over a day of scripted runs is what their journals come to, by whatever it is told apart', async () => {
    const midnight = new Date().setHours(0, 0, 0, 0);
    const journals = {
      early: await scripted(
        'early',
        [0, 1, 2].map((at) => ({ id: `j${at}`, gpus: 1, stage: `s${at}` })),
        midnight - 9 * HOUR,
      ),
      wide: await scripted(
        'wide',
        [0, 3, 4].map((at) => ({ id: `j${at}`, gpus: 2, stage: `s${at}` })),
        midnight - 2 * HOUR,
      ),
      parts: await scripted(
        'parts',
        [0, 1, 4].map((at) => ({ id: `j${at}`, share: 0.25, stage: `s${at}` })),
        midnight - HOUR,
      ),
    };
    const project = new Project(
      Object.fromEntries(Object.entries(journals).map(([name, text]) => [`.sweep/${name}/journal.jsonl`, text])),
    );
    for (const by of ['sweep', 'gpu', 'day', 'outcome'] as const) {
      const { since, rows, total } = await usageOf(project, '--since', '40h', '--by', by);
      const expected = reckoned(journals, Date.parse(since))[by]!;
      expect(Object.fromEntries(rows.map(({ key, gpuSeconds }) => [key, Math.round(gpuSeconds)]))).toEqual(
        Object.fromEntries(Object.entries(expected).map(([key, sum]) => [key, Math.round(sum)])),
      );
      expect(total.gpuSeconds).toBeCloseTo(
        Object.values(expected).reduce((sum, one) => sum + one),
        3,
      );
    }
    // By who ran them, whosever the journal is.
    expect((await usageOf(project, '--since', '40h', '--by', 'user')).rows.map(({ key }) => key)).toEqual([
      userInfo().username,
    ]);
  });

  it('says of a journal what it cannot read, and counts the others', async () => {
    const journal = await scripted('a', [{ id: 'j0', gpus: 1 }], Date.now() - 3 * HOUR);
    const [ended = ''] = /^.*"event":"attempt-ended".*$/m.exec(journal) ?? [];
    const project = new Project({
      '.sweep/a/journal.jsonl': journal.replace(ended, `${ended.replace('"job"', '"jab"')}\n${ended}`),
      '.sweep/b/journal.jsonl': '{junk\n',
    });
    const { code, stdout, stderr } = await project.sweep('usage', '--json');
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /what is not read does not count: .*b\/journal\.jsonl:1: cannot be read: it is not a journal of sweep/,
    );
    expect(stderr).toMatch(/what is not read does not count: .*a\/journal\.jsonl: 1 line of it is damaged\n/);
    expect((JSON.parse(stdout) as UsageJson).rows.map(({ key }) => key)).toEqual(['a']);
  });

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
