import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seconds } from '../../src/model/units.ts';
import { compileWrapper } from '../../src/render/wrapper.ts';
import { liveJob, type LiveSketch } from '../rig/attempts.ts';
import { cases, someOf } from '../rig/cases.ts';

const TEMPLATE = readFileSync(new URL('../../templates/wrapper.sh.hbs', import.meta.url), 'utf8');
const wrapper = compileWrapper(TEMPLATE);

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), 'sweep-test-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function render(sketch: LiveSketch, template = wrapper): string {
  return template.render(liveJob(sketch), { sweep: 'beam', root, jobFolder: join(root, '.sweep/beam/jobs/job') });
}

/** Runs the script of a job by hand. */
function run(sketch: LiveSketch, template = wrapper): { status: number | null; stdout: string; stderr: string } {
  const path = join(root, 'run.sh');
  writeFileSync(path, render(sketch, template));
  return spawnSync('bash', [path], { encoding: 'utf8', cwd: tmpdir() });
}

/** What shells, editors and people stumble over. */
const HOSTILE = [
  ...[
    '',
    ' ',
    '  two  blanks ',
    "'",
    "it's",
    '"',
    '\\',
    '\\\\',
    "'\\''",
    '`id`',
    '$(id)',
    '$HOME',
    '${HOME}',
    '$$',
    '!!',
    '#x',
  ],
  ...['a;b', 'a&b', 'a|b', 'a>b', '*', '?', '[a]', '{a,b}', '~', '~root', '-n', '--', '-', 'a=b', '\n', 'a\nb\n', '\t'],
  ...[
    '\r',
    '\r\n',
    '\x1b[31m',
    '\x7f',
    'é',
    '日本語',
    '👩‍💻',
    '\u202e',
    '{{name}}',
    '{{{x}}}',
    '<<EOF',
    'EOF',
    '%s',
    '\u0001',
  ],
];

test('the script of a job is this, to the byte', async () => {
  const job = {
    ...liveJob({
      id: 'beam_math500_prm_s42',
      command: 'python run.py --config-name=beam system.seed=42 | tee "$SWEEP_DIR/scores.txt"',
      setup: 'source ~/conda/etc/profile.d/conda.sh\nconda activate tts',
      workdir: 'code',
      env: { HF_HOME: '/mnt/models', NOTE: "it's $literal" },
      params: { dataset: 'math500', scorer: 'prm', seed: '42' },
      produces: ['results/math500/prm_42.json', 'results/math500/prm_42.log', 'top.txt'],
    }),
    timeout: { after: seconds(86_400), signal: 'INT', grace: seconds(90) },
  };
  const context = {
    sweep: 'beam',
    root: '/home/me/tts',
    jobFolder: '/home/me/tts/.sweep/beam/jobs/beam_math500_prm_s42',
  };
  await expect(wrapper.render(job, context)).toMatchFileSnapshot('wrapper.expected.sh');
});

test('`nice` is for the job alone, under its limit, and without it nothing is said of it', () => {
  const own = getPriority();
  const command = 'nice; nice -n 0 cut -d " " -f 19 "/proc/$PPID/stat"';
  const { stdout } = run({ command, nice: 3, limit: { after: 60 } });
  expect(stdout).toBe(`${Math.min(19, own + 3)}\n${own}\n`);
  expect(render({ command: 'true' })).not.toContain('nice');
});

test('it holds nothing of a single attempt, so that rendering it twice gives the same bytes', () => {
  const sketch = { command: 'true', gpus: 2, params: { seed: '1' } };
  expect(render(sketch)).toBe(render(sketch));
  expect(render(sketch)).not.toMatch(/SWEEP_TOKEN|SWEEP_ATTEMPT|SWEEP_GPU|CUDA_/);
});

describe('hostile values reach the program unchanged', () => {
  test('as arguments and as environment, all at once', () => {
    const env = Object.fromEntries(HOSTILE.map((value, index) => [`V${index}`, value]));
    const show =
      'printf "%s\\0" "$@"; for ((i = 0; i < ' +
      String(HOSTILE.length) +
      '; i++)); do v=V$i; printf "%s\\0" "${!v}"; done';
    const { stdout, stderr, status } = run({ command: ['bash', '-c', show, 'bash', ...HOSTILE], env });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout.split('\0').slice(0, -1)).toEqual([...HOSTILE, ...HOSTILE]);
  });

  test('whatever they are', () => {
    const text = fc
      .string({ unit: 'binary' })
      .filter((value) => !value.includes('\0') && Buffer.from(value).toString() === value);
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (words) => {
        const { stdout } = run({ command: ['printf', '%s\\0', ...words], params: { axis: words[0] ?? '' } });
        expect(stdout.split('\0').slice(0, -1)).toEqual(words);
      }),
      { numRuns: cases(100, 25) },
    );
  });

  test('as the name of the folder that it runs in, and of those that it writes to', () => {
    const name = `it's a $(folder) of "mine"; --\n`;
    mkdirSync(join(root, name));
    const { stdout } = run({ command: 'pwd; cd out; pwd', workdir: name, produces: [`${name}/out/x`] });
    expect(stdout).toBe(`${root}/${name}\n${root}/${name}/out\n`);
  });

  test('as axes', () => {
    const { stdout } = run({ command: 'printf %s "$SWEEP_PARAM_X"', params: { x: `'$(id)"\n\\` } });
    expect(stdout).toBe(`'$(id)"\n\\`);
  });

  test('but NUL, which no argument can hold, is refused', () => {
    expect(() => render({ command: ['echo', 'a\0b'] })).toThrow(/NUL/);
  });
});

describe('a shell command', () => {
  test.each(
    someOf(
      [
        ['that ends in a comment', 'echo a # done', 'a\n'],
        ['that ends in a here-document', 'cat <<EOF\na $((1 + 1))\nEOF', 'a 2\n'],
        ['that ends in a here-document which nothing ends', 'cat <<EOF\na', 'a\n'],
        ['that ends in a backslash', 'echo a \\', 'a\n'],
        ['of several lines', 'for x in a b; do\n  echo $x\ndone', 'a\nb\n'],
        ['with braces of the template language', 'echo "{{a}}" \\{{b}}', '{{a}} {{b}}\n'],
        ['that looks at its arguments', 'echo $# "[$*]"', '0 []\n'],
        ['that defines what the keeper calls its own', 'look() { echo mine; }; look', 'mine\n'],
      ],
      1,
      3,
    ),
  )('%s is executed as it is written', (_, command, stdout) => {
    expect(run({ command })).toMatchObject({ status: 0, stdout });
  });

  test('runs in the shell of its setup, after it', () => {
    const { stdout } = run({ command: 'greet "$WHO"', setup: 'WHO=you\ngreet() { echo "hello $1"; }' });
    expect(stdout).toBe('hello you\n');
  });

  test.each(['echo a # comment', 'echo a \\', 'cat <<EOF\na\nEOF'])(
    'is not swallowed by a setup such as %j',
    (setup) => {
      expect(run({ command: 'echo b', setup })).toMatchObject({ status: 0, stdout: 'a\nb\n' });
    },
  );

  test.each([
    ['the setup fails', { setup: 'false', command: 'echo no' }, 1],
    ['a part of a pipe fails', { command: 'exit 3 | cat; echo no' }, 3],
    ['it cannot be parsed', { command: 'echo $(' }, 2],
  ])('does not go on when %s', (_, sketch, status) => {
    expect(run(sketch)).toMatchObject({ status, stdout: '' });
  });
});

describe('what `set -e` ends a job with is told with its line', () => {
  const told = (where: string, line: string, code: number): string =>
    `sweep: ${where}: "${line}" exited with ${code}\n`;

  test.each(
    someOf(
      [
        ['a `grep -c` without a match', 'true\nn=$(echo a | grep -c nan)', 2, 'n=$(echo a | grep -c nan)', 1],
        ['a counter that was 0', 'i=0\n\n  ((i++))\necho no', 3, '((i++))', 1],
        ['a part of a pipe', 'exit 3 | cat; echo no', 1, 'exit 3 | cat; echo no', 3],
        ['a function', 'f() {\n  (exit 3)\n}\nf', 2, '(exit 3)', 3],
        ['a function of a function, once', 'f() {\n  g\n}\ng() { (exit 3); }\nf', 4, 'g() { (exit 3); }', 3],
        ['a last `&&`', '[ -e no ] && echo no\n# the end\n\n', 1, '[ -e no ] && echo no', 1],
        ['a last negation', 'true\n! true', 2, '! true', 1],
        [
          'a last `&&` below a here-document',
          "cat <<-'E' > a\n\tx\n\tE\n[ -e no ] && echo no",
          4,
          '[ -e no ] && echo no',
          1,
        ],
        ['a last `&&` above here-documents', '! cat <<A - <<B > a\nx\nA\ny\nB', 5, 'B', 1],
      ],
      0,
      4,
    ),
  )('%s', (_, command, line, text, code) => {
    const { stderr, status } = run({ command });
    expect({ stderr, status }).toEqual({ stderr: told(`line ${line} of the command`, text, code), status: code });
    const after = run({ command, setup: 'a=1\nb=2' });
    expect(after.stderr).toBe(stderr);
  });

  test.each(
    someOf(
      [
        ['an `if`', 'if true; then\n  echo a\n  [ -e no ]  && echo no\nfi\n# the end', 3, '[ -e no ]  && echo no', 1],
        ['a `case`', 'case a in\n  a) ! grep -q a<<<a ;;\nesac', 2, 'a) ! grep -q a<<<a ;;', 1],
        ['a loop', 'for x in a b; do\n  [ -e $x ] && echo no\ndone', 2, '[ -e $x ] && echo no', 1],
        ['a group', '{\n  true\n  ((0)) && echo no\n}', 3, '((0)) && echo no', 1],
        ['a function', 'f() {\n  (exit 4)\n}\nif true; then\n  f && echo no\nfi', 2, '(exit 4)', 4],
        ['lines that are one', '[ -e no ] &&\n  echo no', 1, '[ -e no ] &&', 1],
      ],
      0,
      3,
    ),
  )('also that of a last `&&` or negation within %s', (_, command, line, text, code) => {
    const { stderr, status } = run({ command });
    expect({ stderr, status }).toEqual({ stderr: told(`line ${line} of the command`, text, code), status: code });
  });

  test.each([
    ['of a subshell, once', '(\n  (exit 5)\n)', 3, '( ( exit 5 ) )', 5],
    [
      'that stands there twice',
      'if true; then\n  ! [ no ] && a\n  [ -e no ] && b\n  [ -e no ] && c\nfi',
      5,
      '[ -e no ]',
      1,
    ],
    ['that stands elsewhere', 'true\n. ./f.sh\nif true; then\n  f && echo no\nfi', 5, '[ 1 = 2 ]', 1],
  ])(
    'and where that cannot be told, as with a command %s, it is the last that may be, with the command',
    (_, command, line, text, code) => {
      writeFileSync(join(root, 'f.sh'), 'f() {\n  [ 1 = 2 ]\n}\n');
      const { stderr, status } = run({ command });
      expect({ stderr, status }).toEqual({
        stderr: told(`line ${line} of the command or before`, text, code),
        status: code,
      });
    },
  );

  test('of the setup, and of a file that it reads', () => {
    expect(run({ setup: 'x=1\nfalse', command: 'echo no' }).stderr).toBe(told('line 2 of the setup', 'false', 1));
    expect(run({ setup: 'f() {\n  (exit 3)\n}', command: 'true\nf' }).stderr).toBe(
      told('line 2 of the setup', '(exit 3)', 3),
    );
    writeFileSync(join(root, 'env.sh'), 'true\n\n(exit 4)\n');
    expect(run({ setup: '. ./env.sh', command: 'echo no' }).stderr).toBe(told('line 3 of ./env.sh', '(exit 4)', 4));
  });

  test('of the job alone, whatever the shell holds and shows', () => {
    const { stderr } = run({ command: 'set -xu\nIFS=12 where=x lines=y\n(exit 3)' });
    expect(stderr.split('\n').slice(-3)).toEqual(['+ exit 3', told('line 3 of the command', '(exit 3)', 3).trim(), '']);
  });

  test.each(
    someOf(
      [
        ['conditions', 'false || true; if false; then :; fi; ! true || true; while false; do :; done; true', 0],
        ['who goes on after failures', 'set +e\nfalse\n(exit 3)', 3],
        ['who exits', 'exit 3', 3],
        ['who has closed its output', 'exec 2>&-\n(exit 3)', 3],
        ['a program in place of the shell', 'exec sh -c "exit 3"', 3],
        ['a function that may have a trap', 'f() { (exit 3); }; trap - USR1; f', 3],
        ['a function in a condition', 'f() { (exit 3); true; }; if f; then exit 4; fi', 4],
        ['what is substituted', 'f() { (exit 3); }; echo "$(f)" > /dev/null; x=$(f) || exit 4', 4],
        ['who succeeds', 'false | true || true', 0],
      ],
      0,
      3,
    ),
  )('but nothing is told of %s', (_, command, status) => {
    const ran = run({ command });
    expect({ stderr: ran.stderr, stdout: ran.stdout, status: ran.status }).toEqual({ stderr: '', stdout: '', status });
  });

  test.each([
    ['a here-document', '! cat <<EOF > /dev/null\na', 1],
    ['a second here-document', 'cat <<E <<E > /dev/null\na\nE\n[ -e no ] && echo no', 0],
  ])('but nothing below %s that nothing ends, of which bash warns', (_, command, status) => {
    const ran = run({ command });
    expect(ran).toMatchObject({ stdout: '', status });
    expect(ran.stderr).toMatch(/^[^\n]*delimited by end-of-file[^\n]*\n$/);
  });

  test('and what only traps can tell is as without it', () => {
    for (const command of ['echo $-', 'set -o', 'echo "${-}"', 'echo $SHELLOPTS', 'shopt -o errtrace || true']) {
      expect(run({ command }).stdout).not.toMatch(/errtrace\s+on|E|errtrace:/);
    }
    writeFileSync(join(root, 'trap.sh'), "trap 'echo err' ERR");
    expect(run({ setup: '. ./trap.sh', command: 'f() { false; true; }; f || true; (false) || true' }).stdout).toBe('');
  });

  test('and the traps of the job are its own', () => {
    const command = "trap 'echo err $?' ERR; trap 'echo exit $?' EXIT; f() { false || true; }; f\n(exit 3)";
    expect(run({ command })).toMatchObject({ stdout: 'err 3\nexit 3\n', stderr: '', status: 3 });
  });
});

describe('an argv list', () => {
  test('replaces the shell of its setup', () => {
    const { stdout } = run({ command: ['sh', '-c', 'echo $PPID'], setup: 'export X=1; echo $PPID' });
    const [before, after] = stdout.trim().split('\n');
    expect(after).toBe(before);
  });

  test('may begin with a dash', () => {
    expect(run({ command: ['-no-such-program'] })).toMatchObject({ status: 127 });
  });
});

describe('a template of the sweep', () => {
  const custom = compileWrapper(
    '# {{job.label}} of {{sweep.name}}\n{{#each params}}echo {{quote name}} {{quote value}}\n{{/each}}{{command}}',
  );

  test('is given the same names, and keeps its keeper', () => {
    let stdout = '';
    // A limit that comes before the job has said a word says nothing of the keeper.
    for (let after = 0.3; after < 60 && !stdout.includes('end'); after *= 2) {
      ({ stdout } = run({ command: 'echo end; sleep 60', params: { a: "it's" }, limit: { after } }, custom));
    }
    expect(stdout).toBe("a it's\nend\n");
    expect(run({ command: 'sleep 60', limit: { after: 0.1 } }, custom).status).toBe(124);
  });

  test('has the label in one line, so that a comment stays one', () => {
    const job = { ...liveJob({ command: 'true' }), label: 'a\necho injected\r\u2028' };
    expect(custom.render(job, { sweep: 's', root, jobFolder: root })).toContain('\n# a echo injected  of s\n');
  });
});

test('every script is one that bash can parse', () => {
  for (const value of someOf(HOSTILE)) {
    const sketch = {
      command: ['x', value],
      env: { A: value },
      params: { p: value },
      workdir: value,
      produces: [`${value}/y`],
    };
    const { status, stderr } = spawnSync('bash', ['-n'], { input: render(sketch), encoding: 'utf8' });
    expect({ value, status, stderr }).toEqual({ value, status: 0, stderr: '' });
  }
});
