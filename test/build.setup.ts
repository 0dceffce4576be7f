import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bundle, isStale } from '../scripts/bundle.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The path of the built program. */
    program?: string;
  }
}

/** Tests that start the program start `dist/sweep.js`, as users do: it must be of the sources under test. */
export default async function setup({ provide }: TestProject): Promise<void> {
  const root = dirname(import.meta.dirname);
  if (isStale(root)) await bundle(root);
  provide('program', join(root, 'dist', 'sweep.js'));
}
