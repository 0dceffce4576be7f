import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { quoted } from '../../../../src/model/text/shell.ts';
import { expandText } from '../../../rig/expansion.ts';

const NASTY = 'v[$(echo ran >&2)0]';

interface Written {
  readonly setup?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly command: string | readonly string[];
}

/** What is said of a sweep whose one axis has these values. */
function said(written: Written, values: readonly unknown[] = [NASTY]): readonly string[] {
  return expandText(JSON.stringify({ matrix: { n: values }, ...written })).said.filter((one) =>
    one.startsWith('error'),
  );
}

describe('a value that bash evaluates by way of a variable must not be one that runs code', () => {
  const cases: readonly (readonly [Written, string])[] = [
    [{ setup: 'n={{n}}', command: 'echo $((n + 1))' }, '`n` in arithmetic'],
    [{ command: 'x={{n}}; echo $((x))' }, '`x` in arithmetic'],
    [{ command: 'x={{n}}; echo "$(( $x + ${y:-1} ))"' }, '`x` in arithmetic'],
    [{ command: 's="{{n}}"; (( s > 1 ))' }, '`s` in arithmetic'],
    [{ command: 'x={{n}}; y=$x; (( y )) || true' }, '`y` in arithmetic'],
    [{ command: 'export x={{n}}; echo $[x]' }, '`x` in arithmetic'],
    [{ command: 'x={{n}}\ncat <<END\n$((x))\nEND' }, '`x` in arithmetic'],
    [{ command: 'x={{n}}; s=abc; echo ${s:x}' }, '`x` in arithmetic'],
    [{ command: 'for x in 1 {{n}}; do (( x > 2 )) || true; done' }, '`x` in arithmetic'],
    [{ command: 'f() { echo $(($1 + 1)); }; f {{n}}' }, '`@` in arithmetic'],
    [{ env: { N: '{{n}}' }, command: 'for ((i=0; i<N; i++)); do :; done' }, '`N` in arithmetic'],
    [{ env: { N: '1 {{n}}' }, command: 'read -r a x <<< "$N"; (( x )) || true' }, '`x` in arithmetic'],
    [{ command: '[[ $SWEEP_PARAM_N -eq 1 ]] || true' }, '`SWEEP_PARAM_N` beside `-eq`'],
    [{ command: 'x={{n}}; [[ x -eq 1 ]] || true' }, '`x` beside `-eq`'],
    [{ command: 'declare -i x; read -r x <<< {{n}}' }, '`x` as an integer variable'],
    [{ command: 'declare -i x; y={{n}}; x=$y' }, '`x` as an integer variable'],
    [{ command: 'x={{n}}; let y=x+1' }, '`x` as an argument of `let`'],
    [{ command: 'p={{n}}; echo "${!p}"' }, '`p` in `${!…}`'],
    [{ command: 'p={{n}}; echo "${p@P}"' }, '`p` in `${…@P}`'],
    [{ command: 'i={{n}}; a[i]=1' }, '`i` in a subscript'],
    [{ command: 'i={{n}}; a[ i ]=1' }, '`i` in a subscript'],
    [{ command: 'i={{n}}; a[ i + $[1+(2)] ]=1' }, '`i` in a subscript'],
    [{ command: 'i={{n}}; echo "${a[$i]}"' }, '`i` in a subscript'],
    [{ command: 'x={{n}}; printf -v "$x" 1' }, '`x` as the name of a variable for `printf -v`'],
    [{ command: 'x={{n}}; [ -v "$x" ] || true' }, '`x` after `-v`'],
    [{ command: 'x=$(echo {{n}}); echo $((x))' }, '`x` in arithmetic'],
    [{ command: 'x=$(cat <<< {{n}} | head -n 1); (( x )) || true' }, '`x` in arithmetic'],
    [{ command: 'x=( $(printf %s $(echo {{n}}) | cat) ); (( x )) || true' }, '`x` in arithmetic'],
    [
      { command: 'read -r x < <(echo 1; echo {{n}}) || true; read -r x <<< $(echo {{n}}); (( x ))' },
      '`x` in arithmetic',
    ],
    [{ command: 'while read -r x; do echo $((x)); done < <(echo {{n}})' }, '`x` in arithmetic'],
    [
      { command: 'mapfile -t xs < <(cat <(echo {{n}})); for x in "${xs[@]}"; do echo $((x)); done' },
      '`x` in arithmetic',
    ],
    [{ env: { N: '{{n}}' }, command: "bash -c 'echo $((N))'" }, '`N` in arithmetic'],
    [{ command: "bash -ec 'echo $((SWEEP_PARAM_N + 1))'" }, '`SWEEP_PARAM_N` in arithmetic'],
    [{ command: "bash -c 'x=$1; echo $((x))' _ {{n}}" }, '`x` in arithmetic'],
    [{ command: 'x={{n}}; time nice bash -c \'(( $1 )) || true\' _ "$x"' }, '`@` in arithmetic'],
    [{ command: "N={{n}} bash -c 'echo $((N))'" }, '`N` in arithmetic'],
    [{ command: "env N={{n}} bash -c 'echo $((N))'" }, '`N` in arithmetic'],
    [{ setup: 'export N={{n}}', command: "if true; then bash -c 'let M=N+1'; fi" }, '`N` as an argument of `let`'],
    [{ setup: 'declare -x N; N={{n}}', command: "bash -c 'echo $((N))'" }, '`N` in arithmetic'],
    [{ command: "set -a; N={{n}}; bash -c 'echo $((N))'" }, '`N` in arithmetic'],
    [{ env: { N: '{{n}}' }, command: `bash -c 'M=$N; export M; bash -c "let K=M+1"'` }, '`M` as an argument of `let`'],
    [{ env: { N: '{{n}}' }, command: `echo "$(bash -c 'echo $((N))')"` }, '`N` in arithmetic'],
    [{ env: { N: '{{n}}' }, command: ['bash', '-c', 'echo $((N))'] }, '`N` in arithmetic'],
    [{ command: ['bash', '-c', 'echo $(($1))', '_', '{{n}}'] }, '`@` in arithmetic'],
    [{ command: ['env', 'A=1', 'bash', '-c', '[[ $SWEEP_PARAM_N -eq 1 ]] || true'] }, '`SWEEP_PARAM_N` beside `-eq`'],
    [{ setup: 'export N={{n}}', command: ['bash', '-c', 'a[N]=1'] }, '`N` in a subscript'],
    [{ command: 'i={{n}}; a=([i]=1)' }, '`i` in a subscript'],
    [{ command: 'i={{n}}; set -- a b; echo "${@:i}"' }, '`i` in arithmetic'],
    [{ command: 'i={{n}}; set -- a b; echo "${*:$i:1}"' }, '`i` in arithmetic'],
    [{ command: 'i={{n}}; cat <<END\n${a[i]}\nEND' }, '`i` in a subscript'],
    [{ command: 'p={{n}}; cat <<END\n${p@P}\nEND' }, '`p` in `${…@P}`'],
    [{ command: 'declare -n r; read -r r <<< {{n}}; echo "$r"' }, '`r` as what a nameref refers to'],
    [{ command: 'f() { local -n r; r=$1; echo "$r"; }; f {{n}}' }, '`r` as what a nameref refers to'],
    [{ command: 'f() { for x; do (( x )) || true; done; }; f {{n}}' }, '`x` in arithmetic'],
    [{ command: 'set -- {{n}}; for x do (( x )) || true; done' }, '`x` in arithmetic'],
  ];

  test.each(cases)('%j', (written, where) => {
    const found = said(written);
    expect(found.join('\n')).toContain(`bash evaluates ${where}`);
    expect(found[0]).toContain('evaluated-variable');
    expect(said(written, [1, '0.5', 'a-b', 'x y'])).toEqual([]);
  });

  test('since bash does run it', () => {
    const value = quoted(NASTY);
    const scripts = cases.map(([{ setup = '', env = {}, command }]) => {
      const given = Object.entries(env).map(([name, text]) => `export ${name}=${quoted(text.replace('{{n}}', NASTY))}`);
      const line = typeof command === 'string' ? command : command.map((word) => `'${word}'`).join(' ');
      const script = [...given, setup, line].join('\n');
      return script.replaceAll("'{{n}}'", value).replaceAll('"{{n}}"', value).replaceAll('{{n}}', value);
    });
    const all = scripts.map((script) => `(\n${script}\n)\necho next >&2`).join('\n');
    const { stderr } = spawnSync('bash', { input: all, env: { SWEEP_PARAM_N: NASTY }, encoding: 'utf8' });
    const ran = stderr.split('next\n').slice(0, -1);
    expect(scripts.filter((_, index) => !(ran[index] ?? '').includes('ran'))).toEqual([]);
  });
});

test('the error names the cell, the value and the place that it comes from', () => {
  expect(said({ setup: 'n={{n}}', command: 'echo $((n + 1))' }, [1, 'v[$(id)]'])).toEqual([
    'error evaluated-variable @ {{n}}: bash evaluates `n` in arithmetic and runs code that it finds there, so `{{n}}` may have no `[`, `$` or backtick, as "v[$(id)]" has, in the cell v[$(id)] (give such a value to a program, as an argument or in the environment)',
  ]);
});

test.each([
  'x={{n}}; echo "$x"',
  "x={{n}}; echo '$((x))'",
  'x={{n}}; y=2; (( y > 1 ))',
  'x={{n}}; [ "$x" = 1 ] || [[ $x == 1 ]] || true',
  'declare -A seen=([key]=1); key={{n}}; echo "${seen[key]}"',
  'declare -n r=x; r={{n}}; echo "$x"',
  'set -- 1 2; for x in {{n}}; do echo "$x"; done; for y; do echo $((y)); done',
  'declare -A seen; k={{n}}; seen[$k]=1; echo "${seen[$k]}"',
  'x={{n}}; echo "${x:-none}" "${x/[0-9]/}" "${x@Q}" "${!SWEEP_@}"',
  'x={{n}}; size=$(wc -c <<< "$x"); echo $((size + 1))',
  'n=$(python count.py {{n}}); (( n > 1 )) || true',
  'n=$(echo {{n}} | cat | wc -c); (( n > 1 )) || true',
  'while read -r n; do echo $((n)); done < <(wc -c <<< {{n}})',
  "n={{n}}; bash -c 'echo $((n))'",
  "bash -c 'echo $1 $((2))' _ {{n}}",
  "bash -c 'echo $((x))' _ {{n}}; x=$SWEEP_PARAM_N",
  "echo bash -c 'echo $((SWEEP_PARAM_N))'",
  "python -c 'print($((SWEEP_PARAM_N)))'",
  ['bash', '-c', 'echo "$1" $((2))', '_', '{{n}}'],
  ['python', 'train.py', '$((SWEEP_PARAM_N))', '{{n}}'],
  ['bash', '-c', 'echo $(($1))', '_', '$SWEEP_PARAM_N'],
])('a value in a variable that bash does not evaluate may be anything, as in %j', (command) => {
  expect(said({ command })).toEqual([]);
});

/** Which programs are said to get a value as code, for a cell of a value with a space and one of a plain word. */
function programs(written: object): string[] {
  const matrix = { n: ['a b', 'plain'] };
  const { said } = expandText(JSON.stringify({ matrix, label: 'l{{job.index}}', ...written }));
  return said.flatMap(
    (line) =>
      /^warning read-twice @ .*?: (.*?) becomes part of a program for (.*), which reads "a b"/
        .exec(line)
        ?.slice(1)
        .join(' in ') ?? [],
  );
}

describe('a value that becomes part of a program by a variable is warned of, where the value is more than a word', () => {
  test.each([
    ['cmd="python x.py {{n}}"; eval $cmd', '`{{n}}` in `eval` by way of `cmd`'],
    ['cmd="python x.py {{n}}"; bash -c "$cmd"', '`{{n}}` in `bash -c` by way of `cmd`'],
    ['a={{n}}; b="ls $a"; ssh host "$b"', '`{{n}}` in the shell of the other host by way of `b`'],
    ['run() { eval "$@"; }; run ls {{n}}', '`{{n}}` in `eval` by way of `$@`'],
    ['bash -c "ls $SWEEP_PARAM_N"', '`SWEEP_PARAM_N` in `bash -c`'],
    ['sh <<< "$SWEEP_PARAM_N"', '`SWEEP_PARAM_N` in `sh`'],
    ['read -r x <<< {{n}}; echo "ls $x" | bash', '`{{n}}` in `bash` by way of `x`'],
    ['run=(ls {{n}}); eval "${run[@]}"', '`{{n}}` in `eval` by way of `run`'],
    ['x={{n}}\nbash <<END\nls $x\nEND', '`{{n}}` in `bash` by way of `x`'],
    ['x={{n}}\ncat <<END | timeout 5 sh\nls $x\nEND', '`{{n}}` in `sh` by way of `x`'],
  ])('in %j', (command, told) => {
    expect(programs({ command })).toEqual([told]);
  });

  test.each([
    [['bash', '-c', 'ls {{n}}'], '`{{n}}` in `bash -c`'],
    [['env', 'A=1', 'sh', '-c', 'ls {{n}}'], '`{{n}}` in `sh -c`'],
    [['python3', '-c', 'print("{{n}}")'], '`{{n}}` in `python3 -c`'],
  ])('in the words %j', (command, told) => {
    expect(programs({ command })).toEqual([told]);
  });

  test.each([
    'printf -v q %q {{n}}; bash -c "ls $q"',
    'x={{n}}; bash -c "ls ${x@Q}"',
    'x={{n}}; bash -c \'ls "$1"\' _ "$x"',
    'run=(ls {{n}}); "${run[@]}"',
    'cmd="ls {{n}}"; $cmd; eval "$(conda shell.bash hook)"',
    'export X={{n}}; bash -c "ls"',
    'x={{n}}\nbash run.sh <<END\n$x\nEND',
    'x={{n}}\nbash <<END\nls ${x@Q}\nEND',
    "x={{n}}\nbash <<'END'\nls $x\nEND",
    'x={{n}}\ncat <<END\n$x\nEND\nbash -c ls',
  ])('not in %j', (command) => {
    expect(programs({ command })).toEqual([]);
  });

  test.each([[['bash', '-c', 'ls "$1"', '_', '{{n}}']], [['python3', 'x.py', '-c', '{{n}}']]])(
    'not in the words %j',
    (command) => {
      expect(programs({ command })).toEqual([]);
    },
  );

  test('not of a program that stands in env', () => {
    expect(programs({ env: { RUN: 'ls {{n}}' }, command: 'eval "$RUN"' })).toEqual([]);
  });
});

describe('what a loop or a group reads from counts for what is read in it', () => {
  test.each([
    'while read -r n; do echo $((n + 1)); done <<< {{n}}',
    '{ read -r n; echo $((n + 1)); } <<< {{n}}',
    'if read -r n; then echo $((n + 1)); fi <<< {{n}}',
  ])('in %j', (command) => {
    const { said } = expandText(JSON.stringify({ matrix: { n: ['v[$(id)]'] }, command }));
    expect(said.some((line) => line.startsWith('error evaluated-variable @ {{n}}'))).toBe(true);
  });
});
