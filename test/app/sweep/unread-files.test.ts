import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadSweep } from '../../../src/app/sweep/load.ts';
import { unprivileged } from '../../rig/unprivileged.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-unread-'));
  chmodSync(folder, 0o755);
  vi.stubEnv('XDG_CONFIG_HOME', folder);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function put(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** The errors in a sweep file, each with its hint; the folder of the test is left out of them. */
async function errorsIn(text: string, host?: string): Promise<readonly string[]> {
  const path = put('sweep.yaml', text);
  const { diagnostics } = await unprivileged(() => loadSweep(path, { host }));
  return diagnostics.flatMap(({ severity, message, hint }) => {
    if (severity !== 'error') return [];
    const told = hint === undefined ? message : `${message} (${hint})`;
    return [told.replaceAll(/\S*sweep-unread-\w+\/?/g, '')];
  });
}

/** What may stand in the place of a file that is to be read, and what is said of it. */
const OBSTACLES: readonly (readonly [what: string, put: (path: string) => void, told: string])[] = [
  ['is not there', () => undefined, 'does not exist'],
  ['is a folder', (path) => mkdirSync(path), 'is a folder, not '],
  ['is a pipe', (path) => execFileSync('mkfifo', [path]), 'is a pipe, not a file'],
  ['is a link to itself', (path) => symlinkSync(path, path), 'cannot be read: links lead in a circle'],
  ['may not be read', (path) => writeFileSync(path, '', { mode: 0 }), 'may not be read by this user'],
  [
    'is too large',
    (path) => {
      writeFileSync(path, '');
      truncateSync(path, 65 * 2 ** 20);
    },
    'is larger than ',
  ],
];

describe.each(OBSTACLES)('a file that %s is told to be that', (_, stand, told) => {
  test('of `lines`', async () => {
    stand(join(folder, 'f'));
    expect(await errorsIn('command: echo {{x}}\nmatrix: {x: {lines: f}}')).toEqual([
      expect.stringContaining(`\`f\`, which lists the values of this axis, ${told}`),
    ]);
  });

  test('of `extends`', async () => {
    stand(join(folder, 'f.yaml'));
    expect(await errorsIn('extends: f.yaml\ncommand: "true"')).toEqual([expect.stringContaining(`f.yaml ${told}`)]);
  });

  test('that is the host file', async () => {
    stand(join(folder, 'h.yaml'));
    const [error] = await errorsIn('command: "true"', join(folder, 'h.yaml'));
    expect(error).toContain(`h.yaml ${told}`);
    expect(error).not.toContain('sweep file');
  });

  test('that is a wrapper template', async () => {
    stand(join(folder, 'f'));
    const errors = await errorsIn('command: "true"\ntemplate: f');
    const kind = told.startsWith('is a pipe') ? 'is a pipe, which holds nothing that stays' : told;
    expect(errors).toEqual([expect.stringContaining(`\`f\` ${kind}`)]);
  });
});

describe('a base', () => {
  test('may be named by its whole path', async () => {
    mkdirSync(join(folder, 'elsewhere'));
    const base = put('elsewhere/base.yaml', 'gpus: 1');
    expect(await errorsIn(`extends: ${base}\ncommand: "true"`)).toEqual([]);
  });

  test.each([
    ['/no/such.yaml', '/no/such.yaml does not exist'],
    ["''", '`extends` must be the path of a sweep file, or a list of such paths, but it is empty'],
    ['elsewhere', 'elsewhere is a folder, not a sweep file'],
  ])('that is not one is told by its name: %s', async (named, told) => {
    mkdirSync(join(folder, 'elsewhere'));
    expect(await errorsIn(`extends: ${named}\ncommand: "true"`)).toEqual([told]);
  });

  test('that is the folder itself is told to be one', async () => {
    const [error] = await errorsIn('extends: .\ncommand: "true"');
    expect(error).toMatch(/ ?is a folder, not a sweep file$/);
  });

  test('that is not there is told with the nearest beside it', async () => {
    put('base.yaml', 'gpus: 1');
    expect(await errorsIn('extends: bsae.yaml\ncommand: "true"')).toEqual([
      expect.stringMatching(/^bsae\.yaml does not exist \(did you mean base\.yaml\?\)$/),
    ]);
  });
});

test('a sweep file with an empty name is told to have one', async () => {
  const { diagnostics } = await loadSweep('', {});
  expect(diagnostics.map(({ message }) => message)).toEqual(['the name of a sweep file is empty']);
});

describe('what jobs ask for', () => {
  test.each([
    ['workdir: f', '`f` is a file, not a folder; main runs in it'],
    ['workdir: f/sub', '`f/sub` does not exist: a part of its path is a file; main runs in it'],
    ['requires: [f/x]', '`f/x` does not exist: a part of its path is a file; main requires it'],
    ['requires: [shut/x]', '`shut/x` may not be read by this user; main requires it'],
    ['inputs: [unread]', '`unread` may not be read by this user; it is an input of main'],
    ['inputs: [in]', '`in` holds `a/b`, which may not be read by this user; it is an input of main'],
    ['inputs: ["in/**"]', '`in/**` holds `in/a/b`, which may not be read by this user; it is an input of main'],
  ])('and cannot be had is told with the reason: %s', async (keys, told) => {
    put('f', '');
    mkdirSync(join(folder, 'shut'), { mode: 0 });
    mkdirSync(join(folder, 'in/a'), { recursive: true });
    for (const name of ['unread', 'in/a/b']) writeFileSync(join(folder, name), '', { mode: 0 });
    expect(await errorsIn(`command: "true"\n${keys}`)).toEqual([expect.stringContaining(told)]);
  });

  test('and is a pattern where only paths are taken is told so', async () => {
    expect(await errorsIn('command: "true"\nrequires: ["data/*.csv"]')).toEqual([
      '`data/*.csv` does not exist; main requires it (`requires` names paths and takes no patterns; `inputs` does)',
    ]);
    expect(await errorsIn('command: echo {{x}}\nmatrix: {x: {lines: "*.txt"}}')).toEqual([
      '`*.txt`, which lists the values of this axis, does not exist (for the paths of the files that match a pattern, write `{glob: …}`)',
    ]);
  });
});
