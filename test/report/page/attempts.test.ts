import { describe, expect, test } from 'vitest';
import { instant } from '../../../src/model/units.ts';
import { pageAttempts } from '../../../src/report/page/attempts.ts';
import { failureGroups } from '../../../src/report/page/failures.ts';
import { runFacts } from '../../../src/report/page/run-facts.ts';
import type { RunStarted } from '../../../src/model/event.ts';
import { gpusLike, Scene } from '../../rig/scene.ts';
import { ORIGIN } from '../../rig/provenance.ts';
import { RUNNER } from '../../rig/world.ts';

const job = (id: string, lr: string, seed: string) => ({ id, gpus: 1, params: { lr, seed, model: 'same' } });

const failing = { cause: 'exit', code: 1 } as const;

describe('the attempts of a timeline', () => {
  test('say where and when each was, how it ended, of which run and of which cell', () => {
    const scene = new Scene([job('a', '0.1', '1'), job('b', '0.2', '1'), job('c', '0.2', '2')], {
      gpus: gpusLike({}, {}),
    });
    scene.act();
    scene.wait(5);
    scene.end('a');
    scene.end('b', failing);
    scene.act();
    const began = [instant(0), instant(3_000)];
    const attempts = pageAttempts(scene.state.records, 'seed', began, instant(9_000));
    expect(
      attempts.map(({ job: id, cell, gpus, run, from, to, ending }) => [id, cell, gpus, run, from, to, ending]),
    ).toEqual([
      ['a', 'lr=0.1', ['0'], 1, 1_000, 6_000, 'succeeded'],
      ['b', 'lr=0.2', ['1'], 1, 1_000, 6_000, 'failed'],
      ['c', 'lr=0.2', ['0'], 2, 6_000, 9_000, null],
    ]);
  });

  test('are of their stage, where nothing varies', () => {
    const scene = new Scene([{ id: 'a' }]);
    scene.act();
    scene.wait(1);
    scene.end('a', { cause: 'stopped', reason: 'cancel', code: null });
    const [attempt] = pageAttempts(scene.state.records, null, [instant(0)], instant(0));
    expect(attempt).toMatchObject({ cell: 'main', gpus: [], ending: 'stopped' });
  });
});

describe('the failures of a page', () => {
  test('are put together by their error, the most first, with the end of one log each', () => {
    const scene = new Scene(['a', 'b', 'c', 'd'].map((id) => ({ id })));
    scene.act();
    scene.end('a', failing, 'KeyError: "x"');
    scene.end('b', failing, 'loss is nan at step 17');
    scene.end('c', failing, 'loss is nan at step 2');
    scene.end('d');
    const read: string[] = [];
    const tail = (id: string): string => {
      read.push(id);
      return `begin\n\u001B[31mend of ${id}\u001B[0m\n`;
    };
    const groups = failureGroups(scene.state.records, (id, attempt) => `${id}/${attempt}`, tail);
    expect(groups).toEqual([
      { error: 'exit 1: loss is nan at step 17', labels: ['b', 'c'], log: 'b/1', tail: ['begin', 'end of b'] },
      { error: 'exit 1: KeyError: "x"', labels: ['a'], log: 'a/1', tail: ['begin', 'end of a'] },
    ]);
    expect(read).toEqual(['b', 'a']);
  });
});

const CODE = { commit: 'abc', dirty: 'def', branch: 'main', untracked: { count: 9, names: ['new.py', 'out/'] } };

describe('the provenance of a run', () => {
  const started = (rest: Partial<RunStarted> = {}): RunStarted => ({
    at: instant(0),
    tick: new Scene([{ id: 'a' }]).now,
    event: 'run-started',
    runner: RUNNER,
    file: 'beam.yaml',
    fresh: 2,
    todo: [],
    slots: 4,
    gpus: [],
    code: null,
    caution: { canary: false, maxFails: null, failAlike: null },
    choice: { slots: null, gpus: null, hostFile: null },
    ...rest,
  });

  test('is what its journal tells', () => {
    const facts = new Map(
      runFacts(
        {
          started: started({ set: ['vars.lr=1'], code: CODE, origin: ORIGIN, gpus: [3, 4] }),
          ended: { at: instant(5_000), tick: started().tick, event: 'run-ended', reason: 'finished' },
        },
        (hash) => `diffs/${hash}.diff`,
      ),
    );
    expect(Object.fromEntries(facts)).toEqual({
      began: '1970-01-01T00:00:00.000Z',
      ended: '1970-01-01T00:00:05.000Z: finished',
      file: 'beam.yaml',
      set: 'vars.lr=1',
      code: 'abc on main, with changes',
      changes: 'diffs/def.diff',
      untracked: 'new.py, out/, and 7 more',
      jobs: '0 jobs to do, 2 fresh',
      slots: '4',
      GPUs: '3, 4',
      'GPU 3': 'NVIDIA H200, 141.0 GiB, gpu-3',
      'GPU 4': 'NVIDIA H200, 141.0 GiB, gpu-4',
      driver: 'nvidia 560.35.03',
      host: 'box: 64 CPUs (AMD EPYC 7763, 64 cores in 1 socket), 503.5 GiB of memory, Linux 6.1.0',
      begun: "by ada: sweep run 'a b.yaml' --gpus 3,4",
      with: 'sweep 0.1.0, Node 20.19.0',
      runner: `process ${RUNNER.pid}`,
    });
  });

  test('says what is not known', () => {
    const facts = new Map(runFacts({ started: started(), ended: null }, () => null));
    expect([facts.get('ended'), facts.get('code'), facts.get('GPUs')]).toEqual([
      'not yet, or nobody has noted it',
      'in no repository',
      'none',
    ]);
  });
});
