import { describe, expect, it } from 'vitest';
import { PROGRAM } from '../rig/program.ts';
import { Project } from '../rig/project.ts';
import { Terminal } from '../rig/terminal.ts';

const JOBS = `
matrix: {i: [bad, a, b, c]}
command: |
  test {{i}} != bad || exit 3
  until [ -e go ]; do sleep 0.02; done
gpus: 1
`;

describe('on a terminal', () => {
  it('shows how far a run is, what runs on which GPU and what failed last, and ends with a summary', async () => {
    const project = new Project({ 's.yaml': JOBS });
    const terminal = new Terminal(project.root, project.hostFolder);
    terminal.type(`node ${PROGRAM} run s.yaml --gpus virtual:2; echo "code $?"`);
    const screen = await terminal.shows('1 failed');
    expect(screen).toContain('1/4');
    expect(screen).toMatch(/gpu 0 .* b\b/);
    expect(screen).toMatch(/gpu 1 .* a\b/);
    expect(screen).toMatch(/failed +bad: exit 3/);
    expect(screen).toContain('.sweep/s/jobs/i-bad/1/out.log');
    project.write('go', '');
    const end = await terminal.shows('code 1');
    expect(end).toContain('3 succeeded, 1 failed');
    expect(end).not.toContain('gpu 0 ');
  });

  it('says after Ctrl-C what still runs and what a second one does', async () => {
    const project = new Project({ 's.yaml': JOBS });
    const terminal = new Terminal(project.root, project.hostFolder);
    terminal.type(`node ${PROGRAM} run s.yaml --gpus virtual:2; echo "code $?"`);
    await terminal.shows('1/4');
    terminal.press('C-c');
    await terminal.shows('waiting for 2 running jobs; Ctrl-C again stops them');
    terminal.press('C-c');
    expect(await terminal.shows('code 130')).toContain('2 stopped');
  });

  it('goes on without a view when the terminal is closed, and comes to its end', async () => {
    const project = new Project({ 's.yaml': JOBS });
    const terminal = new Terminal(project.root, project.hostFolder);
    terminal.type(`node ${PROGRAM} run s.yaml --gpus virtual:2`);
    await project.eventually('s', 'attempt-started', 3);
    terminal.close();
    project.write('go', '');
    await project.eventually('s', 'run-ended');
    expect(project.events('s', 'run-ended')).toMatchObject([{ reason: 'finished' }]);
    expect(project.events('s', 'attempt-ended')).toHaveLength(4);
  });
});
