import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { checkCommand, type CheckOptions } from '../../src/cli/commands/check.ts';

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'sweep-check-'));
  const before = process.cwd();
  process.chdir(root);
  mkdirSync('.git');
  onTestFinished(() => {
    process.chdir(before);
    rmSync(root, { recursive: true, force: true });
  });
});

async function check(
  files: Readonly<Record<string, string>>,
  said: readonly string[],
  options: CheckOptions = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  let [out, err] = ['', ''];
  const onOut = vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  const onErr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  try {
    return { code: await checkCommand(said, options), out, err };
  } finally {
    onOut.mockRestore();
    onErr.mockRestore();
  }
}

describe('sweep check', () => {
  it.each(['.sweep-host.yaml', 'config/sweep/host.yaml'])(
    'knows a host file by its name and place: %s',
    async (path) => {
      expect(await check({ [path]: 'slots: 0\npaused: [1:0]\n' }, [path])).toEqual({
        code: 0,
        out: `${path}: a host file, no errors\n`,
        err: '',
      });
      const { code, out, err } = await check({ [path]: 'slot: 4\ncommand: x\n' }, [path]);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(`${path}:1:1: error: \`slot\` is not a key of a host file`);
      expect(err).toContain(`${path}:2:1: error: \`command\` is not a key of a host file`);
    },
  );

  it('takes another file of that name for a sweep', async () => {
    const { code, err } = await check({ 'sweeps/host.yaml': 'slots: 4\nfree_memory: 1\n' }, ['sweeps/host.yaml']);
    expect(code).toBe(2);
    expect(err).toContain('`free_memory` is not a key of a sweep');
  });

  it('checks the host file in a folder along with the sweeps there', async () => {
    const files = { 'sweep/host.yaml': 'slots: 4\n', 'sweep/beam.yaml': 'command: echo\n' };
    const { code, out } = await check(files, ['sweep']);
    expect(code).toBe(0);
    expect(out).toBe('sweep/beam.yaml: 1 job, no errors\nsweep/host.yaml: a host file, no errors\n');
  });

  it('says that a host file is missing, and tells programs what is wrong with one', async () => {
    expect(await check({}, ['.sweep-host.yaml'])).toMatchObject({ code: 2, out: '' });
    const { code, out } = await check({ '.sweep-host.yaml': 'slots: -1\n' }, ['.sweep-host.yaml'], { format: 'json' });
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ diagnostics: [{ file: '.sweep-host.yaml', code: 'wrong-value' }] });
  });

  it.each([
    [{}, 'warning', 0, 's.yaml: 2 jobs, no errors\n'],
    [{ strict: true }, 'error', 2, ''],
    [{ files: false }, null, 0, 's.yaml: 2 jobs, no errors\n'],
  ] as const)(
    'names script(1) where jobs are to have a terminal and it is missing: %j',
    async (options, told, ...end) => {
      vi.stubEnv('PATH', '/nowhere');
      onTestFinished(() => void vi.unstubAllEnvs());
      const text = 'matrix: {x: [1, 2]}\ncommand: echo {{x}}\ntty: true\n';
      const { code, out, err } = await check({ 's.yaml': text }, ['s.yaml'], options);
      expect([code, out]).toEqual(end);
      if (told === null) expect(err).toBe('');
      else expect(err).toContain(`s.yaml:3:6: ${told}: \`script\` is not in PATH`);
    },
  );
});
