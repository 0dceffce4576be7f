import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { WARY } from './plain-file.ts';

/** The last `most` bytes of a plain file, read beside everything else; null where it is none, or cannot be read. */
export async function endOfFile(path: string, most: number): Promise<Buffer | null> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOCTTY | WARY).catch(() => null);
  if (file === null) return null;
  try {
    const found = await file.stat();
    if (!found.isFile()) return null;
    const bytes = Buffer.alloc(Math.min(found.size, most));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, found.size - bytes.length);
    return bytes.subarray(0, bytesRead);
  } catch {
    return null;
  } finally {
    await file.close().catch(() => undefined);
  }
}
