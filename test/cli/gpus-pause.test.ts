import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { pauseGpus, resumeGpus } from '../../src/cli/commands/gpus.ts';
import { Refusal } from '../../src/app/refusal.ts';
import { GpuTools } from '../rig/gpu-tools.ts';

let home: string;
let file: string;
/** A host with GPUs 0 to 3. */
let tools: GpuTools;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sweep-pause-'));
  file = join(home, 'config', 'sweep', 'host.yaml');
  const project = join(home, 'project');
  mkdirSync(join(project, '.git'), { recursive: true });
  const before = process.cwd();
  process.chdir(project);
  vi.stubEnv('XDG_CONFIG_HOME', join(home, 'config'));
  vi.stubEnv('SWEEP_HOST_DIR', join(home, 'hosts'));
  tools = new GpuTools();
  tools.install('nvidia-smi', 'a100-nvlink');
  onTestFinished(() => {
    tools.close();
    vi.unstubAllEnvs();
    process.chdir(before);
    rmSync(home, { recursive: true, force: true });
  });
});

function save(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Does what a command does; what it prints and says, and its exit code. */
async function told(
  act: () => Promise<number>,
): Promise<{ readonly code: number; readonly out: string; readonly said: string }> {
  let [out, said] = ['', ''];
  const onOut = vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  const onErr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said += String(text)), true));
  try {
    return { code: await act(), out, said };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, out, said: said + error.message };
  } finally {
    onOut.mockRestore();
    onErr.mockRestore();
  }
}

describe('sweep gpus pause and resume', async () => {
  it('make the host file of this user, change it and say what is paused', async () => {
    expect(await told(() => pauseGpus(['2', '0-1']))).toEqual({
      code: 0,
      out: 'paused, for all your runs: GPU 2, GPU 0, GPU 1\n',
      said: '',
    });
    expect(readFileSync(file, 'utf8')).toBe('paused: [2, 0, 1]\n');
    expect((await told(() => resumeGpus(['1']))).out).toBe('paused, for all your runs: GPU 2, GPU 0\n');
    expect((await told(() => resumeGpus([]))).out).toBe('nothing is paused\n');
    expect(readFileSync(file, 'utf8')).toBe('paused: false\n');
    expect(readdirSync(dirname(file))).toEqual(['host.yaml']);
  });

  it('pause and resume the whole host without an ID', async () => {
    save(file, '# mine\nslots: 4\n');
    expect((await told(() => pauseGpus([]))).out).toBe('paused, for all your runs: the whole host\n');
    expect(readFileSync(file, 'utf8')).toBe('# mine\nslots: 4\npaused: true\n');
    expect((await told(() => pauseGpus(['1']))).said).toBe('the whole host is paused, and with it GPU 1\n');
    expect(await told(() => resumeGpus(['1']))).toMatchObject({ code: 2, out: '' });
    expect(readFileSync(file, 'utf8')).toContain('paused: true');
    expect(await told(() => resumeGpus([]))).toEqual({ code: 0, out: 'nothing is paused\n', said: '' });
  });

  it('say so where there is nothing to do, which is no error', async () => {
    save(file, 'paused: [1]\n');
    const { ino, mtimeMs } = statSync(file);
    expect(await told(() => resumeGpus(['3']))).toEqual({
      code: 0,
      out: 'paused, for all your runs: GPU 1\n',
      said: 'GPU 3 was not paused\n',
    });
    expect((await told(() => pauseGpus(['1']))).said).toBe('GPU 1 is paused already\n');
    expect((await told(() => resumeGpus(['1:0']))).said).toBe('GPU 1:0 is paused with all of its GPU\n');
    expect(statSync(file)).toMatchObject({ ino, mtimeMs });
    rmSync(file);
    expect((await told(() => resumeGpus([]))).said).toBe('nothing was paused\n');
    expect(readdirSync(dirname(file))).toEqual([]);
  });

  it('say what the project pauses besides', async () => {
    save('.sweep-host.yaml', 'paused: [2]\n');
    save(file, 'paused: [2]\n');
    expect((await told(() => resumeGpus(['2']))).out).toBe(
      'paused by .sweep-host.yaml, for the runs of this project: GPU 2\n',
    );
  });

  it('replace the target of a link, and keep its mode', async () => {
    const target = join(home, 'dotfiles', 'host.yaml');
    save(target, 'slots: 4\n');
    chmodSync(target, 0o640);
    mkdirSync(dirname(file), { recursive: true });
    symlinkSync('../../dotfiles/host.yaml', file);
    await told(() => pauseGpus(['1']));
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe('slots: 4\npaused: [1]\n');
    expect(statSync(target).mode & 0o777).toBe(0o640);
  });

  it('refuse a malformed file with what is wrong with it, and leave it as it is', async () => {
    save(file, 'slots: many\n');
    const { code, out, said } = await told(() => pauseGpus(['1']));
    expect([code, out]).toEqual([2, '']);
    expect(said).toContain('host.yaml:1:8: error: `slots` must be a whole number');
    expect(readFileSync(file, 'utf8')).toBe('slots: many\n');
  });

  it('refuse a file that only a person can edit', async () => {
    save(file, 'gpus: &mine [0, 1]\npaused: *mine\n');
    expect(await told(() => pauseGpus(['2']))).toMatchObject({
      code: 2,
      said: expect.stringContaining('edit it by hand') as string,
    });
  });

  it.each(['one', '3-1', '', '5000'])('refuse what names no GPU: %j', async (id) => {
    expect(await told(() => pauseGpus([id]))).toMatchObject({
      code: 2,
      said: expect.stringContaining('names no GPU') as string,
    });
    expect(readdirSync(home)).not.toContain('config');
  });

  it('say what keeps the file from being written', async () => {
    save(join(home, 'config', 'sweep'), 'a file\n');
    expect(await told(() => pauseGpus(['1']))).toMatchObject({ code: 2 });
  });

  it('refuse a GPU that is not there, but lift the pause of one that is gone', async () => {
    expect(await told(() => pauseGpus(['1', '7']))).toEqual({
      code: 2,
      out: '',
      said: 'GPU 7 is not on this host, which has GPUs 0, 1, 2, 3',
    });
    expect((await told(() => resumeGpus(['7']))).code).toBe(2);
    expect(readdirSync(home)).not.toContain('config');
    save(file, 'paused: [1, 7]\n');
    expect(await told(() => resumeGpus(['7']))).toEqual({
      code: 0,
      out: 'paused, for all your runs: GPU 1\n',
      said: '',
    });
  });

  it('pause what is named where the GPUs cannot be looked at, and say so', async () => {
    tools.answer('query-gpu', 'no driver\n', 9);
    const { code, said } = await told(() => pauseGpus(['7']));
    expect(code).toBe(0);
    expect(said).toContain('whether they are there cannot be told: ');
    expect(readFileSync(file, 'utf8')).toBe('paused: [7]\n');
  });
});
