import { Frontier } from './frontier.js';

/**
 * @typedef {import('./puzzles.js').Board} Board
 * @typedef {import('./puzzles.js').Tiles} Tiles
 * @typedef {import('./scorers.js').Scorer} Scorer
 */

/**
 * @typedef {object} Problem
 * @property {Board} board
 * @property {Tiles} start
 * @property {Scorer} scorer
 * @property {() => number} random
 * @property {number} width    Nodes that beam search keeps at each depth.
 * @property {number} samples  Searches that best-of-n takes the best of.
 */

/**
 * @typedef {object} Attempt
 * @property {number | null} cost  Moves of the solution; null when none was found.
 * @property {number} nodes        Nodes expanded.
 */

/** @typedef {{tiles: Tiles, gap: number, depth: number, score: number}} Node */

/** A search that has expanded this many nodes gives up. */
const MOST_NODES = 100_000;

/** How far best-of-n bends the scores of a search, at most, as a share of them. */
const NOISE = 0.25;

/** @type {Record<string, (problem: Problem) => Attempt>} */
const SEARCHES = { greedy, beam_search: beamSearch, best_of_n: bestOfN };

export const STRATEGIES = Object.keys(SEARCHES);

/**
 * @param {string} strategy  One of STRATEGIES.
 * @param {Problem} problem
 * @returns {Attempt}
 */
export function search(strategy, problem) {
  return SEARCHES[strategy](problem);
}

/** Always expands the node that looks nearest to the solution. */
function greedy({ board, start, scorer }) {
  return bestFirst(board, start, scorer);
}

/** The shortest solution of several greedy searches, each of which sees the scores a little bent, in its own way. */
function bestOfN({ board, start, scorer, random, samples }) {
  let cost = null;
  let nodes = 0;
  for (let sample = 0; sample < samples; sample++) {
    const attempt = bestFirst(board, start, (tiles) => scorer(tiles) * (1 + NOISE * random()));
    nodes += attempt.nodes;
    if (attempt.cost !== null && (cost === null || attempt.cost < cost)) cost = attempt.cost;
  }
  return { cost, nodes };
}

/** Goes down one depth at a time and keeps only the `width` nodes that look nearest to the solution. */
function beamSearch({ board, start, scorer, width }) {
  const seen = new Set([keyOf(start)]);
  let beam = [rootOf(start, scorer)];
  let nodes = 0;
  while (beam.length > 0 && nodes < MOST_NODES) {
    const solution = beam.find((node) => node.score === 0);
    if (solution !== undefined) return { cost: solution.depth, nodes };
    const next = [];
    for (const node of beam) next.push(...unseenChildren(node, board, scorer, seen));
    nodes += beam.length;
    beam = next.sort((a, b) => a.score - b.score).slice(0, width);
  }
  return { cost: null, nodes };
}

/**
 * @param {Board} board
 * @param {Tiles} start
 * @param {Scorer} scorer
 * @returns {Attempt}
 */
function bestFirst(board, start, scorer) {
  const seen = new Set([keyOf(start)]);
  /** @type {Frontier<Node>} */
  const frontier = new Frontier();
  frontier.add(rootOf(start, scorer));
  for (let nodes = 0; frontier.size > 0 && nodes < MOST_NODES; nodes++) {
    const node = frontier.takeBest();
    if (node.score === 0) return { cost: node.depth, nodes };
    for (const child of unseenChildren(node, board, scorer, seen)) frontier.add(child);
  }
  return { cost: null, nodes: MOST_NODES };
}

/**
 * @param {Tiles} tiles
 * @param {Scorer} scorer
 * @returns {Node}
 */
function rootOf(tiles, scorer) {
  return { tiles, gap: tiles.indexOf(0), depth: 0, score: scorer(tiles) };
}

/**
 * The positions one move further that the search meets for the first time; from then on they are `seen`.
 *
 * @param {Node} node
 * @param {Board} board
 * @param {Scorer} scorer
 * @param {Set<string>} seen
 * @returns {Node[]}
 */
function unseenChildren(node, board, scorer, seen) {
  const children = [];
  for (const gap of board.neighbours[node.gap]) {
    const tiles = node.tiles.slice();
    tiles[node.gap] = tiles[gap];
    tiles[gap] = 0;
    const key = keyOf(tiles);
    if (seen.has(key)) continue;
    seen.add(key);
    children.push({ tiles, gap, depth: node.depth + 1, score: scorer(tiles) });
  }
  return children;
}

/** @param {Tiles} tiles */
function keyOf(tiles) {
  return String.fromCharCode(...tiles);
}
