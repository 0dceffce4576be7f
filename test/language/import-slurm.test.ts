import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Imported, notesInWords } from '../../src/language/import/imported.ts';
import { readImport } from '../../src/language/import/read-import.ts';
import { arrayOf } from '../../src/language/import/slurm/array.ts';
import { arithmetic } from '../../src/language/import/slurm/arithmetic.ts';
import { sweepText } from '../../src/language/write/sweep-text.ts';
import { cases } from '../rig/cases.ts';
import { ranBy } from '../rig/shell-words.ts';

function imported(script: string, manifest = ''): Imported {
  return readImport(script, 'run.sbatch', (path) => (path === 'runs.txt' ? { text: manifest, path } : null));
}

function textOf({ sweeps: [sweep], diagnostics }: Imported): string {
  expect(diagnostics).toEqual([]);
  return sweepText({ schema: null, name: 'imported', ...sweep! });
}

/** What is told of a script with these lines at its top, and of what stands below them. */
function said(options: readonly string[], body = './run $SLURM_ARRAY_TASK_ID'): readonly string[] {
  return notesInWords(imported(['#SBATCH --array=1-2', ...options, body, ''].join('\n')).notes);
}

describe('the numbers of tasks', () => {
  it.each([
    ['0-3', [0, 1, 2, 3], null],
    ['5', [5], null],
    ['1,3,5-7', [1, 3, 5, 6, 7], null],
    ['0-10:5', [0, 5, 10], null],
    ['3,1-2%2', [1, 2, 3], 2],
  ])('%s', (text, tasks, most) => {
    expect(arrayOf(text)).toEqual({ tasks, most });
  });

  it.each(['', 'x', '1-', '1-2%0', '3-1', '1-9999999999'])('%j are none', (text) => {
    expect(arrayOf(text)).toBeNull();
  });
});

describe('an option of sbatch', () => {
  it.each([
    ['--time=30', 'timeout: 30m'],
    ['--time=30:15', 'timeout: 30m15s'],
    ['--time=02:00:00', 'timeout: 2h'],
    ['--time=1-0', 'timeout: 1d'],
    ['--time=2-12', 'timeout: 2d12h'],
    ['--time=1-00:30', 'timeout: 88200s'],
    ['-t 1:00:00', 'timeout: 1h'],
    ['--gres=gpu:2', 'gpus: 2'],
    ['--gres=gpu', 'gpus: 1'],
    ['--gres=gpu:a100:4', 'gpus: 4'],
    ['-G 3', 'gpus: 3'],
    ['--gpus=h100:2', 'gpus: 2'],
    ['--mem=16G', 'memory: 16GiB'],
    ['--mem=500', 'memory: 500MiB'],
    ['-c8', 'slots: 8'],
    ['-c 4 --mem-per-cpu=2G', 'memory: 8GiB'],
    ['--gpus=2 --mem-per-gpu=40G', 'memory: 80GiB'],
    ['--ntasks=4 --cpus-per-task=2', 'slots: 8'],
    ['--chdir=sim # where it is', 'workdir: sim'],
    ['--error=e.log', 'split: true'],
  ])('#SBATCH %s is `%s`', (option, key) => {
    const text = textOf(imported(`#!/bin/bash\n#SBATCH --array=1-2\n#SBATCH ${option}\n./run $SLURM_ARRAY_TASK_ID\n`));
    expect(text.split('\n')).toContain(key);
  });

  it.each(['--time=0', '--gres=gpu:0', '-c 1', '--mem=0', '--output=x --error=x'])('#SBATCH %s is no key', (option) => {
    const text = textOf(imported(`#SBATCH --array=1-2 ${option}\n./run $SLURM_ARRAY_TASK_ID\n`));
    expect(text).toContain('command: ./run {{task}}\n');
    expect(text.trimEnd()).toMatch(/\{\{task\}\}$/);
  });

  it.each([
    ['--time=later', 'line 2: what `--time=later` says cannot be known'],
    ['--gres=shard:1', 'line 2: what `--gres=shard:1` says cannot be known'],
    [
      '--nodes=4',
      'line 2: `--nodes=4` is left out: a job runs on one machine, unless its `nodes` asks a cluster for more',
    ],
    ['--wckey=x', 'line 2: `--wckey` is left out: it says nothing that a sweep knows'],
  ])('#SBATCH %s is told', (option, note) => {
    expect(said([`#SBATCH ${option}`])).toContain(note);
  });
});

it.each([
  ['7', 7],
  ['n / 2 * 3', 9],
  ['-n % 4', -3],
  ['$n - (2 + 1)', 4],
  ['${n}+a[1]', 27],
  ['$((n+1)) % 3', 2],
  ['n / 0', null],
  ['n + 010', null],
  ['n ** 2', null],
  ['n +', null],
  ['x', null],
])('the arithmetic of bash makes %s %s', (text, value) => {
  const variables: Readonly<Record<string, string>> = { $n: '7', '${n}': '7', '${a[1]}': '20' };
  expect(arithmetic(text, (expansion) => variables[expansion] ?? null)).toBe(value);
});

/** How scripts pick the line of a task. */
const PICKS = [
  '$(sed -n "${SLURM_ARRAY_TASK_ID}p" runs.txt)',
  "$(sed -n ${SLURM_ARRAY_TASK_ID}'{p;q}' runs.txt)",
  '$(sed "${SLURM_ARRAY_TASK_ID}q;d" < runs.txt)',
  '$(head -n "$SLURM_ARRAY_TASK_ID" runs.txt | tail -n 1)',
  '$(head -$SLURM_ARRAY_TASK_ID runs.txt | tail -1)',
  '$(tail -n +$SLURM_ARRAY_TASK_ID runs.txt | head -n1)',
  '$(awk "NR==$SLURM_ARRAY_TASK_ID" runs.txt)',
  "$(awk -v n=$SLURM_ARRAY_TASK_ID 'NR==n {print; exit}' runs.txt)",
  '$(cat runs.txt | awk -v n="$SLURM_ARRAY_TASK_ID" \'NR == n { print $0 }\')',
  '`sed -n ${SLURM_ARRAY_TASK_ID}p runs.txt`',
];

/** How they split it. */
const SPLITS: readonly (readonly [separator: string, lines: string])[] = [
  [',', 'IFS=, read -r a b <<< "$line"'],
  [' ', 'read -r a b <<< "$line"'],
  [' ', 'read a b < <(echo "$line")'],
  ['\t', 'IFS=$\'\\t\' read -r a b <<<"$line"'],
  [';', 'a=$(echo "$line" | cut -d";" -f1)\nb=$(cut -d \';\' -f 2 <<< "$line")'],
  ['\t', 'a=$(echo "$line" | cut -f1); b=$(printf "%s\\n" "$line" | cut -f2)'],
  [' ', "a=$(echo $line | awk '{print $1}')\nb=$(awk '{ print $2 }' <<< $line)"],
  [',', "a=$(echo \"$line\" | awk -F, '{print $1}')\nb=$(awk -F ',' '{print $2}' <<< \"$line\")"],
  [',', 'IFS="," read -ra parts <<< "$line"\na=${parts[0]}\nb=${parts[1]}'],
];

describe('a script over the lines of a file', () => {
  const field = fc.oneof(
    fc.stringMatching(/^[a-z0-9]{1,4}$/),
    fc.constantFrom('0.10', '1e-3', '$HOME', "it's", '{{x}}', '#a', 'a=b'),
  );
  const rows = fc.uniqueArray(fc.tuple(field, field), {
    minLength: 1,
    maxLength: 6,
    selector: (row) => row.join('\n'),
  });

  it('runs the very words of each line, however it picks and splits it', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...PICKS), fc.constantFrom(...SPLITS), (found, pick, [separator, split]) => {
        const lines = found.map((row) => row.join(separator));
        const script = `#SBATCH --array=1-${lines.length}\nline=${pick}\n${split}\n./run --a "$a" "$b"\n`;
        const numbers = new Set(found.flat().filter((word) => /\d/.test(word)));
        fc.pre(
          new Set([...numbers].map(Number)).size === numbers.size ||
            [...numbers].every((word) => Number.isNaN(Number(word))),
        );
        const ran = ranBy(textOf(imported(script, `${lines.join('\n')}\n`)));
        const sorted = (all: readonly unknown[]) => all.map((one) => JSON.stringify(one)).sort();
        expect(sorted(ran)).toEqual(sorted(found.map(([a, b]) => ['./run', '--a', a, b])));
      }),
      { numRuns: cases(500) },
    );
  });

  it('over arrays runs the very words of each combination', () => {
    const word = fc.stringMatching(/^[a-z]{1,4}$/);
    const list = fc.uniqueArray(word, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(list, list, (models, sets) => {
        const script = `#SBATCH --array=0-${models.length * sets.length - 1}
MODELS=(${models.join(' ')})
SETS=( # all of them
  "${sets.join('"\n  "')}"
)
i=$SLURM_ARRAY_TASK_ID
m=\${MODELS[$((i / \${#SETS[@]}))]}
s=\${SETS[i % \${#SETS[@]}]}
./run $m "$s"
`;
        const ran = ranBy(textOf(imported(script)));
        expect(ran).toEqual(models.flatMap((model) => sets.map((set) => ['./run', model, set])));
      }),
      { numRuns: cases(200) },
    );
  });
});

it.each([
  ['has a row more', 'a,b\n1,2\n3,4\n5,6\n', ','],
  ['has an empty cell', 'a,b\n1,2\n,4\n', ','],
  ['has another number of cells than `read` finds', 'a\tb\tc\n1\t\t2\n3\t4\t\n', '\t'],
  ['has a header that names no axis', 'a-1,b\n1,2\n3,4\n', ','],
])('a table that %s is not named as such, and its values are axes', (_, table, separator) => {
  const file = separator === ',' ? 'runs.csv' : 'runs.tsv';
  const script = `#SBATCH --array=2-3
IFS=$'${separator === ',' ? ',' : '\\t'}' read -r x y < <(sed -n "\${SLURM_ARRAY_TASK_ID}p" ${file})
./run "$x" "$y"
`;
  const text = textOf(readImport(script, 'run.sbatch', (path) => ({ text: table, path })));
  expect(text).not.toContain('table:');
  expect(text).toContain('command: ./run "{{x}}" "{{y}}"');
});

describe('what of a script cannot be known', () => {
  it.each([
    [
      'a file that is not there',
      'x=$(sed -n "${SLURM_ARRAY_TASK_ID}p" gone.txt)\n./run "$x"',
      /line 3: what `x` is for a task cannot be known, since `gone.txt` cannot be read here/,
      'x=$(sed -n "${SLURM_ARRAY_TASK_ID}p" gone.txt)',
    ],
    [
      'what a program makes of the number',
      'x=$(./pick $SLURM_ARRAY_TASK_ID)\n./run "$x"',
      /line 3: what `x` is for a task cannot be known: /,
      'x=$(./pick $SLURM_ARRAY_TASK_ID)',
    ],
    [
      'what a condition sets',
      'x=1\nif [ $SLURM_ARRAY_TASK_ID = 2 ]; then x=2; fi\n./run $x',
      /line 4: what `x` is for a task cannot be known: /,
      'if [ {{task}} = 2 ]; then x=2; fi',
    ],
    [
      'what the shell finds',
      'f=(data/*.txt)\nx=${f[$SLURM_ARRAY_TASK_ID]}\n./run "$x"',
      /line 4: what `x` is for a task cannot be known: /,
      'f=(data/*.txt)\n  x=${f[$SLURM_ARRAY_TASK_ID]}',
    ],
    [
      'what another IFS parts',
      'IFS=:\nline=$(sed -n "${SLURM_ARRAY_TASK_ID}p" runs.txt)\nread -r x y <<< "$line"\n./run "$x"',
      /line 5: what `x`, `y` are for a task cannot be known: /,
      'read -r x y <<< "{{line}}"',
    ],
    [
      'a variable of Slurm',
      './run $SLURM_ARRAY_TASK_ID $SLURM_JOB_ID',
      /line 3: `\$SLURM_JOB_ID` is empty in a job of `sweep`/,
      './run {{task}} $SLURM_JOB_ID',
    ],
    [
      'an `srun` of several processes',
      'srun -n 4 ./run $SLURM_ARRAY_TASK_ID',
      /line 3: `srun -n` asks Slurm for more than one process, and stays/,
      'srun -n 4 ./run {{task}}',
    ],
    [
      'a line that is not there',
      'x=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" runs.txt)\n./run "$x"',
      /line 3: `runs\.txt` has 2 lines, so task 2 gets none and is left out/,
      './run "{{x}}"',
    ],
  ])('%s is told with its line, and the job works it out', (_, body, note, kept) => {
    const found = imported(`#SBATCH --array=1-2\n#\n${body}\n`, 'a\nb\n');
    expect(notesInWords(found.notes).join('\n')).toMatch(note);
    expect(textOf(found)).toContain(kept);
  });

  it('has an axis of the numbers of tasks, and each job the number of its own', () => {
    const text = textOf(
      imported(
        '#SBATCH --array=3-9:3\ncase $SLURM_ARRAY_TASK_ID in 3) x=a ;; *) x=b ;; esac\n./run $x $((SLURM_ARRAY_TASK_ID * 2))\n',
      ),
    );
    expect(text).toContain('\n  task: [3, 6, 9]\n');
    expect(text).toContain('\n  SLURM_ARRAY_TASK_ID: "{{task}}"\n');
    expect(text).toContain('case $SLURM_ARRAY_TASK_ID in 3) x=a ;; *) x=b ;; esac');
  });

  it.each([
    ['leaves it unset', 'unset SLURM_ARRAY_TASK_ID'],
    ['makes a list of it', 'SLURM_ARRAY_TASK_ID=($SLURM_ARRAY_TASK_ID x)'],
    ['reads it anew', 'read -r SLURM_ARRAY_TASK_ID < taken.txt'],
  ])('has a job for each task also where the script %s', (_, line) => {
    expect(textOf(imported(`#SBATCH --array=3-9:3\n${line}\n./run\n`))).toContain('\n  task: [3, 6, 9]\n');
  });

  it('are the arguments of sbatch, which are refused, but for those that have a default', () => {
    const { sweeps, diagnostics } = imported(
      '#SBATCH --time=1\nf() { echo $1; }\n./run "$1" ${2:-x} ${3} $(basename "$@")\n',
    );
    expect(sweeps).toEqual([]);
    expect(diagnostics.map(({ message }) => /`(.*)`/.exec(message)?.[1])).toEqual(['$1', '${3}', '$@']);
  });
});
