import { randomStream } from './random.js';

/**
 * A square board of sliding tiles.
 *
 * @typedef {object} Board
 * @property {number} width  Tiles in a row.
 * @property {number} cells  `width` squared.
 * @property {readonly (readonly number[])[]} neighbours  The cells that share an edge with each cell.
 */

/**
 * What lies on each cell, row by row: a tile's number, or 0 for the gap. Solved, tile t lies on cell t - 1 and the gap
 * on the last cell.
 *
 * @typedef {Uint8Array} Tiles
 */

/** The sets by name: so many puzzles, each that many random steps away from the solution. */
const SETS = {
  tiles8_easy: { width: 3, puzzles: 40, steps: 20 },
  tiles8_hard: { width: 3, puzzles: 40, steps: 400 },
  tiles15_easy: { width: 4, puzzles: 20, steps: 40 },
  tiles15_hard: { width: 4, puzzles: 20, steps: 400 },
};

export const PUZZLE_SETS = Object.keys(SETS);

/**
 * The puzzles of a set; another seed gives another sample of the same difficulty.
 *
 * @param {string} name  One of PUZZLE_SETS.
 * @param {number} seed
 * @returns {{board: Board, puzzles: Tiles[]}}
 */
export function generatePuzzles(name, seed) {
  const { width, puzzles, steps } = SETS[name];
  const board = makeBoard(width);
  const random = randomStream(`${name}/${seed}`);
  return { board, puzzles: Array.from({ length: puzzles }, () => shuffle(board, steps, random)) };
}

/**
 * @param {number} width
 * @returns {Board}
 */
function makeBoard(width) {
  const cells = width * width;
  const neighbours = Array.from({ length: cells }, (_, cell) => {
    const around = [];
    if (cell >= width) around.push(cell - width);
    if (cell % width > 0) around.push(cell - 1);
    if (cell % width < width - 1) around.push(cell + 1);
    if (cell < cells - width) around.push(cell + width);
    return around;
  });
  return { width, cells, neighbours };
}

/**
 * @param {Board} board
 * @returns {Tiles}
 */
export function solvedTiles(board) {
  return Uint8Array.from({ length: board.cells }, (_, cell) => (cell + 1) % board.cells);
}

/**
 * A random walk from the solution that never takes its last step back, so the puzzle can always be solved.
 *
 * @param {Board} board
 * @param {number} steps
 * @param {() => number} random
 * @returns {Tiles}
 */
function shuffle(board, steps, random) {
  const tiles = solvedTiles(board);
  let gap = board.cells - 1;
  let before = -1;
  for (let step = 0; step < steps; step++) {
    const ways = board.neighbours[gap].filter((cell) => cell !== before);
    const next = ways[Math.floor(random() * ways.length)];
    tiles[gap] = tiles[next];
    tiles[next] = 0;
    before = gap;
    gap = next;
  }
  return tiles;
}
