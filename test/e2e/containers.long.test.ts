import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PROGRAM } from '../rig/program.ts';
import { Project, type Ended } from '../rig/project.ts';

/** A container as far as it matters here: a pid namespace of its own, with the name and the files of this machine. */
const CONTAINER = ['--pid', '--fork', '--mount-proc', '--kill-child'];

const may = (program: string, args: readonly string[]): boolean => spawnSync(program, args).status === 0;

/** A command as the first process of a container: when it dies, all that it has started does. */
function contained(project: Project, ...args: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn('unshare', [...CONTAINER, process.execPath, PROGRAM, ...args], {
    cwd: project.root,
    env: { ...process.env, ...project.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: (code ?? signal) as number | string,
    ...output,
  }));
  return { child, ended };
}

const RUN = ['run', 's.yaml'] as const;

describe.skipIf(!may('unshare', [...CONTAINER, 'true']) || !may('flock', ['--version']))('a run in a container', () => {
  it('is owned by that, as those in others are told; once it is gone, a restarted one goes on and asks for nothing', async () => {
    const project = new Project({ 's.yaml': 'command: echo began >> began; until [ -e go ]; do sleep 0.1; done\n' });
    const first = contained(project, ...RUN);
    await project.appears('began');
    for (const more of [[], ['--take-over']]) {
      const other = await contained(project, ...RUN, ...more).ended;
      expect([other.code, other.stderr]).toEqual([
        75,
        expect.stringMatching(/^sweep: another runner owns .*: process \d+ on /),
      ]);
    }
    first.child.kill('SIGKILL');
    await first.ended;
    project.write('go', '');
    const again = await contained(project, ...RUN).ended;
    expect([again.code, again.stderr]).toEqual([0, '']);
    expect(project.read('began')).toBe('began\nbegan\n');
    expect(project.events('s', 'attempt-ended').map(({ outcome }) => outcome)).toEqual([
      { cause: 'lost' },
      { cause: 'exit', code: 0 },
    ]);
  });

  it('of which nothing tells whether it goes on is taken over only when a person says so', async () => {
    const project = new Project({ 's.yaml': 'command: echo began >> began; until [ -e go ]; do sleep 0.1; done\n' });
    const first = contained(project, ...RUN);
    await project.appears('began');
    first.child.kill('SIGKILL');
    await first.ended;
    project.write('go', '');
    forgetWhatIsHeld(project);
    const refused = await contained(project, ...RUN).ended;
    expect([refused.code, refused.stderr]).toEqual([75, expect.stringContaining('say --take-over')]);
    expect((await contained(project, ...RUN, '--take-over').ended).code).toBe(0);
  });
});

/** Makes a lock one of an earlier version. */
function forgetWhatIsHeld(project: Project): void {
  const [name = ''] = readdirSync(project.path('.sweep/s/lock'));
  const { held, ...owner } = JSON.parse(project.read(`.sweep/s/lock/${name}`)) as Record<string, unknown>;
  expect(held).toBeDefined();
  project.write(`.sweep/s/lock/${name}`, JSON.stringify(owner));
}
