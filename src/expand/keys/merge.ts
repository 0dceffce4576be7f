import type {
  ChainText,
  CommandText,
  Entry,
  JobBody,
  LimitText,
  MetricsText,
  RetryText,
  Setting,
  Text,
  TimeoutText,
  VarText,
} from '../../language/spec.ts';

/** The job keys that hold for a cell: all layers that apply to it, merged. Null where a key is unset or never set. */
export interface Body {
  /** Its value is null where a layer takes the command away. */
  readonly command: Setting<CommandText> | null;
  readonly setup: Text | null;
  readonly workdir: Text | null;
  readonly env: ReadonlyMap<string, Entry<Text>>;
  readonly vars: ReadonlyMap<string, Entry<VarText>>;
  readonly gpus: Setting<Text> | null;
  readonly gpuIds: Setting<readonly Text[]> | null;
  readonly slots: Text | null;
  readonly timeout: Merged<TimeoutText> | null;
  readonly priority: Text | null;
  readonly retry: Merged<RetryText> | null;
  readonly chain: Merged<ChainText> | null;
  readonly requires: readonly Text[];
  readonly produces: readonly Text[];
  readonly inputs: readonly Text[];
  readonly label: Text | null;
  readonly template: Text | null;
  readonly allowFailure: Text | null;
  readonly gpuMemory: Text | null;
  readonly memory: Text | null;
  readonly resources: ReadonlyMap<string, Entry<Text>>;
  readonly limits: Setting<readonly LimitText[]> | null;
  readonly stagger: Text | null;
  readonly metrics: MetricsText | null;
}

/** The parts of a key, some of which may come from earlier layers than `setting`, the last to say something. */
export interface Merged<T> {
  readonly parts: T;
  readonly setting: Setting<T>;
}

/** Merges layers of job keys; later ones win. Maps merge, everything else replaces, null unsets. */
export function mergeBodies(layers: readonly JobBody[]): Body {
  const last = <K extends keyof JobBody>(key: K): NonNullable<JobBody[K]> | null => {
    const setting = layers.findLast((layer) => layer[key] !== undefined)?.[key];
    return setting === undefined || setting.value === null ? null : setting;
  };
  return {
    command: layers.findLast((layer) => layer.command !== undefined)?.command ?? null,
    setup: last('setup')?.value ?? null,
    workdir: last('workdir')?.value ?? null,
    env: mergeEntries(layers.map((layer) => layer.env)),
    vars: mergeEntries(layers.map((layer) => layer.vars)),
    gpus: last('gpus'),
    gpuIds: last('gpu_ids'),
    slots: last('slots')?.value ?? null,
    timeout: mergeParts(layers.map((layer) => layer.timeout)),
    priority: last('priority')?.value ?? null,
    retry: mergeParts(layers.map((layer) => layer.retry)),
    chain: mergeParts(layers.map((layer) => layer.chain)),
    requires: last('requires')?.value ?? [],
    produces: last('produces')?.value ?? [],
    inputs: last('inputs')?.value ?? [],
    label: last('label')?.value ?? null,
    template: last('template')?.value ?? null,
    allowFailure: last('allow_failure')?.value ?? null,
    gpuMemory: last('gpu_memory')?.value ?? null,
    memory: last('memory')?.value ?? null,
    resources: mergeEntries(layers.map((layer) => layer.resources)),
    limits: last('limits'),
    stagger: last('stagger')?.value ?? null,
    metrics: last('metrics')?.value ?? null,
  };
}

type Layer<T> = Setting<T> | undefined;

function mergeEntries<T>(layers: readonly Layer<readonly Entry<T | null>[]>[]): ReadonlyMap<string, Entry<T>> {
  const merged = new Map<string, Entry<T>>();
  for (const layer of layers) {
    if (layer?.value === null) merged.clear();
    for (const { name, value } of layer?.value ?? []) {
      if (value === null) merged.delete(name.text);
      else merged.set(name.text, { name, value });
    }
  }
  return merged;
}

function mergeParts<T extends object>(layers: readonly Layer<T>[]): Merged<T> | null {
  return layers.reduce<Merged<T> | null>((merged, layer) => {
    if (layer === undefined) return merged;
    if (layer.value === null) return null;
    return { parts: overlay(merged?.parts ?? null, layer.value), setting: layer };
  }, null);
}

/** `above` where it says something, else `below`. */
function overlay<T extends object>(below: T | null, above: T): T {
  if (below === null) return above;
  const said = Object.entries(above).filter(([, part]) => part !== null);
  return { ...below, ...Object.fromEntries(said) };
}
