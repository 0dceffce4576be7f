import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dispatcher, type Dispatch, type DispatchedTask } from '../../../src/launch/slurm/dispatcher.ts';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sweep-dispatch-')));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const task = (index: number, told: Partial<DispatchedTask> = {}): DispatchedTask => {
  return {
    index,
    folder: `jobs/a/${index + 1}`,
    attempt: index + 1,
    token: `token-${index}`,
    split: false,
    hasNeeds: false,
    ...told,
  };
};

/** Runs a task of a dispatcher as Slurm does, on a wrapper script that says what it finds. */
function run(told: Partial<Dispatch>, index: number, wrapper: string, env: NodeJS.ProcessEnv = {}) {
  const runFolder = join(folder, "run's");
  const tasks = told.tasks ?? [task(0), task(1)];
  for (const one of tasks) mkdirSync(join(runFolder, one.folder), { recursive: true });
  for (const one of tasks) writeFileSync(join(runFolder, one.folder, 'run.sh'), wrapper);
  const whole = {
    title: 'a test',
    root: folder,
    runFolder,
    setup: null,
    wrap: null,
    usesGpus: false,
    isSpread: false,
    ends: null,
    ...told,
    tasks,
  };
  const script = join(folder, 'spooled');
  writeFileSync(script, dispatcher(whole));
  const found = { PATH: process.env['PATH'], HOME: folder, SLURM_ARRAY_TASK_ID: String(index), ...env };
  const { status, stdout, stderr } = spawnSync('bash', [script], { env: found, encoding: 'utf8', cwd: '/' });
  const at = tasks.find((one) => one.index === index)?.folder ?? 'jobs/a/1';
  const read = (name: string): string => readFileSync(join(runFolder, at, name), 'utf8');
  return { status, said: stdout + stderr, read, dir: join(runFolder, at) };
}

it('a task runs the wrapper script of its own attempt, which knows by its path that it is to record', () => {
  const { status, read, dir } = run(
    {},
    1,
    'echo "$0|$SWEEP_RUN|$SWEEP_ATTEMPT|$SWEEP_TOKEN|$SWEEP_DIR|$PWD|$#"; exit 3\n',
  );
  const script = `${dir}/run.sh`;
  expect(read('out.log')).toBe(`${script}|${script}|2|token-1|${join(dir, '..')}|${folder}|0\n`);
  expect(status).toBe(3);
});

it('a task becomes its wrapper script, so that a signal for the batch script is one for the keeper', () => {
  const { read } = run({ setup: 'echo before $$' }, 0, 'echo after $$\n');
  const [before, after] = read('out.log').trim().split('\n');
  expect(before?.replace('before ', '')).toBe(after?.replace('after ', ''));
});

it('stderr goes to a file of its own where the job says so', () => {
  const { read } = run({ tasks: [task(0, { split: true })] }, 0, 'echo out; echo err >&2\n');
  expect([read('out.log'), read('err.log')]).toEqual(['out\n', 'err\n']);
});

it('a job is told of those that it needs only where it is to be', () => {
  const wrapper = 'echo "${SWEEP_NEEDS-none}"\n';
  expect(run({}, 0, wrapper).read('out.log')).toBe('none\n');
  const told = run({ tasks: [task(0, { hasNeeds: true })] }, 0, wrapper);
  expect(told.read('out.log')).toBe(`none\n${told.dir}/needs.json\n`);
});

it.each([
  ['sees those that Slurm gives it', true, { CUDA_VISIBLE_DEVICES: '0,1' }, '0,1|0,1|2\n'],
  ['sees those of AMD', true, { ROCR_VISIBLE_DEVICES: '1' }, 'unset|1|1\n'],
  ['sees none without being given any', true, {}, 'unset||0\n'],
])('a job with GPUs %s', (_, usesGpus, env, expected) => {
  const wrapper = 'echo "${CUDA_VISIBLE_DEVICES-unset}|$SWEEP_GPUS|$SWEEP_GPU_COUNT"\n';
  expect(run({ usesGpus }, 0, wrapper, env).read('out.log')).toBe(expected);
});

it('a job without GPUs sees none', () => {
  const wrapper = 'echo "${CUDA_VISIBLE_DEVICES-unset}|$SWEEP_GPUS|$SWEEP_GPU_COUNT"\n';
  expect(run({}, 0, wrapper, { CUDA_VISIBLE_DEVICES: '0' }).read('out.log')).toBe('||0\n');
});

it('the steps of a job of several nodes have by themselves the CPUs that it asks for on each; those of another are as Slurm has them', () => {
  const wrapper = 'echo "${SRUN_CPUS_PER_TASK-unset}"\n';
  expect(run({ isSpread: true }, 0, wrapper, { SLURM_CPUS_PER_TASK: '8' }).read('out.log')).toBe('8\n');
  expect(run({}, 1, wrapper, { SLURM_CPUS_PER_TASK: '8' }).read('out.log')).toBe('unset\n');
});

it('what the executor sets up counts for the job, and what it wraps it in runs it', () => {
  const { read } = run({ setup: 'export MODULE=cuda', wrap: 'env WRAPPED=1' }, 0, 'echo $MODULE $WRAPPED\n');
  expect(read('out.log')).toBe('cuda 1\n');
});

it.each([
  ['an index that it does not know', {}, 7, /no task 7/],
  ['a project that the node does not have', { root: '/nowhere' }, 0, /cannot be entered/],
])('%s is told where Slurm tells, and nothing runs', (_, told, index, message) => {
  const { status, said } = run(told, index, 'echo ran\n');
  expect(status).toBe(125);
  expect(said).toMatch(message);
});
