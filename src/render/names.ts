import { dirname, resolve } from 'node:path/posix';
import { isGpuVariable } from '../model/gpu-variables.ts';
import { mayGetGpus, type Command, type Job } from '../model/plan.ts';
import { variableOfAxis } from '../model/text/shell.ts';
import { quote } from './quote.ts';

/** What a wrapper script must know beyond its job. */
export interface WrapperContext {
  readonly sweep: string;
  /** The absolute path of the project root. */
  readonly root: string;
  /** The absolute path of the copy of the code that the job runs in; left out where it runs in the project itself. */
  readonly tree?: string;
  /** The absolute path of `jobs/<id>` in the run folder. */
  readonly jobFolder: string;
}

export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** The names that a wrapper template may use. */
export interface WrapperNames {
  readonly sweep: { readonly name: string; readonly root: string };
  readonly job: {
    readonly id: string;
    readonly label: string;
    readonly stage: string;
    readonly index: number;
    readonly dir: string;
  };
  readonly params: readonly NamedValue[];
  readonly exports: readonly NamedValue[];
  readonly workdir: string;
  readonly parents: readonly string[];
  readonly setup: string | null;
  readonly command: string;
  /** Whether lines may follow the command, and are reached. */
  readonly closed: boolean;
  /** Whether neither setup nor command can have a trap of its own, or ask for the options of the shell. */
  readonly untrapped: boolean;
}

/** Every path of `WrapperNames`. */
export const KNOWN_PATHS: readonly string[] = [
  'sweep',
  'sweep.name',
  'sweep.root',
  'job',
  'job.id',
  'job.label',
  'job.stage',
  'job.index',
  'job.dir',
  'params',
  'exports',
  'workdir',
  'parents',
  'setup',
  'command',
  'closed',
  'untrapped',
];
/** What a block that changes the context may bring in: the fields of list entries, of `job` and of `sweep`. */
export const FIELDS: readonly string[] = ['name', 'value', 'root', 'id', 'label', 'stage', 'index', 'dir'];

export function wrapperNames(job: Job, { sweep, root, tree, jobFolder }: WrapperContext): WrapperNames {
  const workdir = tree === undefined ? resolve(root, job.workdir) : withinTree(tree, root, job.workdir);
  const parents = job.produces.map((path) => dirname(resolve(root, path)));
  const params = [...job.params].map(([name, { text }]) => ({ name, value: text }));
  return {
    sweep: { name: sweep, root },
    job: { id: job.id, label: inOneLine(job.label), stage: job.stage, index: job.index, dir: jobFolder },
    params,
    exports: [
      ...[...job.env].flatMap(([name, value]) => (value !== null && mayBeSet(name, job) ? [{ name, value }] : [])),
      { name: 'SWEEP_NAME', value: sweep },
      { name: 'SWEEP_JOB', value: job.id },
      { name: 'SWEEP_DIR', value: jobFolder },
      { name: 'SWEEP_NODES', value: String(job.request.nodes) },
      ...(tree === undefined
        ? []
        : [
            { name: 'SWEEP_ROOT', value: root },
            { name: 'SWEEP_CODE', value: tree },
          ]),
      ...params.map(({ name, value }) => ({ name: variableOfAxis(name), value })),
    ],
    workdir,
    parents: [...new Set(parents)].filter((path) => path !== root && path !== workdir),
    setup: job.setup,
    command: shellText(job.command),
    closed: job.command.kind === 'shell' && isClosed(job.command.text),
    untrapped: !MAY_TRAP.test(`${job.setup ?? ''}\n${job.command.kind === 'shell' ? job.command.text : ''}`),
  };
}

/** A path as it is in a copy of the code: what lies in the project lies there too. */
function withinTree(tree: string, root: string, path: string): string {
  const whole = resolve(root, path);
  return whole === root || whole.startsWith(`${root}/`) ? `${tree}${whole.slice(root.length)}` : whole;
}

/** Which GPUs a job sees follows from what it was given; a sweep has a say only where a job is given none. */
function mayBeSet(name: string, job: Job): boolean {
  return !mayGetGpus(job) || !isGpuVariable(name);
}

function shellText(command: Command): string {
  switch (command.kind) {
    case 'shell':
      return command.text;
    case 'argv':
      return ['exec --', ...command.argv.map(quote)].join(' ');
    default:
      return command satisfies never;
  }
}

/** What may set a trap, or read a text that does, and what tells of the options of the shell. */
const MAY_TRAP = /\b(?:trap|source|eval|set|shopt|SHELLOPTS)\b|(?:^|[\s;&|(])\.\s|\$-|\$\{-/;

/** A here-document that nothing ends, or a last backslash, would swallow what follows. */
function isClosed(text: string): boolean {
  return !text.trimEnd().endsWith('\\') && endsItsHeredocs(text.split('\n'));
}

/** How a here-document begins, with its delimiter where that is a mere word. */
const HEREDOC = /(?<!<)<<(?!<)(-?)[ \t]*(?:(['"])(\w+)\2|\\?(\w+))?/g;

/** Whether a line of its own ends each of the here-documents that may begin, be it in a comment; `1 << 2` counts as one that has none. */
function endsItsHeredocs(lines: readonly string[]): boolean {
  const taken = new Set<number>();
  return lines.every((line, at) =>
    [...line.matchAll(HEREDOC)].every(([, dash, , quoted, bare]) => {
      const delimiter = quoted ?? bare;
      const isEnd = (one: string) => (dash === '-' ? one.replace(/^\t+/, '') : one) === delimiter;
      const end = lines.findIndex((one, index) => index > at && !taken.has(index) && isEnd(one));
      taken.add(end);
      return end >= 0;
    }),
  );
}

/** So that a comment of the script cannot turn into commands. */
function inOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ');
}
