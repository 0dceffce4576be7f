import type { Entry, JobBody, JobKeyForm, Setting } from '../../language/spec.ts';
import { JOB_KEY_NAMES, JOB_KEYS, type JobKey, type JobKeyTraits } from '../../model/job-keys.ts';

/** The job keys that hold for a cell: all layers that apply to it, merged. */
export type Body = { readonly [K in JobKey]: MergedLayers<(typeof JOB_KEYS)[K]['merge'], JobKeyForm<K>> };

type MergedLayers<L extends JobKeyTraits['merge'], Form> = L extends 'replace'
  ? Setting<Form> | null
  : L extends 'map'
    ? Form extends readonly Entry<infer Value>[]
      ? ReadonlyMap<string, Entry<NonNullable<Value>>>
      : never
    : MergedParts<Form> | null;

/** The parts of a key, some of which may come from earlier layers than `setting`, the last to say something. */
export interface MergedParts<T> {
  readonly parts: T;
  readonly setting: Setting<T>;
}

/**
 * Merges layers of job keys as each key has it (`JOB_KEYS`); later ones win. Of a key that is replaced it gives the last
 * layer that has it, whose value is null where it unsets the key; null where no layer has the key.
 */
export function mergeBodies(layers: readonly JobBody[]): Body {
  const body: Partial<Record<JobKey, unknown>> = {};
  for (const key of JOB_KEY_NAMES) {
    const settings = layers.map((layer) => layer[key]).filter((setting) => setting !== undefined);
    body[key] = merged(settings, JOB_KEYS[key].merge);
  }
  return body as Body;
}

function merged(settings: readonly Setting<unknown>[], merge: JobKeyTraits['merge']): unknown {
  if (merge === 'replace') return settings.at(-1) ?? null;
  if (merge === 'map') return mergeEntries(settings as readonly Setting<readonly Entry<unknown>[]>[]);
  return mergeParts(settings as readonly Setting<object>[]);
}

function mergeEntries<T>(settings: readonly Setting<readonly Entry<T | null>[]>[]): ReadonlyMap<string, Entry<T>> {
  const entries = new Map<string, Entry<T>>();
  for (const setting of settings) {
    if (setting.value === null) entries.clear();
    for (const { name, value } of setting.value ?? []) {
      if (value === null) entries.delete(name.text);
      else entries.set(name.text, { name, value });
    }
  }
  return entries;
}

function mergeParts<T extends object>(settings: readonly Setting<T>[]): MergedParts<T> | null {
  return settings.reduce<MergedParts<T> | null>((below, setting) => {
    if (setting.value === null) return null;
    return { parts: overlay(below?.parts ?? null, setting.value), setting };
  }, null);
}

/** `above` where it says something, else `below`. */
function overlay<T extends object>(below: T | null, above: T): T {
  if (below === null) return above;
  const said = Object.entries(above).filter(([, part]) => part !== null);
  return { ...below, ...Object.fromEntries(said) };
}
