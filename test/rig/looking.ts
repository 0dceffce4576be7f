import { isDeepStrictEqual } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { afterAll, beforeAll, vi } from 'vitest';
import { Heap } from '../../src/schedule/queue/heap.ts';
import type { RunState } from '../../src/schedule/state/state.ts';

/** What may not be changed now, while somebody looks. */
let guarded: 'nothing' | 'maps' | 'maps and heaps' = 'nothing';

/**
 * For the tests of one file: while `look` runs, no Map, Set or Heap may change that was there before it, be it in a
 * private field, and whatever else a state holds must be the same after it.
 */
export function guardWhatIsLookedAt(): void {
  const changes = ['push', 'pop'].map((name) => [name, Reflect.get(Heap.prototype, name) as Change] as const);
  beforeAll(() => {
    vi.stubGlobal('Map', GuardedMap);
    vi.stubGlobal('Set', GuardedSet);
    for (const [name, change] of changes) {
      const guardedChange: Change = function (...given) {
        if (guarded === 'maps and heaps') throw new Error('who only looks has changed a heap');
        return change.apply(this, given);
      };
      Object.assign(Heap.prototype, { [name]: guardedChange });
    }
  });
  afterAll(() => {
    vi.unstubAllGlobals();
    Object.assign(Heap.prototype, Object.fromEntries(changes));
  });
}

type Change = (this: unknown, ...given: unknown[]) => unknown;

/** Calls `see`, which must leave `state` as it is; throws if it does not. */
export function look<T>(state: RunState, see: () => T): T {
  const before = serialize(state);
  guarded = 'maps and heaps';
  try {
    return see();
  } finally {
    guarded = 'nothing';
    checkSame(state, before);
  }
}

/** The same for what takes turns and has heaps of its own. */
export async function lookLong<T>(state: RunState, see: () => Promise<T>): Promise<T> {
  const before = serialize(state);
  guarded = 'maps';
  try {
    return await see();
  } finally {
    guarded = 'nothing';
    checkSame(state, before);
  }
}

function checkSame(state: RunState, before: Buffer): void {
  const now = serialize(state);
  // Equal values may have different bytes: of a number there are two forms.
  if (now.equals(before) || isDeepStrictEqual(deserialize(now), deserialize(before))) return;
  throw new Error('who only looks has changed the state');
}

class GuardedMap<K, V> extends Map<K, V> {
  /** Made by the one who looks, who may then change it. Not there yet while the constructor fills the map. */
  readonly #isOwn = guarded !== 'nothing';

  override set(key: K, value: V): this {
    if (#isOwn in this) refuse(this.#isOwn);
    return super.set(key, value);
  }

  override delete(key: K): boolean {
    refuse(this.#isOwn);
    return super.delete(key);
  }

  override clear(): void {
    refuse(this.#isOwn);
    super.clear();
  }
}

class GuardedSet<T> extends Set<T> {
  readonly #isOwn = guarded !== 'nothing';

  override add(value: T): this {
    if (#isOwn in this) refuse(this.#isOwn);
    return super.add(value);
  }

  override delete(value: T): boolean {
    refuse(this.#isOwn);
    return super.delete(value);
  }

  override clear(): void {
    refuse(this.#isOwn);
    super.clear();
  }
}

function refuse(isOwn: boolean): void {
  if (guarded !== 'nothing' && !isOwn) throw new Error('who only looks has changed a Map or a Set');
}
