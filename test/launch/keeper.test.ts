import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attemptFolder, readEnding, readStart, type Ending } from '../../src/launch/folder.ts';
import { Site, liveJob, type LiveSketch } from '../rig/attempts.ts';
import { cases, inLong, someOf } from '../rig/cases.ts';
import { childOf, keep, keepWithoutRunner, see, type Kept } from '../rig/keeper.ts';
import { textOf, until, written } from '../rig/until.ts';

let site: Site;
beforeEach(() => {
  site = new Site();
});
afterEach(() => site.clear());

function start(sketch: LiveSketch): Kept {
  return keep(site, site.order(liveJob(sketch)));
}

/** Says that the limit may come. */
const READY = ': > ready';

/**
 * What has ended of a job whose limit came when it was `ready`: on a machine on which it was not, it is tried again under a
 * longer one.
 */
async function limited<T>(limit: Limit, end: (limit: Limit, id: string) => Promise<T>): Promise<T> {
  for (let { after } = limit; ; after *= 2) {
    const ended = await end({ ...limit, after }, `job-${after}`);
    if (existsSync(site.path('ready'))) return ended;
  }
}

type Limit = NonNullable<LiveSketch['limit']>;

/** Such a job whose runner sees it end. */
function startLimited(command: string, limit: Limit): Promise<Kept> {
  return limited(limit, async (longer, id) => {
    const kept = start({ id, command, limit: longer });
    await kept.exited;
    return kept;
  });
}

/** Such a job whose runner is dead: how it ended. */
function keepLimited(command: string, limit: Limit): Promise<Ending> {
  return limited(limit, (longer, id) => {
    const folder = keepWithoutRunner(site, site.order(liveJob({ id, command, limit: longer })));
    return until('its record', () => readEnding(folder));
  });
}

/** What its record ends with: `exit` and its code, once it has ended. */
function verdict({ folder }: Pick<Kept, 'folder'>): string | undefined {
  const last = textOf(folder.pid)?.trimEnd().split('\n').at(-1);
  return last?.startsWith('exit ') === true ? last : undefined;
}

/** Runs until a file `go` is there. */
const WAITS = 'echo up > up; until [ -e go ]; do sleep 0.1; done; echo done >> done';

function letGo(): void {
  writeFileSync(site.path('go'), '');
}

/** What the log says of a line that `set -e` ended the job with. */
function told(line: string): string {
  return `sweep: line 1 of the command: "${line}" exited with 1\n`;
}

describe('the end of a job', () => {
  test.each([
    ['that comes to its end', 'echo hello', 0, 'hello\n'],
    ['that says exit', 'echo hello; exit 3; echo no', 3, 'hello\n'],
    ['that turns into another program', 'exec sh -c "echo hello; exit 5"', 5, 'hello\n'],
    ['whose early line fails', 'echo hello; false; echo no', 1, `hello\n${told('echo hello; false; echo no')}`],
    ['whose pipe fails early', 'false | cat; echo no', 1, told('false | cat; echo no')],
    ['that kills its process group', 'kill -9 0', 137, ''],
    ['that a signal ends', 'kill -SEGV $$', 139, ''],
    ['that ends as timeout(1) does when time is up', 'exit 124', 124, ''],
  ])('is its exit code, for a job %s', async (_, command, code, log) => {
    const kept = start({ command, limit: { after: 60 } });
    expect(await kept.exited).toEqual({ code, signal: null });
    expect(verdict(kept)?.replace(/ left$/, '')).toBe(`exit ${code}`);
    expect(readFileSync(kept.folder.log, 'utf8')).toBe(log);
  });

  test('is recorded with who the keeper was and how long it took', async () => {
    const kept = start({ command: 'sleep 0.3' });
    await kept.exited;
    const began = readStart(kept.folder);
    const ended = readEnding(kept.folder);
    expect(began).toMatchObject({ kind: 'begun', record: { pid: kept.pid } });
    if (began.kind !== 'begun' || ended === null) throw new Error('nothing was recorded');
    expect(began.record.bootId).toBe(readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
    expect(ended.uptime! - began.record.uptime!).toBeGreaterThanOrEqual(0.29);
    expect(readFileSync(kept.folder.pid, 'utf8')).toMatch(
      /^\d+ \(.*\n[\da-f-]+\n[\d.]+ [\d.]+\n[\d.]+ [\d.]+\n\d+m[\d.]+s \d+m.*\n\d+m.*\nexit 0\n$/,
    );
    expect(readdirSync(kept.folder.path).sort()).toEqual(['out.log', 'pid', 'run.sh']);
  });

  test.each([0o002, 0o077])('is recorded under the umask of its runner, as what the job makes: %o', async (umask) => {
    const before = process.umask(umask);
    const kept = start({ command: 'touch made' });
    process.umask(before);
    await kept.exited;
    const modes = ['run.sh', 'pid', 'out.log'].map((name) => statSync(`${kept.folder.path}/${name}`).mode & 0o777);
    const mode = 0o666 & ~umask;
    expect(modes).toEqual([mode, mode, mode]);
    expect(statSync(kept.folder.path).mode & 0o777).toBe(0o777 & ~umask);
    expect(statSync(site.path('made')).mode & 0o777).toBe(mode);
  });

  test('is recorded whatever shell options the environment asks for', async () => {
    const order = site.order(liveJob({ command: ['sh', '-c', 'exit 3'] }));
    const before = { ...process.env };
    process.env['SHELLOPTS'] = 'errexit:nounset:posix';
    const kept = keep(site, order);
    process.env = before;
    expect(await kept.exited).toEqual({ code: 3, signal: null });
    expect(verdict(kept)).toBe('exit 3');
  });

  test('says that processes of the group are left', async () => {
    const kept = start({ command: 'sleep 300 &' });
    await kept.exited;
    expect(verdict(kept)).toBe('exit 0 left');
  });
});

describe('by hand', () => {
  test('the same limit holds and nothing is recorded', () => {
    const { folder } = byHand({ command: 'echo begun; sleep 60', limit: { after: 0.2 } });
    const run = spawnSync('bash', [folder.script], { encoding: 'utf8' });
    expect(run).toMatchObject({ status: 124, stdout: 'begun\n', stderr: '' });
    expect(readdirSync(folder.path)).toEqual(['run.sh']);
  });

  test('it may be called by a relative path, even from within another job', () => {
    const { folder } = byHand({ command: 'echo "[$SWEEP_RUN]"; exit 7' });
    const env = { ...process.env, SWEEP_RUN: '/elsewhere/run.sh' };
    const run = spawnSync('bash', ['run.sh'], { cwd: folder.path, encoding: 'utf8', env });
    expect(run).toMatchObject({ status: 7, stdout: '[]\n', stderr: '' });
    expect(readdirSync(folder.path)).toEqual(['run.sh']);
  });

  function byHand(sketch: LiveSketch): Pick<Kept, 'folder'> {
    const job = liveJob(sketch);
    const folder = attemptFolder(site.runFolder, job.id, 1);
    mkdirSync(folder.path, { recursive: true });
    writeFileSync(folder.script, site.script(job));
    return { folder };
  }
});

describe('a limit', () => {
  test('ends the job with TERM, and all of its group with it', async () => {
    const kept = start({ command: 'sleep 300 & sleep 300; echo no', limit: { after: 0.2 } });
    expect(await kept.exited).toEqual({ code: 124, signal: null });
    expect(verdict(kept)).toMatch(/^exit 124( left)?$/);
    await until('its group to be gone', () => site.living().length === 0);
  });

  test('ends a job that ignores TERM with KILL when the grace is over', async () => {
    const kept = await startLimited(`trap '' TERM; ${READY}; ${WAITS}`, { after: 0.2, grace: 0.2 });
    expect(await kept.exited).toEqual({ code: 137, signal: null });
    expect(verdict(kept)).toMatch(/^exit 137( left)?$/);
    await until('its group to be gone', () => site.living().length === 0);
  });

  inLong(() => {
    test('sends the signal that the sweep names', async () => {
      const command = `trap 'echo heard; exit 0' USR1; ${READY}; while :; do sleep 0.1; done`;
      const kept = await startLimited(command, { after: 0.2, signal: 'USR1' });
      expect(await kept.exited).toEqual({ code: 124, signal: null });
      expect(readFileSync(kept.folder.log, 'utf8')).toContain('heard\n');
    });
  });

  test.each([
    ['TERM', `${READY}; sleep 300`, 124],
    ['KILL', `trap '' TERM; ${READY}; while :; do sleep 0.1; done`, 137],
  ])('holds with its %s though the runner is dead', async (_, command, code) => {
    const ending = await keepLimited(command, { after: 0.2, grace: 0.2 });
    expect(ending).toMatchObject({ code, stopped: false });
    await until('the job to be gone', () => site.living().length === 0);
  });
});

describe('a limit ends what has left the group', () => {
  test.each(
    someOf(
      [
        ['a group of its own', 'set -m; DEAF & set +m'],
        ['a session of its own', 'setsid DEAF &'],
        ['a session of its own, after a double fork, with no output', '( setsid DEAF > /dev/null 2>&1 & )'],
      ],
      2,
    ),
  )('%s, though the runner is dead: the signal, then KILL when the grace is over', async (_, escape) => {
    const deaf = `bash -c 'trap "echo heard >> heard" USR1; ${READY}; while :; do sleep 0.1; done'`;
    const command = `${escape.replace('DEAF', deaf)}\nsleep 300`;
    const ending = await keepLimited(command, { after: 1, grace: 0.5, signal: 'USR1' });
    expect(ending.stopped).toBe(false);
    await until('the job to be gone', () => site.living().length === 0);
    expect(readFileSync(site.path('heard'), 'utf8')).toBe('heard\n');
  });

  test('whatever it calls itself', async () => {
    const named = `$0 = "a) Z 1 1 1 (b\\n"; open my $file, ">", "named"; sleep 300`;
    const command = `setsid perl -e '${named}' & until [ -e named ]; do sleep 0.1; done; ${READY}; sleep 300`;
    expect((await keepLimited(command, { after: 1, grace: 0.2 })).code).toBe(124);
    await until('the job to be gone', () => site.living().length === 0);
  });

  test('though it starts itself anew when it gets the signal', async () => {
    const reborn = `trap 'setsid bash reborn.sh & exit' TERM\n${READY}\nwhile :; do sleep 0.1; done\n`;
    writeFileSync(site.path('reborn.sh'), reborn);
    expect((await keepLimited('setsid bash reborn.sh & sleep 300', { after: 1, grace: 0.2 })).code).toBe(124);
    await until('the job to be gone', () => site.living().length === 0);
  });

  test.runIf(process.geteuid?.() === 0)("though it has become another user's, where the job is root's", async () => {
    const other = "setpriv --reuid 65534 --clear-groups setsid sh -c 'echo; exec sleep 300' > /dev/null &";
    expect((await keepLimited(`${other} ${READY}; sleep 300`, { after: 1, grace: 0.2 })).code).toBe(124);
    await until('the job to be gone', () => site.living().length === 0);
  });

  test('even of a job that ignores TERM, and of nobody else', async () => {
    const other = start({ id: 'other', command: WAITS });
    const command = `trap '' TERM; setsid sleep 300 & ${READY}; ${WAITS}`;
    expect((await keepLimited(command, { after: 1, grace: 0.2 })).code).toBe(137);
    await until('the job to be gone', () => site.living().every((pid) => see(pid)?.session === other.pid));
    letGo();
    expect(await other.exited).toEqual({ code: 0, signal: null });
  });

  test('but not when the job has ended before, which looks at no other process', async () => {
    const kept = start({
      command: "setsid sh -c 'echo up > up; exec sleep 300' & until [ -e up ]; do sleep 0.1; done; exit 124",
      limit: { after: 60 },
    });
    await kept.exited;
    expect(verdict(kept)).toBe('exit 124');
    expect(site.living()).toHaveLength(1);
  });
});

describe('the grace', () => {
  /** Its shell dies of TERM at once; its child takes its time, with the help of others, and notes every TERM. */
  const saves = `bash -c 'trap "echo heard; sleep 0.2; echo saved; exit" TERM; echo up > up; ${READY}; while :; do sleep 0.1; done'; echo no`;

  test('after a limit is for all of the group', async () => {
    const kept = await startLimited(saves, { after: 0.2, grace: 300 });
    expect(await kept.exited).toEqual({ code: 124, signal: null });
    expect(spoken(kept)).toEqual(['heard', 'saved']);
    expect(verdict(kept)).toBe('exit 124');
  });

  test('after a stop is for all of the group', async () => {
    const kept = start({ command: saves });
    await written(site.path('up'));
    process.kill(kept.pid, 'SIGTERM');
    expect(await kept.exited).toEqual({ code: 143, signal: null });
    expect(spoken(kept)).toEqual(['heard', 'saved']);
    expect(verdict(kept)).toBe('exit 143 stopped');
  });

  inLong(() => {
    test('ends with KILL for all of the group', async () => {
      const deaf = `bash -c 'trap "" TERM; ${READY}; while :; do sleep 0.1; done'; echo no`;
      const kept = await startLimited(deaf, { after: 0.2, grace: 0.2 });
      expect(verdict(kept)).toMatch(/^exit 124( left)?$/);
      await until('its group to be gone', () => site.living().length === 0);
    });
  });

  /** What the job wrote, without what its shells say of killed children. */
  function spoken({ folder }: Kept): string[] {
    return readFileSync(folder.log, 'utf8').match(/^(heard|saved|no)$/gm) ?? [];
  }
});

describe('a keeper that is told to stop', () => {
  test.each(['HUP', 'INT', 'TERM'] as const)('by %s passes TERM on, waits for the end and says so', async (signal) => {
    const command = "trap 'echo heard; exit 9' TERM; echo up > up; while :; do sleep 0.1; done";
    const kept = start({ command });
    await written(site.path('up'));
    process.kill(kept.pid, `SIG${signal}`);
    expect(await kept.exited).toEqual({ code: 9, signal: null });
    expect(verdict(kept)).toBe('exit 9 stopped');
    expect(readFileSync(kept.folder.log, 'utf8').match(/heard/g)).toHaveLength(1);
  });

  test('does not take a job that ends well for one that was not stopped', async () => {
    const kept = start({ command: "trap 'exit 0' TERM; echo up > up; while :; do sleep 0.1; done" });
    await written(site.path('up'));
    process.kill(kept.pid, 'SIGTERM');
    await kept.exited;
    expect(verdict(kept)).toBe('exit 0 stopped');
  });

  test('at any instant leaves no job that runs on, and a record that is true', async () => {
    const seen = new Set<string>();
    const count = cases(160, 20);
    // Milliseconds over which the instants are spread: more of them until some are early, some late and some in between.
    for (let round = 0, span = 16; seen.size < 3; round += 1, span *= 2)
      for (let index = 0; index < count; index += 1) await stopAfter((span * index) / count, `${round}-${index}`);
    await until('all jobs to be gone', () => site.living().length === 0);
    expect(existsSync(site.path('ran-on'))).toBe(false);
    expect([...seen].sort()).toEqual([
      ...['exit 143 stopped, not running', 'exit 143 stopped, running', 'nothing, not running'],
    ]);

    async function stopAfter(ms: number, name: string): Promise<void> {
      const ran = site.path(`ran-${name}`);
      const command = `echo ran >> ${ran}; sleep 300; echo on >> ran-on`;
      const kept = start({ id: `job-${name}`, command, limit: { after: 300, grace: 300 } });
      const due = performance.now() + ms;
      while (performance.now() < due);
      process.kill(kept.pid, 'SIGTERM');
      const ended = await kept.exited;
      const said = verdict(kept)?.replace(/ left$/, '') ?? 'nothing';
      if (said === 'nothing') {
        expect({ ...ended, start: readStart(kept.folder).kind, ran: existsSync(ran) }).toEqual({
          ...{ code: null, signal: 'SIGTERM', start: 'absent', ran: false },
        });
      } else expect({ ...ended, said }).toEqual({ code: 143, signal: null, said: 'exit 143 stopped' });
      seen.add(`${said}, ${existsSync(ran) ? 'running' : 'not running'}`);
    }
  });
});

describe('a job that is spread over nodes', () => {
  /** As srun(1) does, it lives on when the shell that started it dies, and would kill all at once if it got TERM. */
  const srun = `bash -c 'trap "echo TERM >> heard; exit 1" TERM; trap "echo USR1 >> heard; sleep 0.2; echo saved >> heard; exit 0" USR1; echo up > up; ${READY}; while :; do sleep 0.1; done'`;
  const heard = (): string => readFileSync(site.path('heard'), 'utf8');

  test('is told by USR1 at its limit, and has its grace', async () => {
    await limited({ after: 0.2, grace: 300 }, async (limit, id) => {
      const kept = start({ id, nodes: 2, command: `${srun}; echo no`, limit });
      expect(await kept.exited).toEqual({ code: 124, signal: null });
    });
    expect(heard()).toBe('USR1\nsaved\n');
  });

  test.each([
    ['without a limit', {}],
    ['with one', { limit: { after: 300 } }],
    ['with one that names another signal', { limit: { after: 300, signal: 'USR2' } }],
  ])('is told by USR1 that it is to stop, %s', async (_, sketch) => {
    const kept = start({ nodes: 2, command: `${srun}; echo no`, ...sketch });
    await written(site.path('up'));
    process.kill(kept.pid, 'SIGTERM');
    await kept.exited;
    expect(verdict(kept)).toMatch(/^exit \d+ stopped$/);
    expect(heard()).toBe('USR1\nsaved\n');
  });

  test('is told by the signal that its limit names at that', async () => {
    const other = srun.replaceAll('USR1', 'USR2').replace("bash -c '", "bash -c 'trap : USR1; ");
    await limited({ after: 0.2, grace: 300, signal: 'USR2' }, async (limit, id) => {
      await start({ id, nodes: 2, command: `${other}; echo no`, limit }).exited;
    });
    expect(heard()).toBe('USR2\nsaved\n');
  });

  test('is not told twice where it runs on the node of its keeper, and is killed with the rest', async () => {
    const rank = `setsid bash -c 'trap "echo told >> rank" USR1 TERM; ${READY}; while :; do sleep 0.1; done' &`;
    await keepLimitedSpread(`${rank} sleep 300`);
    await until('the job to be gone', () => site.living().length === 0);
    expect(existsSync(site.path('rank'))).toBe(false);
  });

  function keepLimitedSpread(command: string): Promise<unknown> {
    return limited({ after: 1, grace: 0.5 }, async (limit, id) => {
      await start({ id, nodes: 2, command, limit }).exited;
    });
  }
});

describe('suspending', () => {
  test('a keeper only delays its record', async () => {
    const kept = start({ command: `${WAITS}; exit 4` });
    await written(site.path('up'));
    process.kill(kept.pid, 'SIGSTOP');
    await until('the keeper to be stopped', () => see(kept.pid)?.state === 'T');
    letGo();
    await until('the job to end', () => childOf(kept.pid, 'timeout')?.state === 'Z');
    expect(verdict(kept)).toBeUndefined();
    process.kill(kept.pid, 'SIGCONT');
    expect(await kept.exited).toEqual({ code: 4, signal: null });
    expect(verdict(kept)).toBe('exit 4');
  });

  test('a job does not end it, and costs its keeper no work', async () => {
    const kept = start({ command: `${WAITS}; exit 4` });
    await written(site.path('up'));
    const { group } = childOf(kept.pid, 'timeout')!;
    process.kill(-group, 'SIGSTOP');
    await until('the job to be stopped', () => childOf(kept.pid, 'timeout')?.state === 'T');
    letGo();
    const before = switches(kept.pid);
    await start({ id: 'other', command: 'sleep 0.2' }).exited;
    expect(switches(kept.pid) - before).toBeLessThan(5);
    expect(verdict(kept)).toBeUndefined();
    process.kill(-group, 'SIGCONT');
    expect(await kept.exited).toEqual({ code: 4, signal: null });
  });

  /** How often the process has been at work: what waits does not switch. */
  function switches(pid: number): number {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return [...status.matchAll(/ctxt_switches:\s+(\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
  }
});

describe('what a job has put in the place of its record', () => {
  test.each(
    someOf(
      [
        ['nothing', 'rm pid'],
        ['a FIFO', 'rm pid; mkfifo pid'],
        ['a record of another end, longer than the true one', 'rm pid; printf "%0999d\\nexit 0\\n" 1 > pid'],
        ['the same, in the same file', 'printf "%0999d\\nexit 0\\n" 1 > pid'],
        ['a link to a device that is full', 'rm pid; ln -s /dev/full pid'],
        ['a link to a file that is not there', 'rm pid; ln -s nothing pid'],
        ['a folder with something in it', 'rm pid; mkdir pid; touch pid/in'],
        ['nothing, in a folder that nobody may write to', 'rm pid; chmod 500 .'],
      ],
      0,
      3,
    ),
  )('does not hide its end: %s', async (_, act) => {
    const kept = start({ command: `cd "$SWEEP_DIR/1"; ${act}; exit 6` });
    expect(await kept.exited).toEqual({ code: 6, signal: null });
    expect(verdict(kept)).toBe('exit 6');
    expect(readEnding(kept.folder)).toMatchObject({ code: 6, stopped: false });
  });

  test('does not hide its beginning either', async () => {
    const kept = start({ command: 'cd "$SWEEP_DIR/1"; rm pid; echo given up > pid' });
    await kept.exited;
    expect(readStart(kept.folder)).toMatchObject({ kind: 'begun', record: { pid: kept.pid } });
  });
});

test.each(
  someOf(
    [
      ['a file', ': > "$SWEEP_DIR/1"'],
      ['a FIFO', 'mkfifo "$SWEEP_DIR/1"'],
      ['a link to a folder in which nobody can write', 'ln -s /proc/self "$SWEEP_DIR/1"'],
      ['a link to a folder of its own', 'mkdir other; echo mine > other/pid; ln -s "$PWD/other" "$SWEEP_DIR/1"'],
    ],
    3,
  ),
)('a job that has put %s in the place of its folder has ended nevertheless', async (_, act) => {
  const kept = start({ command: `rm -r "$SWEEP_DIR/1"; ${act}; exit 6` });
  expect(await kept.exited).toEqual({ code: 6, signal: null });
  expect(textOf(site.path('other/pid')) ?? 'mine\n').toBe('mine\n');
});

describe('a full disk', () => {
  test('keeps a job from beginning that could not be told from one that never began', async () => {
    const order = site.order(liveJob({ command: 'echo ran > ran' }));
    const folder = attemptFolder(site.runFolder, order.job.id, 1);
    const full = `${folder.path}.full`;
    mkdirSync(full, { recursive: true });
    writeFileSync(`${full}/run.sh`, site.script(order.job));
    symlinkSync('/dev/full', `${full}/pid`);
    const script = `${full}/run.sh`;
    const run = spawnSync('bash', [script], { encoding: 'utf8', env: { ...process.env, SWEEP_RUN: script } });
    expect(run.status).toBe(125);
    expect(run.stderr).toMatch(/No space left/);
    expect(existsSync(site.path('ran'))).toBe(false);
  });

  test('does not matter to a keeper whose folder is moved: its record goes with it', async () => {
    const kept = start({ command: `${WAITS}; exit 6` });
    await written(site.path('up'));
    const { path } = kept.folder;
    renameSync(path, `${path}.moved`);
    letGo();
    expect(await kept.exited).toEqual({ code: 6, signal: null });
    expect(textOf(`${path}.moved/pid`)).toMatch(/\nexit 6\n$/);
  });

  test('delays no keeper whose folder is gone', async () => {
    const kept = start({ command: `${WAITS}; exit 6` });
    await written(site.path('up'));
    rmSync(kept.folder.path, { recursive: true });
    letGo();
    expect(await kept.exited).toEqual({ code: 6, signal: null });
  });
});

test('a keeper that finds the attempt given up runs nothing', async () => {
  const order = site.order(liveJob({ command: 'echo ran > ran' }));
  const folder = attemptFolder(site.runFolder, order.job.id, 1);
  mkdirSync(folder.path, { recursive: true });
  writeFileSync(folder.script, site.script(order.job));
  writeFileSync(folder.pid, 'given up\n');
  const run = spawnSync('bash', [folder.script], { env: { ...process.env, SWEEP_RUN: folder.script } });
  expect(run.status).toBe(125);
  expect(readdirSync(folder.path).sort()).toEqual(['pid', 'run.sh']);
  expect(readFileSync(folder.pid, 'utf8')).toBe('given up\n');
  expect(existsSync(site.path('ran'))).toBe(false);
});
