import { execFile } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { load } from '../src/app/library.ts';
import { parseHostFile } from '../src/language/host-file.ts';
import { GUIDES, type Check, type Guide } from './guides/checks.ts';
import { rowsOf, sweepIn, workedExampleOf, type GuideRow } from './guides/table.ts';
import { PROGRAM } from './rig/program.ts';
import { Project } from './rig/project.ts';
import { until } from './rig/until.ts';

/** Two GPUs that nobody uses. */
const NVIDIA_SMI = `#!/bin/sh
case "$*" in
  *--query-gpu*)
    echo '0, GPU-11111111-1111-1111-1111-111111111111, 00000000:07:00.0, NVIDIA A100-SXM4-80GB, 81920, 4, 0, Disabled'
    echo '1, GPU-22222222-2222-2222-2222-222222222222, 00000000:0F:00.0, NVIDIA A100-SXM4-80GB, 81920, 4, 0, Disabled' ;;
  *--query-compute-apps*) ;;
  *) exit 1 ;;
esac
`;

/** Programs that the lines of a guide run; this python says what it is told, fails, or works until somebody stops it. */
const TOOLS = {
  'bin/sweep': `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`,
  'bin/nvidia-smi': NVIDIA_SMI,
  'bin/python': `#!/bin/sh
case $1 in
  long.py) echo "working on $2"; touch "began-$2"; until [ -e "done-$2" ]; do sleep 0.2; done ;;
  fail.py) echo 'RuntimeError: bad luck' >&2; exit 3 ;;
  *) echo "python $*" ;;
esac
`,
};

/** Milliseconds after which a line that has not come back is stuck. */
const STUCK = 120_000;

interface Said {
  readonly code: number;
  readonly output: string;
}

/** A project in which a guide's lines can be run as they stand, with two GPUs and a home of its own. */
class Scene {
  readonly #project: Project;

  constructor({ page, sweep, files }: Guide) {
    this.#project = new Project({ ...TOOLS, ...files, [sweep]: sweepIn(page) });
    for (const tool of readdirSync(this.#project.path('bin'))) chmodSync(this.#project.path('bin', tool), 0o755);
  }

  appears(path: string): Promise<void> {
    return this.#project.appears(path);
  }

  /** Has bash run a line. */
  run(line: string): Promise<Said> {
    const { root, environment } = this.#project;
    const PATH = `${root}/bin:${process.env['PATH'] ?? ''}`;
    const env = { ...process.env, ...environment, PATH, HOME: root, XDG_CONFIG_HOME: undefined, LC_ALL: 'C' };
    return new Promise((resolve) => {
      const child = execFile(
        'bash',
        ['--norc', '-c', line],
        { cwd: root, env, timeout: STUCK },
        (failure, stdout, stderr) => {
          resolve({ code: failure === null ? 0 : Number(failure.code ?? -1), output: stdout === '' ? stderr : stdout });
        },
      );
      child.stdin?.end();
    });
  }

  /** Ends every runner of added jobs, and waits until they have left. */
  async leave(): Promise<void> {
    await this.run('touch done-one done-two');
    for (const state of ['.sweep', 'logs', 'state']) {
      const names = this.#project.has(state) ? readdirSync(this.#project.path(state), { withFileTypes: true }) : [];
      for (const { name } of names.filter((entry) => entry.isDirectory())) {
        if (!this.#project.has(`${state}/${name}/lock`)) continue;
        await this.run(`sweep cancel ${name} --state-dir ${state} --yes`);
        await until(`the end of ${name}`, () => !this.#project.has(`${state}/${name}/lock`));
      }
    }
  }
}

/** What is wrong with a row, by what is expected of it; null where nothing is. */
async function complaintAbout({ theirs, ours }: GuideRow, check: Check, scene: Scene): Promise<string | null> {
  if (check === 'host file' || check === 'sweep file') return `${theirs}: ${ours} is for a ${check}`;
  const { code, output } = await scene.run(ours);
  const isSo = code === (check.code ?? 0) && check.says.test(output);
  return isSo ? null : `${theirs}: ${ours} exited with ${code}, and said:\n${output}`;
}

/** What is wrong with a line that stands in a file. */
async function complaintsAboutLine(ours: string, kind: 'host file' | 'sweep file'): Promise<readonly string[]> {
  if (kind === 'host file')
    return parseHostFile(`${ours}\n`, '.sweep-host.yaml').diagnostics.map(({ message }) => message);
  const text = `matrix: { strategy: [a], seed: [1, 2] }\ncommand: echo {{strategy}} {{seed}}\n${ours}\n`;
  const { diagnostics } = await load('/nowhere/sweep.yaml', { text, files: false });
  return diagnostics.map(({ message }) => message);
}

function isLine(check: Check | undefined): check is 'host file' | 'sweep file' {
  return check === 'host file' || check === 'sweep file';
}

describe.each(GUIDES)('$page', (guide) => {
  const { page, checks } = guide;
  const rows = rowsOf(page);

  it('has a test for each of its rows, and no two alike', () => {
    expect(rows.map(({ theirs }) => theirs)).toEqual(Object.keys(checks));
    expect(rows.filter(({ ours }) => ours === '')).toEqual([]);
  });

  it('has lines of files that may stand there', async () => {
    const complaints = rows.flatMap(({ theirs, ours }) => {
      const check = checks[theirs];
      return isLine(check) ? [complaintsAboutLine(ours, check)] : [];
    });
    expect((await Promise.all(complaints)).flat()).toEqual([]);
  });

  it('has commands that do what it says', async () => {
    const commands = rows.filter(({ theirs }) => !isLine(checks[theirs]));
    const scene = new Scene(guide);
    expect(await scene.run(guide.before)).toMatchObject({ code: 0 });
    if (guide.awaits !== null) await scene.appears(guide.awaits);
    const complaints: string[] = [];
    for (const row of commands) {
      const check = checks[row.theirs];
      const complaint = check === undefined ? null : await complaintAbout(row, check, scene);
      if (complaint !== null) complaints.push(complaint);
    }
    await scene.leave();
    expect(complaints).toEqual([]);
  });

  it('has a worked example that works', async () => {
    const scene = new Scene(guide);
    expect(await scene.run(`set -e\n${workedExampleOf(page)}`)).toMatchObject({ code: 0 });
    await scene.leave();
  });
});
