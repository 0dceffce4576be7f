import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processesWith } from './rig/living.ts';
import { until } from './rig/until.ts';

const ROOT = dirname(import.meta.dirname);
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const page = readFileSync(join(ROOT, 'docs/library.md'), 'utf8');
const blockOf = (info: string): string => page.split(`\`\`\`${info}\n`)[1]?.split('\n```')[0] ?? '';

let folder: string;
/** A project that has installed nothing but the packed package. */
let project: string;

const write = (path: string, text: string): void => {
  writeFileSync(join(project, path), text);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-library-'));
  const source = join(folder, 'source');
  mkdirSync(source);
  const { files } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { files: string[] };
  for (const path of ['package.json', ...files]) cpSync(join(ROOT, path), join(source, path), { recursive: true });
  // The types as the build makes them, and not as an earlier one left them.
  rmSync(join(source, 'dist/types'), { recursive: true, force: true });
  const types = ['-p', join(ROOT, 'tsconfig.build.json'), '--outDir', join(source, 'dist/types')];
  execFileSync(process.execPath, [TSC, ...types], { stdio: 'inherit' });
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: source, stdio: 'pipe' });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';

  project = join(folder, 'project');
  mkdirSync(join(project, '.git'), { recursive: true });
  write('package.json', '{ "private": true, "type": "module" }\n');
  const quietly = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', ['install', ...quietly, join(folder, tarball)], { cwd: project, stdio: 'pipe' });
});

afterAll(async () => {
  // A runner that has let go of its lock has not left yet.
  await until(
    'the end of all that was started here',
    () => processesWith('SWEEP_HOST_DIR', join(folder, 'host')).length === 0,
  );
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

beforeEach(() => {
  rmSync(join(project, '.sweep'), { recursive: true, force: true });
});

/** Has node run a program in the project; what it writes to its two outputs. */
function node(program: string, cwd = project): Promise<{ stdout: string; stderr: string }> {
  const environment = {
    ...process.env,
    CUDA_VISIBLE_DEVICES: undefined,
    SWEEP_HOST_DIR: join(folder, 'host'),
    XDG_CONFIG_HOME: join(folder, 'config'),
  };
  const args = ['--input-type=module', '--eval', program];
  return promisify(execFile)(process.execPath, args, { cwd, env: environment });
}

/** The same, for a program that prints one line of JSON. */
async function answerOf(program: string): Promise<unknown> {
  const { stdout, stderr } = await node(`import { load, plan, run, status, Refusal } from 'sweep-runner';\n${program}`);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

describe('the packed library', () => {
  it('needs nothing else to be installed', () => {
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'sweep-runner',
    ]);
  });

  it('runs the example of its page', async () => {
    write('sweep.yaml', blockOf('yaml run'));
    const { stdout, stderr } = await node(blockOf('js colours.mjs'));
    expect(stderr).toBe('');
    expect(stdout.replaceAll(project, '…')).toBe(`${blockOf('text printed.txt')}\n`);
    expect(stdout.replaceAll(project, '…')).toBe(
      [
        'red green blue none',
        'new new new new',
        'none exited 1, see …/.sweep/colours/jobs/colour-none/1/out.log',
        'finished false',
        '3 of 4 succeeded',
        '',
      ].join('\n'),
    );
  });

  it('looks after a run as its page says', async () => {
    write('sweep.yaml', blockOf('yaml run'));
    await node(blockOf('js colours.mjs'));
    const { stdout, stderr } = await node(blockOf('js later.mjs'));
    expect(stderr).toBe('');
    expect(stdout.replaceAll(project, '…')).toBe(`${blockOf('text later.txt')}\n`);
  });

  it('tells what a change would do, and why a job is as it is, as its page says', async () => {
    write('sweep.yaml', blockOf('yaml run'));
    await node(blockOf('js colours.mjs'));
    const { stdout, stderr } = await node(blockOf('js review.mjs'));
    rmSync(join(project, 'next.yaml'));
    expect(stderr).toBe('');
    expect(stdout).toBe(`${blockOf('text review.txt')}\n`);
  });

  it('queues, watches and forgets jobs as its page says, whose runner is the program of the package', async () => {
    const queue = join(project, 'queue');
    mkdirSync(join(queue, '.git'), { recursive: true });
    const { stdout, stderr } = await node(blockOf('js queue.mjs'), queue);
    expect(stderr).toBe('');
    expect(stdout).toBe(`${blockOf('text queue.txt')}\n`);
    await until('the end of the runner', () => !existsSync(join(queue, '.sweep/adhoc/lock')));
  });

  it('has a job that was queued run again, whose runner has left', async () => {
    const queue = join(project, 'again');
    mkdirSync(join(queue, '.git'), { recursive: true });
    const lock = join(queue, '.sweep/adhoc/lock');
    const leave = async (): Promise<void> => {
      await node(`import { cancel } from 'sweep-runner'; await cancel('adhoc');`, queue);
      await until('the end of the runner', () => !existsSync(lock));
    };
    await node(
      `import { add, wait } from 'sweep-runner'; await wait((await add('echo x >> ran; exit 3')).jobs);`,
      queue,
    );
    await leave();
    const { stdout } = await node(
      `import { ask, wait } from 'sweep-runner';
      const { runner, jobs } = await ask({ do: 'retry' }, ['1'], { sweep: 'adhoc' });
      console.log(runner, jobs.join(), (await wait(['1'], { sweep: 'adhoc' })).exit);`,
      queue,
    );
    expect(stdout).toBe('true 1 3\n');
    expect(readFileSync(join(queue, 'ran'), 'utf8')).toBe('x\nx\n');
    await leave();
  });

  it('returns what came of a run that it watched', async () => {
    write('sweep.yaml', 'name: seen\nmatrix: { n: [0, 1] }\ncommand: exit {{n}}\n');
    const watched = await answerOf(`
      const { watch } = await import('sweep-runner');
      await run('sweep.yaml').result;
      const [events, watching] = [[], watch('seen')];
      for (;;) {
        const { done, value } = await watching.next();
        if (done) { console.log(JSON.stringify([events[0], events.at(-1), value.end, value.failed, value.status.counts.failed])); break; }
        events.push(value.event);
      }
    `);
    expect(watched).toEqual(['run-started', 'run-ended', 'finished', true, 1]);
  });

  it('pauses and resumes the host for the runs of this user', async () => {
    const told = await answerOf(`
      const { pauseGpus, resumeGpus } = await import('sweep-runner');
      console.log(JSON.stringify([await pauseGpus(), await resumeGpus()]));
    `);
    const file = join(folder, 'config/sweep/host.yaml');
    expect(told).toEqual([[{ of: 'user', file, gpus: 'all' }], [{ of: 'user', file, gpus: [] }]]);
  });

  it('tells what is missing on the machine, and of its GPUs', async () => {
    const told = await answerOf(`
      const { doctor, gpus } = await import('sweep-runner');
      const [checkup, { version, gpus: all }] = [await doctor(), await gpus()];
      console.log(JSON.stringify([checkup.version, checkup.findings.length > 0, version, Array.isArray(all)]));
      process.exit();
    `);
    expect(told).toEqual([1, true, 1, true]);
  });

  it('has types that a strict compiler takes, down to the last declaration', () => {
    mkdirSync(join(project, 'types'), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules/@types/node'), join(project, 'types/node'));
    write('colours.mts', blockOf('js colours.mjs'));
    for (const name of ['later', 'review', 'queue']) write(`${name}.mts`, blockOf(`js ${name}.mjs`));
    write(
      'wrong.mts',
      "import { run } from 'sweep-runner';\n// @ts-expect-error -- gpus is a text\nrun('sweep.yaml', { gpus: 2 });\n",
    );
    const module = ['--module', 'nodenext', '--moduleResolution', 'nodenext', '--target', 'es2022'];
    const strict = ['--strict', '--skipLibCheck', 'false', '--noEmit'];
    const types = ['--typeRoots', './types', '--types', 'node'];
    const args = [
      TSC,
      ...module,
      ...strict,
      ...types,
      'colours.mts',
      'later.mts',
      'review.mts',
      'queue.mts',
      'wrong.mts',
    ];
    expect(spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' }).stdout).toBe('');
  });

  it('tells what is wrong with a text that stands for a file, as a value', async () => {
    const loaded = await answerOf(`
      const loaded = await load('sweep.yaml', { text: 'comand: echo\\n' });
      console.log(JSON.stringify({ plan: loaded.plan, codes: loaded.diagnostics.map(({ code }) => code) }));
    `);
    expect(loaded).toEqual({ plan: null, codes: expect.arrayContaining(['unknown-key']) as unknown });
  });

  it('refuses to run or plan a file that is wrong, with its diagnostics', async () => {
    write('sweep.yaml', 'comand: echo\n');
    const refusals = await answerOf(`
      const running = run('sweep.yaml');
      const heard = await (async () => { for await (const _ of running); })().catch((error) => error);
      const thrown = [heard, await running.result.catch((error) => error), await plan('sweep.yaml').catch((error) => error)];
      console.log(JSON.stringify(thrown.map((e) => [e instanceof Refusal, e.code, e.findings.diagnostics[0].code, e.message])));
    `);
    const refusal = [true, 2, 'unknown-key', expect.stringContaining('sweep.yaml:1:1: error: ') as unknown];
    expect(refusals).toEqual([refusal, refusal, refusal]);
  });

  it('leaves a run alone whose loop was left, and gives its result', async () => {
    write('sweep.yaml', 'name: left\nmatrix: { n: [1, 2, 3] }\ncommand: echo {{n}}\n');
    const result = await answerOf(`
      const running = run('sweep.yaml', { slots: 1 });
      for await (const { event } of running) if (event === 'run-started') break;
      const { end, failed, status: { counts } } = await running.result;
      const again = await run('sweep.yaml').result;
      console.log(JSON.stringify([end, failed, counts.succeeded, again.end]));
    `);
    expect(result).toEqual(['finished', false, 3, 'nothing-to-do']);
  });

  it('stops the jobs of a run that is aborted, and starts none of one that was aborted before', async () => {
    write('sweep.yaml', 'name: stopped\nmatrix: { n: [1, 2] }\ncommand: exec sleep 600\n');
    const result = await answerOf(`
      const giveUp = new AbortController();
      const never = await run('sweep.yaml', { signal: AbortSignal.abort('no') }).result.catch((reason) => reason);
      const running = run('sweep.yaml', { slots: 1, signal: giveUp.signal });
      for await (const { event } of running) if (event === 'attempt-started') giveUp.abort();
      const { end, failed } = await running.result;
      const { runner, counts } = await status('stopped');
      console.log(JSON.stringify([never, end, failed, runner, counts.cancelled, counts.running]));
    `);
    expect(result).toEqual(['no', 'terminate', true, null, 1, 0]);
  });

  it('runs several sweeps at once in one process, each with its own events', async () => {
    write('sweep.yaml', 'name: one\ncommand: echo one\n');
    write('other.yaml', 'name: two\ncommand: echo two\n');
    const events = await answerOf(`
      const eventsOf = async (file) => {
        const names = [];
        for await (const { event, version, at, ...rest } of run(file, { gpus: 'virtual:1' })) names.push(rest.sweep ?? event);
        return names;
      };
      console.log(JSON.stringify(await Promise.all(['sweep.yaml', 'other.yaml'].map(eventsOf))));
    `);
    const attempt = ['attempt-planned', 'attempt-started', 'attempt-ended', 'run-ended'];
    expect(events).toEqual([
      ['one', ...attempt],
      ['two', ...attempt],
    ]);
    rmSync(join(project, 'other.yaml'));
  });
});
