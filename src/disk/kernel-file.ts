import { closeSync, openSync, readSync } from 'node:fs';

/**
 * The whole text of a file of /proc or /sys, of which the kernel does not say how large it is. Reads into a buffer that is kept:
 * the readFileSync of Node makes one of 64 KiB each time, which costs more than the file.
 * @throws Error of the file system.
 */
export function readKernelFile(path: string, encoding: 'latin1' | 'utf8' = 'latin1'): string {
  const file = openSync(path, 'r');
  try {
    let length = 0;
    for (;;) {
      if (length === buffer.length) buffer = Buffer.concat([buffer, Buffer.alloc(buffer.length)]);
      const got = readSync(file, buffer, length, buffer.length - length, null);
      if (got === 0) return buffer.toString(encoding, 0, length);
      length += got;
    }
  } finally {
    closeSync(file);
  }
}

/** As large as the largest that was read. */
let buffer = Buffer.alloc(16 * 1024);
