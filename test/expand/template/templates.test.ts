import { describe, expect, test } from 'vitest';
import { commandOf, expandText, jobOf, jobsOf, planOf, RUN_FOLDER } from '../../rig/expansion.ts';

const inLabel = (template: string, more = ''): string =>
  jobOf(`command: "true"\nmatrix: {x: [a b], "n": [1e-4]}\nlabel: ${JSON.stringify(template)}\n${more}`).label;

describe('a template', () => {
  test.each([
    ['{{x}}', 'a b'],
    ['{{ x }}-{{n}}', 'a b-1e-4'],
    ['{{x}}}', 'a b}'],
    ['{{{x}}}', 'a b'],
    ['\\{{x}}', '{{x}}'],
    ['\\{{{x}}}', '{{{x}}}'],
    ['\\{{{{x}}}}', '{{a b}}'],
    ['\\\\{{x}}', '\\{{x}}'],
    ['{ {x} } }}', '{ {x} } }}'],
    ['{{sweep.name}} {{job.stage}} {{job.index}}', 's main 0'],
    ['{{job.id}}', 'n-0.0001+x-a_b+' + '0fd33e7a3f0b'],
    ['{{job.args}}', '--x=a b --n=1e-4'],
  ])('%j becomes %j', (template, text) => {
    expect(inLabel(template).replace(/\+[0-9a-f]{12}$/, '+0fd33e7a3f0b')).toBe(text);
  });

  test('knows the folder of its job and what people call it', () => {
    const job = jobOf('command: [run, "{{job.dir}}", "{{job.label}}"]\nmatrix: {seed: [1]}');
    expect(commandOf(job)).toBe(JSON.stringify(['run', `${RUN_FOLDER}/jobs/seed-1`, 's1']));
  });

  test('knows the project root and the folder of the file', () => {
    const text = 'command: [run, "{{sweep.root}}/a", "{{sweep.dir}}/b"]';
    const [job] = planOf(text, {}, { root: '/my project', dir: '/my project/sweeps' }).jobs;
    expect(commandOf(job!)).toBe(JSON.stringify(['run', '/my project/a', '/my project/sweeps/b']));
  });

  test.each([
    ['{{#if x}}y{{/if}}', '`{{#if x}}`: there are no blocks here'],
    ['{{/if}}', '`{{/if}}`: there are no blocks here'],
    ['{{upper x}}', '`{{upper x}}`: there are no helpers here'],
    ['{{> part}}', '`{{> part}}` has no meaning here'],
    ['{{~x~}}', '`{{~x~}}` has no meaning here'],
    ['{{}}', 'there is no name in these braces'],
    ['{{x-1}}', '`x-1` is not a name'],
    ['{{x', '`{{` is never closed'],
    ['{{{x}}', '`{{{` is closed by `}}`'],
  ])('%j is malformed', (template, message) => {
    const { said, draft } = expandText(`command: "true {{x}}"\nmatrix: {x: [1]}\nlabel: ${JSON.stringify(template)}`);
    expect(draft).toBeNull();
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^error template-syntax/);
    expect(said[0]).toContain(message);
  });

  test('that goes in raw may hold the quote that the command lacks', () => {
    const said = expandText(`matrix: {q: ["'"]}\ncommand: "echo 'a {{{q}}}"\n`).said;
    expect(said.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  test('points at the name that there is not, with the nearest that there is', () => {
    expect(
      expandText('matrix: {dataset: [a], scorer: [b]}\ncommand: run {{dataset}} {{scoer}} {{job.idd}} {{host.x}}').said,
    ).toEqual([
      'error unknown-name @ {{scoer}}: there is no axis, var or other value named `scoer` (did you mean `scorer`?)',
      'error unknown-name @ {{job.idd}}: there is no axis, var or other value named `job.idd` (did you mean `job.id`?)',
      'error unknown-name @ {{host.x}}: the host file has no var `x` (add it to the `vars` of .sweep-host.yaml)',
    ]);
  });

  test('is checked in every layer, used or not', () => {
    const text =
      'matrix: {x: [1]}\ncommand: "true {{x}}"\nvars: {unused: "{{nope}}"}\nrules: [{when: {x: 1}, env: {A: "{{gone}}"}}]';
    expect(expandText(text).said.map((line) => line.split(':')[0])).toEqual([
      'error unknown-name @ {{nope}}',
      'error unknown-name @ {{gone}}',
    ]);
  });

  test('of which a value cannot be quoted where it stands says where and what to do', () => {
    expect(expandText('matrix: {x: [1]}\ncommand: echo "$(ls {{x}})"').said).toEqual([
      'error unquotable-place @ {{x}}: `{{x}}` cannot be quoted inside `$(…)` within double quotes ' +
        '(on a line before it, write `x={{x}}`, and here `$x`)',
    ]);
  });

  test('that goes in raw is warned about', () => {
    const { said, draft } = expandText('matrix: {x: ["a b"]}\ncommand: echo {{{x}}}');
    expect(said).toEqual([
      'warning raw-insertion @ {{{x}}}: `{{{x}}}` goes in without quotes: the shell reads the value as code (write `{{x}}`)',
    ]);
    expect(draft?.jobs[0]?.keys.command).toEqual({ kind: 'shell', text: 'echo a b' });
  });

  test('that names an absent axis is an error that names the first cell and how many there are', () => {
    const text = 'matrix: {x: [1, null], seed: {from: 1, count: 3}}\ncommand: run {{x}} {{seed}}';
    expect(expandText(text).said).toEqual([
      'error absent-axis @ {{x}}: the axis `x` is absent, in the cell s1 and 2 others (name it only in a rule for the cells that have it)',
    ]);
  });
});

describe('vars', () => {
  test('are resolved by what they depend on, whatever their order', () => {
    expect(inLabel('{{a}}', 'vars: {a: "<{{b}}>", b: "{{c}}{{x}}", c: 1}')).toBe('<1a b>');
  });

  test('follow the rules that apply, wherever they are named', () => {
    const text = [
      'matrix: {x: [1, 2], y: [a, null]}',
      'command: run {{config}} {{x}}',
      'vars: {config: "c{{tail}}", tail: ""}',
      'rules: [{unless: {y: null}, vars: {tail: "_{{y}}"}}, {when: {x: 2}, vars: {config: "d{{tail}}"}}]',
    ].join('\n');
    expect(jobsOf(text).map(commandOf)).toEqual(['run c_a 1', 'run c 1', 'run d_a 2', 'run d 2']);
  });

  test('that need themselves are an error that shows the loop', () => {
    expect(expandText('command: "true"\nvars: {a: "{{b}}", b: "{{c}}", c: ["x", "{{b}}"]}').said).toEqual([
      'error cycle @ b: `b` needs itself: b → c → b',
    ]);
    expect(expandText('command: "true"\nvars: {a: "{{job.label}}"}\nlabel: "{{a}}"').said).toEqual([
      'error cycle @ a: `a` needs itself: a → job.label → a',
    ]);
  });

  test('are evaluated only if used', () => {
    expect(jobsOf('matrix: {x: [1, null], y: [a]}\ncommand: run {{y}}\nvars: {never: "{{x}}"}')).toHaveLength(2);
  });

  test('that no rule sets for a cell are an error there', () => {
    const text = 'matrix: {x: [1, 2]}\ncommand: run {{v}}\nrules: [{when: {x: 1}, vars: {v: a}}]';
    expect(expandText(text).said).toEqual([
      'error undefined-var @ {{v}}: the var `v` is not set by any rule that applies, in the cell 2 (give it a value in the `vars` at the top level)',
    ]);
  });

  test('with the name of an axis are an error', () => {
    expect(expandText('matrix: {x: [1]}\ncommand: run {{x}}\nvars: {x: 1}').said).toEqual([
      'error name-used-twice @ x: `x` is both an axis and a var',
    ]);
  });

  test('that are lists expand where a word, a path or another list is nothing else', () => {
    const job = jobOf(
      [
        'matrix: {x: ["a b"]}',
        'vars: {files: ["{{x}}.json", c.json], all: ["{{files}}", d.json], none: []}',
        'command: [run, "{{all}}", "{{none}}", end]',
        'requires: ["{{files}}", "{{none}}"]',
        'label: "{{all}}"',
      ].join('\n'),
    );
    expect(job.command).toEqual({ kind: 'argv', argv: ['run', 'a b.json', 'c.json', 'd.json', 'end'] });
    expect(job.requires).toEqual(['a b.json', 'c.json']);
    expect(job.label).toBe('a b.json c.json d.json');
  });

  test.each(['run --x={{l}}', "run '{{l}}'", 'run {{l}}{{x}}', '[run, "--x={{l}}"]'])(
    'that are lists are refused within a word, as in %j',
    (command) => {
      const { said } = expandText(`matrix: {x: [1]}\nvars: {l: [a, "{{x}}"]}\ncommand: ${command}`);
      expect(said).toHaveLength(1);
      expect(said[0]).toContain(
        'error list-in-word @ {{l}}: `l` is a list, which gives words of its own and cannot stand',
      );
    },
  );
});

describe('warnings', () => {
  const warned = (text: string): readonly string[] => expandText(text).said;

  test('tell of an axis that no template uses', () => {
    const text = 'matrix: {a: [1, 2], b: [1, 2], c: [1, 2], d: [1, 2], e: [1, 2], seed: [1, 2]}\n';
    const rest = 'vars: {used: "{{b}}", unused: "{{c}}"}\nrules: [{when: {d: 1}, gpus: 1}]';
    expect(warned(`${text}command: 'run {{a}} {{used}} "$SWEEP_PARAM_E"'\n${rest}`)).toEqual([
      'warning unused-axis @ c: no template uses the axis `c`, so its values make no difference to a job (use it in `command` as `{{c}}`)',
      'warning unused-axis @ seed: no template uses the axis `seed`, so its values make no difference to a job (use it in `command` as `{{seed}}`)',
    ]);
    expect(warned(`${text}command: run {{job.args}}`)).toEqual([]);
  });

  test('tell of a command of the top level that every stage has one of its own for', () => {
    const stages = (two: string) => `command: echo\nstages: {one: {command: "true"}, two: ${two}}`;
    expect(warned(stages('{command: "false"}'))).toEqual([
      'warning unused-command @ command: no stage uses this command: each has one of its own (leave it out, or leave the `command` of a stage out that is to run it)',
    ]);
    expect(warned(stages('{timeout: 1h}'))).toEqual([]);
    expect(warned('command: echo')).toEqual([]);
  });

  test('tell of a value behind a `#` that nothing there is run, and how a `#` is part of the command', () => {
    const { said } = expandText('matrix: {x: [1]}\ncommand: "echo a#{{x}} \'#\' {{x}} # {{x}}"');
    expect(said).toEqual([
      "error unquotable-place @ {{x}}: `{{x}}` cannot be quoted in a comment, which a value with a newline would end (bash runs nothing behind a `#`: leave it out there, or write `'#'` for one that is to be a part of the command)",
    ]);
  });

  test('tell of a value that becomes part of a program, but for the numbers of an axis', () => {
    const read = (axis: string, more = '') =>
      warned(`matrix: {x: ${axis}}\ncommand: eval {{x}}\n${more}`).filter((line) => line.includes(' read-twice '));
    expect(read('[1, -0.5, 1e-3, .5]')).toEqual([]);
    expect(read('{from: 1, to: 3}')).toEqual([]);
    expect(read('[1, a b]')).toHaveLength(1);
    expect(read('[1, 2]', 'include: [{x: "1; ls"}]')).toHaveLength(1);
  });

  test('tell of conditions, and values in them, that match no cell', () => {
    const text = [
      'matrix: {scorer: [prm, entropy], x: [1, 2]}',
      'exclude: [{scorer: prn}, {scorer: entropy, x: 2}, {x: null}]',
      'command: run {{scorer}} {{x}}',
      'rules: [{when: {scorer: [prm, entorpy]}, gpus: 1}, {unless: {scorer: entropy, x: 2}, gpus: 1}, {when: {x: [3, 7]}, gpus: 1}, {when: {x: 9}, gpus: 1}]',
      'include: [{scorer: prm, x: 3}]',
    ].join('\n');
    expect(warned(text)).toEqual([
      'warning unmatched-value @ prn: no cell has the value `prn` on the axis `scorer` (did you mean `prm`?)',
      'warning unmatched-value @ null: the axis `x` is never absent, so this matches no cell',
      'warning unmatched-value @ entorpy: no cell has the value `entorpy` on the axis `scorer` (did you mean `entropy`?)',
      'warning unmatched-condition @ {scorer: entropy, x: 2}: this condition matches no cell',
      'warning unmatched-value @ 7: no cell has the value `7` on the axis `x`',
      'warning unmatched-value @ 9: no cell has the value `9` on the axis `x`',
    ]);
  });

  test('tell of a $NAME in env, which no shell expands', () => {
    expect(warned('command: "true"\nenv: {A: "x$HOME/y", B: "${C}", C: "5$", D: "$1"}')).toEqual([
      'warning variable-in-env @ "x$HOME/y": `$HOME` is not expanded in `env`; jobs get these very characters (set it in `setup`, with `export`, where the shell reads it)',
      'warning variable-in-env @ "${C}": `${…}` is not expanded in `env`; jobs get these very characters (set it in `setup`, with `export`, where the shell reads it)',
    ]);
  });
});

describe('what a setup declares holds in the command', () => {
  const said = (setup: string, command: string) =>
    expandText(JSON.stringify({ matrix: { x: ['y[0]'] }, setup, command })).said;

  test.each([
    ['declare -i n', 'n={{x}}; echo $n', 'as the value of an integer variable'],
    ['if true; then typeset -i n=1 m; fi', 'm={{x}}', 'as the value of an integer variable'],
  ])('%s: %s', (setup, command, where) => {
    expect(said(setup, command)).toEqual([expect.stringContaining(`bash evaluates what stands ${where}`)]);
    expect(said('true', command)).toEqual([]);
  });

  test('wherever the setup stands, as merging may bring the two together', () => {
    const text = JSON.stringify({
      matrix: { x: ['y[0]'], z: [1, 2] },
      command: 'n={{x}}',
      rules: [{ when: { z: 2 }, setup: 'declare -i n' }],
    });
    expect(expandText(text).said.join()).toContain('as the value of an integer variable');
  });

  test('but not that a subscript is no arithmetic', () => {
    expect(said('declare -A m', 'm[{{x}}]=1').join()).toContain('in a subscript');
  });
});
