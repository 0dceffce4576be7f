import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isHeld, type HeldFile } from '../../../src/host/system/held-file.ts';
import { lockOwner, lockRunFolder, type Lock } from '../../../src/host/system/lock.ts';
import { identify } from '../../../src/host/system/process.ts';
import type { ProcessId } from '../../../src/model/process-id.ts';
import { cases } from '../../rig/cases.ts';

let folder: string;
let path: string;
const children: ChildProcessByStdio<null, Readable, null>[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, 'beam', 'lock');
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function self(): ProcessId {
  const id = identify(process.pid);
  if (id === null) throw new Error('this process cannot be identified');
  return id;
}

function taken(lock: Lock): { release: () => void } {
  if (!lock.ok) throw new Error(`the lock was refused: ${lock.reason}`);
  return lock;
}

/** A process that is gone. */
async function deadProcess(): Promise<ProcessId> {
  const child = spawn('sleep', ['60'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const id = identify(child.pid ?? 0);
  child.kill('SIGKILL');
  await once(child, 'exit');
  if (id === null) throw new Error('no such process');
  return id;
}

const files = (): string[] => readdirSync(join(folder, 'beam'), { recursive: true, encoding: 'utf8' });

describe('a run folder', () => {
  test('is owned by one runner at a time, which others are told', () => {
    taken(lockRunFolder(path, self()));
    expect(lockRunFolder(path, self())).toMatchObject({
      ok: false,
      reason: 'alive',
      owner: { process: self(), host: hostname() },
    });
  });

  test('that is a copy is owned by nobody, although the owner of the original lives; one that was moved is', () => {
    taken(lockRunFolder(path, self()));
    const [copy, moved] = [join(folder, 'copy'), join(folder, 'moved')];
    cpSync(join(folder, 'beam'), copy, { recursive: true });
    renameSync(join(folder, 'beam'), moved);
    expect(lockOwner(join(copy, 'lock'))).toBeNull();
    taken(lockRunFolder(join(copy, 'lock'), self()));
    expect(lockOwner(join(moved, 'lock'))).toMatchObject({ liveness: 'alive' });
    expect(lockRunFolder(join(moved, 'lock'), self())).toMatchObject({ ok: false, reason: 'alive' });
  });

  test('is free again once its owner has let go, and nothing of the lock is left', () => {
    taken(lockRunFolder(path, self())).release();
    expect(files()).toEqual([]);
    taken(lockRunFolder(path, self())).release();
  });

  test('is not lost by a second release of the owner before', () => {
    const first = taken(lockRunFolder(path, self()));
    first.release();
    taken(lockRunFolder(path, self()));
    first.release();
    expect(lockRunFolder(path, self()).ok).toBe(false);
  });

  test('says in plain JSON who owns it, since when and which folder it is, to whom the umask lets read it', () => {
    const before = process.umask(0o002);
    taken(lockRunFolder(path, self()));
    process.umask(before);
    const [name = ''] = readdirSync(path);
    const owner = JSON.parse(readFileSync(join(path, name), 'utf8')) as Record<string, unknown>;
    // In a container it says besides which file it holds.
    const { held: _held, ...said } = owner;
    expect(said).toEqual({
      ...{ host: hostname(), since: expect.stringMatching(/^\d{4}-.*Z$/) as string, process: self() },
      folder: String(statSync(join(folder, 'beam')).ino),
    });
    expect(statSync(path).mode & 0o777).toBe(0o775);
    expect(statSync(join(path, name)).mode & 0o777).toBe(0o664);
  });

  test('tells who owns it without being touched', async () => {
    expect(lockOwner(path)).toBeNull();
    const lock = taken(lockRunFolder(path, self()));
    expect(lockOwner(path)).toMatchObject({ owner: { process: self() }, liveness: 'alive' });
    lock.release();
    taken(lockRunFolder(path, await deadProcess()));
    expect(lockOwner(path)).toBeNull();
    expect(readdirSync(path)).toHaveLength(1);
  });
});

describe('a lock that was left behind', () => {
  test('by a dead process stops nobody', async () => {
    taken(lockRunFolder(path, await deadProcess()));
    taken(lockRunFolder(path, self()));
    expect(readdirSync(path)).toHaveLength(1);
  });

  test('by a process whose number now belongs to another stops nobody', () => {
    taken(lockRunFolder(path, { ...self(), startTicks: '1' }));
    taken(lockRunFolder(path, self()));
  });

  test('before the machine was started anew stops nobody', () => {
    taken(lockRunFolder(path, { ...self(), bootId: 'another boot' }));
    taken(lockRunFolder(path, self()));
  });

  test('empty by a crash of the machine stops nobody', () => {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'runner-1.json'), '');
    taken(lockRunFolder(path, self()));
    expect(readdirSync(path)).toHaveLength(1);
  });

  test('by one who was killed on the way to it stops nobody', () => {
    mkdirSync(path, { recursive: true });
    taken(lockRunFolder(path, self()));
  });

  test('as a draft by a dead process is cleared up', async () => {
    taken(lockRunFolder(`${path}.draft`, await deadProcess()));
    taken(lockRunFolder(path, self())).release();
    expect(files()).toEqual([]);
  });

  test('as a draft that is still empty is cleared up', () => {
    mkdirSync(`${path}.1-00`, { recursive: true });
    taken(lockRunFolder(path, self())).release();
    expect(files()).toEqual([]);
  });

  test.each(['', '{"pid'])(
    'as a draft of which a dead process has written %o is cleared up, that of a living one not',
    async (text) => {
      const { pid } = await deadProcess();
      const [dead, living] = [`${path}.${pid}-00`, `${path}.${process.pid}-00`];
      for (const draft of [dead, living]) {
        mkdirSync(draft, { recursive: true });
        writeFileSync(join(draft, 'runner.json'), text);
      }
      taken(lockRunFolder(path, self())).release();
      expect(files().filter((name) => !name.includes('/'))).toEqual([basename(living)]);
    },
  );

  test.each([
    ['on another machine', { machineId: 'another machine' }],
    ['in another container', { pidNamespace: 'pid:[1]' }],
  ])('%s, of which nothing tells whether it is held, is respected until it is taken over', (_, elsewhere) => {
    const stranger = { ...self(), ...elsewhere };
    const theirs = taken(lockRunFolder(path, stranger));
    const [name = ''] = readdirSync(path);
    const { held: _held, ...owner } = JSON.parse(readFileSync(join(path, name), 'utf8')) as Record<string, unknown>;
    writeFileSync(join(path, name), JSON.stringify(owner));
    expect(lockRunFolder(path, self())).toMatchObject({ ok: false, reason: 'unknown', owner: { process: stranger } });
    taken(lockRunFolder(path, self(), { takeOver: true }));
    theirs.release();
    expect(lockOwner(path)).toMatchObject({ owner: { process: self() } });
  });

  test('on another machine, as a job of a cluster of which that says that it has ended, counts no more', () => {
    const elsewhere = { ...self(), machineId: 'another machine' };
    const lock = (driver: string): void => {
      taken(lockRunFolder(path, elsewhere, { takeOver: true, owner: { driver } }));
      const [name = ''] = readdirSync(path);
      const { held: _held, ...owner } = JSON.parse(readFileSync(join(path, name), 'utf8')) as Record<string, unknown>;
      writeFileSync(join(path, name), JSON.stringify(owner));
    };
    lock('s.runner.1');
    expect(lockRunFolder(path, self(), { gone: 's.runner.2' })).toMatchObject({ ok: false, reason: 'unknown' });
    taken(lockRunFolder(path, self(), { gone: 's.runner.1' }));
  });

  test.each([
    [
      'a file that is no lock',
      (): void => {
        writeFileSync(path, 'mine');
      },
    ],
    [
      'a folder with something else in it',
      (): void => {
        mkdirSync(path);
        writeFileSync(join(path, 'x'), '{"pid": 1}');
      },
    ],
  ])('as %s is respected until it is taken over', (_, put) => {
    mkdirSync(join(folder, 'beam'));
    put();
    expect(lockRunFolder(path, self())).toEqual({ ok: false, reason: 'unknown', owner: null });
    taken(lockRunFolder(path, self(), { takeOver: true })).release();
    expect(files()).toEqual([]);
  });

  test('by a living process is not even taken over', () => {
    taken(lockRunFolder(path, self()));
    expect(lockRunFolder(path, self(), { takeOver: true })).toMatchObject({ ok: false, reason: 'alive' });
  });
});

/** What stands in for a runner of another container of this machine. */
const ELSEWHERE = { pidNamespace: 'pid:[1]' };

describe.runIf(spawnSync('flock', ['--version']).status === 0)('a lock of another container of this machine', () => {
  const module = (name: string): string =>
    JSON.stringify(join(import.meta.dirname, '../../../src/host/system', `${name}.ts`));

  /** A runner of one, which has the lock. */
  async function runnerElsewhere(): Promise<ChildProcessByStdio<null, Readable, null>> {
    const program = `
      import { lockRunFolder } from ${module('lock')};
      import { identify } from ${module('process')};
      const lock = lockRunFolder(process.argv[1], { ...identify(process.pid), ...${JSON.stringify(ELSEWHERE)} });
      process.stdout.write(String(lock.ok));
      setInterval(() => undefined, 1000);`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', program, path];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(said.toString()).toBe('true');
    return child;
  }

  test('is held while its runner lives, is not even taken over then, and stops nobody once that is gone', async () => {
    const runner = await runnerElsewhere();
    for (const takeOver of [false, true]) {
      expect(lockRunFolder(path, self(), { takeOver })).toMatchObject({
        ok: false,
        reason: 'alive',
        owner: { process: ELSEWHERE },
      });
    }
    // What it is asked it can be asked in its container alone.
    expect(lockOwner(path)).toMatchObject({ liveness: 'unknown' });
    runner.kill('SIGKILL');
    await once(runner, 'exit');
    expect(lockOwner(path)).toBeNull();
    taken(lockRunFolder(path, self())).release();
    expect(files()).toEqual([]);
  });

  test('tells nothing where its file is a copy, or is of another boot or machine', async () => {
    const runner = await runnerElsewhere();
    const [name = ''] = readdirSync(path);
    const text = readFileSync(join(path, name), 'utf8');
    const copy = join(folder, 'copy', 'lock');
    mkdirSync(copy, { recursive: true });
    writeFileSync(join(copy, name), text);
    expect(lockRunFolder(copy, self())).toMatchObject({ ok: false, reason: 'unknown' });
    runner.kill('SIGKILL');
    await once(runner, 'exit');
    writeFileSync(join(path, name), text.replace(self().machineId, 'another'));
    expect(lockRunFolder(path, self())).toMatchObject({ ok: false, reason: 'unknown' });
    // That of another boot is over without any look.
    writeFileSync(join(path, name), text.replace(self().bootId, 'another'));
    taken(lockRunFolder(path, self())).release();
  });

  test('asked for by several at once is held by none of them', () => {
    const theirs = taken(lockRunFolder(path, { ...self(), ...ELSEWHERE }));
    const fd = openSync(join(path, readdirSync(path)[0]!), 'r+');
    const { held } = JSON.parse(readFileSync(fd, 'utf8')) as { held: HeldFile };
    const file = join(path, readdirSync(path)[0]!);
    expect(isHeld(file, held)).toBe(true);
    expect(isHeld(file, { ...held, inode: '1' })).toBeNull();
    expect(isHeld(join(path, 'nothing'), held)).toBeNull();
    closeSync(fd);
    expect(isHeld(file, held)).toBe(true);
    theirs.release();
    writeFileSync(join(folder, 'free'), '');
    const free = statSync(join(folder, 'free'), { bigint: true });
    expect(isHeld(join(folder, 'free'), { device: String(free.dev), inode: String(free.ino) })).toBe(false);
  });
});

/**
 * Takes the lock and lets it go, over and over. In between it writes itself down in a book, where it looks for an
 * owner before it that is still alive: `double` on stdout then, else `held`.
 */
const CONTENDER = `
  import { appendFileSync, readFileSync } from 'node:fs';
  import { lockRunFolder } from './lock.ts';
  import { identify, isAlive } from './process.ts';
  const [path, book] = process.argv.slice(2);
  const self = identify(process.pid);
  const write = (what) => appendFileSync(book, JSON.stringify({ what, self }) + '\\n');
  const again = () => {
    const lock = lockRunFolder(path, self);
    if (lock.ok) {
      const last = JSON.parse(readFileSync(book, 'utf8').trimEnd().split('\\n').at(-1));
      const double = last.what === 'in' && last.self.pid !== self.pid && isAlive(last.self) === 'alive';
      write('in');
      process.stdout.write(double ? 'double\\n' : 'held\\n');
      write('out');
      lock.release();
    }
    setImmediate(again);
  };
  again();`;

describe('many runners at once', () => {
  test('never own a run folder together, however many are killed on the way', async () => {
    const contender = join(folder, 'contender.mjs');
    const stdin = { contents: CONTENDER, resolveDir: join(import.meta.dirname, '../../../src/host/system') };
    await build({ stdin, outfile: contender, bundle: true, platform: 'node', format: 'esm', target: 'node20' });
    const book = join(folder, 'book');
    writeFileSync(book, `${JSON.stringify({ what: 'out', self: self() })}\n`);
    const seen = { held: 0, double: 0 };
    const enough = cases(8, 2);
    let kills = 0;
    await new Promise<void>((resolve, reject) => {
      const contend = (): void => {
        const child = spawn(process.execPath, [contender, path, book], { stdio: ['ignore', 'pipe', 'inherit'] });
        children.push(child);
        // Killed in the midst of what it does after its n-th turn, with n different for each.
        const turns = 5 + 7 * children.length;
        let own = 0;
        createInterface({ input: child.stdout }).on('line', (line) => {
          seen[line === 'double' ? 'double' : 'held'] += 1;
          own += 1;
          if (own === turns) child.kill('SIGKILL');
        });
        child.on('error', reject);
        child.on('exit', (code) => {
          if (code !== null) reject(new Error(`a runner ended by itself, with ${code}`));
          kills += 1;
          if (kills === enough) resolve();
          else if (kills < enough) contend();
        });
      };
      for (let count = 0; count < 4; count += 1) contend();
    });
    expect(seen.double).toBe(0);
    expect(seen.held).toBeGreaterThan(50);
    for (const child of children.splice(0)) {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    taken(lockRunFolder(path, self()));
  });
});
