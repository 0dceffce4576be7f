import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROGRAM } from '../rig/program.ts';
import { Project } from '../rig/project.ts';
import { Terminal } from '../rig/terminal.ts';

describe('completion in bash', () => {
  it('completes a command, a sweep that has run, and an axis with its value, at Tab; and says nothing of what is wrong', async () => {
    const project = new Project({
      'a.yaml': 'name: beam\nmatrix: {strategy: [greedy, beam]}\ncommand: echo {{strategy}}\n',
      'bin/sweep': `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`,
    });
    chmodSync(project.path('bin/sweep'), 0o755);
    await project.sweep('run', 'a.yaml');
    const terminal = new Terminal(project.root, project.hostFolder);
    terminal.type('PATH=$PWD/bin:$PATH; source <(sweep completion bash); echo prep""ared');
    await terminal.shows('prepared');
    const press = async (text: string, completed: string): Promise<void> => {
      terminal.write(text);
      terminal.press('Tab');
      await terminal.shows(completed);
    };
    await press('sweep lis', 'sweep list');
    await press('be', 'sweep list beam');
    await press('--on', 'sweep list beam --only');
    await press('str', 'sweep list beam --only strategy=');
    await press('gr', 'sweep list beam --only strategy=greedy');
    terminal.press('Enter');
    await terminal.shows('succeeded');
    expect(await project.sweep('complete', '--', 'show', '--state-dir', 'a.yaml', 'x')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });
});
