import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as processes from '../../../src/host/system/process.ts';
import { attemptFolder } from '../../../src/launch/folder.ts';
import { createLocalExecutor, type LocalExecutor } from '../../../src/launch/local/executor.ts';
import type { AttemptSignal } from '../../../src/model/attempt.ts';
import { type LiveSketch, liveJob, Site } from '../../rig/attempts.ts';
import { until } from '../../rig/until.ts';

let site: Site;
let moved: string;
let executor: LocalExecutor;
let signals: AttemptSignal[];

beforeEach(() => {
  site = new Site();
  moved = `${site.runFolder}-moved`;
  signals = [];
  const place = {
    root: site.root,
    get runFolder() {
      return existsSync(moved) ? moved : site.runFolder;
    },
  };
  mkdirSync(site.path('bin'));
  executor = createLocalExecutor({
    ...{ place, processes, script: (job) => site.script(job) },
    baseEnv: { ...process.env, PATH: `${site.path('bin')}:${process.env['PATH'] ?? ''}` },
    report: (signal) => signals.push(signal),
  });
});
afterEach(async () => {
  await executor.close();
  await site.clear();
});

/** Moves the run folder when the program of this name is first run, which then does what it does. */
function movesOn(program: string): void {
  const text = `#!/bin/bash\n[ -e '${moved}' ] || mv '${site.runFolder}' '${moved}'\nPATH=\${PATH#*:}\nexec ${program} "$@"\n`;
  writeFileSync(site.path('bin', program), text, { mode: 0o755 });
}

/** Launches an attempt, and comes back with what it came to. */
async function comesTo(sketch: LiveSketch, attempt: number): Promise<AttemptSignal> {
  const job = liveJob(sketch);
  executor.launch(site.order(job, attempt));
  return await until(`attempt ${attempt} to be over`, () =>
    signals.find((one) => one.signal !== 'started' && 'attempt' in one && one.attempt === attempt),
  );
}

const JOB = { command: 'echo ran >> ran' };

describe('a job whose run folder is moved once its keeper has begun, and before the job has,', () => {
  test.each([
    ['its script', 'timeout', JOB],
    ['the FIFO of its terminal', 'mkfifo', { ...JOB, tty: true }],
    ['what runs in its terminal', 'script', { ...JOB, tty: true }],
  ])('is unstarted where %s is not found any more, and begins anew there', async (_, program, sketch) => {
    movesOn(program);
    const told = await comesTo(sketch, 1);
    expect(told).toEqual({
      signal: 'unstarted',
      job: 'job',
      attempt: 1,
      because: 'the run folder was moved meanwhile',
    });
    expect(existsSync(attemptFolder(moved, liveJob(sketch).id, 1).path)).toBe(false);
    expect(await comesTo(sketch, 2)).toMatchObject({ signal: 'ended', outcome: { cause: 'exit', code: 0 } });
    expect(readFileSync(site.path('ran'), 'utf8')).toBe('ran\n');
  });
});

test.each(['nosuch', 'echo "$0"; exit 127', 'exit 127'])(
  'a job that has begun, and ends as one that is not found (%s), has failed though its run folder was moved',
  async (last) => {
    const command = `echo ran >> ran; mv '${site.runFolder}' '${moved}'; ${last}`;
    expect(await comesTo({ command }, 1)).toMatchObject({ signal: 'ended', outcome: { cause: 'exit', code: 127 } });
  },
);
