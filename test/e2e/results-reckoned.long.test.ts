import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gridsAsked } from '../../src/app/results-grids.ts';
import { resultsOf, tableAsked } from '../../src/app/results.ts';
import { shownLogs } from '../../src/app/world/run-folder.ts';
import { gridsMarkdown } from '../../src/report/results/results-markdown.ts';
import type { TableFlags } from '../../src/results/table/request.ts';
import type { Stat } from '../../src/results/table/statistics.ts';
import { Project } from '../rig/project.ts';

/** Methods on data sets with widths, four seeds each. */
const AXES = {
  method: ['greedy', 'beam', 'mcts'],
  data: ['math', 'code'],
  width: ['1', '2'],
  seed: ['1', '2', '3', '4'],
};
const GOALS = { acc: 'max', loss: 'min' } as const;

/** What a job leaves: numbers that look like chance, and not always all of them; null for nothing. */
function leftBy(cell: string): string | null {
  const [method, data] = cell.split(' ');
  const draw = (salt: string): number =>
    parseInt(createHash('sha256').update(`${salt}${cell}`).digest('hex').slice(0, 12), 16) / 16 ** 12;
  const acc = cell === 'beam math 2 1' ? 'NaN' : 0.5 + 0.1 * draw('a') + (method === 'beam' ? 0.05 : 0);
  const loss = 2 * draw('l') + (data === 'code' ? 1 : 0);
  if (cell === 'mcts math 1 4') return null;
  return cell === 'beam code 2 3' ? `{"loss": ${loss}}` : `{"acc": ${acc}, "loss": ${loss}}`;
}

const SWEEP = `
name: grid
matrix: ${JSON.stringify({ ...AXES, width: [1, 2], seed: [1, 2, 3, 4] })}
command: |
  name={{method}}_{{data}}_{{width}}_{{seed}}.json
  [ ! -e "given/$name" ] || cp "given/$name" .
  [ "$name" != greedy_math_1_2.json ]
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

/** What is said of a table. */
interface Question extends Pick<TableFlags, 'by' | 'pivot' | 'metric' | 'vs' | 'best' | 'stale'> {
  readonly stat: Stat;
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

const STATS: readonly Stat[] = ['mean', 'median', 'min', 'max', 'sem', 'ci95'];

/** Each way to put jobs together, with two of the statistics, and some of them with the others. */
const QUESTIONS: readonly Question[] = STATS.flatMap((stat) => {
  const asked: readonly Question[] = [
    { stat },
    { stat, by: ['method'] },
    { stat, vs: 'method=greedy' },
    { stat, best: 'loss', by: ['data'] },
    { stat, pivot: 'data', metric: ['acc'] },
    { stat, stale: true },
    { stat, by: ['data', 'method'] },
    { stat, by: ['method'], stale: true },
    { stat, by: ['width'], pivot: 'method', metric: ['loss'] },
    { stat, by: ['method'], vs: 'method=mcts' },
    { stat, best: true },
  ];
  return stat === 'mean' || stat === 'ci95' ? asked : asked.slice(0, 5);
});

/** The same as Python is asked. */
function asOfPython({ stat, by, pivot, metric, vs, best, stale = false }: Question): object {
  if (best !== undefined) return { way: 'best', metric: bestOf(best), by, stat, stale };
  return { way: 'table', metrics: metric ?? Object.keys(GOALS), by, pivot, vs: vs?.split('='), stat, stale };
}

/** The metric of the first goal where none is named. */
const bestOf = (said: string | true): string => (said === true ? 'acc' : said);

/** The same as the program is asked. */
const asOfProgram = (question: Question): readonly string[] =>
  Object.entries(question).flatMap(([flag, said]) => [`--${flag}`, ...(said === true ? [] : [String(said)])]);

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
          name: `${values.join('_')}.json`,
          state: STATES[values.join(' ')] ?? 'fresh',
        };
      }),
    ),
  ),
);

/** A project in which all has run but for what is to be missing. */
let project: Project;
const atEnd: (() => void)[] = [];

beforeAll(async () => {
  project = new Project({ 'grid.yaml': SWEEP }, (clear) => atEnd.push(clear));
  for (const { on, name } of CELLS) {
    const left = leftBy(Object.values(on).join(' '));
    if (left !== null) project.write(`given/${name}`, left);
  }
  const parts = [
    ['--skip', 'method=greedy'],
    ['--only', 'method=greedy', '--skip', 'width=2'],
    ['--only', 'method=greedy', '--only', 'width=2', '--skip', 'data=code'],
    ['--only', 'method=greedy', '--only', 'width=2', '--only', 'data=code', '--skip', 'seed=4'],
  ];
  for (const part of parts) await project.sweep('run', 'grid.yaml', '--gpus', 'none', '--slots', '2', ...part);
  project.write('grid.yaml', SWEEP + CHANGE);
});

afterAll(() => {
  for (const clear of atEnd) clear();
});

/** What Python answers to the questions, in their order. */
function reckon(): readonly (readonly Reckoned[])[] {
  const document = {
    ...{ axes: AXES, replicates: 'seed', goals: GOALS },
    cells: CELLS.map(({ on, name, state }) => ({ on, state, file: project.path(name) })),
    questions: QUESTIONS.map(asOfPython),
  };
  const script = join(import.meta.dirname, '../fixtures/results/reckon.py');
  return JSON.parse(
    execFileSync('python3', [script], { input: JSON.stringify(document), encoding: 'utf8' }),
  ) as readonly (readonly Reckoned[])[];
}

/** What the program prints of each question: it is made here, since starting it takes far longer. */
async function answers(): Promise<readonly string[]> {
  const say = (message: string): never => expect.fail(message);
  const notices = { say, warn: () => say('a warning') };
  const subjects = await resultsOf([project.path('grid.yaml')], {}, notices, ({ runFolder }) => shownLogs(runFolder));
  return QUESTIONS.map((question) => gridsMarkdown(gridsAsked(subjects, question, tableAsked(subjects, question))));
}

/** What a table shows of what was reckoned, and what it must show. */
interface Compared {
  readonly shown: string;
  readonly reckoned: string;
}

/** Each cell of a table beside what it must show. */
function compare(markdown: string, { pivot, vs, best }: Question, groups: readonly Reckoned[]): readonly Compared[] {
  const rows = rowsOf(markdown);
  return groups.flatMap((group): readonly Compared[] => {
    const row = rows.find((one) =>
      Object.entries(group.on).every(([axis, value]) => axis === pivot || one[axis] === value),
    );
    if (row === undefined) return [{ shown: 'no row', reckoned: JSON.stringify(group.on) }];
    const column = pivot === undefined ? (group.metric ?? bestOf(best ?? true)) : group.on[pivot];
    const cell = row[column ?? ''] ?? 'no column';
    const counted = Math.max(
      ...groups.filter(({ on }) => JSON.stringify(on) === JSON.stringify(group.on)).map(({ n }) => n),
    );
    const shown = bare(cell);
    return [
      { shown, reckoned: cellText(group.estimate, shown) },
      ...(group.bold == null ? [] : [{ shown: String(cell.startsWith('**')), reckoned: String(group.bold) }]),
      ...(pivot === undefined ? [{ shown: bare(row['n/N'] ?? ''), reckoned: `${counted}/${group.of}` }] : []),
      ...(best !== undefined
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
  vs: string,
): Compared {
  const shown = row[`${metric} Δ to ${vs}`] ?? 'no column';
  return { shown, reckoned: differenceText(difference, shown) };
}

it('every table is what Python reckons from the files that jobs have left, to the last digit, whatever is missing', async () => {
  const reckoned = reckon();
  let cells = 0;
  for (const [at, answer] of (await answers()).entries()) {
    const question = QUESTIONS[at]!;
    const compared = compare(answer, question, reckoned[at] ?? []);
    expect([question, compared.map((one) => one.shown)]).toEqual([question, compared.map((one) => one.reckoned)]);
    cells += compared.length;
  }
  expect(cells).toBeGreaterThan(1000);
});

it('the program prints that table', async () => {
  const made = await answers();
  for (const [at, question] of QUESTIONS.slice(0, 5).entries()) {
    const asked = ['results', 'grid', '--format', 'markdown', ...asOfProgram(question)];
    expect(await project.sweep(...asked)).toEqual({ code: 0, stdout: made[at], stderr: '' });
  }
});

it('CSV has what jobs have left, digit for digit, with the state of each', async () => {
  const [head = '', ...lines] = (await project.sweep('results', 'grid', '--format', 'csv')).stdout
    .trimEnd()
    .split('\n');
  expect(head).toBe('sweep,job,stage,method,data,width,seed,state,attempt,metric,value');
  const shown = lines.map((line) => line.split(',').slice(3).toSpliced(5, 1).join(','));
  const left = CELLS.flatMap(({ on, name, state }) => {
    const isThere = project.has(name);
    const text = isThere ? readFileSync(project.path(name), 'utf8').replace('NaN', '"NaN"') : '{}';
    const numbers = JSON.parse(text) as Readonly<Record<string, Real>>;
    const known = state === 'fresh' && !isThere ? 'missing' : state;
    return Object.keys(GOALS).map((metric) => [...Object.values(on), known, metric, numbers[metric] ?? ''].join(','));
  });
  expect(shown).toEqual(left);
});
