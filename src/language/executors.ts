import type { Diagnostic } from '../model/diagnostic.ts';
import { faultOfOption, LOCAL, type PilotSettings, type SlurmSettings } from '../model/executor.ts';
import { parseDuration } from '../model/text/duration.ts';
import { parseInteger } from '../model/text/integer.ts';
import { parseSize } from '../model/text/size.ts';
import { seconds } from '../model/units.ts';
import { textOrTexts } from './body.ts';
import type { Text } from './spec.ts';
import { mapOf, scalar, type MapNode, type Node } from './tree/node.ts';

/** What holds where a host file says nothing. */
const USUAL = { maxSubmitted: 1000, poll: seconds(30), latency: seconds(120) };

/** Reads a cluster that the schema has found to be sound. */
export function readExecutor(node: Node): SlurmSettings {
  const { entries } = mapOf(node);
  const text = (key: string): string | null => {
    const value = entries.get(key)?.value;
    return value === undefined ? null : scalar(value).text;
  };
  const time = text('time');
  const memory = text('memory');
  const pilot = entries.get('pilot')?.value;
  return {
    kind: 'slurm',
    partition: text('partition'),
    account: text('account'),
    sbatch: optionsOf(entries.get('sbatch')?.value).map((option) => option.text),
    driver: optionsOf(entries.get('driver')?.value).map((option) => option.text),
    gpuType: text('gpu_type'),
    memory: memory === 'per-cpu' || memory === 'none' ? memory : 'per-node',
    time: time === null ? null : parseDuration(time),
    maxSubmitted: parseInteger(text('max_submitted') ?? '') ?? USUAL.maxSubmitted,
    poll: parseDuration(text('poll') ?? '') ?? USUAL.poll,
    latency: parseDuration(text('latency') ?? '') ?? USUAL.latency,
    setup: text('setup'),
    wrap: text('wrap'),
    ...(pilot === undefined ? {} : { pilot: readPilot(pilot) }),
  };
}

function readPilot(node: Node): PilotSettings {
  const { entries } = mapOf(node);
  const text = (key: string): string => {
    const value = entries.get(key)?.value;
    return value === undefined ? '' : scalar(value).text;
  };
  return {
    cpus: parseInteger(text('cpus')) ?? 1,
    gpus: parseInteger(text('gpus')) ?? 0,
    memory: parseSize(text('memory')),
    time: parseDuration(text('time')) ?? seconds(0),
  };
}

/** What the schema cannot tell of executors. */
export function wrongExecutors(root: MapNode): Diagnostic[] {
  const node = root.entries.get('executors')?.value;
  if (node === undefined) return [];
  return [...mapOf(node).entries].flatMap(([name, { key, value }]): Diagnostic[] => {
    const { entries } = mapOf(value);
    const options = OPTIONS.flatMap((of) =>
      optionsOf(entries.get(of)?.value).flatMap(({ text, span }): Diagnostic[] => {
        const message = faultOfOption(text, of);
        return message === null ? [] : [{ severity: 'error', code: 'wrong-value', message, span }];
      }),
    );
    const pilot = entries.get('pilot')?.value;
    const short = [
      ...tooShort(entries, SHORTEST),
      ...(pilot === undefined ? [] : tooShort(mapOf(pilot).entries, SHORTEST_PILOT)),
    ];
    if (name !== LOCAL) return [...options, ...short];
    const message = `\`${LOCAL}\` is this machine itself: no cluster can be called so`;
    return [{ severity: 'error', code: 'wrong-value', message, span: key.span }, ...options, ...short];
  });
}

/** The keys that hold options of sbatch. */
const OPTIONS = ['sbatch', 'driver'] as const;

type Shortest = readonly (readonly [key: string, least: number])[];

/** The least number of seconds of each length of time. */
const SHORTEST: Shortest = [
  ['time', 60],
  ['poll', 1],
];

/** A pilot starts nothing any more when its time is nearly over. */
const SHORTEST_PILOT: Shortest = [['time', 600]];

function tooShort(entries: MapNode['entries'], shortest: Shortest): readonly Diagnostic[] {
  return shortest.flatMap(([field, least]): Diagnostic[] => {
    const said = entries.get(field)?.value;
    const length = said === undefined ? null : parseDuration(scalar(said).text);
    if (said === undefined || length === null || length >= least) return [];
    const message = `\`${field}\` must be at least ${least}s`;
    return [{ severity: 'error', code: 'wrong-value', message, span: said.span }];
  });
}

function optionsOf(node: Node | undefined): readonly Text[] {
  return node === undefined ? [] : textOrTexts(node);
}
