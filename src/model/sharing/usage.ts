import { instant, type Instant } from '../units.ts';

/** What became of the time for which GPUs were held; `unknown` where nobody has seen the end. */
export const HELD_OUTCOMES = ['useful', 'failed', 'timed out', 'interrupted', 'running', 'unknown'] as const;

export type HeldOutcome = (typeof HELD_OUTCOMES)[number];

/** GPUs that a job held for a time. */
export interface HeldTime {
  readonly user: string;
  readonly sweep: string;
  /** As people name them. */
  readonly gpus: readonly string[];
  /** What it held of each of them, in thousandths. */
  readonly share: number;
  readonly from: Instant;
  readonly until: Instant;
  readonly outcome: HeldOutcome;
}

/** By what usage is told apart. */
export const USAGE_KEYS = ['user', 'sweep', 'day', 'gpu', 'outcome'] as const;

export type UsageKey = (typeof USAGE_KEYS)[number];

/** GPU-seconds, and what became of them. */
export interface UsageSum {
  readonly seconds: number;
  readonly of: Readonly<Record<HeldOutcome, number>>;
}

export interface UsageRow extends UsageSum {
  readonly key: string;
}

/** For how long GPUs were held within a time, in all and by a key: days in their order, outcomes in theirs, of all else the most first. */
export function usageWithin(
  all: Iterable<HeldTime>,
  { from, until }: { readonly from: Instant; readonly until: Instant },
  by: UsageKey,
): { readonly total: UsageSum; readonly rows: readonly UsageRow[] } {
  const total = new Sums();
  const byKey = new Map<string, Sums>();
  for (const held of all) {
    const within = { ...held, from: later(held.from, from), until: earlier(held.until, until) };
    if (within.until <= within.from) continue;
    for (const [key, amount] of partsOf(within, by)) {
      const sums = byKey.get(key) ?? new Sums();
      byKey.set(key, sums);
      sums.add(held.outcome, amount);
      total.add(held.outcome, amount);
    }
  }
  const rows = [...byKey].map(([key, sums]) => ({ key, ...sums.told() }));
  return { total: total.told(), rows: rows.sort((a, b) => inOrder(by, a, b)) };
}

/** What a time comes to under each key, in thousandths of milliseconds, which are whole numbers: so parts sum to the whole. */
function partsOf(held: HeldTime, by: UsageKey): readonly (readonly [key: string, amount: number])[] {
  const { gpus, share, from, until } = held;
  const amount = (start: number, end: number, count: number): number => (end - start) * share * count;
  switch (by) {
    case 'user':
    case 'sweep':
    case 'outcome':
      return [[held[by], amount(from, until, gpus.length)]];
    case 'gpu':
      return gpus.map((gpu) => [gpu, amount(from, until, 1)]);
    case 'day':
      return daysOf(from, until).map(({ day, start, end }) => [day, amount(start, end, gpus.length)]);
    default:
      return by satisfies never;
  }
}

/** The days, by the time zone of this machine, that a time lies in, with what of it lies in each. */
function daysOf(
  from: Instant,
  until: Instant,
): { readonly day: string; readonly start: number; readonly end: number }[] {
  const days = [];
  for (let start: number = from; start < until;) {
    const date = new Date(start);
    const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
    const end = Math.min(until, new Date(year, month, day + 1).getTime());
    const name = [year, month + 1, day].map((part) => String(part).padStart(2, '0')).join('-');
    days.push({ day: name, start, end });
    start = end;
  }
  return days;
}

function inOrder(by: UsageKey, a: UsageRow, b: UsageRow): number {
  const byName = a.key < b.key ? -1 : 1;
  if (by === 'day') return byName;
  const rank = ({ key }: UsageRow): number => HELD_OUTCOMES.findIndex((outcome) => outcome === key);
  return by === 'outcome' ? rank(a) - rank(b) : b.seconds - a.seconds || byName;
}

/** Thousandths of milliseconds in a second. */
const PER_SECOND = 1_000_000;

class Sums {
  readonly #of = new Map<HeldOutcome, number>();

  add(outcome: HeldOutcome, amount: number): void {
    this.#of.set(outcome, (this.#of.get(outcome) ?? 0) + amount);
  }

  told(): UsageSum {
    const amounts = HELD_OUTCOMES.map((outcome) => [outcome, (this.#of.get(outcome) ?? 0) / PER_SECOND] as const);
    const all = [...this.#of.values()].reduce((sum, amount) => sum + amount, 0);
    return { seconds: all / PER_SECOND, of: Object.fromEntries(amounts) as Record<HeldOutcome, number> };
  }
}

function later(one: Instant, other: Instant): Instant {
  return instant(Math.max(one, other));
}

function earlier(one: Instant, other: Instant): Instant {
  return instant(Math.min(one, other));
}
