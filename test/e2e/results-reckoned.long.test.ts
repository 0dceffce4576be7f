import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Project } from '../rig/project.ts';

/** Methods on data sets with widths, four seeds each; a job leaves numbers that look like chance. */
const AXES = {
  method: ['greedy', 'beam', 'mcts'],
  data: ['math', 'code'],
  width: ['1', '2'],
  seed: ['1', '2', '3', '4'],
};
const GOALS = { acc: 'max', loss: 'min' } as const;

const SCORE = `import hashlib, json, sys
cell, out = " ".join(sys.argv[1:5]), "_".join(sys.argv[1:5]) + ".json"
draw = lambda salt: int(hashlib.sha256((salt + cell).encode()).hexdigest()[:12], 16) / 16 ** 12
left = {"acc": 0.5 + 0.1 * draw("a") + 0.05 * (sys.argv[1] == "beam"), "loss": 2 * draw("l") + (sys.argv[2] == "code")}
if cell == "beam math 2 1": left["acc"] = float("nan")
if cell == "beam code 2 3": del left["acc"]
if cell != "mcts math 1 4": json.dump(left, open(out, "w"))
sys.exit(3 if cell == "greedy math 1 2" else 0)
`;

const SWEEP = `
name: grid
matrix: ${JSON.stringify({ ...AXES, width: [1, 2], seed: [1, 2, 3, 4] })}
command: python3 score.py {{method}} {{data}} {{width}} {{seed}}
metrics: { file: '{{method}}_{{data}}_{{width}}_{{seed}}.json' }
goals: ${JSON.stringify(GOALS)}
`;

/** Written into the file when all has run: one result is stale by it. */
const CHANGE = 'rules: [{ when: { method: mcts, data: code, width: 2, seed: 1 }, env: { CHANGED: yes } }]\n';

/** What does not count of it. */
const STATES: Readonly<Record<string, string>> = {
  'greedy math 1 2': 'failed',
  'greedy code 2 4': 'waiting',
  'mcts code 2 1': 'stale',
};

/** JSON has no word for what is no number. */
type Real = number | 'NaN';
type Estimate = readonly [center: Real, spread: number | null] | null;

/** What a table is asked, and what of a command asks it. */
interface Question {
  readonly way: 'table' | 'best';
  readonly args: readonly string[];
  readonly by?: readonly string[];
  readonly pivot?: string;
  readonly vs?: readonly [axis: string, value: string];
  readonly stat?: string;
  readonly stale?: boolean;
  readonly metric?: string;
}

/** A group as Python reckons it. */
interface Reckoned {
  /** Left out of the best, where the question names it. */
  readonly metric?: string;
  readonly on: Readonly<Record<string, string>>;
  readonly n: number;
  readonly of: number;
  readonly estimate: Estimate;
  readonly bold: boolean | null;
  readonly difference?: Estimate | 'baseline';
  readonly among: number;
  readonly all: number;
}

const STATS = ['mean', 'median', 'min', 'max', 'sem', 'ci95'];

/** Each way to put jobs together, with two of the statistics, and some of them with the others. */
const QUESTIONS: readonly Question[] = STATS.flatMap((stat) => {
  const both = { stat, stale: false };
  const said = ['--stat', stat];
  const by = ['data', 'method'];
  const vs = ['method', 'greedy'] as const;
  const asked: readonly Question[] = [
    { way: 'table', args: said, ...both },
    { way: 'table', args: [...said, '--by', 'method'], by: ['method'], ...both },
    { way: 'table', args: [...said, '--vs', 'method=greedy'], vs, ...both },
    { way: 'best', args: [...said, '--best', 'loss', '--by', 'data'], metric: 'loss', by: ['data'], ...both },
    { way: 'table', args: [...said, '--pivot', 'data', '--metric', 'acc'], pivot: 'data', ...both },
    { way: 'table', args: [...said, '--stale'], ...both, stale: true },
    { way: 'table', args: [...said, '--by', 'data,method'], by, ...both },
    { way: 'table', args: [...said, '--by', 'method', '--stale'], by: ['method'], ...both, stale: true },
    {
      way: 'table',
      args: [...said, '--by', 'width', '--pivot', 'method', '--metric', 'loss'],
      by: ['width'],
      pivot: 'method',
      ...both,
    },
    {
      way: 'table',
      args: [...said, '--by', 'method', '--vs', 'method=mcts'],
      by: ['method'],
      vs: ['method', 'mcts'],
      ...both,
    },
    { way: 'best', args: [...said, '--best'], metric: 'acc', ...both },
  ];
  return stat === 'mean' || stat === 'ci95' ? asked : asked.slice(0, 5);
});

/** The rows of a table in Markdown, each cell by its heading. */
function rowsOf(markdown: string): readonly Readonly<Record<string, string>>[] {
  const [head = [], , ...rows] = markdown
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.slice(2, -2).split(' | '));
  return rows.map((cells) => Object.fromEntries(head.map((name, at) => [name.replace(/ [↑↓]/, ''), cells[at] ?? ''])));
}

/** A cell without what is written around its text. */
const bare = (cell: string): string => cell.replaceAll(/\*\*| <sup>.*<\/sup>| \(\d+(?:\/\d+)?\)/g, '');

/** As many decimals as a number has that is shown. */
const decimals = (shown: string): number => (/\.(\d+)/.exec(shown)?.[1] ?? '').length;

const spelled = (value: Real, like: string): string =>
  value === 'NaN' ? value : value.toFixed(decimals(like)).replace(/^-(0\.?0*)$/, '$1');

/** What a cell must show, in the decimals that it has. */
function cellText(reckoned: Estimate, shown: string): string {
  if (reckoned === null) return '–';
  const [center, spread] = reckoned;
  return `${spelled(center, shown)}${spread === null ? '' : ` ± ${spelled(spread, shown)}`}`;
}

function differenceText(reckoned: Estimate | 'baseline', shown: string): string {
  if (reckoned === 'baseline') return reckoned;
  if (reckoned === null) return '–';
  const signed = (value: Real): string => `${Number(value) > 0 ? '+' : ''}${spelled(value, shown)}`;
  const [center, reach] = reckoned;
  if (center === 'NaN' || reach === null) return signed(center);
  return `${signed(center)} [${signed(center - reach)}, ${signed(center + reach)}]`;
}

/** All jobs, with what is known of them by how the test has made them. */
const CELLS = AXES.method.flatMap((method) =>
  AXES.data.flatMap((data) =>
    AXES.width.flatMap((width) =>
      AXES.seed.map((seed) => {
        const values = [method, data, width, seed];
        return {
          on: { method, data, width, seed },
          name: values.join('_'),
          state: STATES[values.join(' ')] ?? 'fresh',
        };
      }),
    ),
  ),
);

/** A project in which all has run but for what is to be missing. */
async function made(): Promise<Project> {
  const project = new Project({ 'grid.yaml': SWEEP, 'score.py': SCORE });
  const parts = [
    ['--skip', 'method=greedy'],
    ['--only', 'method=greedy', '--skip', 'width=2'],
    ['--only', 'method=greedy', '--only', 'width=2', '--skip', 'data=code'],
    ['--only', 'method=greedy', '--only', 'width=2', '--only', 'data=code', '--skip', 'seed=4'],
  ];
  for (const part of parts) await project.sweep('run', 'grid.yaml', '--gpus', 'none', '--slots', '2', ...part);
  project.write('grid.yaml', SWEEP + CHANGE);
  return project;
}

/** What Python answers to the questions, in their order. */
function reckon(project: Project): readonly (readonly Reckoned[])[] {
  const document = {
    ...{ axes: AXES, replicates: 'seed', goals: GOALS },
    cells: CELLS.map(({ on, name, state }) => ({ on, state, file: project.path(`${name}.json`) })),
    questions: QUESTIONS.map(({ args, ...question }) =>
      question.way === 'best' ? question : { ...question, metrics: metricsIn(args) },
    ),
  };
  const script = join(import.meta.dirname, '../fixtures/results/reckon.py');
  return JSON.parse(
    execFileSync('python3', [script], { input: JSON.stringify(document), encoding: 'utf8' }),
  ) as readonly (readonly Reckoned[])[];
}

function metricsIn(args: readonly string[]): readonly string[] {
  const at = args.indexOf('--metric');
  return at === -1 ? Object.keys(GOALS) : [args[at + 1] ?? ''];
}

/** What a table shows of what was reckoned, and what it must show. */
interface Compared {
  readonly shown: string;
  readonly reckoned: string;
}

/** Each cell of a table beside what it must show. */
function compare(
  markdown: string,
  { way, pivot, vs, metric = '' }: Question,
  groups: readonly Reckoned[],
): readonly Compared[] {
  const rows = rowsOf(markdown);
  return groups.flatMap((group): readonly Compared[] => {
    const row = rows.find((one) =>
      Object.entries(group.on).every(([axis, value]) => axis === pivot || one[axis] === value),
    );
    if (row === undefined) return [{ shown: 'no row', reckoned: JSON.stringify(group.on) }];
    const column = pivot === undefined ? (group.metric ?? metric) : group.on[pivot];
    const cell = row[column ?? ''] ?? 'no column';
    const counted = Math.max(
      ...groups.filter(({ on }) => JSON.stringify(on) === JSON.stringify(group.on)).map(({ n }) => n),
    );
    const shown = bare(cell);
    return [
      { shown, reckoned: cellText(group.estimate, shown) },
      ...(group.bold == null ? [] : [{ shown: String(cell.startsWith('**')), reckoned: String(group.bold) }]),
      ...(pivot === undefined ? [{ shown: bare(row['n/N'] ?? ''), reckoned: `${counted}/${group.of}` }] : []),
      ...(way === 'best'
        ? [
            {
              shown: row['among'] ?? '',
              reckoned: group.among === group.all ? `${group.all}` : `${group.among} of ${group.all}`,
            },
          ]
        : []),
      ...(vs === undefined || group.difference === undefined ? [] : [differenceIn(row, group, vs)]),
    ];
  });
}

function differenceIn(
  row: Readonly<Record<string, string>>,
  { metric, difference = null }: Reckoned,
  vs: readonly string[],
): Compared {
  const shown = row[`${metric} Δ to ${vs.join('=')}`] ?? 'no column';
  return { shown, reckoned: differenceText(difference, shown) };
}

it('every table is what Python reckons from the files that jobs have left, to the last digit, whatever is missing', async () => {
  const project = await made();
  const answers = reckon(project);
  let cells = 0;
  for (const [at, question] of QUESTIONS.entries()) {
    const { code, stdout, stderr } = await project.sweep('results', 'grid', '--format', 'markdown', ...question.args);
    expect([code, stderr]).toEqual([0, '']);
    const compared = compare(stdout, question, answers[at] ?? []);
    const command = question.args.join(' ');
    expect([command, compared.map(({ shown }) => shown)]).toEqual([command, compared.map(({ reckoned }) => reckoned)]);
    cells += compared.length;
  }
  expect(cells).toBeGreaterThan(1000);
});

it('CSV has what jobs have left, digit for digit, with the state of each', async () => {
  const project = await made();
  const [head = '', ...lines] = (await project.sweep('results', 'grid', '--format', 'csv')).stdout
    .trimEnd()
    .split('\n');
  expect(head).toBe('sweep,job,stage,method,data,width,seed,state,attempt,metric,value');
  const shown = lines.map((line) => line.split(',').slice(3).toSpliced(5, 1).join(','));
  const left = CELLS.flatMap(({ on, name, state }) => {
    const isThere = project.has(`${name}.json`);
    const text = isThere ? readFileSync(project.path(`${name}.json`), 'utf8').replace('NaN', '"NaN"') : '{}';
    const numbers = JSON.parse(text) as Readonly<Record<string, Real>>;
    const known = state === 'fresh' && !isThere ? 'missing' : state;
    return Object.keys(GOALS).map((metric) => [...Object.values(on), known, metric, numbers[metric] ?? ''].join(','));
  });
  expect(shown).toEqual(left);
});
