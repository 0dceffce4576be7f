import { createHash } from 'node:crypto';
import { ContentReader, type Content, type Most } from './content.ts';
import { digestOfInput } from '../model/input.ts';
import { scarcityIn } from '../model/scarcity.ts';
import type { DigestCache } from './digest-cache.ts';
import { finish, finishInTurns, type Reading } from './reading.ts';

/** How much a wrapper template may hold. */
export const LARGEST_TEMPLATE: Most = { bytes: 1024 * 1024, spelled: '1 MiB' };

/** A file that a plan depends on. */
export interface WantedPath {
  /** Absolute, or relative to the project root; `inputs` may be a glob. */
  readonly path: string;
  /** Of what is required or run, and of folders to run in, only that it exists; of the others what is in it. */
  readonly kind: 'requires' | 'inputs' | 'template' | 'workdir' | 'later-workdir' | 'script' | 'output-folder';
}

/**
 * Looks at files, folders and globs: what exists, and a digest of what is in it unless it is merely required. One
 * entry a path; a path that is wanted twice gets the digest. `digests` spares reading what has been read before; `hear` is told
 * how many bytes have been read so far.
 */
export async function gatherFacts(
  root: string,
  wanted: Iterable<WantedPath>,
  digests?: DigestCache,
  hear: (bytes: number) => void = () => undefined,
): Promise<Map<string, Content>> {
  const reader = new ContentReader(root, digests);
  const facts = new Map<string, Content>();
  let read = 0;
  const count = (bytes: number): void => {
    if (bytes !== Infinity) hear((read += bytes));
  };
  for (const { path, kind } of wanted) {
    if (kind !== 'inputs' && kind !== 'template') {
      if (!facts.has(path)) facts.set(path, reader.find(path));
    } else if (facts.get(path)?.digest == null) {
      const most = kind === 'template' ? LARGEST_TEMPLATE : undefined;
      facts.set(path, await finishInTurns(counted(readIfRoom(reader, path, most), count)));
    }
  }
  return facts;
}

/** Whether there is what paths lead to, one entry a path: what is in it is not read. */
export function lookFor(root: string, wanted: Iterable<WantedPath>): Map<string, Content> {
  const reader = new ContentReader(root);
  const facts = new Map<string, Content>();
  for (const { path, kind } of wanted) facts.set(path, kind === 'inputs' ? reader.seek(path) : reader.find(path));
  return facts;
}

/** The same reading, whose steps are counted. */
function* counted<T>(reading: Reading<T>, count: (bytes: number) => void): Reading<T> {
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
    count(step.value);
    yield step.value;
  }
}

/** What a path leads to; something that cannot be read where the system has no room for looking at it. */
function* readIfRoom(reader: ContentReader, path: string, most?: Most): Reading<Content> {
  try {
    return yield* reader.read(path, most);
  } catch (error) {
    const because = scarcityIn(error);
    if (because === null) throw error;
    return { exists: true, digest: null, fault: `cannot be read: ${because}` };
  }
}

/** What each of `paths` (files, folders, globs) holds at this moment, as `digestOfInput` says. Throws where the system has no room for looking. */
export function* readDigests(reader: ContentReader, paths: readonly string[]): Reading<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) found.push(digestOfInput(yield* reader.read(path)));
  return found;
}

/** The same without a pause. Where the system has no room for looking at a path, that is unreadable. */
export function digestsNow(root: string, paths: readonly string[], digests?: DigestCache): readonly string[] {
  const reader = new ContentReader(root, digests);
  return paths.map((path) => digestOfInput(finish(readIfRoom(reader, path))));
}

/**
 * One hash over what `paths` hold at this moment; null when there are no paths. What is missing is part of the hash as
 * missing.
 */
export function digestNow(root: string, paths: readonly string[], digests?: DigestCache): string | null {
  if (paths.length === 0) return null;
  const hash = createHash('sha256');
  for (const [index, digest] of digestsNow(root, paths, digests).entries()) {
    hash.update(`${paths[index] ?? ''}\0${digest}\n`);
  }
  return hash.digest('hex');
}
