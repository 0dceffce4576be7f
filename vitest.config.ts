import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Rooms whose tests touch no process: many files in few threads, seven times as fast as a process a file. */
const PURE = ['model', 'language', 'expand', 'render', 'schedule', 'journal', 'report', 'results', 'page', 'run'].map(
  (room) => `test/${room}/**/*.test.ts`,
);

/** Tests that start the program, and those of what surrounds it: the program is built for them. */
const PROGRAM = ['e2e', 'slurm', 'chaos'].map((folder) => `test/${folder}/**/*.test.ts`).concat('test/*.test.ts');

/** What is for `npm run test:long` as a whole; see test/rig/cases.ts for what is in parts. */
const LONG = process.env.SWEEP_TESTS === 'long' ? [] : ['test/**/*.long.test.ts'];

/** What takes longer is stuck: a slow or busy machine fails no test. */
const PATIENCE = 600_000;

const processes = {
  pool: 'forks',
  isolate: false,
  // They wait for processes more than they compute.
  maxWorkers: Math.max(4, availableParallelism() - 1),
  // Where a test does not say otherwise, its runs share the host with those of other tests, and not with others'.
  env: { SWEEP_HOST_DIR: join(tmpdir(), `sweep-test-${process.pid}`) },
  sequence: { groupOrder: 1 },
} as const;

const inCi = process.env.CI !== undefined;

export default defineConfig({
  test: {
    maxWorkers: Math.max(2, availableParallelism() - 1),
    setupFiles: ['test/rig/seed.setup.ts'],
    testTimeout: PATIENCE,
    hookTimeout: PATIENCE,
    reporters: inCi ? ['default', 'json'] : ['default'],
    outputFile: { json: 'coverage/results.json' },
    coverage: {
      enabled: inCi,
      provider: 'v8',
      include: ['src/**/*.ts'],
      // `app` and `cli` are tried as processes of their own, and what draws in a browser, which is not seen from here.
      exclude: ['src/language/generated/**', ...['app', 'cli', 'mcp', 'ui', 'page'].map((room) => `src/${room}/**`)],
      // The pages are for whoever asks for the coverage by hand: they take longer than a few tests.
      reporter: inCi ? ['text-summary'] : ['text-summary', 'html'],
      thresholds: { statements: 94, branches: 89, functions: 95, lines: 95 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: PURE,
          pool: 'threads',
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: ['test/**/*.test.ts'],
          exclude: [...PURE, ...PROGRAM, ...LONG],
          ...processes,
        },
      },
      {
        extends: true,
        test: { name: 'program', include: PROGRAM, exclude: LONG, globalSetup: 'test/build.setup.ts', ...processes },
      },
    ],
  },
});
