import { existsSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inLong, someOf } from '../rig/cases.ts';
import { Project } from '../rig/project.ts';

inLong(() => {
  it('writes a first sweep that is checked without a warning and runs as it is', async () => {
    const project = new Project();
    expect(await project.sweep('init')).toMatchObject({ code: 0, stderr: '' });
    expect(await project.sweep('check', '--strict', 'sweep.yaml')).toMatchObject({ code: 0, stderr: '' });
    expect(await project.sweep('run', 'sweep.yaml', '--gpus', 'none')).toMatchObject({ code: 0 });
    const { stdout } = await project.sweep('logs', 'halving_1000_s1');
    expect(stdout).toMatch(/^\d+ guesses for a secret below 1000\n$/);
  });

  it('prints the next three commands, which work as they are printed', async () => {
    const project = new Project();
    const { stdout } = await project.sweep('init', 'my sweeps/2026');
    const commands = [...stdout.matchAll(/^ {2}sweep (\w+) '(.*?)'/gm)].map(([, command = '', file = '']) => [
      command,
      file,
    ]);
    expect(commands.map(([command]) => command)).toEqual(['check', 'plan', 'run']);
    for (const command of commands) expect((await project.sweep(...command)).code).toBe(0);
  });

  it('names the sweep after its folder, so that two of them do not share their results', async () => {
    const project = new Project();
    for (const folder of ['First Try', '2nd', '2026']) await project.sweep('init', folder);
    const names = ['First Try', '2nd', '2026'].map(
      (folder) => /^name: (.*)/m.exec(project.read(`${folder}/sweep.yaml`))?.[1],
    );
    expect(names).toEqual(['first-try', 'nd', 'first-sweep']);
  });
});

it('refuses where a sweep.yaml is, and leaves it alone', async () => {
  const project = new Project({ 'sweep.yaml': 'command: echo mine\n' });
  expect(await project.sweep('init')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'sweep: sweep.yaml is already there, and is left as it is\n',
  });
  expect(project.read('sweep.yaml')).toBe('command: echo mine\n');
});

inLong(() => {
  it('says why it cannot write', async () => {
    const project = new Project({ file: '' });
    const { code, stderr } = await project.sweep('init', 'file');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^sweep: file\/sweep\.yaml cannot be written: /);
  });

  it('names the schema by a path that holds wherever the project goes', async () => {
    const project = new Project();
    await project.sweep('init', 'my/sweeps');
    const schema = /\$schema=(.*)/.exec(project.read('my/sweeps/sweep.yaml'))?.[1];
    expect(schema).toBe('../../.sweep/sweep.schema.json');
    expect(JSON.parse(project.read('.sweep/sweep.schema.json'))).toHaveProperty('$defs');
    expect(project.read('.sweep/.gitignore')).toBe('*\n');
  });

  it('has the copy of the schema kept current by whoever runs a sweep, or begins another', async () => {
    const project = new Project({ 'other/s.yaml': 'command: "true"\n' });
    await project.sweep('init');
    const schema = project.read('.sweep/sweep.schema.json');
    for (const command of [['init'], ['run', 'other/s.yaml']]) {
      project.write('.sweep/sweep.schema.json', '{"of": "an earlier version"}');
      await project.sweep(...command);
      expect(project.read('.sweep/sweep.schema.json'), command.join(' ')).toBe(schema);
    }
    rmSync(project.path('.sweep/sweep.schema.json'));
    await project.sweep('run', 'other/s.yaml', '--fresh');
    expect(existsSync(project.path('.sweep/sweep.schema.json'))).toBe(false);
  });
});

describe('a command that names no sweep file', () => {
  const JOB = 'command: echo hello\n';
  const COMMANDS = [['check'], ['plan'], ['run', '--gpus', 'none']];

  it.each(
    someOf([
      ['sweep.yaml, whatever stands beside it', { 'sweep.yaml': JOB, 'other.yaml': JOB }],
      ['the only one here, whatever other YAML there is', { 'a.yaml': JOB, 'compose.yaml': 'services: {}\n' }],
      ['the only one in sweeps/', { 'sweeps/a.yaml': JOB, 'sweeps/base.yaml': 'gpus: 0\n' }],
    ]),
  )('means %s', async (_, files) => {
    const project = new Project(files);
    for (const command of COMMANDS) expect(await project.sweep(...command)).toMatchObject({ code: 0, stderr: '' });
  });

  it.each(
    someOf([
      ['sweep.yaml, in which the command has another word', { 'sweep.yaml': 'cmd: echo hello\n' }, 'sweep.yaml:1:1: '],
      [
        'the only one in sweeps/, without a colon',
        { 'sweeps/a.yaml': 'gpus: 0\ncommand echo\n' },
        'sweeps/a.yaml:2:8: ',
      ],
    ]),
  )('means %s, and tells what is wrong there', async (_, files, place) => {
    const { code, stdout, stderr } = await new Project(files).sweep('check');
    expect({ code, told: (stdout + stderr).startsWith(place) }).toEqual({ code: 2, told: true });
  });

  inLong(() => {
    it.each(
      someOf([
        ['says which there are', { 'a.yaml': JOB, 'b.yml': JOB }, 'say which sweep file: a.yaml, b.yml'],
        [
          'says how to come by one where there is none',
          { 'compose.yaml': 'services: {}\n' },
          'there is no sweep file here and none in sweeps/: name one, write one of a command line with sweep new or of many with sweep import, or a first one to learn from with sweep init',
        ],
      ]),
    )('%s', async (_, files, message) => {
      const project = new Project(files);
      for (const command of COMMANDS) {
        expect(await project.sweep(...command)).toEqual({ code: 2, stdout: '', stderr: `sweep: ${message}\n` });
      }
    });
  });
});

it('shows the plan of the one sweep here where nothing else is said, and starts nothing', async () => {
  const project = new Project({ 'beam.yaml': 'command: echo hello\n' });
  const { code, stdout, stderr } = await project.sweep();
  expect({ code, stderr, traces: project.traces() }).toEqual({ code: 0, stderr: '', traces: ['beam.yaml'] });
  expect(stdout).toMatch(/^job .*\nmain .* new\n\nbeam: 1 job, 1 new\n\nNext: `sweep run`\n$/);
});

inLong(() => {
  it('takes a sweep by its name, as status does', async () => {
    const project = new Project({
      'sweeps/a.yaml': 'name: light\ncommand: echo hello\n',
      'sweeps/b.yaml': 'command: "true"\n',
    });
    expect(await project.sweep('run', 'light', '--gpus', 'none')).toMatchObject({ code: 0, stderr: '' });
    expect((await project.sweepIn('sweeps', 'plan', 'light')).stdout).toContain('light: 1 job, 1 fresh');
    expect((await project.sweep('diff', 'light', 'b')).stdout).toContain('light → b');
  });

  it('names the sweep that is most likely meant by a slip of its name', async () => {
    const project = new Project({ 'sweeps/a.yaml': 'name: light\ncommand: "true"\n' });
    const stderr = 'sweep: neither a file nor a sweep is called `ligt` here; did you mean light?\n';
    for (const command of ['run', 'plan', 'render']) {
      expect(await project.sweep(command, 'ligt'), command).toEqual({ code: 2, stdout: '', stderr });
    }
    expect((await project.sweep('check', 'b')).stderr).toContain('did you mean sweeps/a.yaml?');
    await project.sweep('run', 'light');
    expect((await project.sweep('status', 'ligt')).stderr).toContain('did you mean light?');
  });

  it('says where a sweep that is named ran from, if that is gone, and what the files are called', async () => {
    const project = new Project({ 'a.yaml': 'name: light\ncommand: "true"\n', 'b.yaml': 'command: "true"\n' });
    const choice = 'sweep: say which sweep file: a.yaml (light), b.yaml\n(sweep --help lists the commands)\n';
    expect(await project.sweep()).toEqual({ code: 2, stdout: '', stderr: choice });
    for (const command of ['run', 'check', 'render']) {
      expect(await project.sweep(command, 'light'), command).toMatchObject({ code: 0 });
    }
    rmSync(project.path('a.yaml'));
    const gone = 'sweep: light ran from a.yaml, which is not there: `sweep resume light` runs it as it was then\n';
    expect(await project.sweep('run', 'light')).toEqual({ code: 2, stdout: '', stderr: gone });
    expect(await project.sweep('resume', 'light')).toMatchObject({ code: 0 });
  });

  it('tells agents of sweep, beside all that their files say already, and once only', async () => {
    const mine = '{\n  "mcpServers": { "other": { "command": "x" } }\n}\n';
    const project = new Project({ 'AGENTS.md': '# Mine\n', '.mcp.json': mine, '.vscode/mcp.json': '// mine\n{}\n' });
    const asked = await project.sweep('init', '--agents');
    expect(asked).toMatchObject({ code: 2, stdout: '' });
    expect(asked.stderr).toContain('+     "sweep": {"command":"sweep","args":["mcp"]}');
    expect(project.has('.cursor')).toBe(false);

    const done = await project.sweep('init', '--agents', '--yes');
    expect(done.code).toBe(1);
    expect(done.stdout).toBe('Changed AGENTS.md\nChanged .mcp.json\nWrote .cursor/mcp.json\n');
    expect(done.stderr).toContain('.vscode/mcp.json is no object in plain JSON, and is left as it is');
    expect(project.read('AGENTS.md')).toMatch(/^# Mine\n\n<!-- sweep: begin -->\n/);
    expect(JSON.parse(project.read('.mcp.json'))).toMatchObject({ mcpServers: { other: { command: 'x' }, sweep: {} } });
    expect(project.read('.vscode/mcp.json')).toBe('// mine\n{}\n');

    rmSync(project.path('.vscode'), { recursive: true });
    await project.sweep('init', '--agents', '--yes');
    const again = await project.sweep('init', '--agents');
    expect(again.code).toBe(0);
    expect(
      again.stdout
        .split('\n')
        .filter(Boolean)
        .every((line) => line.endsWith('says so already')),
    ).toBe(true);
  });
});
