/**
 * The nodes that a best-first search has seen and not yet expanded: a binary heap, lowest `score` first.
 *
 * @template {{score: number}} Node
 */
export class Frontier {
  /** @type {Node[]} */
  #nodes = [];

  get size() {
    return this.#nodes.length;
  }

  /** @param {Node} node */
  add(node) {
    const nodes = this.#nodes;
    let at = nodes.push(node) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (nodes[above].score <= node.score) break;
      nodes[at] = nodes[above];
      at = above;
    }
    nodes[at] = node;
  }

  /** @returns {Node | undefined} The node of the lowest score, which leaves the frontier. */
  takeBest() {
    const nodes = this.#nodes;
    const best = nodes[0];
    const last = nodes.pop();
    if (nodes.length === 0) return best;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= nodes.length) break;
      if (below + 1 < nodes.length && nodes[below + 1].score < nodes[below].score) below++;
      if (last.score <= nodes[below].score) break;
      nodes[at] = nodes[below];
      at = below;
    }
    nodes[at] = last;
    return best;
  }
}
