import { execFile } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandsOf, printedLike, stepsOf, WALKS } from './rig/pages.ts';
import { PROGRAM } from './rig/program.ts';
import { Project } from './rig/project.ts';

/** A folder in which the commands of a page are typed, with `sweep` on the PATH and nothing in it but what the page saves. */
class Desk {
  readonly #project = new Project();
  readonly #tools = new Project();

  constructor() {
    this.#tools.write('sweep', `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`);
    chmodSync(this.#tools.path('sweep'), 0o755);
  }

  save(path: string, text: string): void {
    this.#project.write(path, text);
  }

  /** What a command prints, on both streams as they come. */
  type(command: string): Promise<string> {
    const { root, environment } = this.#project;
    const PATH = `${this.#tools.root}:${process.env['PATH'] ?? ''}`;
    const env = {
      ...process.env,
      ...environment,
      PATH,
      HOME: this.#tools.root,
      XDG_CONFIG_HOME: undefined,
      LC_ALL: 'C.UTF-8',
    };
    return new Promise((resolve) => {
      const line = `exec 2>&1\n${command}`;
      const child = execFile('bash', ['--norc', '-c', line], { cwd: root, env }, (_, stdout) => {
        resolve(stdout);
      });
      child.stdin?.end();
    });
  }
}

describe('the README', () => {
  it('has a line of the shell be a sweep, and runs it', async () => {
    const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
    const [write = '', run = ''] = /^sweep new .*\n.*$/m.exec(readme)?.[0].split('\n') ?? [];
    const desk = new Desk();
    desk.save('train.py', 'print("trained")\n');
    expect(await desk.type(write.replace('python ', 'python3 '))).toContain('\ntrain: 10 jobs, 10 new\n');
    expect(run).toBe('sweep run');
    expect(await desk.type(`${run} --gpus virtual:4`)).toContain('10 succeeded');
  });
});

describe('a page that is tried as it is read', () => {
  it.each(WALKS)('prints what it shows: %s', async (page) => {
    const desk = new Desk();
    for (const step of stepsOf(page)) {
      if (step.kind === 'file') desk.save(step.path, step.text);
      else {
        for (const { command, printed } of commandsOf(step.text)) {
          const said = await desk.type(command);
          expect(said, `${step.at}: ${command}`).toMatch(printedLike(printed));
        }
      }
    }
  });
});
