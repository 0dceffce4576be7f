import { dirname } from 'node:path';
import { bundle, isStale } from '../scripts/bundle.ts';

/** Tests that start the program start `dist/sweep.js`, as users do: it must be of the sources under test. */
export default async function setup(): Promise<void> {
  const root = dirname(import.meta.dirname);
  if (isStale(root)) await bundle(root);
}
