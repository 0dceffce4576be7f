import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Project } from '../rig/project.ts';

/** What a job can put in the place of a file of its own attempt, in whose folder it is. */
const PLACED = {
  fifo: 'mkfifo $f',
  folder: 'mkdir $f',
  endless: 'ln -s /dev/zero $f',
  dangling: 'ln -s nowhere $f',
  missing: 'true',
};

function sweepOf(file: string): Project {
  const cases = Object.entries(PLACED).map(([kind, act]) => `    ${kind}) ${act} ;;\n`);
  return new Project({
    'sweep.yaml': `name: hostile
matrix: { kind: [${Object.keys(PLACED).join(', ')}] }
retry: 1
command: |
  cd "$SWEEP_DIR/$SWEEP_ATTEMPT"; f=${file}; rm $f
  case {{kind}} in
${cases.join('')}  esac
  exit 3
`,
  });
}

describe('what a job puts in the place of', () => {
  it.each(['pid', 'out.log', 'run.sh'])('its %s hangs nobody, and its end is the true one', async (file) => {
    const project = sweepOf(file);
    const run = await project.sweep('run', 'sweep.yaml', '--slots', '5');
    expect(run.code).toBe(1);
    const ends = project.events('hostile', 'attempt-ended').map(({ outcome }) => outcome);
    expect(ends).toEqual(Array(10).fill({ cause: 'exit', code: 3 }));
    expect((await project.sweep('status')).code).toBe(0);
    if (file !== 'out.log') return;
    const codes: Record<string, number | string> = {};
    for (const kind of Object.keys(PLACED)) codes[kind] = (await project.sweep('logs', kind)).code;
    expect(codes).toEqual({ fifo: 75, folder: 75, endless: 75, dangling: 75, missing: 75 });
  });

  it('its own folder ends only that job, in a failure that says so', async () => {
    const project = new Project({
      'sweep.yaml': `name: gone
matrix: { kind: [file, other] }
retry: 1
command: '[ {{kind}} = other ] || { rm -r "$SWEEP_DIR"; touch "$SWEEP_DIR"; exit 3; }'
`,
    });
    const run = await project.sweep('run', 'sweep.yaml');
    expect(run.code).toBe(1);
    expect(project.events('gone', 'attempt-ended').map(({ outcome }) => outcome.cause)).toContain('spawn');
    expect(run.stdout).toContain('1 succeeded');
  });
});

it('a FIFO in the place of a journal is named, and waited for by nobody', async () => {
  const project = new Project({ 'sweep.yaml': 'name: piped\ncommand: "true"\n' });
  expect((await project.sweep('run', 'sweep.yaml')).code).toBe(0);
  rmSync(project.path('.sweep/piped/journal.jsonl'));
  spawnSync('mkfifo', [project.path('.sweep/piped/journal.jsonl')]);
  const again = await project.sweep('run', 'sweep.yaml');
  expect([again.code, again.stderr]).toEqual([75, expect.stringMatching(/journal\.jsonl is no plain file/)]);
});
