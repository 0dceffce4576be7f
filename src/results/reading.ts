import { formatOf, toJsonNumber, type JsonNumber, type MetricSource, type MetricsReading } from '../model/metrics.ts';
import { keptCurve, summaryOf, type KeptCurve } from './curves.ts';
import type { Curve, Found } from './numbers.ts';
import { pickNumbers } from './pick.ts';
import { readEventFile } from './readers/event-file.ts';
import { readJson, readJsonLines } from './readers/json.ts';
import { readTable } from './readers/table.ts';

/** More numbers than these of one attempt are data, and a longer text is no column. */
const MOST_NAMES = 1_000;
const LONGEST_TEXT = 200;

/** What was found at one of the places where a job leaves its numbers. */
export interface SourceFound {
  readonly source: MetricSource;
  /** The place, for people. */
  readonly name: string;
  readonly found: Found;
}

/** What an attempt has left, and its curves as they are kept. */
export interface WholeReading {
  readonly reading: MetricsReading;
  readonly curves: Readonly<Record<string, KeptCurve>>;
}

/** What a file holds, by what its name says it is. */
export function readFile(path: string, bytes: Uint8Array, rows: string | null): Found {
  const format = formatOf(path);
  if (format === 'events') return readEventFile(bytes);
  const text = new TextDecoder().decode(bytes);
  switch (format) {
    case 'json':
      return readJson(text, rows);
    case 'jsonl':
      return readJsonLines(text);
    case 'csv':
      return readTable(text, ',');
    case 'tsv':
      return readTable(text, '\t');
    default:
      return format satisfies never;
  }
}

/** Puts together what was found; of a name that several places have the later one counts. */
export function readingOf(places: readonly SourceFound[]): WholeReading {
  const metrics = new Map<string, JsonNumber>();
  const texts = new Map<string, string>();
  const curves = new Map<string, Curve>();
  const problems: string[] = [];
  for (const { source, name, found } of places) {
    const picked = pickNumbers(found.numbers, source.pick);
    for (const [metric, value] of picked.metrics) metrics.set(metric, toJsonNumber(value));
    for (const [text, value] of picked.texts) if (value.length <= LONGEST_TEXT) texts.set(text, value);
    for (const [curve, points] of found.numbers.curves) if (points.values.length > 1) curves.set(curve, points);
    const holdsNothing = found.problem === null && picked.metrics.size === 0 && picked.texts.size === 0;
    const problem = found.problem ?? picked.problem ?? (holdsNothing ? 'holds no numbers' : null);
    if (problem !== null) problems.push(`${name} ${problem}`);
  }
  if (metrics.size > MOST_NAMES) {
    problems.push(
      `there are ${metrics.size.toLocaleString('en')} of them, of which the first ${MOST_NAMES.toLocaleString('en')} are kept`,
    );
  }
  const kept = first(curves);
  return {
    reading: {
      metrics: Object.fromEntries(first(metrics)),
      texts: Object.fromEntries(first(texts)),
      curves: Object.fromEntries(kept.map(([name, curve]) => [name, summaryOf(curve)])),
      ...(problems.length === 0 ? {} : { problem: `metrics: ${problems.join('; ')}` }),
    },
    curves: Object.fromEntries(kept.map(([name, curve]) => [name, keptCurve(curve)])),
  };
}

function first<T>(named: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...named].slice(0, MOST_NAMES);
}
