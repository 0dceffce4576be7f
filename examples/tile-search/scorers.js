import { solvedTiles } from './puzzles.js';

/**
 * @typedef {import('./puzzles.js').Board} Board
 * @typedef {import('./puzzles.js').Tiles} Tiles
 */

/**
 * Estimates how many moves are left; 0 exactly for the solution. No scorer ever estimates too high.
 *
 * @typedef {(tiles: Tiles) => number} Scorer
 */

/**
 * From the weakest to the strongest. Each prepares itself for a board; `pattern_db` takes a moment for that.
 *
 * @type {Record<string, (board: Board) => Scorer>}
 */
const MAKERS = { misplaced, manhattan, linear_conflict: linearConflict, pattern_db: patternDatabase };

export const SCORERS = Object.keys(MAKERS);

/**
 * @param {string} name  One of SCORERS.
 * @param {Board} board
 * @returns {Scorer}
 */
export function makeScorer(name, board) {
  return MAKERS[name](board);
}

/** The number of tiles that are not where they belong. */
function misplaced(board) {
  return (tiles) => {
    let count = 0;
    for (let cell = 0; cell < board.cells; cell++) {
      if (tiles[cell] !== 0 && tiles[cell] !== cell + 1) count++;
    }
    return count;
  };
}

/** The sum of the tiles' distances from home, as if they did not stand in each other's way. */
function manhattan(board) {
  const { cells, width } = board;
  const distance = new Uint8Array(cells * cells);
  for (let tile = 1; tile < cells; tile++) {
    for (let cell = 0; cell < cells; cell++) {
      const home = tile - 1;
      const columns = Math.abs((cell % width) - (home % width));
      const rows = Math.abs(Math.floor(cell / width) - Math.floor(home / width));
      distance[tile * cells + cell] = columns + rows;
    }
  }
  return (tiles) => {
    let sum = 0;
    for (let cell = 0; cell < cells; cell++) sum += distance[tiles[cell] * cells + cell];
    return sum;
  };
}

/**
 * Manhattan, and two moves more for each tile that must leave its home line to let another pass.
 * (O. Hansson, A. Mayer, M. Yung, "Criticizing solutions to relaxed models yields powerful admissible heuristics", 1992.)
 */
function linearConflict(board) {
  const { width } = board;
  const distance = manhattan(board);
  const homes = [];

  /** How many tiles of one line must leave it: all that are at home there, less the longest ordered row of them. */
  const leaving = (tiles, start, step, isHome) => {
    homes.length = 0;
    for (let at = 0, cell = start; at < width; at++, cell += step) {
      const tile = tiles[cell];
      if (tile !== 0 && isHome(tile - 1)) homes.push(tile);
    }
    return homes.length < 2 ? 0 : homes.length - longestRise(homes);
  };

  return (tiles) => {
    let detours = 0;
    for (let line = 0; line < width; line++) {
      detours += leaving(tiles, line * width, 1, (home) => Math.floor(home / width) === line);
      detours += leaving(tiles, line, width, (home) => home % width === line);
    }
    return distance(tiles) + 2 * detours;
  };
}

/** The length of the longest increasing subsequence of a handful of numbers. */
function longestRise(numbers) {
  const rises = numbers.map(() => 1);
  for (let last = 1; last < numbers.length; last++) {
    for (let earlier = 0; earlier < last; earlier++) {
      if (numbers[earlier] < numbers[last]) rises[last] = Math.max(rises[last], rises[earlier] + 1);
    }
  }
  return Math.max(...rises);
}

/**
 * The moves that a group of tiles takes by itself, found beforehand for all its places and added up over the groups.
 * The groups are the tiles of one home row each, or of one home column each, whichever adds up to more.
 * (R. Korf, A. Felner, "Disjoint pattern database heuristics", 2002.)
 */
function patternDatabase(board) {
  const { cells, width } = board;
  const lines = Array.from({ length: width }, (_, line) => line);
  const tiles = Array.from({ length: cells - 1 }, (_, home) => home + 1);
  const rows = lines.map((line) => tiles.filter((tile) => Math.floor((tile - 1) / width) === line));
  const databases = rows.map((group) => ({ group, moves: movesOf(group, board) }));

  const sumOver = (cellOf) => {
    let sum = 0;
    for (const { group, moves } of databases) {
      let places = 0;
      for (const tile of group) places = places * cells + cellOf[tile];
      sum += moves[places];
    }
    return sum;
  };

  // Mirrored at its diagonal, a board's columns are rows, and its solution is the solution still.
  const mirrored = Uint8Array.from({ length: cells }, (_, cell) => (cell % width) * width + Math.floor(cell / width));
  const cellOf = new Uint8Array(cells);
  const mirroredCellOf = new Uint8Array(cells);
  return (tiles) => {
    for (let cell = 0; cell < cells; cell++) {
      const tile = tiles[cell];
      if (tile === 0) continue;
      cellOf[tile] = cell;
      mirroredCellOf[mirrored[tile - 1] + 1] = mirrored[cell];
    }
    return Math.max(sumOver(cellOf), sumOver(mirroredCellOf));
  };
}

/**
 * For all places of the tiles of `group`, written as the digits of a number, the least number of their moves to the
 * solution. It searches backwards from there; moving the gap through other tiles is free.
 */
function movesOf(group, board) {
  const { cells, neighbours } = board;
  const moves = new Uint8Array(cells ** group.length).fill(255);
  const seen = new Uint8Array(cells ** (group.length + 1));
  const home = solvedTiles(board);
  const weights = group.map((_, at) => cells ** (group.length - at));
  let layer = [group.reduce((state, tile, at) => state + home.indexOf(tile) * weights[at], cells - 1)];
  for (let cost = 0; layer.length > 0; cost++) {
    const next = [];
    while (layer.length > 0) {
      const state = layer.pop();
      if (seen[state]) continue;
      seen[state] = 1;
      const gap = state % cells;
      const places = (state - gap) / cells;
      if (moves[places] > cost) moves[places] = cost;
      for (const cell of neighbours[gap]) {
        const weight = weights.find((one) => Math.floor(state / one) % cells === cell);
        if (weight === undefined) layer.push(state - gap + cell);
        else next.push(state - gap + cell + (gap - cell) * weight);
      }
    }
    layer = next;
  }
  return moves;
}
