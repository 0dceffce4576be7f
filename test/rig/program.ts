import { inject } from 'vitest';

/**
 * The path of the built program, which `test/build.setup.ts` has made of the sources under test.
 * @throws Error in tests for which nothing was built.
 */
export const PROGRAM = pathOfProgram();

function pathOfProgram(): string {
  const path = inject('program');
  if (path === undefined) throw new Error('only tests of the project `program` start it: see vitest.config.ts');
  return path;
}
