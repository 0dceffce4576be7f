import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as folder from '../../src/journal/folder.ts';
import { freezeSweep, frozenSweep, greatestAttempt, knownSweeps } from '../../src/journal/folder.ts';
import { jobId } from '../../src/model/plan.ts';

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
    mkdirSync(join(states, 'odd', 'journal.jsonl'), { recursive: true });
    writeFileSync(join(states, 'file'), '');
    expect(knownSweeps(states)).toEqual(['a', 'b']);
    expect(knownSweeps(join(states, 'file'))).toEqual([]);
  });
});
