import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inLong } from '../rig/cases.ts';
import { drive } from './drive.ts';
import { roundOf, roundsAheadOfJobs, roundsAtEachWrite, roundsOfGivingUp, type Round } from './round.ts';
import { makeTools, type Tools } from './tools.ts';

/**
 * The seed of the first round, and how many are played; the others follow. In `npm test` it is one: a run alone that is killed in the midst of a
 * line of its journal.
 */
let [first, count] = [66, 1];
inLong(() => ([first, count] = [1, 300]));
count = Number(process.env['SWEEP_CHAOS_ROUNDS'] ?? count);
first = Number(process.env['SWEEP_CHAOS_SEED'] ?? first);

/** So many failed rounds tell enough. */
const ENOUGH = 5;

/** Rounds wait more than they compute. */
const AT_ONCE = 3 * availableParallelism();

/** A machine that is slow fails no round. */
const PATIENCE = 600_000;

let tools: Tools;

beforeAll(async () => {
  tools = await makeTools();
});

afterAll(() => {
  tools.remove();
});

/** Plays all rounds, several at once; says what is wrong, with the name of the round, and prints what was done in them. */
async function play(rounds: readonly (readonly [name: string, round: Round])[]): Promise<readonly string[]> {
  const wrongs: string[] = [];
  const hits = new Map<string, number>();
  const left = [...rounds];
  let failed = 0;
  const began = performance.now();
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined && failed < ENOUGH; next = left.shift()) {
      const [name, round] = next;
      const played = await drive(tools, round).catch((error: unknown) => ({ wrongs: [String(error)], hits: [] }));
      for (const hit of played.hits) hits.set(hit, (hits.get(hit) ?? 0) + 1);
      if (played.wrongs.length > 0) failed += 1;
      wrongs.push(...played.wrongs.map((wrong) => `${name}: ${wrong}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  const sorted = [...hits].sort(([, a], [, b]) => b - a).map(([hit, times]) => `${times} × ${hit}`);
  console.info(`${rounds.length - left.length} rounds in ${seconds} s; ${sorted.join(', ')}`);
  return wrongs;
}

function named(rounds: readonly Round[]): readonly (readonly [name: string, round: Round])[] {
  return rounds.map((round) => [JSON.stringify([round.late, ...round.acts]), round]);
}

describe('whatever is killed, a resume brings every job to exactly one success', () => {
  test(`in rounds of the seeds ${first} to ${first + count - 1}`, { timeout: PATIENCE + 20_000 * count }, async () => {
    const rounds = Array.from({ length: count }, (_, index) => first + index);
    expect(await play(rounds.map((seed) => [`SWEEP_CHAOS_SEED=${seed}`, roundOf(seed)]))).toEqual([]);
  });

  inLong(() => {
    test('with a runner that is killed before, amid and after each of its writes to the journal', async () => {
      // A header, the beginning and the end of a run, and three lines of each of three jobs.
      expect(await play(named(roundsAtEachWrite(1 + 2 + 3 * 3)))).toEqual([]);
    });

    test('with a runner that is killed as soon as a job begins of which it has not written yet', async () => {
      expect(await play(named(roundsAheadOfJobs()))).toEqual([]);
    });

    test('with keepers that begin when the next runner has given them up, or just about to', async () => {
      expect(await play(named(roundsOfGivingUp()))).toEqual([]);
    });
  });
});
