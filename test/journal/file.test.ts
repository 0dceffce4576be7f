import { execFileSync, spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openJournal, readJournal, type JournalWriter } from '../../src/journal/file.ts';
import type { Event } from '../../src/model/event.ts';
import { inLong } from '../rig/cases.ts';

const HEADER = '{"journal":"sweep","version":1,"sweep":"beam"}\n';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  path = join(folder, 'beam', 'journal.jsonl');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Takes lines that are JSON into `taken`. */
function collector(): { taken: string[]; take: (line: string, number: number) => string | null } {
  const taken: string[] = [];
  const take = (line: string): string | null => {
    try {
      JSON.parse(line);
    } catch {
      return 'it is not JSON';
    }
    taken.push(line);
    return null;
  };
  return { taken, take };
}

function given(content: string | Buffer): void {
  mkdirSync(join(folder, 'beam'), { recursive: true });
  writeFileSync(path, content);
}

function opened(
  writtenSinceBoot = true,
  sweep = 'beam',
): { journal: JournalWriter; taken: string[]; notice: string | null } {
  const { taken, take } = collector();
  const result = openJournal(path, { sweep, take, writtenSinceBoot: () => writtenSinceBoot });
  if (!result.ok) throw new Error(result.message);
  return { journal: result.journal, taken, notice: result.notice };
}

function refusal(writtenSinceBoot = true, sweep = 'beam'): string {
  const result = openJournal(path, { sweep, take: collector().take, writtenSinceBoot: () => writtenSinceBoot });
  if (result.ok) throw new Error('the journal was opened');
  return result.message.replaceAll(folder, '');
}

const content = (): string => readFileSync(path, 'utf8');

/** A process under `limits` that has opened the journal as `journal` and then does as `program` says. */
function runner(program: string, limits = ''): ChildProcessByStdio<null, Readable, null> {
  const module = JSON.stringify(join(import.meta.dirname, '../../src/journal/file.ts'));
  const start = `import { openJournal } from ${module};
    const { journal } = openJournal(process.argv[1], { sweep: 'beam', take: () => null, writtenSinceBoot: () => true });`;
  const node = [process.execPath, '--import', 'tsx', '--input-type=module', '-e', start + program, path];
  return spawn('bash', ['-c', `${limits} exec "$@"`, 'bash', ...node], { stdio: ['ignore', 'pipe', 'inherit'] });
}

describe('a journal that is made shorter', () => {
  const ended = (job: string): string =>
    `{"at":"2026-01-01T00:00:00.000Z","tick":1,"event":"backoff-ended","job":"${job}"}`;
  const withoutA = (events: readonly Event[]): readonly Event[] =>
    events.filter((event) => !('job' in event && event.job === 'a'));

  test('is another file that is whole, which is gone on with', async () => {
    const { journal } = opened();
    expect(journal.append([ended('a'), ended('b')], 2)).toBeNull();
    // Whoever was killed while it wrote another has left that.
    writeFileSync(`${path}.new`, 'half of it');
    expect(journal.rewrite(withoutA)).toBeNull();
    expect(journal.append([ended('c')])).toBeNull();
    await journal.close();
    const lines = content().split('\n');
    expect(lines[0]).toBe(HEADER.trim().replace('"version":1', '"version":2'));
    expect(lines.slice(1).map((line) => (line === '' ? null : (JSON.parse(line) as { job: string }).job))).toEqual([
      'b',
      'c',
      null,
    ]);
    expect(opened().taken).toHaveLength(2);
    expect(readdirSync(join(folder, 'beam'))).toEqual(['journal.jsonl']);
  });

  test('stays as it is where there is nothing to leave out, another file has taken its place, or no other can be written', async () => {
    const { journal } = opened();
    expect(journal.append([ended('a')])).toBeNull();
    const before = content();
    expect(journal.rewrite(() => null)).toBeNull();
    expect(content()).toBe(before);
    mkdirSync(join(folder, 'beam/journal.jsonl.new'));
    expect(journal.rewrite(withoutA)).toMatch(/journal.jsonl: .*directory/i);
    expect(content()).toBe(before);
    rmSync(join(folder, 'beam/journal.jsonl.new'), { recursive: true });
    renameSync(path, `${path}.mine`);
    writeFileSync(path, 'of another');
    expect(journal.rewrite(withoutA)).toMatch(/another file has taken its place/);
    expect([content(), readFileSync(`${path}.mine`, 'utf8')]).toEqual(['of another', before]);
    await journal.close();
  });

  test('is where a link leads, and the link stays', async () => {
    mkdirSync(join(folder, 'beam'));
    symlinkSync('../elsewhere.jsonl', path);
    writeFileSync(join(folder, 'elsewhere.jsonl'), '');
    const { journal } = opened();
    expect(journal.append([ended('a')])).toBeNull();
    expect(journal.rewrite(withoutA)).toBeNull();
    await journal.close();
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'elsewhere.jsonl'), 'utf8')).toBe(HEADER);
  });
});

describe('a new journal', () => {
  test('begins with a line that names the format, its version and the sweep', async () => {
    await opened().journal.close();
    expect(content()).toBe(HEADER);
  });

  test('says in its header of which version it is once a line needs that, and is then no less for lines that do not', async () => {
    const { journal } = opened();
    expect(journal.append(['{"old":1}'])).toBeNull();
    expect(content()).toBe(`${HEADER}{"old":1}\n`);
    expect(journal.append(['{"new":1}'], 2)).toBeNull();
    expect(journal.append(['{"old":2}'])).toBeNull();
    await journal.close();
    const raised = HEADER.replace('"version":1', '"version":2');
    expect(content()).toBe(`${raised}{"old":1}\n{"new":1}\n{"old":2}\n`);
    const again = opened().journal;
    expect(again.append(['{"new":2}'], 2)).toBeNull();
    await again.close();
    expect(content()).toBe(`${raised}{"old":1}\n{"new":1}\n{"old":2}\n{"new":2}\n`);
  });

  test('has the mode that the umask gives it, and so have the folders made for it', async () => {
    await opened().journal.close();
    writeFileSync(join(folder, 'plain'), '');
    mkdirSync(join(folder, 'folder'));
    expect(statSync(path).mode).toBe(statSync(join(folder, 'plain')).mode);
    expect(statSync(join(folder, 'beam')).mode).toBe(statSync(join(folder, 'folder')).mode);
  });

  test('is begun again when its runner died before the first line was whole', async () => {
    given(HEADER.slice(0, 20));
    await opened().journal.close();
    expect(content()).toBe(HEADER);
  });

  test('that cannot be made is refused with the reason', () => {
    writeFileSync(join(folder, 'beam'), 'in the way');
    expect(refusal()).toMatch(/^\/beam\/journal.jsonl: cannot be opened: E/);
  });
});

describe('appending', () => {
  test('adds every line to what is there', async () => {
    const { journal } = opened();
    expect(journal.append(['{"a":1}', '{"b":"ü\u2028"}'])).toBeNull();
    expect(journal.append(['{"c":3}'])).toBeNull();
    expect(content()).toBe(`${HEADER}{"a":1}\n{"b":"ü\u2028"}\n{"c":3}\n`);
    await journal.close();
  });

  test('goes on behind the good lines of an earlier runner, which are handed over in order', async () => {
    given(`${HEADER}1\n2\n`);
    const { journal, taken } = opened();
    expect(taken).toEqual(['1', '2']);
    journal.append(['3']);
    await journal.close();
    expect(content()).toBe(`${HEADER}1\n2\n3\n`);
  });

  test('leaves the file of another name alone, as a copy of hard links has', async () => {
    given(`${HEADER}1\n`);
    const original = join(folder, 'original.jsonl');
    linkSync(path, original);
    const { journal, taken } = opened();
    expect(taken).toEqual(['1']);
    journal.append(['2']);
    await journal.close();
    expect([content(), readFileSync(original, 'utf8')]).toEqual([`${HEADER}1\n2\n`, `${HEADER}1\n`]);
    expect(readdirSync(join(folder, 'beam'))).toEqual(['journal.jsonl']);
  });

  test('of nothing changes nothing', async () => {
    const { journal } = opened();
    expect(journal.append([])).toBeNull();
    await journal.close();
    expect(content()).toBe(HEADER);
  });

  inLong(() => {
    test('survives a SIGKILL of the process that appended', async () => {
      const child = runner(`
      for (let n = 0; n < 1000; n += 1) journal.append([String(n)]);
      process.kill(process.pid, 'SIGKILL');`);
      const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
      expect(signal).toBe('SIGKILL');
      const { journal, taken } = opened();
      expect(taken).toHaveLength(1000);
      await journal.close();
    });
  });

  test('syncs without blocking, and once more when it is closed', async () => {
    const { journal } = opened();
    journal.append(['1']);
    await Promise.all([journal.sync(), journal.sync()]);
    journal.append(['2']);
    await journal.close();
    expect(content()).toBe(`${HEADER}1\n2\n`);
  });
});

describe('the end of a journal', () => {
  test('is cut back to the last whole line', async () => {
    given(`${HEADER}1\n{"half":`);
    const { journal, taken } = opened();
    journal.append(['2']);
    await journal.close();
    expect(taken).toEqual(['1']);
    expect(content()).toBe(`${HEADER}1\n2\n`);
  });

  test('is set aside when its last lines are bad and the machine went down since', async () => {
    given(`${HEADER}1\n\0\0\0\n2x\n\0\0`);
    const { journal, taken, notice } = opened(false);
    journal.append(['2']);
    await journal.close();
    expect(taken).toEqual(['1']);
    expect(content()).toBe(`${HEADER}1\n2\n`);
    expect(readFileSync(`${path}.bad-1`, 'utf8')).toBe('\0\0\0\n2x\n\0\0');
    expect(notice?.replaceAll(folder, '')).toBe(
      '/beam/journal.jsonl: the machine went down while it was written; from line 3 on it was damaged and is now in /beam/journal.jsonl.bad-1',
    );
  });

  test('is set aside beside what was set aside before', async () => {
    given(`${HEADER}x\n`);
    await opened(false).journal.close();
    appendFileSync(path, 'y\n');
    await opened(false).journal.close();
    expect(readFileSync(`${path}.bad-1`, 'utf8')).toBe('x\n');
    expect(readFileSync(`${path}.bad-2`, 'utf8')).toBe('y\n');
  });

  test('that was damaged in the present boot is refused and left as it is', () => {
    given(`${HEADER}1\nx\n`);
    expect(refusal(true)).toBe(
      '/beam/journal.jsonl:3: cannot be read: it is not JSON. ' +
        'Delete that line to go on (what it recorded may be done again), or move the file aside to begin anew',
    );
    expect(content()).toBe(`${HEADER}1\nx\n`);
  });
});

describe('a journal is refused, and left as it is,', () => {
  test.each([
    [
      'when a bad line is followed by good ones',
      `${HEADER}1\nx\n2\n`,
      /^\/beam\/journal.jsonl:3: cannot be read: it is not JSON/,
    ],
    ['when a line is not UTF-8', Buffer.from(`${HEADER}"\xff"\n2\n`, 'latin1'), /:2: cannot be read: it is not UTF-8/],
    [
      'when a newer sweep wrote it',
      '{"journal":"sweep","version":4,"sweep":"beam"}\n',
      /version 4.*Use the sweep that wrote it/,
    ],
    ['when it is something else', 'PK\n1\n', /:1: cannot be read: it is not a journal of sweep/],
    ['when it names no sweep', '{"journal":"sweep","version":1}\n', /:1: cannot be read: it names no sweep/],
    ['when it is of another sweep', HEADER.replace('beam', 'other'), /is the journal of the sweep other, not of beam/],
  ])('%s', (_, text, message) => {
    given(text);
    const before = readFileSync(path);
    expect(refusal(false)).toMatch(message);
    expect(readFileSync(path)).toEqual(before);
  });
});

describe('reading only', () => {
  const read = (): { result: ReturnType<typeof readJournal>; taken: string[] } => {
    const { taken, take } = collector();
    return { result: readJournal(path, take), taken };
  };

  test('finds nothing where there is no journal, or no whole first line', () => {
    expect(read().result).toEqual({ kind: 'none' });
    given(HEADER.slice(0, 10));
    expect(read().result).toEqual({ kind: 'none' });
  });

  test('takes in whole lines, leaves a torn one out, and changes nothing', () => {
    given(`${HEADER}1\n2\n{"half`);
    const { result, taken } = read();
    expect(result).toEqual({ kind: 'read', sweep: 'beam', lines: 2, notice: null });
    expect(taken).toEqual(['1', '2']);
    expect(content()).toBe(`${HEADER}1\n2\n{"half`);
  });

  test('reports what comes before damaged last lines, and says where those begin', () => {
    given(`${HEADER}1\nx\n`);
    const { result } = read();
    expect(result).toMatchObject({ kind: 'read', lines: 1 });
    expect(result.kind === 'read' ? result.notice : null).toMatch(
      /journal.jsonl: cannot be read from line 3 on: it is not JSON/,
    );
  });

  test('says which line in the middle is bad', () => {
    given(`${HEADER}x\n1\n`);
    expect(read().result).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('.jsonl:2: cannot be read') as string,
    });
  });

  test('sees only whole lines, in order, while another process appends', async () => {
    const writer = runner(`
      process.stdout.write('ready');
      let n = 0;
      const more = () => {
        for (let i = 0; i < 10; i += 1, n += 1) journal.append([JSON.stringify({ n, pad: 'x'.repeat(n % 997) })]);
        if (n < 5000) setImmediate(more);
      };
      more();`);
    await once(writer.stdout, 'data');
    let seen = 0;
    while (seen < 5000 && writer.exitCode === null) {
      const { result, taken } = read();
      expect(result).toMatchObject({ kind: 'read', notice: null });
      expect(taken.map((line) => (JSON.parse(line) as { n: number }).n)).toEqual(taken.map((_, index) => index));
      expect(taken.length).toBeGreaterThanOrEqual(seen);
      seen = taken.length;
      await new Promise(setImmediate);
    }
    expect(read().taken).toHaveLength(5000);
  });

  test('reads lines longer than any buffer', () => {
    const long = JSON.stringify('ü'.repeat(3_000_000));
    given(`${HEADER}1\n${long}\n2\n`);
    expect(read().taken).toEqual(['1', long, '2']);
  });
});

describe('when there is no room', () => {
  const line = JSON.stringify('x'.repeat(5000));

  test('under a limit on the size of files, a failed append leaves no part of it and shorter lines still go in', async () => {
    const child = runner(
      `const line = ${JSON.stringify(line)};
      let good = 0;
      let problem;
      while ((problem = journal.append([line])) === null) good += 1;
      process.stdout.write(JSON.stringify({ good, problem, again: journal.append([line]), short: journal.append(['1']) }));`,
      'ulimit -f 64;',
    );
    const output = await text(child.stdout);
    const { good, problem, again, short } = JSON.parse(output) as Record<string, unknown>;
    expect(good).toBe(13);
    expect(problem).toMatch(/journal.jsonl: EFBIG/);
    expect(again).toBe(problem);
    expect(short).toBeNull();
    expect(content()).toBe(`${HEADER}${`${line}\n`.repeat(13)}1\n`);
  });

  test.runIf(mayMount())(
    'on a full disk, a failed append leaves no part of it and works once there is room',
    async () => {
      const disk = join(folder, 'small');
      mount(disk);
      try {
        path = join(disk, 'journal.jsonl');
        const { journal } = opened();
        writeFileSync(join(disk, 'ballast'), Buffer.alloc(32 * 1024));
        let good = 0;
        let problem: string | null = null;
        while ((problem = journal.append([line, line])) === null) good += 2;
        expect(problem).toMatch(/ENOSPC/);
        expect(good).toBeGreaterThan(0);
        expect(content()).toBe(HEADER + `${line}\n`.repeat(good));
        expect(journal.append([line, line])).toMatch(/ENOSPC/);
        rmSync(join(disk, 'ballast'));
        expect(journal.append([line])).toBeNull();
        await journal.close();
        expect(content()).toBe(HEADER + `${line}\n`.repeat(good + 1));
      } finally {
        execFileSync('umount', ['-l', disk]);
      }
    },
  );
});

/** Makes `disk` a folder that holds 64 KiB. */
function mount(disk: string): void {
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
}

/** Whether this user may mount; who may not has the limit on the size of files. */
function mayMount(): boolean {
  const parent = mkdtempSync(join(tmpdir(), 'mount-'));
  try {
    mount(join(parent, 'disk'));
    execFileSync('umount', [join(parent, 'disk')]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
