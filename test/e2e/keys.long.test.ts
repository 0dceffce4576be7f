import { describe, expect, it } from 'vitest';
import { PROGRAM } from '../rig/program.ts';
import { Project } from '../rig/project.ts';
import { Terminal } from '../rig/terminal.ts';
import { until } from '../rig/until.ts';

const GATED = `
matrix: {i: [1, 2, 3, 4]}
label: "job-{{i}}"
command: |
  echo hello from {{i}}
  until [ -e go.{{i}} ]; do sleep 0.1; done
`;

/** A run of four jobs, two at a time, in a terminal. */
async function running(command = 'run s.yaml --slots 2'): Promise<{ project: Project; terminal: Terminal }> {
  const project = new Project({ 's.yaml': GATED });
  const terminal = new Terminal(project.root, project.hostFolder);
  terminal.type(`node ${PROGRAM} ${command}; echo "code $?"`);
  await terminal.shows('2 running');
  return { project, terminal };
}

function finish(project: Project): void {
  for (const job of [1, 2, 3, 4]) project.write(`go.${job}`, '');
}

/** Sees that the terminal is set as shells want it. */
async function isAsUsual(terminal: Terminal): Promise<void> {
  terminal.type('stty -a | grep -o " icanon" | tr -d " " | sed s/^/is-/');
  await terminal.shows('\nis-icanon');
}

describe('keys on a terminal', () => {
  it('show what they do, what has failed and the log of a job, and lead back', async () => {
    const { project, terminal } = await running();
    await terminal.shows('q leave');
    terminal.press('?');
    await terminal.shows('Ctrl-Z');
    terminal.press('?');
    terminal.press('f');
    await terminal.shows('nothing has failed');
    terminal.press('Escape');
    await terminal.shows('cpu      job-1');
    terminal.press('l');
    await terminal.shows('the log of which job?');
    terminal.press('Down');
    terminal.press('Enter');
    await terminal.shows('\nhello from 2');
    terminal.press('Escape');
    finish(project);
    await terminal.shows('code 0');
    await isAsUsual(terminal);
  });

  it('p pauses the run once it has asked, and lets it go on', async () => {
    const { project, terminal } = await running();
    terminal.press('p');
    await terminal.shows('pause s?');
    terminal.press('y');
    await terminal.shows('nothing new starts: the run is paused until p');
    await project.eventually('s', 'run-set');
    project.write('go.1', '');
    await terminal.shows('1 running');
    terminal.press('p');
    await project.eventually('s', 'run-set', 2);
    await terminal.shows('2 running');
    finish(project);
    await terminal.shows('code 0');
    expect(project.events('s', 'run-set').map(({ slots }) => slots)).toEqual([0, null]);
  });

  it('k kills the job that is chosen, once it has asked', async () => {
    const { project, terminal } = await running();
    terminal.press('k');
    await terminal.shows('kill which job?');
    terminal.write('b-2');
    terminal.press('Enter');
    await terminal.shows('kill job-2?');
    terminal.press('y');
    await terminal.shows('cancelled: job-2');
    expect(project.events('s', 'jobs-cancelled')).toMatchObject([{ jobs: ['i-2'] }]);
    finish(project);
    await terminal.shows('code 1');
  });

  it('q hands a run over to a process in the background, by the sweep as it ran, and gives the terminal back', async () => {
    const { project, terminal } = await running();
    project.write('s.yaml', GATED.replace('hello', 'bye'));
    terminal.press('q');
    const screen = await terminal.shows('code 0');
    expect(screen.replaceAll('\n', '')).toContain('the run of s goes on in the background as process');
    await isAsUsual(terminal);
    finish(project);
    await project.eventually('s', 'run-ended', 2);
    expect(project.events('s', 'run-ended').map(({ reason }) => reason)).toEqual(['handed-over', 'finished']);
    expect(project.events('s', 'attempt-planned')).toHaveLength(4);
    expect(project.read('.sweep/s/jobs/i-4/1/out.log')).toBe('hello from 4\n');
  });

  it('of who looks on do the same, and q leaves the run to its runner', async () => {
    const project = new Project({ 's.yaml': GATED });
    const run = project.start(['run', 's.yaml', '--slots', '2']);
    await project.eventually('s', 'attempt-started', 2);
    const terminal = new Terminal(project.root, project.hostFolder);
    terminal.type(`node ${PROGRAM} watch; echo "code $?"`);
    await terminal.shows('2 running');
    terminal.press('p');
    await terminal.shows('pause s?');
    terminal.press('y');
    await terminal.shows('the run is paused until p');
    terminal.press('p');
    await project.eventually('s', 'run-set', 2);
    terminal.press('q');
    await terminal.shows('code 0');
    await isAsUsual(terminal);
    finish(project);
    expect((await run.ended).code).toBe(0);
  });

  it('are the shell’s while it has the run in the background, which then draws nothing', async () => {
    const { project, terminal } = await running();
    terminal.press('C-z');
    await terminal.shows('Stopped');
    await isAsUsual(terminal);
    terminal.type('bg; clear');
    await until('nothing but a prompt', () => /^ready>\s*$/.test(terminal.screen()));
    project.write('go.1', '');
    await project.eventually('s', 'attempt-started', 3);
    terminal.type('echo p$((1))q');
    await terminal.shows('p1q');
    expect(terminal.screen()).not.toContain('running');
    terminal.type('fg');
    await terminal.shows('1/4');
    terminal.press('?');
    await terminal.shows('these lines');
    terminal.press('Escape');
    finish(project);
    await terminal.shows('4 succeeded');
    await isAsUsual(terminal);
  });

  it.each([
    ['TERM', 'code 143'],
    ['KILL', 'code 137'],
    ['QUIT', 'code 131'],
  ])('leave a terminal to the shell as it was after SIG%s', async (signal, code) => {
    const { project, terminal } = await running(`run s.yaml --slots 2 & echo $! > pid; fg`);
    process.kill(Number(project.read('pid')), `SIG${signal}`);
    await terminal.shows(code);
    await isAsUsual(terminal);
    finish(project);
  });
});
