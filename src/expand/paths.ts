import { isAbsolute, join, normalize } from 'node:path/posix';

/** `path` as seen from the project root, when it is written relative to `folder`. An absolute path stays absolute. */
export function pathWithin(folder: string, path: string): string {
  const whole = isAbsolute(path) ? normalize(path) : join(folder, path);
  return whole.length > 1 && whole.endsWith('/') ? whole.slice(0, -1) : whole;
}
