import { execFileSync } from 'node:child_process';
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

  it('is what `sweep add --fg --tty` does once the job runs; which exits as that does, also where it was over before', async () => {
    const project = new Project({ '.sweep-host.yaml': 'slots: 1\n' });
    await project.sweep('add', 'until [ -e go ]; do sleep 0.1; done');
    const terminal = new Terminal(project.root, project.hostFolder);
    terminal.type(`node ${PROGRAM} add --fg --tty 'read -r x; echo "got $x"; exit 7'; echo "code $?"`);
    await project.eventually('adhoc', 'job-added', 2);
    expect(project.events('adhoc', 'job-added')[1]).toMatchObject({ added: [{ tty: true }] });
    project.write('go', '');
    await terminal.shows('2: Ctrl-] leaves');
    terminal.type('this');
    await terminal.shows('got this');
    await terminal.shows('code 7');
    expect(await project.sweep('add', '--fg', '--tty', 'test -t 1; exit 5')).toMatchObject({ code: 5 });
    const followed = await project.sweep('add', '--tty', '--follow', '--file', 'jobs.txt');
    expect(followed).toMatchObject({ code: 2, stderr: expect.stringContaining('not for --follow') as string });
    await project.sweep('cancel', 'adhoc', '--yes');
  });
});

describe('a job with a terminal', () => {
  it('has its log bounded and compressed, and runs the code as it was, as any other', async () => {
    const project = new Project({
      's.yaml': `
tty: true
compress: true
max_log: 1MiB
snapshot: true
command: |
  seq 400000
  [ -t 1 ] && echo "a terminal, $(cat code.txt)" && pwd
`,
      'code.txt': 'first',
    });
    rmSync(project.path('.git'), { recursive: true });
    execFileSync('git', ['init', '-q'], { cwd: project.root });
    expect((await project.sweep('run', 's.yaml')).code).toBe(0);
    const attempt = '.sweep/s/jobs/main/1';
    expect([project.has(`${attempt}/out.log.gz`), project.has(`${attempt}/out.log`)]).toEqual([true, false]);
    const { stdout } = await project.sweep('logs', 'main', '-n', '2');
    const [said, folder] = stdout.split(/\r?\n/);
    expect(said).toBe('a terminal, first');
    expect(folder).toContain('/.sweep/');
    expect(project.has(`${attempt}/keys`)).toBe(false);
  });
});
