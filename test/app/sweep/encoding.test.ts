import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadSweep } from '../../../src/app/sweep/load.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-encoding-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** The errors in a sweep file, and the jobs where there are none. */
async function loaded(text: string): Promise<{ readonly errors: readonly string[]; readonly jobs: readonly string[] }> {
  const { sweep, diagnostics } = await loadSweep(put('sweep.yaml', text), {});
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return {
    errors: errors.map(({ code, message, span }) => `${code} ${span === null ? '' : 'in its place '}${message}`),
    jobs: (sweep?.plan.jobs ?? []).map(({ id }) => id),
  };
}

const LISTED = 'command: echo {{x}}\nmatrix:\n  x: {lines: values.txt}\n';

describe('a file of `lines`', () => {
  test('that is not UTF-8 is refused at the axis, with the line and the column of its first fault', async () => {
    put('values.txt', Buffer.from('a\nb\xfcc\n', 'latin1'));
    expect((await loaded(LISTED)).errors).toEqual([
      'not-utf8 in its place `values.txt`, which lists the values of this axis, is not UTF-8: line 2, column 2 has a byte sequence that no character has',
    ]);
  });

  test('in another encoding is told by its name, and nothing else is told of its values', async () => {
    put('values.txt', Buffer.from('\uFEFFa\nb\n', 'utf16le'));
    expect((await loaded(LISTED)).errors).toEqual([
      'not-utf8 in its place `values.txt`, which lists the values of this axis, is written in UTF-16',
    ]);
  });

  test('is told once, of however many axes', async () => {
    put('values.txt', Buffer.from('\xfc\n', 'latin1'));
    const { errors } = await loaded(`${LISTED}  y: {lines: values.txt}\n`);
    expect(errors).toHaveLength(1);
  });

  test('may begin with the byte order mark of UTF-8, which belongs to no value', async () => {
    put('values.txt', '\uFEFFa\nb\n');
    expect(await loaded(LISTED)).toEqual({ errors: [], jobs: ['x-a', 'x-b'] });
  });

  test('may hold the character that stands for what could not be decoded, if that is what it holds', async () => {
    put('values.txt', 'a\n\ufffd\n');
    expect((await loaded(LISTED)).errors).toEqual([]);
  });
});

describe('a wrapper template', () => {
  test('that is not UTF-8 is refused with the line and the column of its first fault', async () => {
    put('own.hbs', Buffer.from('#!/bin/bash\n# \xfc\n', 'latin1'));
    expect((await loaded('command: echo\ntemplate: own.hbs\n')).errors).toEqual([
      'not-utf8 in its place the wrapper template `own.hbs` is not UTF-8: line 2, column 3 has a byte sequence that no character has',
    ]);
  });

  test('in UTF-8 is taken as it is', async () => {
    put('own.hbs', '#!/bin/bash\n# ü\n{{command}}\n');
    expect((await loaded('command: echo\ntemplate: own.hbs\n')).errors).toEqual([]);
  });
});
