import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Imported, notesInWords } from '../../src/language/import/imported.ts';
import { readImport } from '../../src/language/import/read-import.ts';
import { sweepText } from '../../src/language/write/sweep-text.ts';
import { shellWord } from '../../src/model/text/shell.ts';
import { formatDiagnostics } from '../../src/report/diagnostics/diagnostics.ts';
import { cases } from '../rig/cases.ts';
import { expandText } from '../rig/expansion.ts';
import { ranBy } from '../rig/shell-words.ts';
import { manifestsIn, whatIsListed } from '../rig/slurm-scripts.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'import');

/** The sweep that is written, and what is said of it. */
function inWords({ sweeps, notes, diagnostics }: Imported, text: string, file: string): string {
  const [sweep] = sweeps;
  if (sweep === undefined) return formatDiagnostics(diagnostics, new Map([[file, text]]), { color: false });
  const said = notesInWords([...notes, ...(sweep.notes ?? [])]).map((note) => `# ${note}`);
  return [
    sweepText({ schema: null, name: 'imported', ...sweep }),
    ...(said.length === 0 ? [] : ['# ---', ...said, '']),
  ].join('\n');
}

/** What is none of these: a script for Slurm picks from the files beside it. */
const IS_ONE: Readonly<Record<string, RegExp>> = { lines: /./, wandb: /./, slurm: /\.sh$/ };

describe.each(Object.entries(IS_ONE))('what people have as %s', (kind, isOne) => {
  const folder = join(FIXTURES, kind);
  const files = readdirSync(folder).filter((file) => !file.includes('.sweep.') && isOne.test(file));

  it.each(files)('%s becomes the sweep beside it', (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const imported = readImport(text, file, manifestsIn(folder));
    const found = inWords(imported, text, file);
    const beside = join(folder, file.replace(/\.\w+$/, '.sweep.yaml'));
    if (process.env['UPDATE_FIXTURES'] === '1') writeFileSync(beside, found);
    expect(found).toBe(existsSync(beside) ? readFileSync(beside, 'utf8') : '');
    const [sweep] = imported.sweeps;
    if (sweep === undefined) return;
    const { diagnostics } = expandText(sweepText({ schema: null, name: 'imported', ...sweep }), whatIsListed(folder));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

it.each(['\u00A0', '\u2028', '\uFEFF', '\v', '\f'])(
  'a blank that parts no words in bash is a part of one: %j',
  (blank) => {
    const text = `./run a${blank}b\n./run c${blank}d\n`;
    const { sweeps } = readImport(text, 'file', () => null);
    expect(JSON.stringify(sweeps[0])).toContain(JSON.stringify(`a${blank}b`).slice(1, -1));
  },
);

it.each([
  ['a script that does not say its tasks', 'x=$(sed -n "${SLURM_ARRAY_TASK_ID}p" runs.txt)\n./run $x\n', 'slurm-array'],
  ['a script without a command', '#SBATCH --array=1-2\nmodule load cuda\n', 'no-commands'],
  ['a sweep', 'matrix: {a: [1, 2]}\ncommand: echo {{a}}\n', 'a-sweep'],
  ['a file without a command', '# nothing\n\n', 'no-commands'],
  ['a loop', 'for x in 1 2; do\n  ./run $x\ndone\n', 'not-a-line'],
  ['a here-document', 'cat <<E > x\n1\nE\n', 'here-document'],
])('%s is refused with what to do', (_, text, code) => {
  const { sweeps, diagnostics } = readImport(text, 'file', () => null);
  expect(sweeps).toEqual([]);
  expect(diagnostics.map((one) => one.code)).toContain(code);
  expect(diagnostics.every(({ hint }) => hint !== undefined)).toBe(true);
});

it('a first word that is no program here is told, with its lines', () => {
  const text = [
    'launching zinc on GPU 0',
    'cd x && A=1 python t.py --data zinc',
    'launching qm9 on GPU 1',
    '$RUN t.py',
    'all done',
  ].join('\n');
  const { notes } = readImport(
    text,
    'file',
    () => null,
    (word) => word === 'python',
  );
  const told = notesInWords(notes.filter(({ says }) => says.includes('no program')));
  const hint = 'take the line away if it only tells people of something';
  expect(told).toEqual([
    `lines 1 and 3: \`launching\` is no program here: ${hint}`,
    `line 5: \`all\` is no program here: ${hint}`,
  ]);
});

const name = fc.stringMatching(/^[a-z]{1,6}$/);
const value = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z0-9]{1,5}$/) },
  { weight: 2, arbitrary: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.double({ noNaN: true })).map(String) },
  fc.string({ maxLength: 6, unit: 'grapheme-ascii' }),
  fc.constantFrom(
    '',
    '~',
    '#x',
    'a b',
    "it's",
    '$HOME',
    '`x`',
    '{{x}}',
    '{a,b}',
    '*',
    '-',
    'a/b/c.txt',
    'null',
    'true',
    '0x1f',
    '[1,2]',
  ),
);
const axes = fc.uniqueArray(fc.tuple(name, fc.uniqueArray(value, { minLength: 1, maxLength: 4 })), {
  maxLength: 3,
  selector: ([axis]) => axis,
});

function product(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return lists.reduce<readonly (readonly string[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((one) => [...row, one])),
    [[]],
  );
}

function imported(lines: readonly (readonly string[])[]) {
  const text = lines.map((words) => words.map(shellWord).join(' ')).join('\n');
  const { sweeps, diagnostics } = readImport(text, 'jobs.txt', () => null);
  expect(diagnostics).toEqual([]);
  const texts = sweeps.map((sweep) => sweepText({ schema: null, name: 'imported', ...sweep }));
  const sound = texts.find((one) => !expandText(one).said.some((line) => line.startsWith('error')));
  return { text: sound ?? texts.join('\n'), isBest: sound === texts[0] };
}

describe('lines of commands', () => {
  it('of the product of axes run the very words, in their order', () => {
    fc.assert(
      fc.property(axes, (found) => {
        const rows = product(found.map(([, values]) => values));
        const lines = rows.map((row) => ['run', ...row.flatMap((one, index) => [`--${found[index]?.[0] ?? ''}`, one])]);
        expect(ranBy(imported(lines).text)).toEqual(lines);
      }),
      { numRuns: cases(500) },
    );
  });

  it('of any form and number run the very words', () => {
    const word = fc.oneof(
      value,
      fc.tuple(name, value).map(([key, one]) => `${key}=${one}`),
      fc.constantFrom('--ema', '--amp', '-v', 'a.py', 'b.py'),
    );
    const line = fc.array(word, { maxLength: 3 }).map((words) => ['run', ...words]);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
        const different = [...new Map(lines.map((words) => [JSON.stringify(words), words])).values()];
        const sorted = (all: readonly unknown[]) => all.map((one) => JSON.stringify(one)).sort();
        expect(sorted(ranBy(imported(lines).text))).toEqual(sorted(different));
      }),
      { numRuns: cases(500) },
    );
  });

  it('of the product of axes become these axes, with what follows from them in its place', () => {
    const plain = fc.uniqueArray(fc.stringMatching(/^[a-z]{2,5}[0-9]$/), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(plain, plain, (models, sets) => {
        const lines = product([models, sets]).map(([model = '', set = '']) => [
          'run',
          '--model',
          model,
          `data.set=${set}`,
          `out/${model}/m_${set}.json`,
        ]);
        const { text } = imported(lines);
        fc.pre(!models.some((model) => sets.some((set) => model.includes(set) || set.includes(model))));
        expect(text).toContain(
          'command: run --model {{model}} data.set={{data.set}} out/{{model}}/m_{{data.set}}.json\n',
        );
      }),
      { numRuns: cases(200) },
    );
  });
});
