import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pausesOfRun } from '../../../src/app/world/run-pauses.ts';
import { alike, sketchPlan } from '../../rig/plan.ts';
import { Story } from '../../report/live/story.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sweep-pauses-'));
  mkdirSync(join(root, 'config', 'sweep'), { recursive: true });
  vi.stubEnv('XDG_CONFIG_HOME', join(root, 'config'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

/** What is said of a run on GPUs 0 to 3, where these are the host files. */
function said(own: string, ofProject: string, runner: number | null = 7, story = onFour()): readonly string[] {
  writeFileSync(join(root, 'config', 'sweep', 'host.yaml'), own);
  writeFileSync(join(root, '.sweep-host.yaml'), ofProject);
  return pausesOfRun(story.state, runner, root);
}

function onFour(): Story {
  return new Story(sketchPlan(alike(2))).began({ gpus: [0, 1, 2, 3] });
}

describe('what a run starts nothing on since a person wants it so', () => {
  it('is said by whom, and how that is lifted, but of no GPU that is none of its', () => {
    expect(said('paused: [0-1, 9]\n', 'paused: [3]\n')).toEqual([
      'on gpu 0, 1: paused by you until `sweep gpus resume 0 1`',
      expect.stringMatching(/^on gpu 3: paused by .*\.sweep-host\.yaml$/),
    ]);
    expect(said('paused: [GPU-8f3c]\n', '')).toEqual([
      'on gpu GPU-8f3c: paused by you until `sweep gpus resume GPU-8f3c`',
    ]);
  });

  it('is all, where that is paused, or the run was set to no slots', () => {
    expect(said('paused: true\n', '')).toEqual(['on this host: paused by you until `sweep gpus resume`']);
    const set = { slots: 0, gpus: null, of: { slots: 0, gpus: [] } };
    const story = onFour().tell({ event: 'run-set', request: 'a', jobs: [], ...set });
    expect(said('', '', 7, story)).toEqual(['since the run was set to no slots, until `sweep set slots=default`']);
  });

  it('is nothing where nothing is paused, or no run goes on', () => {
    expect(said('paused: false\n', '')).toEqual([]);
    expect(said('paused: true\n', '', null)).toEqual([]);
  });
});
