import { asksForGpus } from '../../model/resources.ts';
import { Heap } from './heap.ts';
import { precedes } from './precedence.ts';
import { Rank, type Least, type Standing } from './rank.ts';
import type { RequestClass, Waiting } from './request-class.ts';

/** Whether something that asks for this at the least is worth a look. What asks for more of anything must not be if this is not. */
export type IsWorth = (least: Least) => boolean;

/**
 * Classes in the order of their first jobs, and what can be said of all of them at once: so that a decision looks at the first of
 * them, and at those of the others that may matter, though there be as many classes as jobs. Classes that differ by nothing but the
 * memory that they ask for and their bound stand together, in a rank of their own: what keeps back one of them keeps back, as a rule,
 * all that run no shorter.
 */
export class Line {
  readonly #shapes = new Map<string, Shape>();
  readonly #ranked = new Rank<Shape>(
    (a, b) => precedes(rootOf(a).item.first, rootOf(b).item.first),
    (shape) => rootOf(shape),
  );
  readonly #paced = new Set<RequestClass>();
  #size = 0;
  #askForGpus = 0;

  get size(): number {
    return this.#size;
  }

  /** The first of all classes; undefined when there is none. */
  get first(): RequestClass | undefined {
    return this.#ranked.root?.item.classes.root?.item;
  }

  /** Those whose starts are spaced. */
  get paced(): Iterable<RequestClass> {
    return this.#paced;
  }

  /** The fewest slots that one asks for; infinite when there is none. */
  get leastSlots(): number {
    return this.#ranked.root?.slots ?? Infinity;
  }

  /** Whether some or all ask for GPUs. */
  get askForGpus(): 'none' | 'some' | 'all' {
    if (this.#askForGpus === 0) return 'none';
    return this.#askForGpus === this.#size ? 'all' : 'some';
  }

  /** The classes in order, one after the other as they are asked for, without those that are not worth a look when their turn comes. */
  *inOrder(isWorth: IsWorth): Iterable<RequestClass> {
    const next = new Heap<Ahead>((a, b) => precedes(a.first, b.first));
    const { root } = this.#ranked;
    if (root !== undefined) next.push({ first: rootOf(root.item).item.first, shape: root, one: null });
    for (let ahead = next.pop(); ahead !== undefined; ahead = next.pop()) {
      const { shape, one } = ahead;
      if (!isWorth(one ?? shape)) continue;
      const { classes } = shape.item;
      if (one === null) {
        const first = rootOf(shape.item);
        next.push({ first: first.item.first, shape, one: first });
        for (const other of this.#ranked.below(shape)) {
          next.push({ first: rootOf(other.item).item.first, shape: other, one: null });
        }
      } else {
        if (isWorth(one.item.asks)) yield one.item;
        for (const other of classes.below(one)) next.push({ first: other.item.first, shape, one: other });
      }
    }
  }

  putIn(one: RequestClass): void {
    const shape = this.#shapes.get(one.shape);
    if (shape === undefined) {
      const added = { classes: new Rank<RequestClass>(comesBefore, (other) => other.asks) };
      added.classes.add(one);
      this.#shapes.set(one.shape, added);
      this.#ranked.add(added);
    } else {
      shape.classes.add(one);
      this.#ranked.move(shape);
    }
    this.#count(one, 1);
    if (one.pace !== null) this.#paced.add(one);
  }

  takeOut(one: RequestClass): void {
    const shape = this.#shapes.get(one.shape);
    if (shape === undefined) return;
    if (shape.classes.size === 1) {
      this.#ranked.remove(shape);
      this.#shapes.delete(one.shape);
    } else {
      shape.classes.remove(one);
      this.#ranked.move(shape);
    }
    this.#count(one, -1);
    this.#paced.delete(one);
  }

  /** What a class asks for is another. */
  move(one: RequestClass): void {
    const shape = this.#shapes.get(one.shape);
    if (shape === undefined) return;
    shape.classes.move(one);
    this.#ranked.move(shape);
  }

  #count({ request }: RequestClass, by: number): void {
    this.#size += by;
    if (asksForGpus(request)) this.#askForGpus += by;
  }
}

/** Classes of one shape: there is at least one. */
interface Shape {
  readonly classes: Rank<RequestClass>;
}

/** What comes next in some part of the line: a class, or the first of a shape that nobody has looked at yet. */
interface Ahead {
  readonly first: Waiting;
  readonly shape: Standing<Shape>;
  readonly one: Standing<RequestClass> | null;
}

function rootOf({ classes }: Shape): Standing<RequestClass> {
  if (classes.root === undefined) throw new Error('a shape of no class is in the line');
  return classes.root;
}

function comesBefore(a: RequestClass, b: RequestClass): boolean {
  return precedes(a.first, b.first);
}
