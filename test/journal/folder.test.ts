import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeEvent, encodeHeader, sealLine } from '../../src/journal/codec.ts';
import { openJournal } from '../../src/journal/file.ts';
import * as folder from '../../src/journal/folder.ts';
import { greatestAttempt, knownSweeps } from '../../src/journal/folder.ts';
import {
  freezeSweep,
  frozenMark,
  frozenSweep,
  frozenValues,
  isFrozen,
  NOTHING_DRAWN_ON,
} from '../../src/journal/frozen-sweep.ts';
import { lastFile } from '../../src/journal/last-file.ts';
import { jobId } from '../../src/model/plan.ts';
import { instant, tick } from '../../src/model/units.ts';

let root: string;
let run: string;
const job = jobId('greedy-s42');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'run-folder-'));
  run = folder.runFolder(folder.stateFolder(root), 'beam');
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

test('a run folder keeps everything in its place', () => {
  const places = {
    journal: folder.journalPath(run),
    frozen: folder.frozenSweepPath(run),
    lock: folder.lockPath(run),
    job: folder.jobFolder(run, job),
    attempt: folder.attemptFolder(run, job, 2),
    log: folder.logPath(run, job, 2),
  };
  expect(Object.fromEntries(Object.entries(places).map(([what, path]) => [what, path.slice(root.length)]))).toEqual({
    journal: '/.sweep/beam/journal.jsonl',
    frozen: '/.sweep/beam/sweep.yaml',
    lock: '/.sweep/beam/lock',
    job: '/.sweep/beam/jobs/greedy-s42',
    attempt: '/.sweep/beam/jobs/greedy-s42/2',
    log: '/.sweep/beam/jobs/greedy-s42/2/out.log',
  });
});

describe('the folder of the sweeps of a project', () => {
  const ignored = (path: string) => readFileSync(join(path, '.gitignore'), 'utf8');

  test('keeps itself out of commits when it is made, and when that is missing', () => {
    const states = folder.stateFolder(root);
    folder.makeStateFolder(states);
    expect(ignored(states)).toBe('*\n');
    rmSync(join(states, '.gitignore'));
    folder.makeStateFolder(states);
    expect(ignored(states)).toBe('*\n');
  });

  test('keeps the .gitignore that somebody else has put there', () => {
    const states = folder.stateFolder(root);
    mkdirSync(states);
    writeFileSync(join(states, '.gitignore'), 'jobs\n');
    folder.makeStateFolder(states);
    expect(ignored(states)).toBe('jobs\n');
  });

  test('stays as it is where somebody chose one that is there, and is kept out of commits where it is new', () => {
    folder.makeStateFolder(root);
    expect(readdirSync(root)).toEqual([]);
    folder.makeStateFolder(join(root, 'states', 'mine'));
    expect(readdirSync(join(root, 'states'))).toEqual(['mine']);
    expect(ignored(join(root, 'states', 'mine'))).toBe('*\n');
  });
});

describe('the greatest attempt of a job', () => {
  test('is 0 where there is none', () => {
    expect(greatestAttempt(run, job)).toBe(0);
    mkdirSync(folder.jobFolder(run, job), { recursive: true });
    expect(greatestAttempt(run, job)).toBe(0);
  });

  test('is that by number, whatever else the job keeps there', () => {
    for (const name of ['1', '2', '10', '9', '007', '-3', '11x', 'model.bin', '1e3', '99999999999999999999']) {
      mkdirSync(join(folder.jobFolder(run, job), name), { recursive: true });
    }
    expect(greatestAttempt(run, job)).toBe(10);
  });

  test('is 0 where the job has put a file in the place of its folder: making the next attempt will say so', () => {
    mkdirSync(join(run, 'jobs'), { recursive: true });
    writeFileSync(folder.jobFolder(run, job), '');
    expect(greatestAttempt(run, job)).toBe(0);
  });
});

describe('the frozen copy of a sweep', () => {
  test('is nothing before there is one, and the last one written then', () => {
    expect(frozenSweep(run)).toBeNull();
    freezeSweep(run, 'name: ü\n');
    freezeSweep(run, 'name: y\n');
    expect(frozenSweep(run)).toBe('name: y\n');
  });

  test('has the mode that the umask gives it, and leaves nothing else behind', () => {
    freezeSweep(run, 'name: x\n');
    writeFileSync(join(root, 'plain'), '');
    mkdirSync(join(root, 'folder'));
    expect(statSync(folder.frozenSweepPath(run)).mode).toBe(statSync(join(root, 'plain')).mode);
    expect(statSync(run).mode).toBe(statSync(join(root, 'folder')).mode);
    expect(readdirSync(run)).toEqual(['sweep.yaml']);
  });
});

describe('what a frozen sweep drew on', () => {
  const drawnOn = { listings: new Map([['lines:l.txt', ['a', 'ü']]]), vars: new Map([['data', '/d']]) };

  test('is kept beside it, and belongs to that text alone', () => {
    expect(frozenValues(run, '')).toBeNull();
    freezeSweep(run, 'name: x\n', drawnOn);
    expect(frozenValues(run, 'name: x\n')).toEqual(drawnOn);
    expect(frozenValues(run, 'name: y\n')).toBeNull();
    const mark = frozenMark(run);
    expect(isFrozen(run, 'name: x\n', drawnOn)).toBe(true);
    expect(isFrozen(run, 'name: x\n', { ...drawnOn, vars: new Map() })).toBe(false);
    freezeSweep(run, 'name: x\n', { ...drawnOn, vars: new Map() });
    expect(frozenMark(run)).not.toBe(mark);
  });

  test('leaves no file where it is nothing', () => {
    freezeSweep(run, 'name: x\n', drawnOn);
    freezeSweep(run, 'name: x\n');
    expect(readdirSync(run)).toEqual(['sweep.yaml']);
    expect(isFrozen(run, 'name: x\n', NOTHING_DRAWN_ON)).toBe(true);
  });

  test('is as if there were nothing where it is damaged', () => {
    freezeSweep(run, 'name: x\n', drawnOn);
    for (const text of ['', '{}', '[]', 'null', '{"version":2}']) {
      writeFileSync(join(run, 'drawn-on.json'), text);
      expect(frozenValues(run, 'name: x\n')).toBeNull();
    }
  });
});

test('the drafts of killed runners go when the sweep is frozen, and nothing else', () => {
  freezeSweep(run, 'name: x\n');
  for (const name of ['sweep.yaml.17', 'sweep.yaml.4194304', 'sweep.yaml.mine']) writeFileSync(join(run, name), '');
  // A pid beyond the greatest that Linux gives.
  for (const name of ['digests', 'digests.4194305', `digests.${process.pid}`]) writeFileSync(join(run, name), '');
  freezeSweep(run, 'name: y\n');
  expect(readdirSync(run).sort()).toEqual(['digests', `digests.${process.pid}`, 'sweep.yaml', 'sweep.yaml.mine']);
});

describe('the sweeps that are known', () => {
  test('are those with a journal, sorted', () => {
    const states = folder.stateFolder(root);
    expect(knownSweeps(states)).toEqual([]);
    for (const name of ['b', 'a', 'empty']) mkdirSync(join(states, name), { recursive: true });
    for (const name of ['b', 'a']) writeFileSync(folder.journalPath(folder.runFolder(states, name)), '');
    writeFileSync(join(states, 'file'), '');
    expect(knownSweeps(states)).toEqual(['a', 'b']);
    expect(knownSweeps(join(states, 'file'))).toEqual([]);
  });

  test('are also those in the place of whose journal something else stands, for whoever opens it to tell', () => {
    const states = folder.stateFolder(root);
    mkdirSync(join(states, 'folder', 'journal.jsonl'), { recursive: true });
    mkdirSync(join(states, 'link'));
    symlinkSync('nowhere', join(states, 'link', 'journal.jsonl'));
    expect(knownSweeps(states)).toEqual(['folder', 'link']);
  });
});

describe('the file that a sweep ran from last', () => {
  const started = (file: string): string =>
    sealLine(
      encodeEvent({
        event: 'run-started',
        ...{ at: instant(0), tick: tick(0), runner: RUNNER, file, fresh: 0, todo: [], slots: 1, gpus: [], code: null },
        caution: { canary: false, maxFails: null, failAlike: null },
        choice: { slots: null, gpus: null, hostFile: null },
      }),
    );
  const RUNNER = { pid: 1, startTicks: '1', bootId: 'b', pidNamespace: 'p', machineId: 'm' };
  const ENDED = sealLine(encodeEvent({ event: 'run-ended', at: instant(0), tick: tick(0), reason: 'finished' }));
  const path = (): string => folder.journalPath(run);
  const journal = (...lines: readonly string[]): void => {
    mkdirSync(run, { recursive: true });
    writeFileSync(path(), `${[encodeHeader('beam'), ...lines].join('\n')}\n`);
  };
  const torn = started('beam.yaml').replace('beam.yaml', 'team.yaml');

  test('is that of its newest run', () => {
    journal(started('old.yaml'), ENDED, started('beam.yaml'));
    expect(lastFile(run)).toEqual({ ok: true, file: 'beam.yaml', set: [], driver: null });
  });

  test('is not known where no run has begun', () => {
    expect(lastFile(run)).toEqual({ ok: true, file: null, set: [], driver: null });
    journal();
    expect(lastFile(run)).toEqual({ ok: true, file: null, set: [], driver: null });
    journal(ENDED);
    expect(lastFile(run)).toEqual({ ok: true, file: null, set: [], driver: null });
  });

  test('is not told where the line that tells it is damaged, but that line and what to do', () => {
    const damaged = `${path()}:2: cannot be read: it is damaged: its checksum does not match. Delete that line to go on`;
    journal(torn, ENDED);
    expect(lastFile(run)).toEqual({ ok: false, message: expect.stringContaining(damaged) as string });
    const unnamed = started('beam.yaml').replace('run-started', 'run-staxted');
    journal(unnamed, ENDED);
    expect(lastFile(run)).toEqual({ ok: false, message: expect.stringContaining(damaged) as string });
  });

  test('is not told where nothing follows the damaged line, which a run sets aside', () => {
    journal(torn);
    expect(lastFile(run)).toEqual({
      ok: false,
      message: `${path()}: cannot be read from line 2 on: it is damaged: its checksum does not match. Give the sweep file to sweep run again, which sets that aside`,
    });
  });

  test.each([
    ['a folder', () => mkdirSync(path(), { recursive: true }), 'is no plain file: it is a folder. Move it aside'],
    ['a pipe', () => spawnSync('mkfifo', [path()]), 'is no plain file: it is a pipe. Move it aside'],
    ['a device', () => symlinkSync('/dev/null', path()), 'is no plain file: it is a device. Move it aside'],
    ['a link', () => symlinkSync('nowhere', path()), 'is a link to what is not there. Bring that back, or'],
  ])('is not told where %s is in the place of the journal, but what that is and what to do', (_, make, told) => {
    mkdirSync(run, { recursive: true });
    make();
    expect(lastFile(run)).toEqual({ ok: false, message: expect.stringContaining(told) as string });
    const opened = openJournal(path(), { sweep: 'beam', take: () => null, writtenSinceBoot: () => false });
    expect(opened).toMatchObject({ ok: false, message: expect.stringMatching(/aside to begin anew/) as string });
  });

  test('is told by a journal that somebody has put elsewhere, and left a link to', () => {
    journal(started('beam.yaml'));
    renameSync(path(), join(root, 'elsewhere'));
    symlinkSync(join(root, 'elsewhere'), path());
    expect(lastFile(run)).toEqual({ ok: true, file: 'beam.yaml', set: [], driver: null });
  });
});
