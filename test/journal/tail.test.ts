import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { JournalTail, type TailLook } from '../../src/journal/tail.ts';

const HEADER = '{"journal":"sweep","version":1,"sweep":"beam"}\n';
const READ: TailLook = { kind: 'read' };

let path: string;
let taken: string[];
let tail: JournalTail;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'journal-tail-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  path = join(folder, 'journal.jsonl');
  taken = [];
  tail = new JournalTail(path);
});

/** What a look comes to; takes the lines that do not say that they are bad. */
function look(): TailLook {
  return tail.look((line, number) => {
    if (line === 'bad') return 'it is bad';
    taken.push(`${number}:${line}`);
    return null;
  });
}

describe('a journal that others write', () => {
  it('is read as it grows, each whole line once, with its number', () => {
    writeFileSync(path, HEADER);
    expect(look()).toEqual(READ);
    appendFileSync(path, 'a\nb\nc');
    expect(look()).toEqual(READ);
    expect(taken).toEqual(['2:a', '3:b']);
    expect(look()).toEqual(READ);
    appendFileSync(path, 'd\ne\n');
    expect(look()).toEqual(READ);
    expect(taken).toEqual(['2:a', '3:b', '4:cd', '5:e']);
  });

  it('is told where it cannot be opened, and read when it is there', () => {
    expect(look()).toMatchObject({ kind: 'unreadable', message: expect.stringContaining('ENOENT') as string });
    writeFileSync(path, `${HEADER}a\n`);
    expect(look()).toEqual(READ);
    expect(taken).toEqual(['2:a']);
  });

  it('is read up to a line that is bad, and on when that has been mended', () => {
    writeFileSync(path, `${HEADER}a\nbad\nb\n`);
    expect(look()).toMatchObject({ kind: 'unreadable', message: expect.stringContaining('jsonl:3: cannot') as string });
    expect(taken).toEqual(['2:a']);
    truncateSync(path, HEADER.length + 2);
    appendFileSync(path, 'c\n');
    expect(look()).toEqual(READ);
    expect(taken).toEqual(['2:a', '3:c']);
  });

  it('is told when another is in its place, or it is shorter than what was read', () => {
    writeFileSync(path, `${HEADER}a\nb\n`);
    look();
    truncateSync(path, HEADER.length + 2);
    expect(look()).toEqual({ kind: 'replaced' });
    tail = new JournalTail(path);
    look();
    writeFileSync(`${path}.new`, `${HEADER}a\nb\n`);
    renameSync(`${path}.new`, path);
    expect(look()).toEqual({ kind: 'replaced' });
  });

  it('is read up to a line that is no text, which nobody takes in', () => {
    writeFileSync(path, Buffer.concat([Buffer.from(`${HEADER}a\n`), Buffer.from([0xff, 0xfe, 0x0a])]));
    expect(look()).toMatchObject({ kind: 'unreadable', message: expect.stringContaining('it is not UTF-8') as string });
    expect(taken).toEqual(['2:a']);
  });

  it('of another making is refused', () => {
    writeFileSync(path, '{"journal":"other"}\n');
    expect(look()).toMatchObject({ kind: 'unreadable', message: expect.stringContaining('not a journal') as string });
  });
});
