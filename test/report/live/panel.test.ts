import { describe, expect, it } from 'vitest';
import { candidates, pressed, type Panel } from '../../../src/report/live/panel.ts';
import type { Act } from '../../../src/report/live/view.ts';
import { alike, sketchPlan } from '../../rig/plan.ts';
import { EXIT_0, exit, Story } from './story.ts';

/** A run of which job-0 runs, job-1 has failed, job-2 has succeeded, and the others wait. */
function story(): Story {
  const told = new Story(sketchPlan(alike(13))).began().planned('job-0').planned('job-1').planned('job-2');
  return told.ended('job-1', exit(1)).ended('job-2', EXIT_0);
}

/** What is shown and asked for after keys, one after the other. */
function after(keys: readonly string[], of = story()): { panel: Panel | null; acts: readonly Act[] } {
  let panel: Panel | null = null;
  const acts: Act[] = [];
  for (const key of keys) {
    const now = pressed(panel, key, of.state, 3);
    panel = now.panel;
    if (now.act !== null) acts.push(now.act);
  }
  return { panel, acts };
}

const paused = (): Story =>
  story().tell({ event: 'run-set', request: 'a', jobs: [], slots: 0, gpus: null, of: { slots: 0, gpus: [] } });

describe('keys of a view', () => {
  it.each<[string, readonly string[], Panel | null, readonly Act[]]>([
    ['? shows what they do', ['?'], { is: 'help' }, []],
    ['? or escape hides that again', ['?', '?'], null, []],
    ['others do what they do from there too', ['?', 'f'], { is: 'failed', from: 0 }, []],
    ['what is none does nothing', ['x', 'up', 'enter'], null, []],
    ['q leaves', ['q'], null, [{ do: 'leave' }]],
    ['q leads back from what they show', ['f', 'q'], null, []],
    ['p asks, and pauses', ['p', 'y'], null, [{ do: 'set', slots: 0 }]],
    ['p asks, and any other key than y is no', ['p', 'p'], null, []],
    [
      'k asks which job, and whether',
      ['k', 'enter'],
      { is: 'question', act: { do: 'kill', job: 'job-0' as never } },
      [],
    ],
    ['k kills the job that was chosen', ['k', 'down', 'enter', 'y'], null, [{ do: 'kill', job: 'job-3' as never }]],
    [
      'k finds a job by a part of its name',
      ['k', '1', '2', 'enter', 'y'],
      null,
      [{ do: 'kill', job: 'job-12' as never }],
    ],
    [
      'a part of a name can be taken back',
      ['k', '9', '9', 'backspace', 'enter'],
      { is: 'question', act: { do: 'kill', job: 'job-9' as never } },
      [],
    ],
    [
      'no job can be chosen where none is called so',
      ['k', 'q', 'enter', 'y'],
      { is: 'choice', to: 'kill', typed: 'qy', at: 0 },
      [],
    ],
    ['escape chooses none', ['k', 'escape', 'y'], null, []],
    ['l shows the log of the job that was chosen', ['l', 'down', 'enter'], { is: 'log', job: 'job-2' as never }, []],
    ['the choice ends at the last job', ['l', 'page-down', 'enter'], { is: 'log', job: 'job-1' as never }, []],
    ['what has failed ends at the last', ['f', 'down', 'page-down'], { is: 'failed', from: 0 }, []],
  ])('%s', (_, keys, panel, acts) => {
    expect(after(keys)).toEqual({ panel, acts });
  });

  it('p lets a paused run go on with what it was set to before, and asks nothing', () => {
    expect(after(['p'], paused())).toEqual({ panel: null, acts: [{ do: 'set', slots: 3 }] });
  });

  it('k offers what can be killed, and l what has an output, the newest first', () => {
    const ids = (to: 'kill' | 'log') => candidates({ to, typed: '' }, story().state).map(({ id }) => id);
    expect(ids('kill')).toEqual(['job-0', ...Array.from({ length: 10 }, (__, at) => `job-${at + 3}`)]);
    expect(ids('log')).toEqual(['job-0', 'job-2', 'job-1']);
  });
});
