import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** A heading, or a block of code: its language, what else stands on that line, and its lines. */
const HEADING_OR_BLOCK = /^#+ (.*)$|^```(\w*) *(.*)\n([^]*?)^```$/gm;

/** The pages that users read, relative to the repository's root. */
export const PAGES: readonly string[] = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
    .sort(),
];

/** The pages for those who change the program. */
export const PAGES_OF_MAKERS: readonly string[] = [
  ...['ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...['bench/README.md', 'examples/tile-search/README.md'],
];

function readPage(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** A sweep in a page, and what the page says about it. */
export interface Example {
  /** Where it stands, as `page:line`. */
  readonly at: string;
  readonly text: string;
  /** Whether it is to run to success. */
  readonly runs: boolean;
  /** The other files that it needs, by path. */
  readonly files: ReadonlyMap<string, string>;
  /** The table of its jobs. */
  plan: string | null;
  /** All that `check` prints about it. */
  complaints: string | null;
  /** Commands, each after a `$`, with what they print. */
  readonly sessions: string[];
}

/**
 * The examples of a page. A block `yaml` is one, to be saved as `sweep.yaml`; `yaml run` is one that runs to success.
 * Within its section, a block `LANGUAGE PATH` before it is a file that it needs, which may be YAML too; a block `text` after
 * it is what `check` says if that begins with `sweep.yaml:`, and else its plan; a block `console` after it is a session.
 */
export function examplesOf(page: string): Example[] {
  const text = readPage(page);
  const examples: Example[] = [];
  let example: Example | null = null;
  let files = new Map<string, string>();
  for (const { index, 1: heading, 2: language, 3: info = '', 4: body = '' } of text.matchAll(HEADING_OR_BLOCK)) {
    if (heading !== undefined) {
      example = null;
      files = new Map();
    } else if (language === 'yaml' && (info === '' || info === 'run')) {
      const at = `${page}:${text.slice(0, index).split('\n').length}`;
      example = { at, text: body, runs: info === 'run', files, plan: null, complaints: null, sessions: [] };
      examples.push(example);
      files = new Map();
    } else if (info !== '') files.set(info, body);
    else if (language === 'console') example?.sessions.push(body);
    else if (language === 'text' && example !== null) {
      example[body.startsWith('sweep.yaml:') ? 'complaints' : 'plan'] = body;
    }
  }
  return examples;
}

/** What a walk comes to next: a file to save, or a session to type. */
export type Step =
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  | { readonly kind: 'session'; readonly at: string; readonly text: string };

/** What a page says of itself whose blocks are tried in one folder, from the top to the bottom. */
const WALK = '<!-- walk -->';

/** The pages that are walks. */
export const WALKS: readonly string[] = PAGES.filter((page) => readPage(page).includes(WALK));

/**
 * The steps of a walk. A block `LANGUAGE PATH` is a file as it is from there on, a block `console` a session; what other blocks show is not
 * tried.
 */
export function stepsOf(page: string): Step[] {
  const text = readPage(page);
  const steps: Step[] = [];
  for (const { index, 1: heading, 2: language, 3: info = '', 4: body = '' } of text.matchAll(HEADING_OR_BLOCK)) {
    if (heading !== undefined) continue;
    if (info !== '') steps.push({ kind: 'file', path: info, text: body });
    else if (language === 'console') {
      steps.push({ kind: 'session', at: `${page}:${text.slice(0, index).split('\n').length}`, text: body });
    }
  }
  return steps;
}

/** The commands of a session, each after `$` and on to lines that begin with `>`, with what stands below it. */
export function commandsOf(session: string): { readonly command: string; readonly printed: string }[] {
  const typed = session.matchAll(/^\$ (.*(?:\n> .*)*)\n((?:(?!\$ ).*\n)*)/gm);
  return [...typed].map(([, command = '', printed = '']) => ({ command: command.replaceAll('\n> ', '\n'), printed }));
}

/** What stands in a page for what differs from run to run: `…` for any text, the time of day, lengths of time. */
const DIFFERING = /(…|\d\d:\d\d:\d\d|\b(?:\d+m )?\d+(?:\.\d+)?s\b)/;

/** What a printed text is held against: a line that is `…` stands for any number of lines, and a time for any other. */
export function printedLike(shown: string): RegExp {
  const lines = shown.split('\n').slice(0, -1);
  return new RegExp(`^${lines.map((line) => (line === '…' ? '(?:.*\\n)*?' : `${patternOf(line)}\\n`)).join('')}$`);
}

function patternOf(line: string): string {
  const parts = line.split(DIFFERING).map((part, index) => {
    if (index % 2 === 0) return part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
    return part === '…' ? '.*' : DIFFERING.source;
  });
  return parts.join('');
}

/** The links of a page, to other files and into pages, that lead nowhere. */
export function lostLinksOf(page: string): string[] {
  const prose = readPage(page).replaceAll(HEADING_OR_BLOCK, (block: string, heading?: string) =>
    heading === undefined ? '' : block,
  );
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => !/^\w+:/.test(link) && !leadsSomewhere(link, page));
}

function leadsSomewhere(link: string, page: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  return existsSync(join(ROOT, target)) && (anchor === undefined || anchorsOf(target).includes(anchor));
}

/** What the headings of a page are linked by: in lower case, without punctuation, hyphens for spaces; numbered if alike. */
function anchorsOf(page: string): string[] {
  const headings = [...readPage(page).matchAll(HEADING_OR_BLOCK)].flatMap(([, heading]) => heading ?? []);
  const plain = headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
  return plain.map((anchor, index) => {
    const before = plain.slice(0, index).filter((one) => one === anchor).length;
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

/** The rows of the table under a heading: each row's cells, by what is code in the first. */
export function tableUnder(heading: string, page: string): Map<string, readonly string[]> {
  const text = readPage(page);
  const start = text.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`${page} has no heading ${heading}`);
  const table = /(?:^\|.*\n)+/m.exec(text.slice(start))?.[0] ?? '';
  const rows = table.split('\n').map((line) => line.split(/ *(?<!\\)\| */).slice(1, -1));
  return new Map(
    rows.flatMap(([first = '', ...cells]) => {
      const name = /`(.*?)`/.exec(first)?.[1];
      return name === undefined ? [] : [[name, cells]];
    }),
  );
}
