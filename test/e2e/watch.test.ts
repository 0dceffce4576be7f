import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inLong } from '../rig/cases.ts';
import { Project, crash, type Running } from '../rig/project.ts';
import { PROGRAM } from '../rig/program.ts';
import { Terminal } from '../rig/terminal.ts';
import { until } from '../rig/until.ts';

/** Two jobs that wait for a file `go`; the second fails. */
const WAITING = `
matrix: {i: [a, b]}
label: "job-{{i}}"
command: |
  touch began-{{i}}
  until [ -e go ]; do sleep 0.02; done
  [ {{i}} = a ]
`;

interface Told {
  readonly event: string;
}

const eventsIn = (text: string): string[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as Told).event);

async function says(running: Running, text: string): Promise<void> {
  await until(`${text} in what it says`, () => running.output.stdout.includes(text));
}

describe('whoever watches a run', () => {
  it('sees what the run itself shows, and ends with its summary and exit code', async () => {
    const project = new Project({ 's.yaml': WAITING });
    const run = project.start(['run', 's.yaml']);
    await project.eventually('s', 'attempt-started', 2);
    const watch = project.start(['watch', 's']);
    await says(watch, 'start     job-b');
    project.write('go', '');
    const [ran, watched] = await Promise.all([run.ended, watch.ended]);
    expect(watched).toMatchObject({ code: 1, stderr: '' });
    expect(watched.stdout).toBe(ran.stdout);
  });

  inLong(() => {
    it('hears with --json of each event of the present run, one a line', async () => {
      const project = new Project({ 's.yaml': WAITING, go: '' });
      await project.sweep('run', 's.yaml', '--only', 'i=a');
      const before = project.journal('s').length;
      rmSync(project.path('go'));
      const run = project.start(['run', 's.yaml']);
      await project.appears('began-b');
      const watch = project.start(['watch', '--json']);
      await says(watch, 'attempt-started');
      project.write('go', '');
      expect((await watch.ended).code).toBe(1);
      expect((await run.ended).code).toBe(1);
      expect(eventsIn(watch.output.stdout)).toEqual(
        project
          .journal('s')
          .slice(before)
          .map(({ event }) => event),
      );
    });

    it('is shown at once how a run has ended', async () => {
      const project = new Project({ 's.yaml': WAITING, go: '' });
      await project.sweep('run', 's.yaml', '--only', 'i=a');
      const watched = await project.sweep('watch');
      expect(watched.code).toBe(0);
      expect(watched.stdout).toContain('s: 1 succeeded');
    });

    it('is told when the runner dies, whose jobs go on', async () => {
      const project = new Project({ 's.yaml': WAITING });
      const run = project.start(['run', 's.yaml']);
      await project.eventually('s', 'attempt-started', 2);
      const watch = project.start(['watch', 's']);
      await says(watch, 'start     job-b');
      await crash(run);
      expect(await watch.ended).toMatchObject({
        code: 75,
        stderr: 'sweep: the runner of s is gone, and its run has not ended: run the sweep again to go on with it\n',
      });
      project.write('go', '');
    });

    it('leaves with Ctrl-C a run that goes on', async () => {
      const project = new Project({ 's.yaml': WAITING });
      const run = project.start(['run', 's.yaml']);
      await project.appears('began-a');
      const watch = project.start(['watch', 's']);
      await says(watch, 'start     job-a');
      watch.child.kill('SIGINT');
      expect(await watch.ended).toMatchObject({ code: 130, stderr: 'the run of s goes on\n' });
      project.write('go', '');
      expect((await run.ended).code).toBe(1);
    });
  });

  inLong(() => {
    it('has the live view of the run on a terminal, which q leaves as it was', async () => {
      const project = new Project({ 's.yaml': WAITING });
      const run = project.start(['run', 's.yaml']);
      await project.appears('began-a');
      const terminal = new Terminal(project.root, project.hostFolder);
      terminal.type(`node ${PROGRAM} watch; echo "code $?"`);
      await terminal.shows('q leaves, and it goes on');
      await terminal.shows('0/2');
      terminal.press('q');
      await terminal.shows('the run of s goes on');
      await terminal.shows('code 0');
      terminal.type('stty -a | grep -o " icanon"');
      await terminal.shows('\n icanon');
      const other = new Terminal(project.root, project.hostFolder);
      other.type(`node ${PROGRAM} watch; echo "code $?"`);
      await other.shows('q leaves, and it goes on');
      other.press('C-c');
      await other.shows('code 130');
      project.write('go', '');
      expect((await run.ended).code).toBe(1);
    });
  });

  inLong(() => {
    it('is refused what has not run', async () => {
      const project = new Project({ 's.yaml': WAITING });
      expect(await project.sweep('watch', 's.yaml')).toMatchObject({ code: 2, stdout: '' });
    });
  });
});
