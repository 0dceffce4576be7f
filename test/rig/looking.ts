import { isDeepStrictEqual } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { afterAll, beforeAll, vi } from 'vitest';
import { Heap } from '../../src/schedule/queue/heap.ts';
import { Rank } from '../../src/schedule/queue/rank.ts';
import type { RunState } from '../../src/schedule/state/state.ts';

/** Whether somebody looks, so that nothing may be changed now that was there before. */
let isGuarded = false;

/**
 * For the tests of one file: while `look` runs, no Map, Set, Rank or Heap may change that was there before it, be it in a
 * private field, and whatever else a state holds must be the same after it. Of a Heap that counts from when something is put
 * into it, which in a state goes with a Map.
 */
export function guardWhatIsLookedAt(): void {
  const changes = [
    ...['push', 'pop'].map((name) => [Heap.prototype, name, Reflect.get(Heap.prototype, name) as Change] as const),
    ...['add', 'remove', 'move'].map(
      (name) => [Rank.prototype, name, Reflect.get(Rank.prototype, name) as Change] as const,
    ),
  ];
  const known = new WeakSet();
  beforeAll(() => {
    vi.stubGlobal('Map', GuardedMap);
    vi.stubGlobal('Set', GuardedSet);
    for (const [prototype, name, change] of changes) {
      const guardedChange: Change = function (...given) {
        if (isGuarded && known.has(this)) throw new Error('who only looks has changed a heap');
        if (!isGuarded) known.add(this);
        return change.apply(this, given);
      };
      Object.assign(prototype, { [name]: guardedChange });
    }
  });
  afterAll(() => {
    vi.unstubAllGlobals();
    for (const [prototype, name, change] of changes) Object.assign(prototype, { [name]: change });
  });
}

type Change = (this: object, ...given: unknown[]) => unknown;

/** Calls `see`, which must leave `state` as it is; throws if it does not. */
export function look<T>(state: RunState, see: () => T): T {
  const before = serialize(state);
  isGuarded = true;
  try {
    return see();
  } finally {
    isGuarded = false;
    checkSame(state, before);
  }
}

/** The same for what takes turns. */
export async function lookLong<T>(state: RunState, see: () => Promise<T>): Promise<T> {
  const before = serialize(state);
  isGuarded = true;
  try {
    return await see();
  } finally {
    isGuarded = false;
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
  readonly #isOwn = isGuarded;

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
  readonly #isOwn = isGuarded;

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
  if (isGuarded && !isOwn) throw new Error('who only looks has changed a Map or a Set');
}
