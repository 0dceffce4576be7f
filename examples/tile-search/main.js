// Solves a set of sliding-tile puzzles with one search strategy and one scorer, and writes what it measured.

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { generatePuzzles, PUZZLE_SETS } from './puzzles.js';
import { randomStream } from './random.js';
import { makeScorer, SCORERS } from './scorers.js';
import { search, STRATEGIES } from './strategies.js';

const USAGE = `Usage: node main.js --strategy=NAME --puzzles=NAME --scorer=NAME --seed=N --out=FILE [--width=N] [--samples=N]

  --strategy  ${STRATEGIES.join(' | ')}
  --puzzles   ${PUZZLE_SETS.join(' | ')}
  --scorer    ${SCORERS.join(' | ')}
  --seed      a whole number; another seed is another sample of puzzles
  --out       where the metrics go, as JSON
  --width     nodes that beam_search keeps at each depth (32)
  --samples   searches that best_of_n takes the best of (5)`;

/** What the command line asks for that cannot be done. */
class UsageError extends Error {}

/** @param {string[]} args */
function readFlags(args) {
  const flags = parseFlags(args);
  return {
    strategy: oneOf('strategy', flags.strategy, STRATEGIES),
    puzzles: oneOf('puzzles', flags.puzzles, PUZZLE_SETS),
    scorer: oneOf('scorer', flags.scorer, SCORERS),
    seed: wholeNumber('seed', flags.seed, 0),
    width: wholeNumber('width', flags.width, 1),
    samples: wholeNumber('samples', flags.samples, 1),
    out: given('out', flags.out),
  };
}

function parseFlags(args) {
  const text = { type: 'string' };
  try {
    return parseArgs({
      args,
      options: {
        strategy: text,
        puzzles: text,
        scorer: text,
        seed: text,
        out: text,
        width: { ...text, default: '32' },
        samples: { ...text, default: '5' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error.message);
  }
}

function given(flag, value) {
  if (value === undefined || value === '') throw new UsageError(`--${flag} is missing`);
  return value;
}

function oneOf(flag, value, known) {
  if (!known.includes(given(flag, value))) {
    throw new UsageError(`--${flag}: there is no '${value}', only ${known.join(', ')}`);
  }
  return value;
}

function wholeNumber(flag, value, least) {
  if (!/^\d{1,9}$/.test(given(flag, value)) || Number(value) < least) {
    throw new UsageError(`--${flag}: '${value}' is not a whole number from ${least} to 999999999`);
  }
  return Number(value);
}

/** @param {ReturnType<typeof readFlags>} flags */
function measure({ strategy, puzzles: set, scorer: scorerName, seed, width, samples }) {
  const began = performance.now();
  const { board, puzzles } = generatePuzzles(set, seed);
  const scorer = makeScorer(scorerName, board);
  const random = randomStream(`${strategy}/${set}/${scorerName}/${seed}`);
  const attempts = puzzles.map((start) => search(strategy, { board, start, scorer, random, width, samples }));
  const costs = attempts.map((attempt) => attempt.cost).filter((cost) => cost !== null);
  return {
    strategy,
    puzzles: set,
    scorer: scorerName,
    seed,
    attempted: attempts.length,
    solved: costs.length,
    cost: mean(costs),
    nodes: mean(attempts.map((attempt) => attempt.nodes)),
    seconds: (performance.now() - began) / 1000,
  };
}

/** @returns {number | null} Null for no numbers. */
function mean(numbers) {
  return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** Writes the file whole or not at all, whatever happens meanwhile. */
function writeWhole(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
}

function main() {
  const flags = readFlags(process.argv.slice(2));
  const gpus = process.env.CUDA_VISIBLE_DEVICES;
  console.log(`${flags.strategy} on ${flags.puzzles}, scored by ${flags.scorer}, seed ${flags.seed}`);
  console.log(gpus === undefined ? 'CUDA_VISIBLE_DEVICES is not set' : `CUDA_VISIBLE_DEVICES=${gpus}`);
  const metrics = measure(flags);
  writeWhole(flags.out, `${JSON.stringify(metrics, null, 2)}\n`);
  const cost = metrics.cost === null ? 'none' : metrics.cost.toFixed(1);
  console.log(
    `solved ${metrics.solved} of ${metrics.attempted}, mean cost ${cost}, ` +
      `mean nodes ${metrics.nodes.toFixed(0)}, ${metrics.seconds.toFixed(2)} s`,
  );
}

try {
  main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`tile-search: ${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
