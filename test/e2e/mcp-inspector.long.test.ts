import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROGRAM } from '../rig/program.ts';
import { Project } from '../rig/project.ts';

/** Where the protocol's own inspector is installed: it is large for one test, so `.ci/run` fetches it, and nobody else has to. */
const FOLDER = process.env['SWEEP_INSPECTOR'];

const GRID = `
name: grid
goals: { accuracy: max }
matrix: { lr: [0.1, 0.9] }
metrics: { log: 'accuracy={accuracy}' }
command: echo accuracy={{lr}}; test {{lr}} != 0.9
`;

interface Called {
  readonly content: readonly { readonly text: string }[];
  readonly isError?: boolean;
}

/** Has the inspector start the server in a project and ask one thing of it; what it prints is its answer, of which it has judged the form. */
async function inspect<T>(project: Project, method: string, ...options: readonly string[]): Promise<T> {
  const inspector = join(FOLDER ?? '', 'node_modules/.bin/mcp-inspector');
  const server = [process.execPath, PROGRAM, 'mcp', '--method', method, ...options];
  // It gives a server up after 15 seconds, which a busy machine may need.
  const child = spawn(process.execPath, [inspector, '--cli', '--connect-timeout', '300000', ...server], {
    cwd: project.root,
    env: { ...process.env, ...project.environment, HOME: project.root },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  await new Promise((resolve) => child.on('close', resolve));
  try {
    return JSON.parse(output.stdout) as T;
  } catch (error) {
    throw new Error(`the inspector says: ${output.stdout}${output.stderr}`, { cause: error });
  }
}

async function call(project: Project, tool: string, args: Readonly<Record<string, unknown>> = {}) {
  const pairs = Object.entries(args).flatMap(([name, value]) => ['--tool-arg', `${name}=${JSON.stringify(value)}`]);
  const told = await inspect<Called>(project, 'tools/call', '--tool-name', tool, ...pairs);
  const text = told.content[0]?.text ?? '';
  return { isError: told.isError === true, text, said: text.startsWith('{') ? (JSON.parse(text) as unknown) : null };
}

test.runIf(FOLDER === undefined && process.env['CI'] === 'true')('the inspector is installed where CI runs', () => {
  expect(FOLDER).toBeDefined();
});

describe.skipIf(FOLDER === undefined)('the inspector of the protocol', () => {
  test('calls each tool that reads, and has answers of the form that the protocol asks for', async () => {
    const project = new Project({ 'sweep.yaml': GRID });
    await project.sweep('run', 'sweep.yaml');
    const { tools } = await inspect<{ tools: { name: string; annotations: { readOnlyHint: boolean } }[] }>(
      project,
      'tools/list',
    );
    const asked: Readonly<Record<string, object>> = {
      check_sweep: { file: 'sweep.yaml' },
      plan_sweep: { file: 'grid' },
      diff_sweeps: { before: 'sweep.yaml', after: 'sweep.yaml' },
      list_runs: {},
      run_status: {},
      wait_run: { sweep: 'grid' },
      list_jobs: {},
      show_job: { job: 'lr-0.9' },
      job_log: { job: 'lr-0.9' },
      why: { job: 'lr-0.9' },
      triage: { sweep: 'grid' },
      results: { best: 'accuracy' },
      gpus: {},
      usage: {},
    };
    const reading = tools.filter(({ name, annotations }) => annotations.readOnlyHint && !name.startsWith('preview_'));
    expect(reading.map(({ name }) => name).toSorted()).toEqual(Object.keys(asked).toSorted());
    for (const [tool, args] of Object.entries(asked)) {
      const { isError, text, said } = await call(project, tool, { ...args });
      expect(said, `${tool}: ${text}`).not.toBeNull();
      expect(isError, `${tool}: ${text}`).toBe(false);
    }
  });

  test('is told what is wrong with arguments and tokens, finds the resources, and reads what they hold', async () => {
    const project = new Project({ 'sweep.yaml': GRID });
    expect(await call(project, 'plan_sweep', { fil: 'x' })).toMatchObject({
      isError: true,
      text: expect.stringContaining('fil') as unknown,
    });
    const { said } = await call(project, 'preview_run', { file: 'sweep.yaml' });
    const { token } = said as { token: string };
    expect(token).toEqual(expect.any(String) as unknown);
    // Each call has a server of its own: another one's token is none.
    const stale = await call(project, 'run_sweep', { file: 'sweep.yaml', token });
    expect(stale.isError).toBe(true);
    expect(project.has('.sweep')).toBe(false);
    const { resources } = await inspect<{ resources: { uri: string }[] }>(project, 'resources/list');
    expect(resources.map(({ uri }) => uri)).toEqual(expect.arrayContaining(['sweep://schema', 'sweep://language']));
    const { contents } = await inspect<{ contents: { text: string }[] }>(
      project,
      'resources/read',
      '--uri',
      'sweep://schema',
    );
    expect(JSON.parse(contents[0]?.text ?? '')).toMatchObject({ type: 'object' });
  });
});
