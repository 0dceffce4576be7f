import type { Note } from '../imported.ts';
import type { Token } from '../shell-lines.ts';
import type { LineJob } from './job.ts';
import { mostFrequent } from './settings.ts';

/** A word that assigns a variable. */
export const ASSIGNS = /^[A-Za-z_]\w*\+?=/;
const OPTION = /^--?[A-Za-z]/;
/** What only starts what is named behind it. */
const LAUNCHER =
  /^(?:.*\/)?(?:python|pypy|node|bash|sh|zsh|Rscript|julia|perl|ruby|env|nice|time|srun|torchrun|accelerate|deepspeed|uv|poetry|pipenv|exec|numactl)[\d.]*$/;
/** What some of these have behind them, as in `uv run`; alone it may be any program. */
const LAUNCHES = /^(?:run|launch)$/;
const SCRIPT = /\.(?:py|sh|jl|R|m|js|pl|rb)$/;

/**
 * Whether lines of equally many words may be one command with values in it: no option stands where others have a value, and different
 * programs are values of an axis only where all else that differs has a name, as in `python a.py --lr 1` and `python b.py --lr 2`.
 */
export function areOfOneForm(jobs: readonly LineJob[]): boolean {
  const lines = jobs.map(({ tokens }) => tokens);
  const [first = []] = lines;
  const isAlike = (at: number) => lines.every((tokens) => tokens[at]?.raw === first[at]?.raw);
  const isOption = (at: number) => lines.map((tokens) => OPTION.test(tokens[at]?.raw ?? ''));
  const hasName = (at: number) =>
    /^[^=/]*=/.test(first[at]?.raw ?? '') || (isAlike(at - 1) && /^-|[<>]/.test(first[at - 1]?.raw ?? ''));
  const places = [...first.keys()].filter((at) => !isAlike(at));
  if (places.some((at) => !hasName(at) && new Set(isOption(at)).size > 1)) return false;
  const [program = 0, ...others] = new Set(lines.map(placeOfProgram));
  if (others.length === 0 && isAlike(program)) return true;
  const isFile = lines.every((tokens) => SCRIPT.test(tokens[program]?.raw ?? ''));
  return others.length === 0 && isFile && places.every((at) => at === program || hasName(at));
}

/** The program that a shell starts for a line; null where only the shell can tell. */
export function firstWord(tokens: readonly Token[]): string | null {
  return tokens[startOf(tokens)]?.given ?? null;
}

/** Where a command begins: behind what goes to a folder, and what is set for it. */
function startOf(tokens: readonly Token[]): number {
  const from = tokens[0]?.raw === 'cd' && /^(?:&&|;)$/.test(tokens[2]?.raw ?? '') ? 3 : 0;
  return tokens.findIndex(({ raw }, at) => at >= from && !ASSIGNS.test(raw));
}

/** Where the word stands that names what a command runs: its script or module, else its program. */
function placeOfProgram(tokens: readonly Token[]): number {
  const start = startOf(tokens);
  const rest = [...tokens.keys()].filter((at) => at > start && !ASSIGNS.test(tokens[at]?.raw ?? ''));
  if (!LAUNCHER.test(tokens[start]?.raw ?? '')) return start;
  const isNamed = (at: number) => tokens[at - 1]?.raw === '-m' || SCRIPT.test(tokens[at]?.raw ?? '');
  const isLead = (at: number) => LAUNCHER.test(tokens[at]?.raw ?? '') || LAUNCHES.test(tokens[at]?.raw ?? '');
  const next = rest.find((at) => !isLead(at));
  return rest.find(isNamed) ?? (next !== undefined && tokens[next]?.raw.startsWith('-') !== true ? next : start);
}

/** What of a line is the same however its values differ. */
interface Form {
  readonly sets: readonly string[];
  readonly program: string;
  readonly options: readonly string[];
  readonly length: number;
}

function formOf(tokens: readonly Token[]): Form {
  const program = placeOfProgram(tokens);
  const named = tokens.map(({ raw }) => /^[^=]*/.exec(raw)?.[0] ?? '');
  return {
    sets: named.filter((_, at) => at < program && ASSIGNS.test(tokens[at]?.raw ?? '')),
    program: tokens[program]?.raw ?? '',
    options: named.filter((word) => OPTION.test(word)),
    length: tokens.length,
  };
}

/** What some lines have otherwise than most; nothing where no form is that of most. */
export function differencesOf(jobs: readonly LineJob[]): readonly Note[] {
  const forms = jobs.map(({ tokens }) => formOf(tokens));
  const keys = forms.map((form) => JSON.stringify(form));
  const most = mostFrequent(keys);
  const others = jobs.flatMap(({ line }, index) => (keys[index] === most ? [] : [{ line, form: forms[index] }]));
  const usual = forms[keys.indexOf(most)];
  if (usual === undefined || others.length * 2 >= jobs.length) return [];
  return others.flatMap(({ line, form }) => (form === undefined ? [] : [{ line, says: differenceOf(form, usual) }]));
}

function differenceOf(form: Form, usual: Form): string {
  const more = (key: 'sets' | 'options') => form[key].filter((word) => !usual[key].includes(word));
  const less = (key: 'sets' | 'options') => usual[key].filter((word) => !form[key].includes(word));
  const parts = [
    ...(form.program === usual.program ? [] : [`\`${form.program}\` runs, and not \`${usual.program}\``]),
    ...more('sets').map((name) => `\`${name}=…\` stands before the command`),
    ...less('sets').map((name) => `\`${name}=…\` does not stand before the command`),
    ...more('options').map((option) => `\`${option}\` is there`),
    ...less('options').map((option) => `\`${option}\` is not there`),
  ];
  const said = parts.length === 0 ? 'the words are others in number or order' : parts.join('; ');
  return `${said}, unlike on most lines`;
}
