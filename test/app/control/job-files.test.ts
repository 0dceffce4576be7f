import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followedFile, JobFiles } from '../../../src/app/control/job-files.ts';
import { jobId, type JobId } from '../../../src/model/plan.ts';
import type { Answer } from '../../../src/model/request.ts';
import type { Signal } from '../../../src/run/world.ts';
import type { FollowedLines } from '../../../src/schedule/state/state.ts';
import { until } from '../../rig/until.ts';

let folder: string;
let path: string;
let files: JobFiles;

/** A queue that takes what it is asked for, but for the commands in `refused`. */
class Queue {
  readonly followed = new Map<string, FollowedLines>();
  readonly commands: string[] = [];
  readonly held: string[] = [];
  readonly said: string[] = [];
  readonly refused = new Set<string>();
  /** What is answered instead of taking anything; null to take it. */
  away: Answer | null = null;

  readonly post = (signal: Signal): void => {
    if (signal.signal !== 'asked' || signal.request.do !== 'add') throw new Error('it asks for something else');
    const { added } = signal.request;
    if (this.away !== null) return signal.answer(this.away);
    const texts = added.map(({ command }) => (command.kind === 'shell' ? command.text : ''));
    if (texts.some((text) => this.refused.has(text)))
      return signal.answer({ ok: false, message: 'it asks too much', invalid: true });
    const ids: JobId[] = [];
    for (const [at, { line, heldFor }] of added.entries()) {
      if (line === undefined) throw new Error('it does not say of which line it is');
      const lines = this.followed.get(line.file) ?? { file: null, queued: new Map<string, number>() };
      lines.queued.set(line.text, (lines.queued.get(line.text) ?? 0) + 1);
      this.followed.set(line.file, lines);
      this.commands.push(texts[at] ?? '');
      if (heldFor !== undefined) this.held.push(heldFor);
      ids.push(jobId(String(this.commands.length)));
    }
    signal.answer({ ok: true, jobs: ids });
  };
}

let queue: Queue;

function follow(
  environment: Record<string, string> | null = {},
  inherited: Record<string, string> = {},
): readonly JobId[] {
  const first: JobId[] = [];
  files.follow(followedFile(path, {}, { kept: {}, inherited, whole: {} }, {}), environment, (jobs) =>
    first.push(...jobs),
  );
  return first;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'job-files-'));
  path = join(folder, 'jobs.txt');
  queue = new Queue();
  files = new JobFiles({ state: queue, post: queue.post, say: (text) => queue.said.push(text), environment: {} });
});

afterEach(() => {
  files.close();
  rmSync(folder, { recursive: true });
});

const queued = (count: number): Promise<unknown> => until(`${count} jobs`, () => queue.commands.length >= count);

describe('a file that is followed', () => {
  it('gives those that it has at once, and then those that come', async () => {
    writeFileSync(path, 'a\nb\na\n\n# c\n');
    expect(follow()).toEqual(['1', '2', '3']);
    appendFileSync(path, 'd\nb\n');
    await queued(5);
    expect(queue.commands).toEqual(['a', 'b', 'a', 'd', 'b']);
  });

  it('is told once of what it cannot be read for, and is read when that is over', async () => {
    writeFileSync(path, 'a\n');
    follow();
    rmSync(path);
    mkdirSync(path);
    await until('a word', () => queue.said.length > 0);
    rmSync(path, { recursive: true });
    writeFileSync(join(folder, 'next'), 'a\n');
    truncateSync(join(folder, 'next'), 17 * 1024 * 1024);
    renameSync(join(folder, 'next'), path);
    await until('another word', () => queue.said.length > 1);
    writeFileSync(path, 'a\nb\n');
    await queued(2);
    expect(queue.commands).toEqual(['a', 'b']);
    expect(queue.said.map((text) => text.replace(path, ''))).toEqual([
      ' is a folder, not a file; its jobs are added when that is over',
      ' is larger than 16 MiB; its jobs are added when that is over',
    ]);
  });

  it('is asked for again what could not be taken, and never again what can be no job', async () => {
    writeFileSync(path, 'a\nbad\nb\0\n');
    queue.refused.add('bad');
    queue.away = { ok: false, message: 'the disk is full' };
    expect(follow()).toEqual([]);
    queue.away = null;
    await queued(1);
    appendFileSync(path, 'c\n');
    await queued(2);
    expect(queue.commands).toEqual(['a', 'c']);
    expect(queue.said.map((text) => text.replace(path, ''))).toEqual([
      expect.stringMatching(/^: a line is no job: .*holds a NUL/),
      ': a line is no job: it asks too much: bad',
    ]);
  });

  it('has its jobs held where the environment of whoever follows it has gone', () => {
    writeFileSync(path, 'a\n');
    follow(null, { SECRET: '00000000' });
    expect(queue.held).toEqual(['its runner had SECRET, and is gone']);
  });
});
