import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { livingProcesses } from '../../../src/host/system/process.ts';
import type { Spawned } from '../../../src/launch/local/spawn-request.ts';
import { Spawner } from '../../../src/launch/local/spawner.ts';
import { Site, liveJob } from '../../rig/attempts.ts';
import { inLong } from '../../rig/cases.ts';
import { see } from '../../rig/keeper.ts';
import { textOf, until, written } from '../../rig/until.ts';

let folder: string;
let spawners: Spawner[];
let lines: string[];

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sweep-test-')));
  [spawners, lines] = [[], []];
});

afterEach(async () => {
  for (const spawner of spawners) await spawner.close();
  rmSync(folder, { recursive: true, force: true });
});

function spawnerWith(base: NodeJS.ProcessEnv = process.env): Spawner {
  const spawner = new Spawner({ root: folder }, base, (line) => lines.push(line));
  spawners.push(spawner);
  return spawner;
}

/** Starts a script, and answers what became of that. */
function start(spawner: Spawner, script: string, env: NodeJS.ProcessEnv = process.env, name = 'a'): Promise<Spawned> {
  const [path, log] = [join(folder, `${name}.sh`), join(folder, `${name}.log`)];
  writeFileSync(path, script);
  writeFileSync(log, '');
  return new Promise((resolve) => {
    spawner.spawn({ script: path, log, env }, resolve);
  });
}

async function pidOf(spawned: Promise<Spawned>): Promise<number> {
  const one = await spawned;
  if (one.kind !== 'started') throw new Error(`it is ${one.kind}`);
  return one.pid;
}

/** The processes that have this one as their parent and are called this. */
function spawnersOf(parent: number): number[] {
  return livingProcesses()
    .map(({ pid }) => pid)
    .filter((pid) => see(pid)?.parent === parent && commandLine(pid).includes('sweep-spawner'));
}

function commandLine(pid: number): string {
  return textOf(`/proc/${pid}/cmdline`) ?? '';
}

/** A process that has its spawner start a script, and then another one once it is told so. */
async function requester(script: string): Promise<{ runner: Requester; spawner: number }> {
  const program = join(folder, 'runner.mjs');
  const source = fileURLToPath(new URL('../../../src/launch/local/spawner.ts', import.meta.url));
  await build({
    stdin: {
      contents: `
        import { Spawner } from ${JSON.stringify(source)};
        const folder = ${JSON.stringify(folder)};
        const spawner = new Spawner({ root: folder }, process.env, () => undefined);
        const start = (name) => {
          const [script, log] = ['sh', 'log'].map((end) => folder + '/' + name + '.' + end);
          spawner.spawn({ script, log, env: process.env }, ({ pid }) => console.log(pid));
        };
        start('a');
        process.stdin.on('data', () => {
          start('b');
          setImmediate(() => console.log('asked'));
        });`,
      resolveDir: folder,
    },
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
  for (const name of ['a', 'b']) writeFileSync(join(folder, `${name}.sh`), script);
  const runner = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(runner.stdout, 'data');
  const [spawner] = spawnersOf(runner.pid!);
  if (spawner === undefined) throw new Error('it has no spawner');
  return { runner, spawner };
}

type Requester = ChildProcessByStdio<Writable, Readable, null>;

describe('what is started', () => {
  test('starts jobs with nothing of what a shell of people begins with, also where no shell is above it', async () => {
    writeFileSync(join(folder, '.bashrc'), 'export OF_BASHRC=1\n');
    const env = { ...process.env, HOME: folder, SHLVL: undefined, SSH_CLIENT: '::1 1 22' };
    await pidOf(start(spawnerWith(env), 'echo "[$OF_BASHRC]"\n', env));
    await until('its output', () => textOf(join(folder, 'a.log'))?.endsWith('\n') === true);
    expect(textOf(join(folder, 'a.log'))).toBe('[]\n');
  });

  test('has the pid that is told, in its folder, with nothing to read from', async () => {
    const pid = await pidOf(start(spawnerWith(), 'echo $$; pwd; readlink /proc/self/fd/0; read -r; echo end'));
    const log = await until(
      'its end',
      () => (textOf(join(folder, 'a.log')) ?? '').endsWith('end\n') && textOf(join(folder, 'a.log')),
    );
    expect(log).toBe(`${pid}\n${folder}\n/dev/null\nend\n`);
  });

  test('is the leader of a session', async () => {
    const pid = await pidOf(start(spawnerWith(), 'sleep 300'));
    await until('its session', () => see(pid)?.session === pid);
    process.kill(-pid, 'SIGKILL');
  });

  test('ignores no signal, though it is in the background', async () => {
    await start(spawnerWith(), 'exec grep SigIgn /proc/self/status');
    expect(await written(join(folder, 'a.log'))).toMatch(/^SigIgn:\s+0+\n$/);
  });

  const ODD = {
    PLAIN: 'a',
    QUOTES: `it's "so" \\ $HOME \`id\``,
    LINES: 'one\ntwo\n',
    WIDE: 'größe 你好',
    EMPTY: '',
    'not.a.name': 'kept',
    TMOUT: '1',
    BASH_ENV: '/dev/null',
    LC_ALL: 'C.UTF-8',
  };

  test.each([
    ['as its requester has it', ODD, ODD],
    ['with what is more', { PLAIN: 'a' }, { ...ODD, 'not.a.name': undefined }],
    ['without what is gone', ODD, { PLAIN: 'b', 'not.a.name': 'kept' }],
  ])('has the very environment that was asked for: %s', async (_, base, wanted) => {
    const always = { PATH: process.env['PATH'], HOME: '/nowhere' };
    const env = Object.fromEntries(Object.entries({ ...always, ...wanted }).filter(([, value]) => value !== undefined));
    await start(spawnerWith({ ...always, ...base }), 'env -0; echo end', env);
    const log = await until('its end', () => {
      const text = textOf(join(folder, 'a.log')) ?? '';
      return text.endsWith('end\n') ? text.slice(0, -4) : null;
    });
    const has = new Map(
      log.split('\0').map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]),
    );
    // Every bash sets these.
    for (const name of ['', '_', 'PWD', 'OLDPWD', 'SHLVL']) has.delete(name);
    expect(Object.fromEntries(has)).toEqual(env);
  });

  test('is heard on descriptor 9, a line at a time', async () => {
    await start(spawnerWith(), 'echo hello >&9; echo "+99 1" >&9; echo last >&9');
    await until('its last line', () => lines.includes('last'));
    expect(lines).toEqual(['hello', 'last']);
  });
});

describe('without setsid(1)', () => {
  test('a process is started all the same, as the leader of a session, and its end is heard', async () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    for (const tool of ['bash', 'cat', 'cut'])
      symlinkSync(spawnSync('which', [tool], { encoding: 'utf8' }).stdout.trim(), join(bin, tool));
    const env = { PATH: bin };
    const pid = await pidOf(start(spawnerWith(env), 'cut -d " " -f 6 /proc/$$/stat; exit 7', env));
    expect(await written(join(folder, 'a.log'))).toBe(`${pid}\n`);
    await until('its end', () => lines.length > 0);
    expect(lines).toEqual([`7 ${join(folder, 'a.sh')}`]);
    expect(spawnersOf(process.pid)).toEqual([]);
  });
});

describe('a spawner', () => {
  test('starts many at once, and tells each with its own pid', async () => {
    const spawner = spawnerWith();
    const names = Array.from({ length: 30 }, (_, index) => `job-${index}`);
    const pids = await Promise.all(names.map((name) => pidOf(start(spawner, 'echo $$', process.env, name))));
    for (const [index, name] of names.entries()) {
      expect(await written(join(folder, `${name}.log`))).toBe(`${pids[index]}\n`);
    }
    expect(spawnersOf(process.pid)).toHaveLength(1);
  });

  test('that is killed takes nothing along that it has started, and another takes its place', async () => {
    const spawner = spawnerWith();
    const first = await pidOf(start(spawner, 'until [ -e go ]; do sleep 0.1; done; echo done'));
    for (const pid of spawnersOf(process.pid)) process.kill(pid, 'SIGKILL');
    await until('it to be gone', () => spawnersOf(process.pid).length === 0);
    await until('another to start something', async () => {
      const one = await start(spawner, 'true', process.env, 'b');
      return one.kind === 'started';
    });
    expect(see(first)).not.toBeNull();
    writeFileSync(join(folder, 'go'), '');
    expect(await written(join(folder, 'a.log'))).toBe('done\n');
  });

  test('that is started in a folder which is moved meanwhile is gone with what was asked of it, and another takes its place', async () => {
    const paths = [join(folder, 'as-it-was')];
    const place = {
      get root() {
        return paths.shift() ?? folder;
      },
    };
    const spawner = new Spawner(place, process.env, (line) => lines.push(line));
    spawners.push(spawner);
    const both = await Promise.all(['a', 'b'].map((name) => start(spawner, 'true', process.env, name)));
    expect(both).toEqual([{ kind: 'unknown' }, { kind: 'unknown' }]);
    expect(await start(spawner, 'true')).toMatchObject({ kind: 'started' });
  });

  test('that is suspended does not keep its requester from its end', async () => {
    const spawner = spawnerWith();
    await start(spawner, 'true');
    for (const pid of spawnersOf(process.pid)) process.kill(pid, 'SIGSTOP');
    await spawner.close();
    expect(spawnersOf(process.pid)).toEqual([]);
  });

  test('ends when its requester is killed, and what it has started goes on', async () => {
    const { runner, spawner } = await requester('echo begun > begun; until [ -e go ]; do sleep 0.1; done; echo done');
    // What has been forked and has not begun yet ends with its requester.
    await written(join(folder, 'begun'));
    runner.kill('SIGKILL');
    await until('the spawner to end', () => !commandLine(spawner).includes('sweep-spawner'));
    writeFileSync(join(folder, 'go'), '');
    expect(await written(join(folder, 'a.log'))).toBe('done\n');
  });

  test('starts nothing of what its requester had asked for when that is killed', async () => {
    const { runner, spawner } = await requester('true');
    process.kill(spawner, 'SIGSTOP');
    runner.stdin.write('more\n');
    await once(runner.stdout, 'data');
    runner.kill('SIGKILL');
    await once(runner, 'exit');
    process.kill(spawner, 'SIGCONT');
    await until('the spawner to end', () => livingProcesses().every(({ session }) => session !== spawner));
    expect(existsSync(join(folder, 'b.log'))).toBe(false);
  });
});

inLong(() => {
  describe('attempts whose spawner is killed', () => {
    test('run once or are told as unstarted, whenever that is', async () => {
      const site = new Site();
      try {
        const executor = site.executor();
        const jobs = Array.from({ length: 40 }, (_, index) =>
          liveJob({ id: `job-${index}`, command: `echo ran >> ran-${index}` }),
        );
        for (const [index, job] of jobs.entries()) {
          executor.launch(site.order(job));
          if (index % 4 !== 3) continue;
          const seen = site.signals.length;
          for (const pid of spawnersOf(process.pid)) process.kill(pid, 'SIGKILL');
          if (index % 8 === 7) await until('something to happen', () => site.signals.length > seen);
        }
        const over = (id: string) =>
          site.signals.filter((one) => one.job === id && ['ended', 'unstarted'].includes(one.signal));
        for (const [index, job] of jobs.entries()) {
          const [end] = await until(`the end of ${job.id}`, () => (over(job.id).length > 0 ? over(job.id) : null));
          const ran = textOf(site.path(`ran-${index}`));
          expect([end?.signal, ran]).toEqual(end?.signal === 'ended' ? ['ended', 'ran\n'] : ['unstarted', null]);
          expect(over(job.id)).toHaveLength(1);
        }
      } finally {
        await site.clear();
      }
    });
  });
});
