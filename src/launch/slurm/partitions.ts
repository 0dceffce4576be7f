import { seconds, type Seconds } from '../../model/units.ts';

/** A partition of a cluster, as far as jobs are judged by it. */
export interface Partition {
  readonly name: string;
  /** Whether jobs go there that name none. */
  readonly isDefault: boolean;
  readonly isUp: boolean;
  /** The longest that a job may run there; null for no limit. */
  readonly longest: Seconds | null;
  readonly nodes: number;
  /** The types of the GPUs of its nodes, each once; empty for one that has no type. */
  readonly gpus: readonly string[];
}

/** The columns of sinfo. */
export const PARTITION_FORMAT = '%P|%a|%l|%D|%G';

/** The partitions that an answer of sinfo tells, which has a row for all nodes of one that are alike. */
export function partitionsOf(text: string): readonly Partition[] {
  const found = new Map<string, Partition>();
  for (const line of text.split('\n')) {
    const [marked = '', state, limit = '', nodes, ...gres] = line.trim().split('|');
    if (marked === '' || nodes === undefined) continue;
    const name = marked.replace(/\*$/, '');
    const known = found.get(name);
    found.set(name, {
      name,
      isDefault: name !== marked,
      isUp: state === 'up',
      longest: limitOf(limit),
      nodes: (known?.nodes ?? 0) + Number(nodes),
      gpus: [...new Set([...(known?.gpus ?? []), ...gpuTypes(gres.join('|'))])],
    });
  }
  return [...found.values()];
}

/** `[days-]hours:minutes:seconds`, of which the front may be missing; null for what is no limit. */
function limitOf(text: string): Seconds | null {
  const [, days = '0', clock] = /^(?:(\d+)-)?(\d+(?::\d+)*)$/.exec(text) ?? [];
  if (clock === undefined) return null;
  return seconds(86_400 * Number(days) + clock.split(':').reduce((sum, part) => 60 * sum + Number(part), 0));
}

/** Of `gpu:a100:4(S:0-1),gpu:2` it is `a100` and none. */
function gpuTypes(gres: string): readonly string[] {
  const parts = gres.replaceAll(/\([^)]*\)/g, '').split(',');
  return parts.flatMap((part) => {
    const [kind, type = ''] = part.split(':');
    if (kind !== 'gpu') return [];
    return [/^\d+$/.test(type) ? '' : type];
  });
}

/** Those of a cluster that jobs go to; empty where it has none of that name. */
export function partitionsMeant(all: readonly Partition[], named: string | null): readonly Partition[] {
  const names = named?.split(',');
  return all.filter(({ name, isDefault }) => (names === undefined ? isDefault : names.includes(name)));
}

/** The longest that jobs may run in one of these; null for no limit. */
export function longestOf(partitions: readonly Partition[]): Seconds | null {
  const limits = partitions.map(({ longest }) => longest ?? Infinity);
  const most = Math.max(0, ...limits);
  return most === Infinity ? null : seconds(most);
}
