import { describe, expect, it } from 'vitest';
import { expand } from '../../../src/expand/expand.ts';
import { parseSpec } from '../../../src/language/parse.ts';
import { formatDiagnostics } from '../../../src/report/diagnostics/diagnostics.ts';

/** What `check` says of a text: each message with its place and hint, without the excerpt. */
function told(text: string): string[] {
  const { spec, diagnostics, sources } = parseSpec(text, 's.yaml');
  const context = {
    root: '',
    dir: '',
    runFolder: '',
    folderOf: () => '',
    hostVars: new Map(),
    listings: new Map(),
    tables: new Map(),
    maxJobs: 1000,
  };
  const more = spec === null ? [] : expand(spec, context).diagnostics;
  return formatDiagnostics([...diagnostics, ...more], sources, { color: false })
    .split('\n')
    .filter((line) => /^s\.yaml:|^hint: /.test(line));
}

interface Mistake {
  readonly what: string;
  readonly wrong: string;
  /** What is told of it: one message, and its hint where there is one. */
  readonly told: readonly [message: string, hint?: string];
  /** The text after the message was followed. */
  readonly mended: string;
}

const AXIS = 'matrix:\n  x: [1, 2]\n';
const RUN = 'command: ./run.sh {{x}}\n';
const SWEEP = AXIS + RUN;
const VALUES = 'must be a list of values, or a range such as `{from: 1, count: 3}`';
const NOT_ALIGNED = 'this line is not aligned with the ones that it stands among';
const NO_KEY = (word: string) => `error: \`${word}\` is not a key of a sweep`;
const IMPORT = 'hint: `sweep import FILE` makes a sweep of it';
const PROGRAM_HINT =
  'hint: a sweep file has a `command` that starts it, such as `command: python train.py --seed={{seed}}`';

/** A key that other programs have, and the one of this language. */
function otherWord(word: string, key: string, value: string): Mistake {
  return {
    what: `\`${word}\` for \`${key}\``,
    wrong: `${SWEEP}${word}: ${value}\n`,
    told: [`s.yaml:4:1: ${NO_KEY(word)}`, `hint: did you mean \`${key}\`?`],
    mended: `${SWEEP}${key}: ${value}\n`,
  };
}

/** The axis is spelled wrong in one way or another. */
function axisText(text: string, hint: string, mended: string): Mistake {
  return {
    what: `the axis \`${text}\``,
    wrong: `matrix:\n  x: ${text}\n${RUN}`,
    told: [`s.yaml:2:6: error: \`matrix.x\` ${VALUES}, not \`${text}\``, `hint: ${hint}`],
    mended: `matrix:\n  x: ${mended}\n${RUN}`,
  };
}

function commandText(command: string, [message, hint]: readonly [string, string], mended: string): Mistake {
  return {
    what: `the command \`${command}\``,
    wrong: `${AXIS}command: ${command}\n`,
    told: [`s.yaml:3:${message}`, `hint: ${hint}`],
    mended: `${AXIS}command: ${mended}\n`,
  };
}

const MISTAKES: readonly Mistake[] = [
  {
    what: 'a key without its colon',
    wrong: `${AXIS}command ./run.sh {{x}}\ntimeout: 2h\n`,
    told: ['s.yaml:3:8: error: a `:` is missing after `command`', 'hint: write `command: ./run.sh {{x}}`'],
    mended: `${SWEEP}timeout: 2h\n`,
  },
  {
    what: 'the last key without its colon',
    wrong: `${SWEEP}timeout 2h\n`,
    told: ['s.yaml:4:8: error: a `:` is missing after `timeout`', 'hint: write `timeout: 2h`'],
    mended: `${SWEEP}timeout: 2h\n`,
  },
  {
    what: 'the key of a map without its colon',
    wrong: `matrix\n  x: [1, 2]\n${RUN}`,
    told: ['s.yaml:1:7: error: a `:` is missing after `matrix`', 'hint: write `matrix:`'],
    mended: SWEEP,
  },
  {
    what: 'an axis without its colon',
    wrong: `matrix:\n  x [1, 2]\n  y: [1]\n${RUN}label: '{{x}} {{y}}'\n`,
    told: ['s.yaml:2:4: error: a `:` is missing after `x`', 'hint: write `x: [1, 2]`'],
    mended: `matrix:\n  x: [1, 2]\n  y: [1]\n${RUN}label: '{{x}} {{y}}'\n`,
  },
  {
    what: 'no space after a colon',
    wrong: `${AXIS}command:./run.sh {{x}}\n`,
    told: ['s.yaml:3:9: error: a space is missing after `command:`', 'hint: write `command: ./run.sh {{x}}`'],
    mended: SWEEP,
  },
  {
    what: 'no space after the colon of an axis',
    wrong: `matrix:\n  x:[1, 2]\n${RUN}`,
    told: [
      's.yaml:2:3: error: `matrix` must be a map from axis to values, not `x:[1, 2]`',
      'hint: put a space after the `:` of `x:`',
    ],
    mended: SWEEP,
  },
  {
    what: 'tabs',
    wrong: `matrix:\n\tx: [1, 2]\n\ty: [1]\n${RUN}label: '{{x}} {{y}}'\n`,
    told: ['s.yaml:2:1: error: a tab cannot indent in YAML', 'hint: use spaces, here and wherever else a tab indents'],
    mended: `matrix:\n  x: [1, 2]\n  y: [1]\n${RUN}label: '{{x}} {{y}}'\n`,
  },
  {
    what: 'tabs in a text of several lines',
    wrong: `${AXIS}command: |\n\techo {{x}}\n\techo b\n`,
    told: ['s.yaml:4:1: error: a tab cannot indent in YAML', 'hint: use spaces, here and wherever else a tab indents'],
    mended: `${AXIS}command: |\n  echo {{x}}\n  echo b\n`,
  },
  {
    what: 'an axis that is not indented',
    wrong: `matrix:\nx: [1, 2]\n${RUN}`,
    told: [`s.yaml:2:1: ${NO_KEY('x')}`, 'hint: an axis stands under `matrix`, indented'],
    mended: SWEEP,
  },
  {
    what: 'a line indented too far',
    wrong: `matrix:\n  x: [1, 2]\n   y: [1]\n${RUN}label: '{{x}} {{y}}'\n`,
    told: [`s.yaml:3:4: error: ${NOT_ALIGNED}`, 'hint: indent it by 2 spaces as line 2 is, or by nothing as line 1 is'],
    mended: `matrix:\n  x: [1, 2]\n  y: [1]\n${RUN}label: '{{x}} {{y}}'\n`,
  },
  {
    what: 'a key of the top level indented a little',
    wrong: `${AXIS} ${RUN}`,
    told: [`s.yaml:3:2: error: ${NOT_ALIGNED}`, 'hint: indent it by 2 spaces as line 2 is, or by nothing as line 1 is'],
    mended: SWEEP,
  },
  {
    what: 'a first line that is indented',
    wrong: ` ${SWEEP}`,
    told: [
      's.yaml:1:1: error: this line is indented, and those that belong beside it are not',
      'hint: begin it in the first column',
    ],
    mended: SWEEP,
  },
  {
    what: 'a command indented like an axis',
    wrong: `${AXIS}  ${RUN}`,
    told: [
      's.yaml:3:3: error: `command` stands under `matrix`, as if it were an axis',
      'hint: begin its line in the first column',
    ],
    mended: SWEEP,
  },
  axisText('1..5', 'write `{from: 1, to: 5}`', '{from: 1, to: 5}'),
  axisText('1-5', 'write `{from: 1, to: 5}`', '{from: 1, to: 5}'),
  axisText('0..1..0.25', 'write `{from: 0, to: 1, step: 0.25}`', '{from: 0, to: 1, step: 0.25}'),
  axisText('range(5)', 'write `{from: 0, count: 5}`', '{from: 0, count: 5}'),
  axisText('range(1, 6)', 'write `{from: 1, count: 5}`', '{from: 1, count: 5}'),
  axisText('1', 'write `[1]`', '[1]'),
  axisText('0.1, 0.2', 'write `[0.1, 0.2]`', '[0.1, 0.2]'),
  axisText('1, 2]', 'write `[1, 2]`', '[1, 2]'),
  axisText('(1, 2)', 'write `[1, 2]`', '[1, 2]'),
  axisText('1 2 3', 'write `[1, 2, 3]`', '[1, 2, 3]'),
  axisText('-1 -2', 'put a space after each `-`', '\n    - 1\n    - 2'),
  axisText('f(1), g(2)', 'write the values in brackets, such as `[1, 2]`', '["f(1)", "g(2)"]'),
  {
    what: 'a range in a list',
    wrong: `matrix:\n  x: [1..5]\n${RUN}`,
    told: [
      's.yaml:2:7: warning: `1..5` is one value here, a text',
      'hint: write `{from: 1, to: 5}` in place of the list, or quote it if that is meant',
    ],
    mended: `matrix:\n  x: {from: 1, to: 5}\n${RUN}`,
  },
  {
    what: 'a list without commas',
    wrong: `matrix:\n  x: [1 2 3]\n${RUN}`,
    told: [
      's.yaml:2:7: warning: `1 2 3` is one value here, a text',
      'hint: write `[1, 2, 3]` in place of the list, or quote it if that is meant',
    ],
    mended: `matrix:\n  x: [1, 2, 3]\n${RUN}`,
  },
  {
    what: 'a range within a list',
    wrong: `matrix:\n  x: [{ from: 1, count: 3 }]\n${RUN}`,
    told: [
      's.yaml:2:7: warning: this map is one value here',
      'hint: if values that it describes are meant, leave out the list around it: its `[` and `]`, or the `- ` before it',
    ],
    mended: `matrix:\n  x: { from: 1, count: 3 }\n${RUN}`,
  },
  {
    what: 'axes as a list',
    wrong: `matrix:\n  - x: [1, 2]\n${RUN}`,
    told: [
      's.yaml:2:3: error: `matrix` must be a map from axis to values, not a list',
      'hint: leave out the `- ` before each axis',
    ],
    mended: SWEEP,
  },
  ...['grid', 'params', 'parameters', 'sweep', 'axes', 'hyperparameters'].map((word) => ({
    what: `\`${word}\` for \`matrix\``,
    wrong: `${word}:\n  x: [1, 2]\n${RUN}`,
    told: [`s.yaml:1:1: ${NO_KEY(word)}`, 'hint: did you mean `matrix`?'] as const,
    mended: SWEEP,
  })),
  ...['cmd', 'run', 'script', 'program'].map((word) => ({
    what: `\`${word}\` for \`command\``,
    wrong: `${AXIS}${word}: ./run.sh {{x}}\n`,
    told: [`s.yaml:3:1: ${NO_KEY(word)}`, 'hint: did you mean `command`?'] as const,
    mended: SWEEP,
  })),
  otherWord('gpu', 'gpus', '1'),
  otherWord('num_gpus', 'gpus', '1'),
  otherWord('cpus', 'slots', '4'),
  otherWord('mem', 'memory', '16GiB'),
  otherWord('time', 'timeout', '2h'),
  otherWord('retries', 'retry', '2'),
  otherWord('environment', 'env', '{A: b}'),
  otherWord('cwd', 'workdir', 'sub'),
  otherWord('outputs', 'produces', '["{{job.dir}}/out"]'),
  {
    what: 'an axis at the top level',
    wrong: `${SWEEP}seed: [1, 2]\n`,
    told: [`s.yaml:4:1: ${NO_KEY('seed')}`, 'hint: an axis stands under `matrix`, indented'],
    mended: `${AXIS}  seed: [1, 2]\n${RUN}label: '{{x}} {{seed}}'\n`,
  },
  {
    what: 'a timeout in words',
    wrong: `${SWEEP}timeout: 2 hours\n`,
    told: [
      's.yaml:4:10: error: `timeout` must be a duration above 0 such as `90s`, `15m` or `24h`, or `{after: 24h, signal: TERM, grace: 30s}`, not `2 hours`',
      'hint: write `2h`',
    ],
    mended: `${SWEEP}timeout: 2h\n`,
  },
  {
    what: 'the GPUs that are meant',
    wrong: `${SWEEP}gpus: [0, 1]\n`,
    told: [
      's.yaml:4:7: error: `gpus` must be a whole number of GPUs, or a fraction of one such as `0.5`, not a list',
      'hint: say how many, such as `gpus: 2`; which ones they may be stands in `gpu_ids`',
    ],
    mended: `${SWEEP}gpus: 2\ngpu_ids: [0, 1]\n`,
  },
  ...['yes', '1'].map((word) => ({
    what: `\`${word}\` for \`true\``,
    wrong: `${SWEEP}allow_failure: ${word}\n`,
    told: [
      `s.yaml:4:16: error: \`allow_failure\` must be \`true\` or \`false\`, not \`${word}\``,
      'hint: write `true`',
    ] as const,
    mended: `${SWEEP}allow_failure: true\n`,
  })),
  {
    what: 'yes as a value',
    wrong: `matrix:\n  x: [yes]\n${RUN}`,
    told: [
      's.yaml:2:7: warning: `yes` is a text in YAML 1.2, not `true`',
      'hint: write `"yes"` if the text is meant, else `true`',
    ],
    mended: `matrix:\n  x: ["yes"]\n${RUN}`,
  },
  {
    what: 'variables as a shell has them',
    wrong: `${SWEEP}env: [A=b]\n`,
    told: ['s.yaml:4:6: error: `env` must be a map from variable to text, not a list', 'hint: write `{A: "b"}`'],
    mended: `${SWEEP}env: {A: "b"}\n`,
  },
  {
    what: 'an expression as a condition',
    wrong: `${SWEEP}rules:\n  - when: x == 1\n    gpus: 1\n`,
    told: [
      's.yaml:5:11: error: `when` must be a condition such as `{dataset: math500, scorer: [prm, entropy]}`, not `x == 1`',
      'hint: write `{x: 1}`',
    ],
    mended: `${SWEEP}rules:\n  - when: {x: 1}\n    gpus: 1\n`,
  },
  commandText(
    'echo {{ x * 10 }}',
    [
      '15: error: `{{x * 10}}` would have to be computed',
      "a template holds names only, such as `{{x}}`: list the values as an axis, or compute on a line before it, `y=$(python3 -c 'print({{x}} * 10)')`, and write `$y` here",
    ],
    "|\n  y=$(python3 -c 'print({{x}} * 10)')\n  echo $y",
  ),
  commandText('echo {{ x }', ['15: error: `{{` is never closed', 'write `{{x}}`'], 'echo {{x}}'),
  commandText('echo {{x', ['15: error: `{{` is never closed', 'write `{{x}}`'], 'echo {{x}}'),
  commandText('echo {{x} {{x}}', ['15: error: `{{x}` lacks a brace', 'write `{{x}}`'], 'echo {{x}} {{x}}'),
  commandText(
    'echo {{learning_rate}}',
    [
      '15: error: there is no axis, var or other value named `learning_rate`',
      'the axes and vars are `x`; a new one goes under `matrix` or `vars`',
    ],
    'echo {{x}}',
  ),
  commandText(
    'echo {{matrix.x}}',
    ['15: error: there is no axis, var or other value named `matrix.x`', 'did you mean `x`?'],
    'echo {{x}}',
  ),
  commandText(
    'echo ${{x}}',
    ['16: error: `{{x}}` cannot be quoted right after `$`', 'leave out the `$`'],
    'echo {{x}}',
  ),
  commandText(
    "echo 'it's {{x}}'",
    [
      "26: error: this `'` opens a quote that is never closed",
      'close it; for one that is to stand as it is, write `\\\'` or `\\"` outside of quotes',
    ],
    "echo it\\'s {{x}}",
  ),
  ...['{x}', '$x', '${x}'].map((spelled) => ({
    what: `the name of an axis as \`${spelled}\``,
    wrong: `${AXIS}command: ./run.sh ${spelled}\n`,
    told: [
      's.yaml:2:3: warning: no template uses the axis `x`, so its values make no difference to a job',
      `hint: write \`{{x}}\` in place of \`${spelled}\``,
    ] as const,
    mended: SWEEP,
  })),
  commandText('"./run.sh {{x}}', ['10: error: this quote is never closed', ''], '"./run.sh {{x}}"'),
  commandText(
    "'echo 'hi' {{x}}'",
    [
      '16: error: the text in quotes ends here, and more follows',
      "move the quote to where it should end; inside `\"…\"` a quote is written `\\\"`, inside `'…'` it is `''`",
    ],
    "'echo ''hi'' {{x}}'",
  ),
  commandText(
    'echo note: {{x}}',
    [
      '10: error: this value holds `: `, which begins a map',
      'quote the whole value, or write `|` behind its key and the value in lines below, further in, where it needs no quotes',
    ],
    "'echo note: {{x}}'",
  ),
  commandText(
    '{{x}} train.py',
    ['10: error: `{{x}}` is a map to YAML here, not a template', 'quote the whole value that it is part of'],
    '"{{x}} train.py"',
  ),
  {
    what: 'a quote in a list that is not closed',
    wrong: `matrix:\n  x: ['a, b]\n${RUN}timeout: 2h\n`,
    told: ['s.yaml:2:7: error: this quote is never closed'],
    mended: `matrix:\n  x: ['a', b]\n${RUN}timeout: 2h\n`,
  },
  {
    what: 'a list that is not closed',
    wrong: `matrix:\n  x: [1, 2\n${RUN}`,
    told: ['s.yaml:2:11: error: `]` is missing here: `[` was opened before'],
    mended: SWEEP,
  },
  {
    what: 'a list that is not closed, with a comment behind it',
    wrong: `matrix:\n  x: [1, 2  # two\n${RUN}`,
    told: ['s.yaml:2:11: error: `]` is missing here: `[` was opened before'],
    mended: SWEEP,
  },
  {
    what: 'a range that is not closed',
    wrong: `matrix:\n  x: {from: 1, to: 3\n${RUN}`,
    told: ['s.yaml:2:21: error: `}` is missing here: `{` was opened before'],
    mended: `matrix:\n  x: {from: 1, to: 3}\n${RUN}`,
  },
  {
    what: 'a list closed twice',
    wrong: `matrix:\n  x: [1, 2]]\n${RUN}`,
    told: ['s.yaml:2:12: error: `]` has no place here'],
    mended: SWEEP,
  },
  {
    what: 'a key that is there twice',
    wrong: `${SWEEP}timeout: 1h\ntimeout: 2h\n`,
    told: ['s.yaml:5:1: error: `timeout` is set twice', 's.yaml:4:1: it is first set here'],
    mended: `${SWEEP}timeout: 2h\n`,
  },
  {
    what: 'a need of no stage',
    wrong: `${AXIS}stages:\n  train: {command: 'echo {{x}}', needs: prepare}\n`,
    told: [
      's.yaml:4:41: error: there is no stage `prepare`',
      'hint: there is no other stage; a new one goes under `stages`',
    ],
    mended: `${AXIS}stages:\n  prepare: {command: 'echo {{x}}'}\n  train: {command: 'echo {{x}}', needs: prepare}\n`,
  },
  {
    what: 'a need of the command that was the only one before there were stages',
    wrong: `${SWEEP}stages:\n  eval: {command: 'echo {{x}}', needs: main}\n`,
    told: [
      's.yaml:5:40: error: there is no stage `main`',
      'hint: the `command` at the top is that of stages without one, and no stage itself; move it under `stages.main`',
    ],
    mended: `${AXIS}stages:\n  main: {command: 'echo {{x}}'}\n  eval: {command: 'echo {{x}}', needs: main}\n`,
  },
  {
    what: 'a list of needs of a sweep',
    wrong: `${SWEEP}needs: [prepare]\n`,
    told: ['s.yaml:4:1: error: `needs` is a key of a stage', 'hint: put it into one under `stages`'],
    mended: SWEEP,
  },
  {
    what: 'a need of a sweep',
    wrong: `${SWEEP}needs: prepare\n`,
    told: ['s.yaml:4:1: error: `needs` is a key of a stage', 'hint: put it into one under `stages`'],
    mended: SWEEP,
  },
  {
    what: 'a stage without a command',
    wrong: `${AXIS}stages:\n  prepare:\n  train: {command: 'echo {{x}}', needs: prepare}\n`,
    told: [
      's.yaml:4:3: error: the stage `prepare` is empty',
      'hint: give it a `command`, or `{}` if the top level has one',
    ],
    mended: `${AXIS}stages:\n  prepare: {command: 'echo {{x}}'}\n  train: {command: 'echo {{x}}', needs: prepare}\n`,
  },
  {
    what: 'a stage that is its command',
    wrong: `${AXIS}stages:\n  train: echo {{x}}\n`,
    told: [
      's.yaml:4:10: error: `stages.train` must be a map such as `{needs: prepare, command: ./eval.sh}`, not `echo {{x}}`',
      'hint: write `command: ` before it, on a line below that is indented more',
    ],
    mended: `${AXIS}stages:\n  train:\n    command: echo {{x}}\n`,
  },
  {
    what: 'stages as a list',
    wrong: `${AXIS}stages:\n  - name: train\n    command: echo {{x}}\n`,
    told: [
      's.yaml:4:3: error: `stages` must be a map from stage to its settings, not a list',
      'hint: write `train:` in place of `- name: train`',
    ],
    mended: `${AXIS}stages:\n  train:\n    command: echo {{x}}\n`,
  },
  {
    what: 'a niceness that there is not',
    wrong: `${SWEEP}nice: -30\n`,
    told: ['s.yaml:4:7: error: `nice` must be a whole number from -20 to 19, not `-30`'],
    mended: `${SWEEP}nice: 10\n`,
  },
  {
    what: 'an empty file',
    wrong: '\n',
    told: ['s.yaml:1:1: error: a sweep file must be a map with a key `command`, but this file is empty'],
    mended: SWEEP,
  },
  {
    what: 'JSON without a comma',
    wrong: '{\n  "matrix": {"x": [1, 2]}\n  "command": "./run.sh {{x}}"\n}\n',
    told: ['s.yaml:2:26: error: a `,` is missing here'],
    mended: '{\n  "matrix": {"x": [1, 2]},\n  "command": "./run.sh {{x}}"\n}\n',
  },
  ...['import os\nfor x in range(3):\n    os.system(x)\n', '#!/bin/bash\nfor x in 1 2; do\n  ./run.sh $x\ndone\n'].map(
    (program) => ({
      what: `the program ${program.split('\n')[0] ?? ''}`,
      wrong: program,
      told: ['s.yaml:1:1: error: this is a program, not a sweep file', PROGRAM_HINT] as const,
      mended: SWEEP,
    }),
  ),
  ...['\u00A0\u00A0', ' \u00A0', '\u3000', '\u200B  '].map((blanks) => ({
    what: `an axis that ${JSON.stringify(blanks)} indents`,
    wrong: `matrix:\n${blanks}x: [1, 2]\n${RUN}`,
    told: [
      `s.yaml:2:${1 + blanks.search(/[^ ]/)}: error: what indents this line looks like spaces, and is no space to YAML`,
      'hint: type spaces in place of it',
    ] as const,
    mended: SWEEP,
  })),
  ...[' = ', '=', '\uFF1A', '\uFF1A '].flatMap((sign) => [
    {
      what: `\`${sign}\` for the colon of a key`,
      wrong: `${AXIS}command${sign}./run.sh {{x}}\n`,
      told: ['s.yaml:3:8: error: a `:` is missing after `command`', 'hint: write `command: ./run.sh {{x}}`'] as const,
      mended: SWEEP,
    },
    {
      what: `\`${sign}\` for the colon of an axis`,
      wrong: `matrix:\n  x${sign}[1, 2]\n${RUN}`,
      told: [
        `s.yaml:2:3: error: \`matrix\` must be a map from axis to values, not \`x${sign}[1, 2]\``,
        'hint: write `x: [1, 2]`',
      ] as const,
      mended: SWEEP,
    },
  ]),
  ...['./run.sh {{x}}', 'python run.py', './my run -v'].map((line) => ({
    what: `lines as a list, the first of them ${line}`,
    wrong: `${AXIS}command:\n  - ${line}\n  - ./next.sh {{x}}\n`,
    told: [
      's.yaml:4:5: warning: a list is the words of one command, and its first item is a program: none is called all of this',
      'hint: write lines of a shell below `command: |`, or each word as an item',
    ] as const,
    mended: `${AXIS}command: |\n  ${line}\n  ./next.sh {{x}}\n`,
  })),
  {
    what: 'a script for Slurm',
    wrong: '#!/bin/bash -l\n#SBATCH --array=1-3\npython train.py $SLURM_ARRAY_TASK_ID\n',
    told: ['s.yaml:1:1: error: this is a script for Slurm, not a sweep file', IMPORT],
    mended: SWEEP,
  },
  {
    what: 'a grid of W&B',
    wrong: 'program: train.py\nmethod: grid\nparameters:\n  x: { values: [1, 2] }\ncommand: ["${env}", "${args}"]\n',
    told: ['s.yaml:1:1: error: this is a grid of W&B, not a sweep file', IMPORT],
    mended: SWEEP,
  },
  {
    what: 'lines of commands',
    wrong: 'python a.py --x 1\npython a.py --x 2\n',
    told: [
      's.yaml:1:1: error: a sweep file must be a map with a key `command`, not `python a.py --x 1 python a.py --x 2`',
      'hint: if each line is a command: `sweep import FILE` makes a sweep of it',
    ],
    mended: SWEEP,
  },
  {
    what: 'two documents',
    wrong: `${SWEEP}---\n${SWEEP}`,
    told: ['s.yaml:4:1: error: a second document begins here; a sweep file holds one'],
    mended: SWEEP,
  },
  {
    what: 'UTF-16',
    wrong: [...SWEEP].join('\0'),
    told: ['s.yaml:1:1: error: this file is not text in UTF-8; another encoding, such as UTF-16, is not read'],
    mended: SWEEP,
  },
];

describe('of a mistake that people make in their first file', () => {
  it.each(MISTAKES)('they are told once, where something is to be typed, and what: $what', (mistake) => {
    expect(told(mistake.wrong)).toEqual(mistake.told.filter((line) => line !== 'hint: '));
    expect(told(mistake.mended)).toEqual([]);
  });
});

describe('no mistake are', () => {
  it.each([
    ['lines that end as on Windows', SWEEP.replaceAll('\n', '\r\n')],
    ['a mark of the byte order', `\uFEFF${SWEEP}`],
    ['JSON', '{"matrix": {"x": [1, 2]}, "command": "./run.sh {{x}}"}\n'],
    ['one document that says that it begins', `---\n${SWEEP}`],
    ['a program in a folder with a blank in its name', `${AXIS}command: ['/opt/my tools/run', '{{x}}']\n`],
    ['a program that is a value', `${AXIS}command: ['{{ x }}', -v]\n`],
    ['True and False', `matrix: {x: [True, False]}\n${RUN}`],
    ['a comment that names a program', `#!/usr/bin/env -S sweep run\n${SWEEP}`],
  ])('%s', (_, text) => {
    expect(told(text)).toEqual([]);
  });
});
