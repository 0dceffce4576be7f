import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inLong, someOf } from './rig/cases.ts';

const program = fileURLToPath(new URL('../examples/tile-search/main.js', import.meta.url));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tile-search-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function search(flags: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return spawnSync(process.execPath, [program, ...flags], { encoding: 'utf8', env: { ...process.env, ...env } });
}

/** Solves one set and gives back what was measured. */
function measure(name: string, strategy: string, puzzles: string, scorer: string, seed: number) {
  const out = join(folder, `${name}.json`);
  const flags = { strategy, puzzles, scorer, seed, out };
  const run = search(Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`));
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
  return JSON.parse(readFileSync(out, 'utf8')) as { solved: number; attempted: number; cost: number; nodes: number };
}

describe('the tile-search example', () => {
  it.each(someOf(['greedy', 'beam_search', 'best_of_n']))(
    'measures the same twice with %s, but for the seconds',
    (strategy) => {
      const once = measure('once', strategy, 'tiles8_easy', 'manhattan', 7);
      const again = measure('again', strategy, 'tiles8_easy', 'manhattan', 7);
      expect({ ...again, seconds: 0 }).toEqual({ ...once, seconds: 0 });
    },
  );

  inLong(() => {
    it('takes another sample of puzzles for another seed', () => {
      const one = measure('one', 'greedy', 'tiles8_easy', 'manhattan', 1);
      const two = measure('two', 'greedy', 'tiles8_easy', 'manhattan', 2);
      expect(two.nodes).not.toBe(one.nodes);
    });
  });

  it.each(someOf(['misplaced', 'manhattan', 'linear_conflict', 'pattern_db']))(
    'solves every easy puzzle by %s',
    (scorer) => {
      const { solved, attempted, cost } = measure(scorer, 'beam_search', 'tiles8_easy', scorer, 1);
      expect(attempted).toBeGreaterThan(0);
      expect(solved).toBe(attempted);
      expect(cost).toBeGreaterThan(0);
    },
  );

  inLong(() => {
    it('finds shorter solutions, by fewer positions, with a stronger scorer', () => {
      const [weak, better, strong] = ['manhattan', 'linear_conflict', 'pattern_db'].map((scorer) =>
        measure(scorer, 'greedy', 'tiles15_easy', scorer, 1),
      );
      expect(better!.nodes).toBeLessThan(weak!.nodes);
      expect(strong!.nodes).toBeLessThan(better!.nodes);
      expect(strong!.cost).toBeLessThan(weak!.cost);
    });

    it('finds shorter solutions by beam search than by best-of-n, and by that than by one greedy search', () => {
      const [greedy, best, beam] = ['greedy', 'best_of_n', 'beam_search'].map((strategy) =>
        measure(strategy, strategy, 'tiles15_easy', 'linear_conflict', 1),
      );
      expect(best!.cost).toBeLessThan(greedy!.cost);
      expect(beam!.cost).toBeLessThan(best!.cost);
    });
  });

  it('prints the GPUs that it was given', () => {
    const flags = ['--strategy=greedy', '--puzzles=tiles8_easy', '--scorer=manhattan', '--seed=1'];
    const run = search([...flags, `--out=${join(folder, 'gpus.json')}`], { CUDA_VISIBLE_DEVICES: '1,0' });
    expect(run.stdout).toContain('CUDA_VISIBLE_DEVICES=1,0\n');
  });

  inLong(() => {
    it('leaves nothing but its metrics behind', () => {
      measure('alone/metrics', 'greedy', 'tiles8_easy', 'manhattan', 1);
      expect(readdirSync(join(folder, 'alone'))).toEqual(['metrics.json']);
    });
  });

  it.each(
    someOf([
      [
        'an unknown strategy',
        { strategy: 'gredy' },
        "--strategy: there is no 'gredy', only greedy, beam_search, best_of_n",
      ],
      [
        'a set that is a word of the language',
        { puzzles: 'constructor' },
        "--puzzles: there is no 'constructor', only ",
      ],
      ['a seed that is no number', { seed: 'abc' }, "--seed: 'abc' is not a whole number from 0 to 999999999"],
      ['a beam without width', { width: '0' }, "--width: '0' is not a whole number from 1 to 999999999"],
      ['a missing flag', { scorer: undefined }, '--scorer is missing'],
      ['a flag that is not known', { scores: 'manhattan' }, "Unknown option '--scores'"],
    ]),
  )('refuses %s with exit code 2', (_, change, message) => {
    const good = {
      strategy: 'greedy',
      puzzles: 'tiles8_easy',
      scorer: 'manhattan',
      seed: '1',
      out: join(folder, 'no.json'),
    };
    const flags = Object.entries({ ...good, ...change }).filter(([, value]) => value !== undefined);
    const run = search(flags.map(([flag, value]) => `--${flag}=${value}`));
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(`tile-search: ${message}`);
    expect(run.stdout).toBe('');
    expect(readdirSync(folder)).not.toContain('no.json');
  });
});
