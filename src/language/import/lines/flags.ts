import type { LineJob } from './job.ts';
import { ASSIGNS } from './forms.ts';
import { axisName } from './names.ts';

/** An option without a value, or a variable that is set before the command, which only some lines have. */
export interface Flag {
  /** What its axis may be called. */
  readonly name: string;
  readonly raw: string;
  /** Before which of the words that all lines have. */
  readonly at: number;
  /** For each line. */
  readonly isThere: readonly boolean[];
  /** Of a variable, what is set; null for an option. */
  readonly sets: Readonly<Record<string, string>> | null;
}

/** Lines without the flags that only some of them have, and these. */
export interface WithoutFlags {
  readonly jobs: readonly LineJob[];
  /** In the order in which they stand. */
  readonly flags: readonly Flag[];
}

const FLAG = /^--?[A-Za-z][\w-]*$/;

/** Parts lines from the options and variables that only some of them have; null where there are none, or where lines have one at different places. */
export function withoutFlags(jobs: readonly LineJob[]): WithoutFlags | null {
  const words = jobs.map(({ tokens }) => new Set(tokens.map(({ raw }) => raw)));
  const all = new Set(words.flatMap((own) => [...own]));
  const set = new Map(jobs.flatMap(({ tokens }) => variablesOf(tokens)));
  const some = new Set(
    [...all].filter((raw) => (FLAG.test(raw) || set.has(raw)) && !words.every((own) => own.has(raw))),
  );
  const places = new Map<string, number>();
  for (const { tokens } of jobs) {
    const own = placesOf(tokens, some, set);
    if (own === null || own.some(([raw, at]) => (places.get(raw) ?? at) !== at)) return null;
    for (const [raw, at] of own) places.set(raw, at);
  }
  const flags = [...places]
    .sort(([, one], [, other]) => one - other)
    .map(([raw, at]) => ({
      name: axisName(raw.replace(/^-+/, '').replace(/=[^]*/, '').toLowerCase()),
      raw,
      at,
      isThere: words.map((own) => own.has(raw)),
      sets: set.get(raw) ?? null,
    }));
  const order = flags.map(({ raw }) => raw);
  const areInOrder = jobs.every(({ tokens }) => {
    const own = tokens.flatMap(({ raw }) => (some.has(raw) ? [order.indexOf(raw)] : []));
    return own.every((place, index) => index === 0 || place > (own[index - 1] ?? 0));
  });
  if (flags.length === 0 || !areInOrder) return null;
  return { jobs: jobs.map((job) => ({ ...job, tokens: job.tokens.filter(({ raw }) => !some.has(raw)) })), flags };
}

/** The variables that are set before a command to what no shell changes, by how they are written. */
function variablesOf(tokens: LineJob['tokens']): readonly (readonly [string, Readonly<Record<string, string>>])[] {
  const end = tokens.findIndex(({ raw }) => !ASSIGNS.test(raw));
  return tokens.slice(0, Math.max(0, end)).flatMap(({ raw, given }) => {
    const [, name = '', value = ''] = /^(\w+)=([^]*)$/.exec(given ?? '') ?? [];
    const isRead = tokens.some((one) => one.given === null && one.raw.includes(name));
    return name === '' || isRead ? [] : [[raw, { [name]: value }] as const];
  });
}

/** Where the flags of a line stand among its other words; null where one stands first, or within what is no word of its own. */
function placesOf(
  tokens: LineJob['tokens'],
  some: ReadonlySet<string>,
  set: ReadonlyMap<string, unknown>,
): readonly (readonly [raw: string, at: number])[] | null {
  let at = 0;
  const found: [string, number][] = [];
  for (const { raw, isApart } of tokens) {
    if (!some.has(raw)) at += 1;
    else if ((at === 0) !== set.has(raw) || (at > 0 && !isApart)) return null;
    else found.push([raw, at]);
  }
  return found;
}
