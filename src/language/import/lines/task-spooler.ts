import type { Token } from '../shell-lines.ts';
import type { Resources } from './resources.ts';

/** What stands behind `tsp`: the command, what that asks for, and what has no like here. */
export interface SpoolerLine {
  /** Empty where the line only sets something, or asks. */
  readonly rest: readonly Token[];
  readonly settings: Resources;
  readonly notes: readonly string[];
}

/** Options that take a word; `-g` only where GPUs follow, since with Debian's it compresses. */
const TAKES = /^-[GNLDWOS]$/;
const GPUS = /^\d+(?:,\d+)*$/;

const INSTEAD: Readonly<Record<string, string>> = {
  L: 'is left out: a job is named by its values, and `label` says otherwise',
  D: 'cannot be known: `chain` has jobs run one after another, and `needs` has stages wait for each other',
  W: 'cannot be known: `chain` with `when: success` has jobs run one after another',
  d: 'cannot be known: `chain` has jobs run one after another, and `needs` has stages wait for each other',
  g: 'has become that many GPUs, and `sweep` chooses which: `gpu_ids` names some',
  O: 'is left out: `sweep logs` shows what a job prints',
  m: 'is left out: `hooks` in the file can send a mail',
  E: 'has become `split`, which keeps stderr apart, if you add that to the file',
  z: 'is left out: `compress` in the file does that',
};

/** Reads the options of task-spooler, of Debian's and of the one for GPUs. `name` is what it is called. */
export function schedulerOptions(tokens: readonly Token[], name: string): SpoolerLine {
  const notes: string[] = [];
  let settings: Resources = {};
  let at = 0;
  for (let option = tokens[at]?.raw; option?.startsWith('-') === true; option = tokens[at]?.raw) {
    at += 1;
    if (option === '--') break;
    const next = tokens[at]?.given ?? '';
    const takes = TAKES.test(option) || (option === '-g' && GPUS.test(next));
    if (takes) at += 1;
    if (option === '-G') settings = { ...settings, gpus: next };
    if (option === '-N') settings = { ...settings, slots: next };
    if (option === '-g' && takes) settings = { ...settings, gpus: String(next.split(',').length) };
    if (option === '-S') notes.push(`slots belong to a run: \`sweep run --slots ${next}\``);
    const instead = [...option.slice(1)].map((letter) => INSTEAD[letter]).find((one) => one !== undefined);
    if (instead !== undefined && (option !== '-g' || takes)) notes.push(`\`${name} ${option}\` ${instead}`);
  }
  const rest = tokens.slice(at);
  if (rest.length === 0 && notes.length === 0) {
    const line = [name, ...tokens.map(({ raw }) => raw)].join(' ');
    notes.push(`\`${line}\` runs nothing, and is left out`);
  }
  return { rest, settings, notes };
}
