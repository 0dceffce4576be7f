import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commentText, MARK } from '../scripts/comment-text.ts';
import { inLong } from './rig/cases.ts';
import { CodeHost } from './rig/code-host.ts';
import { tableUnder } from './rig/pages.ts';
import { Project } from './rig/project.ts';

const ROOT = join(import.meta.dirname, '..');

interface Step {
  readonly name: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
}

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
};

describe('action.yml', () => {
  it('is what GitHub takes for a composite action', () => {
    const schema = JSON.parse(readFileSync(join(ROOT, 'test/fixtures/action.schema.json'), 'utf8')) as object;
    const ajv = new Ajv2020({ allErrors: true });
    expect(ajv.validate(schema, action), JSON.stringify(ajv.errors)).toBe(true);
  });

  it('uses each of its inputs, and puts none into a script, where it would be code', () => {
    const steps = action.runs.steps.map(({ run, ...rest }) => ({ run, rest: JSON.stringify(rest) }));
    for (const name of Object.keys(action.inputs)) {
      expect(
        steps.filter(({ rest }) => rest.includes(`inputs.${name}`)),
        name,
      ).not.toEqual([]);
    }
    expect(steps.filter(({ run }) => run.includes('${{'))).toEqual([]);
  });

  it('is used by its page as it is: with inputs that it has, all of which stand in the table with their defaults', () => {
    const page = readFileSync(join(ROOT, 'docs/ci.md'), 'utf8');
    const [, recipe = ''] = /^```yaml\n([^]*?)^```/m.exec(page) ?? [];
    const { steps } = (parse(recipe) as { jobs: { sweeps: { steps: { uses: string; with?: object }[] } } }).jobs.sweeps;
    const used = steps.find(({ uses }) => uses.startsWith('OWNER/sweep@'));
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(used?.with ?? {})));
    const rows = [...tableUnder('## GitHub Actions', 'docs/ci.md')].map(([name, [byDefault]]) => [name, byDefault]);
    const defaults = Object.entries(action.inputs).map(([name, input]) => [name, `\`${input.default}\``]);
    expect(rows).toEqual(defaults.map(([name, text]) => [name, name === 'token' ? 'that of the job' : text]));
  });

  it('passes the token on to the step that comments, and to no other', () => {
    const having = action.runs.steps.filter((step) => JSON.stringify(step).includes('inputs.token'));
    expect(having.map(({ name }) => name)).toEqual(['Comment']);
  });
});

describe('the comment of a pull request', () => {
  it('has the file and what becomes of its plan', () => {
    expect(commentText([{ file: 'sweeps/a.yaml', says: '### a: 1 job added\n' }])).toBe(
      `${MARK}\n## What this does to the sweeps\n\n**\`sweeps/a.yaml\`**\n\n### a: 1 job added\n`,
    );
  });

  it('says it when no plan changes', () => {
    expect(commentText([])).toBe(`${MARK}\nThis pull request changes no plan of a sweep.\n`);
  });

  it('leaves out what GitHub would not take, and names it', () => {
    const many = ['a', 'b', 'c', 'd'].map((file) => ({ file, says: 'x'.repeat(30_000) }));
    const text = commentText(many);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('\n**`b`**\n');
    expect(text).toMatch(/\nToo much for one comment: what it does to `c` and 1 more; `sweep diff` shows it\.\n$/);
  });
});

/** A checkout as a step of a workflow finds it: the head of a pull request, of which git has no more than this commit. */
class Workflow {
  readonly host = new CodeHost();
  readonly project = new Project();
  readonly #runner = new Project();
  #base = '';

  /** Commits the files before the change at the code host. */
  async begin(files: Readonly<Record<string, string>>): Promise<void> {
    await this.host.open();
    const there = new Project(files);
    const commit = 'git add . && git -c user.name=a -c user.email=a@example.org commit -qm base';
    await this.#shell(`rm -rf .git && git init -q && ${commit}`, {}, there.root);
    this.#base = (await this.#shell('git rev-parse HEAD', {}, there.root)).output.trim();
    await this.#shell(`rm -rf .git && git init -q && git remote add origin 'file://${there.root}'`);
  }

  /** Has the steps of the action run, until one fails, but for the last, which is for what has failed, too. */
  async run(
    inputs: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly codes: readonly number[]; readonly log: string }> {
    this.#runner.write('event.json', JSON.stringify({ pull_request: { number: 7, base: { sha: this.#base } } }));
    for (const file of ['output', 'summary', 'path']) this.#runner.write(file, '');
    await this.#shell('git add --all');
    const [install, check, comment] = action.runs.steps;
    const ended = [];
    for (const step of [install, check, comment]) ended.push(await this.#step(step!, inputs));
    return { codes: ended.map(({ code }) => code), log: ended.map(({ output }) => output).join('') };
  }

  /** What the steps have written to a file of the runner's. */
  written(file: 'output' | 'summary'): string {
    return this.#runner.read(file);
  }

  #step(step: Step, inputs: Readonly<Record<string, string>>) {
    const valued = Object.entries(step.env ?? {}).map(([name, text]) => [name, this.#valueOf(text, inputs)] as const);
    return this.#shell(step.run, Object.fromEntries(valued));
  }

  /** What GitHub puts in the place of an expression. */
  #valueOf(text: string, inputs: Readonly<Record<string, string>>): string {
    return text.replaceAll(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
      if (expression === 'github.token') return 'secret';
      const name = /^inputs\.(\w+)$/.exec(expression)?.[1] ?? '';
      return this.#valueOf(inputs[name] ?? action.inputs[name]!.default, inputs);
    });
  }

  #shell(script: string, env: Readonly<Record<string, string>> = {}, folder = this.project.root) {
    const path = this.#runner.has('path') ? this.#runner.read('path').trim().split('\n') : [];
    const variables = {
      ...process.env,
      ...this.project.environment,
      CI: 'true',
      GITHUB_ACTION_PATH: ROOT,
      GITHUB_API_URL: this.host.url,
      GITHUB_EVENT_PATH: this.#runner.path('event.json'),
      GITHUB_OUTPUT: this.#runner.path('output'),
      GITHUB_PATH: this.#runner.path('path'),
      GITHUB_REPOSITORY: 'me/mine',
      GITHUB_STEP_SUMMARY: this.#runner.path('summary'),
      GITHUB_WORKSPACE: this.project.root,
      RUNNER_TEMP: this.#runner.path('temp'),
      PATH: [...path, process.env['PATH'] ?? ''].join(':'),
      ...env,
    };
    return new Promise<{ readonly code: number; readonly output: string }>((resolve) => {
      // As GitHub starts `shell: bash`.
      const words = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
      const child = spawn('bash', words, { cwd: folder, env: variables, stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.on('close', (code) => {
        resolve({ code: code ?? -1, output });
      });
    });
  }
}

const SWEEP = 'matrix: { lr: [0.1, 0.01] }\ncommand: echo {{lr}}\n';

inLong(() => {
  describe('the steps of the action', () => {
    it('comment once with what the change does, and keep that comment up to date', async () => {
      const workflow = new Workflow();
      await workflow.begin({ 'sweeps/a.yaml': SWEEP, 'sweeps/same.yaml': SWEEP, 'sweeps/gone.yaml': SWEEP });
      const { host, project } = workflow;
      host.comments.push(...Array.from({ length: 100 }, (_, index) => ({ id: index + 1, body: 'a talk' })));
      project.write('sweeps/same.yaml', SWEEP);
      project.write('sweeps/new.yaml', SWEEP);
      project.write('sweeps/a.yaml', SWEEP.replace('0.1, ', '0.1, 0.5, '));
      const first = await workflow.run();
      expect(first, first.log).toMatchObject({ codes: [0, 0, 0] });
      expect(host.comments).toHaveLength(101);
      const [{ body } = { body: '' }] = host.comments.slice(-1);
      expect(body).toContain('**`sweeps/a.yaml`**\n\n### ');
      expect(body).toContain('| added | `0.5` |');
      expect(body).toContain('**`sweeps/new.yaml`**\n\nnew: 2 jobs\n');
      expect(body).toContain('**`sweeps/gone.yaml`**\n\ngone\n');
      expect(body).not.toContain('same.yaml');
      expect(workflow.written('summary')).toBe(body);
      expect(workflow.written('output')).toBe('differs=true\n');
      expect(new Set(host.requests.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer secret']));

      host.requests.length = 0;
      await workflow.run();
      expect(host.requests.filter(({ what }) => !what.startsWith('GET '))).toEqual([]);

      for (const file of ['a', 'gone']) project.write(`sweeps/${file}.yaml`, SWEEP);
      project.write('sweeps/new.yaml', 'command: echo one\n');
      await workflow.run();
      expect(host.comments).toHaveLength(101);
      expect(host.comments.at(-1)?.body).not.toContain('a.yaml');
      expect(host.comments.at(-1)?.body).toContain('new: 1 job\n');
    });

    it('tell of a library through the sweeps that build on it, and write no comment where no plan changes', async () => {
      const workflow = new Workflow();
      const sweep = 'extends: lib/base.yaml\ncommand: echo hello\n';
      await workflow.begin({ 'sweeps/a.yaml': sweep, 'sweeps/lib/base.yaml': 'gpus: 1\n' });
      workflow.project.write('sweeps/a.yaml', sweep);
      workflow.project.write('sweeps/lib/base.yaml', 'gpus: 1 # as ever\n');
      expect(await workflow.run()).toMatchObject({ codes: [0, 0, 0] });
      expect(workflow.host.comments).toEqual([]);
      expect(workflow.written('output')).toBe('differs=false\n');
      workflow.project.write('sweeps/lib/base.yaml', 'gpus: 2\n');
      expect(await workflow.run()).toMatchObject({ codes: [0, 0, 0] });
      expect(workflow.host.comments.map(({ body }) => body.includes('**`sweeps/a.yaml`**'))).toEqual([true]);
    });

    it('annotate what is wrong, fail, and still comment on the others', async () => {
      const workflow = new Workflow();
      await workflow.begin({ 'sweeps/a.yaml': 'comand: echo\n', 'other/b.yaml': SWEEP });
      workflow.project.write('sweeps/a.yaml', SWEEP);
      workflow.project.write('other/b.yaml', 'comand: echo\n');
      const { codes, log } = await workflow.run({ files: 'sweeps\n  other/*.yaml', strict: 'true' });
      expect(codes).toEqual([0, 2, 0]);
      expect(log).toContain('::error file=other/b.yaml,line=1,');
      expect(workflow.host.comments[0]?.body).toContain('It could not be planned before; now it has 2 jobs.');
    });

    it('warn, and fail nothing, where the token may not comment', async () => {
      const workflow = new Workflow();
      await workflow.begin({ 'sweeps/a.yaml': SWEEP });
      workflow.project.write('sweeps/a.yaml', 'command: echo another\n');
      workflow.host.isClosed = true;
      const { codes, log } = await workflow.run();
      expect(codes).toEqual([0, 0, 0]);
      expect(log).toContain('::warning::the comment could not be written');
      expect(workflow.written('summary')).toContain('**`sweeps/a.yaml`**');
    });
  });
});
