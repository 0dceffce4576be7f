import { describe, expect, it } from 'vitest';
import { askRunner } from '../../src/control/client.ts';
import { lockOwner } from '../../src/host/system/lock.ts';
import { lockPath } from '../../src/journal/folder.ts';
import type { JobId } from '../../src/model/plan.ts';
import type { Request } from '../../src/model/request.ts';
import { SELF } from '../rig/leases.ts';
import { crash, Project } from '../rig/project.ts';
import { until } from '../rig/until.ts';

/** One job succeeds, one fails, one runs until it may end, and two wait for the only slot; each says when it has run. */
const SWEEP = `
matrix: {i: [ok, fail, runs, waits, held]}
command: |
  if [ "$I" = runs ]; then until [ -e go ]; do sleep 0.1; done; fi
  echo "$I" >> ran
  [ "$I" != fail ]
env: {I: "{{i}}"}
`;

const job = (value: string): JobId => `i-${value}` as JobId;

interface Kind {
  readonly request: Request;
  /** How often each job has run at the end of the next run, if the request counts. */
  readonly with: Readonly<Record<string, number>>;
}

const ONCE = { ok: 1, fail: 1, runs: 1, waits: 1, held: 0 };

const KINDS: readonly Kind[] = [
  { request: { do: 'kill', jobs: [job('runs')] }, with: { ...ONCE, runs: 0 } },
  { request: { do: 'hold', jobs: [job('waits')] }, with: { ...ONCE, waits: 0 } },
  { request: { do: 'release', jobs: [job('held')] }, with: { ...ONCE, held: 1 } },
  { request: { do: 'retry', jobs: [job('fail')] }, with: { ...ONCE, fail: 2 } },
  { request: { do: 'rerun', jobs: [job('ok')] }, with: { ...ONCE, ok: 2 } },
  { request: { do: 'top', jobs: [job('waits')] }, with: ONCE },
  { request: { do: 'priority', jobs: [job('waits')], priority: 5 }, with: ONCE },
  { request: { do: 'set', slots: 2 }, with: ONCE },
];

/** Of these no event names the request: what they do is told by events of their own. */
const UNNAMED: readonly Request[] = [{ do: 'cancel' }, { do: 'hand-over', to: { ...SELF, startTicks: '1' } }];

/** Milliseconds after which the runner is killed: before it has heard, while it writes, and after its answer. */
const DELAYS = [0, 2, 6, 16];

/** Half of the delays, in turn from one kind of request to the next: together they are tried with all. */
const delaysOf = (kind: number): readonly number[] => DELAYS.filter((_, index) => index % 2 === kind % 2);

/** Before it has heard, and after its answer: what lies between is tried with the others. */
const ENDS = [0, 16];

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

function socketOf(project: Project, sweep: string): string {
  return lockOwner(lockPath(project.path('.sweep', sweep)))!.owner.socket!;
}

function notedOf(project: Project, sweep: string, id: string): number {
  return project.journal(sweep).filter((event) => 'request' in event && event.request === id).length;
}

/** How often each job has come to its end. */
function timesRun(project: Project): Record<string, number> {
  const ran = project.has('ran') ? project.read('ran').trimEnd().split('\n') : [];
  return Object.fromEntries(Object.keys(ONCE).map((one) => [one, ran.filter((it) => it === one).length]));
}

/** The third attempt is over: it has ended, or was abandoned since its keeper had hardly been launched. */
function endOfThird(project: Project): Promise<unknown> {
  return until('the end of what was told to stop', () => {
    const over = project.journal('s').filter(({ event }) => event === 'attempt-ended' || event === 'attempt-abandoned');
    return over.length > 2;
  });
}

describe('a runner that is killed while it is asked for something', () => {
  it.each(KINDS)('leaves it whole or not at all: $request.do', async (kind) => {
    const { request, with: counted } = kind;
    for (const delay of delaysOf(KINDS.indexOf(kind))) {
      const project = new Project({ 's.yaml': SWEEP });
      const run = project.start(['run', 's.yaml', '--slots', '1']);
      await project.eventually('s', 'attempt-started', 3);
      const address = socketOf(project, 's');
      const first = await askRunner(address, { id: 'first', request: { do: 'hold', jobs: [job('held')] } }, 60_000);
      expect(first.kind).toBe('answered');

      const asked = askRunner(address, { id: 'asked', request }, 60_000);
      await pause(delay);
      await crash(run);
      const { kind } = await asked;
      const noted = notedOf(project, 's', 'asked');
      if (kind === 'answered') expect(noted).toBe(1);

      const next = project.start(['run', 's.yaml', '--slots', '1', '--no-failed']);
      await project.eventually('s', 'run-started', 2);
      await until('the next runner to listen', () => lockOwner(lockPath(project.path('.sweep/s')))?.owner.socket);
      if (request.do === 'kill' && noted === 1) await endOfThird(project);
      project.write('go', '');
      await next.ended;
      expect({ delay, noted, times: timesRun(project) }).toEqual({ delay, noted, times: noted === 1 ? counted : ONCE });
      expect(notedOf(project, 's', 'asked')).toBe(noted);
    }
  });

  it.each(UNNAMED)('leaves a run that is resumed with every job done once: $do', async (request) => {
    for (const delay of DELAYS) {
      const project = new Project({ 's.yaml': SWEEP });
      const run = project.start(['run', 's.yaml', '--slots', '1']);
      await project.eventually('s', 'attempt-started', 3);
      const address = socketOf(project, 's');
      await askRunner(address, { id: 'first', request: { do: 'hold', jobs: [job('held')] } }, 60_000);
      const asked = askRunner(address, { id: 'asked', request }, 60_000);
      await pause(delay);
      await crash(run);
      await asked;

      const next = project.start(['run', 's.yaml', '--slots', '1', '--no-failed']);
      await project.eventually('s', 'run-started', 2);
      // What was told to stop never counts as done, so it must not come to its end first.
      if (project.events('s', 'attempt-stopping').length > 0) await endOfThird(project);
      project.write('go', '');
      expect({ delay, code: (await next.ended).code }).toEqual({ delay, code: 1 });
      expect({ delay, times: timesRun(project) }).toEqual({ delay, times: ONCE });
    }
  });

  it('follows a file by each of its lines once, however often it is asked to', async () => {
    for (const delay of ENDS) {
      const project = new Project({ 'jobs.txt': 'echo x >> ran\n' });
      expect((await project.sweep('add', '--', 'true')).stdout).toBe('1\n');
      const file = {
        path: project.path('jobs.txt'),
        said: { workdir: project.root },
        env: [],
        kept: {},
        inherited: {},
      };
      const follow: Request = { do: 'follow', file, environment: { PATH: process.env['PATH']! } };
      const { owner } = lockOwner(lockPath(project.path('.sweep/adhoc')))!;
      const asked = askRunner(owner.socket!, { id: 'asked', request: follow }, 60_000);
      await pause(delay);
      process.kill(owner.process.pid, 'SIGKILL');
      await asked;
      await project.sweep('add', '--', 'true');
      const again = await askRunner(socketOf(project, 'adhoc'), { id: 'again', request: follow }, 60_000);
      expect(again).toMatchObject({ kind: 'answered', answer: { ok: true } });
      project.write('jobs.txt', 'echo x >> ran\necho y >> ran\n');
      await until('both lines', () => project.has('ran') && project.read('ran').includes('y'));
      await project.eventually('adhoc', 'attempt-ended', 4);
      expect(project.read('ran').split('\n').sort()).toEqual(['', 'x', 'y']);
    }
  });

  it('has forgotten a job or not, and goes on with the others and their numbers', async () => {
    for (const delay of ENDS) {
      const project = new Project();
      expect((await project.sweep('add', '--', 'true')).stdout).toBe('1\n');
      await project.eventually('adhoc', 'attempt-ended');
      const { owner } = lockOwner(lockPath(project.path('.sweep/adhoc')))!;
      const forget: Request = { do: 'forget', jobs: ['1' as JobId] };
      const asked = askRunner(owner.socket!, { id: 'asked', request: forget }, 60_000);
      await pause(delay);
      process.kill(owner.process.pid, 'SIGKILL');
      const { kind } = await asked;
      const ids = async (): Promise<readonly string[]> => {
        const { stdout } = await project.sweep('list', 'adhoc', '--json');
        return (JSON.parse(stdout) as { jobs: { id: string }[] }).jobs.map(({ id }) => id);
      };
      const left = await ids();
      if (kind === 'answered') expect(left).toEqual([]);
      expect((await project.sweep('add', '--', 'true')).stdout).toBe('2\n');
      expect(await ids()).toEqual([...left, '2']);
      expect(await askRunner(socketOf(project, 'adhoc'), { id: 'asked', request: forget }, 60_000)).toMatchObject({
        kind: 'answered',
        answer: { ok: true },
      });
      expect(await ids()).toEqual(['2']);
    }
  });

  it('has added the jobs of a request that is repeated until it is answered once', async () => {
    for (const delay of ENDS) {
      const project = new Project();
      expect((await project.sweep('add', '--', 'true')).stdout).toBe('1\n');
      const add: Request = {
        do: 'add',
        added: project
          .events('adhoc', 'job-added')[0]!
          .added.map((one) => ({ ...one, command: { kind: 'shell' as const, text: 'echo x >> ran' } })),
        environment: null,
      };
      const { owner } = lockOwner(lockPath(project.path('.sweep/adhoc')))!;
      const asked = askRunner(owner.socket!, { id: 'asked', request: add }, 60_000);
      await pause(delay);
      process.kill(owner.process.pid, 'SIGKILL');
      await asked;
      const noted = notedOf(project, 'adhoc', 'asked');
      // Another job starts the next runner, which hears of the first once more.
      expect((await project.sweep('add', '--', 'true')).stdout).toBe(`${2 + noted}\n`);
      const again = await askRunner(socketOf(project, 'adhoc'), { id: 'asked', request: add }, 60_000);
      expect(again).toMatchObject({ kind: 'answered', answer: { ok: true, jobs: [noted === 1 ? '2' : '3'] } });
      expect(notedOf(project, 'adhoc', 'asked')).toBe(1);
      await project.sweep('wait', 'adhoc');
      expect(project.read('ran')).toBe('x\n');
    }
  });
});
