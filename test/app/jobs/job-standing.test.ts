import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { jobStanding } from '../../../src/app/jobs/job-standing.ts';
import { clock } from '../../../src/host/system/clock.ts';
import { encodeEvent, encodeHeader, sealLine } from '../../../src/journal/codec.ts';
import type { Event } from '../../../src/model/event.ts';
import { jobId } from '../../../src/model/plan.ts';
import { tick } from '../../../src/model/units.ts';
import { sketchPlan } from '../../rig/plan.ts';
import { RUNNER } from '../../rig/world.ts';

/** How a job stands that waits, whose run was handed over so many seconds ago and that has no runner. */
function standingAfter(ago: number): unknown {
  const root = mkdtempSync(join(tmpdir(), 'sweep-standing-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const { at, tick: now } = clock.now();
  const then = { at, tick: tick(now - ago * 1000) };
  const events: readonly Event[] = [
    {
      ...{ ...then, event: 'run-started', runner: RUNNER, file: 's.yaml', fresh: 0, slots: 1, gpus: [], code: null },
      todo: [{ job: jobId('a'), verdict: { state: 'new', because: null } }],
      caution: { canary: false, maxFails: null, failAlike: null },
      choice: { slots: null, gpus: null, hostFile: null },
    },
    { ...then, event: 'run-ended', reason: 'handed-over' },
  ];
  const lines = [encodeHeader('test'), ...events.map((event) => sealLine(encodeEvent(event)))];
  writeFileSync(join(root, 'journal.jsonl'), lines.map((line) => `${line}\n`).join(''));
  const plan = sketchPlan([{ id: 'a' }]);
  return jobStanding(plan, { sweep: { name: 'test', root, runFolder: root }, id: jobId('a') });
}

it('a job waits for whoever is to go on with its run, and no longer where nobody has', () => {
  expect(standingAfter(1)).toEqual({ is: 'waiting' });
  expect(standingAfter(60)).toMatchObject({ is: 'over', how: 'nothing is there that would start it' });
  // Of another boot.
  expect(standingAfter(-60)).toMatchObject({ is: 'over' });
});
