import { mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Project } from '../rig/project.ts';

/** What goes wrong with hand-written submit scripts on top of a task queue, and must not go wrong here. */
describe('unlike a submit script on a task queue', () => {
  it('1: jobs of one call are not all one serial chain: each cell has a chain of its own', async () => {
    const project = new Project({
      's.yaml': `
matrix: {strategy: [greedy, beam], seed: [1, 2]}
command: touch here-{{strategy}}-{{seed}}; until [ -e here-greedy-1 ] && [ -e here-beam-1 ]; do sleep 0.1; done
chain: seed
timeout: 20s
`,
    });
    expect((await project.sweep('run', 's.yaml', '--slots', '2')).code).toBe(0);
  });

  it('2: a failure is recorded as a failure, whatever is printed after it', async () => {
    const project = new Project({ 's.yaml': 'command: |\n  false\n  echo finished\n' });
    expect((await project.sweep('run', 's.yaml')).code).toBe(1);
    const status = JSON.parse((await project.sweep('status', 's', '--json')).stdout) as { counts: object };
    expect(status.counts).toMatchObject({ failed: 1, succeeded: 0 });
    expect((await project.sweep('logs', 'main')).stdout).not.toContain('finished');
  });

  it('3: cells that differ only in the model have a script each, and a queued one is not changed by an edit', async () => {
    const sweep = (flag: string) => `
matrix: {model: [small, large]}
command: |
  echo {{model}} ${flag} >> ran
  touch began-{{model}}; until [ -e go ]; do sleep 0.1; done
`;
    const project = new Project({ 's.yaml': sweep('--first') });
    const runner = project.start(['run', 's.yaml', '--slots', '1']);
    await project.appears('began-small');
    project.write('s.yaml', sweep('--second'));
    await project.sweep('render', 's.yaml', '--out', 'wrappers');
    project.write('go', '');
    expect((await runner.ended).code).toBe(0);
    expect(project.read('ran')).toBe('small --first\nlarge --first\n');
  });

  it('4: a cell without its config file is found before anything is queued, and all of them at once', async () => {
    const project = new Project({
      's.yaml': `
matrix: {strategy: [a, b], dataset: [x, y]}
requires: ["config/{{strategy}}_{{dataset}}.yaml"]
command: touch ran-{{strategy}}-{{dataset}}
`,
      'config/a_x.yaml': '',
      'config/b_y.yaml': '',
    });
    const { code, stderr } = await project.sweep('run', 's.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('config/a_y.yaml');
    expect(stderr).toContain('config/b_x.yaml');
    expect(stderr).not.toContain('config/a_x.yaml');
    expect(project.traces().toSorted()).toEqual(['config', 's.yaml']);
  });

  it('5: a typo in one of several conditions stops everything, not everything after it', async () => {
    const project = new Project({
      's.yaml': `
matrix: {scorer: [entropy, prm, pd_gap]}
command: touch ran-{{scorer}}
rules:
  - {when: {scorer: prm}, gpus: 0}
  - {when: {scorrer: pd_gap}, gpus: 0}
`,
    });
    const { code, stderr } = await project.sweep('run', 's.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('scorrer');
    expect(stderr).toContain('did you mean `scorer`');
    expect(project.traces()).toEqual(['s.yaml']);
  });

  it('6: seeds that are no numbers are an error, not an empty sweep that succeeds', async () => {
    const project = new Project({ 's.yaml': 'matrix: {seed: {from: abc, count: 3}}\ncommand: echo {{seed}}\n' });
    const { code, stderr } = await project.sweep('run', 's.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('s.yaml:1:');
    expect(stderr).toContain('abc');
  });

  it('7: the scripts that are promised are written, and they are the ones that run', async () => {
    const project = new Project({ 's.yaml': 'matrix: {i: [1, 2, 3]}\ncommand: echo {{i}}\n' });
    const { stdout } = await project.sweep('render', 's.yaml', '--out', 'wrappers');
    expect(stdout).toBe('3 wrapper scripts in wrappers\n');
    for (const id of ['i-1', 'i-2', 'i-3']) expect(project.has(`wrappers/${id}.sh`)).toBe(true);
  });

  it('8: nothing but bash and coreutils must be installed: no queue whose options mean other things elsewhere', async () => {
    const project = new Project({ 's.yaml': 'matrix: {i: [1, 2]}\ncommand: echo {{i}}\ntimeout: 1m\n' });
    mkdirSync(project.path('bin'));
    for (const tool of ['bash', 'timeout', 'sleep', 'mkdir'])
      symlinkSync(`/usr/bin/${tool}`, project.path('bin', tool));
    const { code } = await project.start(['run', 's.yaml'], { PATH: project.path('bin') }).ended;
    expect(code).toBe(0);
  });
});
