import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FailingDisk, type Fault } from '../rig/faults.ts';
import { Project, type Ended } from '../rig/project.ts';
import { until } from '../rig/until.ts';

/** Two jobs, one after the other, of which each notes that it began and that it has ended. */
const SWEEP = `name: s
matrix: {x: [a, b]}
slots: 1
command: |
  echo {{x}} >> began
  until [ -e go ]; do sleep 0.1; done
  echo {{x}} >> ended
`;

const READY = { 's.yaml': SWEEP, go: '' };
const ONE_SLOT = ['run', 's.yaml', '--slots', '1'];

/** No crash: an exit code of its own and one clear sentence. */
function expectToBeTold({ code, stderr }: Ended, words: RegExp): void {
  expect([code, stderr]).toEqual([75, expect.stringMatching(words)]);
  expect(stderr).not.toMatch(/this is a bug|^ +at /m);
  expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
}

/** Every job has run once, to its end, and the journal says so. */
function expectAllToBeDone(project: Project): void {
  expect([project.read('began'), project.read('ended')]).toEqual(['a\nb\n', 'a\nb\n']);
  expect(project.events('s', 'attempt-ended').map(({ outcome }) => outcome)).toEqual(
    Array(2).fill({ cause: 'exit', code: 0 }),
  );
}

/** Does the same for each of these, side by side: most of it is waiting. */
async function withEach(codes: readonly string[], act: (code: string) => Promise<void>): Promise<void> {
  await Promise.all(codes.map(act));
}

/** What a run has said to people, wherever. */
const said = ({ output }: ReturnType<Project['start']>): string => output.stdout + output.stderr;

describe('a journal that cannot be written while a job runs', () => {
  it.each<readonly [string, Fault]>([
    ...['EIO', 'ENOSPC', 'EROFS', 'EDQUOT'].map(
      (code) => [code, { calls: ['writeSync'], path: 'journal\\.jsonl$', code }] as const,
    ),
    ['EIO when it is synced', { calls: ['fdatasync', 'fdatasyncSync'], path: 'journal\\.jsonl$', code: 'EIO' }],
  ])('lets that come to its end, starts no other, and loses nothing once it can be: %s', async (_, fault) => {
    const project = new Project({ 's.yaml': SWEEP });
    const disk = new FailingDisk(fault);
    const run = project.start(ONE_SLOT, disk.environment);
    await project.appears('began');
    await project.eventually('s', 'attempt-started');
    disk.break();
    // Until it is written again only a sync can fail.
    if (fault.calls.includes('fdatasync')) await disk.hasFailed();
    project.write('go', '');
    await until('people to be told', () => said(run).includes('nothing new starts until it can be written'));
    expect([project.read('began'), project.read('ended')]).toEqual(['a\n', 'a\n']);
    expect(project.events('s', 'attempt-ended')).toEqual([]);
    disk.mend();
    expect((await run.ended).code).toBe(0);
    expectAllToBeDone(project);
    expect(said(run)).toContain('the journal can be written again');
  });
});

it('writes that take a byte at a time lose nothing', async () => {
  const project = new Project(READY);
  const disk = new FailingDisk({ calls: ['writeSync'], path: 'journal\\.jsonl$|run-\\d+-', code: 'short' }).break();
  expect((await project.start(ONE_SLOT, disk.environment).ended).code).toBe(0);
  expect(disk.failed).toContain('journal.jsonl');
  expectAllToBeDone(project);
});

describe('a run that cannot write what it begins with says so and starts nothing', () => {
  it.each<readonly [what: string, calls: readonly string[], path: string]>([
    ['its state folder', ['mkdirSync'], '\\.sweep$'],
    ['its run folder', ['mkdirSync'], '\\.sweep/s$'],
    ['the folder of its lock', ['mkdirSync'], '\\.sweep/s/lock'],
    ['its lock', ['writeFileSync'], '\\.sweep/s/lock'],
    ['its lock in its place', ['renameSync'], '\\.sweep/s/lock$'],
    ['the copy of its file', ['writeFileSync'], '\\.sweep/s/sweep\\.yaml'],
    ['the copy of its file in its place', ['renameSync'], '\\.sweep/s/sweep\\.yaml$'],
    ['its journal, which cannot be made', ['openSync'], 'journal\\.jsonl$'],
    ['the first line of its journal', ['writeSync'], 'journal\\.jsonl$'],
  ])('%s', (_, calls, path) =>
    withEach(['ENOSPC', 'EIO'], async (code) => {
      const project = new Project(READY);
      const disk = new FailingDisk({ calls, path, code }).break();
      const { ended } = project.start(ONE_SLOT, disk.environment);
      expectToBeTold(await ended, new RegExp(`^sweep: .*${code}`));
      expect(disk.failed).not.toBe('');
      expect(project.has('began')).toBe(false);
      expect((await project.sweep(...ONE_SLOT)).code).toBe(0);
      expectAllToBeDone(project);
    }),
  );
});

describe('an attempt whose files cannot be written', () => {
  const FILES: readonly (readonly [string, readonly string[], string])[] = [
    ['its job folder', ['mkdirSync'], '/jobs/x-[ab]$'],
    ['its folder', ['mkdirSync'], '/jobs/x-[ab]/\\d$'],
    ['its script', ['writeFileSync'], 'run\\.sh$'],
    ['its log', ['openSync'], 'out\\.log$'],
  ];

  it.each(FILES)('for want of room is begun as soon as there is some: %s', async (_, calls, path) => {
    const project = new Project(READY);
    const disk = new FailingDisk({ calls, path, code: 'ENOSPC' }).break();
    const run = project.start(ONE_SLOT, disk.environment);
    await until('people to be told', () => said(run).includes('no room left on the disk'));
    expect(project.has('began')).toBe(false);
    disk.mend();
    expect((await run.ended).code).toBe(0);
    expectAllToBeDone(project);
  });

  it.each(FILES)('since the disk fails has failed, and says why: %s', async (_, calls, path) => {
    const project = new Project(READY);
    const disk = new FailingDisk({ calls, path, code: 'EIO' }).break();
    const { code, stdout } = await project.start(ONE_SLOT, disk.environment).ended;
    expect([code, stdout]).toEqual([1, expect.stringContaining('EIO')]);
    expect(project.has('began')).toBe(false);
    expect((await project.sweep(...ONE_SLOT)).code).toBe(0);
    expect([project.read('began'), project.read('ended')]).toEqual(['a\nb\n', 'a\nb\n']);
  });
});

describe('a run that cannot tell the others of the host', () => {
  it.each<readonly [string, readonly string[], string]>([
    ['since its file cannot be made', ['openSync'], '/run-\\d+-[0-9a-f]+\\.json'],
    ['since its file cannot be written', ['writeFileSync', 'writeSync'], '/run-\\d+-[0-9a-f]+\\.json'],
    ['since its file cannot be put in its place', ['renameSync'], '/run-\\d+-[0-9a-f]+\\.json'],
  ])('says so, and does its jobs as soon as it can: %s', (_, calls, path) =>
    withEach(['ENOSPC', 'EIO'], async (code) => {
      const project = new Project(READY);
      const disk = new FailingDisk({ calls, path, code }).break();
      const run = project.start(ONE_SLOT, disk.environment);
      await until('people to be told', () => said(run).includes(code));
      expect(project.has('began')).toBe(false);
      disk.mend();
      expect((await run.ended).code).toBe(0);
      expectAllToBeDone(project);
    }),
  );
});

describe('a page that cannot be written', () => {
  it.each([
    ['for want of room', ['writeFileSync'], 'page\\.html', 'ENOSPC'],
    ['since the disk fails', ['writeFileSync'], 'page\\.html', 'EIO'],
    ['in its place', ['renameSync'], 'page\\.html$', 'EROFS'],
  ] as const)('leaves the earlier one as it was, and nothing else: %s', async (_, calls, path, code) => {
    const project = new Project(READY);
    await project.sweep(...ONE_SLOT);
    expect((await project.sweep('report', 's', '-o', 'page.html')).code).toBe(0);
    const before = project.read('page.html');
    const disk = new FailingDisk({ calls, path, code }).break();
    const ended = await project.start(['report', 's', '-o', 'page.html'], disk.environment).ended;
    expectToBeTold(ended, new RegExp(code));
    expect(disk.failed).not.toBe('');
    expect(project.read('page.html')).toBe(before);
    expect(readdirSync(project.root).filter((name) => name.includes('page'))).toEqual(['page.html']);
  });
});

describe('a request that cannot be noted', () => {
  it('is refused, and nothing of it is done', async () => {
    const project = new Project({ 's.yaml': SWEEP });
    const disk = new FailingDisk({ calls: ['writeSync'], path: 'journal\\.jsonl$', code: 'EIO' });
    const run = project.start(ONE_SLOT, disk.environment);
    await project.eventually('s', 'attempt-started');
    disk.break();
    const held = await project.sweep('hold', 'b', '--sweep', 's');
    expect([held.code, held.stderr]).toEqual([75, expect.stringMatching(/journal|written/)]);
    disk.mend();
    project.write('go', '');
    expect((await run.ended).code).toBe(0);
    expect(project.events('s', 'jobs-held')).toEqual([]);
    expectAllToBeDone(project);
  });
});
