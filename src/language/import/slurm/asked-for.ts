import { spellDuration } from '../../../model/text/duration.ts';
import { seconds } from '../../../model/units.ts';
import type { WrittenKey } from '../../write/sweep-text.ts';
import type { Note } from '../imported.ts';
import type { Directive } from './directives.ts';

type Directives = ReadonlyMap<string, Directive>;

/** What the options of a script ask for, as keys of a job. Tells of what no key says to `notes`. */
export function askedFor(directives: Directives, notes: Note[]): readonly WrittenKey[] {
  const asked = new Asked(directives, notes);
  const gpus = asked.gpus();
  const keys = [
    gpus,
    asked.slots(),
    asked.memory(Number(gpus?.says ?? 0)),
    asked.timeout(),
    asked.workdir(),
    asked.split(),
  ].flatMap((key) => key ?? []);
  for (const { name, line } of directives.values()) {
    const says = INSTEAD[name];
    if (says !== undefined) notes.push({ line, says: `\`--${name}\` ${says}` });
    else if (!KNOWN.has(name))
      notes.push({ line, says: `\`--${name}\` is left out: it says nothing that a sweep knows` });
  }
  return keys;
}

const KNOWN = new Set([
  'array',
  'chdir',
  'cpus-per-task',
  'error',
  'gpus',
  'gpus-per-node',
  'gpus-per-task',
  'gres',
  'job-name',
  'mem',
  'mem-per-cpu',
  'mem-per-gpu',
  'nodes',
  'ntasks',
  'ntasks-per-node',
  'time',
]);

const ONE_MACHINE = 'is left out: a run is of one machine';

const INSTEAD: Readonly<Record<string, string>> = {
  account: ONE_MACHINE,
  begin: 'is left out: `sweep run` begins at once',
  clusters: ONE_MACHINE,
  constraint: ONE_MACHINE,
  dependency: 'cannot be known: `needs` has stages wait for each other',
  exclude: ONE_MACHINE,
  exclusive: 'is left out: a job shares the machine with others, up to its `slots` and `memory`',
  export: 'is left out: a job has the environment of the shell that starts `sweep run`, and what `env` adds',
  hold: 'is left out: `sweep hold` keeps a job back',
  licenses: 'cannot be known: `resources` counts what all runs of a machine share',
  'mail-type': 'is left out: `hooks` in the file can send a mail',
  'mail-user': 'is left out: `hooks` in the file can send a mail',
  nice: 'is left out: `priority` says which jobs come first, the highest before others',
  nodelist: ONE_MACHINE,
  output: 'is left out: `sweep logs` shows what a job prints',
  partition: ONE_MACHINE,
  qos: ONE_MACHINE,
  requeue: 'is left out: `retry` tries a failed job again',
  signal: 'cannot be known: a job gets the `signal` of its `timeout` at the limit, and is killed after its `grace`',
};

class Asked {
  readonly #directives: Directives;
  readonly #notes: Note[];
  readonly #cpus: number;

  constructor(directives: Directives, notes: Note[]) {
    this.#directives = directives;
    this.#notes = notes;
    this.#cpus = this.#count('cpus-per-task');
  }

  gpus(): { readonly key: 'gpus'; readonly says: string } | null {
    const whole = this.#gpusBy('gres', /^(?:gpu|.*,gpu)(?::([A-Za-z][\w.-]*))?(?::(\d+))?(?:,.*)?$/);
    const counted = ['gpus', 'gpus-per-node', 'gpus-per-task'].map((name) =>
      this.#gpusBy(name, /^(?:([A-Za-z][\w.-]*):)?(\d+)$/),
    );
    const says = [whole, ...counted].find((one) => one !== null) ?? null;
    return says === null || says === '0' ? null : { key: 'gpus', says };
  }

  #gpusBy(name: string, pattern: RegExp): string | null {
    const directive = this.#directives.get(name);
    if (directive === undefined) return null;
    const found = pattern.exec(directive.value);
    const [, kind, count = '1'] = found ?? [];
    if (found === null) this.#unknown(directive);
    else if (kind !== undefined) {
      this.#note(
        directive,
        `that the GPUs are of the kind \`${kind}\` is left out: \`gpu_memory\` asks for large ones, \`gpu_ids\` for some`,
      );
    }
    return found === null ? null : count;
  }

  slots(): WrittenKey | null {
    const slots = this.#cpus * this.#tasks();
    return slots === 1 ? null : { key: 'slots', says: String(slots) };
  }

  /** How many processes `srun` starts: one machine takes them all. */
  #tasks(): number {
    const nodes = this.#directives.get('nodes');
    if (nodes !== undefined && !/^1(?:-1)?$/.test(nodes.value)) {
      this.#note(
        nodes,
        `\`--nodes=${nodes.value}\` is left out: a job runs on one machine, unless its \`nodes\` asks a cluster for more`,
      );
    }
    const name = this.#directives.has('ntasks') ? 'ntasks' : 'ntasks-per-node';
    const count = this.#count(name);
    const directive = this.#directives.get(name);
    if (directive !== undefined && count > 1) {
      this.#note(
        directive,
        `\`--${name}=${count}\` has become as many \`slots\`; a job is one process, which starts the others by itself`,
      );
    }
    return count;
  }

  #count(name: string): number {
    const directive = this.#directives.get(name);
    if (directive === undefined) return 1;
    if (/^[1-9]\d{0,5}$/.test(directive.value)) return Number(directive.value);
    this.#unknown(directive);
    return 1;
  }

  memory(gpus: number): WrittenKey | null {
    const shares = [
      ['mem', 1],
      ['mem-per-cpu', this.#cpus],
      ['mem-per-gpu', gpus],
    ] as const;
    const found = shares.find(([name]) => this.#directives.has(name));
    const directive = this.#directives.get(found?.[0] ?? '');
    if (found === undefined || directive === undefined) return null;
    const [, number, unit = 'M'] = /^(\d+)([KMGT])?B?$/i.exec(directive.value) ?? [];
    if (number === undefined || found[1] === 0) return this.#unknown(directive);
    if (Number(number) === 0) {
      this.#note(
        directive,
        `\`--${directive.name}=0\` is left out: \`memory\` says how much of the machine's a job takes`,
      );
      return null;
    }
    return { key: 'memory', says: `${Number(number) * found[1]}${unit.toUpperCase()}iB` };
  }

  timeout(): WrittenKey | null {
    const directive = this.#directives.get('time');
    if (directive === undefined || /^(?:0|UNLIMITED|INFINITE)$/i.test(directive.value)) return null;
    const limit = secondsOf(directive.value);
    if (limit === null) return this.#unknown(directive);
    return { key: 'timeout', says: spelledLimit(limit) };
  }

  workdir(): WrittenKey | null {
    const directive = this.#directives.get('chdir');
    return directive === undefined || directive.value === '.' ? null : { key: 'workdir', says: directive.value };
  }

  split(): WrittenKey | null {
    const [error, output] = [this.#directives.get('error'), this.#directives.get('output')];
    if (error === undefined || error.value === output?.value) return null;
    return { key: 'split', says: 'true', remarks: ['What a job writes to stderr is kept apart.'] };
  }

  #unknown(directive: Directive): null {
    this.#note(directive, `what \`--${directive.name}=${directive.value}\` says cannot be known`);
    return null;
  }

  #note({ line }: Directive, says: string): void {
    this.#notes.push({ line, says });
  }
}

/** A limit of sbatch(1): `M`, `M:S`, `H:M:S`, `D-H`, `D-H:M`, `D-H:M:S`. */
function secondsOf(said: string): number | null {
  const [, days, rest = ''] = /^(?:(\d+)-)?(\d+(?::\d+){0,2})$/.exec(said) ?? [];
  if (rest === '') return null;
  const numbers = rest.split(':').map(Number);
  const [a = 0, b = 0, c = 0] = numbers;
  if (days !== undefined) return Number(days) * 86_400 + a * 3600 + b * 60 + c;
  return numbers.length === 3 ? a * 3600 + b * 60 + c : a * 60 + b;
}

/** As people write it, where that says all of it. */
function spelledLimit(limit: number): string {
  const spelled = spellDuration(seconds(limit))
    .replaceAll(' ', '')
    .replaceAll(/(?<=[a-z])0(?=\d)/g, '');
  const isWhole = limit % 60 === 0 && (limit < 86_400 || limit % 3600 === 0);
  return isWhole || limit < 3600 ? spelled : `${limit}s`;
}
