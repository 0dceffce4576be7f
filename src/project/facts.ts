import { createHash } from 'node:crypto';
import { ContentReader, type Content } from './content.ts';
import type { DigestCache } from './digest-cache.ts';

/** A file that a plan depends on. */
export interface WantedPath {
  /** Absolute, or relative to the project root; `inputs` may be a glob. */
  readonly path: string;
  /** Of what is required, and of folders to run in, only that it exists; of the others what is in it. */
  readonly kind: 'requires' | 'inputs' | 'template' | 'workdir' | 'later-workdir';
}

/**
 * Looks at files, folders and globs: what exists, and a digest of what is in it unless it is merely required. One
 * entry a path; a path that is wanted twice gets the digest. `digests` spares reading what has been read before.
 */
export async function gatherFacts(
  root: string,
  wanted: Iterable<WantedPath>,
  digests?: DigestCache,
): Promise<Map<string, Content>> {
  const reader = new ContentReader(root, digests);
  const facts = new Map<string, Content>();
  for (const { path, kind } of wanted) {
    if (kind !== 'inputs' && kind !== 'template') {
      if (!facts.has(path)) facts.set(path, { exists: reader.exists(path), digest: null });
    } else if (facts.get(path)?.digest == null) {
      facts.set(path, reader.read(path));
      // Much may have to be read: lets signals and timers through.
      await new Promise(setImmediate);
    }
  }
  return facts;
}

/**
 * One hash over what `paths` (files, folders, globs) hold at this moment; null when there are no paths. What is
 * missing is part of the hash as missing.
 */
export function digestNow(root: string, paths: readonly string[], digests?: DigestCache): string | null {
  if (paths.length === 0) return null;
  const reader = new ContentReader(root, digests);
  const hash = createHash('sha256');
  for (const path of paths) {
    const { exists, digest } = reader.read(path);
    hash.update(`${path}\0${digest ?? (exists ? 'unreadable' : 'missing')}\n`);
  }
  return hash.digest('hex');
}
