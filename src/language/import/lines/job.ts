import { shellWord } from '../../../model/text/shell.ts';
import type { ShellLine, Token } from '../shell-lines.ts';
import type { Note } from '../imported.ts';
import { textOf } from '../shell-setup.ts';
import type { Resources } from './resources.ts';
import { schedulerOptions } from './task-spooler.ts';

/** What one line runs, without what queued it. */
export interface LineJob {
  readonly line: number;
  readonly tokens: readonly Token[];
  readonly settings: Resources;
}

/** What a line comes to: a job, something for the shell of all jobs, or nothing that runs. */
export interface ReadLine {
  readonly job: LineJob | null;
  readonly notes: readonly Note[];
}

const ASSIGNMENT = /^[A-Za-z_]\w*=/;
const VISIBLE = /^(?:CUDA|HIP|ROCR)_VISIBLE_DEVICES=/;

/** What stands before a command where it is only shown: by `--dry-run` of a script, or by `bash -x`. */
const PRINTED = /^(?:\++|\[?(?:dry|would)[-_ ]?run\]?:?)$/i;

function rawOf(tokens: readonly Token[]): string {
  return tokens.map(({ raw }) => raw).join(' ');
}

/** An override of Hydra with several values. */
const VARIES = /^[+~]*[A-Za-z_][\w./@-]*=(?:[^[{]*,|(?:choice|range)(?:\(|$))/;

/** Characters of a command that is shown whole. */
const LONGEST_SHOWN = 120;

/** Takes off a line what queues it and what chooses GPUs for it. */
export function jobOfLine({ number, tokens }: ShellLine): ReadLine {
  const reader = new LineReader(number, tokens);
  return reader.read();
}

class LineReader {
  readonly #line: number;
  readonly #notes: Note[] = [];
  #tokens: readonly Token[];
  #settings: Resources = {};

  constructor(line: number, tokens: readonly Token[]) {
    this.#line = line;
    this.#tokens = tokens;
  }

  read(): ReadLine {
    this.#dropEnd();
    const from = this.#tokens[0]?.given === 'cd' && /^(?:&&|;)$/.test(this.#tokens[2]?.raw ?? '') ? 3 : 0;
    const folder = this.#tokens.slice(0, from);
    this.#tokens = this.#tokens.slice(from);
    while (this.#dropLead() && this.#tokens.length > 0);
    this.#tokens = this.#tokens.length === 0 ? [] : [...folder, ...this.#tokens];
    const job = this.#tokens.length === 0 ? null : { line: this.#line, tokens: this.#tokens, settings: this.#settings };
    if (job !== null) this.#tell(job.tokens);
    return { job, notes: this.#notes };
  }

  #note(says: string): void {
    this.#notes.push({ line: this.#line, says });
  }

  #dropEnd(): void {
    for (let last = this.#tokens.at(-1); last?.raw === '&' || last?.raw === ';'; last = this.#tokens.at(-1)) {
      this.#tokens = this.#tokens.slice(0, -1);
      if (last.raw === '&') this.#note('`&` at the end is left out: a run starts each job when there is room for it');
    }
  }

  /** Takes one thing off the beginning; false where there is nothing that is not the job's own. */
  #dropLead(): boolean {
    const [first, second, third] = this.#tokens;
    const word = first?.given;
    const printed = [1, 2].find((count) => PRINTED.test(rawOf(this.#tokens.slice(0, count))));
    if (printed !== undefined && this.#tokens.length > printed) {
      this.#note(`\`${rawOf(this.#tokens.slice(0, printed))}\` is left out: it only says that a command is shown`);
      this.#tokens = this.#tokens.slice(printed);
      return true;
    }
    if (word === 'nohup' || word === 'setsid') {
      this.#note(`\`${word}\` is left out: a run outlives its terminal`);
      this.#tokens = this.#tokens.slice(1);
      return true;
    }
    if (word === 'tsp' || word === 'ts') {
      const { rest, settings, notes } = schedulerOptions(this.#tokens.slice(1), word);
      this.#tokens = rest;
      this.#settings = { ...this.#settings, ...settings };
      for (const says of notes) this.#note(says);
      return true;
    }
    if (word === 'export' && VISIBLE.test(second?.raw ?? '') && /^(?:&&|;)$/.test(third?.raw ?? '')) {
      this.#choosesGpus(second?.given ?? null);
      this.#tokens = this.#tokens.slice(3);
      return true;
    }
    return this.#dropVisible();
  }

  /** An assignment to what chooses GPUs, among those before the command. */
  #dropVisible(): boolean {
    const from = this.#tokens[0]?.given === 'env' ? 1 : 0;
    let at = from;
    while (ASSIGNMENT.test(this.#tokens[at]?.raw ?? '') && !VISIBLE.test(this.#tokens[at]?.raw ?? '')) at += 1;
    const found = this.#tokens[at];
    if (found === undefined || !VISIBLE.test(found.raw)) return false;
    this.#choosesGpus(found.given);
    const rest = this.#tokens.filter((_, index) => index !== at);
    const isBareEnv = from === 1 && !/^-|=/.test(rest[1]?.raw ?? '');
    this.#tokens = isBareEnv ? rest.slice(1) : rest;
    return true;
  }

  #choosesGpus(assignment: string | null): void {
    const ids = assignment
      ?.replace(VISIBLE, '')
      .split(',')
      .filter((id) => id.trim() !== '' && id !== '-1');
    if (ids === undefined) {
      this.#note('which GPUs it gets is worked out by the shell: it is taken to need one, and `sweep` chooses which');
    } else if (ids.length > 0) {
      const count = ids.length === 1 ? 'one GPU' : `${ids.length} GPUs`;
      const name = /^\w+/.exec(assignment ?? '')?.[0] ?? '';
      this.#note(`\`${name}=…\` has become ${count}, and \`sweep\` chooses which: \`gpu_ids\` names some`);
    }
    this.#settings = { ...this.#settings, gpus: String(ids?.length ?? 1) };
  }

  /** What a job does that a run does otherwise. */
  #tell(tokens: readonly Token[]): void {
    const target = tokens.findIndex(({ raw }) => /^(?:\d*>>?|&>>?|>\|)$/.test(raw));
    if (target !== -1) {
      const file = tokens[target + 1]?.raw ?? '';
      if (file !== '/dev/null') {
        this.#note(
          'its output goes on into a file of its own, so `sweep logs` does not show it: take the redirection off',
        );
      }
    }
    const words = tokens.map(({ given, raw }) => given ?? raw);
    const flag = words.findIndex((word, at) => word === '--multirun' || (word === '-m' && at > 1));
    if (flag !== -1 && words.some((word) => VARIES.test(word))) {
      const command = textOf(tokens);
      const how =
        command.length > LONGEST_SHOWN
          ? '`sweep new` with this command in quotes'
          : `\`sweep new ${shellWord(command)}\``;
      this.#note(`it is a multirun of Hydra, and would be one job with all of its runs: ${how} makes a job of each`);
    }
    const queued = tokens[0]?.given;
    if (queued === 'sbatch' || queued === 'qsub' || queued === 'bsub') {
      this.#note(`\`${queued}\` only queues, so a job has ended when it is queued: import the script that it starts`);
    }
  }
}
