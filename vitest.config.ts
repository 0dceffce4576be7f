import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Rooms whose tests touch no process: many files in few threads, seven times as fast as a process a file. */
const PURE = ['model', 'language', 'expand', 'render', 'schedule', 'journal', 'report', 'run'].map(
  (room) => `test/${room}/**/*.test.ts`,
);

const inCi = process.env.CI !== undefined;

export default defineConfig({
  test: {
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: inCi ? ['default', 'json'] : ['default'],
    outputFile: { json: 'coverage/results.json' },
    coverage: {
      enabled: inCi,
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/language/generated/**'],
      reporter: ['text-summary', 'html'],
      thresholds: { statements: 86, branches: 82, functions: 86, lines: 87 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: PURE,
          pool: 'threads',
          isolate: false,
          // Properties over thousands of cases take long on a busy machine.
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: ['test/**/*.test.ts'],
          exclude: PURE,
          pool: 'forks',
          // Where a test does not say otherwise, its runs share the host with those of other tests, and not with others'.
          env: { SWEEP_HOST_DIR: join(tmpdir(), `sweep-test-${process.pid}`) },
          testTimeout: 60_000,
          hookTimeout: 120_000,
          globalSetup: 'test/build.setup.ts',
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
