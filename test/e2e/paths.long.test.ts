import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { someOf } from '../rig/cases.ts';
import { Project } from '../rig/project.ts';

const SWEEP = 'command: "true"\n';

/** Paths at which no command can read, make or find anything. */
const NOWHERE: readonly [string, (project: Project) => string][] = [
  ['a process of /proc', () => '/proc/1/x'],
  [
    'a FIFO to which nobody writes',
    (project) => {
      spawnSync('mkfifo', [project.path('pipe')]);
      return 'pipe';
    },
  ],
  ['5,000 characters', () => 'x'.repeat(5000)],
  ['something below a file', () => 's.yaml/x'],
];

describe('a path that leads nowhere', () => {
  it.each(NOWHERE)('is refused by every command with exit code 2 and a sentence: %s', async (name, make) => {
    const project = new Project({ 's.yaml': SWEEP });
    const path = make(project);
    const commands = [
      ['init', path],
      ['check', path],
      ['plan', path],
      ['run', 's.yaml', '--host', path],
      ['run', 's.yaml', '--state-dir', path],
      ['render', 's.yaml', '--out', path],
      ['diff', 's.yaml', path],
      ['status', path],
      ['why', 'main', '--sweep', path],
      ['logs', path],
    ];
    const at = NOWHERE.findIndex(([one]) => one === name);
    for (const command of someOf(commands, at, NOWHERE.length)) {
      const { code, stdout, stderr } = await project.sweep(...command);
      expect([command.slice(0, 2), code, stdout]).toEqual([command.slice(0, 2), 2, '']);
      expect(stderr).toMatch(/^(sweep|error): .+\n/);
    }
  });
});
