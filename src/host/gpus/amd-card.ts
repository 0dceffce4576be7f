import type { Bytes } from '../../model/units.ts';
import { inOrder, type GpuSample } from './gpu-sample.ts';

/** An AMD GPU, as one of AMD's tools tells of it. */
export interface AmdCard {
  /** As the tool numbers it, which need not be how HIP does. */
  readonly number: number;
  /** As HIP numbers it, if the tool knows. */
  readonly hipId: number | null;
  /** Its node in the topology of the kernel driver, if the tool knows. */
  readonly node: number | null;
  /** What tells it from all others, if the tool knows: in hexadecimal. */
  readonly id: string | null;
  readonly name: string;
  readonly memory: Bytes | null;
  readonly used: Bytes | null;
  /** From 0 to 1. */
  readonly load: number | null;
}

/** A JSON document of AMD's tools, out of what they print: warnings may stand before it. Undefined when there is none. */
export function jsonIn(text: string): unknown {
  for (const { index } of text.matchAll(/^[[{]/gm)) {
    try {
      return JSON.parse(text.slice(index));
    } catch {
      // A warning that begins with a bracket: the document may still come.
    }
  }
  return undefined;
}

/** A value as a record; empty when it is none, such as `"N/A"`. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** The GPUs, numbered as `HIP_VISIBLE_DEVICES` numbers them. */
export function amdSamples(cards: readonly AmdCard[]): readonly (GpuSample & { readonly number: number })[] {
  const index = indexOf(cards);
  const ids = cards.map(({ id }) => id);
  return cards
    .map((card) => {
      const { id, number, name, memory, used, load } = card;
      const isUnique = id !== null && ids.filter((other) => other === id).length === 1;
      const uuid = `AMD-${isUnique ? id : [...(id === null ? [] : [id]), number].join('-')}`;
      return {
        vendor: 'amd' as const,
        number,
        index: index(card),
        uuid,
        name,
        memory,
        used,
        load,
        fault: null,
        links: {},
      };
    })
    .sort(inOrder);
}

/** HIP counts the GPUs in the order of the nodes. Where neither is told, the tool's own numbers are the best guess. */
function indexOf(cards: readonly AmdCard[]): (card: AmdCard) => number {
  const isTold = (key: 'hipId' | 'node'): boolean => {
    const told = new Set(cards.map((card) => card[key]));
    return told.size === cards.length && !told.has(null);
  };
  if (isTold('hipId')) return ({ hipId, number }) => hipId ?? number;
  if (!isTold('node')) return ({ number }) => number;
  const nodes = cards.map(({ node }) => node ?? 0).sort((one, other) => one - other);
  return ({ node }) => nodes.indexOf(node ?? 0);
}
