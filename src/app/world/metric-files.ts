import { existsSync, statSync, writeFileSync, type BigIntStats } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readBounded, readEnd, type Piece } from '../../disk/plain-file.ts';
import { isAbsence, readFault } from '../../disk/read-fault.ts';
import { attemptFolder, readStart, type AttemptFolder } from '../../launch/folder.ts';
import { presentLog } from '../../launch/logs/compressed.ts';
import { isNew } from '../../launch/produced-files.ts';
import { treeOf } from '../../model/attempt.ts';
import type { MetricSource, MetricsReading } from '../../model/metrics.ts';
import { isGlob } from '../../model/text/glob.ts';
import { spellSize } from '../../model/text/size.ts';
import { bytes, type Bytes } from '../../model/units.ts';
import { glob, listOnce, TOO_WIDE } from '../../project/glob.ts';
import { unreadable, type Found } from '../../results/numbers.ts';
import { readLog } from '../../results/readers/log.ts';
import { readFile, readingOf } from '../../results/reading.ts';
import type { LeftBy } from '../../run/world.ts';
import type { RunPlace } from './run-place.ts';

/** Larger files are data, and no metrics. */
const MOST = bytes(64 * 1024 ** 2);

/** What is to be read: plain values, which can be handed to a thread. */
export interface MetricsOrder {
  readonly metrics: readonly MetricSource[];
  readonly folder: AttemptFolder;
  /** The folder that paths are relative to. */
  readonly tree: string;
  /** Of larger files nothing is read, or of a log the end. */
  readonly most: Bytes;
  /** Whether its curves are kept beside its output. */
  readonly keeps: boolean;
}

/** What is to be read of an attempt of a run. */
export function metricsOrder(
  place: Pick<RunPlace, 'root' | 'runFolder'>,
  { job, attempt, snapshot }: LeftBy,
  { most = MOST, keeps = true } = {},
): MetricsOrder {
  const folder = attemptFolder(place.runFolder, job.id, attempt);
  return { metrics: job.metrics, folder, tree: treeOf(place, snapshot), most, keeps };
}

/** Reads all that an attempt has left, and keeps its curves. Never throws. */
export function readMetrics(order: MetricsOrder): MetricsReading {
  try {
    return readAll(order);
  } catch (error) {
    return unread(`cannot be read: ${(error as Error).message}`);
  }
}

/** Nothing, with the reason, as in "they …". */
export function unread(because: string): MetricsReading {
  return { metrics: {}, texts: {}, curves: {}, problem: `metrics: they ${because}` };
}

function readAll({ metrics, folder, tree, most, keeps }: MetricsOrder): MetricsReading {
  const start = readStart(folder);
  const since = start.kind === 'begun' ? start.record.at : null;
  let log: Log | null = null;
  const places = metrics.map((source) => {
    if (source.kind === 'file')
      return { source, name: source.path, found: findInFile(source, fileOf(source.path, tree, since), most) };
    return { source, name: 'the log', found: findInLog((log ??= readOutput(folder, most)), source) };
  });
  const { reading, curves } = readingOf(places);
  if (!keeps || Object.keys(curves).length === 0) return reading;
  try {
    writeFileSync(folder.curves, JSON.stringify(curves));
    return reading;
  } catch (error) {
    const problem = `their curves cannot be kept: ${(error as Error).message}`;
    return {
      ...reading,
      problem: reading.problem === undefined ? `metrics: ${problem}` : `${reading.problem}; ${problem}`,
    };
  }
}

type FileSource = Extract<MetricSource, { readonly kind: 'file' }>;

function findInFile({ rows }: FileSource, file: FileMeant, most: Bytes): Found {
  if ('problem' in file) return unreadable(file.problem);
  const read = readBounded(file.path, most);
  return read.ok
    ? readFile(file.path, read.bytes, rows)
    : unreadable(`${readFault(read, spellSize(most))}, and was not read`);
}

/** A file, or why there is none, as in "it …". */
type FileMeant = { readonly path: string } | { readonly problem: string };

/** The file that a path or a glob means: the newest that the attempt has written. */
function fileOf(path: string, tree: string, since: bigint | null): FileMeant {
  const whole = resolve(tree, path);
  if (!isGlob(path) || existsSync(whole)) {
    const found = statOf(whole);
    if (found === null) return { problem: 'does not exist' };
    return isNew(found, since) ? { path: whole } : { problem: 'is from before this attempt began, and does not count' };
  }
  const matches = glob(tree, path, listOnce());
  if (matches === null) return { problem: TOO_WIDE.fault };
  let newest: { readonly path: string; readonly at: bigint } | null = null;
  for (const match of matches) {
    const file = resolve(tree, match);
    const found = statOf(file);
    if (found === null || !isNew(found, since) || (newest !== null && found.mtimeNs < newest.at)) continue;
    newest = { path: file, at: found.mtimeNs };
  }
  if (newest !== null) return newest;
  return {
    problem: matches.length === 0 ? 'matches no file' : 'matches nothing but files from before this attempt began',
  };
}

/** Null where nothing is there. @throws Error of the file system for any other reason. */
function statOf(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true });
  } catch (error) {
    if (isAbsence(error as NodeJS.ErrnoException)) return null;
    throw error;
  }
}

/** What an attempt has printed, or its end. */
interface Log {
  readonly text: string;
  /** What it is larger than, of which this is then the end; null where this is all. */
  readonly larger: string | null;
  /** Why it cannot be read, as in "it …". */
  readonly problem: string | null;
}

type LogSource = Exclude<MetricSource, FileSource>;

function findInLog({ text, larger, problem }: Log, source: LogSource): Found {
  if (problem !== null) return unreadable(problem);
  if (larger === null) return readLog(text, source);
  const told = `is larger than ${larger}`;
  if (source.pick !== 'last') return unreadable(`${told}, and was not read`);
  const found = readLog(text, source);
  return { ...found, problem: found.problem ?? `${told}, and only its end was read` };
}

/** The end of a log, also of one that has been compressed since. @throws Error where that comes to more than `most` bytes. */
function endOf(file: string, most: Bytes): Pick<Piece, 'bytes' | 'isWhole'> {
  const piece = readEnd(file, most);
  if (!file.endsWith('.gz')) return piece;
  return { bytes: gunzipSync(piece.bytes, { maxOutputLength: most }), isWhole: piece.isWhole };
}

/** A text, or of its end what begins with a line: half of a number is another one. */
function wholeLines({ bytes: read, isWhole }: Pick<Piece, 'bytes' | 'isWhole'>): string {
  const text = read.toString('utf8');
  return isWhole ? text : text.slice(text.search(/[\r\n]/) + 1);
}

function readOutput({ log, errors }: AttemptFolder, most: Bytes): Log {
  try {
    const second = presentLog(errors);
    const pieces = [presentLog(log), ...(existsSync(second) ? [second] : [])].map((file) => endOf(file, most));
    return {
      text: pieces.map(wholeLines).join('\n'),
      larger: pieces.every(({ isWhole }) => isWhole) ? null : spellSize(most),
      problem: null,
    };
  } catch (error) {
    return { text: '', larger: null, problem: `cannot be read: ${(error as Error).message}` };
  }
}
