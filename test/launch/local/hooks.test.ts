import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identify, isAlive, livingProcesses } from '../../../src/host/system/process.ts';
import { LocalHooks } from '../../../src/launch/local/hooks.ts';
import type { HookOrder, JobEnding } from '../../../src/model/hook.ts';
import { jobId } from '../../../src/model/plan.ts';
import type { ProcessId } from '../../../src/model/process-id.ts';
import { seconds } from '../../../src/model/units.ts';
import { textOf, until, written } from '../../rig/until.ts';

let root: string;
let runFolder: string;
let problems: (string | null)[];
let open: LocalHooks[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sweep-hooks-'));
  runFolder = join(root, '.sweep', 'it');
  mkdirSync(runFolder, { recursive: true });
  problems = [];
  open = [];
});
afterEach(async () => {
  for (const hooks of open) await hooks.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

const ENDING: JobEnding = {
  ...{ of: 'job', job: jobId('a'), label: 'a label', attempt: 2, outcome: 'failed', cause: 'exit 3', exitCode: 3 },
  ...{ error: 'no', seconds: seconds(7.4), params: new Map([['lr', '1e-3']]) },
};

function orderOf(command: string, about: HookOrder['about'] = ENDING): HookOrder {
  return { hook: about.of === 'job' ? 'job_end' : 'run_end', command, sweep: 'it', about };
}

function hooksWith({ limit = 60, env = {} }: { limit?: number; env?: NodeJS.ProcessEnv } = {}): LocalHooks {
  const hooks = new LocalHooks({
    ...{ place: { root, runFolder }, baseEnv: { ...process.env, ...env }, limit },
    processes: { identify: identified, isAlive, livingProcesses },
    ended: (problem) => problems.push(problem),
  });
  open.push(hooks);
  return hooks;
}

/** Has the file `known` say that it is known which process a hook is. */
function identified(pid: number): ProcessId | null {
  const id = identify(pid);
  writeFileSync(join(root, 'known'), '');
  return id;
}

/** Runs a hook to its end; what went wrong with it. */
async function outcomeOf(order: HookOrder, hooks = hooksWith()): Promise<string | null> {
  const before = problems.length;
  hooks.start(order);
  await until('the end of the hook', () => problems.length > before);
  return problems[before] ?? null;
}

/** Comes back once a process has ended. */
async function end(pid: number): Promise<void> {
  await until(`the end of ${pid}`, () => !livingProcesses().some((one) => one.pid === pid));
}

const log = (): string => readFileSync(join(runFolder, 'hooks.log'), 'utf8');

describe('a hook', () => {
  it('runs at the project root in a session of its own, without input and GPUs, its output in a file', async () => {
    const command = 'pwd; cat; echo "gpus=[$CUDA_VISIBLE_DEVICES]"; ps -o sid= -p $$; echo $PPID >&2; kill -0 $PPID';
    expect(await outcomeOf(orderOf(command))).toBeNull();
    const [title, where, gpus, session] = log().split('\n');
    expect(title).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}job_end of a label$/);
    expect([where, gpus]).toEqual([root, 'gpus=[]']);
    expect(Number(session)).toBe(Number(readFileSync(join(runFolder, 'hooks', 'pid'), 'utf8')));
  });

  it('is told how a job ended by its environment, and nothing of another hook', async () => {
    const env = { SWEEP_LEFT: '7', SWEEP_PARAM_OLD: 'x', SWEEP_GPUS: '3', KEPT: 'yes' };
    expect(await outcomeOf(orderOf('env | grep -E "^(SWEEP_|KEPT)" | sort > told'), hooksWith({ env }))).toBeNull();
    const told = readFileSync(join(root, 'told'), 'utf8');
    expect(told.split('\n').filter((line) => !((line.split('=')[0] ?? '') in process.env))).toEqual([
      'KEPT=yes',
      'SWEEP_ATTEMPT=2',
      'SWEEP_CAUSE=exit 3',
      'SWEEP_ERROR=no',
      'SWEEP_EVENT=job_end',
      'SWEEP_EXIT_CODE=3',
      'SWEEP_JOB=a',
      'SWEEP_LABEL=a label',
      `SWEEP_LOG=${join(runFolder, 'jobs/a/2/out.log')}`,
      'SWEEP_NAME=it',
      'SWEEP_OUTCOME=failed',
      'SWEEP_PARAM_LR=1e-3',
      'SWEEP_SECONDS=7',
      '',
    ]);
  });

  it('is told how a run ended, and finds what is not known empty', async () => {
    const counts = { succeeded: 4, failed: 3, skipped: 2, cancelled: 1, left: 0 };
    const run = { of: 'run', outcome: 'interrupted', seconds: seconds(61.6), counts } as const;
    const command = 'echo $SWEEP_EVENT $SWEEP_OUTCOME $SWEEP_SECONDS $SWEEP_SUCCEEDED $SWEEP_FAILED ${SWEEP_JOB-none}';
    expect(await outcomeOf(orderOf(command, run), hooksWith({ env: { SWEEP_JOB: 'x' } }))).toBeNull();
    expect(log()).toContain('\nrun_end interrupted 62 4 3 none\n');
    const unknown = { ...ENDING, exitCode: null, error: null, seconds: null };
    expect(await outcomeOf(orderOf('set -u; echo "[$SWEEP_EXIT_CODE$SWEEP_ERROR$SWEEP_SECONDS]"', unknown))).toBeNull();
    expect(log()).toContain('\n[]\n');
  });

  it('takes a value for what it is, whatever stands in it', async () => {
    const label = `it's "$(touch broken)" \`touch broken\` ;\\ touch broken\nnext`;
    expect(await outcomeOf(orderOf('printf %s "$SWEEP_LABEL" > told', { ...ENDING, label }))).toBeNull();
    expect(readFileSync(join(root, 'told'), 'utf8')).toBe(label);
    expect(textOf(join(root, 'broken'))).toBeNull();
    const large = { ...ENDING, label: 'x'.repeat(1_000_000), error: 'y\0'.repeat(1_000_000) };
    expect(await outcomeOf(orderOf('echo ${#SWEEP_LABEL} ${#SWEEP_ERROR}', large))).toBeNull();
  });

  it('fails as a command does, at its first failure, and says with what', async () => {
    expect(await outcomeOf(orderOf('false | true; touch on'))).toBe('exit 1');
    expect(textOf(join(root, 'on'))).toBeNull();
    expect(await outcomeOf(orderOf('exit 124'))).toBe('exit 124');
    expect(log()).toMatch(/ {2}job_end of a label: exit 124\n$/);
  });

  it('is stopped when its time is over, and all that is left of its session with it, whatever it calls itself', async () => {
    const named = String.raw`printf "a) S\nb" > /proc/$$/comm`;
    const stays = `set -m; bash -c 'trap "" TERM; ${named}; echo $$ > stays; while :; do sleep 0.1; done' &`;
    const command = `${stays} while [ ! -s stays ]; do sleep 0.05; done; sleep 60`;
    // A busy machine may not get that far in time.
    let limit = 1;
    do {
      limit *= 2;
      expect(await outcomeOf(orderOf(command), hooksWith({ limit }))).toBe(`stopped after ${limit} s`);
    } while (textOf(join(root, 'stays'))?.endsWith('\n') !== true);
    await end(Number(textOf(join(root, 'stays'))));
  });

  it('that is killed is told, and what is left of its session is killed', async () => {
    const killed = 'kill -KILL $(cat .sweep/it/hooks/pid); kill -KILL $PPID';
    const command = `echo $$ > stays; until [ -e known ]; do sleep 0.05; done; ${killed}; exec sleep 1000`;
    expect(await outcomeOf(orderOf(command))).toBe('it was killed');
    await end(Number(textOf(join(root, 'stays'))));
  });

  it('begins a new log where that of hooks before it has grown long, of which the last is kept', async () => {
    const most = 8 * 1024 * 1024;
    for (const name of ['hooks.log', 'hooks.log.1']) {
      writeFileSync(join(runFolder, name), '');
      truncateSync(join(runFolder, name), most);
    }
    expect(await outcomeOf(orderOf('echo one'))).toBeNull();
    const { size } = statSync(join(runFolder, 'hooks.log'));
    expect(size).toBeGreaterThan(most);
    expect(await outcomeOf(orderOf('echo two'))).toBeNull();
    expect(log()).toMatch(/^\d.*\ntwo\n$/);
    expect(statSync(join(runFolder, 'hooks.log.1')).size).toBe(size);
  });

  it('that cannot be started is told', async () => {
    writeFileSync(join(runFolder, 'hooks'), '');
    expect(await outcomeOf(orderOf('true'))).toMatch(/^could not be started: EEXIST/);
    rmSync(join(runFolder, 'hooks'));
    rmSync(join(runFolder, 'hooks.log'), { force: true });
    symlinkSync('/dev/null', join(runFolder, 'hooks.log'));
    expect(await outcomeOf(orderOf('true'))).toMatch(/^could not be started: .* is no plain file/);
  });

  it('goes on when its runner lets go, under the same limit, and the next of another runner waits for it', async () => {
    const first = hooksWith();
    first.start(orderOf('echo began > began; while [ ! -e go ]; do sleep 0.05; done; echo first >> order'));
    await written(join(root, 'began'));
    await first.close();
    const next = outcomeOf(orderOf('echo second >> order'));
    writeFileSync(join(root, 'go'), '');
    expect(await next).toBeNull();
    expect(readFileSync(join(root, 'order'), 'utf8')).toBe('first\nsecond\n');
    expect(problems).toEqual([null]);
  });
});
