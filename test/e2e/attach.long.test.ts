import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isLiving } from '../rig/living.ts';
import { PROGRAM } from '../rig/program.ts';
import { Project } from '../rig/project.ts';
import { Terminal } from '../rig/terminal.ts';
import { until, written } from '../rig/until.ts';

const DEBUGGED = `
tty: true
command: echo up > up; exec python3 -m pdb x.py
`;

const SHELL = `
tty: true
command: |
  trap 'echo "not me"' INT
  echo "what now?"; echo up > up
  while read -r line; do
    echo "got $line"
    [ "$line" != end ] || exit 7
  done
`;

/** A project in which such a job runs. */
async function running(sweep: string): Promise<Project> {
  const project = new Project({ 's.yaml': sweep, 'x.py': 'x = 6 * 7\ny = x\nprint("y is", y)\n' });
  const run = project.start(['run', 's.yaml']);
  void run.ended;
  await written(project.path('up'));
  return project;
}

/** A terminal in which somebody is attached to such a job, and the process that does so. */
async function attached(): Promise<{ project: Project; terminal: Terminal; pid: number }> {
  const project = await running(SHELL);
  const terminal = new Terminal(project.root, project.hostFolder);
  terminal.type(`sh -c 'echo $$ > pid; exec node ${PROGRAM} attach main'; echo "code $?"`);
  await terminal.shows('Ctrl-] leaves');
  await terminal.shows('what now?');
  terminal.type('heard');
  await terminal.shows('got heard');
  return { project, terminal, pid: Number(await written(project.path('pid'))) };
}

describe('sweep attach', () => {
  it('lets a person debug a job with pdb on a terminal, leave it by Ctrl-], come back, and see it end', async () => {
    const project = await running(DEBUGGED);
    const terminal = new Terminal(project.root, project.hostFolder);
    terminal.type(`node ${PROGRAM} attach main; echo "code $?"`);
    await terminal.shows('Ctrl-] leaves');
    await terminal.shows('(Pdb)');
    terminal.type('n');
    await terminal.shows('-> y = x');
    terminal.type('p x');
    await terminal.shows('42');
    terminal.press('C-]');
    await terminal.shows('main goes on');
    await terminal.shows('code 0');
    // The terminal is as it was before.
    terminal.type('clear; stty -a | grep -o " icanon"; echo "and echo $((40 + 2))"');
    await terminal.shows('and echo 42');
    expect(terminal.screen()).toMatch(/^ icanon$/m);
    terminal.type(`node ${PROGRAM} attach main; echo "code $?"`);
    await terminal.shows('Ctrl-] leaves');
    terminal.type('c');
    await terminal.shows('y is 42');
    terminal.type('q');
    await terminal.shows('code 0');
    await project.eventually('s', 'run-ended');
  });

  it('passes on what is piped into it, leaves Ctrl-C to the job, and ends as that does, for each who is attached', async () => {
    const project = await running(SHELL);
    const first = new Terminal(project.root, project.hostFolder);
    first.type(`node ${PROGRAM} attach main; echo "code $?"`);
    await first.shows('what now?');
    await first.shows('Ctrl-] leaves');
    first.press('C-c');
    await first.shows('not me');
    const second = new Terminal(project.root, project.hostFolder);
    second.type(`printf 'some more\\nend\\n' | node ${PROGRAM} attach main > shown; echo "code $?"`);
    await second.shows('code 7');
    expect(project.read('shown')).toContain('got some more\r\n');
    expect(await first.shows('code 7')).toContain('got some more');
  });

  it('refuses a job that has no terminal, that does not run, and one whose terminal is none', async () => {
    const plain = await running('command: "echo up > up; until [ -e go ]; do sleep 0.1; done"');
    expect(await plain.sweep('attach', 'main')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('main has no terminal') as string,
    });
    plain.write('go', '');
    await plain.eventually('s', 'run-ended');
    const { code, stderr } = await plain.sweep('attach', 'main');
    expect([code, stderr]).toEqual([75, expect.stringContaining('main does not run any more')]);
    expect((await plain.sweep('attach', 'main', '--json')).code).toBe(2);

    const hostile = await running(SHELL);
    const keys = '.sweep/s/jobs/main/1/keys';
    rmSync(hostile.path(keys));
    hostile.write(keys, '');
    expect(await hostile.sweep('attach', 'main')).toMatchObject({
      code: 75,
      stderr: expect.stringContaining('it is a file') as string,
    });
    rmSync(hostile.path(keys));
    expect(await hostile.sweep('attach', 'main')).toMatchObject({
      code: 75,
      stderr: expect.stringContaining('the terminal of main does not answer') as string,
    });
  });

  it('gives the terminal back while it is suspended and when it is told to end', async () => {
    const { project, terminal, pid } = await attached();
    process.kill(pid, 'SIGTSTP');
    await terminal.shows('Stopped');
    terminal.type('clear; stty -a | grep -o " icanon"');
    await until('a terminal as before', () => /^ icanon$/m.test(terminal.screen()));
    terminal.type('fg; echo "code $?"');
    await terminal.shows('exec node');
    terminal.type('again');
    await terminal.shows('got again');
    process.kill(pid, 'SIGTERM');
    await terminal.shows('code 143');
    terminal.type('clear; stty -a | grep -o " icanon"');
    await until('a terminal as before', () => /^ icanon$/m.test(terminal.screen()));
    expect(project.events('s', 'attempt-ended')).toEqual([]);
  });

  it('ends with its terminal, and the job goes on', async () => {
    const { project, terminal, pid } = await attached();
    terminal.close();
    await until('the end of who was attached', () => !isLiving(pid));
    const other = new Terminal(project.root, project.hostFolder);
    other.type(`node ${PROGRAM} attach main; echo "code $?"`);
    await other.shows('Ctrl-] leaves');
    other.type('end');
    await other.shows('code 7');
  });
});
